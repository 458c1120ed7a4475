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


def _opening_commas(side: Side, book: Rulebook) -> set[int]:
    """Commas that end an opening clause ("In port cities, ..."): they divide clauses, not members."""
    found: set[int] = set()
    waiting = number = False
    for at, (word, opens) in enumerate(zip(side.words, side.opening, strict=True)):
        if not (opens or number or word == ","):
            continue
        if opens and side.is_word(at):
            waiting, number = word in book.grammar["openings"], word[0].isdigit()
        elif number and side.is_word(at):  # "(24) When ..."
            waiting, number = word in book.grammar["openings"], False
        elif word == "," and waiting:
            found.add(at)
            waiting = False
    return found


def _separators(side: Side, book: Rulebook) -> Iterator[Words]:
    """Commas and "and", neighbours taken as one (", and")."""
    opening = _opening_commas(side, book)
    links = book.grammar["links"]
    start = stop = -1
    for at in [at for at, word in enumerate(side.words) if word == "," or word in links]:
        if at in opening:
            continue
        if at > stop and start >= 0:
            yield start, stop
        start, stop = start if at == stop else at, at + 1
    if start >= 0:
        yield start, stop


def _is_member(side: Side, first: int, stop: int, book: Rulebook) -> bool:
    stops = book.grammar["member_stops"]
    if side.words[first] in book.grammar["prepositions"]:
        return False  # "rules, in force in the ports, or customs"
    return 0 < stop - first <= BOUNDS.words and not any(
        word in stops or word in BREAKS or word == "," or word[0].isdigit() for word in side.words[first:stop]
    )


def _edge(side: Side, at: int, step: int, book: Rulebook) -> int:
    """How far a first or last member reaches away from its separator."""
    stops = book.grammar["edge_stops"]
    reach = 0
    while 0 <= at + reach < len(side.words) and abs(reach) < BOUNDS.words:
        word = side.words[at + reach]
        if word in BREAKS or word == "," or word in stops or not word[0].isalpha():
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


def _rows(side: Side, chain: Sequence[Words], book: Rulebook) -> Iterator[list[Words]]:
    """Commas that run up to an "and" or "or", as in "a, b and c": an enumeration ends in its only link."""
    row: list[Words] = []
    for first, stop in chain:
        row.append((first, stop))
        if any(side.words[i] in book.grammar["links"] for i in range(first, stop)):
            if len(row) + 1 >= BOUNDS.members:
                yield row
            row = []


def telling_words(side: Side, words: Words, book: Rulebook) -> list[int]:
    """The words in a range that carry meaning: no marks, articles, prepositions, "and"."""
    light = book.grammar["light"]
    return [i for i in range(*words) if side.is_word(i) and side.words[i] not in light]


def _came_or_went(side: Side, member: Words, book: Rulebook) -> bool:
    telling = telling_words(side, member, book)
    return bool(telling) and all(side.changed[i] for i in telling)


def _is_like(side: Side, member: Words, members: Sequence[Words], book: Rulebook) -> bool:
    """Whether a member is of one kind with the others: none alone begins with a preposition, or is cut short.

    A first member behind a preposition that came with it is the end of a phrase, not a member.
    """
    prepositions = book.grammar["prepositions"]
    if side.words[member[0]] in prepositions:
        return sum(side.words[first] in prepositions for first, _ in members) > 1
    before = member[0] - 1
    while before >= 0 and side.words[before] in book.grammar["articles"]:
        before -= 1
    cut = member == members[0] and before >= 0 and side.words[before] in prepositions
    return not (cut and side.changed[before] and len(members) > 1 and not side.changed[members[1][0]])


def _listing(side: Side, members: tuple[Words, ...], book: Rulebook) -> Listing:
    fresh = tuple(member for member in members if _came_or_went(side, member, book))
    changed = tuple(member for member in fresh if _is_like(side, member, members, book))
    return Listing(members, changed, tuple(member for member in members if member not in fresh))


def _members(side: Side, row: Sequence[Words], book: Rulebook) -> tuple[Words, ...]:
    first = _edge(side, row[0][0] - 1, -1, book) + 1
    after = row[-1][1]
    if after < len(side.words) and side.words[after] in book.grammar["articles"]:
        after += 1
    last = _edge(side, after, 1, book)
    starts = [first] + [separator[1] for separator in row]
    stops = [separator[0] for separator in row] + [last]
    return tuple(zip(starts, stops, strict=True))


def listings(side: Side, book: Rulebook) -> list[Listing]:
    """The enumerations of a text."""
    rows = [row for chain in _chains(side, book) for row in _rows(side, chain, book)]
    found = [_members(side, row, book) for row in rows]
    return [
        _listing(side, members, book) for members in found if all(start < stop for start, stop in members)
    ]
