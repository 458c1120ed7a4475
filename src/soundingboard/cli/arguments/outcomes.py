"""The commands on what became of a text and of what was asked: checks, amendments, documents, the ledger."""

import argparse

from soundingboard.cli.arguments.making import (
    Commands,
    Parser,
    add_format,
    add_output,
    add_reading,
    command,
    count,
)
from soundingboard.i18n import _


def _check(commands: "Commands[Parser]") -> None:
    words = _("Find what is unclear in a draft: addressees, roles, terms in two forms, references.")
    made = command(commands, "check", words)
    made.add_argument("draft", metavar=_("DRAFT"), help=_("the draft (a file, or -)"))
    made.add_argument(
        "--earlier",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a draft before it, oldest first (repeatable): references that renumbering shifted are found"),
    )
    add_reading(made, kept=False)
    add_format(made, "json", "csv")
    add_output(made)


def _trace(commands: "Commands[Parser]") -> None:
    words = _("Find the changes that took up proposals, or score given pairs: how much of each was taken up.")
    made = command(commands, "trace", words)
    made.add_argument(
        "file", metavar=_("PROPOSALS"), nargs="?", help=_("JSON lines of id, old and new, or -")
    )
    made.add_argument("--changes", metavar=_("FILE"), help=_("JSON lines of id, old and new: where to look"))
    made.add_argument(
        "--pairs",
        metavar=_("FILE"),
        help=_("JSON lines of id, prop_old, prop_new, am_old, am_new, scored as given"),
    )
    made.add_argument("--old", metavar=_("DRAFT"), help=_("with --new: the changes between two drafts"))
    made.add_argument("--new", metavar=_("DRAFT"), help=_("the later draft"))
    made.add_argument(
        "--top", metavar="N", type=count, default=5, help=_("at most so many each (default: 5)")
    )
    add_reading(made, kept=False)
    add_output(made)


def _ledger(commands: "Commands[Parser]") -> None:
    words = _("Show what became of every ask, draft by draft: outcomes with their evidence.")
    made = command(commands, "ledger", words)
    made.add_argument("file", metavar=_("ASKS"), help=_("JSON lines of asks, or - for standard input"))
    made.add_argument("drafts", metavar=_("DRAFT"), nargs="+", help=_("the drafts, oldest first"))
    made.add_argument(
        "--contributions", metavar=_("FILE"), help=_("who said them, and on which draft (JSON lines or CSV)")
    )
    made.add_argument("--amendments", metavar=_("FILE"), help=_("JSON lines of amendments, traced as well"))
    made.add_argument(
        "--reflections", metavar=_("FILE"), help=_("JSON lines of reflections: which asks the board carried")
    )
    made.add_argument(
        "--responses", metavar=_("FILE"), help=_("JSON lines of official answers, shown as stated evidence")
    )
    made.add_argument(
        "--process", metavar=_("FILE"), help=_("process.toml, whose words for groups and regions are used")
    )
    made.add_argument(
        "--shares",
        action="store_true",
        help=_("write outcomes by group and region instead, with denominators"),
    )
    add_reading(made, kept=False)
    add_format(made, "json", "csv")
    add_output(made)


def _amend(commands: "Commands[Parser]") -> None:
    words = _("Place proposed wording in a draft, find collisions, carry it to later drafts, warn of slips.")
    made = command(commands, "amend", words)
    _add_amendments(made)
    made.add_argument(
        "--next",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a later draft, oldest first (repeatable): amendments are carried to the last of them"),
    )
    add_reading(made, kept=False)
    add_output(made)


def _compile(commands: "Commands[Parser]") -> None:
    words = _("Write the compilation text: every proposal on each paragraph, attributed, in brackets.")
    made = command(commands, "compile", words)
    _add_amendments(made)
    made.add_argument("--open-only", action="store_true", help=_("leave out paragraphs without proposals"))
    add_reading(made, kept=False)
    add_format(made, "json", *PAPERS)
    add_output(made)


def _add_amendments(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "file",
        metavar=_("AMENDMENTS"),
        help=_(
            "JSON lines of amendments, a text with marked-up paragraphs, a .docx with tracked changes, or -"
        ),
    )
    made.add_argument("--draft", metavar=_("DRAFT"), required=True, help=_("the draft that they change"))
    made.add_argument("--by", metavar=_("NAME"), help=_("whose they are, where the file does not say"))


def _brief(commands: "Commands[Parser]") -> None:
    words = _(
        "Write one page on a paragraph or a topic: its history, who says what, the wording on the table."
    )
    made = command(commands, "brief", words)
    _add_folder(made)
    made.add_argument(
        "place", metavar=_("PLACE"), help=_("the number of a paragraph, or the name of a topic")
    )
    made.add_argument("--draft", metavar=_("NAME"), help=_("the draft (default: the newest)"))
    add_format(made, *PAPERS, default="markdown")
    add_output(made)


def _reflect(commands: "Commands[Parser]") -> None:
    words = _(
        "Write a board's reflections on a draft, or take back the Word file in which people edited them."
    )
    made = command(commands, "reflect", words)
    _add_folder(made)
    made.add_argument("--draft", metavar=_("NAME"), help=_("the draft (default: the newest)"))
    made.add_argument(
        "--assemble",
        action="store_true",
        help=_("make them anew from the records, though the folder has reflections on this draft"),
    )
    made.add_argument(
        "--without-evidence", action="store_true", help=_("leave out what stands beside each statement")
    )
    made.add_argument(
        "--returned", metavar=_("DOCX"), help=_("the Word file that came back: writes them as they are now")
    )
    add_format(made, "json", *PAPERS, default="markdown")
    add_output(made)


def _report(commands: "Commands[Parser]") -> None:
    words = _("Write the final report of a process, with every number counted from its records.")
    made = command(commands, "report", words)
    _add_folder(made)
    add_format(made, *PAPERS, default="markdown")
    add_output(made)


def _add_folder(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", metavar=_("FOLDER"), help=_("a process folder"))


PAPERS = ("markdown", "html", "docx", "pdf")
COMMANDS = (_check, _amend, _compile, _brief, _reflect, _trace, _ledger, _report)
