"""A finding of `check`, and the rules that it is made with."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from soundingboard.model import Paragraph, PlaceName, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something unclear in a paragraph: the rule, the words (offsets in its text), why, and where else to look."""

    rule: str
    eid: str
    number: str
    words: Span
    message: str
    source: str
    others: tuple[PlaceName, ...] = ()


def finding(
    rule: str,
    paragraph: Paragraph,
    start: int,
    end: int,
    message: str,
    section: str,
    others: tuple[PlaceName, ...] = (),
) -> Finding:
    """A finding about the words between two offsets; `section` is that of its source among the rules."""
    words = Span(start, end, paragraph.text[start:end])
    return Finding(
        rule, paragraph.eid, paragraph.number, words, message, str(rules()[section]["source"]), others
    )


@cache
def rules() -> dict[str, Any]:
    """The rules as data."""
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
