"""Who may be counted where: the one place of these rules, and why subtraction does not get round them.

Of an open contribution (named, organisation) everything is public. Of an anonymous one everything is public but who it
comes from: its words, what it asks and where, its date and draft. So a table that counts it by group says, once the
open ones are taken away, how many of a known set of contributions are of that group; and two tables over sets that
differ by one contribution say it of that one. Hence three rules.

1. *Nothing else is known further down.* `published` hands on contributions as anyone may see them (`public`), and of
   confidential ones a number for each draft. Whatever is made from that, however cut or crossed, cannot tell more.
2. *An anonymous contribution is counted by cell once*: in the tables of the draft that it was filed on, by group and by
   region, never crossed with each other or with anything. They are made when the draft has closed for comment
   (`freeze`), kept, and afterwards shown as they were kept or not at all. What is filed later is frozen by itself. So
   the sets that are counted have no member in common, and no two tables of one field can be subtracted.
3. *Such a table shows only what `told` lets through*: cells from five up, and what they leave over is nobody, or five
   and more together, in cells of which any may be empty.

Within a frozen set nothing tells the members apart, so each may be of any group that has a cell, or of any that may
have been left over; `told` sees to it that these are two at least. What it lets through depends on the counts alone,
not on which word has which, so that a table held back tells nothing of any word either.

What this does not promise: that a guess is never a good one (95 of 100 may be of one group), or that nobody is told who
gives themselves away, in their own words or by speaking openly later. See docs/decisions.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Contribution
from soundingboard.vocabulary import GLOBAL, NOT_STATED
from soundingboard.words import key, words

GROUP, REGION, GROUPING = "stakeholder_group", "regional_group", "groupings"
FIELDS = (GROUP, REGION, GROUPING)
BY_CELL = (GROUP, REGION)  # the fields by which anonymous input is ever counted

OPEN = ("named", "organisation")
ANONYMOUS, CONFIDENTIAL = "anonymous", "confidential"

Words = Mapping[str, Sequence[str]]  # the words of the process for each field


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many up something is shown that would tell of fewer."""

    least: int = 5  # the design: "in a cell of group and region only from five up", "totals of five or more"


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a count: the words with their numbers, and how many there are of all others together."""

    cells: Mapping[str, int]
    rest: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """The anonymous contributions on a draft as it closed for comment, and what is told of them, field by field."""

    draft: str | None
    contributions: tuple[str, ...]
    tables: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class Published:
    """What anyone may know: contributions as they may be seen, how many more are confidential, what stays frozen."""

    contributions: tuple[Contribution, ...]
    confidential: Mapping[str | None, int] = field(
        default_factory=dict
    )  # by the draft that they were filed on
    frozen: tuple[Frozen, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisations:
    """Distinct organisations that spoke openly: as they declare themselves, and those that were verified."""

    declared: int = 0
    verified: int = 0

    @property
    def n(self) -> int:
        return self.declared + self.verified


@dataclass(frozen=True, slots=True)
class Cell:
    """How many are of one word: `n` are told, `at_most` there can be, with all that is hidden."""

    word: str
    n: int
    at_most: int
    organisations: Organisations = Organisations()

    @property
    def is_exact(self) -> bool:
        return self.n == self.at_most


@dataclass(frozen=True, slots=True)
class Table:
    """A count by one field; a word without a cell has none that is told of.

    `hidden` are anonymous and may be of any word; `rest` are anonymous too, and of some word that told them no number.
    `heard` and `not_heard` are words of the process, without "global" and "not stated"; as long as `hidden` or `rest`
    is not 0, an anonymous voice may be of a word that is not heard.
    """

    field: str
    cells: tuple[Cell, ...]
    hidden: int = 0
    rest: int = 0
    heard: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()

    def cell(self, word: str) -> Cell:
        """The cell of a word, also where nobody is told of."""
        found = next((cell for cell in self.cells if cell.word == word), None)
        return found or Cell(word, 0, self.hidden + self.rest)


def told(counts: Mapping[str, int], words: Iterable[str], limits: Limits = LIMITS) -> Told:
    """What may be told of people counted by one attribute that is theirs to keep; `words` are all it can be.

    Shows the cells from five up when those left over are nobody (and two cells are shown), or at least five together
    of whom any may be of any word not shown; for that an empty cell must be among them. Else it raises the mark, so
    that the smallest shown are left over too; when nothing passes, nothing is told. Sensitive attributes of a survey
    take the same way; each is told by itself, never crossed.
    """
    numbers = {word: counts.get(word, 0) for word in words}
    total = sum(numbers.values())
    marks = sorted({limits.least, *(n + 1 for n in numbers.values() if n >= limits.least)})
    for mark in marks:
        shown = {word: n for word, n in numbers.items() if n >= mark}
        rest = total - sum(shown.values())
        left = [n for word, n in numbers.items() if word not in shown]
        if (len(shown) > 1 and not rest) or (shown and rest >= limits.least and 0 in left):
            return Told(shown, rest)
    return Told({}, total)


def freeze(
    draft: str | None,
    contributions: Iterable[Contribution],
    words: Words,
    earlier: Iterable[Frozen] = (),
    limits: Limits = LIMITS,
) -> Frozen:
    """The anonymous contributions on a draft that has closed for comment, counted once and for ever.

    To be kept as it is: making it anew after a group was mended or a contribution was withdrawn would tell whose. Give
    all that were ever filed, and all that was frozen before: who was counted there is not counted again. One that
    supersedes another is left out, since the other may be known.
    """
    everyone = list(contributions)
    done = {name for one in earlier for name in one.contributions}
    gone = {one.supersedes for one in everyone}
    members = [
        one
        for one in sorted(everyone, key=lambda one: one.id)
        if one.permission == ANONYMOUS and one.draft == draft and one.supersedes is None
        if one.id not in gone and one.id not in done
    ]
    tables = {}
    for name in BY_CELL:
        known = all_words(words, name)
        counts = Counter(word for one in members for word in stated(one, name, known))
        tables[name] = told(counts, known, limits)
    return Frozen(draft, tuple(one.id for one in members), tables)


def frozen_record(frozen: Frozen) -> dict[str, Any]:
    """A plain record to keep; `frozen_of` reads it back."""
    tables = {name: {"cells": dict(one.cells), "rest": one.rest} for name, one in frozen.tables.items()}
    return {"draft": frozen.draft, "contributions": list(frozen.contributions), "tables": tables}


def frozen_of(record: Mapping[str, Any]) -> Frozen:
    """What `frozen_record` kept. Raises InputError for a record that is not of this form."""
    try:
        tables = {
            name: Told(_numbers(one["cells"]), int(one["rest"])) for name, one in record["tables"].items()
        }
        return Frozen(record["draft"], tuple(map(str, record["contributions"])), tables)
    except (KeyError, TypeError, ValueError, AttributeError):
        message = _("a frozen count needs draft, contributions, and tables of cells and rest: {record}")
        raise InputError(message.format(record=str(record)[:80])) from None


def _numbers(cells: Mapping[str, Any]) -> dict[str, int]:
    return {str(word): int(n) for word, n in cells.items()}


def public(contribution: Contribution) -> Contribution:
    """The contribution as anyone may see it.

    Without its person unless it is named; an anonymous one without anything that says whom it is from; of a
    confidential one its id and, for its own page, its group, unless an earlier version told who spoke.
    """
    one = contribution
    if one.permission == "named":
        return one
    if one.permission == "organisation":
        return replace(one, participant=None)
    if one.permission == ANONYMOUS:
        return Contribution(
            id=one.id,
            text=one.text,
            kind=one.kind,
            date=one.date,
            draft=one.draft,
            language=one.language,
            channel=one.channel,
            permission=ANONYMOUS,
        )
    if one.permission == CONFIDENTIAL:
        group = NOT_STATED if one.supersedes else one.stakeholder_group
        return Contribution(id=one.id, text="", stakeholder_group=group, permission=CONFIDENTIAL)
    message = _('contribution {id}: "{permission}" is no permission: use one of {known}')
    known = ", ".join((*OPEN, ANONYMOUS, CONFIDENTIAL))
    raise InputError(message.format(id=one.id, permission=one.permission, known=known))


def published(contributions: Iterable[Contribution], frozen: Iterable[Frozen] = ()) -> Published:
    """What anyone may know of these contributions; a version that another of them supersedes is left out.

    What was frozen counts as long as each of its members is there as it was then: not withdrawn, not superseded, not
    filtered away. Raises InputError for an id that is there twice, or that two frozen records hold.
    """
    everyone = list(contributions)
    _check_once((one.id for one in everyone), _("contribution {id} is there twice: give each its own id"))
    kept = list(frozen)
    twice = _("contribution {id} was frozen twice: an anonymous contribution is counted by cell once")
    _check_once((name for one in kept for name in one.contributions), twice)
    gone = {one.supersedes for one in everyone}
    current = [one for one in everyone if one.id not in gone]
    seen = tuple(public(one) for one in current if one.permission != CONFIDENTIAL)
    there = {(one.id, one.draft) for one in seen if one.permission == ANONYMOUS}
    confidential = Counter(one.draft for one in current if one.permission == CONFIDENTIAL)
    return Published(seen, dict(confidential), standing(kept, there))


def standing(frozen: Iterable[Frozen], there: Container[tuple[str, str | None]]) -> tuple[Frozen, ...]:
    """What was frozen and may still be shown: each of its members is there, as (id, draft), anonymous as it was."""
    return tuple(one for one in frozen if all((name, one.draft) in there for name in one.contributions))


def _check_once(names: Iterable[str], message: str) -> None:
    twice = next((name for name, n in Counter(names).items() if n > 1), None)
    if twice is not None:
        raise InputError(message.format(id=twice))


def words_by_field(
    groups: Sequence[str], regions: Sequence[str] = (), groupings: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The words of a process as they are asked for here and in `converge`."""
    return {GROUP: tuple(groups), REGION: tuple(regions), GROUPING: tuple(groupings)}


def all_words(words: Words, field: str) -> tuple[str, ...]:
    """What a field can say: the words of the process, then (but for groupings) "global" and "not stated"."""
    own = [word for word in words.get(field, ()) if word not in (GLOBAL, NOT_STATED)]
    return tuple(dict.fromkeys(own if field == GROUPING else [*own, GLOBAL, NOT_STATED]))


def stated(contribution: Contribution, field: str, known: Sequence[str]) -> tuple[str, ...]:
    """What a contribution states for a field; a group or region that the process does not have is "not stated"."""
    if field == GROUPING:
        return tuple(word for word in known if word in contribution.groupings)
    word = getattr(contribution, field)
    return (word if word in known else NOT_STATED,)


def table(
    contributions: Sequence[Contribution], field: str, words: Words, frozen: Sequence[Frozen] = ()
) -> Table:
    """Count published contributions by a field, each once. Give `frozen` only where all its members are counted."""
    known = all_words(words, field)
    open_ones = [one for one in contributions if one.permission in OPEN]
    of_word: defaultdict[str, list[Contribution]] = defaultdict(list)
    for one in open_ones:
        for word in stated(one, field, known):
            of_word[word].append(one)
    counted = [one for one in frozen if field in one.tables]
    tables = [one.tables[field] for one in counted]
    hidden = len(contributions) - len(open_ones) - sum(len(one.contributions) for one in counted)
    cells = []
    for word in known:
        found = cell(word, len(of_word[word]), hidden, tables)
        if found.n:
            cells.append(replace(found, organisations=organisations(of_word[word])))
    heard = {cell.word for cell in cells} - {GLOBAL, NOT_STATED}
    own = [word for word in known if word not in (GLOBAL, NOT_STATED)]
    return Table(
        field=field,
        cells=tuple(cells),
        hidden=hidden,
        rest=sum(one.rest for one in tables),
        heard=tuple(word for word in own if word in heard),
        not_heard=tuple(word for word in own if word not in heard),
    )


def cell(word: str, n: int, hidden: int, tables: Sequence[Told] = ()) -> Cell:
    """How many are of a word: `n` openly, with what frozen tables tell of it; any of the `hidden` may be, too.

    `hidden` are the anonymous that are in none of the tables.
    """
    n += sum(one.cells.get(word, 0) for one in tables)
    return Cell(word, n, n + hidden + sum(one.rest for one in tables if word not in one.cells))


def printed(cell: Cell, limits: Limits = LIMITS) -> str:
    """How a cell is printed: what it says follows from the open ones and from how many are hidden, both public.

    A word that nobody was heard of is "–" only where nobody is hidden; "under 5" where that is sure, for every such
    word alike; else "not told".
    """
    if cell.is_exact:
        return str(cell.n) if cell.n else "–"
    if cell.n:
        return _("{n} or more").format(n=cell.n)
    if cell.at_most < limits.least:
        return _("under {n}").format(n=limits.least)
    return _("not told")


def voice(contribution: Contribution) -> str:
    """Who speaks: one organisation however often it files, else the contribution."""
    if contribution.permission in OPEN and contribution.organisation:
        return f"organisation:{_name(contribution.organisation)}"
    return f"contribution:{contribution.id}"


@lru_cache(maxsize=1 << 14)
def _name(organisation: str) -> str:
    return " ".join(key(word) for word in words(organisation)) or organisation


def organisations(contributions: Iterable[Contribution]) -> Organisations:
    """The distinct organisations that spoke openly; one that was verified once is verified."""
    verified: dict[str, bool] = {}
    for one in contributions:
        if one.permission in OPEN and one.organisation:
            name = voice(one)
            verified[name] = verified.get(name, False) or one.organisation_verified
    n = sum(verified.values())
    return Organisations(len(verified) - n, n)
