"""Load a process folder."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from soundingboard.errors import InputError
from soundingboard.site.contributions.intake.suggesting import suggest_waiting
from soundingboard.site.folder.actions import load
from soundingboard.site.folder.reading import read_folder
from soundingboard.site.ledger.actions.tracing import retrace


class Command(BaseCommand):
    help = "Load a process folder"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = read_folder(Path(options["folder"]))
            for notice in folder.notices:
                self.stderr.write(f"note: {notice}")
            process = load(folder, self._tell)
            suggest_waiting(process)
            self._tell(_("what became of what was asked ..."))
            retrace(process)  # at once: the first reader shall not find an empty ledger
        except InputError as error:
            raise CommandError(str(error)) from None

    def _tell(self, words: str) -> None:
        """Progress, where somebody looks on."""
        if sys.stderr.isatty():
            self.stderr.write(words)
