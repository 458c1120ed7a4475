"""What the rows of these files may name, and the line that is said when they name something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.board.models import Seat
from soundingboard.site.contributions.models import Ask, Contribution, Topic
from soundingboard.site.drafts.models import Draft, Heading, Paragraph
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of a process by the name that a row gives it; amendments and reflections are added as they load."""

    process: Process
    drafts: Mapping[str, Draft]
    paragraphs: frozenset[tuple[str, str]]  # (draft, eid)
    headings: frozenset[tuple[str, str]]
    contributions: Mapping[str, Contribution]
    asks: Mapping[str, Ask]
    topics: frozenset[str]
    members: Mapping[str, Participant]
    amendments: dict[str, Amendment] = field(default_factory=dict)
    reflections: dict[str, Reflection] = field(default_factory=dict)


def known(process: Process, drafts: Mapping[str, Draft]) -> Known:
    """What a process holds before its outcomes are loaded."""
    asks = Ask.objects.filter(contribution__process=process)
    rows = Contribution.objects.filter(process=process).select_related("organisation", "draft")
    paragraphs, headings = (
        frozenset(model.objects.filter(draft__process=process).values_list("draft__slug", "eid"))
        for model in (Paragraph, Heading)
    )
    return Known(
        process=process,
        drafts=drafts,
        paragraphs=paragraphs,
        headings=headings,
        contributions={one.name: one for one in rows},
        asks={one.name: one for one in asks.select_related("contribution__organisation", "draft")},
        topics=frozenset(Topic.objects.filter(process=process).values_list("slug", flat=True)),
        members=_members(process),
    )


def _members(process: Process) -> dict[str, Participant]:
    """Those who hold or held a seat, by name, and by place in the list of seats for those without one."""
    found: dict[str, Participant] = {}
    for place, seat in enumerate(seats(process), 1):
        found[seat_name(place)] = seat.holder
        if seat.name:
            found[seat.name] = seat.holder
    return found


def seats(process: Process) -> list[Seat]:
    """The seats in the order in which a folder lists them."""
    return list(Seat.objects.filter(process=process).select_related("holder__identity").order_by("pk"))


def seat_name(place: int) -> str:
    """What a folder calls a member whose name was erased."""
    return f"seats[{place}]"


def one(found: Mapping[str, Thing], name: str | None, where: str, field: str) -> Thing:
    """What a row names. Raises InputError, in one line, when it is not there."""
    if name is None or name not in found:
        words = _("{where}: {field} is {name}, which the process does not have; mend the name or add it")
        raise InputError(words.format(where=where, field=field, name=name))
    return found[name]


def draft_of(known: Known, slug: str, where: str) -> Draft:
    """The draft that a row is on."""
    if slug not in known.drafts:
        words = _("{where}: is on draft {slug}, which the process does not have; it has {known}")
        raise InputError(words.format(where=where, slug=slug, known=", ".join(known.drafts)))
    return known.drafts[slug]


def must_be_paragraph(known: Known, draft: str, eid: str, where: str) -> None:
    """A paragraph that a row names must be there."""
    if (draft, eid) not in known.paragraphs:
        words = _("{where}: {draft} has no paragraph {eid}; name one that it has")
        raise InputError(words.format(where=where, draft=draft, eid=eid))


def new_name(taken: Mapping[str, object], name: str, where: str) -> str:
    """A name that no row before has."""
    if name in taken:
        words = _("{where}: {name} is there already, further up; give each row its own id")
        raise InputError(words.format(where=where, name=name))
    return name


def short(value: object, most: int, where: str, field: str) -> str:
    """A text that must fit its place."""
    text = str(value or "")
    if len(text) > most:
        words = _("{where}: {field} has {n} characters; shorten it to {most}")
        raise InputError(words.format(where=where, field=field, n=len(text), most=most))
    return text
