"""The names that reflections bear in Word: of a statement, of wording, of the file, of what the program itself wrote.

A name holds a digest of what it stands on, so that a file that comes back tells by itself what was changed in it.
"""

import hashlib
import re
from collections.abc import Iterable

from soundingboard.model import Reflection

MADE, WORDING, FILE = "made_", "wording_", "file_"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")  # what Word takes for a name


def bare(text: str) -> str:
    """A text without blanks: what a word processor does to blanks is no change."""
    return "".join(text.split())


def digest(text: str) -> str:
    """Eight letters and digits that stand for a text."""
    return hashlib.sha256(bare(text).encode("utf-8", "replace")).hexdigest()[:8]


def of_section(section: str) -> str:
    """The name of a section: its id, where that can be one."""
    if _NAME.fullmatch(section) and not section.startswith((MADE, WORDING, FILE)):
        return section
    return f"s_{hashlib.sha256(section.encode('utf-8', 'replace')).hexdigest()[:32]}"


def of_made(n: int, text: str) -> str:
    """The name of the nth thing that the program wrote round the statements: a heading, evidence, a table."""
    return f"{MADE}{n}_{digest(text)}"


def of_wording(n: int, amendment: str, text: str) -> str:
    """The name of the nth suggested wording; `text` is as it reads once its changes are accepted."""
    return f"{WORDING}{n}_{digest(amendment)}_{digest(text)}"


def of_file(reflection: Reflection, front: Iterable[str]) -> str:
    """The name at the title: which reflections, in which state, with which lines under the title."""
    state = "\n".join(f"{one.id}\n{one.text}" for one in reflection.sections)
    return f"{FILE}{digest(reflection.id)}_{digest(state)}_{digest(''.join(front))}"
