"""What other rooms ask of reflections: what is published, and which asks the board carried."""

from soundingboard.site.drafts.models import Visibility
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import (
    Reflection,
    ReflectionQuerySet,
    ReflectionState,
    Section,
    SectionKind,
)

# The board's own opening words, and where it tells who differs, carry nobody's ask.
NOT_CARRYING = (SectionKind.GENERAL, SectionKind.CONVERGENCE)


def published(process: Process) -> ReflectionQuerySet:
    """The published reflections that anyone may know of, on the newest draft first."""
    found = Reflection.objects.published(process).exclude(draft__visibility=Visibility.BOARD)
    return found.defer("draft__record")


def latest_published(process: Process) -> Reflection | None:
    """The board's last word: what was published last."""
    return published(process).order_by("-date", "-published", "-pk").first()


def carried(process: Process) -> dict[str, str]:
    """The slug of the reflections that carried each "ask:NAME", the first that did (one query).

    Carried is what a published statement names as what it rests on, but for general words and convergence.
    """
    sections = Section.objects.filter(
        reflection__process=process, reflection__state=ReflectionState.PUBLISHED
    )
    rows = sections.exclude(kind__in=NOT_CARRYING).order_by("reflection__published", "reflection", "order")
    found: dict[str, str] = {}
    for slug, evidence in rows.values_list("reflection__slug", "evidence"):
        for name in evidence:
            if str(name).startswith("ask:"):
                found.setdefault(str(name), slug)
    return found
