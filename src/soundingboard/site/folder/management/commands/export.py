"""Write a process into a folder."""

from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from soundingboard.errors import InputError
from soundingboard.site.contributions.models import Contribution, Permission
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
        closed = Contribution.objects.filter(process=process, permission=Permission.CONFIDENTIAL).count()
        if closed:
            words = ngettext(
                "note: {n} confidential contribution is in the folder; keep it closed",
                "note: {n} confidential contributions are in the folder; keep it closed",
                closed,
            )
            self.stderr.write(words.format(n=closed))
