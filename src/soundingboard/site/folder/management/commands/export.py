"""Write a process into a folder."""

from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from soundingboard.errors import InputError
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.folder.export import export
from soundingboard.site.management.commands.account import the_process


class Command(BaseCommand):
    help = "Write a process into a folder"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder")
        parser.add_argument("--process")

    def handle(self, *args: Any, **options: Any) -> None:
        process = the_process(options["process"])
        try:
            export(process, Path(options["folder"]))
        except InputError as error:
            raise CommandError(str(error)) from None
        closed = Contribution.objects.filter(process=process).closed().count()
        words = ngettext(
            "note: the folder holds everything, also {n} confidential contribution and what is for the board; "
            "names, addresses, accounts and the original files are not in it",
            "note: the folder holds everything, also {n} confidential contributions and what is for the board; "
            "names, addresses, accounts and the original files are not in it",
            closed,
        )
        self.stderr.write(words.format(n=closed))
