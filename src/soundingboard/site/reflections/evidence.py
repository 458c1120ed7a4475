"""What stands beside a statement: each record that it names, as this reader may know it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions import listing, places
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.intake.mending import permission_changed
from soundingboard.site.contributions.listing import Line
from soundingboard.site.contributions.models import Ask, AskKind, Contribution, Permission
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.drafts.models import Change, Draft
from soundingboard.site.processes.models import NOT_STATED, Process
from soundingboard.site.record.models import Entry
from soundingboard.site.reflections import changes
from soundingboard.write.html import fragments
from soundingboard.write.signs import SIGNS

_LONGEST = 400  # characters of a passage: enough to see what is meant, the rest is one click away
_NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record: its own name, how it is read, where it stands; words and redline where they may be shown."""

    name: str
    kind: str  # "ask", "contribution", "change", "amendment", "draft", "unknown"
    label: str
    address: str = ""
    what: str = ""
    line: Line | None = None  # of the contribution, where it may be shown
    passage: str = ""
    redline: SafeString = _NOTHING
    language: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records that statements name, by their names."""

    records: dict[str, Evidence]
    hidden: Collection[str] = ()  # the slugs of drafts that this reader does not see

    def of(self, names: Iterable[str]) -> list[Evidence]:
        """The records of these names; one that is not there (any more) is named all the same."""
        return [self.records.get(name) or Evidence(name, "unknown", self._label(name)) for name in names]

    def _label(self, name: str) -> str:
        if speaks_of(name) in self.hidden:
            return _("a record that is not public")
        return name.partition(":")[2] or name


def shelf(process: Process, draft: Draft, chain: Sequence[Draft], names: Iterable[str]) -> Shelf:
    """Look the records up, in a number of queries that does not depend on how many they are."""
    by_kind: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        kind, _colon, own = name.partition(":")
        by_kind.setdefault(kind, []).append(own)
    asks = _asks(process, by_kind.get("ask", []))
    said = {ask.contribution.pk: ask.contribution for ask in asks}
    said |= {one.pk: one for one in _contributions(process, by_kind.get("contribution", []))}
    told = _Told(process, chain, said.values())
    named = places.of_asks(chain, asks)
    found = {f"ask:{ask.name}": told.ask(ask, named) for ask in asks}
    found |= {f"contribution:{one.name}": told.contribution(one) for one in said.values()}
    found |= _changes(draft, chain, by_kind.get("change", []))
    found |= _amendments(process, chain, by_kind.get("amendment", []))
    found |= _drafts(process, chain, by_kind.get("draft", []))
    return Shelf(found, hidden_drafts(process, chain))


def hidden_drafts(process: Process, chain: Iterable[Draft]) -> set[str]:
    """The slugs of the drafts that a reader of these does not see."""
    every = Draft.objects.filter(process=process).values_list("slug", flat=True)
    return set(every) - {draft.slug for draft in chain}


def speaks_of(name: str) -> str:
    """The slug of the draft that the name of a record tells; nothing: none."""
    kind, _colon, own = name.partition(":")
    slug, slash, _eid = own.partition("/")
    return slug if kind == "draft" or (kind == "change" and slash) else ""


def _asks(process: Process, names: Sequence[str]) -> list[Ask]:
    rows = Ask.objects.filter(contribution__process=process, name__in=names) if names else Ask.objects.none()
    more = ("contribution__organisation", "contribution__participant__identity", "draft")
    found = list(rows.select_related(*more).defer("contribution__text", "draft__record"))
    for ask in found:
        ask.contribution.process = process
    return found


def _contributions(process: Process, names: Sequence[str]) -> list[Contribution]:
    rows = Contribution.objects.filter(process=process, name__in=names) if names else []
    if not names:
        return []
    found = list(rows.select_related("organisation", "participant__identity").defer("text"))
    for one in found:
        one.process = process
    return found


def known_before(process: Process, said: Iterable[Contribution]) -> set[str]:
    """The names of closed contributions that may be known from before: their group is told no more (one query)."""
    closed = {str(one): one for one in said if one.is_confidential}
    rows = permission_changed(process).filter(object__in=closed) if closed else Entry.objects.none()
    changed = set(rows.values_list("object", flat=True))
    return {
        one.name
        for obj, one in closed.items()
        if one.supersedes_id or one.permission != Permission.CONFIDENTIAL or obj in changed
    }


class _Told:
    """What may be told of contributions to a reader of these drafts."""

    def __init__(self, process: Process, chain: Sequence[Draft], said: Iterable[Contribution]) -> None:
        self._drafts = {draft.pk: draft for draft in chain}
        self._known = known_before(process, said)

    def contribution(self, one: Contribution) -> Evidence:
        """A contribution by its name, with who says it; of a closed one its group at most."""
        name = f"contribution:{one.name}"
        if one.draft_id is not None and one.draft_id not in self._drafts:
            return Evidence(name, "unknown", _("a record that is not public"))
        address = one.get_absolute_url()
        if one.is_confidential:
            return Evidence(name, "contribution", one.name, address, self._group(one))
        line = Line(one, (), person=listing.person(one))
        return Evidence(name, "contribution", one.name, address, line=line)

    def _group(self, one: Contribution) -> str:
        is_told = one.name not in self._known and one.stakeholder_group != NOT_STATED
        group = word_label(one.stakeholder_group) if is_told else _("group not stated")
        return _("in confidence, {group}").format(group=group)

    def ask(self, ask: Ask, named: Any) -> Evidence:
        """What is asked, of which place, in which words."""
        about = self.contribution(ask.contribution)
        name = f"ask:{ask.name}"
        if about.line is None:  # closed, or not for this reader: nothing of what it asks
            return Evidence(name, about.kind, about.label, about.address, about.what)
        if not about.line.are_words_shown:
            return Evidence(name, "ask", about.label, about.address, line=about.line)
        place = named.get((ask.draft_id, ask.place))
        kind = str(AskKind(ask.kind).label)
        words = ask.quote["text"] if ask.quote else ask.rationale
        return Evidence(
            name=name,
            kind="ask",
            label=about.label,
            address=about.address,
            what=_("{kind}: {place}").format(kind=kind, place=place.label) if place else kind,
            line=about.line,
            passage=words[:_LONGEST] + ("…" if len(words) > _LONGEST else ""),
            redline=redline_of(ask.proposed, ask.draft.language) if ask.draft else _NOTHING,
            language=ask.contribution.language,
        )


def _changes(draft: Draft, chain: Sequence[Draft], names: Sequence[str]) -> dict[str, Evidence]:
    """Changes of the draft since the one before it."""
    found = changes.changes(chain, draft, names)
    return {f"change:{name}": _change(f"change:{name}", row, draft, chain) for name, row in found.items()}


def _change(name: str, row: Change, draft: Draft, chain: Sequence[Draft]) -> Evidence:
    new, old = row.record.get("new", []), row.record.get("old", [])
    there = draft if new else changes.before(chain, draft) or draft
    numbers = ", ".join(one.get("number") or one["eid"] for one in new or old)
    runs = tuple((op, words) for op, words in row.record.get("redline", []))
    return Evidence(
        name=name,
        kind="change",
        label=_("{draft}, paragraph {numbers}").format(draft=there.label, numbers=numbers),
        address=reverse("paragraph", args=[draft.process.slug, there.slug, (new or old)[0]["eid"]]),
        what=str(SIGNS[row.kind].word) if row.kind in SIGNS else row.kind,
        redline=mark_safe(fragments.inline(runs, draft.language)),  # noqa: S308 (made by the library)
        language=draft.language,
        sign=row.kind if row.kind in SIGNS else "",
    )


def _amendments(process: Process, chain: Sequence[Draft], names: Sequence[str]) -> dict[str, Evidence]:
    """Wording that somebody proposes, on drafts that this reader sees."""
    if not names:
        return {}
    rows = Amendment.objects.of(process).told(process).seen_with(chain).filter(name__in=names)
    return {
        f"amendment:{one.name}": Evidence(
            name=f"amendment:{one.name}",
            kind="amendment",
            label=_("wording {name}").format(name=one.name),
            address=one.get_absolute_url(),
            redline=redline_of({"old": one.old, "new": one.new}, one.draft.language),
            language=one.draft.language,
        )
        for one in rows
    }


def _drafts(process: Process, chain: Sequence[Draft], slugs: Sequence[str]) -> dict[str, Evidence]:
    """All that was said on a draft."""
    address = reverse("contributions", args=[process.slug])
    words = _("all that was said on {draft}")
    return {
        f"draft:{one.slug}": Evidence(
            f"draft:{one.slug}", "draft", words.format(draft=one.label), f"{address}?draft={one.slug}"
        )
        for one in chain
        if one.slug in slugs
    }


def missing(process: Process, draft: Draft, chain: Sequence[Draft], names: Sequence[str]) -> list[str]:
    """Those of the names that no record has."""
    known = shelf(process, draft, chain, names).records
    return [name for name in names if name not in known]
