"""What the board and the secretariat do: seats, events, outputs. The record holds no names, only pseudonyms."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.board.attendance import cells_of
from soundingboard.site.board.models import Event, Output, OutputState, ReportText, Seat
from soundingboard.site.contributions.actions import Said, file
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Visibility
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Crossed, Refused, change, digest
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers

UNPUBLISHED = "outputs:unpublished"  # what the record calls them all, so that it tells nothing about any one


@transaction.atomic
def add_seat(who: Who, process: Process, name: str, holder: Participant | None = None, **fields: Any) -> Seat:
    """A new seat, for someone new or for someone who has had one before."""
    named = {"holder": holder} if holder else {"holder__identity__name": name}
    if Seat.objects.filter(process=process, **named, **fields).exists():
        raise Refused(_("This seat is here already."))
    if holder is None:
        holder = Participant.objects.create()
        Identity.objects.create(participant=holder, name=name)
    seat = Seat.objects.create(process=process, holder=holder, **fields)
    enter(process.slug, who.actor, "added seat", f"seat:{seat.pk}", _seat_facts(seat))
    return seat


@transaction.atomic
def edit_seat(who: Who, seat: Seat, version: int, name: str | None = None, **fields: Any) -> Seat:
    """Change a seat or its holder's name; a name that was erased stays so."""
    changed = sorted(change(seat, version, fields))
    if _is_renamed(seat, name):
        Identity.objects.filter(participant=seat.holder).update(name=name)
        if not changed:  # whoever changes the name crosses whoever changes the rest
            Seat.objects.filter(pk=seat.pk).update(version=version + 1)
        changed.append("name")
    found = Seat.objects.get(pk=seat.pk)
    if changed:
        content = _seat_facts(found) | {"changed": changed}
        enter(found.process.slug, who.actor, "edited seat", f"seat:{found.pk}", content)
    return found


def _is_renamed(seat: Seat, name: str | None) -> bool:
    return bool(name) and Identity.objects.filter(participant=seat.holder).exclude(name=name).exists()


def _seat_facts(seat: Seat) -> dict[str, Any]:
    words = ("country", "stakeholder_group", "regional_group", "capacity")
    days = {name: day.isoformat() if (day := getattr(seat, name)) else None for name in ("since", "until")}
    return {"holder": str(seat.holder), **{name: getattr(seat, name) for name in words}, **days}


@transaction.atomic
def announce_event(who: Who, process: Process, **fields: Any) -> Event:
    """A new event; its address is made of its kind and day."""
    same = {name: fields[name] for name in ("kind", "title", "start")}
    if Event.objects.filter(process=process, **same).exists():
        raise Refused(_("This event is here already: the same kind, title and beginning."))
    slug = _free(
        Event, process, f"{fields['kind'].replace(' ', '-')}-{fields['start'].astimezone(UTC):%Y-%m-%d}"
    )
    event = Event(process=process, slug=slug, **fields)
    event.actions = _with_ids(slug, event.actions)
    event.save()
    enter(process.slug, who.actor, "announced event", f"event:{slug}", _event_facts(event))
    return event


@transaction.atomic
def edit_event(who: Who, event: Event, version: int, **fields: Any) -> Event:
    """Change an event: its time, its agenda, its notes, who came, what was agreed."""
    fields["actions"] = _with_ids(event.slug, fields.get("actions", event.actions))
    changed = sorted(change(event, version, fields))
    found = Event.objects.select_related("process").get(pk=event.pk)
    if changed:
        content = _event_facts(found) | {"changed": changed}
        enter(found.process.slug, who.actor, "edited event", f"event:{found.slug}", content)
    return found


def _with_ids(slug: str, actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The actions, each with an id that no other has."""
    taken = {action.get("id") for action in actions}
    free = (name for n in range(1, 1000) if (name := f"{slug}-action-{n}") not in taken)
    return [action if action.get("id") else {"id": next(free), **action} for action in actions]


def _event_facts(event: Event) -> dict[str, Any]:
    """Texts that may name people stand in the record only as their digests."""
    texts = {name: digest(text) for name in ("agenda", "notes") if (text := getattr(event, name))}
    return {
        "kind": event.kind,
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "open_to_observers": event.open_to_observers,
        "attended": sum(cells_of(event.attendance).values()),
        "actions": len(event.actions),
        **texts,
    }


@transaction.atomic
def keep_notes(who: Who, event: Event, notes: Sequence[Said]) -> list[Contribution]:
    """What was heard at an event becomes contributions, all or none; the same form sent twice gives the same ones."""
    known = set(
        Contribution.objects.filter(process=event.process, event=event.slug).values_list("pk", flat=True)
    )
    made = [file(who, event.process, note) for note in notes]
    # Not even the board is told that something was said there in confidence.
    named = [one.name for one in made if one.pk not in known and not one.is_confidential]
    if named:
        content = {"contributions": named}
        enter(
            event.process.slug,
            who.actor,
            "noted what was said",
            f"event:{event.slug}",
            content,
            Readers.BOARDROOM,
        )
    return made


@transaction.atomic
def write_output(who: Who, process: Process, **fields: Any) -> Output:
    """A text of the board's own, for the board to work on; its address is made of its kind and day."""
    if Output.objects.filter(process=process, title=fields["title"], text=fields["text"]).exists():
        raise Refused(_("This text is here already."))
    slug = _free(Output, process, f"{fields['kind']}-{fields['date']:%Y-%m-%d}")
    output = Output.objects.create(process=process, slug=slug, **fields)
    _enter_output(who, output, "wrote output", {})
    return output


@transaction.atomic
def edit_output(who: Who, output: Output, version: int, **fields: Any) -> Output:
    """Change an output, published or not; the record shows that it was changed."""
    changed = sorted(change(output, version, fields))
    found = Output.objects.select_related("process", "draft").get(pk=output.pk)
    if changed:
        _enter_output(who, found, "edited output", {"changed": changed})
    return found


@transaction.atomic
def publish_output(who: Who, output: Output, version: int) -> Output:
    """Let everyone read it, as the one who publishes has read it. Doing so twice is doing it once."""
    rows = Output.objects.select_related("process", "draft").filter(pk=output.pk)
    out = {"state": OutputState.PUBLISHED, "published": timezone.now(), "version": F("version") + 1}
    done = rows.filter(version=version, state=OutputState.DRAFT).update(**out)
    found = rows.get()
    if not done and not found.is_published:
        raise Crossed(found)
    if done:
        _enter_output(who, found, "published output", {})
    return found


def _enter_output(who: Who, output: Output, verb: str, more: Mapping[str, Any]) -> None:
    """What is not published is for those inside to read of, and even they read only that it changed."""
    content: dict[str, Any] = {"version": output.version, "text": digest(output.text), **more}
    if not output.is_published:
        enter(
            output.process.slug,
            who.actor,
            verb,
            UNPUBLISHED,
            {"output": output.pk, **content},
            Readers.BOARDROOM,
        )
        return
    facts = {"kind": output.kind, "title": output.title, "date": output.date.isoformat()}
    is_known = output.draft and output.draft.is_out and output.draft.visibility != Visibility.BOARD
    draft = output.draft.slug if output.draft and is_known else None  # the entry is for everyone
    content |= facts | {"language": output.language, "draft": draft}
    enter(output.process.slug, who.actor, verb, f"output:{output.slug}", content)


@transaction.atomic
def edit_report(who: Who, process: Process, version: int, **fields: Any) -> ReportText:
    """Change the texts of the final report, or who may read them; the record shows which were changed."""
    text = ReportText.objects.get_or_create(process=process)[0]
    changed = sorted(change(text, version, fields))
    found = ReportText.objects.get(pk=text.pk)
    if changed:
        content: dict[str, Any] = {"changed": changed, "version": found.version, "shown": found.shown}
        content |= {name: digest(words) for name, words in found.sections.items() if words}
        readers = Readers.PUBLIC if found.shown else Readers.BOARDROOM
        enter(process.slug, who.actor, "edited report", "report:final", content, readers)
    return found


def _free(model: type[models.Model], process: Process, slug: str) -> str:
    """The slug, or the first of `slug-2`, `slug-3` that nothing of the process has yet."""
    rows = model._default_manager.filter(process=process, slug__startswith=slug)
    taken = set(rows.values_list("slug", flat=True))
    return next(
        name for n in range(1, len(taken) + 2) if (name := slug if n == 1 else f"{slug}-{n}") not in taken
    )
