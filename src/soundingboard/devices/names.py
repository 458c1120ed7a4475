"""Named bodies and instruments: proper names and acronyms that come into a text or leave it."""

from collections.abc import Sequence
from dataclasses import dataclass

from soundingboard.devices.created import created_bodies
from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import place_of
from soundingboard.devices.rulebook import Outcome, Rule, Rulebook
from soundingboard.devices.sides import Side

# Words between capitals that a name may hold ("Office of the High Commissioner", "Bank for Harbours").
LONGEST_JOIN = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its words, the folded capitalised words, the initials of these, whether it changed."""

    words: Words
    parts: tuple[str, ...]
    initials: str
    changed: bool

    def means(self, other: "Name") -> bool:
        """Whether two names are the same, one shortened to its initials or to part of itself."""
        if self.parts == other.parts:
            return True
        short, long = sorted((self, other), key=lambda name: len(name.parts))
        if len(short.parts) == 1 and short.parts[0].rstrip("s") == long.initials:
            return True
        return set(short.parts) <= set(long.parts)


def _is_capital(raw: str) -> bool:
    return raw[0].isupper() and (len(raw) > 1)


def _is_acronym(raw: str) -> bool:
    return len(raw) > 1 and raw[:2].isupper() and raw.isalpha()


def _starts(side: Side, at: int, book: Rulebook) -> bool:
    """Whether a name may begin here: a capital, and not merely the first word of a sentence."""
    if not _is_capital(side.raw[at]) or side.words[at] in book.grammar["never_names"]:
        return False
    if not side.opens_sentence(at):
        return True
    following = side.raw[at + 1] if at + 1 < len(side.raw) else "."
    return _is_capital(following) or _is_acronym(side.raw[at])


def _next_body(side: Side, at: int, book: Rulebook) -> bool:
    """Whether an "and" leads to another body: before an article, beside an acronym."""
    if side.words[at] not in book.grammar["links"] or at + 1 >= len(side.words):
        return False
    beside = _is_acronym(side.raw[at - 1]) or _is_acronym(side.raw[at + 1])
    return beside or side.words[at + 1] in book.grammar["articles"]


def _end(side: Side, first: int, book: Rulebook) -> int:
    """The word after the last capital of a name that begins at `first`."""
    stop, at = first + 1, first + 1
    while at < len(side.words) and at - stop <= LONGEST_JOIN:
        if _is_capital(side.raw[at]):
            stop = at + 1
        elif side.words[at] not in book.grammar["name_joins"] or _next_body(side, at, book):
            break
        at += 1
    return stop


def _name(side: Side, first: int, stop: int) -> Name:
    capitals = [side.raw[i] for i in range(first, stop) if _is_capital(side.raw[i])]
    parts = tuple(raw.lower() for raw in capitals)
    initials = "".join(raw[0] for raw in capitals).lower()
    return Name((first, stop), parts, initials, side.any_changed(first, stop))


def _head(name: Name, side: Side, book: Rulebook) -> str:
    """The noun of a name: its last word before "of", "for" or "on"."""
    first, stop = name.words
    prepositions = book.grammar["prepositions"]
    return side.words[next((i for i in range(first + 1, stop) if side.words[i] in prepositions), stop) - 1]


def _is_aside(name: Name, side: Side, book: Rulebook) -> bool:
    """Whether the name is an affiliation, a heading or a citation: alone in brackets or quotes, behind a number.

    A body that is only one of its kind ("a Working Group") is none either.
    """
    first, stop = name.words
    before = side.words[first - 1] if first else ""
    after = side.words[stop] if stop < len(side.words) else ""
    if before in book.grammar["name_openers"] and after in book.grammar["name_closers"]:
        return True
    if before in book.grammar["quotes"]:
        return True
    return before == "/" or before[:1].isdigit() or before in book.grammar["kinds"]


def _is_body(name: Name, side: Side, book: Rulebook) -> bool:
    """Whether capitals name a body or instrument rather than a group, a place or a term of art."""
    phrase = " ".join(side.words[name.words[0] : name.words[1]])
    if phrase in book.grammar["no_bodies"] or _is_aside(name, side, book):
        return False
    if len(name.parts) > 1:
        return _head(name, side, book) in book.grammar["body_nouns"]
    return _is_acronym(side.raw[name.words[0]]) and _is_known(name, side, book)


def _is_known(name: Name, side: Side, book: Rulebook) -> bool:
    """Whether an acronym is that of a known body, or the text spells it out."""
    letters = name.parts[0]
    if letters in book.grammar["acronyms"]:
        return True
    first = name.words[0]
    spelled = first > len(letters) and side.words[first - 1] == "("
    return (
        spelled and "".join(word[0] for word in side.words[first - 1 - len(letters) : first - 1]) == letters
    )


def _has_role(side: Side, name: Name, book: Rulebook) -> bool:
    """Whether a body acts, is asked or is acted through, rather than what a text is about ("the section on X").

    A note on the text itself ("Update the paragraph of X") gives nobody a role either.
    """
    first = name.words[0]
    opening = first
    while opening > 0 and not side.opens_sentence(opening):
        opening -= 1
    clause = side.words[opening:first]
    if not clause:
        return True
    if clause[0] in book.grammar["edits"] and not book.grammar["text_parts"].isdisjoint(clause):
        return False
    before = [word for word in clause[-5:] if word not in book.grammar["subject_trims"]][-2:]
    if not before or before[-1] not in book.grammar["mentions"]:
        return True
    return before[0] in book.grammar["requests"] or before[0] in book.grammar["confers"]


def names_in(side: Side, book: Rulebook) -> list[Name]:
    """The named bodies and instruments of a text, in order."""
    found, busy = [], 0
    for at in [i for i, raw in enumerate(side.raw) if raw[0].isupper()]:
        if at >= busy and _starts(side, at, book):
            busy = _end(side, at, book)
            if busy > at + 1 or _is_acronym(side.raw[at]):  # one plain capital names no body
                found.append(_name(side, at, busy))
    return [name for name in found if _is_body(name, side, book)]


def _echoes(side: Side, name: Name) -> bool:
    """Whether the other text still speaks of the body: by its last word ("the Forum"), or in lower case."""
    if len(name.parts) > 1 and f" {' '.join(name.parts)} " in f" {' '.join(side.words)} ":
        return True
    heads = {part for part in name.parts[-1:] + name.parts[:1] if part}
    return any(
        _is_capital(raw) and side.words[i] in heads and not side.opens_sentence(i)
        for i, raw in enumerate(side.raw)
    )


def _unmatched(names: Sequence[Name], others: Sequence[Name], other_side: Side) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        known = [*others, *kept]  # a body that is named twice came or went once
        if name.changed and not any(name.means(other) for other in known) and not _echoes(other_side, name):
            kept.append(name)
    return kept


def _has_new_capitals(side: Side) -> bool:
    return any(changed and raw[0].isupper() for raw, changed in zip(side.raw, side.changed, strict=True))


def _created(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """Bodies that only one of the texts creates, under a name in lower case."""
    gone, come = created_bodies(pair.old, pair.new, book), created_bodies(pair.new, pair.old, book)
    found = [Finding(rule, rule.dropped, words, None) for words in gone]
    return found + [Finding(rule, rule.added, None, words) for words in come]


def find_names(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What the rule on named bodies finds in a pair of texts."""
    found = _created(pair, rule, book)
    if not (_has_new_capitals(pair.old) or _has_new_capitals(pair.new)):
        return found
    old_names, new_names = names_in(pair.old, book), names_in(pair.new, book)
    gone = [name for name in _unmatched(old_names, new_names, pair.new) if _has_role(pair.old, name, book)]
    come = [name for name in _unmatched(new_names, old_names, pair.old) if _has_role(pair.new, name, book)]
    for name in gone:
        place = place_of(pair.places, *name.words, new=False)
        twin = next((o for o in come if place_of(pair.places, *o.words, new=True) == place), None)
        if twin is None:
            found.append(Finding(rule, rule.dropped, name.words, None))
        else:
            come.remove(twin)
            swapped = Outcome(rule.added.device, "contested")
            found.append(Finding(rule, swapped, name.words, twin.words))
    return found + [Finding(rule, rule.added, None, name.words) for name in come]
