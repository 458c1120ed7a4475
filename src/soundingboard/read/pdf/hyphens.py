"""Hyphens at line ends: which belong to the word and which to the line."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from soundingboard.read.clean import names

Join = Callable[[Sequence[str]], str]

_TAIL = 80  # characters at the end of a line in which its last word stands
_BROKEN = re.compile(r"([^\W_]+(?:[-‐‑][^\W_]+)*)[-‐]$")
_HEAD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORDS = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")


def joiner(lines: Sequence[str]) -> Join:
    """A function that joins the lines of a paragraph, deciding on hyphens by the words of the whole document."""
    counts: Counter[str] = Counter()
    halved = False
    for line in lines:
        words = [word.lower() for word in _WORDS.findall(line)]
        broken = _BROKEN.search(line[-_TAIL:]) is not None
        counts.update(words[1 if halved else 0 : -1 if broken else None])
        for word in words:
            counts.update(word.split("-") if "-" in word else ())
        halved = broken
    hyphenates = any(_is_halved(*halves, counts) for halves in _breaks(lines))

    def join(texts: Sequence[str]) -> str:
        text = ""
        for part in texts:
            text = _join(text, part, counts, hyphenates) if text else part
        return text

    return join


def _breaks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The halves on both sides of each hyphen at a line's end."""
    for line, following in pairwise(lines):
        before, after = _BROKEN.search(line[-_TAIL:]), _HEAD.match(following)
        if before and after and after[0][0].islower():
            yield before[1].lower(), after[0].lower()


def _is_halved(before: str, after: str, counts: Counter[str]) -> bool:
    """Whether only the line can have put a hyphen here: the whole is a word of the text, or a half is none."""
    return counts[before + after] > 0 or not (counts[before] and counts[after])


def _join(text: str, part: str, counts: Counter[str], hyphenates: bool) -> str:
    broken = _BROKEN.search(text[-_TAIL:])
    head = _HEAD.match(part)
    if not broken or not head:
        tight = text[-1] in "-‐/–—" and part[:1].isalnum() and text[-2:-1].strip() != ""
        return text + ("" if tight or _is_unspaced(text, part) else " ") + part
    keeps = not hyphenates or _keeps_hyphen(broken[1], head[0], counts)
    return (text if keeps else text[:-1]) + part


def _is_unspaced(text: str, part: str) -> bool:
    return _UNSPACED.search(text[-1]) is not None and _UNSPACED.match(part) is not None


def _keeps_hyphen(before: str, after: str, counts: Counter[str]) -> bool:
    """Evidence first: which of the two forms the document has elsewhere; then what the halves look like."""
    if not after[0].islower() or not before[-1].isalpha():
        return True  # "Asia-Pacific", "2015-2025"
    before = before.lower()
    open_form, closed = counts[f"{before}-{after}"], counts[before + after]
    if open_form != closed:
        return open_form > closed
    last, parts = before.rsplit("-", 1)[-1], _parts()
    if last in parts["closes"] or after in parts["tails"]:
        return False
    if after in parts["heads"]:
        return True
    return counts[after] > 0 and (last in parts["opens"] or counts[last] > 0)


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    """The word parts of the data file `hyphens.toml`."""
    data = tomllib.loads((Path(__file__).parent / "hyphens.toml").read_text(encoding="utf-8"))
    return {key: names(words) for key, words in data.items()}
