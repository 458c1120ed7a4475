"""The commands that read what people said: contributions, their citations, links and asks, and where they meet."""

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


def _add_drafts(made: argparse.ArgumentParser, needed: bool) -> None:
    made.add_argument(
        "--draft", metavar=_("DRAFT"), required=needed, help=_("the draft that they speak of (a file, or -)")
    )
    made.add_argument(
        "--earlier",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a draft before it, oldest first (repeatable): its numbers are followed to DRAFT"),
    )
    add_reading(made, kept=False)


def _add_versions(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--version-in",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("the same draft in another language (repeatable): what is said in it is linked through it"),
    )


def _contributions(commands: "Commands[Parser]") -> None:
    made = command(
        commands,
        "contributions",
        _(
            "Read contributions from CSV, JSON lines or a folder of documents; a report lists every file and row."
        ),
    )
    made.add_argument("paths", metavar=_("PATH"), nargs="+", help=_("files, folders or a .zip"))
    made.add_argument(
        "--process", metavar=_("FILE"), help=_("process.toml, whose words for groups and regions are used")
    )
    made.add_argument(
        "--report", metavar=_("CSV"), help=_("where to write what became of every file and row")
    )
    add_output(made)


def _cite(commands: "Commands[Parser]") -> None:
    made = command(commands, "cite", _("Find the paragraphs that a text cites, ranges written out."))
    made.add_argument(
        "file", metavar=_("FILE"), help=_("a text, or JSON lines of id and text (- for standard input)")
    )
    made.add_argument(
        "--draft",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a draft of the process, oldest first (repeatable): its names and numbers are known then"),
    )
    add_reading(made, kept=False)
    add_output(made)


def _link(commands: "Commands[Parser]") -> None:
    made = command(
        commands,
        "link",
        _("Link contributions to the paragraphs they speak of, by number, quotation, likeness."),
    )
    made.add_argument("file", metavar=_("CONTRIBUTIONS"), help=_("JSON lines or CSV of id and text, or -"))
    _add_drafts(made, needed=True)
    _add_versions(made)
    made.add_argument(
        "--top", metavar="N", type=count, default=5, help=_("at most so many each (default: 5)")
    )
    add_output(made)


def _asks(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "asks", _("Find what contributions ask: to keep, strengthen, bring back, change …")
    )
    made.add_argument("file", metavar=_("CONTRIBUTIONS"), help=_("JSON lines or CSV of id and text, or -"))
    _add_drafts(made, needed=False)
    _add_versions(made)
    add_output(made)


def _converge(commands: "Commands[Parser]") -> None:
    made = command(
        commands,
        "converge",
        _("Count who asks what of which paragraph or topic: where groups meet and part."),
    )
    _add_asks(made)
    made.add_argument(
        "--by",
        metavar=_("FIELDS"),
        default="stakeholder_group,regional_group",
        help=_("what to count by, with commas (default: stakeholder_group,regional_group)"),
    )
    _add_frozen(made)
    add_format(made, "json", "csv")
    add_output(made)


def _coverage(commands: "Commands[Parser]") -> None:
    made = command(commands, "coverage", _("Show what nobody spoke on, and who was not heard."))
    _add_asks(made)
    _add_frozen(made)
    made.add_argument("--draft", metavar=_("DRAFT"), required=True, help=_("the draft (a file)"))
    add_reading(made, kept=False)
    add_format(made, "json", "csv")
    add_output(made)


def _topics(commands: "Commands[Parser]") -> None:
    made = command(commands, "topics", _("Suggest topics, from headings, terms, and what is cited together."))
    _add_asks(made)
    made.add_argument("--draft", metavar=_("DRAFT"), required=True, help=_("the draft (a file)"))
    add_reading(made, kept=False)
    add_output(made)


def _add_asks(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "file", metavar=_("ASKS"), help=_("JSON lines of asks, as soundingboard asks writes them")
    )
    made.add_argument(
        "--contributions",
        metavar=_("FILE"),
        help=_("who said them (JSON lines or CSV), where the asks do not tell"),
    )
    made.add_argument("--topics", metavar=_("FILE"), help=_("JSON lines of topics"))
    made.add_argument(
        "--process", metavar=_("FILE"), help=_("process.toml, whose words for groups and regions are used")
    )


def _add_frozen(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--frozen",
        metavar=_("FILE"),
        help=_(
            "JSON lines of what was counted of the anonymous when drafts closed (frozen.jsonl of an export)"
        ),
    )


COMMANDS = (_contributions, _cite, _link, _asks, _converge, _coverage, _topics)
