"""How much a word says, in a collection or without one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log1p, sqrt

from soundingboard.read.language import stop_words
from soundingboard.trace.edits import compared
from soundingboard.words import stem

_SILENT = frozenset(map(stem, stop_words("en")))


@dataclass(frozen=True, slots=True)
class WordWeights:
    """The weight of each stem of a collection; `unknown` that of any other, `silent` that of other stop words.

    A stop word keeps half: in "shall" for "should" it is all there is.
    """

    stems: Mapping[str, float] = field(default_factory=dict)
    unknown: float = 1.0
    silent: float = 0.5

    def word(self, one: str) -> float:
        """The weight of a stem, above 0."""
        found = self.stems.get(one)
        return found if found is not None else self.silent if one in _SILENT else self.unknown


EVEN = WordWeights()


def weights_of(texts: Iterable[str]) -> WordWeights:
    """Weights from how few of the texts hold a word: the root of its inverse frequency, so that no word says all.

    The root: a rare word counts three times a common one, not ten times. Texts that are the same count once.
    """
    kept = dict.fromkeys(texts)
    holding = Counter(one for text in kept for one in set(map(stem, compared(text))))
    stems = {one: sqrt(log1p(len(kept) / (1 + n))) for one, n in holding.items()}
    return WordWeights(stems, sqrt(log1p(len(kept))), sqrt(log1p(1)))
