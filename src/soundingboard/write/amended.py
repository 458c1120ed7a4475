"""An amendment as the command line tells it: placed or orphaned, with what collides and what to look at."""

from collections.abc import Iterable, Sequence

from soundingboard.amend import Collision, Orphan, Rebased, Warning
from soundingboard.model import Amendment
from soundingboard.write.outcomes import amendment_record
from soundingboard.write.records import Record, plain


def amendment_line(
    amendment: Amendment,
    found: Rebased | Orphan,
    warnings: Iterable[Warning],
    collisions: Sequence[Collision],
) -> Record:
    """The record of an amendment where it stands now; an orphan keeps its own, with `orphaned_because`."""
    if isinstance(found, Orphan):
        line = amendment_record(amendment) | {"state": "orphaned", "orphaned_because": found.reason}
    else:
        line = amendment_record(found.amendment) | ({"moved": dict(found.moved)} if found.moved else {})
    others = {
        other.id
        for one in collisions
        if amendment.id in {each.id for each in one.amendments}
        for other in one.amendments
        if other.id != amendment.id
    }
    if others:
        line |= {"collides_with": sorted(others)}
    told = [plain(one) for one in warnings]
    return line | ({"warnings": told} if told else {})
