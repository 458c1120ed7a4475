"""The commands on what became of a text and of what was asked: checks of a draft, the ledger."""

from soundingboard.cli.arguments.making import (
    Commands,
    Parser,
    add_format,
    add_output,
    add_reading,
    command,
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


COMMANDS = (_check, _ledger)
