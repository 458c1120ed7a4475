"""The one file of this room that calls the library: briefs, checks and the final report, and their files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from pypdfium2 import PdfDocument

from soundingboard import model
from soundingboard.brief import brief
from soundingboard.check import Finding, check
from soundingboard.converge import converge
from soundingboard.errors import InputError
from soundingboard.exposure import Published, published, words_by_field
from soundingboard.report import Given, Member, Output, Report, report
from soundingboard.site.amendments import reading as proposed
from soundingboard.site.amendments import records as drafted
from soundingboard.site.contributions import records
from soundingboard.site.contributions.closing.counted import still_told
from soundingboard.site.contributions.models import Ask, Contribution, Topic
from soundingboard.site.drafts.models import Comparison, Draft, State
from soundingboard.site.ledger.answers import visible
from soundingboard.site.ledger.data import as_entry, as_response
from soundingboard.site.ledger.filters import Filters, found
from soundingboard.site.processes.models import Process
from soundingboard.trace.shares import Shares
from soundingboard.write.briefed import brief_paper, fitted
from soundingboard.write.checked import COLUMNS, finding_rows, findings_record
from soundingboard.write.paper import Paper
from soundingboard.write.papers import MEDIA_TYPES, html_fragment, to_file, to_pdf
from soundingboard.write.records import comparison_from_record
from soundingboard.write.reported import report_paper

__all__ = ["COLUMNS", "FORMS", "as_file", "asked", "brief_on", "counted", "findings", "findings_as_data"]
__all__ += ["fragment", "paper_of", "reported"]
FORMS = MEDIA_TYPES
Chain = Sequence[Draft]


def as_file(paper: Paper, form: str, name: str) -> HttpResponse:
    """A paper in one of `FORMS`; a page is shown, all else may be saved."""
    if form not in FORMS:
        raise Http404(_("There is no such form of it; take .pdf, .docx, .md or .html."))
    try:
        data = to_file(paper, form)
    except InputError as error:  # a part that was not installed: said as it is
        raise Http404(str(error)) from None
    response = HttpResponse(data, content_type=FORMS[form])
    response["Content-Disposition"] = content_disposition_header(form in ("docx", "md"), f"{name}.{form}")
    return response


def fragment(paper: Paper) -> str:
    """A paper inside a page of ours."""
    return html_fragment(paper)


# --- briefs ---------------------------------------------------------------------------------------------------


def brief_on(process: Process, chain: Chain, here: Draft, place: str | Topic, form: str) -> Paper:
    """What is to be told of a paragraph (its eid) or a topic, from what this reader may see; in a file on one A4 page.

    Raises InputError for a paragraph that the draft does not have.
    """
    asks = list(_asks_at(chain, here, place))
    said = {one.contribution_id: one.contribution for one in asks}
    filters = Filters(to=here.slug, topic=place.slug) if isinstance(place, Topic) else None
    entries = list(found(process, chain, filters or Filters(to=here.slug, paragraph=place), here))
    topic = records.named_topic(place) if isinstance(place, Topic) else None
    draft = drafted.read(here)
    names = proposed.names(here)
    made = brief(
        topic or place,
        draft,
        list(_comparisons(chain, here)),
        converge(
            [_in_own_words(one) for one in asks],
            [records.said(one) for one in said.values()],
            words_by_field(process.groups, process.regions),
            topics=[topic] if topic else [],
            drafts=[draft],
        ),
        [replace(one, by=names.get(one.by or "", one.by)) for one in proposed.library(here)],
        {name: (one.supported, one.opposed) for name, one in proposed.support(here).items()},
        [as_entry(one) for one in entries],
        [records.asked(one.ask) for one in entries if one.ask],
        [as_response(one) for one in sorted(visible(process, chain), key=lambda one: (one.at, one.pk))],
    )
    today = timezone.now().date().isoformat()
    return brief_paper(made, today) if form == "html" else fitted(made, _is_one_page, today)


def _is_one_page(paper: Paper) -> bool:
    """Whether it is one page as PDF; where none can be made here, nobody can tell."""
    try:
        return len(PdfDocument(to_pdf(paper))) == 1
    except InputError:
        return True


def _asks_at(chain: Chain, here: Draft, place: str | Topic) -> QuerySet[Ask]:
    """What is asked of a place of this draft and may be told to a reader of these drafts."""
    wanted = Q(place=f"topic:{place.slug}") if isinstance(place, Topic) else Q(place=f"para:{place}")
    if isinstance(place, Topic):
        eids = [one["eid"] for one in place.paragraphs if one.get("draft") == here.slug]
        wanted |= Q(place__in=[f"para:{eid}" for eid in eids])
    said = Contribution.objects.current(here.process).not_closed().seen_with(chain)
    rows = Ask.objects.filter(wanted, draft=here, contribution__in=said)
    rows = rows.select_related("contribution__organisation", "contribution__draft", "draft").order_by("pk")
    return rows.defer("draft__record", "contribution__draft__record")


def _in_own_words(ask: Ask) -> model.Ask:
    """An ask that quotes nothing of its contribution was made by all of its words."""
    made, text = records.asked(ask), ask.contribution.text
    return made if made.quote else replace(made, quote=model.Span(0, len(text), text))


def _comparisons(chain: Chain, here: Draft) -> Iterator[model.Comparison]:
    """What changed from each draft that stands to the next, up to this one; drafts are called by their slugs."""
    upto = [one for one in chain if (one.order, one.correction) <= (here.order, here.correction)]
    standing = [one for one in upto if one.state == State.PUBLISHED or one.pk == here.pk]
    rows = Comparison.objects.filter(new__in=[one.pk for one in standing]).prefetch_related("changes")
    by_pair = {(row.old_id, row.new_id): row for row in rows}
    for old, new in pairwise(standing):
        if (row := by_pair.get((old.pk, new.pk))) is not None:
            changes = [one.record for one in row.changes.all()]
            read = comparison_from_record({**row.head, "changes": changes})
            yield replace(read, old=replace(read.old, stage=old.slug), new=replace(read.new, stage=new.slug))


# --- checks ---------------------------------------------------------------------------------------------------


def findings(chain: Chain, here: Draft) -> tuple[Finding, ...]:
    """What is unclear in a draft, held against those that stood before it."""
    before = [one for one in chain if one.order < here.order and one.state == State.PUBLISHED]
    return check(drafted.read(here), [drafted.read(one) for one in before])


def findings_as_data(chain: Chain, here: Draft) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The findings as records, and as rows with `COLUMNS`."""
    every = findings(chain, here)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in finding_rows(every)]
    return findings_record(drafted.read(here), every)["findings"], rows


# --- the final report -----------------------------------------------------------------------------------------


def counted(process: Process, chain: Chain) -> Published:
    """Every contribution that counts, as anyone may know it, without its words."""
    rows = Contribution.objects.current(process).seen_with(chain).order_by("filed", "pk")
    columns = ("name", "draft__slug", "permission", "tightened", "stakeholder_group", "regional_group")
    said = [_said(*row) for row in rows.values_list(*columns)]
    return published(said, [one for draft in chain for one in still_told(draft)])


def _said(
    name: str, draft: str | None, permission: str, tightened: str, group: str, region: str
) -> model.Contribution:
    return model.Contribution(
        id=name,
        text="",
        draft=draft,
        permission=tightened or permission,
        stakeholder_group=group,
        regional_group=region,
    )


def asked(process: Process, chain: Chain) -> list[model.Ask]:
    """What is asked in all that counts: the kinds alone."""
    rows = Ask.objects.filter(contribution__in=Contribution.objects.current(process).seen_with(chain))
    return [
        model.Ask(name, said, kind, "neutral", "text", model.Target(whole=True))
        for name, said, kind in rows.order_by("pk").values_list("name", "contribution__name", "kind")
    ]


def reported(
    process: Process,
    chain: Chain,
    seen: Published,
    events: Iterable[Mapping[str, Any]],
    outputs: Iterable[Output],
    members: Iterable[Member],
    mandate: Sequence[tuple[str, str]],
    shares: Sequence[Shares],
    given: Given,
    addresses: Mapping[str, str],
) -> Report:
    """The report of a process, counted from its records."""
    return report(
        title=process.title,
        instrument=process.instrument,
        language=process.language,
        mandate=mandate,
        events=events,
        outputs=outputs,
        members=members,
        seen=seen,
        words=words_by_field(process.groups, process.regions),
        shares=shares,
        asks=asked(process, chain),
        given=given,
        addresses=addresses,
        drafts=[(draft.slug, draft.label) for draft in chain],
    )


def paper_of(found: Report) -> Paper:
    """The report as a document."""
    return report_paper(found)
