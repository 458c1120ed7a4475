"""Enumerations that lost or gained members, or were collapsed into one general word."""

from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.devices.enumerations import BOUNDS, Listing, listings, telling_words
from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import place_of, rule_hits
from soundingboard.devices.rulebook import Outcome, Rule, Rulebook
from soundingboard.devices.sides import BREAKS, Side


@dataclass(frozen=True, slots=True)
class Listed:
    """A text with its enumerations, and the other text, in which they are looked for."""

    side: Side
    other: Side
    own: list[Listing]
    others: list[Listing]
    book: Rulebook


def _stands(side: Side, member: Words, other: Side, book: Rulebook, *, anywhere: bool = False) -> bool:
    """Whether the telling words of a member stand together in the other text: it has moved there.

    `anywhere`: in words that stayed as well.
    """
    telling = [side.words[i] for i in telling_words(side, member, book)]
    if not telling:
        return False
    around = max(BOUNDS.words, len(telling))
    return any(
        word == telling[0]
        and (anywhere or other.changed[i])
        and set(telling) <= set(other.words[i : i + around])
        for i, word in enumerate(other.words)
    )


def _image(side: Side, kept: Sequence[Words]) -> Words:
    """The first and last word on the other side that a kept word of the list became."""
    partners = [side.partner[i] for member in kept for i in range(*member) if side.partner[i] >= 0]
    return (min(partners), max(partners)) if partners else (-1, -1)


def _came(listed: Listed, listing: Listing) -> int:
    """How many members came to the list on the other side."""
    first, last = _image(listed.side, listing.kept)
    for twin in listed.others:
        start, stop = twin.words
        if first < stop and start <= last:
            return sum(not _stands(listed.other, member, listed.side, listed.book) for member in twin.changed)
    if first < 0:  # nothing of the list was kept, so nothing can have come to it
        return 0
    known = {listed.side.words[i] for member in listing.changed for i in range(*member)}
    return _inserted(listed.other, first, last, known, listed.book)


def _inserted(other: Side, first: int, last: int, known: set[str], book: Rulebook) -> int:
    """How many insertions touch the kept words where no list is left, but for words that were in it."""
    start, stop = first, last + 1
    while start > 0 and other.changed[start - 1] and other.words[start - 1] not in BREAKS:
        start -= 1
    while stop < len(other.words) and other.changed[stop] and other.words[stop] not in BREAKS:
        stop += 1
    telling = telling_words(other, (start, stop), book)
    fresh = [i for i in telling if other.changed[i] and other.words[i] not in known]
    return sum(1 for n, i in enumerate(fresh) if n == 0 or fresh[n - 1] != i - 1)


def _is_repeated(listed: Listed, members: Sequence[Words]) -> bool:
    """Whether the other text names several members as well, wherever: the list was only said once more."""
    return len(members) > 1 and all(
        _stands(listed.side, member, listed.other, listed.book, anywhere=True) for member in members
    )


def _lost(listed: Listed) -> list[Words]:
    """The members that lists of one text hold and the other does not, where the list got shorter by them."""
    found = []
    for listing in listed.own:
        if not listing.changed or not listing.kept:
            continue
        gone = [m for m in listing.changed if not _stands(listed.side, m, listed.other, listed.book)]
        if gone and len(gone) > _came(listed, listing) and not _is_repeated(listed, gone):
            found.append((gone[0][0], gone[-1][1]))
    return found


def _opens_examples(side: Side, at: int, book: Rulebook) -> bool:
    """Whether "such as", "including" or the like came or went here."""
    if side.words[at] not in book.grammar["example_words"] or not side.changed[at]:
        return False
    before = at - 1 if at and side.is_word(at - 1) else at - 2
    if before >= 0 and side.changed[before]:
        return False  # what they are examples of is new as well
    after = side.words[at + 1] if at + 1 < len(side.words) else ""
    return side.words[at] not in book.grammar["example_pairs"] or after in book.grammar["prepositions"]


def _given_examples(side: Side, first: int, stop: int, book: Rulebook) -> Words | None:
    """A "such as" clause with several examples that came or went whole."""
    start = next((at for at in range(first, stop) if _opens_examples(side, at, book)), -1)
    if start < 0:
        return None
    end = _end_of_examples(side, start, stop, book)
    joined = any(side.words[i] in book.grammar["links"] for i in range(start, end))
    end -= side.words[end - 1] == ","
    return (start, end) if joined and end - start > BOUNDS.members else None


def _end_of_examples(side: Side, start: int, stop: int, book: Rulebook) -> int:
    """The end of a "such as" clause: at a mark, a clause of its own or the verb that it is put before."""
    grammar = book.grammar
    ends = BREAKS | grammar["infinitive"] | grammar["clause_words"]
    end, comma = start + 2, start
    while end < stop and side.changed[end] and side.words[end] not in ends:
        if side.words[end] in grammar["modals"]:
            return comma if comma > start else end
        following = side.words[end + 1] if end + 1 < len(side.words) else ""
        divides = side.words[end] == "," or side.words[end] in grammar["links"]
        if divides and following in grammar["prepositions"]:
            break
        comma = end if side.words[end] == "," else comma
        end += 1
    if end < len(side.words) and side.words[end] in grammar["modals"] and comma > start:
        return comma
    return min(end, stop)


def _examples(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    found = []
    for place in pair.places:
        old = _given_examples(pair.old, place.old_first, place.old_stop, book)
        new = _given_examples(pair.new, place.new_first, place.new_stop, book)
        if old and not new:
            found.append(Finding(rule, rule.dropped, old, None))
        elif new and not old:
            found.append(Finding(rule, rule.added, None, new))
    return found


def _general(pair: Pair, rule: Rule, *, new: bool) -> dict[int, Words]:
    """The general words ("all stakeholders") that came or went, by the number of their place."""
    hits = rule_hits(pair.new_hits if new else pair.old_hits, rule)
    return {
        place_of(pair.places, hit.first, hit.stop, new=new): (hit.first, hit.stop)
        for hit in hits
        if hit.changed
    }


def _collapsed(
    listed: Listed, pair: Pair, general: dict[int, Words], *, new: bool
) -> list[tuple[Words, Words]]:
    """Members of a list that went where a general word came, with that word."""
    found = []
    for listing in listed.own:
        gone = [m for m in listing.changed if not _stands(listed.side, m, listed.other, listed.book)]
        if len(gone) < BOUNDS.members - 1:
            continue
        first = next(i for i in range(*listing.words) if listed.side.touched[i])
        words = (min(first, gone[0][0]), gone[-1][1])
        number = place_of(pair.places, *words, new=new)
        if number in general:
            found.append((words, general[number]))
    return found


def _collapses(pair: Pair, rule: Rule, old: Listed, new: Listed) -> list[Finding]:
    down = Outcome(rule.dropped.device, "contested")
    up = Outcome(rule.added.device, "contested")
    collapsed = _collapsed(old, pair, _general(pair, rule, new=True), new=False)
    spelled = _collapsed(new, pair, _general(pair, rule, new=False), new=True)
    return [Finding(rule, down, words, general) for words, general in collapsed] + [
        Finding(rule, up, general, words) for words, general in spelled
    ]


def _concerns(side: Side, book: Rulebook) -> bool:
    """Whether a comma, an "and" or a "such as" came or went: no list changes its length without."""
    marks = book.grammar["links"] | book.grammar["example_words"] | {","}
    return any(changed and word in marks for word, changed in zip(side.words, side.changed, strict=True))


def find_lists(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What the rule on lists finds in a pair of texts."""
    if not (_concerns(pair.old, book) or _concerns(pair.new, book)):
        return []
    before, after = listings(pair.old, book), listings(pair.new, book)
    old = Listed(pair.old, pair.new, before, after, book)
    new = Listed(pair.new, pair.old, after, before, book)
    found = _collapses(pair, rule, old, new) + _examples(pair, rule, book)
    found += [Finding(rule, rule.dropped, words, None) for words in _lost(old)]
    return found + [Finding(rule, rule.added, None, words) for words in _lost(new)]
