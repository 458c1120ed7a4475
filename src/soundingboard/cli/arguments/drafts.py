"""The commands that read and compare drafts, and check a record."""

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


def _read(commands: "Commands[Parser]") -> None:
    made = command(commands, "read", _("Read one draft: its headings and numbered paragraphs, as JSON."))
    made.add_argument("file", metavar=_("FILE"), help=_("the draft, or - for standard input"))
    add_reading(made, kept=True)
    for name, words in (
        ("title", _("title, where the file does not say it or says it wrong")),
        ("stage", _("stage: elements, non-paper, zero-draft, rev1, rev2 …, final, adopted")),
        ("label", _("what the draft is called: “Revision 1”")),
        ("symbol", _("document symbol")),
        ("date", _("date of the draft, as 2026-03-12")),
        ("language", _("language of the text, as en or fr")),
        ("url", _("address that the file came from")),
    ):
        made.add_argument(f"--{name}", metavar=name.upper(), help=words)
    made.add_argument(
        "--visibility",
        choices=["public", "board", "unofficial"],
        help=_("who the draft is for (default: public)"),
    )
    add_output(made)


def _compare(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "compare", _("Compare two drafts: what became of every paragraph, word by word.")
    )
    made.add_argument("old", metavar=_("OLD"), help=_("the earlier draft (a file, or -)"))
    made.add_argument("new", metavar=_("NEW"), help=_("the later draft (a file, or -)"))
    add_format(made, "json", "html", "markdown", "docx")
    made.add_argument(
        "--explain", action="store_true", help=_("say for each change why its paragraphs were matched")
    )
    made.add_argument(
        "--earlier",
        metavar=_("DRAFT"),
        action="append",
        default=[],
        help=_("a draft before OLD, oldest first (repeatable): text that comes back is shown as reinstated"),
    )
    add_reading(made, kept=False)
    made.add_argument(
        "--author",
        metavar=_("NAME"),
        default="Soundingboard",
        help=_("author of the tracked changes (docx only; default: Soundingboard)"),
    )
    made.add_argument(
        "--date", metavar=_("DATE"), help=_("date of the tracked changes, as 2026-03-12 (docx only)")
    )
    add_output(made)


def _redline(commands: "Commands[Parser]") -> None:
    made = command(
        commands,
        "redline",
        _("Mark what changed between pairs of texts: JSON lines of id, old, new in; id, runs out."),
    )
    made.add_argument("file", metavar=_("PAIRS"), help=_("a file of JSON lines, or - for standard input"))
    add_output(made)


def _concordance(commands: "Commands[Parser]") -> None:
    made = command(commands, "concordance", _("Show which paragraph of each draft became which in the next."))
    made.add_argument("drafts", metavar=_("DRAFT"), nargs="+", help=_("two drafts or more, oldest first"))
    add_format(made, "json", "csv", "html")
    add_reading(made, kept=False)
    add_output(made)


def _terms(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "terms", _("Count how often each term stands in each draft, changes of use first.")
    )
    made.add_argument("drafts", metavar=_("DRAFT"), nargs="+", help=_("one draft or more, oldest first"))
    add_format(made, "json", "csv", "html")
    made.add_argument(
        "--term", metavar=_("TERM"), action="append", default=[], help=_("count this term only (repeatable)")
    )
    made.add_argument(
        "--top",
        metavar="N",
        type=count,
        default=200,
        help=_("at most so many terms when they are found (default: 200)"),
    )
    add_reading(made, kept=False)
    add_output(made)


def _verify(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "verify", _("Check a record of acts: that no entry is missing and none was altered.")
    )
    made.add_argument("file", metavar=_("RECORD"), help=_("a record.jsonl, or - for standard input"))
    add_output(made)


COMMANDS = (_read, _compare, _redline, _concordance, _terms, _verify)
