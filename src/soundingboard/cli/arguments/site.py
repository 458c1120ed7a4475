"""The commands of the site."""

from soundingboard.cli.arguments.making import Commands, Parser, command, count
from soundingboard.i18n import _


def _load(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "load", _("Load a process folder into the site; from then on the database is the truth.")
    )
    made.add_argument("folder", metavar=_("FOLDER"), help=_("the folder that holds process.toml"))


def _export(commands: "Commands[Parser]") -> None:
    made = command(commands, "export", _("Write a process of the site back into a folder."))
    made.add_argument("folder", metavar=_("FOLDER"), help=_("a folder that is new or empty"))
    made.add_argument(
        "--process", metavar=_("NAME"), help=_("which one, by its address (default: the only one)")
    )


def _serve(commands: "Commands[Parser]") -> None:
    made = command(commands, "serve", _("Serve the site: the web server and the worker for slow work."))
    made.add_argument("--host", metavar=_("HOST"), default="127.0.0.1", help=_("default: 127.0.0.1"))
    made.add_argument("--port", metavar="N", type=count, default=8000, help=_("default: 8000"))


def _account(commands: "Commands[Parser]") -> None:
    made = command(
        commands, "account", _("Open an account on the site; the password is read from standard input.")
    )
    made.add_argument("login", metavar=_("LOGIN"), help=_("the account's name"))
    made.add_argument(
        "--process",
        metavar=_("NAME"),
        help=_("the process of the role, by its address (default: the only one)"),
    )
    made.add_argument(
        "--role",
        choices=["board", "secretariat", "cofacilitator", "administrator"],
        help=_("what the account may do there (default: participant)"),
    )


COMMANDS = (_load, _export, _serve, _account)
