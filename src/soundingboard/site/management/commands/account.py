"""Open an account from the command line: the first administrator has nobody to ask."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from soundingboard.site.people.actions import give_role, open_account
from soundingboard.site.people.models import Account
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.processes.models import Process


class Command(BaseCommand):
    help = "Open an account"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument("password")
        parser.add_argument("--process")
        parser.add_argument("--role")

    def handle(self, *args: Any, **options: Any) -> None:
        login, role = options["login"], options["role"]
        known = Account.objects.filter(login=login).first()
        if known is not None:
            self._give(known, options)
            return
        try:
            validate_password(options["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with transaction.atomic():
            process = the_process(options["process"]).slug if role else ""
            open_account(OPERATOR, process, login, options["password"], [role] if role else [])
        self.stderr.write(_("note: the account {login} is ready").format(login=login))

    def _give(self, known: Account, options: dict[str, Any]) -> None:
        """An account that is there gets a role in one more process, for who knows its password."""
        if not (options["role"] and options["process"] and known.check_password(options["password"])):
            words = _(
                "there is an account {login} already; choose another name, or give its password with --process "
                "and --role for a role more"
            )
            raise CommandError(words.format(login=known.login))
        process = the_process(options["process"]).slug
        give_role(OPERATOR, process, known.participant, options["role"])
        self.stderr.write(_("note: the account {login} has the role").format(login=known.login))


def the_process(slug: str | None) -> Process:
    """The process of that address, or the only one there is."""
    found = list(Process.objects.filter(slug=slug) if slug else Process.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    names = ", ".join(Process.objects.values_list("slug", flat=True)) or _("none")
    raise CommandError(_("say which process with --process; there are: {names}").format(names=names))
