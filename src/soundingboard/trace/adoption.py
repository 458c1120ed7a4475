"""Whether a change takes up a proposal: edit by edit, each against its own base.

Two edits are alike by the weight of the words that both delete at the same place of the common base, and of the words
that both insert (Dice). A proposal of several edits is taken up as far as each of them has its like in the change, and
a change is the proposal's as far as each of its edits has its like in the proposal; the score is the mean of the two.
So a proposal is not lost for its other edits, and a text that is rewritten altogether does not match for the words
that any text has. Words that an edit deletes and inserts again only moved, and count for little.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soundingboard.read.language import guess_language
from soundingboard.trace.edits import Changed, Edit, changed, places
from soundingboard.trace.place import same_place
from soundingboard.trace.weights import EVEN, WordWeights
from soundingboard.vocabulary import Outcome
from soundingboard.words import stem

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AdoptionThresholds:
    """When a proposal counts as taken up."""

    reflected: float = (
        0.6  # of what both change, three parts in five are the same; a plateau from 0.58 to 0.64
    )
    whole: float = 0.8  # likeness of every edit: one of ten words may lose or gain a few and be adopted
    phrase: float = (
        0.65  # likeness of an edit whose words stand word for word in a longer insertion: taken up,
    )
    telling: float = 4.0  # if they weigh so much: shorter phrases stand in long insertions by chance
    moved: float = 0.3  # of its weight counts a word that an edit deletes and inserts again
    damped: float = (
        0.5  # an edit counts by the root of its weight: ten words do not say ten times what one does
    )
    contrary: float = 0.5  # of what both change, half is the opposite
    carried: float = 0.25  # least likeness of two edits whose common words are worth showing
    foreign: float = (
        0.3  # of the words of a base; with fewer in common it is another language or another text
    )
    by_place: float = 0.59  # what the place alone can give at most, in another language: never "reflected"


@dataclass(frozen=True, slots=True)
class Adoption:
    """How far a change takes a proposal up, and by what.

    `score`: 0 to 1. `of_proposal`: share of the proposal that is in the change; `of_change`: share of the change that
    is in the proposal. `deleted` and `inserted` are the words in common; of a contrary change, those it turns round.
    `basis`: "words", or "place" where the languages differ and only the place of the edits speaks.
    """

    score: float
    reflected: bool
    outcome: Outcome
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    of_proposal: float = 0.0
    of_change: float = 0.0
    basis: str = "words"

    @property
    def words(self) -> tuple[str, ...]:
        """The words that carry it."""
        return self.deleted + self.inserted


def adoption(
    proposal: Edit,
    change: Edit,
    weights: WordWeights | None = None,
    thresholds: AdoptionThresholds = AdoptionThresholds(),
) -> Adoption:
    """Whether `change` takes up `proposal`; any text is an answer, empty ones are "not taken up".

    `weights` tell how much each word says (`weights_of` a collection); without them silent words count half.
    """
    ours, theirs = changed(proposal.old, proposal.new), changed(change.old, change.new)
    return adoption_of(ours, theirs, (proposal, change), weights or EVEN, thresholds)


def score_pairs(
    pairs: Sequence[tuple[Edit, Edit]],
    weights: WordWeights | None = None,
    thresholds: AdoptionThresholds = AdoptionThresholds(),
) -> list[Adoption]:
    """The adoption of each pair of a proposal and a change, in order."""
    return [adoption(proposal, change, weights, thresholds) for proposal, change in pairs]


def adoption_of(
    ours: Changed,
    theirs: Changed,
    edits: tuple[Edit, Edit],
    weights: WordWeights,
    thresholds: AdoptionThresholds = AdoptionThresholds(),
) -> Adoption:
    """The adoption where the edits of both are known."""
    if not (ours.hunks and theirs.hunks):
        return Adoption(0.0, False, "not taken up")
    if _is_foreign(ours, theirs, edits, thresholds):
        alike = round(thresholds.by_place * same_place(ours, theirs), 6)
        return Adoption(alike, False, "undetermined", basis="place")
    mine = _weighed(ours, None, weights, thresholds)
    other = _weighed(theirs, places(theirs, ours.base), weights, thresholds)
    common = np.array([[one.shared(two) for two in other] for one in mine])
    here, there = (np.array([one.weight for one in side]) for side in (mine, other))
    alike = 2 * common / (here[:, None] + there[None, :])
    quoted = np.array([[_is_quoted(one, two, thresholds) for two in other] for one in mine])
    alike = np.maximum(alike, quoted * thresholds.phrase)
    score = round(
        float(_mean(alike.max(1), here, thresholds) + _mean(alike.max(0), there, thresholds)) / 2, 6
    )
    of_proposal = float(np.minimum(common.sum(1), here).sum() / here.sum())
    of_change = float(np.minimum(common.sum(0), there).sum() / there.sum())
    turned = _turned(ours, theirs, weights, thresholds)
    if turned and score < thresholds.reflected:
        return Adoption(score, False, "contrary", *turned, of_proposal, of_change)
    outcome = _outcome(score, np.maximum(alike, quoted).max(1), thresholds)
    deleted, inserted = _carrying(ours, mine, other, alike, thresholds)
    return Adoption(score, score >= thresholds.reflected, outcome, deleted, inserted, of_proposal, of_change)


def _mean(values: Floats, weight: Floats, thresholds: AdoptionThresholds) -> float:
    damped = weight**thresholds.damped
    return float((values * damped).sum() / damped.sum())


def _outcome(score: float, met: Floats, thresholds: AdoptionThresholds) -> Outcome:
    """Adopted when every edit is there, and none is swallowed by a larger one; in part when the score says so."""
    if score < thresholds.reflected:
        return "not taken up"
    return "adopted" if met.min() >= thresholds.whole else "in part"


def _is_quoted(one: "_Weighed", other: "_Weighed", thresholds: AdoptionThresholds) -> bool:
    """Whether an edit that only inserts stands word for word in a longer insertion that deletes nothing either."""
    if one.deleted or other.deleted or one.weight < thresholds.telling or one.inserted - other.inserted:
        return False
    n = len(one.order)
    return any(other.order[at : at + n] == one.order for at in range(len(other.order) - n + 1))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An edit with what each deleted word (by its place in the proposal's base) and inserted stem weighs."""

    deleted: Mapping[int, float]
    order: tuple[str, ...]
    inserted: Counter[str]
    worth: Mapping[str, float]
    weight: float

    def shared(self, other: "_Weighed") -> float:
        """The weight of the words that both edits delete and insert."""
        gone = sum(min(here, other.deleted.get(at, 0.0)) for at, here in self.deleted.items())
        came = (self.inserted & other.inserted).items()
        return gone + sum(min(self.worth[one], other.worth[one]) * n for one, n in came)


def _weighed(
    side: Changed, place: Mapping[int, int] | None, weights: WordWeights, thresholds: AdoptionThresholds
) -> list[_Weighed]:
    """The edits of one side; `place`: where its base's words stand in the proposal's base (None: it is that base).

    A word of a base that the proposal's base has not gets a place below 0, where it meets nothing.
    """
    found = []
    for hunk in side.hunks:
        order = tuple(map(stem, hunk.inserted))
        came = Counter(order)
        back = Counter(came)
        deleted, again = {}, Counter[str]()
        for at in range(hunk.start, hunk.end):
            one, share = side.stems[at], 1.0
            if back[one] > 0:
                back[one] -= 1
                again[one] += 1
                share = thresholds.moved
            deleted[at if place is None else place.get(at, -1 - at)] = weights.word(one) * share
        worth = {
            one: weights.word(one) * (n - (1 - thresholds.moved) * again[one]) / n for one, n in came.items()
        }
        weight = sum(deleted.values()) + sum(worth[one] * n for one, n in came.items())
        found.append(_Weighed(deleted, order, came, worth, weight))
    return found


def _is_foreign(
    ours: Changed, theirs: Changed, edits: tuple[Edit, Edit], thresholds: AdoptionThresholds
) -> bool:
    """Whether the two bases are of different languages: they share hardly a word, and read as different ones."""
    here, there = (Counter(one for one in side.base if not one.isnumeric()) for side in (ours, theirs))
    least = min(here.total(), there.total())
    if not least or (here & there).total() >= thresholds.foreign * least:
        return False
    return guess_language(edits[0].old or "") != guess_language(edits[1].old or "")


def _turned(
    ours: Changed, theirs: Changed, weights: WordWeights, thresholds: AdoptionThresholds
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What the change puts in though the proposal takes it out, and takes out though the proposal puts it in.

    None unless that is at least half of what both change.
    """
    back, away = ours.went & theirs.came, ours.came & theirs.went
    together = (ours.went, ours.came, theirs.went, theirs.came)
    weight = sum(weights.word(one) * n for side in together for one, n in side.items())
    same = sum(weights.word(one) * n for side in (back, away) for one, n in side.items())
    if not weight or 2 * same < thresholds.contrary * weight:
        return None
    return _first(ours.base, back), _first((word for hunk in ours.hunks for word in hunk.inserted), away)


def _first(found: Iterable[str], wanted: Counter[str]) -> tuple[str, ...]:
    """The words whose stems are wanted, each as often as it is, in the order in which they stand."""
    left = Counter(wanted)
    return tuple(word for word in found if _take(left, stem(word)))


def _take(left: Counter[str], one: str) -> bool:
    left[one] -= 1
    return left[one] >= 0


def _carrying(
    ours: Changed,
    mine: Sequence[_Weighed],
    other: Sequence[_Weighed],
    alike: Floats,
    thresholds: AdoptionThresholds,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that both delete and that both insert, in the order of the proposal."""
    deleted: list[str] = []
    inserted: list[str] = []
    for row, (hunk, one) in enumerate(zip(ours.hunks, mine, strict=True)):
        best = int(alike[row].argmax())
        if alike[row, best] < thresholds.carried:
            continue
        deleted += (ours.base[at] for at in one.deleted if at in other[best].deleted)
        inserted += _first(hunk.inserted, one.inserted & other[best].inserted)
    return tuple(deleted), tuple(inserted)
