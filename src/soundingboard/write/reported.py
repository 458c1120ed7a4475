"""The final report as a document: background, mandate, method, engagement, what became of it, annexes with counts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from soundingboard.exposure import Table, printed
from soundingboard.i18n import N_, _, ngettext
from soundingboard.report import Counted, Member, Output, Report, ledger_key
from soundingboard.trace.shares import Share, Shares
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES
from soundingboard.write.briefed import KINDS
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Prose, Words, words
from soundingboard.write.papers.reading import blocks_of
from soundingboard.write.phrases import long_date

_SECTIONS = (
    ("background", N_("Background")),
    ("mandate", N_("Governance: mandate and terms of reference")),
    ("method", N_("Working method, process and outputs")),
    ("engagement", N_("Engagement")),
    ("feedback", N_("Feedback from stakeholders")),
    ("closing", N_("Closing reflection")),
)
_EVENTS = {
    "working meeting": N_("Working meetings"),
    "meeting with co-facilitators": N_("Meetings with the co-facilitators"),
    "bilateral": N_("Bilaterals"),
    "office hour": N_("Office hours hosted"),
    "hosted consultation": N_("Consultations hosted"),
    "briefing": N_("Briefings hosted"),
    "deep dive": N_("Deep dives hosted"),
    "attended consultation": N_("Consultations on drafts attended"),
    "community event": N_("Community-led meetings and events attended"),
}
_OUTPUTS = {
    "reflections": N_("Reflections"),
    "report": N_("Reports"),
    "post": N_("Posts"),
    "speech": N_("Speeches"),
}
_FIELDS = {"stakeholder_group": N_("group"), "regional_group": N_("region")}


def report_paper(report: Report) -> Paper:
    """The report. Sections that nobody wrote hold the figures alone; each number names or links to its records."""
    blocks: list[Block] = []
    for name, title in _SECTIONS:
        own = list(blocks_of(report.given.sections.get(name, "")))
        own += list(_figures(name, report))
        if own:
            blocks += [Heading(1, words(_(title)), name), *own]
    blocks += _annex_a(report)
    blocks += _annex_b(report)
    front = [
        report.instrument,
        long_date(report.given.date) if report.given.date else "",
        report.given.symbol or "",
    ]
    title = _("Final report: {title}").format(title=report.title)
    return Paper(title, tuple(blocks), tuple(filter(None, front)), report.language, report.given.date)


def _figures(section: str, report: Report) -> Iterator[Block]:
    """What the records say by themselves in a section."""
    if section == "mandate" and report.mandate:
        lines = [f"{label}, {long_date(day)}" if day else label for label, day in report.mandate]
        yield Bullets(tuple(Prose(words(line)) for line in lines))
    if section == "engagement":
        yield _in_words(report.contributions)
        yield from (_heard(one, report.pages) for one in report.heard)
    if section == "feedback":
        yield from _became(report)


def _in_words(contributions: Sequence[Counted]) -> Prose:
    total = contributions[-1]
    text = ngettext("{n} contribution came in", "{n} contributions came in", total.n).format(n=total.n)
    found = [Words(text, address=total.address)]
    for place, one in enumerate(contributions[:-1]):
        found += [
            Words("; " if place else " ("),
            Words(str(one.n), address=one.address),
            Words(f" – {one.word}"),
        ]
    return Prose((*found, Words(")." if contributions[:-1] else ".")))


def _heard(one: Table, pages: Mapping[str, str]) -> Grid:
    word = _(_FIELDS.get(one.field, one.field))
    missing = ", ".join(one.not_heard) or "–"
    caption = _("Contributions by {field}; not heard: {words}").format(field=word, words=missing)
    if one.hidden or one.rest:
        caption += _("; anonymous and in no row: {n}").format(n=one.hidden + one.rest)
    rows = tuple(
        (words(cell.word), (Words(printed(cell), address=pages.get(f"{one.field}:{cell.word}")),))
        for cell in one.cells
    )
    return Grid(caption, (word, _("contributions")), rows, (1,))


def _became(report: Report) -> Iterator[Block]:
    if not report.shares:
        return
    everything, pages = report.shares[0].all, report.pages
    asked = _("Of {n} asks to change the text:").format(n=everything.n)
    yield Prose(_told(asked, "change", CHANGE_OUTCOMES, everything.outcomes, pages))
    kept = _("Of {n} asks to keep something, which are not counted as influence:").format(n=everything.n_kept)
    yield Prose(_told(kept, "keep", RETAIN_OUTCOMES, everything.kept, pages))
    yield Prose(words(_("A match of texts does not say why the text changed.")), "note")
    for one in report.shares:
        yield from _outcomes(one, pages)


def _told(
    start: str, part: str, outcomes: Sequence[str], counts: Mapping[Any, int], pages: Mapping[str, str]
) -> Line:
    """How many of what became what; what nothing became is told with 0, so that no share looks larger than it is."""
    found = [Words(start, address=pages.get(ledger_key(part)))]
    for place, outcome in enumerate(outcomes):
        number = Words(str(counts.get(outcome, 0)), "strong", pages.get(ledger_key(part, outcome)))
        found += [Words(", " if place else " "), number, Words(f" {_(outcome)}")]
    return (*found, Words("."))


def _outcomes(table: Shares, pages: Mapping[str, str]) -> Iterator[Grid]:
    """Two tables, since asks to keep are apart: what became of each, with the denominator first."""
    word = _(_FIELDS.get(table.field, table.field))
    captions = {
        "change": _("Asks to change the text by {field}, with denominators"),
        "keep": _("Asks to keep something by {field}, with denominators"),
    }
    for part, caption in captions.items():
        outcomes: Sequence[str] = CHANGE_OUTCOMES if part == "change" else RETAIN_OUTCOMES
        rows = [_outcome_row(part, table.field, one.word, one, pages) for one in table.rows]
        rows = [row for row in rows if row[1][0].text != "0"]
        rows.append(_outcome_row(part, "", "", table.all, pages))
        columns = (word, _("asks"), *map(_, outcomes))
        text = caption.format(field=word)
        if table.untold:
            text += _("; anonymous ones are in all alone")
        yield Grid(text, columns, tuple(rows), tuple(range(1, len(columns))))


def _outcome_row(
    part: str, field: str, word: str, share: Share, pages: Mapping[str, str]
) -> tuple[Line, ...]:
    """A row of numbers; `word` is empty for all."""
    is_change = part == "change"
    outcomes: Sequence[str] = CHANGE_OUTCOMES if is_change else RETAIN_OUTCOMES
    counts: Mapping[Any, int] = share.outcomes if is_change else share.kept
    found = [words(word or _("all"))]
    numbers = {"": share.n if is_change else share.n_kept} | {one: counts.get(one, 0) for one in outcomes}
    for outcome, count in numbers.items():
        address = pages.get(ledger_key(part, outcome, field, word)) if count else None
        found.append((Words(str(count), address=address),))
    return tuple(found)


def _annex_a(report: Report) -> list[Block]:
    """Counts in the form that such reports have: meetings, consultations, events, outputs, membership."""
    return [
        Heading(1, words(_("Annex A: what the board did")), "annex-a"),
        Heading(2, words(_("Number of board meetings held"))),
        _counts(report.meetings),
        Heading(2, words(_("Number of public consultations"))),
        _counts(report.consultations),
        Heading(2, words(_("Number of community-led meetings and events attended by members"))),
        _counts(report.community),
        *_outputs(report.outputs, report.pages),
        Heading(2, words(_("Membership"))),
        *_members(report.members),
    ]


def _counts(found: Sequence[Counted]) -> Bullets:
    return Bullets(
        tuple(
            Prose(
                (Words(f"{_(_EVENTS.get(one.word, one.word))}: "), Words(str(one.n), "strong", one.address))
            )
            for one in found
        )
    )


def _outputs(outputs: Sequence[Output], pages: Mapping[str, str]) -> Iterator[Block]:
    order = list(_OUTPUTS)
    ranked = sorted(outputs, key=lambda one: order.index(one.kind) if one.kind in order else len(order))
    for kind, group in groupby(ranked, key=lambda one: one.kind):
        found = list(group)
        number = Words(str(len(found)), address=pages.get(f"output:{kind}"))
        yield Heading(2, (Words(f"{_(_OUTPUTS.get(kind, kind))} ("), number, Words(")")))
        yield Bullets(
            tuple(
                Prose((Words(one.title, address=one.address), Words(f", {long_date(one.date)}")))
                for one in found
            )
        )


def _members(members: Sequence[Member]) -> Iterator[Block]:
    """Members by capacity: who is an alternate or ex officio is told, for the numbers differ by it."""
    seats = [one for one in members if one.capacity == "member"]
    others = [one for one in members if one.capacity != "member"]
    yield Bullets(tuple(Prose(words(_member(one))) for one in seats))
    if others:
        yield Heading(3, words(_("Alternates and ex officio")))
        yield Bullets(tuple(Prose(words(f"{_member(one)} ({_(one.capacity)})")) for one in others))


def _member(one: Member) -> str:
    name = one.name or _("a member whose name was erased")
    place = f" ({one.country})" if one.country else ""
    note = f" – {one.note}" if one.note else ""
    return f"{name}{place}, {one.stakeholder_group} – {one.regional_group}{note}"


def _annex_b(report: Report) -> list[Block]:
    if not report.asked:
        return []
    rows = tuple(
        (words(_(KINDS.get(one.word, one.word))), (Words(str(one.n), address=one.address),))
        for one in report.asked
    )
    grid = Grid(_("Contributions by what they ask"), (_("kind"), _("contributions")), rows, (1,))
    return [Heading(1, words(_("Annex B: what was asked")), "annex-b"), grid]
