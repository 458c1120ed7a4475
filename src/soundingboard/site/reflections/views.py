"""Reflections: read by anyone once they are out, written and signed by the board."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from soundingboard.errors import InputError
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.downloads import as_file
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.editing import Crossed, Refused, saved
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import actions, documents, rules, signed
from soundingboard.site.reflections.evidence import shelf
from soundingboard.site.reflections.forms import BeginForm, Desk, FactsForm, SectionForm, SignForm, WordForm
from soundingboard.site.reflections.models import Reflection, Return, Section
from soundingboard.site.reflections.page import (
    reflection_page,
    reflections_chain,
    to_look_at,
)
from soundingboard.site.reflections.returned_page import returned_page

may_be_filled_in = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def reflections(request: HttpRequest, process: str) -> HttpResponse:
    """What the board says of each draft; to those inside, also what it is writing."""
    found = get_object_or_404(Process, slug=process)
    rows = Reflection.objects.of(found).defer("draft__record")
    shown = [one for one in rows if rules.may_read(request.who, one)]
    context = {
        "process": found,
        "published": [one for one in shown if one.is_published],
        "unpublished": [one for one in shown if not one.is_published],
        "writes": rules.may_write(request.who, process),
    }
    return render(request, "reflections/reflections.html", context)


@may_be_filled_in
def reflection_new(request: HttpRequest, process: str) -> HttpResponse:
    """Begin reflections."""
    found = get_object_or_404(Process, slug=process)
    _must_write(request, process)
    form = BeginForm(found, lives.chain(found, inside=True), _typed(request))
    made = saved(form, lambda **_fields: _begun(request, found, form)) if form.is_bound else None
    if made:
        words = _("They have begun. Nobody but the board and the secretariat can read them yet.")
        return _told(request, words, made)
    context = {"process": found, "form": form}
    return render(request, "reflections/begin.html", context, status=form.status)


def _begun(request: HttpRequest, process: Process, form: BeginForm) -> Reflection:
    data = form.cleaned_data
    if data["start"] == "copy":
        return actions.begin_correction(request.who, data["corrects"], form.facts())
    from_records = data["start"] == "records"
    return actions.begin(request.who, process, data["draft"], form.facts(), from_records)


@require_safe
def reflection(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Reflections as a page, with what each statement rests on."""
    here = _reflection(request, process, slug)
    page = reflection_page(request.who, here, request.GET.get("evidence") != "0")
    return render(request, "reflections/reflection.html", page)


@require_safe
def reflection_file(request: HttpRequest, process: str, slug: str, form: str) -> HttpResponse:
    """Reflections as a file."""
    here = _reflection(request, process, slug)
    if form not in documents.FORMS:
        raise Http404(_("Reflections are kept as .docx, .pdf, .md and .json."))
    return _written(request, here, form)


def _written(request: HttpRequest, here: Reflection, form: str) -> HttpResponse:
    positions = signed.standing(here, inside=False)
    try:
        data = documents.written(here, form, positions, request.GET.get("evidence") != "0")
    except InputError as error:
        raise Http404(str(error)) from None
    return as_file(data, documents.FORMS[form], f"{here.process.slug}-reflections-{here.slug}.{form}")


@may_be_filled_in
def reflection_edit(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Title, symbol and date."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    form = FactsForm(here, _typed(request))
    if form.is_bound and saved(form, partial(actions.edit_facts, request.who, here)):
        return _told(request, _("Saved."), here)
    context = {"process": here.process, "form": form, "reflection": here}
    return render(request, "reflections/facts.html", context, status=form.status)


@may_be_filled_in
def section_new(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """A new statement."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    after = here.sections.filter(name=request.GET.get("after", "")).first()
    form = SectionForm(Desk(here, reflections_chain(request.who, here.process)), data=_typed(request))
    made = saved(form, partial(actions.add_section, request.who, here, after)) if form.is_bound else None
    if made:
        return _told(request, _("The statement is added."), here, made.name)
    context = {"process": here.process, "form": form, "reflection": here, "after": after}
    return render(request, "reflections/section.html", context, status=form.status)


@may_be_filled_in
def section_edit(request: HttpRequest, process: str, slug: str, name: str) -> HttpResponse:
    """Change a statement, or take it out."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    section = _section(here, name)
    form = _section_form(request, here, section)
    removes = request.POST.get("deed") == "remove"
    if removes and form.is_bound and _removed(request, form, section):
        return _told(request, _("The statement is taken out; the record keeps what it rested on."), here)
    if not removes and form.is_bound and saved(form, partial(actions.edit_section, request.who, section)):
        return _told(request, _("Saved."), here, name)
    context = {"process": here.process, "form": form, "reflection": here, "section": section}
    context["of_word"] = _of_word(here, section, request.GET.get("word"))
    return render(request, "reflections/section.html", context, status=form.status)


def _section_form(request: HttpRequest, here: Reflection, section: Section) -> SectionForm:
    chain = reflections_chain(request.who, here.process)
    section.reflection = here
    records = shelf(here.process, here.draft, chain, section.evidence).of(section.evidence)
    return SectionForm(Desk(here, chain), section, _typed(request), records)


def _removed(request: HttpRequest, form: SectionForm, section: Section) -> bool:
    """Whether the statement was taken out; if not, the form says why."""
    form.is_valid()
    try:
        actions.remove_section(request.who, section, _number(request.POST.get("version")))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except Crossed as crossed:
        form.cross(crossed.current)
    else:
        return True
    return False


def _of_word(here: Reflection, section: Section, number: str | None) -> str:
    """What a Word file has at this statement."""
    back = here.returns.filter(pk=_number(number)).defer("data").first() if number else None
    rows = back.report["changed"] if back else []
    return next((row["text"] for row in rows if row["name"] == section.name), "")


@require_POST
def section_move(request: HttpRequest, process: str, slug: str, name: str) -> HttpResponse:
    """Let a statement and its neighbour change places."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    section = _section(here, name)
    section.reflection = here
    try:
        actions.move_section(request.who, section, up=request.POST.get("deed") == "up")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{here.get_absolute_url()}#{name}")


@require_safe
def reflection_word(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """The Word file that members edit; its bookmarks let it come back."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    return _written(request, here, "docx")


@may_be_filled_in
def reflection_return(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Take an edited Word file in."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    form = WordForm(request.POST, request.FILES) if request.method == "POST" else WordForm()
    if form.is_bound and form.is_valid():
        file = form.given()
        try:
            back = actions.receive(request.who, here, file.name, file.data)
            return redirect("reflection-returned", process, slug, back.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    returns = here.returns.defer("data", "report")
    context = {"process": here.process, "form": form, "reflection": here, "returns": returns}
    return render(request, "reflections/word.html", context, status=422 if form.errors else 200)


@may_be_filled_in
def reflection_returned(request: HttpRequest, process: str, slug: str, pk: int) -> HttpResponse:
    """What a Word file changed; taken over, or put away, by a member."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    back = _return(here, pk)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return _dealt(request, here, back)
        except Refused as refusal:
            wrong, status = str(refusal), 409
    context = {"process": here.process, "reflection": here, "wrong": wrong, **returned_page(back)}
    return render(request, "reflections/returned.html", context, status=status)


def _dealt(request: HttpRequest, here: Reflection, back: Return) -> HttpResponse:
    if request.POST.get("deed") == "take":
        crossed = actions.take_over(request.who, back, request.POST.getlist("take"))
        if crossed:
            messages.warning(
                request,
                _("Not taken over, since somebody changed them meanwhile: {n}.").format(n=len(crossed)),
            )
        return _told(request, _("What you chose of the file is taken over."), here)
    if request.POST.get("deed") == "away":
        actions.put_away(request.who, back)
        return _told(request, _("The file is put away; nothing of it was taken over."), here)
    raise Refused(_("Say whether to take the changes over or to put the file away."))


@require_safe
def reflection_return_file(request: HttpRequest, process: str, slug: str, pk: int) -> HttpResponse:
    """A Word file as it came."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    back = _return(here, pk)
    return as_file(bytes(back.data), documents.FORMS["docx"], back.name)


@may_be_filled_in
def reflection_sign(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """A member says where they stand."""
    here = _reflection(request, process, slug)
    if not rules.may_sign(request.who, process):
        raise PermissionDenied(_("The members of the board sign its reflections."))
    form = SignForm(_typed(request))
    if form.is_bound and saved(form, partial(actions.sign, request.who, here)):
        return _told(request, _("Your position is kept."), here, "positions")
    mine = here.signatures.filter(member=request.who.participant, replaced=None).first()
    context = {"process": here.process, "form": form, "reflection": here, "mine": mine}
    context["name"] = signed.name_of(Participant.objects.get(pk=request.who.participant))
    return render(request, "reflections/sign.html", context, status=form.status)


@require_POST
def reflection_state(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Open the text for sign-off, or take it back to writing."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    opens = request.POST.get("deed") == "open"
    act = actions.open_for_signing if opens else actions.back_to_writing
    try:
        act(request.who, here, _number(request.POST.get("version")))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Crossed:
        messages.error(request, _("Somebody was faster; this is how it stands now."))
    else:
        messages.success(request, _("It is open for sign-off.") if opens else _("It can be changed again."))
    return redirect(here)


@may_be_filled_in
def reflection_publish(request: HttpRequest, process: str, slug: str) -> HttpResponse:
    """Let everyone read it, after a look at who has signed and what it rests on."""
    here = _reflection(request, process, slug)
    _must_write(request, process)
    wrong, status = "", 200
    if request.method == "POST":
        wrong, status = _published(request, here)
        if not wrong:
            return _told(request, _("They are published: anyone can read them."), here)
        here = _reflection(request, process, slug)
    page = reflection_page(request.who, here)
    page |= {"wrong": wrong, **to_look_at(page["statements"])}
    return render(request, "reflections/publish.html", page, status=status)


def _published(request: HttpRequest, here: Reflection) -> tuple[str, int]:
    """Why it was not published, and the status; nothing: it was."""
    if request.POST.get("confirmed") != "yes":
        return _("Say that you mean it: tick the box, then publish."), 422
    try:
        actions.publish(request.who, here, _number(request.POST.get("version")))
    except Refused as refusal:
        return str(refusal), 422
    except Crossed:
        return _(
            "Somebody changed something meanwhile; nothing was published. Read it as it stands now."
        ), 409
    return "", 200


# --- looked up --------------------------------------------------------------------------------------------


def _reflection(request: HttpRequest, process: str, slug: str) -> Reflection:
    """Reflections that this reader may know of."""
    rows = Reflection.objects.filter(process__slug=process, slug=slug).defer("draft__record")
    found = rows.select_related("process", "draft", "corrects__process").first()
    if found is None or not rules.may_read(request.who, found):
        raise Http404(_("There are no reflections at this address."))
    found.draft.process = found.process
    return found


def _section(here: Reflection, name: str) -> Section:
    found = here.sections.filter(name=name).first()
    if found is None:
        raise Http404(_("There is no such statement; it may have been taken out."))
    return found


def _return(here: Reflection, pk: int) -> Return:
    found = here.returns.filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such file."))
    found.reflection = here
    return found


def _must_write(request: HttpRequest, process: str) -> None:
    if not rules.may_write(request.who, process):
        raise PermissionDenied(_("The board alone writes and publishes its reflections."))


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _told(request: HttpRequest, words: str, here: Reflection, at: str = "") -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{here.get_absolute_url()}#{at}" if at else here.get_absolute_url())


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
