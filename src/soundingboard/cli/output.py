"""Results to the output, notices and progress to standard error."""

import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from soundingboard.errors import InputError
from soundingboard.i18n import N_, _

_STEPS = {
    "align": N_("matching paragraphs"),
    "compare": N_("comparing"),
    "read": N_("reading"),
    "write": N_("writing"),
}
_CLEAR = "\r\x1b[K"  # what stands on a terminal's line
_PATIENCE = 1.0  # seconds: shorter work needs no word
_REPAINT = 0.2  # seconds: often enough to be seen moving


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
    clear = _CLEAR if sys.stderr.isatty() else ""  # progress may stand on the line
    for words in lines:
        print(f"{clear}note: {name}: {words}", file=sys.stderr)


class Progress:
    """A line on a terminal's standard error, once the work has taken a second; nothing anywhere else.

    Used as `with Progress() as progress: ...`, it is told each step and paints it from a thread of its own, so that a
    step which is silent for long (a file is read, paragraphs are matched) is seen too. At the end the line goes.
    """

    def __init__(self) -> None:
        self._words = ""
        self._ended = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)

    def __call__(self, step: str, done: int, of: int) -> None:
        share = f" {100 * done // of} %" if of > 1 else " …"
        self._words = (_(_STEPS[step]) if step in _STEPS else step) + share

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._painter.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        if self._painter.is_alive():
            self._painter.join()

    def _paint(self) -> None:
        shown, wait = False, _PATIENCE
        while not self._ended.wait(wait):
            print(f"{_CLEAR}{self._words}", end="", file=sys.stderr, flush=True)
            shown, wait = True, _REPAINT
        if shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
