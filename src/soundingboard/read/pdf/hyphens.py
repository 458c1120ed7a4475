"""Hyphens at line ends: which belong to the word and which to the line."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from soundingboard.read.clean import names

Join = Callable[[Sequence[str]], str]

_BROKEN = re.compile(r"([^\W_]+(?:[-‐‑][^\W_]+)*)[-‐]$")
_HEAD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORDS = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
# Prefixes that English drafts join with a hyphen where a dictionary has no closed form: UN Editorial Manual.
_COMPOUNDING = names(
    "multi non cross self inter sub co post pre ex so well long short high low mid semi socio quasi anti"
)
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")


def joiner(lines: Iterable[str]) -> Join:
    """A function that joins the lines of a paragraph, deciding on hyphens by the words of the whole document."""
    counts: Counter[str] = Counter()
    for line in lines:
        words = [word.lower() for word in _WORDS.findall(line)]
        counts.update(words[1:-1] if len(words) > 2 else ())  # the outer ones may be halves
        counts.update(words[:1] if len(words) > 2 else ())

    def join(texts: Sequence[str]) -> str:
        text = ""
        for part in texts:
            text = _join(text, part, counts) if text else part
        return text

    return join


def _join(text: str, part: str, counts: Counter[str]) -> str:
    broken = _BROKEN.search(text)
    head = _HEAD.match(part)
    if not broken or not head:
        glue = "" if (text[-1] in "-‐/–—" and part[:1].isalnum()) or _is_unspaced(text, part) else " "
        return text + glue + part
    return (text if _keeps_hyphen(broken[1], head[0], counts) else text[:-1]) + part


def _is_unspaced(text: str, part: str) -> bool:
    return _UNSPACED.search(text[-1]) is not None and _UNSPACED.match(part) is not None


def _keeps_hyphen(before: str, after: str, counts: Counter[str]) -> bool:
    """Evidence first: which of the two forms the document has elsewhere; then what the halves look like."""
    before, after = before.lower() if after.islower() else before, after
    if not after[0].islower() or not before[-1].isalpha():
        return True  # "Asia-Pacific", "2015-2025"
    open_form, closed = counts[f"{before}-{after}"], counts[before + after]
    if open_form != closed:
        return open_form > closed
    whole_halves = counts[before] > 0 and counts[after] > 0
    return before in _COMPOUNDING or "-" in before or (whole_halves and len(before) > 3)
