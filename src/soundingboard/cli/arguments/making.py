"""What every command of the command line shares: a parser whose complaint is one line, and common options."""

import argparse
from typing import NoReturn

from soundingboard.i18n import _

Commands = argparse._SubParsersAction  # the only name that argparse gives it


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, as for any other bad input."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        self.exit(
            2, _("{command}: {message}; see {command} --help").format(command=self.prog, message=line) + "\n"
        )


def command(commands: "Commands[Parser]", name: str, words: str) -> argparse.ArgumentParser:
    """A command of that name; `words` say what it does."""
    made = commands.add_parser(name, help=words, description=words)
    made.set_defaults(run=name)
    return made


def add_output(made: argparse.ArgumentParser, words: str | None = None) -> None:
    """Where the result goes."""
    made.add_argument(
        "--output",
        "-o",
        metavar=_("PATH"),
        default="-",
        help=words or _("where to write (default: standard output)"),
    )


def add_format(made: argparse.ArgumentParser, *formats: str, default: str = "json") -> None:
    """In which format the result is written; `default` where the name of the output tells nothing."""
    words = _("what to write (default: as the ending of --output says, else {format})").format(format=default)
    made.add_argument("--format", choices=formats, help=words)


def add_reading(made: argparse.ArgumentParser, kept: bool) -> None:
    """How files with tracked changes are read."""
    choices = ["accepted", "rejected", "kept"] if kept else ["accepted", "rejected"]
    made.add_argument(
        "--revisions",
        choices=choices,
        default="accepted",
        help=_("what becomes of tracked changes in a file (default: accepted)")
        + (_("; kept adds them to each paragraph as runs") if kept else ""),
    )
    made.add_argument(
        "--marks",
        action="store_true",
        help=_("read ~~strike~~ and **insert** as tracked changes (Markdown and text)"),
    )


def count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or not (number := int(text[:9])):
        raise argparse.ArgumentTypeError(_("{text} is not a number from 1").format(text=text))
    return number
