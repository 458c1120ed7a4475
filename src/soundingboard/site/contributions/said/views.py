"""Who says what: pages, and the same as data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from soundingboard.site.contributions import listing, places, reading
from soundingboard.site.contributions.intake.rules import may_take_in
from soundingboard.site.contributions.models import Tally, Topic
from soundingboard.site.contributions.said import data, listed
from soundingboard.site.contributions.said.coverage import coverage as covered
from soundingboard.site.contributions.said.links import Lists
from soundingboard.site.contributions.said.matrix import matrix
from soundingboard.site.contributions.said.tables import said_table, topic_tables
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.drafts.models import Draft, Paragraph
from soundingboard.site.keeping import kept
from soundingboard.site.processes.models import Process


@require_safe
@kept
def who_said_what(request: HttpRequest, process: str) -> HttpResponse:
    """The paragraphs of a draft by groups or regions."""
    found, chain, here = _draft(request, process)
    context: dict[str, Any] = {"process": found, "chain": chain, "draft": here}
    if here:
        context["matrix"] = matrix(found, chain, here, request.GET)
    return render(request, "contributions/said/matrix.html", context)


@require_safe
@kept
def who_said_what_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data."""
    form = _form(form)
    found, chain, here = _draft(request, process)
    table = matrix(found, chain, _there(here), request.GET)
    record = {"process": found.slug, **data.matrix_record(table)}
    return data.answer(form, "who-said-what", record, data.matrix_rows(table))


@require_safe
@kept
def coverage(request: HttpRequest, process: str) -> HttpResponse:
    """Who has not been heard, and on what."""
    found, chain, here = _draft(request, process)
    context: dict[str, Any] = {"process": found, "chain": chain, "draft": here}
    if here:
        context["coverage"] = covered(found, chain, here)
        context["may_see_intake"] = may_take_in(request.who, process)
    return render(request, "contributions/said/coverage.html", context)


@require_safe
@kept
def coverage_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data."""
    form = _form(form)
    found, chain, here = _draft(request, process)
    table = covered(found, chain, _there(here))
    record = {"process": found.slug, **data.coverage_record(table)}
    return data.answer(form, "coverage", record, data.coverage_rows(table))


@require_safe
def contributions_data(request: HttpRequest, process: str, form: str) -> HttpResponseBase:
    """What was said, by the filters in the address, all on one page."""
    form = _form(form)
    found = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, found)
    rows = listing.found(found, chain, listing.Filters.of(request.GET))
    record = {"process": found.slug, "n": rows.count()}
    whole, flat = listed.records(rows, chain), listed.flat(listed.records(rows, chain))
    return data.stream(form, "contributions", record, "contributions", whole, flat)


@require_safe
@kept
def topics_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The topics, and how many spoke on each."""
    form = _form(form)
    found = get_object_or_404(Process, slug=process)
    rows = [
        {"topic": line.topic.slug, "label": line.topic.label, "n": line.n, "terms": line.topic.terms}
        for line in reading.topic_lines(found, drafts_for(request.who, found))
    ]
    return data.answer(form, "topics", {"process": found.slug, "topics": rows}, rows)


@require_safe
@kept
def topic_data(request: HttpRequest, process: str, slug: str, form: str) -> HttpResponse:
    """Who says what on a topic, draft by draft."""
    form = _form(form)
    found = get_object_or_404(Topic.objects.select_related("process"), process__slug=process, slug=slug)
    tables = topic_tables(found, drafts_for(request.who, found.process))
    words = list(dict.fromkeys(column.word for _draft, said in tables for column in said.columns))
    rows = [row for draft, said in tables for row in data.table_rows(said, {"draft": draft.slug}, words)]
    record = {
        "process": process,
        "topic": found.slug,
        "label": found.label,
        "paragraphs": found.paragraphs,
        "drafts": [{"draft": draft.slug, **data.table_record(said)} for draft, said in tables],
    }
    return data.answer(form, slug, record, rows)


@require_safe
@kept
def paragraph_data(request: HttpRequest, process: str, draft: str, eid: str, form: str) -> HttpResponse:
    """Who says what on a paragraph."""
    form = _form(form)
    found = get_object_or_404(Process, slug=process)
    here = _there(places.chosen(drafts_for(request.who, found), draft))
    paragraph = get_object_or_404(Paragraph, draft=here, eid=eid)
    tally = Tally.objects.filter(draft=here, place=f"para:{eid}").first()
    said = said_table(found, tally, Lists.of(found, here.slug)) if tally else None
    head = {"draft": here.slug, "eid": eid, "number": paragraph.number}
    record = {"process": found.slug, **head, "text": paragraph.text, **data.table_record(said)}
    return data.answer(form, f"{here.slug}-{eid}", record, data.table_rows(said, head))


def _draft(request: HttpRequest, process: str) -> tuple[Process, list[Draft], Draft | None]:
    """The process, the drafts that the reader sees, and the one that the address names; None where none is out."""
    found = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, found)
    slug = request.GET.get("draft", "")
    here = places.chosen(chain, slug)
    if slug and here is None:
        raise Http404(_("There is no draft of this name."))
    return found, chain, here


def _there(draft: Draft | None) -> Draft:
    if draft is None:
        raise Http404(_("There is no such draft, or it is not open to everyone."))
    return draft


def _form(form: str) -> str:
    data.check_form(form)
    return form
