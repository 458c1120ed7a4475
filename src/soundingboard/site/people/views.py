"""Signing in and out; who has which role; organisations; erasure."""

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from soundingboard.site.limits import SIGNING, is_over
from soundingboard.site.people import actions, rules
from soundingboard.site.people.forms import AccountForm, EraseForm
from soundingboard.site.people.models import Organisation, Participant, Role, RoleName, Speaker
from soundingboard.site.views import too_many_guesses


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *given: object, **named: object) -> HttpResponse:
        """Guesses are limited for each account and address by axes, and here for an address whatever the account."""
        if is_over(request, SIGNING):
            return too_many_guesses(request)
        return super().post(request, *given, **named)


class SignOut(LogoutView):
    pass


class Password(LoginRequiredMixin, SuccessMessageMixin, PasswordChangeView):
    """Change one's own password; other sessions of the account end."""

    template_name = "people/password.html"
    success_url = reverse_lazy("home")
    success_message = gettext_lazy("The password is changed.")


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, process: str) -> HttpResponse:
    """Accounts, roles, organisations of a process."""
    found = get_object_or_404(apps.get_model("processes", "Process"), slug=process)  # a room to the right
    who = request.who
    if not (rules.may_give_roles(who, process) or rules.may_verify_organisations(who, process)):
        raise PermissionDenied(
            _("Accounts and organisations are kept by administrators and the secretariat.")
        )
    forms = {"account": AccountForm(), "erase": EraseForm(process=process)}
    if request.method == "POST":
        answer = _DEEDS.get(request.POST.get("deed", ""), _unknown)(request, process, forms)
        if answer:
            return answer
    return render(request, "people/people.html", _context(found, who, forms), status=_status(forms))


def _context(process: object, who: rules.Who, forms: dict[str, object]) -> dict[str, object]:
    slug = process.slug  # type: ignore[attr-defined]
    return {
        "process": process,
        "roles": Role.objects.filter(process=slug)
        .select_related("participant__account")
        .order_by("role", "pk"),
        "role_names": RoleName.choices,
        "organisations": Organisation.objects.filter(process=slug)
        .prefetch_related("speakers__participant")
        .order_by("verified", "name"),
        "gives_roles": rules.may_give_roles(who, slug),
        "verifies": rules.may_verify_organisations(who, slug),
        "erases": rules.may_erase(who, slug),
        **forms,
    }


def _status(forms: dict[str, object]) -> int:
    return 422 if any(getattr(form, "errors", None) for form in forms.values()) else 200


def _unknown(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    messages.error(request, _("This form was not understood; nothing was changed."))
    return redirect("people", process)


def _open_account(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_give_roles(request.who, process))
    form = forms["account"] = AccountForm(request.POST)
    if not form.is_valid():
        return None
    data = form.cleaned_data
    roles = [data["role"]] if data["role"] else []
    account = actions.open_account(request.who, process, data["login"], data["password"], roles)
    said = _("The account is ready; the record names it {name}. Hand the password over by a safe way.")
    return _done(request, process, said.format(name=account.participant.name))


def _give_role(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_give_roles(request.who, process))
    participant = get_object_or_404(Participant, name=request.POST.get("participant", ""))
    role = request.POST.get("role", "")
    if role not in RoleName.values:
        return _unknown(request, process, forms)
    actions.give_role(request.who, process, participant, role)
    return _done(request, process, _("The role was given."))


def _take_role(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_give_roles(request.who, process))
    role = get_object_or_404(Role, pk=_number(request.POST.get("role")), process=process)
    if role.role == RoleName.ADMINISTRATOR and role.participant_id == request.who.participant:
        messages.error(request, _("You cannot take the administrator's role from yourself; ask another."))
        return redirect("people", process)
    actions.take_role(request.who, role)
    return _done(request, process, _("The role was taken back."))


def _verify(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_verify_organisations(request.who, process))
    organisation = get_object_or_404(
        Organisation, pk=_number(request.POST.get("organisation")), process=process
    )
    actions.verify_organisation(request.who, organisation, request.POST.get("verified") == "yes")
    return _done(request, process, _("Saved."))


def _speak(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_verify_organisations(request.who, process))
    organisations = Organisation.objects.verified().filter(process=process)
    organisation = get_object_or_404(organisations, pk=_number(request.POST.get("organisation")))
    name = request.POST.get("participant", "").removeprefix("participant:").strip()
    participant = Participant.objects.filter(name=name).first()
    if participant is None:
        messages.error(
            request, _("Nobody is known by this name; nothing was changed. Look it up in the record.")
        )
        return redirect("people", process)
    actions.let_speak(request.who, organisation, participant)
    return _done(request, process, _("They may speak for the organisation now."))


def _hush(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_verify_organisations(request.who, process))
    rows = Speaker.objects.select_related("organisation", "participant")
    pk = _number(request.POST.get("speaker"))
    actions.end_speaking(request.who, get_object_or_404(rows, pk=pk, organisation__process=process))
    return _done(request, process, _("They speak for the organisation no more."))


def _erase(request: HttpRequest, process: str, forms: dict[str, object]) -> HttpResponse | None:
    _must(rules.may_erase(request.who, process))
    form = forms["erase"] = EraseForm(request.POST, process=process)
    if not form.is_valid():
        return None
    erased = actions.erase_identity(request.who, process, form.cleaned_data["pseudonym"])
    said = (
        _("Name and address are erased.") if erased else _("No name or address was kept of this participant.")
    )
    return _done(request, process, said)


_DEEDS = {
    "account": _open_account,
    "give": _give_role,
    "take": _take_role,
    "verify": _verify,
    "speak": _speak,
    "hush": _hush,
    "erase": _erase,
}


def _must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _done(request: HttpRequest, process: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people", process)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
