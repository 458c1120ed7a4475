"""The commands and their options; `docs/reference/commands.md` is made from here."""

import argparse
from importlib.metadata import version
from typing import NoReturn

from soundingboard.i18n import _

_Commands = argparse._SubParsersAction  # the only name that argparse gives it


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, as for any other bad input."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        self.exit(
            2, _("{command}: {message}; see {command} --help").format(command=self.prog, message=line) + "\n"
        )


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="soundingboard",
        description=_("Reads the drafts of a negotiated text and shows exactly what changed between them."),
        epilog=_(
            "A draft is a .docx, .html, .md, .txt, .pdf or .json file; the type is found from the content."
        ),
    )
    top.add_argument("--version", action="version", version=f"soundingboard {version('soundingboard')}")
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    for add in (_read, _compare, _redline, _concordance, _terms, _verify, _load, _export, _serve, _account):
        add(commands)
    return top


def _command(commands: "_Commands[_Parser]", name: str, words: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    command.set_defaults(run=name)
    return command


def _add_output(command: argparse.ArgumentParser, words: str | None = None) -> None:
    command.add_argument(
        "--output",
        "-o",
        metavar=_("PATH"),
        default="-",
        help=words or _("where to write (default: standard output)"),
    )


def _add_format(command: argparse.ArgumentParser, *formats: str) -> None:
    words = _("what to write (default: as the ending of --output says, else json)")
    command.add_argument("--format", choices=formats, help=words)


def _add_reading(command: argparse.ArgumentParser, kept: bool) -> None:
    choices = ["accepted", "rejected", "kept"] if kept else ["accepted", "rejected"]
    command.add_argument(
        "--revisions",
        choices=choices,
        default="accepted",
        help=_("what becomes of tracked changes in a file (default: accepted)")
        + (_("; kept adds them to each paragraph as runs") if kept else ""),
    )
    command.add_argument(
        "--marks",
        action="store_true",
        help=_("read ~~strike~~ and **insert** as tracked changes (Markdown and text)"),
    )


def _read(commands: "_Commands[_Parser]") -> None:
    command = _command(commands, "read", _("Read one draft: its headings and numbered paragraphs, as JSON."))
    command.add_argument("file", metavar=_("FILE"), help=_("the draft, or - for standard input"))
    _add_reading(command, kept=True)
    for name, words in (
        ("title", _("title, where the file does not say it or says it wrong")),
        ("stage", _("stage: elements, non-paper, zero-draft, rev1, rev2 …, final, adopted")),
        ("label", _("what the draft is called: “Revision 1”")),
        ("symbol", _("document symbol")),
        ("date", _("date of the draft, as 2026-03-12")),
        ("language", _("language of the text, as en or fr")),
        ("url", _("address that the file came from")),
    ):
        command.add_argument(f"--{name}", metavar=name.upper(), help=words)
    command.add_argument(
        "--visibility",
        choices=["public", "board", "unofficial"],
        help=_("who the draft is for (default: public)"),
    )
    _add_output(command)


def _compare(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "compare", _("Compare two drafts: what became of every paragraph, word by word.")
    )
    command.add_argument("old", metavar=_("OLD"), help=_("the earlier draft (a file, or -)"))
    command.add_argument("new", metavar=_("NEW"), help=_("the later draft (a file, or -)"))
    _add_format(command, "json", "html", "markdown", "docx")
    command.add_argument(
        "--explain", action="store_true", help=_("say for each change why its paragraphs were matched")
    )
    command.add_argument(
        "--earlier",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a draft before OLD, oldest first (repeatable): text that comes back is shown as reinstated"),
    )
    _add_reading(command, kept=False)
    command.add_argument(
        "--author",
        metavar=_("NAME"),
        default="Soundingboard",
        help=_("author of the tracked changes (docx only; default: Soundingboard)"),
    )
    command.add_argument(
        "--date", metavar=_("DATE"), help=_("date of the tracked changes, as 2026-03-12 (docx only)")
    )
    _add_output(command)


def _redline(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands,
        "redline",
        _("Mark what changed between pairs of texts: JSON lines of id, old, new in; id, runs out."),
    )
    command.add_argument("file", metavar=_("PAIRS"), help=_("a file of JSON lines, or - for standard input"))
    _add_output(command)


def _concordance(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "concordance", _("Show which paragraph of each draft became which in the next.")
    )
    command.add_argument("drafts", metavar=_("DRAFT"), nargs="+", help=_("two drafts or more, oldest first"))
    _add_format(command, "json", "csv", "html")
    _add_reading(command, kept=False)
    _add_output(command)


def _terms(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "terms", _("Count how often each term stands in each draft, changes of use first.")
    )
    command.add_argument("drafts", metavar=_("DRAFT"), nargs="+", help=_("one draft or more, oldest first"))
    _add_format(command, "json", "csv", "html")
    command.add_argument(
        "--term", metavar=_("TERM"), action="append", default=[], help=_("count this term only (repeatable)")
    )
    command.add_argument(
        "--top",
        metavar="N",
        type=_count,
        default=200,
        help=_("at most so many terms when they are found (default: 200)"),
    )
    _add_reading(command, kept=False)
    _add_output(command)


def _verify(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "verify", _("Check a record of acts: that no entry is missing and none was altered.")
    )
    command.add_argument("file", metavar=_("RECORD"), help=_("a record.jsonl, or - for standard input"))
    _add_output(command)


def _load(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "load", _("Load a process folder into the site; from then on the database is the truth.")
    )
    command.add_argument("folder", metavar=_("FOLDER"), help=_("the folder that holds process.toml"))


def _export(commands: "_Commands[_Parser]") -> None:
    command = _command(commands, "export", _("Write a process of the site back into a folder."))
    command.add_argument("folder", metavar=_("FOLDER"), help=_("a folder that is new or empty"))
    command.add_argument(
        "--process", metavar=_("NAME"), help=_("which one, by its address (default: the only one)")
    )


def _serve(commands: "_Commands[_Parser]") -> None:
    command = _command(commands, "serve", _("Serve the site: the web server and the worker for slow work."))
    command.add_argument("--host", metavar=_("HOST"), default="127.0.0.1", help=_("default: 127.0.0.1"))
    command.add_argument("--port", metavar="N", type=_count, default=8000, help=_("default: 8000"))


def _account(commands: "_Commands[_Parser]") -> None:
    command = _command(
        commands, "account", _("Open an account on the site; the password is read from standard input.")
    )
    command.add_argument("login", metavar=_("LOGIN"), help=_("the account's name"))
    command.add_argument(
        "--process",
        metavar=_("NAME"),
        help=_("the process of the role, by its address (default: the only one)"),
    )
    command.add_argument(
        "--role",
        choices=["board", "secretariat", "cofacilitator", "administrator"],
        help=_("what the account may do there (default: participant)"),
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not (number := int(text[:9])):
        raise argparse.ArgumentTypeError(_("{text} is not a number from 1").format(text=text))
    return number
