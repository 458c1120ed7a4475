"""Proposed wording read from marks, from tracked changes, or from old and new; it says what had to be inferred."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from soundingboard.amend.rulebook import rulebook
from soundingboard.ask.wording import is_marked, marked_runs, tidy
from soundingboard.i18n import _
from soundingboard.model import Proposed, Run
from soundingboard.redline import redline
from soundingboard.vocabulary import Op
from soundingboard.words import key, words

Basis = Literal["given", "marked", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Wording that is proposed for a paragraph, or for words of it.

    `basis` says what `old` rests on: it was given (a draft, a file with tracked changes), the marks tell it fully, it
    had to be inferred, or it is unknown (then `old` is None). `runs` are the marks as they stood. `notices` say in
    words what was inferred and what was not marked.
    """

    old: str | None
    new: str
    notices: tuple[str, ...] = ()
    basis: Basis = "given"
    runs: tuple[Run, ...] = ()


def between(old: str, new: str) -> Wording:
    """Wording given as old and new."""
    return Wording(old, new, (), "given", redline(old, new))


def from_revisions(runs: Sequence[Run]) -> Wording:
    """Wording of a paragraph with tracked changes: the runs of a reader that keeps them."""
    return Wording(side(runs, "delete"), side(runs, "insert"), (), "given", tuple(runs))


def side(runs: Sequence[Run], op: Op) -> str:
    """The text that equal runs and those of `op` make."""
    return "".join(text for kind, text in runs if kind in ("equal", op))


def wording(
    text: str, paragraph: str | None = None, stated: Sequence[Proposed] = (), language: str = "en"
) -> Wording:
    """Wording given as marked-up text: ~~struck~~, **inserted**; insertions may stand unmarked.

    `paragraph` is the text of the paragraph, where it is at hand. `stated` are the changes that the prose around it
    names ("changing the term “harmonisation” with “use of interoperable”"). A number at its head is left out.
    """
    runs = marked_runs(text)
    new = tidy(side(runs, "insert"))
    as_marked = tidy(side(runs, "delete"))
    told = tuple(_only_in_prose(runs, stated))
    if paragraph is not None:
        notices = (*_unmarked(paragraph, as_marked, is_marked(text)), *told)
        return Wording(paragraph, new, notices, "given", runs)
    if not is_marked(text):
        return Wording(
            None, new, (_("nothing is marked: the old wording is not told"), *told), "unknown", runs
        )
    unmarked = tuple(_after_strikes(runs))
    if unmarked or told:
        return Wording(None, new, (*unmarked, *told, _("the old wording is not told")), "unknown", runs)
    old, doubts = _without_insertions(runs, language)
    if doubts:
        return Wording(old, new, (*doubts, _("the old wording is inferred")), "inferred", runs)
    return Wording(old, new, (), "marked", runs)


def _unmarked(paragraph: str, as_marked: str, has_marks: bool) -> Iterator[str]:
    """What differs from the paragraph and bears no mark."""
    if not has_marks:
        return
    for op, text in redline(paragraph, as_marked):
        if op == "insert" and text.strip():
            yield _("“{words}” is inserted without a mark").format(words=text.strip())
        elif op == "delete" and text.strip():
            yield _("“{words}” is deleted without a mark").format(words=text.strip())


def _only_in_prose(runs: Sequence[Run], stated: Sequence[Proposed]) -> Iterator[str]:
    """Deletions that the prose names and the marks do not show."""
    struck = " ".join(text for op, text in runs if op == "delete")
    for change in stated:
        if change.old and _holds(side(runs, "insert"), change.new) and not _holds(struck, change.old):
            yield _("the deletion of “{words}” is stated only in prose, not marked").format(words=change.old)


def _holds(text: str, part: str) -> bool:
    theirs, ours = ([key(word) for word in words(each)] for each in (text, part))
    return bool(ours) and any(theirs[i : i + len(ours)] == ours for i in range(len(theirs)))


def _after_strikes(runs: Sequence[Run]) -> Iterator[str]:
    """Where only deletions are marked, words that follow one may be new."""
    if any(op == "insert" for op, _text in runs):
        return
    for (op, struck), (_after, follows) in pairwise(runs):
        if op == "delete" and words(follows):
            first = " ".join(follows.split()[:6])
            yield _(
                "only deletions are marked: how far the words after “{struck}” (“{first} …”) are inserted, and whether"
                " the signs there are, is inferred"
            ).format(struck=struck.strip(), first=first)


def _without_insertions(runs: Sequence[Run], language: str) -> tuple[str, tuple[str, ...]]:
    """The old wording, and what is doubtful in it where an insertion was taken out."""
    parts: list[str] = []
    doubts = []
    for n, (op, text) in enumerate(runs):
        if op != "insert":
            parts.append(text)
            continue
        before, after = "".join(parts), "".join(t for o, t in runs[n + 1 :] if o != "insert")
        alone = not (n and runs[n - 1][0] == "delete") and not (
            n + 1 < len(runs) and runs[n + 1][0] == "delete"
        )
        if doubt := _doubt(before, text, after, language) if alone else None:
            doubts.append(doubt)
            if after.lstrip()[:1] in _STOPS and before.rstrip()[-1:] == ",":
                parts = [before.rstrip()[:-1]]
    return tidy("".join(parts)), tuple(doubts)


_STOPS = (",", ";", ":", ".")


def _doubt(before: str, inserted: str, after: str, language: str) -> str | None:
    """What the marks leave open where an insertion is taken out, in words."""
    left, right = before.rstrip(), after.lstrip()
    if not left or not right:
        return None
    if right[:1] in _STOPS and (left[-1] in _STOPS or inserted.lstrip()[:1] in _STOPS):
        signs = f"{left[-1] if left[-1] in _STOPS else inserted.strip()[:1]} {right[:1]}"
        return _("around “{words}” the signs “{signs}” meet: which of them stood before is inferred").format(
            words=inserted.strip(), signs=signs
        )
    if left[-1] == "," and not _goes_on(right, language):
        return _("before “{words}” the joining word that stood there is not shown").format(
            words=inserted.strip()
        )
    return None


def _goes_on(after: str, language: str) -> bool:
    """Whether what follows a comma can follow it: a joining word comes first, or later in the clause (a list)."""
    joiners = rulebook(language).joiners
    clause = re.split(r"[.;:]", after)[0]
    found = [key(word) for word in words(clause)]
    return not found or found[0] in joiners.openers or any(word in joiners.last for word in found)
