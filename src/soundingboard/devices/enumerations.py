"""Enumerations in a text: "pilots, crews and brokers"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soundingboard.devices.finding import Words
from soundingboard.devices.rulebook import Rulebook
from soundingboard.devices.sides import BREAKS, Side


@dataclass(frozen=True, slots=True)
class Bounds:
    """What counts as an enumeration: at least `members`, each at most `words` long.

    Two members are a pair, not a list; longer members are clauses that happen to be joined by commas.
    """

    members: int = 3
    words: int = 6


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Listing:
    """An enumeration: its members as ranges of words; those that came or went, and those that stayed."""

    members: tuple[Words, ...]
    changed: tuple[Words, ...]
    kept: tuple[Words, ...]

    @property
    def words(self) -> Words:
        """From the first word of the first member up to the end of the last."""
        return self.members[0][0], self.members[-1][1]


def _separators(side: Side, book: Rulebook) -> Iterator[Words]:
    """Commas and "and", neighbours taken as one (", and")."""
    at = 0
    while at < len(side.words):
        stop = at
        while stop < len(side.words) and (
            side.words[stop] == "," or side.words[stop] in book.grammar["links"]
        ):
            stop += 1
        if stop > at:
            yield at, stop
        at = max(stop, at + 1)


def _is_member(side: Side, first: int, stop: int, book: Rulebook) -> bool:
    stops = book.grammar["list_stops"] | book.grammar["modals"]
    return 0 < stop - first <= BOUNDS.words and not any(
        word in stops or word in BREAKS for word in side.words[first:stop]
    )


def _edge(side: Side, at: int, step: int, book: Rulebook) -> int:
    """How far a first or last member reaches away from its separator."""
    stops = book.grammar["list_stops"] | book.grammar["modals"] | book.grammar["list_edges"]
    reach = 0
    while 0 <= at + reach < len(side.words) and abs(reach) < BOUNDS.words:
        word = side.words[at + reach]
        if word in BREAKS or word == "," or word in stops or not word[0].isalnum():
            break
        reach += step
    return at + reach


def _chains(side: Side, book: Rulebook) -> Iterator[list[Words]]:
    """Runs of separators with nothing but members between them."""
    chain: list[Words] = []
    for separator in _separators(side, book):
        if chain and not _is_member(side, chain[-1][1], separator[0], book):
            yield chain
            chain = []
        chain.append(separator)
    yield chain


def _ends_in_link(side: Side, chain: Sequence[Words], book: Rulebook) -> list[Words]:
    """The separators up to the last "and" or "or": an enumeration ends in one."""
    for count in range(len(chain), 0, -1):
        if any(side.words[i] in book.grammar["links"] for i in range(*chain[count - 1])):
            return list(chain[:count])
    return []


def _is_list(side: Side, separators: Sequence[Words]) -> bool:
    """Whether there are enough members, and a bare comma among them ("a, b and c", not "a or b or c")."""
    return len(separators) + 1 >= BOUNDS.members and any(
        stop - first == 1 and side.words[first] == "," for first, stop in separators
    )


def telling_words(side: Side, words: Words, book: Rulebook) -> list[int]:
    """The words in a range that carry meaning: no marks, articles, prepositions, "and"."""
    light = book.grammar["articles"] | book.grammar["prepositions"] | book.grammar["links"]
    return [i for i in range(*words) if side.is_word(i) and side.words[i] not in light]


def _came_or_went(side: Side, member: Words, book: Rulebook) -> bool:
    telling = telling_words(side, member, book)
    return bool(telling) and all(side.changed[i] for i in telling)


def _listing(side: Side, members: tuple[Words, ...], book: Rulebook) -> Listing:
    changed = tuple(member for member in members if _came_or_went(side, member, book))
    return Listing(members, changed, tuple(member for member in members if member not in changed))


def listings(side: Side, book: Rulebook) -> list[Listing]:
    """The enumerations of a text."""
    found = []
    for chain in _chains(side, book):
        separators = _ends_in_link(side, chain, book)
        if not _is_list(side, separators):
            continue
        first = _edge(side, separators[0][0] - 1, -1, book) + 1
        last = _edge(side, separators[-1][1], 1, book)
        starts = [first] + [separator[1] for separator in separators]
        stops = [separator[0] for separator in separators] + [last]
        members = tuple(zip(starts, stops, strict=True))
        if all(start < stop for start, stop in members):
            found.append(_listing(side, members, book))
    return found
