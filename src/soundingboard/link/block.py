"""A block of texts as arrays: their words, the sentences these stand in, and the language of each text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from soundingboard.cite.lexicon import cardinals
from soundingboard.link.lexicon import SILENT, Ints, Lexicon, is_minor, places, splitter
from soundingboard.passage.sentences import sentences, sentences_within
from soundingboard.read.language import LanguageThresholds, stop_words

_LATIN = ("en", "fr", "es", "de", "pt", "it", "nl")
_CLEAR = LanguageThresholds()
_LAYOUT = re.compile(r"[\r\n]")
# What ends no sentence by the rules of `passage.sentences`: no stop, or one before a small letter. Most short texts.
_STOP = re.compile(r"[.…][^\s\w]*\s+(?![a-z])|[!?。！？؟۔]")
_SPELLED = frozenset(cardinals())
_POSITION = re.compile(r"ambular|preamb|mbulaire|préamb|preámb|operativ|dispositiv|opérat", re.IGNORECASE)


class Words(dict[str, int]):
    """The distinct words of many texts by number, and what each shows without regard to a draft; `words[word]` takes
    a new one in.

    `languages` has a bit for each of _LATIN whose stop word it is; `cites`: digits, spelled numbers, "preambular".
    """

    def __init__(self) -> None:
        super().__init__()
        self.printed: list[str] = []
        self.languages: list[int] = []
        self.cites: list[bool] = []
        self._numbers: dict[str, list[int]] = {}
        self._minor: dict[str, list[bool]] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self.printed)
        small = word.lower()
        self.printed.append(word)
        self.languages.append(sum(1 << n for n, code in enumerate(_LATIN) if small in stop_words(code)))
        figure = any(map(str.isdigit, word))
        self.cites.append(figure or small in _SPELLED or "第" in word or bool(_POSITION.search(word)))
        return number

    def numbers_in(self, lexicon: Lexicon) -> Ints:
        """The number in a lexicon of each word taken in so far."""
        found = self._numbers.setdefault(lexicon.language, [])
        found.extend(map(lexicon.number, self.printed[len(found) :]))
        return np.array(found, dtype=np.int64)

    def minor_in(self, language: str) -> NDArray[np.bool_]:
        """Which of the words taken in so far tell nothing alone."""
        found = self._minor.setdefault(language, [])
        found.extend(is_minor(word, language) for word in self.printed[len(found) :])
        return np.array(found, dtype=bool)


@dataclass(frozen=True, slots=True)
class Block:
    """Texts, and one entry for each of their words in order: its text, its sentence, its number in `words`.

    `sentences` holds the places of all sentences; those of text n are `first[n]` to `first[n + 1]`.
    """

    texts: Sequence[str]
    words: Words
    text: Ints
    sentence: Ints
    number: Ints
    sentences: Sequence[tuple[int, int]]
    first: Ints

    def said_in(self, thresholds: LanguageThresholds = _CLEAR) -> list[str | None]:
        """The language of each text, where its stop words show one of Latin letters."""
        bits = np.array(self.words.languages, dtype=np.int64)[self.number]
        size = len(self.texts)
        total = np.maximum(np.bincount(self.text, minlength=size), 1)
        share = np.stack(
            [np.bincount(self.text, bits >> n & 1, minlength=size) / total for n in range(len(_LATIN))]
        )
        order = np.argsort(-share, axis=0, kind="stable")
        best, second = (np.take_along_axis(share, order[n : n + 1], axis=0)[0] for n in (0, 1))
        clear = (best >= thresholds.words) & (best >= thresholds.lead * second)
        return [_LATIN[code] if is_clear else None for code, is_clear in zip(order[0], clear, strict=True)]

    def may_cite(self) -> NDArray[np.bool_]:
        """Which texts hold a word that a citation cannot do without."""
        flags = np.array(self.words.cites, dtype=bool)[self.number]
        result: NDArray[np.bool_] = np.bincount(self.text, flags, minlength=len(self.texts)) > 0
        return result

    def place(self, entry: int) -> tuple[int, int]:
        """Where the word of an entry stands in its text."""
        sentence = int(self.sentence[entry])
        before = entry - int(np.searchsorted(self.sentence, sentence))
        return places(self.texts[int(self.text[entry])], *self.sentences[sentence])[before]

    def telling(self, lexicon: Lexicon) -> tuple[Ints, Ints]:
        """The entries whose words are not silent in a lexicon, and their numbers in it."""
        numbers = self.words.numbers_in(lexicon)[self.number]
        entries = (numbers != SILENT).nonzero()[0]
        return entries, numbers[entries]


def block_of(texts: Sequence[str], words: Words) -> Block:
    """Texts as a block; their words are taken into `words`."""
    cut = [_sentences(text) for text in texts]
    found = [
        words_of(text, start, end)
        for text, spans, words_of in zip(texts, cut, map(splitter, texts), strict=True)
        for start, end in spans
    ]
    lengths = np.fromiter(map(len, found), np.int64, len(found))
    first = np.cumsum([0, *map(len, cut)])
    sentence = np.repeat(np.arange(len(found)), lengths)
    text = np.repeat(np.arange(len(texts)), np.diff(first))[sentence]
    number = np.fromiter(map(words.__getitem__, chain.from_iterable(found)), np.int64, len(sentence))
    return Block(texts, words, text, sentence, number, list(chain.from_iterable(cut)), first)


def _sentences(text: str) -> list[tuple[int, int]]:
    if _LAYOUT.search(text):
        return sentences(text)
    if _STOP.search(text, 0, len(text) - 1):
        return sentences_within(text, 0, len(text))
    start = len(text) - len(text.lstrip())
    return [(start, max(start, len(text.rstrip())))]
