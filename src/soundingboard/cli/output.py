"""Results to the output, notices and progress to standard error."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from soundingboard.errors import InputError
from soundingboard.i18n import _

_STEPS = {"align": _("matching paragraphs"), "compare": _("comparing"), "read": _("reading")}


def write(path: str, result: str | bytes) -> None:
    """Writes a result to a file or standard output; binary results are refused on a terminal."""
    data = result.encode() if isinstance(result, str) else result
    if path == "-" and isinstance(result, bytes) and sys.stdout.isatty():
        raise InputError(_("this format is binary and would garble the terminal: name a file with --output"))
    try:
        if path == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(path).write_bytes(data)
    except BrokenPipeError:
        raise  # the reader has gone, which is no error
    except OSError as error:
        name, reason = _("standard output") if path == "-" else path, error.strerror or str(error)
        raise InputError(_("{path} cannot be written: {reason}").format(path=name, reason=reason)) from None


def notices(name: str, lines: Iterable[str]) -> None:
    """Notices about a file, a line each, on standard error."""
    for words in lines:
        print(f"note: {name}: {words}", file=sys.stderr)


class Progress:
    """A line on a terminal's standard error, once the work has taken a second; nothing anywhere else."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = 0.0
        self._open = False

    def __call__(self, step: str, done: int, of: int) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._started < 1 or now - self._shown < 0.1:
            return
        share = f" {100 * done // of} %" if of > 1 else " …"
        print(f"\r\x1b[K{_STEPS.get(step, step)}{share}", end="", file=sys.stderr, flush=True)
        self._shown, self._open = now, True

    def close(self) -> None:
        """Takes the line away."""
        if self._open:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
