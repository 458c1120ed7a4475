"""Words to mend; topics named, changed, merged, and those that the software suggests."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from soundingboard.site.contributions.intake.found import process_of
from soundingboard.site.contributions.models import Topic
from soundingboard.site.contributions.naming import rules, topics
from soundingboard.site.contributions.naming.forms import MANY, MergeForm, TopicForm, WordsForm
from soundingboard.site.contributions.naming.suggested import suggested
from soundingboard.site.contributions.naming.words import mend, to_mend, unstated
from soundingboard.site.drafts.lives import chain
from soundingboard.site.processes.editing import saved
from soundingboard.site.processes.models import Process

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def words(request: HttpRequest, process: str) -> HttpResponse:
    """Each group and region that files wrote and the process does not know, to say what it means."""
    found = process_of(request, process)
    written = to_mend(found)
    form = WordsForm(found, written, _typed(request))
    if form.is_bound and form.is_valid():
        n = mend(request.who, found, form.decided())
        told = ngettext("{n} contribution is mended.", "{n} contributions are mended.", n)
        messages.success(request, told.format(n=n))
        return redirect("words", process)
    context = {"process": found, "form": form, "n": len(written), "many": MANY, "unstated": unstated(found)}
    return render(request, "contributions/naming/words.html", context, status=422 if form.errors else 200)


@_FORM
def topic_new(request: HttpRequest, process: str) -> HttpResponse:
    """Name a topic."""
    found = rules.topics_desk(request, process)
    form = TopicForm(chain(found, inside=True), data=_typed(request))
    made = saved(form, partial(topics.name_topic, request.who, found)) if form.is_bound else None
    if made:
        messages.success(request, _("The topic is named."))
        return redirect(made)
    return render(
        request, "contributions/naming/topic_form.html", {"process": found, "form": form}, status=form.status
    )


@_FORM
def topic_edit(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Change a topic; saving it confirms it."""
    found = rules.topics_desk(request, process)
    topic = _topic(found, slug)
    if topic.merged_into:
        return redirect("topic-edit", process, topic.merged_into.slug)
    form = TopicForm(chain(found, inside=True), topic, _typed(request))
    made = saved(form, partial(topics.edit_topic, request.who, topic)) if form.is_bound else None
    if made:
        messages.success(request, _("The topic is saved."))
        return redirect(made)
    context = {"process": found, "form": form, "topic": topic}
    return render(request, "contributions/naming/topic_form.html", context, status=form.status)


@_FORM
def topic_merge(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Make a topic part of another."""
    found = rules.topics_desk(request, process)
    topic = _topic(found, slug)
    if topic.merged_into:
        return redirect(topic.merged_into)
    form = MergeForm(topic, _typed(request))
    made = saved(form, partial(topics.merge_topics, request.who, topic)) if form.is_bound else None
    if made:
        messages.success(request, _("The two are one topic now."))
        return redirect(made)
    context = {"process": found, "form": form, "topic": topic}
    return render(request, "contributions/naming/topic_merge.html", context, status=form.status)


@_FORM
def topics_suggested(request: HttpRequest, process: str) -> HttpResponse:
    """What the software suggests as topics, to confirm or refuse."""
    found = rules.topics_desk(request, process)
    drafts = chain(found, inside=True)
    if request.method == "POST":
        _decide(request, found, {one.slug: one for one in suggested(found, drafts)})
        return redirect("topics-suggested", process)
    unconfirmed = Topic.objects.standing(found).filter(confirmed_by="").select_related("process")
    context = {"process": found, "suggested": suggested(found, drafts), "unconfirmed": unconfirmed}
    return render(request, "contributions/naming/suggested.html", context)


def _decide(request: HttpRequest, process: Process, known: dict[str, Any]) -> None:
    one = known.get(request.POST.get("slug", ""))
    label = " ".join(request.POST.get("label", "").split())[:200]
    deed = request.POST.get("deed", "")
    if one is None:
        messages.error(request, _("This is suggested no more; nothing was changed."))
    elif deed == "refuse":
        topics.refuse_topic(request.who, process, one.slug)
        messages.success(request, _("“{label}” is not suggested again.").format(label=one.label))
    elif deed == "confirm" and label:
        topics.name_topic(request.who, process, label, one.paragraphs, one.terms, one.basis, one.slug)
        messages.success(request, _("“{label}” is a topic now.").format(label=label))
    else:
        messages.error(request, _("Write what the topic is called, then confirm it; nothing was changed."))


def _topic(process: Process, slug: str) -> Topic:
    rows = Topic.objects.select_related("process", "merged_into__process")
    return get_object_or_404(rows, process=process, slug=slug)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
