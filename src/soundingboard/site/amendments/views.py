"""Proposed wording: the list, one proposal, proposing, adopting, withdrawing, carrying, standing; the compilation."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.errors import InputError
from soundingboard.site.amendments import actions, desk, listing, reading, rules, worded
from soundingboard.site.amendments.amendment_page import amendment_page, fate_to
from soundingboard.site.amendments.compiled import FORMS, compilation_file, compilation_page
from soundingboard.site.amendments.forms import CarryForm, Place, ProposeForm, SupportForm, WithdrawForm
from soundingboard.site.amendments.models import Amendment, Support
from soundingboard.site.contributions.listing import PAGE
from soundingboard.site.contributions.places import of_asks
from soundingboard.site.contributions.said import data
from soundingboard.site.contributions.saying import drafts_for, redline_of
from soundingboard.site.drafts.downloads import as_file
from soundingboard.site.drafts.views.found import chain_of
from soundingboard.site.drafts.views.found import one_of as draft_of
from soundingboard.site.processes.editing import Refused, saved
from soundingboard.site.processes.models import Process

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def amendments(request: HttpRequest, process: str) -> HttpResponse:
    """What is proposed, by the filters in the address."""
    found = get_object_or_404(Process, slug=process)
    context = {"process": found, **listing.overview(request, found, drafts_for(request.who, found))}
    return render(request, "amendments/amendments.html", context)


@require_safe
def amendments_data(request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The same as data, all on one page."""
    data.check_form(form)
    found = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, found)
    rows = listing.records(listing.found(found, chain, listing.Filters.of(request.GET)), chain)
    record = {"process": found.slug, "n": len(rows), "amendments": rows}
    return data.answer(form, "amendments", record, listing.flat(rows), listing.COLUMNS)


@require_safe
def amendment(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """One proposal."""
    return _page(request, *desk.one_of(request, process, name))


def _page(request: HttpRequest, one: Amendment, chain: Any, form: SupportForm | None = None) -> HttpResponse:
    page = amendment_page(request.who, one, chain)
    context = {"process": one.process, "page": page, "form": form or SupportForm(page.own)}
    return render(request, "amendments/amendment.html", context, status=form.status if form else 200)


@require_safe
def amendment_data(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """One proposal in the interchange format."""
    one, chain = desk.one_of(request, process, name)
    (record,) = listing.records([one], chain)
    return data.answer("json", one.name, record, ())


@_FORM
def amendment_new(request: HttpRequest, process: str) -> HttpResponse:
    """Propose wording: choose a paragraph, then edit its words; a preview shows what changes."""
    found, chain = desk.proposing(request, process)
    lookup = desk.place_of(found, chain, request.POST if request.method == "POST" else request.GET)
    if lookup.place is None:
        return _choose(request, found, chain, lookup)
    place = lookup.place
    form = ProposeForm(place, rules.may_propose_for_others(request.who, process), _typed(request))
    is_meant = form.is_bound and request.POST.get("action") != "preview"
    if made := saved(form, partial(_propose, request, form)) if is_meant else None:
        messages.success(request, _("The proposal is made; everyone who sees the draft can read it."))
        return redirect(made)
    context = {"process": found, "form": form, "place": place, **_previewed(form, place)}
    return render(request, "amendments/amendment_form.html", context, status=form.status)


def _propose(request: HttpRequest, form: ProposeForm, **fields: Any) -> Amendment:
    place, more = form.place, {name: fields.get(name, "") for name in ("rationale", "organisation")}
    return actions.propose(request.who, place.draft, place.eid, form.wording, amends=place.amends, **more)


def _choose(request: HttpRequest, process: Process, chain: Any, lookup: desk.Lookup) -> HttpResponse:
    """Which paragraph of which draft; what was typed for one that is not there is kept."""
    is_post = request.method == "POST"
    context = {
        "process": process,
        "drafts": desk.published(chain),
        "lookup": lookup,
        "asked": request.POST if is_post else request.GET,
    }
    status = 422 if is_post else 404 if lookup.wrong else 200
    return render(request, "amendments/choose.html", context, status=status)


@require_POST
def amendment_preview(request: HttpRequest, process: str) -> HttpResponse:
    """What the wording changes as it is typed, and what is doubtful in it: a fragment."""
    found, chain = desk.proposing(request, process)
    place = desk.place_of(found, chain, request.POST).place
    context: dict[str, Any] = {}
    if place:
        form = ProposeForm(place, for_others=False, data=request.POST)
        context = _previewed(form, place)
        context["wrong"] = form.errors.get("proposed", "")
    return render(request, "amendments/preview.html", context)


def _previewed(form: ProposeForm, place: Place) -> dict[str, Any]:
    """What a form changes; nothing where it has not been sent, or its wording does not hold."""
    if not form.is_bound or form.errors.get("proposed"):
        return {}
    language, read = place.draft.language, form.wording
    words = {"old": read.old, "new": read.new}
    return {
        "redline": redline_of(words, language),
        "warnings": worded.warned(read.old or "", read.new, language),
        "notices": read.notices,
    }


@_FORM
def amendment_adopt(request: HttpRequest, process: str) -> HttpResponse:
    """Take wording over from a contribution: which there is, one of them to look at, and doing it."""
    found, chain = desk.proposing(request, process)
    query = request.POST if request.method == "POST" else request.GET
    if not query.get("ask") and request.method != "POST":
        rows = desk.worded_asks(found, chain, query)
        page = Paginator(rows, PAGE).get_page(query.get("page"))
        context = {
            "process": found,
            "page": page,
            "total": page.paginator.count,
            "lines": _asked(page, chain),
        }
        return render(request, "amendments/asked.html", context)
    ask = desk.ask_named(found, chain, query)
    wrong = ""
    try:
        if request.method == "POST":
            made = actions.adopt(request.who, ask)
            messages.success(
                request, _("The wording is an amendment now, under the name of its contribution.")
            )
            return redirect(made)
        worded.of_ask(ask, ask.draft, ask.contribution.asks.all())
    except Refused as refusal:
        wrong = str(refusal)
    context = {"process": found, "ask": ask, "wrong": wrong, "made": ask.amendments.first()}
    context["redline"] = redline_of(ask.proposed, ask.draft.language)
    status = 422 if wrong and request.method == "POST" else 200
    return render(request, "amendments/adopt.html", context, status=status)


def _asked(page: Any, chain: Any) -> list[tuple[Any, Any, Any]]:
    """Each ask with the place that it is of and the wording that it proposes."""
    named = of_asks(chain, page)
    return [
        (ask, named.get((ask.draft_id, ask.place)), redline_of(ask.proposed, ask.draft.language))
        for ask in page
    ]


@_FORM
def amendment_withdraw(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Ask why, then take it back."""
    one, _chain = desk.one_of(request, process, name)
    if not rules.may_withdraw(request.who, one):
        raise PermissionDenied(_("The board withdraws its own amendments; the secretariat those of others."))
    form = WithdrawForm(one, _typed(request))
    if form.is_bound and saved(form, partial(actions.withdraw, request.who, one)):
        messages.success(request, _("Withdrawn. It stays readable, with the reason."))
        return redirect(one)
    context = {"process": one.process, "form": form, "line": reading.line_of(one)}
    return render(request, "amendments/withdraw.html", context, status=form.status)


@_FORM
def amendment_carry(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Confirm that a proposal holds for a later draft."""
    one, chain = desk.one_of(request, process, name)
    desk.proposing(request, process)
    to = request.POST.get("to") or request.GET.get("to", "")
    fate = fate_to(one, chain, to)
    if fate is None:
        raise Http404(_("There is no later draft of this name."))
    form = CarryForm(one, _typed(request))
    made = saved(form, partial(actions.carry, request.who, one, to=fate.draft)) if form.is_bound else None
    if made:
        messages.success(
            request, _("Carried. It is a proposal on {label} now.").format(label=fate.draft.label)
        )
        return redirect(made)
    context = {"process": one.process, "form": form, "line": reading.line_of(one), "fate": fate}
    return render(request, "amendments/carry.html", context, status=form.status)


@require_POST
def amendment_support(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Say where an organisation stands, or take that back."""
    one, chain = desk.one_of(request, process, name)
    if request.POST.get("back"):
        return _take_back(request, one)
    page = amendment_page(request.who, one, chain)
    if page.own is not None and not page.own:
        raise PermissionDenied(
            _("Where an organisation stands is entered by the secretariat, or by those who speak for it.")
        )
    form = SupportForm(page.own, request.POST)
    if saved(form, partial(_stand, request, one)):
        messages.success(request, _("Where the organisation stands is kept; everyone can see it."))
        return redirect(f"{one.get_absolute_url()}#support")
    return _page(request, one, chain, form)


def _stand(request: HttpRequest, one: Amendment, organisation: str, position: str, reason: str) -> Support:
    named = actions.named(one.process, organisation)
    is_speaker = not rules.may_enter_support(request.who, one.process.slug)
    return actions.stand(request.who, one, named, position, reason, is_speaker)


def _take_back(request: HttpRequest, one: Amendment) -> HttpResponse:
    number = request.POST["back"]
    rows = one.support.select_related("organisation", "amendment__draft", "amendment__process")
    support = rows.filter(pk=int(number) if number.isdecimal() and len(number) < 18 else 0).first()
    if support is None:
        messages.error(request, _("It was taken back before; nothing was changed."))
        return redirect(one)
    if not rules.may_speak_for(request.who, support.organisation):
        raise PermissionDenied(_("This is taken back by the secretariat, or by those who speak for it."))
    actions.take_back(request.who, support, not rules.may_enter_support(request.who, one.process.slug))
    messages.success(request, _("Taken back. The record keeps that it was said."))
    return redirect(f"{one.get_absolute_url()}#support")


@require_safe
def compilation(request: HttpRequest, process: str, draft: str) -> HttpResponse:
    """Every proposal on each paragraph of a draft, where its words stand."""
    found, chain = chain_of(request, process)
    page = compilation_page(draft_of(chain, draft), request.GET.get("show") == "open")
    return render(
        request, "amendments/compilation.html", {"process": found, "page": page, "draft": page.draft}
    )


@require_safe
def compilation_data(request: HttpRequest, process: str, draft: str, form: str) -> HttpResponse:
    """The same as a file."""
    _found, chain = chain_of(request, process)
    one = draft_of(chain, draft)
    if form not in FORMS:
        raise Http404(_("The compilation text is kept as .docx, .pdf, .md and .json."))
    try:
        content = compilation_file(one, form, request.GET.get("show") == "open")
    except InputError:  # the part that sets a PDF is not installed
        words = _("This server cannot make a PDF; take the Word file.")
        return render(request, "plain.html", {"title": _("No PDF here"), "words": words}, status=503)
    return as_file(content, FORMS[form], f"{process}-{one.slug}-compilation.{form}")


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
