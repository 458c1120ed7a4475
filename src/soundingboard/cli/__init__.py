"""The command line: what is read and compared, and the site that is served."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from soundingboard.cli.arguments import parser
from soundingboard.errors import InputError
from soundingboard.i18n import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status.

    0 done; 1 done, but some records were bad (bulk commands); 2 input that cannot be used.
    """
    options = parser().parse_args(arguments)
    gc.set_threshold(
        100_000, 50, 50
    )  # a run makes many small records and no cycles: looking for them costs a tenth
    try:
        _spare_inputs(options)
        status: int = _command(options.run)(options)
    except InputError as error:
        return _fail(str(error), 2)
    except MemoryError:
        return _fail(_("the input needs more memory than there is; split it and try again"), 2)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # the reader has gone: nothing more to say
        return 0
    except KeyboardInterrupt:
        return _fail(_("stopped"), 130)
    return status


_ROOMS = {
    "site": ("load", "export", "serve", "account"),
    "outcomes": ("check", "amend", "compile", "brief", "reflect", "trace", "ledger", "report"),
    "said": ("contributions", "cite", "link", "asks", "converge", "coverage", "topics"),
}


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """What a command does; loaded here, so that --help loads neither the engine nor the site."""
    module = next((room for room, names in _ROOMS.items() if name in names), "commands")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"soundingboard.cli.{module}"), name)
    return found


_READ = (
    "file",
    "old",
    "new",
    "process",
    "draft",
    "contributions",
    "topics",
    "drafts",
    "earlier",
    "paths",
    "version_in",
    "returned",
    "changes",
    "pairs",
    "amendments",
    "reflections",
    "responses",
)


def _spare_inputs(options: argparse.Namespace) -> None:
    """Refuses to write over a file that is being read."""
    read: list[str] = []
    for name in _READ:
        value = getattr(options, name, None) or []
        read += value if isinstance(value, list) else [value]
    for option in ("output", "report"):
        written = getattr(options, option, None) or "-"
        if written != "-" and any(_is_same(written, name) for name in read):
            words = _("{path} is one of the files that are read; name another for {option}")
            raise InputError(words.format(path=written, option=f"--{option}"))


def _is_same(one: str, other: str) -> bool:
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def _fail(message: str, status: int) -> int:
    line = " ".join(message.split())
    print(f"soundingboard: {line}", file=sys.stderr)
    return status
