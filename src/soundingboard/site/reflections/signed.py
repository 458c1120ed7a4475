"""Who stands where: the positions of members, and who has not taken one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from soundingboard.site.people.models import Participant, RoleName
from soundingboard.site.reflections.models import Position, Reflection, Signature

OWN_SEATS = ("member", "ex officio")  # an alternate signs for whoever is away, and is not missed


@dataclass(frozen=True, slots=True)
class Signed:
    """A member's position as a page shows it."""

    signature: Signature
    name: str


def name_of(member: Participant) -> str:
    """A member's name; where it was erased, or none was given, the pseudonym."""
    identity = getattr(member, "identity", None)
    return identity.name if identity and identity.name else _("member {name}").format(name=member.name)


def standing(reflection: Reflection, inside: bool) -> list[Signed]:
    """The positions that stand and, of those that were replaced, what had been published (one query).

    Those inside also see what was replaced before publication.
    """
    rows = reflection.signatures.select_related("member__identity")
    found = [Signed(one, name_of(one.member)) for one in rows]
    return [one for one in found if inside or _was_public(reflection, one.signature)]


def _was_public(reflection: Reflection, one: Signature) -> bool:
    return one.replaced is None or (reflection.published is not None and one.replaced > reflection.published)


def members(reflection: Reflection) -> list[Participant]:
    """Whose word it is: who held a seat on its day, but for alternates; where no seat is known, who can sign here.

    Seats are rows of a room to the right, reached from their holders.
    """
    day, process = reflection.date, reflection.process
    people = Participant.objects.select_related("identity").order_by("pk").distinct()
    if people.filter(seats__process=process).exists():
        begun = Q(seats__since=None) | Q(seats__since__lte=day)
        held = Q(seats__until=None) | Q(seats__until__gte=day)
        return list(people.filter(begun, held, seats__process=process, seats__capacity__in=OWN_SEATS))
    return list(people.filter(roles__process=process.slug, roles__role=RoleName.BOARD))


def unsigned(reflection: Reflection) -> list[Participant]:
    """The members without a position that stands."""
    done = set(reflection.signatures.filter(replaced=None).values_list("member", flat=True))
    return [member for member in members(reflection) if member.pk not in done]


def counted(signed: Sequence[Signed]) -> list[tuple[str, int]]:
    """How many hold each position."""
    now = [one.signature.position for one in signed if one.signature.replaced is None]
    return [
        (str(position.label), now.count(position.value)) for position in Position if position.value in now
    ]
