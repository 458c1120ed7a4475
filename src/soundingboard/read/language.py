"""Which language a text is in, from its script and its commonest words."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LanguageThresholds:
    """When a text says enough about its language."""

    sample: int = 20_000  # characters: some ten pages; drafts do not change their language after that
    letters: int = 20  # fewer are a number and a name
    kana: float = 0.05  # share of letters: Japanese always has as many, Chinese none
    words: float = (
        0.08  # share of stop words; running text has a quarter to a half, a list of names hardly any
    )
    lead: float = 1.15  # over the next best language, since neighbours share words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data file `languages.toml`, ready for use."""

    stop_words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]


def guess_language(text: str, thresholds: LanguageThresholds = LanguageThresholds()) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where its script and stop words do not say.

    Counting stop words is the oldest method and enough for running text: Grefenstette, "Comparing two
    language identification schemes", JADT 1995.
    """
    lexicon = _lexicon()
    sample = text[: thresholds.sample]
    counts = Counter({script: len(pattern.findall(sample)) for script, pattern in lexicon.patterns.items()})
    letters = counts.total()
    if letters < thresholds.letters:
        return None
    if counts["Kana"] > thresholds.kana * letters:
        return "ja"
    languages = lexicon.scripts[counts.most_common(1)[0][0]]
    return languages[0] if len(languages) == 1 else _by_words(sample, languages, lexicon, thresholds)


def _by_words(
    text: str, languages: tuple[str, ...], lexicon: Lexicon, thresholds: LanguageThresholds
) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    total = words.total()
    scores = {code: sum(words[word] for word in lexicon.stop_words[code]) / total for code in languages}
    best, second = sorted(languages, key=lambda code: -scores[code])[:2]
    if scores[best] < thresholds.words or scores[best] < thresholds.lead * scores[second]:
        return None
    return best


def stop_words(language: str) -> frozenset[str]:
    """The commonest words of a language, lower case; none for a language that the lexicon does not know."""
    return _lexicon().stop_words.get(language[:2], frozenset())


@cache
def _lexicon() -> Lexicon:
    data = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
    return Lexicon(
        {code: frozenset(words.split()) for code, words in data["stop_words"].items()},
        {script: tuple(codes) for script, codes in data["scripts"].items()},
        {
            script: re.compile("[" + "".join(f"{pair[0]}-{pair[1]}" for pair in pairs) + "]")
            for script, pairs in data["ranges"].items()
        },
    )
