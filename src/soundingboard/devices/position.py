"""Where a word stands in its clause: operative verb, noun or infinitive, in words that stayed."""

from dataclasses import dataclass

from soundingboard.devices.phrases import Hit
from soundingboard.devices.rulebook import Rulebook
from soundingboard.devices.sides import Side


@dataclass(frozen=True, slots=True)
class Kept:
    """When a light word ("full", "all") counts, in words.

    `change`: a change of more words rewrites the phrase. `lead`: so many more adjectives may stand between
    the word and the noun that stayed. `run`: past this the clause is new, whatever it leads up to.
    """

    change: int = 4
    lead: int = 3
    run: int = 9


KEPT = Kept()


def _before(side: Side, at: int, book: Rulebook) -> int:
    """The word before `at` that is not an adverb; -1 at the start of the clause."""
    at -= 1
    adverbs = book.grammar["adverbs"]
    endings = tuple(book.grammar["adverb_endings"])
    while at >= 0 and (side.words[at] in adverbs or (endings and side.words[at].endswith(endings))):
        at -= 1
    return at


def is_verb(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether a word that may be noun or verb ("support") is no noun here, as far as its neighbour tells."""
    if side.words[hit.first] not in book.grammar["nouns"]:
        return True
    at = _before(side, hit.first, book)
    if at < 0 or side.opens_sentence(at + 1):
        return hit.stop >= len(side.words) or side.words[hit.stop] not in book.grammar["after_noun"]
    word = side.words[at]
    verbal = book.grammar["verbal"]
    if word in verbal:
        return True
    after = side.words[hit.stop] if hit.stop < len(side.words) else ""
    return word in book.grammar["links"] and after in book.grammar["articles"]


def is_operative(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether a verb says what the text itself does ("we commit"), not what others are to do ("to commit")."""
    at = _before(side, hit.first, book)
    if at < 0 or side.opens_sentence(at + 1):
        return is_verb(side, hit, book)
    word = side.words[at]
    if word in book.grammar["infinitive"] or word in book.grammar["not_subjects"]:
        return False
    if side.words[hit.first] in book.grammar["modals"]:
        return True
    return word not in book.grammar["modals"] and is_verb(side, hit, book)


def in_kept_words(side: Side, first: int, stop: int, *, mere: bool = False) -> bool:
    """Whether words came or went within a passage that stayed.

    Either the change is short and beside words that remain, or the words lead up to one: "adequate, new and
    predictable" before a noun that stayed. `mere`: adjectives of degree, which say nothing of their own, count
    only where next to nothing else changed.
    """
    start, end = first, stop
    while start > 0 and side.changed[start - 1] and first - start <= KEPT.run:
        start -= 1
    while end < len(side.words) and side.changed[end] and end - stop <= KEPT.run:
        end += 1
    length = sum(side.is_word(i) for i in range(start, end))
    before = start > 0 and side.is_word(start - 1)
    after = end < len(side.words) and side.is_word(end)
    if after and sum(side.is_word(i) for i in range(stop, end)) <= KEPT.lead:
        return length <= KEPT.run
    limit = stop - first if mere else max(KEPT.change, stop - first)
    return (before or after) and length <= limit
