"""People: pseudonymous participants; names and addresses in a table of their own that can be erased."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from soundingboard.site.names import short_name


class Participant(models.Model):
    """Someone, known to the record by this name alone."""

    name = models.CharField(max_length=8, unique=True, default=short_name)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"participant:{self.name}"


class Identity(models.Model):
    """What is personal about a participant. Erasing it erases the row; the record stays whole."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="identity")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Account":
        """A new account with its participant."""
        account = self.model(login=login, participant=Participant.objects.create(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in."""

    login = models.CharField(_("account name"), max_length=60, unique=True)
    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def named(self, process: str, name: str) -> "Organisation":
        """The organisation of that name in a process, made when it is first declared."""
        return self.get_or_create(
            process=process, key=" ".join(name.casefold().split()), defaults={"name": name}
        )[0]

    def verified(self) -> Self:
        return self.filter(verified=True)

    def spoken_for_by(self, participant: int | None, process: str) -> Self:
        """The verified organisations that a participant may speak for."""
        return self.verified().filter(process=process, speakers__participant=participant or 0)


class Organisation(models.Model):
    """An organisation as someone declared it; `verified` once the secretariat has seen to it."""

    process = models.SlugField()
    key = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "key"], name="one_organisation_a_name")]

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """A participant who may speak for an organisation, as the secretariat knows; to declare it is not enough."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="speakers")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="speaks_for")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "participant"], name="one_row_a_speaker")
        ]


class RoleName(models.TextChoices):
    BOARD = "board", _("board member")
    SECRETARIAT = "secretariat", _("secretariat")
    COFACILITATOR = "cofacilitator", _("co-facilitator")
    ADMINISTRATOR = "administrator", _("administrator")


class Role(models.Model):
    """What a participant may do in one process (its slug; roles never reach across)."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="roles")
    process = models.SlugField()
    role = models.CharField(max_length=20, choices=RoleName)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "process", "role"], name="one_row_a_role")
        ]
