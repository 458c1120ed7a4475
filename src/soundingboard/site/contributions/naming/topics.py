"""What people do with topics: name, change, confirm, merge, refuse. Each act with its entry, tallies in step."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from soundingboard.site.contributions.intake.acting import signature
from soundingboard.site.contributions.models import Ask, RefusedTopic, Suggestion, Topic
from soundingboard.site.contributions.naming.in_step import in_step
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.names import short_name
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Crossed, change
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

RESERVED = ("new", "suggested")  # addresses beside those of topics
_LONGEST = 50  # characters of a slug
Paragraphs = Sequence[Mapping[str, str]]


@transaction.atomic
def name_topic(
    who: Who,
    process: Process,
    label: str,
    paragraphs: Paragraphs = (),
    terms: Sequence[str] = (),
    basis: Sequence[str] = (),
    suggested: str = "",
) -> Topic:
    """A new topic; `suggested` is the name under which the software brought it up. A form sent twice makes one."""
    same = Topic.objects.standing(process).filter(
        label__iexact=label, paragraphs=list(paragraphs), terms=list(terms)
    )
    if known := same.first():
        return known
    topic = Topic.objects.create(
        process=process,
        slug=_free(process, suggested or label),
        label=label,
        paragraphs=list(paragraphs),
        terms=list(terms),
        basis=list(basis),
        confirmed_by=signature(who),
    )
    _enter(who, topic, "confirmed topic" if suggested else "named topic")
    return topic


def _free(process: Process, wanted: str) -> str:
    """An address of its own, made of the label."""
    slug = slugify(wanted)[: _LONGEST - 4].strip("-") or short_name()
    taken = {*RESERVED, *Topic.objects.filter(process=process).values_list("slug", flat=True)}
    numbered = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


@transaction.atomic
def edit_topic(who: Who, topic: Topic, version: int, **fields: Any) -> Topic:
    """Change a topic; whoever does so has confirmed it. Raises Crossed when somebody else was faster."""
    if topic.merged_into_id:
        raise Crossed(topic.merged_into)
    changed = sorted(change(topic, version, {**fields, "confirmed_by": topic.confirmed_by or signature(who)}))
    found = Topic.objects.select_related("process").get(pk=topic.pk)
    if changed:
        _enter(who, found, "edited topic", {"changed": changed})
    return found


@transaction.atomic
def merge_topics(who: Who, topic: Topic, version: int, into: Topic) -> Topic:
    """All of one topic goes into another; its address leads there. Raises Crossed when somebody changed it."""
    process = topic.process
    change(topic, version, {"merged_into": into})
    kept = Topic.objects.select_for_update().select_related("process").get(pk=into.pk)
    if kept.merged_into_id or kept.pk == topic.pk:
        raise Crossed(topic)
    old, new = f"topic:{topic.slug}", f"topic:{kept.slug}"
    asks = Ask.objects.filter(contribution__process=process, place=old)
    moved = list(asks.order_by("pk").values_list("pk", "name", "contribution_id"))
    with in_step(process, {contribution for _pk, _name, contribution in moved}):
        asks.update(place=new)
    Suggestion.objects.filter(contribution__process=process, place=old).update(place=new)
    Topic.objects.filter(merged_into=topic).update(merged_into=kept)
    joined = {
        "paragraphs": [*kept.paragraphs, *(one for one in topic.paragraphs if one not in kept.paragraphs)],
        "terms": list(dict.fromkeys([*kept.terms, *topic.terms])),
        "confirmed_by": kept.confirmed_by or signature(who),
    }
    change(kept, kept.version, joined)
    _enter(who, topic, "merged topic", {"into": kept.slug})
    if moved:  # how many, and whose, may tell of what was said in confidence
        content = {"to": new, "asks": [name for _pk, name, _contribution in moved]}
        enter(process.slug, who.actor, "moved asks", f"topic:{topic.slug}", content, Readers.SECRETARIAT)
    return Topic.objects.select_related("process").get(pk=kept.pk)


@transaction.atomic
def refuse_topic(who: Who, process: Process, slug: str) -> None:
    """The software is not to suggest this again. Doing so twice is doing it once."""
    _row, is_new = RefusedTopic.objects.get_or_create(process=process, slug=slug[:50])
    if is_new:
        enter(process.slug, who.actor, "refused topic", f"topic:{slug[:50]}", {}, Readers.BOARDROOM)


def _enter(who: Who, topic: Topic, verb: str, more: Mapping[str, Any] | None = None) -> None:
    """Paragraphs of a draft for the board would tell everyone of that draft."""
    process = topic.process
    hidden = set(
        Draft.objects.filter(process=process, visibility=Visibility.BOARD).values_list("slug", flat=True)
    )
    content = {
        "label": topic.label,
        "paragraphs": [one for one in topic.paragraphs if one.get("draft") not in hidden],
        "terms": topic.terms,
        **(more or {}),
    }
    enter(process.slug, who.actor, verb, f"topic:{topic.slug}", content)
