"""A board's final report: what it was, what it did, what came in and what became of it, counted from the records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.exposure import GROUP, REGION, Published, Table, Words, table
from soundingboard.model import Ask
from soundingboard.trace.shares import Shares

# The rows of the annex, in the order and the words of the field's own reports; events by kind.
MEETINGS = ("working meeting", "meeting with co-facilitators", "bilateral")
CONSULTATIONS = (
    "office hour",
    "hosted consultation",
    "briefing",
    "deep dive",
    "attended consultation",
)
COMMUNITY = ("community event",)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, the word for what it counts, the ids of exactly these records, and the page that lists them."""

    word: str
    n: int
    ids: tuple[str, ...]
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """Something the board published: its kind, title, date, address."""

    kind: str
    title: str
    date: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Who held a seat: a name (None where it was erased), country, group, region, capacity, note."""

    name: str | None
    country: str
    stakeholder_group: str
    regional_group: str
    capacity: str = "member"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What people write themselves, as Markdown by the name of the section: background, method, engagement …"""

    sections: Mapping[str, str]
    symbol: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report states. Counts hold the ids that they count."""

    title: str
    instrument: str
    language: str
    given: Given
    mandate: tuple[tuple[str, str], ...]  # label and date of each version
    meetings: tuple[Counted, ...]
    consultations: tuple[Counted, ...]
    community: tuple[Counted, ...]
    outputs: tuple[Output, ...]
    members: tuple[Member, ...]
    contributions: tuple[Counted, ...]  # for each draft, then all
    heard: tuple[Table, ...]  # contributions by group and by region
    shares: tuple[Shares, ...]
    asked: tuple[Counted, ...]  # for each kind of ask, the contributions that ask it
    pages: Mapping[str, str]  # where what is counted is listed, see `report`


def ledger_key(part: str, outcome: str = "", field: str = "", word: str = "") -> str:
    """How `Report.pages` names a list of the ledger: `part` is "change" or "keep", empty words are all."""
    return ":".join(("ledger", part, outcome, field, word))


def report(
    title: str,
    instrument: str,
    language: str,
    mandate: Sequence[tuple[str, str]],
    events: Iterable[Mapping[str, Any]],
    outputs: Iterable[Output],
    members: Iterable[Member],
    seen: Published,
    words: Words,
    shares: Sequence[Shares],
    asks: Iterable[Ask],
    given: Given = Given({}),
    addresses: Mapping[str, str] | None = None,
    drafts: Sequence[tuple[str, str]] = (),
) -> Report:
    """The report. `events` are interchange records that are over; `drafts` names and labels, in order.

    `asks` are told of by kind, where their contributions are among those of `seen`. `addresses` maps what is counted to
    the page that lists exactly these records: "event:office hour", "output:post", "draft:rev1", "contributions",
    "stakeholder_group:youth", "ask:retain", and what `ledger_key` makes.
    """
    pages = addresses or {}
    by_kind: dict[str, list[str]] = {}
    for event in events:
        by_kind.setdefault(str(event["kind"]), []).append(str(event["id"]))
    return Report(
        title=title,
        instrument=instrument,
        language=language,
        given=given,
        mandate=tuple(mandate),
        meetings=_events(MEETINGS, by_kind, pages),
        consultations=_events(CONSULTATIONS, by_kind, pages),
        community=_events(COMMUNITY, by_kind, pages),
        outputs=tuple(sorted(outputs, key=lambda one: one.date)),
        members=tuple(members),
        contributions=tuple(_contributions(seen, drafts, pages)),
        heard=tuple(table(seen.contributions, name, words, seen.frozen) for name in (GROUP, REGION)),
        shares=tuple(shares),
        asked=tuple(_asked(seen, asks, pages)),
        pages=pages,
    )


def _events(
    kinds: Sequence[str], by_kind: Mapping[str, Sequence[str]], pages: Mapping[str, str]
) -> tuple[Counted, ...]:
    """Kinds that never happened are told with 0: a report says what was not held too."""
    return tuple(
        Counted(kind, len(by_kind.get(kind, ())), tuple(by_kind.get(kind, ())), pages.get(f"event:{kind}"))
        for kind in kinds
    )


def _contributions(
    seen: Published, drafts: Sequence[tuple[str, str]], pages: Mapping[str, str]
) -> Iterable[Counted]:
    """On each draft, and in all; confidential ones are in the numbers, without their ids."""
    filed = Counter(one.draft for one in seen.contributions) + Counter(seen.confidential)
    for name, label in drafts:
        ids = tuple(one.id for one in seen.contributions if one.draft == name)
        if filed[name]:
            yield Counted(label, filed[name], ids, pages.get(f"draft:{name}"))
    everyone = tuple(one.id for one in seen.contributions)
    yield Counted("all", sum(filed.values()), everyone, pages.get("contributions"))


def _asked(seen: Published, asks: Iterable[Ask], pages: Mapping[str, str]) -> Iterable[Counted]:
    """Kinds of asks, those first that the most contributions ask; each contribution counts once in each."""
    told = {one.id for one in seen.contributions}
    found: dict[str, dict[str, None]] = {}
    for ask in asks:
        if ask.contribution in told:
            found.setdefault(ask.kind, {})[ask.contribution] = None
    for kind, ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Counted(kind, len(ids), tuple(ids), pages.get(f"ask:{kind}"))
