"""How a phrase of a rule file is written, and the small automata that find it in words.

A phrase is written as words. `[also]` is optional (it may be several words), `a|b` are alternatives,
`verb~` stands for the regular English forms of a verb, `verb^` for those without -ed (`~~` and `^^` double
the last letter), `*ing` for any word with that ending; words in `<...>` at the end must follow but are not
part of what is reported. Alternatives share the states that follow them, so a rule file compiles in time
linear in its length.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from soundingboard.devices.sides import tokens

T = TypeVar("T")
_PARTS = re.compile(r"\[[^\]]*\]|[^\s\[]+")


@dataclass(slots=True)
class State(Generic[T]):
    """A point within phrases: where each next word leads, whose phrase ends here.

    `reported`: the words to be reported end here, what follows is context.
    """

    moves: dict[str, list["State[T]"]] = field(default_factory=dict)
    endings: list[tuple[str, "State[T]"]] = field(default_factory=list)
    ends: T | None = None
    reported: bool = False

    def lead(self, words: Sequence[str], to: "State[T]") -> None:
        """Let a row of words lead from here to another state."""
        here = self
        for word in words[:-1]:
            step: State[T] = State()
            here.moves.setdefault(word, []).append(step)
            here = step
        if words[-1].startswith("*"):
            here.endings.append((words[-1][1:], to))
        else:
            here.moves.setdefault(words[-1], []).append(to)

    def absorb(self, other: "State[T]") -> None:
        """Let everything that is possible from another state be possible from here."""
        for word, states in other.moves.items():
            self.moves.setdefault(word, []).extend(states)
        self.endings.extend(other.endings)
        self.ends = self.ends or other.ends
        self.reported = self.reported or other.reported


def inflect(word: str) -> tuple[str, ...]:
    """The regular English forms of a verb marked with `~` (base, -s, -ing, -ed) or `^` (all but -ed)."""
    stem = word.rstrip("~^")
    if stem == word:
        return (word,)
    return _forms(stem, doubled=word[-2] == word[-1])[: 4 if word.endswith("~") else 3]


def _forms(stem: str, *, doubled: bool) -> tuple[str, str, str, str]:
    if stem.endswith("e"):
        return stem, stem + "s", stem[:-1] + "ing", stem + "d"
    if stem.endswith("y") and stem[-2] not in "aeou":
        return stem, stem[:-1] + "ies", stem + "ing", stem[:-1] + "ied"
    plural = "es" if stem.endswith(("s", "x", "ch", "sh")) else "s"
    long = stem + stem[-1] if doubled else stem
    return stem, stem + plural, long + "ing", long + "ed"


def _alternatives(part: str, joiners: str) -> Iterator[list[str]]:
    for choice in part.strip("[]").split("|"):
        for form in inflect(choice):
            yield [form] if form.startswith("*") else tokens(form, joiners)


def _prepend(part: str, following: State[T], joiners: str) -> State[T]:
    """The state before one part of a phrase."""
    state: State[T] = State()
    for words in _alternatives(part, joiners):
        state.lead(words, following)
    if part.startswith("["):
        state.absorb(following)
    return state


def add_phrase(root: State[T], phrase: str, value: T, joiners: str) -> None:
    """Add a phrase to the automaton that begins at `root`; `value` is what its matches carry."""
    phrase, _, context = phrase.removesuffix(">").partition("<")
    state: State[T] = State(ends=value)
    for part in reversed(_PARTS.findall(context)):
        state = _prepend(part, state, joiners)
    state.reported = True
    for part in reversed(_PARTS.findall(phrase)):
        state = _prepend(part, state, joiners)
    root.absorb(state)


@dataclass(slots=True)
class Reading(Generic[T]):
    """Everything that a row of words may still become: states, each with where its report ended (or 0).

    Readings are made when first met and kept, so that each later word costs one look-up.
    """

    length: int
    items: tuple[tuple[State[T], int], ...]
    found: tuple[tuple[int, T], ...] = ()
    known: dict[str, "Reading[T]"] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    open_ended: bool = False

    def after(self, word: str) -> "Reading[T] | None":
        """The reading with one more word; None when no phrase goes on so."""
        reading = self.known.get(word)
        if reading is None and (self.open_ended or word in self.words):
            reading = _read(
                [(to, stop) for state, stop in self.items for to in _next(state, word)], self.length + 1
            )
            if word in self.words:  # any word may meet an ending, so those are not kept
                self.known[word] = reading
        return reading


def _next(state: State[T], word: str) -> Iterable[State[T]]:
    found = state.moves.get(word, ())
    if not state.endings:
        return found
    return [*found, *(to for ending, to in state.endings if word.endswith(ending))]


def _read(items: Iterable[tuple[State[T], int]], length: int) -> Reading[T]:
    marked = tuple((state, length if state.reported else stop) for state, stop in items)
    return Reading(
        length,
        marked,
        tuple((stop, state.ends) for state, stop in marked if state.ends is not None),
        words=frozenset(word for state, _ in marked for word in state.moves),
        open_ended=any(state.endings for state, _ in marked),
    )


def begin(root: State[T]) -> Reading[T]:
    """The reading before the first word."""
    return _read([(root, 0)], 0)


def _by_end(match: tuple[int, T]) -> int:
    return match[0]


def matches(
    start: Reading[T], words: Sequence[str], positions: Iterable[int]
) -> Iterator[tuple[int, list[tuple[int, T]]]]:
    """The phrases that begin at each of some words, where there are any: the word, and what begins there.

    That is where what the phrases report ends, and their values; longest first.
    """
    for at in positions:
        found: list[tuple[int, T]] = []
        reading = start
        for here in range(at, len(words)):
            word = words[here]
            if word not in reading.words and not reading.open_ended:
                break
            step = reading.known.get(word) or reading.after(word)  # the look-up first: a call costs more
            if step is None:
                break
            reading = step
            if reading.found:
                found += [(at + stop, value) for stop, value in reading.found]
        if found:
            found.reverse()
            yield at, found if len(found) < 2 else sorted(found, key=_by_end, reverse=True)
