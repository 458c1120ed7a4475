"""Forms about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soundingboard.site.people.models import Account, Participant, RoleName


class AccountForm(forms.Form):
    """A new account with its first role."""

    login = forms.CharField(label=_("Account name"), max_length=60)
    password = forms.CharField(
        label=_("Password, twelve characters or more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        strip=False,
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[*RoleName.choices, ("", _("participant, without a role here"))],
        required=False,
    )

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("There is an account of this name already; choose another."))
        return login


class EraseForm(forms.Form):
    """Whose name and address go, by what the record calls them."""

    pseudonym = forms.CharField(label=_("Participant, as the record or a receipt names them"), max_length=20)

    def __init__(self, *given: Any, process: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self._process = process

    def clean_pseudonym(self) -> Participant:
        """Somebody who spoke, sits or has a role in this process; those of other processes are not ours to erase."""
        name = self.cleaned_data["pseudonym"].removeprefix("participant:").strip()
        here = Q(contribution__process__slug=self._process) | Q(seats__process__slug=self._process)
        here |= Q(roles__process=self._process)
        participant = Participant.objects.filter(here, name=name).first()
        if participant is None:
            raise ValidationError(
                _("Nobody in this process is known by this name; look it up in the record.")
            )
        return participant
