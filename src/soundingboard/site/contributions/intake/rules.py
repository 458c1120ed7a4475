"""Who takes contributions in, and for how long a confidential one lies open before them."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions.models import Contribution
from soundingboard.site.people.models import RoleName
from soundingboard.site.people.rules import Who


@dataclass(frozen=True, slots=True)
class Sitting:
    """How long one logged reading holds."""

    # A long submission takes some forty minutes to go through; each further sitting is told to the author anew.
    length: timedelta = timedelta(hours=1)


SITTING = Sitting()


def may_take_in(who: Who, process: str) -> bool:
    """The secretariat alone: it works with who said what, whatever the permission."""
    return who.is_one_of(process, RoleName.SECRETARIAT)


def check(who: Who, process: str) -> None:
    """Raises PermissionDenied for everybody else."""
    if not may_take_in(who, process):
        raise PermissionDenied(_("Contributions are taken in by the secretariat."))


def lies_open(who: Who, contribution: Contribution) -> bool:
    """Whether its words may be shown to someone who takes in: a confidential one's only after a logged reading."""
    if not contribution.is_confidential:
        return True
    since = timezone.now() - SITTING.length
    return contribution.readings.filter(by_id=who.participant, at__gte=since).exists()
