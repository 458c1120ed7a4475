"""The commands and their options; `docs/reference/commands.md` is made from here."""

import argparse
from importlib.metadata import version

from soundingboard.cli.arguments import drafts, outcomes, said, site
from soundingboard.cli.arguments.making import Parser
from soundingboard.i18n import _


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(
        prog="soundingboard",
        description=_("Reads the drafts of a negotiated text and shows exactly what changed between them."),
        epilog=_(
            "A draft is a .docx, .html, .md, .txt, .pdf or .json file; the type is found from the content."
        ),
    )
    top.add_argument("--version", action="version", version=f"soundingboard {version('soundingboard')}")
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    for room in (drafts, said, outcomes, site):
        for add in room.COMMANDS:
            add(commands)
    return top
