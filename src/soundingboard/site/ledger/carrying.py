"""Which asks the board carried in its published reflections, and why it did not carry others."""

from soundingboard.site.drafts.models import Visibility
from soundingboard.site.ledger.models import NotCarried
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection, ReflectionState, Section
from soundingboard.site.reflections.reading import NOT_CARRYING


def carried_asks(process: Process) -> dict[str, Reflection]:
    """The reflections that carried each "ask:NAME" and "amendment:NAME", the first that did (one query).

    Without those on a draft for the board: what they carry stands on pages that everyone reads.
    """
    published = Section.objects.filter(
        reflection__process=process, reflection__state=ReflectionState.PUBLISHED
    ).exclude(reflection__draft__visibility=Visibility.BOARD)
    sections = published.exclude(kind__in=NOT_CARRYING).select_related("reflection__process").defer("text")
    found: dict[str, Reflection] = {}
    for section in sections.order_by("reflection__published", "reflection", "order"):
        named = (str(one) for one in section.evidence)
        asks = [one for one in named if one.startswith(("ask:", "amendment:"))]
        for name in (*asks, *(f"amendment:{one}" for one in section.amendments)):
            found.setdefault(name, section.reflection)
    return found


def reasons(process: Process) -> dict[int, str]:
    """Why the board did not carry asks, by their ids."""
    rows = NotCarried.objects.filter(ask__contribution__process=process)
    return dict(rows.values_list("ask", "because"))
