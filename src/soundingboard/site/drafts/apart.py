"""A file is read apart from the site: whatever it does to its reader, the site gets a record or one line."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soundingboard.site.drafts.parse import LIMITS, Limits

READER = ("-m", "soundingboard.site.drafts.parse")
_LOG = logging.getLogger(__name__)
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LANGUAGE", "LC_ALL")  # no secret of the site reaches the reader
_OVERRUN = (signal.SIGXCPU, signal.SIGKILL)  # the limit of work, first as a hint and then for good


class Unreadable(Exception):
    """The file cannot be read; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a file: the record of the draft, and the blocks that lay in it."""

    draft: dict[str, Any]
    blocks: list[dict[str, Any]]


def read_apart(data: bytes, name: str, limits: Limits = LIMITS, reader: Sequence[str] = READER) -> Read:
    """Read a file in a process of its own: Python with the arguments `reader`, and the name.

    Raises Unreadable, in one line, for whatever goes wrong.
    """
    found = answer_of(data, name, limits, reader)
    return Read(found["draft"], found["blocks"])


def answer_of(data: bytes, name: str, limits: Limits, reader: Sequence[str]) -> dict[str, Any]:
    """What a reader of ours answers to these bytes, in a process of its own; `name` is what messages call them.

    Raises Unreadable, in one line, for whatever goes wrong.
    """
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the name is an argument, no shell)
            [sys.executable, "-B", *reader, name],
            input=data,
            capture_output=True,
            timeout=limits.wall,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_too_long(name)) from None
    if done.returncode:
        _LOG.warning("the reader ended with %s: %s", done.returncode, _last_line(done.stderr))
        raise Unreadable(_why(done, name))
    return _answer(done.stdout, name)


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


def _answer(answer: bytes, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise Unreadable(_broken(name)) from None
    if "error" in found:
        raise Unreadable(" ".join(found["error"].split()))
    return found


def _why(done: "subprocess.CompletedProcess[bytes]", name: str) -> str:
    if -done.returncode in _OVERRUN:
        return _too_long(name)
    if b"MemoryError" in done.stderr or b"cannot allocate memory" in done.stderr.lower():
        words = _("{file}: needs more memory than a file may take; give the text alone, without pictures")
        return words.format(file=name)
    return _broken(name)


def _too_long(name: str) -> str:
    words = _("{file}: reading it took too long and was stopped; give the text alone, or save it as .docx")
    return words.format(file=name)


def _broken(name: str) -> str:
    words = _("{file}: the reader broke down on it; save it anew, as .docx for instance, and upload that")
    return words.format(file=name)


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
