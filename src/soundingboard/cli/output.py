"""Results to the output, notices and progress to standard error."""

import sys
import time
from pathlib import Path

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Draft

_STEPS = {"align": _("matching paragraphs"), "compare": _("comparing"), "read": _("reading")}


def write(path: str, result: str | bytes) -> None:
    """Writes a result to a file or standard output; binary results are refused on a terminal."""
    data = result.encode() if isinstance(result, str) else result
    if path == "-":
        if isinstance(result, bytes) and sys.stdout.isatty():
            raise InputError(
                _("this format is binary and would garble the terminal: name a file with --output")
            )
        sys.stdout.buffer.write(data)
        return
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(_("{path} cannot be written: {reason}").format(path=path, reason=reason)) from None


def notice(draft: Draft) -> None:
    """The notices of a draft, a line each, on standard error."""
    for words in draft.notices:
        print(f"note: {draft.source.file}: {words}", file=sys.stderr)


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
