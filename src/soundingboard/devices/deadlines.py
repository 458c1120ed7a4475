"""Deadlines and frequencies: dropped, added, moved later or earlier, or replaced by vague words.

The patterns of a rule file name what they find: `year`, `month`, `part` (of a year), `count` and `unit`,
`ordinal` (of a session), `every` (a frequency in words), `event`, `vague`, `rarely` (again and again, no matter
when), `soon` (no time, but haste), `lag` (so long after something). Words
become numbers by the table of the file.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import place_of
from soundingboard.devices.rulebook import Outcome, Rule, Rulebook
from soundingboard.devices.sides import Side
from soundingboard.vocabulary import Effect

# In words, from the first word of a deadline to the one that tells the time ("at the latest by the end of").
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in a text: `kind` date, span, session, frequency or vague; later is a greater `value`.

    `mere`: a date in a sentence that asks nothing, or a "regularly"; it counts only when it moves.
    """

    words: Words
    kind: str
    value: float
    month: float | None
    changed: bool
    mere: bool

    @property
    def is_loose(self) -> bool:
        """Whether it names no time and no haste ("in due course")."""
        return self.kind == "vague" and self.value > 0

    @property
    def same(self) -> tuple[str, float, float | None]:
        """What makes two deadlines the same."""
        return self.kind, self.value, self.month


@lru_cache(maxsize=32)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(maxsize=32)
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """All patterns as one, without their names: most words that may begin a deadline begin none."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns), re.IGNORECASE)


def _number(word: str, book: Rulebook) -> float:
    """A numeral, an ordinal ("81st", "eighty-first") or a month as a number; 0 when it is none."""
    folded = " ".join(word.lower().replace("-", " ").split())
    digits = re.match(r"\d+", folded)
    if digits:
        return int(digits.group())
    return sum(book.numbers.get(part, 0) for part in folded.split())


def _value(groups: dict[str, str | None], book: Rulebook) -> tuple[str, float, float | None]:
    """Kind, value and month of what a pattern has found."""
    if groups.get("year"):
        month = _number(groups.get("month") or groups.get("part") or "", book)
        return "date", float(groups["year"] or 0), month or None
    if groups.get("ordinal"):
        return "session", float(_number(groups["ordinal"] or "", book)), None
    if groups.get("count"):
        days = _number(groups["count"] or "", book) * book.numbers[(groups["unit"] or "").lower()]
        return ("frequency" if groups.get("each") else "span"), float(days), None
    if groups.get("every"):
        return "frequency", float(book.numbers[(groups["every"] or "").lower()]), None
    if groups.get("rarely"):
        return "frequency", float(book.numbers[(groups["rarely"] or "").lower()]), None
    if groups.get("event"):
        return "event " + (groups["event"] or "").lower(), 0.0, None
    return "vague", float(bool(groups.get("vague"))), None


def _is_past(side: Side, first: int, book: Rulebook) -> bool:
    """Whether a participle before it makes it a date in the past ("adopted in 2005")."""
    if first == 0 or side.words[first] not in book.grammar["date_marks"]:
        return False
    earlier = side.words[first - 2] if first > 1 else ""
    return side.words[first - 1] in book.grammar["past"] and earlier not in book.grammar["infinitive_be"]


def _is_mere(side: Side, first: int, groups: dict[str, str | None], book: Rulebook) -> bool:
    """Whether the words set no limit, or their sentence asks nothing of anyone."""
    if groups.get("rarely"):
        return True
    dated = bool(groups.get("year")) and side.words[first] in book.grammar["date_marks"]
    if not (dated or groups.get("lag")):
        return False
    forward = book.grammar["modals"] | book.grammar["requests"] | book.grammar["commitments"]
    if dated:
        forward |= book.grammar["infinitive"]
    sentence = side.sentence[first]
    return not any(
        word in forward and number == sentence for word, number in zip(side.words, side.sentence, strict=True)
    )


def _time_words(side: Side, book: Rulebook) -> list[int]:
    """The words that may be part of a deadline: numbers, months, units of time, sessions."""
    known = book.grammar["times"]
    return [
        at
        for at, word in enumerate(side.words)
        if word in known or word[0].isdigit() or ("-" in word and word.split("-")[0] in known)
    ]


def _may_hold(side: Side, times: list[int]) -> bool:
    """Whether a word that a deadline needs came or went."""
    return any(side.changed[at] for at in times)


def _match(side: Side, at: int, rule: Rule) -> re.Match[str] | None:
    """The longest deadline that begins at a word; patterns are slow, so they wait for a word of time."""
    start = side.starts[at]
    if not _any(rule.patterns).match(side.text, start):
        return None
    found = [pattern.match(side.text, start) for pattern in _compiled(rule.patterns)]
    return max((match for match in found if match), key=lambda match: match.end(), default=None)


def _starts(side: Side, times: list[int], book: Rulebook) -> list[int]:
    """Where a deadline may begin: at most `LONGEST` words before a word of time."""
    starts, found = book.grammar["time_starts"], []
    done = 0
    for time in times:
        for at in range(max(done, time + 1 - LONGEST), time + 1):
            if side.words[at] in starts or side.words[at][0].isdigit():
                found.append(at)
        done = time + 1
    return found


def _deadlines(side: Side, times: list[int], rule: Rule, book: Rulebook) -> list[Deadline]:
    """The deadlines of a text, in order."""
    found: list[Deadline] = []
    busy = 0
    for at in _starts(side, times, book):
        match = _match(side, at, rule) if at >= busy else None
        if match is None or _is_past(side, at, book):
            continue
        busy = bisect_left(side.starts, match.end())
        groups = match.groupdict()
        kind, value, month = _value(groups, book)
        mere = _is_mere(side, at, groups, book)
        found.append(Deadline((at, busy), kind, value, month, side.any_changed(at, busy), mere))
    return found


def _settled(old: list[Deadline], new: list[Deadline]) -> tuple[list[Deadline], list[Deadline]]:
    """The deadlines without those that both texts hold."""
    left, gone = list(new), []
    for deadline in old:
        twin = next((other for other in left if other.same == deadline.same), None)
        if twin is None:
            gone.append(deadline)
        else:
            left.remove(twin)
    return gone, left


def _later(old: Deadline, new: Deadline) -> bool | None:
    """Whether the new deadline is later; None when that cannot be said or they say the same."""
    if (old.value, old.month) == (new.value, new.month) or old.kind != new.kind:
        return None
    if old.value == new.value:
        return new.month > old.month if old.month and new.month else None
    return new.value > old.value


def _moved(rule: Rule, old: Deadline, new: Deadline) -> Finding | None:
    effect: Effect = "contested"
    if old.kind == new.kind == "vague":
        effect = "softens" if new.value > old.value else "strengthens"
    elif old.kind == "vague" or new.kind == "vague":
        effect = "strengthens" if old.kind == "vague" else "softens"
    elif old.kind == new.kind:
        later = _later(old, new)
        if later is None:
            return None
        effect = "softens" if later else "strengthens"
    return Finding(rule, Outcome(rule.added.device, effect), old.words, new.words)


def _partner(pair: Pair, old: Deadline, left: list[Deadline]) -> Deadline | None:
    """The new deadline at the same place, else the next one of the same kind."""
    place = place_of(pair.places, *old.words, new=False)
    for new in left:
        if place >= 0 and place_of(pair.places, *new.words, new=True) == place:
            return new
    return next((new for new in left if new.kind == old.kind), None)


def find_deadlines(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What the deadline rule finds in a pair of texts."""
    old_times, new_times = _time_words(pair.old, book), _time_words(pair.new, book)
    if not (_may_hold(pair.old, old_times) or _may_hold(pair.new, new_times)):
        return []
    gone, left = _settled(
        _deadlines(pair.old, old_times, rule, book), _deadlines(pair.new, new_times, rule, book)
    )
    found: list[Finding | None] = []
    said: set[tuple[object, object]] = set()  # a deadline that is named twice moved once
    for old in gone:
        new = _partner(pair, old, left)
        if new is not None:
            left.remove(new)
        key = (old.same, new and new.same)
        if key in said:
            continue
        said.add(key)
        if new is not None:
            found.append(_moved(rule, old, new))
        elif old.changed and not old.mere:
            outcome = rule.added if old.is_loose else rule.dropped
            found.append(Finding(rule, outcome, old.words, None))
    for new in left:
        if new.changed and not new.mere and (None, new.same) not in said:
            said.add((None, new.same))
            outcome = rule.dropped if new.is_loose else rule.added
            found.append(Finding(rule, outcome, None, new.words))
    return [finding for finding in found if finding is not None]
