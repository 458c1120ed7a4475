"""What was heard at an event, as far as it may be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from soundingboard.site.board.models import Event
from soundingboard.site.contributions.forms import word_label
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.rules import sees_inside
from soundingboard.site.people.rules import Who


@dataclass(frozen=True, slots=True)
class Heard:
    """How much was heard; `groups` (word, label, n) of those that may be told, `hidden` are anonymous."""

    n: int
    groups: Sequence[tuple[str, str, int]]
    hidden: int


def heard(who: Who, event: Event) -> Heard:
    """What this reader may know was heard at an event; nothing tells that something was said in confidence."""
    process = event.process
    chain = lives.chain(process, sees_inside(who, process.slug))
    rows = Contribution.objects.current(process).filter(event=event.slug).seen_with(chain).not_closed()
    counts = dict(rows.openly().order_by().values_list("stakeholder_group").annotate(n=Count("pk")))
    words = dict.fromkeys([*process.group_words(), *sorted(counts)])
    n = rows.count()
    groups = [(word, word_label(word), counts[word]) for word in words if counts.get(word)]
    return Heard(n, groups, n - sum(counts.values()))
