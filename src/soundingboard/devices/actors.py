"""Who is to act: the subject, the addressee or the agent of a clause becomes another."""

from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.names import Name, names_in
from soundingboard.devices.phrases import Hit, place_of, rule_hits
from soundingboard.devices.rulebook import Rule, Rulebook
from soundingboard.devices.sides import Side

# A subject or addressee longer than this is a clause of its own, whose head cannot be told.
LONGEST_ACTOR = 8
# In a longer change, in words, the sentence is a new one and its subject no successor of the old.
LONGEST_CHANGE = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun phrase that acts or is asked to act; `head` is its last word, folded and without plural s."""

    words: Words
    head: str
    role: str


def _trimmed(side: Side, first: int, stop: int, book: Rulebook) -> int:
    """The first word that is neither article nor quantifier."""
    light = book.grammar["subject_trims"]
    while first < stop and side.words[first] in light:
        first += 1
    return first


def _slot(side: Side, first: int, stop: int, role: str, book: Rulebook) -> Slot | None:
    words = side.words[first:stop]
    bare = _trimmed(side, first, stop, book)
    if bare >= stop or stop - first > LONGEST_ACTOR or not all(word[0].isalpha() for word in words):
        return None  # numbers and marks stand in no actor
    head_stop = next(
        (i for i in range(bare + 1, stop) if side.words[i] in book.grammar["prepositions"]), stop
    )
    return Slot((first, stop), side.words[head_stop - 1].rstrip("s"), role)


def _until(side: Side, first: int, ends: frozenset[str]) -> int:
    """The first word from `first` on that ends a noun phrase, or -1 when none does in reach."""
    for at in range(first, min(len(side.words), first + LONGEST_ACTOR + 1)):
        if side.words[at] in ends:
            return at
        if not side.is_word(at):
            return -1
    return -1


def _subject(side: Side, at: int, book: Rulebook) -> Slot | None:
    """The subject of a clause that opens at this word."""
    if side.words[at] in book.grammar["no_subject_starts"]:
        return None
    stop = _until(side, at, book.grammar["subject_ends"])
    if stop <= at:
        return None
    while stop > at and _is_adverb(side.words[stop - 1], book):
        stop -= 1
    return _slot(side, at, stop, "subject", book)


def _is_adverb(word: str, book: Rulebook) -> bool:
    return word in book.grammar["adverbs"] or word.endswith(tuple(book.grammar["adverb_endings"]) or "\0")


def _addressee(side: Side, at: int, book: Rulebook) -> Slot | None:
    """Whom the verb of request before this word asks."""
    stop = _until(side, at, book.grammar["infinitive"])
    return _slot(side, at, stop, "addressee", book) if stop > at else None


def _agent(side: Side, at: int, book: Rulebook) -> Slot | None:
    """By whom something is done, after "by" with a participle before it."""
    done = side.words[at - 2]
    if not (done.endswith("ed") or done in book.grammar["agents"]) or side.words[at].endswith("ing"):
        return None
    stop = at
    ends = book.grammar["prepositions"] | book.grammar["links"] | book.grammar["modals"] | {"to"}
    while stop < len(side.words) and side.is_word(stop) and side.words[stop] not in ends:
        stop += 1
    return _slot(side, at, stop, "agent", book) if stop > at and not side.words[at][0].isdigit() else None


def _slots(side: Side, book: Rulebook) -> list[Slot]:
    """The actors of a text whose last word came or went."""
    found: list[Slot | None] = []
    marks = book.grammar["slot_marks"]
    before_each = ("", *side.words)
    near = [at for at, before in enumerate(before_each[:-1]) if before in marks or side.opening[at]]
    for at in near:
        word, before = side.words[at], before_each[at]
        if side.is_word(at) and side.opens_sentence(at):
            found.append(_subject(side, at, book))
        elif before in book.grammar["requests"] and word not in book.grammar["request_particles"]:
            found.append(_addressee(side, at, book))
        elif before in book.grammar["request_particles"] and at > 1:
            if side.words[at - 2] in book.grammar["requests"]:
                found.append(_addressee(side, at, book))
        elif before in book.grammar["that"]:
            found.append(_subject(side, at, book))
        elif before in book.grammar["agent_marks"] and at > 1:
            found.append(_agent(side, at, book))
    return [slot for slot in found if slot is not None and side.changed[slot.words[1] - 1]]


def _same_place(pair: Pair, old: Slot, new: Slot) -> bool:
    number = place_of(pair.places, *old.words, new=False)
    if number < 0 or number != place_of(pair.places, *new.words, new=True):
        return False
    place = pair.places[number]
    return max(place.old_stop - place.old_first, place.new_stop - place.new_first) <= LONGEST_CHANGE


def _is_other(pair: Pair, old: Slot, new: Slot) -> bool:
    """Whether one actor was replaced by another: neither's head is among the other's words."""
    old_words = {word.rstrip("s") for word in pair.old.words[slice(*old.words)]}
    new_words = {word.rstrip("s") for word in pair.new.words[slice(*new.words)]}
    return (
        old.role == new.role
        and old.head not in new_words
        and new.head not in old_words
        and _same_place(pair, old, new)
    )


def _listed(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """Known actors that replace one another after "by" or wherever nothing else changed with them."""
    found = []
    for old in pair.old_hits.get(rule.id, []):
        for new in pair.new_hits.get(rule.id, []):
            if old.key == new.key or not _replaces(pair, (old.first, old.stop), (new.first, new.stop), book):
                continue
            found.append(Finding(rule, rule.dropped, (old.first, old.stop), (new.first, new.stop)))
    return found


def _replaces(pair: Pair, old: Words, new: Words, book: Rulebook) -> bool:
    """Whether exactly one actor went where exactly the other came."""
    number = place_of(pair.places, *old, new=False)
    if number < 0 or number != place_of(pair.places, *new, new=True):
        return False
    if not (pair.old.all_changed(*old) and pair.new.all_changed(*new)):
        return False
    before_old = pair.old.partner[old[0] - 1] if old[0] else -1
    before_same = (old[0] == 0 and new[0] == 0) or (old[0] > 0 and before_old == new[0] - 1 >= 0)
    return before_same and _follows(pair, old, new)


def _follows(pair: Pair, old: Words, new: Words) -> bool:
    """Whether the same word follows the actors on both sides."""
    if old[1] >= len(pair.old.words) or new[1] >= len(pair.new.words):
        return old[1] >= len(pair.old.words) and new[1] >= len(pair.new.words)
    return pair.old.partner[old[1]] == new[1]


def _holds(names: Sequence[Name], words: Words) -> bool:
    return any(words[0] <= name.words[0] and name.words[1] <= words[1] for name in names)


def _is_known(hits: Sequence[Hit], words: Words) -> bool:
    return any(words[0] <= hit.first and hit.stop <= words[1] for hit in hits)


def _is_naming(pair: Pair, old: Slot, new: Slot, rule: Rule, book: Rulebook) -> bool:
    """Whether a named body went for, or came for, words that name no actor: that is the loss of a name."""
    named_old = _holds(names_in(pair.old, book), old.words)
    named_new = _holds(names_in(pair.new, book), new.words)
    if named_old == named_new:
        return False
    plain, hits = (new.words, pair.new_hits) if named_old else (old.words, pair.old_hits)
    return not _is_known(rule_hits(hits, rule), plain)


def _can_act(pair: Pair, old: Slot, new: Slot, rule: Rule, book: Rulebook) -> bool:
    """Whether it is people or bodies that are named, not things; of two that are asked, one is enough."""
    before = _acts(pair.old, old, rule_hits(pair.old_hits, rule), book)
    after = _acts(pair.new, new, rule_hits(pair.new_hits, rule), book)
    return (before or after) if old.role == "addressee" else (before and after)


def _acts(side: Side, slot: Slot, hits: Sequence[Hit], book: Rulebook) -> bool:
    """Whether a noun phrase is a person or a body, by its head, its name or the list of known actors."""
    heads = book.grammar["actor_heads"]
    if slot.head in heads or slot.head + "s" in heads or _is_known(hits, slot.words):
        return True
    return _holds(names_in(side, book), slot.words)


def find_actors(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What the rule on actors finds in a pair of texts."""
    if not (any(pair.old.changed) and any(pair.new.changed)):
        return []
    found = _listed(pair, rule, book)
    old_slots = _slots(pair.old, book)
    new_slots = _slots(pair.new, book) if old_slots else []
    for old in old_slots:
        new = next((slot for slot in new_slots if _is_other(pair, old, slot)), None)
        if new is None:
            continue
        new_slots.remove(new)
        if _can_act(pair, old, new, rule, book) and not _is_naming(pair, old, new, rule, book):
            found.append(Finding(rule, rule.dropped, old.words, new.words))
    return found
