"""Bodies that a text creates without a proper name: "an expert panel on towage"."""

from collections.abc import Iterator
from dataclasses import dataclass

from soundingboard.devices.finding import Words
from soundingboard.devices.rulebook import Rulebook
from soundingboard.devices.sides import BREAKS, Side


@dataclass(frozen=True, slots=True)
class Reach:
    """In words: how far before a body the verb that makes it may stand, and how long its name may be.

    `before` spans "establish, under the authority of the Assembly, a"; `adjectives` "open-ended
    intergovernmental ad hoc"; `name` "task force on the financing of small ports and of their fleets".
    """

    before: int = 8
    adjectives: int = 4
    name: int = 12


REACH = Reach()


def _nouns(side: Side, book: Rulebook) -> Iterator[Words]:
    """Where a noun for a body in lower case ("working group") came or went."""
    starts = book.grammar["made_bodies_start"]
    for first in [at for at, word in enumerate(side.words) if word in starts and side.touched[at]]:
        for size in (3, 2, 1):
            words = side.words[first : first + size]
            if " ".join(words) in book.grammar["made_bodies"] and side.raw[first][0].islower():
                yield first, first + size
                break


def _start(side: Side, first: int, book: Rulebook) -> int:
    """The first adjective after the article "a" or "an"; -1 where there is none."""
    for at in range(first - 1, max(-1, first - 2 - REACH.adjectives), -1):
        if side.words[at] in book.grammar["kinds"]:
            return at + 1
        if not side.is_word(at) or side.words[at] in book.grammar["prepositions"] | book.grammar["links"]:
            break
    return -1


def _is_made(side: Side, start: int, book: Rulebook) -> bool:
    """Whether a verb of creation in the same sentence leads up to the body."""
    before = range(max(0, start - 1 - REACH.before), start - 1)
    return any(
        side.words[at] in book.grammar["makers"] and side.sentence[at] == side.sentence[start]
        for at in before
    )


def _stop(side: Side, noun_stop: int, book: Rulebook) -> int:
    """The end of "on ...", "for ..." or "of ..." behind the noun; -1 where none follows: a body for nothing."""
    after = side.words[noun_stop] if noun_stop < len(side.words) else ""
    if after not in book.grammar["purposes"]:
        return -1
    ends = BREAKS | book.grammar["modals"] | book.grammar["clause_words"] | book.grammar["predicates"]
    ends |= book.grammar["infinitive"] | {",", "with", "("}
    at = noun_stop + 1
    while at < min(len(side.words), noun_stop + REACH.name) and side.words[at] not in ends:
        at += 1
    return at


def created_bodies(side: Side, other: Side, book: Rulebook) -> list[Words]:
    """The bodies that a text creates by words that came or went, and of which the other text does not speak."""
    found: list[Words] = []
    for first, noun_stop in _nouns(side, book):
        start = _start(side, first, book)
        stop = _stop(side, noun_stop, book)
        if start < 0 or stop < 0 or not side.all_changed(first, noun_stop) or not _is_made(side, start, book):
            continue
        if " ".join(side.words[first:noun_stop]) not in " ".join(other.words) and (
            not found or found[-1][1] <= start
        ):
            found.append((start, stop))
    return found
