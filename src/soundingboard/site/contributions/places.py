"""What one can speak about: a paragraph, a section, a change, a topic, what is missing, the whole.

A place is one word, as `Ask` keeps it: "para:EID", "section:EID", "change:NAME", "topic:SLUG", "missing", "whole".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from soundingboard.site.contributions.models import Ask, Topic
from soundingboard.site.drafts import shown
from soundingboard.site.drafts.models import Change, Draft, Heading, Paragraph
from soundingboard.write.html import fragments

MISSING, WHOLE = "missing", "whole"
_BY_QUERY = {"paragraph": "para", "section": "section", "change": "change", "topic": "topic"}
_NOTHING = SafeString("")
Key = tuple[int, str]  # a draft's id and a place


@dataclass(frozen=True, slots=True)
class Named:
    """A place as readers call it, and its page (empty: it has none)."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that someone speaks about. `text` is what can be edited there, `wording` what is shown of it."""

    draft: Draft
    place: str
    label: str
    address: str = ""
    text: str = ""
    wording: SafeString = _NOTHING

    @property
    def takes_wording(self) -> bool:
        """Whether other words can be proposed for it."""
        return bool(self.text) or self.place == MISSING

    @property
    def kind(self) -> str:
        return self.place.partition(":")[0]


def place_in(query: Mapping[str, str]) -> str:
    """The place that an address names; empty when it names none."""
    for name, kind in _BY_QUERY.items():
        if query.get(name):
            return f"{kind}:{query[name]}"
    return next((place for place in (MISSING, WHOLE) if query.get(place)), "")


def chosen(chain: Sequence[Draft], slug: str = "") -> Draft | None:
    """The draft of that name, or the newest one that is open (else the newest); None when there is none."""
    if slug:
        return next((draft for draft in chain if draft.slug == slug), None)
    still_open = [draft for draft in chain if draft.is_open()]
    return next(reversed(still_open or list(chain)), None)


def target(chain: Sequence[Draft], draft: Draft, place: str) -> Target | None:
    """A place of a draft, ready to be spoken about; None when the draft has no such place."""
    named = names(chain, [(draft.pk, place)]).get((draft.pk, place))
    if named is None:
        return None
    kind, _colon, name = place.partition(":")
    text, wording = "", _NOTHING
    if kind == "para":
        text = Paragraph.objects.get(draft=draft, eid=name).text
        wording = _safe(shown.clean(draft).by_eid[name])
    elif kind == "change":
        text, wording = _changed(changes(chain, [(draft.pk, place)])[draft.pk, place], draft)
    return Target(draft, place, named.label, named.address, text, wording)


def _changed(change: Change, draft: Draft) -> tuple[str, SafeString]:
    """The words after a change, when it left one paragraph, and its redline."""
    new = change.record.get("new", [])
    found = Paragraph.objects.filter(draft=draft, eid__in=[one["eid"] for one in new])
    text = found[0].text if len(new) == 1 and len(found) == 1 else ""
    runs = tuple((op, words) for op, words in change.record.get("redline", []))
    return text, _safe(fragments.inline(runs, draft.language))


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 (made by the library, which escapes what it holds)


def of_asks(chain: Sequence[Draft], asks: Iterable[Ask]) -> dict[Key, Named]:
    """The names of the places that asks are of."""
    return names(chain, [(ask.draft_id, ask.place) for ask in asks if ask.draft_id])


def names(chain: Sequence[Draft], keys: Collection[Key]) -> dict[Key, Named]:
    """The names of places in the drafts of a chain (four queries at most); those that are not there are left out."""
    drafts = {draft.pk: draft for draft in chain}
    keys = [key for key in dict.fromkeys(keys) if key[0] in drafts]
    found: dict[Key, Named] = {}
    for pk, place in keys:
        if place in (MISSING, WHOLE):
            found[pk, place] = _whole(drafts[pk], place)
    return (
        found
        | _paragraphs(drafts, keys)
        | _sections(drafts, keys)
        | _changes(chain, keys)
        | _topics(drafts, keys)
    )


def _whole(draft: Draft, place: str) -> Named:
    words = _("what is missing from {draft}") if place == MISSING else _("{draft} as a whole")
    return Named(words.format(draft=draft.label), draft.get_absolute_url())


def _split(keys: Collection[Key], kind: str) -> dict[Key, Key]:
    """The keys of one kind: (draft, name) to the key itself."""
    prefix = f"{kind}:"
    return {(pk, place.removeprefix(prefix)): (pk, place) for pk, place in keys if place.startswith(prefix)}


def _paragraphs(drafts: Mapping[int, Draft], keys: Collection[Key]) -> dict[Key, Named]:
    wanted = _split(keys, "para")
    rows = _rows(Paragraph, wanted, "draft_id", "eid", "number")
    return {
        wanted[pk, eid]: Named(
            _("paragraph {number} of {draft}").format(number=number or eid, draft=drafts[pk].label),
            reverse("paragraph", args=[drafts[pk].process.slug, drafts[pk].slug, eid]),
        )
        for pk, eid, number in rows
        if (pk, eid) in wanted
    }


def _sections(drafts: Mapping[int, Draft], keys: Collection[Key]) -> dict[Key, Named]:
    wanted = _split(keys, "section")
    rows = _rows(Heading, wanted, "draft_id", "eid", "number", "text")
    return {
        wanted[pk, eid]: Named(
            _("section “{title}” of {draft}").format(
                title=f"{number} {text}".strip(), draft=drafts[pk].label
            ),
            f"{drafts[pk].get_absolute_url()}#{eid}",
        )
        for pk, eid, number, text in rows
        if (pk, eid) in wanted
    }


def _rows(model: type[Paragraph] | type[Heading], wanted: Collection[Key], *columns: str) -> Iterable[tuple]:
    if not wanted:
        return ()
    drafts, eids = {pk for pk, _eid in wanted}, {eid for _pk, eid in wanted}
    return model.objects.filter(draft__in=drafts, eid__in=eids).values_list(*columns)


def _changes(chain: Sequence[Draft], keys: Collection[Key]) -> dict[Key, Named]:
    drafts = {draft.pk: draft for draft in chain}
    return {key: _change(change, drafts[key[0]]) for key, change in changes(chain, keys).items()}


def _change(change: Change, draft: Draft) -> Named:
    new, old = change.record.get("new", []), change.record.get("old", [])
    numbers = ", ".join(one.get("number") or one["eid"] for one in new or old)
    words = (
        _("the change of paragraph {numbers} in {draft}")
        if new
        else _("paragraph {numbers} being gone from {draft}")
    )
    where = (
        reverse("paragraph", args=[draft.process.slug, draft.slug, new[0]["eid"]])
        if new
        else draft.get_absolute_url()
    )
    return Named(words.format(numbers=numbers, draft=draft.label), where)


def changes(chain: Sequence[Draft], keys: Collection[Key]) -> dict[Key, Change]:
    """The changes among the places, each of the comparison with the draft before it in the chain."""
    wanted = _split(keys, "change")
    if not wanted:
        return {}
    before = {new.pk: old.pk for old, new in pairwise(chain)}
    names, drafts = {name for _pk, name in wanted}, {pk for pk, _name in wanted}
    rows = Change.objects.filter(comparison__new__in=drafts, name__in=names).select_related("comparison")
    return {
        wanted[change.comparison.new_id, change.name]: change
        for change in rows
        if (change.comparison.new_id, change.name) in wanted
        and before.get(change.comparison.new_id) == change.comparison.old_id
    }


def _topics(drafts: Mapping[int, Draft], keys: Collection[Key]) -> dict[Key, Named]:
    wanted = _split(keys, "topic")
    if not wanted:
        return {}
    process = next(iter(drafts.values())).process
    rows = Topic.objects.filter(process=process, slug__in={slug for _pk, slug in wanted})
    labels = {topic.slug: topic.label for topic in rows}
    return {
        key: Named(
            _("the topic “{label}”").format(label=labels[slug]), reverse("topic", args=[process.slug, slug])
        )
        for (_pk, slug), key in wanted.items()
        if slug in labels
    }
