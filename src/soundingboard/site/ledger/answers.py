"""Official answers, and what each of them answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from soundingboard.site.contributions.models import Ask, Topic
from soundingboard.site.drafts.models import Draft, Paragraph
from soundingboard.site.ledger.models import Entry, Response
from soundingboard.site.people.models import RoleName
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a process by what they answer, the first first."""

    by_target: Mapping[str, Sequence[Response]]

    def to(self, *targets: str) -> list[Response]:
        """The answers to any of these targets, each once, the first first."""
        found = {one.pk: one for target in targets for one in self.by_target.get(target, ())}
        return sorted(found.values(), key=lambda one: (one.at, one.pk))

    def to_ask(self, ask: Ask) -> list[Response]:
        """The answers to an ask: to it by name, to its paragraph, to its topic."""
        return self.to(*targets_of(ask))

    def to_entry(self, entry: Entry) -> list[Response]:
        if entry.ask:
            return self.to_ask(entry.ask)
        amendment = entry.amendment
        named = f"paragraph:{amendment.draft.slug}/{amendment.eid}"
        return self.to(str(amendment), *([named] if amendment.eid else []))


def answers(process: Process, chain: Sequence[Draft]) -> Answers:
    """The answers that a reader of these drafts may know of (they are some tens, and each may answer many asks)."""
    found: defaultdict[str, list[Response]] = defaultdict(list)
    for one in visible(process, chain):
        one.process = process
        for target in one.to:
            found[str(target)].append(one)
    return Answers(found)


def visible(process: Process, chain: Sequence[Draft]) -> list[Response]:
    """The answers of a process, newest first, without those that speak of a draft that the reader does not see."""
    rows = list(Response.objects.filter(process=process).order_by("-at", "-pk"))
    slugs, known = {draft.slug for draft in chain}, {draft.pk for draft in chain} | {None}
    names = {one.removeprefix("ask:") for row in rows for one in row.to if one.startswith("ask:")}
    asks = asks_named(process, names).values_list("name", "draft", "contribution__draft") if names else ()
    hidden = {f"ask:{name}" for name, *drafts in asks if not known.issuperset(drafts)}
    hidden |= {one for row in rows for one in row.to if _draft(one) not in slugs | {""}}
    return [row for row in rows if hidden.isdisjoint(row.to)]


def _draft(target: str) -> str:
    kind, _colon, name = target.partition(":")
    return name.partition("/")[0] if kind == "paragraph" else ""


def targets_of(ask: Ask) -> list[str]:
    """What an answer can name so that it answers this ask."""
    kind, _colon, name = ask.place.partition(":")
    found = [f"ask:{ask.name}"]
    if kind == "para" and ask.draft:
        found.append(f"paragraph:{ask.draft.slug}/{name}")
    elif kind == "topic":
        found.append(ask.place)
    return found


def role_word(response: Response) -> str:
    """The office of who answers."""
    words = {
        **{value: str(label) for value, label in RoleName.choices},
        "co-facilitator": _("co-facilitator"),
    }
    return words.get(response.role, response.role)


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is answered, as readers call it, and its page (empty: it has none that everyone sees)."""

    target: str
    label: str
    address: str = ""


def named(process: Process, chain: Sequence[Draft], targets: Iterable[str]) -> dict[str, Named]:
    """What targets are called (three queries at most), without those that the reader may not know of, or are gone."""
    wanted = list(dict.fromkeys(targets))
    found = {
        **_asks(process, chain, wanted),
        **_paragraphs(process, chain, wanted),
        **_topics(process, wanted),
    }
    return {target: found[target] for target in wanted if target in found}


def _names(targets: Iterable[str], kind: str) -> list[str]:
    return [one.removeprefix(f"{kind}:") for one in targets if one.startswith(f"{kind}:")]


def asks_named(process: Process, names: Iterable[str]) -> QuerySet[Ask]:
    """Asks of a process by their names."""
    rows = Ask.objects.filter(contribution__process=process, name__in=list(names))
    return rows.select_related("contribution", "draft")


def _asks(process: Process, chain: Sequence[Draft], targets: Sequence[str]) -> dict[str, Named]:
    names = _names(targets, "ask")
    if not names:
        return {}
    known = {draft.pk for draft in chain} | {None}
    found = {}
    for ask in asks_named(process, names):
        contribution = ask.contribution
        if contribution.draft_id not in known or ask.draft_id not in known or contribution.is_confidential:
            continue
        address = reverse("contribution", args=[process.slug, contribution.name])
        found[f"ask:{ask.name}"] = Named(f"ask:{ask.name}", ask.name, address)
    return found


def _paragraphs(process: Process, chain: Sequence[Draft], targets: Sequence[str]) -> dict[str, Named]:
    pairs = [one.partition("/")[::2] for one in _names(targets, "paragraph")]
    if not pairs:
        return {}
    by_slug = {draft.slug: draft for draft in chain}
    rows = Paragraph.objects.filter(draft__in=chain, eid__in=[eid for _slug, eid in pairs])
    numbers = {(pk, eid): number for pk, eid, number in rows.values_list("draft", "eid", "number")}
    found = {}
    for slug, eid in pairs:
        draft = by_slug.get(slug)
        if draft and (draft.pk, eid) in numbers:
            words = _("paragraph {number} of {draft}")
            label = words.format(number=numbers[draft.pk, eid] or eid, draft=draft.label)
            address = reverse("paragraph", args=[process.slug, slug, eid])
            found[f"paragraph:{slug}/{eid}"] = Named(f"paragraph:{slug}/{eid}", label, address)
    return found


def _topics(process: Process, targets: Sequence[str]) -> dict[str, Named]:
    slugs = _names(targets, "topic")
    rows = Topic.objects.filter(process=process, slug__in=slugs) if slugs else ()
    words = _("the topic “{label}”")
    return {
        f"topic:{one.slug}": Named(
            f"topic:{one.slug}",
            words.format(label=one.label),
            reverse("topic", args=[process.slug, one.slug]),
        )
        for one in rows
    }
