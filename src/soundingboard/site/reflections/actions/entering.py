"""What every act on reflections does: see that they may still change, count the edition, enter the record."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Refused, digest
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers
from soundingboard.site.reflections import documents
from soundingboard.site.reflections.models import Earlier, Edition, Reflection, ReflectionState, Section

UNPUBLISHED = (
    "reflections:unpublished"  # what the record calls them all, so that it tells nothing about any one
)


def locked(reflection: Reflection) -> Reflection:
    """The reflections as they stand, held until the transaction ends."""
    rows = Reflection.objects.select_for_update(of=("self",)).select_related("process", "draft")
    return rows.defer("draft__record").get(pk=reflection.pk)


def writable(reflection: Reflection) -> Reflection:
    """As `locked`. Raises Refused once they are open for sign-off: what is signed stays as it was read."""
    found = locked(reflection)
    if found.is_published:
        raise Refused(_("These reflections are published and stay as they are; new ones can correct them."))
    if found.state == ReflectionState.SIGNING:
        raise Refused(_("Members are signing this text. Take it back to writing before you change it."))
    if not found.editions.exists():  # what came from a folder: a file may have been made from it as it is
        _keep(found)
    return found


def settle(reflection: Reflection) -> None:
    """Count the edition that a change of statements makes, and keep what they say now."""
    Reflection.objects.filter(pk=reflection.pk).update(edition=F("edition") + 1)
    reflection.edition += 1
    _keep(reflection)


def _keep(reflection: Reflection) -> None:
    """Write down which statements there are, and the words of those that are not kept yet."""
    rows = list(reflection.sections.all())
    kept = set(reflection.earlier.values_list("name", "version"))
    Earlier.objects.bulk_create(_earlier(row) for row in rows if (row.name, row.version) not in kept)
    Edition.objects.create(
        reflection=reflection,
        number=reflection.edition,
        state=documents.state_of(rows),
        statements=[[row.name, row.version] for row in rows],
    )


def _earlier(section: Section) -> Earlier:
    names = ("name", "version", "kind", "topic", "text", "refs", "evidence", "amendments")
    return Earlier(reflection_id=section.reflection_id, **{name: getattr(section, name) for name in names})


def facts_of(section: Section) -> dict[str, Any]:
    """A statement in the record: what it rests on in full, its words as a digest."""
    return {
        "section": section.name,
        "kind": section.kind,
        "topic": section.topic,
        "text": digest(section.text),
        "refs": section.refs,
        "evidence": section.evidence,
        "amendments": section.amendments,
        "version": section.version,
    }


def entered(who: Who, reflection: Reflection, verb: str, content: Mapping[str, Any]) -> None:
    """Enter an act: for everyone once they are published, for the board and the secretariat before."""
    process = reflection.process.slug
    if reflection.is_published:
        enter(process, who.actor, verb, str(reflection), content)
        return
    inside = {"reflection": reflection.pk, **content}
    enter(process, who.actor, verb, UNPUBLISHED, inside, Readers.BOARDROOM)
