"""Everything of these files, in the order in which one names another, with an entry in the record for each."""

from collections.abc import Callable, Iterator, Mapping

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.models import Ask
from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.folder.outcomes.answered import load_ledger, load_not_carried, load_responses
from soundingboard.site.folder.outcomes.known import Known, known
from soundingboard.site.folder.outcomes.proposed import load_amendments, load_support
from soundingboard.site.folder.outcomes.reflected import load_reflections
from soundingboard.site.folder.reading import Folder
from soundingboard.site.ledger.models import Entry, NotCarried, Response
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import Act, enter_all
from soundingboard.site.record.models import Readers
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
        content = {"because": row.because}
        yield Act("loaded why not carried", f"ask:{row.ask.name}", content, _readers(row.ask, row.ask.draft))
    for entry in Entry.objects.of(there.process):
        draft = entry.new if entry.new.visibility == Visibility.BOARD else entry.old
        content = {"of": str(entry.amendment or f"ask:{entry.ask.name}"), "outcome": entry.outcome}
        yield Act("loaded outcome", str(entry), content, _readers(entry.ask, draft))
    for response in Response.objects.filter(process=there.process):
        content = {"role": response.role, "text": response.text, "to": response.to}
        yield Act("loaded answer", str(response), content, _readers_of_names(there, response))


def _amendment(amendment: Amendment) -> Act:
    ask, organisation = amendment.ask, amendment.organisation
    content = {
        "draft": amendment.draft.slug,
        "eid": amendment.eid or None,
        "old": amendment.old,
        "new": amendment.new,
        "rationale": amendment.rationale,
        "state": amendment.state,
        "ask": ask.name if ask else None,
        "by": "board" if amendment.is_boards else organisation.name if organisation else None,
    }
    readers = _readers(ask, amendment.draft)
    if ask and ask.contribution.is_confidential:
        content = {"name": amendment.name}
    return Act("loaded amendment", str(amendment), content, readers)


def _reflection(reflection: Reflection) -> Act:
    """What is not published is for the board and the secretariat to know of."""
    content = {"draft": reflection.draft.slug, "title": reflection.title, "state": reflection.state}
    content["sections"] = reflection.sections.count()
    readers = readers_of(reflection.draft) if reflection.is_published else Readers.BOARDROOM
    return Act("loaded reflections", str(reflection), content, readers)


def _readers(ask: Ask | None, draft: Draft | None) -> Readers:
    if ask and ask.contribution.is_confidential:
        return Readers.SECRETARIAT
    return readers_of(draft) if draft else Readers.PUBLIC


def _readers_of_names(there: Known, response: Response) -> Readers:
    """An answer that names a draft for the board tells of it."""
    named = {
        name.partition(":")[2].partition("/")[0] for name in response.to if name.startswith("paragraph:")
    }
    named |= {
        ask.draft.slug
        for name in response.to
        if (ask := there.asks.get(name.removeprefix("ask:"))) and ask.draft
    }
    hidden = any(there.drafts[slug].visibility == Visibility.BOARD for slug in named if slug in there.drafts)
    return Readers.BOARD if hidden else Readers.PUBLIC
