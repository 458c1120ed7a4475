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

from soundingboard.read.language import guess_language
from soundingboard.trace.edits import Changed, Edit, changed, places
from soundingboard.trace.place import same_place
from soundingboard.trace.weighed import Side, Weighed, shared, weighed
from soundingboard.trace.weights import EVEN, WordWeights
from soundingboard.vocabulary import UNDETERMINED, Outcome
from soundingboard.words import stem


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
    damped: float = (
        0.5  # an edit counts by the root of its weight: ten words do not say ten times what one does
    )
    contrary: float = 0.5  # of what both change, half is the opposite
    carried: float = 0.25  # least likeness of two edits whose common words are worth showing
    foreign: float = (
        0.3  # of the words of a base; with fewer in common it is another language or another text
    )
    by_place: float = 0.59  # what the place alone can give at most, in another language: never "reflected"


THRESHOLDS = AdoptionThresholds()


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
    thresholds: AdoptionThresholds = THRESHOLDS,
) -> Adoption:
    """Whether `change` takes up `proposal`; any text is an answer, empty ones are "not taken up".

    `weights` tell how much each word says (`weights_of` a collection); without them silent words count half.
    """
    ours, theirs = (weighed(changed(one.old, one.new), weights or EVEN) for one in (proposal, change))
    return told(met(ours, theirs, (proposal, change), weights or EVEN, thresholds), thresholds)


def score_pairs(
    pairs: Sequence[tuple[Edit, Edit]],
    weights: WordWeights | None = None,
    thresholds: AdoptionThresholds = THRESHOLDS,
) -> list[Adoption]:
    """The adoption of each pair of a proposal and a change, in order."""
    return [adoption(proposal, change, weights, thresholds) for proposal, change in pairs]


@dataclass(frozen=True, slots=True)
class Met:
    """Both sides and how alike their edits are: a row for each edit of ours, in it one value for each of theirs.

    `common` is the weight of what they share; `by_place` where nothing else could be compared.
    """

    score: float
    ours: Side
    theirs: Side
    alike: tuple[tuple[float, ...], ...] = ()
    common: tuple[tuple[float, ...], ...] = ()
    turned: tuple[Counter[str], Counter[str]] | None = None
    by_place: bool = False


def met(
    ours: Side,
    theirs: Side,
    edits: tuple[Edit, Edit],
    weights: WordWeights,
    thresholds: AdoptionThresholds = THRESHOLDS,
) -> Met:
    """How alike the edits of both sides are."""
    if not (ours.edits and theirs.edits):
        return Met(0.0, ours, theirs)
    if _is_foreign(ours.changed, theirs.changed, edits, thresholds):
        return Met(
            round(thresholds.by_place * same_place(ours.changed, theirs.changed), 6),
            ours,
            theirs,
            by_place=True,
        )
    place = _places(ours, theirs)
    common = tuple(tuple(shared(one, two, place) for two in theirs.edits) for one in ours.edits)
    alike = tuple(
        tuple(
            max(2 * both / (one.weight + two.weight), _quoted(one, two, both, thresholds))
            for two, both in zip(theirs.edits, row, strict=True)
        )
        for one, row in zip(ours.edits, common, strict=True)
    )
    there = tuple(map(max, zip(*alike, strict=True)))
    score = (_mean(map(max, alike), ours.edits, thresholds) + _mean(there, theirs.edits, thresholds)) / 2
    turned = (
        None if score >= thresholds.reflected else _turned(ours.changed, theirs.changed, weights, thresholds)
    )
    return Met(round(score, 6), ours, theirs, alike, common, turned)


def _places(ours: Side, theirs: Side) -> Mapping[int, int]:
    """Where the words of their base stand in ours; not asked where the two have nothing that has a place in common."""
    both_delete = all(any(one.deleted for one in side.edits) for side in (ours, theirs))
    if not both_delete and ours.changed.inserted.isdisjoint(theirs.changed.inserted):
        return {}
    return places(theirs.changed.base, ours.changed.base)


def _mean(values: Iterable[float], edits: Sequence[Weighed], thresholds: AdoptionThresholds) -> float:
    damped: list[float] = [one.weight**thresholds.damped for one in edits]
    return sum(value * weight for value, weight in zip(values, damped, strict=True)) / sum(damped)


def _quoted(one: Weighed, other: Weighed, common: float, thresholds: AdoptionThresholds) -> float:
    """The likeness of an edit that only inserts and stands word for word in a longer one that only inserts, else 0."""
    if one.deleted or other.deleted or one.weight < thresholds.telling or common < one.weight - 1e-9:
        return 0.0
    n = len(one.order)
    is_there = any(other.order[at : at + n] == one.order for at in range(len(other.order) - n + 1))
    return thresholds.phrase if is_there else 0.0


def told(found: Met, thresholds: AdoptionThresholds = THRESHOLDS) -> Adoption:
    """What a likeness says: the outcome and the words that carry it."""
    if found.by_place:
        return Adoption(found.score, False, UNDETERMINED, basis="place")
    if not found.alike:
        return Adoption(found.score, False, "not taken up")
    here, there = (sum(one.weight for one in side.edits) for side in (found.ours, found.theirs))
    common = sum(map(sum, found.common))
    shares = min(1.0, common / here), min(1.0, common / there)
    if found.turned:
        return Adoption(
            found.score, False, "contrary", *_turned_words(found.ours.changed, *found.turned), *shares
        )
    reflected = found.score >= thresholds.reflected
    outcome: Outcome = "in part" if reflected else "not taken up"
    if reflected and all(_is_whole(row, thresholds) for row in found.alike):
        outcome = "adopted"
    return Adoption(found.score, reflected, outcome, *_carrying(found, thresholds), *shares)


def _is_whole(row: Sequence[float], thresholds: AdoptionThresholds) -> bool:
    """Whether an edit is there and not swallowed by a larger one; one that is quoted is there word for word."""
    return max(row) >= thresholds.whole or thresholds.phrase in row


def _is_foreign(
    ours: Changed, theirs: Changed, edits: tuple[Edit, Edit], thresholds: AdoptionThresholds
) -> bool:
    """Whether the two bases are of different languages: they share hardly a word, and read as different ones."""
    if ours.base == theirs.base:
        return False
    here, there = ours.spoken, theirs.spoken
    least = min(here.total(), there.total())
    if not least or (here & there).total() >= thresholds.foreign * least:
        return False
    return guess_language(edits[0].old or "") != guess_language(edits[1].old or "")


def _turned(
    ours: Changed, theirs: Changed, weights: WordWeights, thresholds: AdoptionThresholds
) -> tuple[Counter[str], Counter[str]] | None:
    """What the change puts in though the proposal takes it out, and takes out though the proposal puts it in.

    None unless that is at least half of what both change.
    """
    if ours.went.keys().isdisjoint(theirs.came) and ours.came.keys().isdisjoint(theirs.went):
        return None
    back, away = ours.went & theirs.came, ours.came & theirs.went
    together = (ours.went, ours.came, theirs.went, theirs.came)
    weight = sum(weights.word(one) * n for side in together for one, n in side.items())
    same = sum(weights.word(one) * n for side in (back, away) for one, n in side.items())
    return (back, away) if 2 * same >= thresholds.contrary * weight else None


def _turned_words(
    ours: Changed, back: Counter[str], away: Counter[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of ours that the change puts back, and that it takes away."""
    gone = (word for hunk in ours.hunks for word in ours.base[hunk.start : hunk.end])
    came = (word for hunk in ours.hunks for word in hunk.inserted)
    return _first(gone, back), _first(came, away)


def _carrying(found: Met, thresholds: AdoptionThresholds) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that both delete and that both insert, in the order of the proposal."""
    ours, theirs = found.ours, found.theirs
    place = _places(ours, theirs)
    deleted: list[str] = []
    inserted: list[str] = []
    for hunk, one, row in zip(ours.changed.hunks, ours.edits, found.alike, strict=True):
        best = max(range(len(row)), key=row.__getitem__)
        if row[best] >= thresholds.carried:
            other = theirs.edits[best]
            gone = {place[at] for at in other.deleted if at in place}
            deleted += (ours.changed.base[at] for at in one.deleted if at in gone)
            inserted += _first(hunk.inserted, one.inserted & other.inserted)
    return tuple(deleted), tuple(inserted)


def _first(found: Iterable[str], wanted: Counter[str]) -> tuple[str, ...]:
    """The words whose stems are wanted, each as often as it is, in the order in which they stand."""
    left = Counter(wanted)
    kept = []
    for word in found:
        if left[stem(word)] > 0:
            left[stem(word)] -= 1
            kept.append(word)
    return tuple(kept)
