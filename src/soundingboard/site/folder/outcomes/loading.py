"""Everything of these files, in the order in which one names another, with an entry in the record for each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from soundingboard.site.amendments.entries import content_of
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.models import Ask
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.folder.outcomes.answered import load_ledger, load_not_carried, load_responses
from soundingboard.site.folder.outcomes.known import Known, known
from soundingboard.site.folder.outcomes.proposed import load_amendments, load_support
from soundingboard.site.folder.outcomes.reflected import load_reflections
from soundingboard.site.folder.reading import Folder
from soundingboard.site.ledger.actions.deciding import open_content, readers_for
from soundingboard.site.ledger.actions.tracing import of
from soundingboard.site.ledger.models import Entry, NotCarried, Response
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import Act, enter_all
from soundingboard.site.record.models import Readers
from soundingboard.site.reflections.actions.entering import UNPUBLISHED
from soundingboard.site.reflections.models import Reflection

Tell = Callable[[str], None]


def load_outcomes(process: Process, folder: Folder, drafts: Mapping[str, Draft], tell: Tell) -> None:
    """What became of what was said. The board and the contributions are there already."""
    there = known(process, drafts)
    load_amendments(there, folder.amendments)
    load_support(there, folder.support)
    load_reflections(there, folder.reflections)
    load_not_carried(there, folder.not_carried)
    load_ledger(there, folder.ledger, tell)
    load_responses(there, folder.responses)
    if not folder.record:  # else its entries are there already
        enter_all(process.slug, OPERATOR.actor, _acts(there))


def _acts(there: Known) -> Iterator[Act]:
    """An entry for each row, as everyone may read it."""
    for amendment in there.amendments.values():
        yield _amendment(amendment)
    for reflection in there.reflections.values():
        yield _reflection(reflection)
    rows = NotCarried.objects.filter(ask__contribution__process=there.process)
    for row in rows.select_related("ask__contribution", "ask__draft").order_by("pk"):
        yield _of_ask("loaded why not carried", f"ask:{row.ask.name}", row.ask, {"because": row.because})
    for entry in Entry.objects.of(there.process):
        content = {"of": of(entry), "from": entry.old.slug, "to": entry.new.slug, "outcome": entry.outcome}
        if entry.ask:
            yield _of_ask("loaded outcome", str(entry), entry.ask, content, entry.new)
        else:
            readers = readers_for(None, entry.amendment.draft, entry.new)
            yield Act("loaded outcome", str(entry), content, readers)
    for response in Response.objects.filter(process=there.process):
        content = {"by": response.by, "role": response.role, "text": response.text, "to": response.to}
        yield Act("loaded answer", str(response), content, _readers(there, response))


def _of_ask(verb: str, obj: str, ask: Ask, content: dict[str, Any], *drafts: Draft) -> Act:
    """An act on what a contribution asks; of a confidential one the name alone is kept."""
    readers = readers_for(ask.contribution, ask.draft, *drafts)
    return Act(verb, obj, open_content(ask.contribution, content), readers)


def _amendment(amendment: Amendment) -> Act:
    content = {**content_of(amendment), "state": amendment.state}
    if amendment.ask:
        return _of_ask("loaded amendment", str(amendment), amendment.ask, content, amendment.draft)
    return Act("loaded amendment", str(amendment), content, readers_of(amendment.draft))


def _reflection(reflection: Reflection) -> Act:
    """What is not published is for the board and the secretariat to know of."""
    content = {"draft": reflection.draft.slug, "title": reflection.title, "state": reflection.state}
    content["sections"] = reflection.sections.count()
    if reflection.is_published:
        return Act("loaded reflections", str(reflection), content, readers_of(reflection.draft))
    return Act("loaded reflections", UNPUBLISHED, {"reflection": reflection.pk, **content}, Readers.BOARDROOM)


def _readers(there: Known, response: Response) -> Readers:
    """An answer that names a draft for the board tells of it."""
    asks = [there.asks[name.removeprefix("ask:")] for name in response.to if name.startswith("ask:")]
    drafts = [there.drafts[slug] for name in response.to if (slug := _draft(name))]
    drafts += [draft for ask in asks for draft in (ask.draft, ask.contribution.draft) if draft]
    hidden = any(draft.visibility == Visibility.BOARD for draft in drafts)
    return Readers.BOARD if hidden else Readers.PUBLIC


def _draft(name: str) -> str:
    kind, _colon, rest = name.partition(":")
    return rest.partition("/")[0] if kind == "paragraph" else ""
