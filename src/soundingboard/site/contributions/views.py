"""Saying something, correcting and withdrawing it; what was said, for everyone to read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.site import limits
from soundingboard.site.contributions import (
    actions,
    correcting,
    letters,
    links,
    listing,
    reading,
    rules,
    saying,
)
from soundingboard.site.contributions.actions import Ended, Said
from soundingboard.site.contributions.forms import LinkForm, WithdrawForm
from soundingboard.site.contributions.links import Verdict, private
from soundingboard.site.contributions.models import Contribution, Topic
from soundingboard.site.contributions.naming.rules import may_name_topics
from soundingboard.site.contributions.said.tables import topic_tables
from soundingboard.site.contributions.saying import drafts_for
from soundingboard.site.contributions.whereabouts import orphans as find_orphans
from soundingboard.site.drafts.lives import lives
from soundingboard.site.processes.models import Process

asking = require_http_methods(["GET", "HEAD", "POST"])


@asking
@cache_control(private=True)  # kept by the browser alone, so that going back finds what was typed
def say(request: HttpRequest, process: str) -> HttpResponse:
    """Say something: the form, the look over it, and sending it."""
    found = get_object_or_404(Process, slug=process)
    form = saying.say_form(request, saying.desk_for(request, found))
    return saying.two_steps(
        request, form, lambda said: _file(request, found, said), {"title": _("Have your say")}
    )


def _file(request: HttpRequest, process: Process, said: Said) -> Contribution:
    contribution = actions.file(request.who, process, said)
    messages.success(request, _("Received. This page is your receipt: keep its link."))
    _post_receipt(request, contribution, said.email)
    return contribution


def _post_receipt(request: HttpRequest, contribution: Contribution, email: str) -> None:
    """Send the receipt once the contribution is safe, and tell the person if it could not be sent."""

    def post() -> None:
        if limits.is_too_much(email.casefold(), limits.LETTERS) or not letters.send_receipt(
            contribution, email
        ):
            words = _(
                "The e-mail with your link could not be sent. Your contribution is safe: copy the link below."
            )
            messages.warning(request, words)

    if email and not limits.is_too_much(f"{contribution.process.slug}:{contribution.name}", limits.RECEIPT):
        transaction.on_commit(post)


@require_POST
def redline_preview(request: HttpRequest, process: str) -> HttpResponse:
    """The changes of the wording as they are typed: a fragment."""
    found = get_object_or_404(Process, slug=process)
    return render(request, "contributions/redline.html", {"redline": saying.preview(request, found)})


@asking
@private("no-referrer")
def receipt(request: HttpRequest, process: str, name: str, mac: str) -> HttpResponse:
    """What the private link opens."""
    contribution, refused = by_link(request, process, name, mac)
    if contribution is None:
        return refused
    chain = drafts_for(request.who, contribution.process, also=contribution.draft)
    context = {
        "process": contribution.process,
        "receipt": reading.receipt(contribution, chain, mac),
        "mac": mac,
    }
    return render(request, "contributions/receipt.html", context)


def by_link(
    request: HttpRequest, process: str, name: str, mac: str
) -> tuple[Contribution | None, HttpResponse]:
    """The contribution that a private link opens, or the page that says why it does not."""
    found = get_object_or_404(Process, slug=process)
    rows = Contribution.objects.select_related(
        "process", "draft", "organisation", "participant__identity", "successor"
    )
    contribution = rows.filter(process=found, name=name).first()
    verdict = links.verdict(contribution, mac) if contribution else Verdict.FORGED
    if verdict == Verdict.GOOD:
        return contribution, HttpResponse()
    status = 410 if verdict == Verdict.EXPIRED else 404
    context = {"process": found, "is_expired": verdict == Verdict.EXPIRED, "days": links.LIFETIME.days}
    return None, render(request, "contributions/no_link.html", context, status=status)


@asking
@private("same-origin")
def correct(request: HttpRequest, process: str, name: str, mac: str) -> HttpResponse:
    """The form as it was filled in, to be sent as a new version."""
    contribution, refused = by_link(request, process, name, mac)
    if contribution is None:
        return refused
    chain = drafts_for(request.who, contribution.process, also=contribution.draft)
    desk = correcting.desk_of(contribution, chain, request.POST.get("here"))
    form = saying.say_form(request, desk, correcting.as_filled_in(contribution, desk))
    more = {"title": _("Correct {name}").format(name=name), "corrects": contribution, "mac": mac}
    try:
        return saying.two_steps(request, form, lambda said: _correct(request, contribution, said), more)
    except Ended:
        return _ended(request, contribution, mac)


def _correct(request: HttpRequest, contribution: Contribution, said: Said) -> Contribution:
    new = actions.correct(request.who, contribution, correcting.with_the_rest(contribution, said))
    messages.success(
        request, _("Corrected. This is the receipt of the new version, with a link of its own: keep it.")
    )
    _post_receipt(request, new, said.email)
    return new


def _ended(request: HttpRequest, contribution: Contribution, mac: str) -> HttpResponse:
    messages.error(request, _("It was withdrawn or corrected before; nothing was changed now."))
    return redirect("receipt", contribution.process.slug, contribution.name, mac)


@asking
@private("same-origin")
def withdraw(request: HttpRequest, process: str, name: str, mac: str) -> HttpResponse:
    """Ask once more, then take it back."""
    contribution, refused = by_link(request, process, name, mac)
    if contribution is None:
        return refused
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _withdraw(request, contribution, mac, form.cleaned_data["reason"])
    context = {"process": contribution.process, "contribution": contribution, "form": form, "mac": mac}
    return render(request, "contributions/withdraw.html", context, status=422 if form.errors else 200)


def _withdraw(request: HttpRequest, contribution: Contribution, mac: str, reason: str) -> HttpResponse:
    try:
        actions.withdraw(request.who, contribution, reason)
    except Ended:
        return _ended(request, contribution, mac)
    messages.success(request, _("Withdrawn. It counts no more."))
    return redirect("receipt", contribution.process.slug, contribution.name, mac)


@asking
@private("same-origin")
def new_link(request: HttpRequest, process: str) -> HttpResponse:
    """A fresh link by e-mail. The answer is the same whether or not there is anything to send."""
    found = get_object_or_404(Process, slug=process)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"process": found, "form": form}
        return render(request, "contributions/new_link.html", context, status=422 if form.is_bound else 200)
    if limits.is_over(request, limits.LINKS):
        context = {
            "process": found,
            "form": form,
            "held": _("Too many links were asked for. Wait an hour, then try again."),
        }
        return render(request, "contributions/new_link.html", context, status=429)
    data = form.cleaned_data
    letters.send_new_link.enqueue(letters.asked_for(process, data["contribution"], data["email"]))
    return render(request, "contributions/link_sent.html", {"process": found})


@require_safe
def contributions(request: HttpRequest, process: str) -> HttpResponse:
    """What was said, by the filters in the address."""
    found = get_object_or_404(Process, slug=process)
    chain = drafts_for(request.who, found)
    context = {"process": found, **listing.overview(request, found, chain)}
    return render(request, "contributions/contributions.html", context)


@require_safe
def contribution(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """One contribution in its own words."""
    found = _seen(request, process, name)
    page = reading.contribution_page(request.who, found, drafts_for(request.who, found.process))
    return render(request, "contributions/contribution.html", {"process": found.process, "shown": page})


def _seen(request: HttpRequest, process: str, name: str) -> Contribution:
    """A contribution that the reader may know of."""
    rows = (
        Contribution.objects.select_related(
            "process", "draft__process", "organisation", "participant__identity", "supersedes", "successor"
        )
        .prefetch_related("asks")
        .defer("draft__record")
    )
    found = get_object_or_404(rows, process__slug=process, name=name)
    if not rules.may_see(request.who, found):
        raise Http404
    return found


@require_POST
@private("same-origin")
def contribution_read(request: HttpRequest, process: str, name: str) -> HttpResponse:
    """Read a confidential one; that it was read is logged and shown to its author."""
    found = _seen(request, process, name)
    if not rules.may_read_confidential(request.who, process):
        raise PermissionDenied(_("What was said in confidence is for the secretariat alone."))
    if not found.is_confidential:
        return redirect(found)
    text = actions.open_confidential(request.who, found)
    asks = reading.asks_shown(found, drafts_for(request.who, found.process))
    context = {"process": found.process, "contribution": found, "text": text, "asks": asks}
    return render(request, "contributions/read.html", context)


@require_safe
def topics(request: HttpRequest, process: str) -> HttpResponse:
    """The topics that people speak of."""
    found = get_object_or_404(Process, slug=process)
    lines = reading.topic_lines(found, drafts_for(request.who, found))
    context = {"process": found, "lines": lines, "names": may_name_topics(request.who, process)}
    return render(request, "contributions/topics.html", context)


@require_safe
def topic(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """One topic: its paragraphs, and what was said on it."""
    rows = Topic.objects.select_related("process", "merged_into__process")
    found = get_object_or_404(rows, process__slug=process, slug=slug)
    if found.merged_into:
        return redirect(found.merged_into)
    chain = drafts_for(request.who, found.process)
    context: dict[str, Any] = reading.topic_page(found, chain, request.GET.get("page"))
    context["tables"] = topic_tables(found, chain)
    context["names"] = may_name_topics(request.who, process)
    return render(
        request, "contributions/topic.html", {"process": found.process, "can_say": bool(chain), **context}
    )


@require_safe
def orphans(request: HttpRequest, process: str) -> HttpResponse:
    """What was said on paragraphs that have no place in the newest draft."""
    found = get_object_or_404(Process, slug=process)
    if not rules.may_see_orphans(request.who, process):
        raise PermissionDenied(_("This list is for the secretariat."))
    chain = drafts_for(request.who, found)
    rows = find_orphans(chain, lives(chain))
    page = Paginator(rows, listing.PAGE).get_page(request.GET.get("page"))
    context = {"process": found, "page": page, "total": len(rows), "rows": reading.orphan_lines(page, chain)}
    return render(request, "contributions/orphans.html", context)
