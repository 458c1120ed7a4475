"""Forms about people."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
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
    role = forms.ChoiceField(label=_("Role"), choices=RoleName)

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("There is an account of this name already; choose another."))
        return login


class EraseForm(forms.Form):
    """Whose name and address go, by what the record calls them."""

    pseudonym = forms.CharField(label=_("Participant, as the record or a receipt names them"), max_length=20)

    def clean_pseudonym(self) -> Participant:
        name = self.cleaned_data["pseudonym"].removeprefix("participant:").strip()
        participant = Participant.objects.filter(name=name).first()
        if participant is None:
            raise ValidationError(_("Nobody is known by this name; look it up in the record."))
        return participant
