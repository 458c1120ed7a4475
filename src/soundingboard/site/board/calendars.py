"""Events as iCalendar. The same events give the same bytes: stamps come from the record, not from the clock."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from icalendar import Calendar
from icalendar import Event as Entry

from soundingboard.site.board.models import Event
from soundingboard.site.processes.forms import without_controls
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry as RecordEntry


def calendar(process: Process, events: Iterable[Event]) -> bytes:
    """These events of the process, as a file for calendar programs."""
    events = list(events)
    changed = _changed(process, events)
    made = Calendar()
    made.add("prodid", "-//Soundingboard//Soundingboard//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _clean(process.title))
    for event in events:
        made.add_component(_entry(process, event, changed))
    return made.to_ical()


def _entry(process: Process, event: Event, changed: Mapping[str, datetime]) -> Entry:
    stamp = changed.get(f"event:{event.slug}", event.start)
    made = Entry()
    made.add("uid", f"{event.slug}.{process.slug}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    made.add("dtstamp", _utc(stamp))
    made.add("sequence", event.version - 1)
    made.add("summary", _clean(event.title))
    made.add("dtstart", _utc(event.start))
    made.add("dtend", _utc(event.end))
    made.add("categories", [event.kind])
    made.add("url", f"{settings.SITE_ADDRESS}{event.get_absolute_url()}")
    for name, text in (("location", event.place), ("description", event.agenda)):
        if text:
            made.add(name, _clean(text))
    return made


def _clean(text: str) -> str:
    """What came by another way than the forms may still hold what no calendar may."""
    return without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(microsecond=0)


def _changed(process: Process, events: Iterable[Event]) -> dict[str, datetime]:
    """When the record last heard of each event (one query)."""
    names = [f"event:{event.slug}" for event in events]
    about = RecordEntry.objects.filter(process=process.slug, object__startswith="event:")
    about = about.filter(object=names[0]) if len(names) == 1 else about
    return dict(about.values_list("object").annotate(last=Max("time")))
