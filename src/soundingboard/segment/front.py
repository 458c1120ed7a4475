"""The front of a draft: title, stage, date and symbol, and the marks that say how far a paragraph has come."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from soundingboard.model import Block
from soundingboard.numbers import read_label
from soundingboard.vocabulary import Status

_SYMBOL = re.compile(r"[A-Z]{1,8}(?:[/.-][\w.*]+){2,8}")
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?\s+(?:de\s+)?(?P<month>[^\W\d]+),?\s+(?:de\s+)?(?P<year>\d{4})"
    r"|(?P<month_first>[^\W\d]+)\s+(?P<day_second>\d{1,2}),?\s+(?P<year_last>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
)
_MARK_AT_HEAD = re.compile(r"\s*\[(?P<mark>[^\[\]]{1,40})\]\s*")
_MARK_AT_FOOT = re.compile(_MARK_AT_HEAD.pattern + "$")
_MOST_LINES = 40  # a masthead, title, stage, date and symbol are fewer; "Adopted" on a later line is text
_LONGEST_LINE = 14  # words: a front line names a stage or a date; a preambular paragraph is longer


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text: `rest` are the blocks that belong to the text itself.

    `masthead` are lines above the title that say neither stage nor date nor symbol ("Distr.: General").
    """

    title: str = ""
    stage: str | None = None
    label: str | None = None
    symbol: str | None = None
    date: str | None = None
    masthead: tuple[str, ...] = ()
    rest: tuple[Block, ...] = ()

    @property
    def states_something(self) -> bool:
        """Whether a line stated a stage, a date or a symbol, as the lines under a title do."""
        return bool(self.stage or self.date or self.symbol)


@cache
def lexicon() -> Mapping[str, Any]:
    """The words on the front of a draft and in its marks."""
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))


def read_front(blocks: Sequence[Block]) -> Front:
    """Title and front lines taken off the head of `blocks`; a line that is neither stays in the text."""
    found: dict[str, str] = {}
    masthead: tuple[str, ...] = ()
    rest: list[Block] = []
    top = _level_of_title(blocks)
    for position, block in enumerate(blocks):
        is_title = block.role == "title" or (block.role == "heading" and block.level == top)
        line = read_front_line(block.text)
        if is_title and "title" not in found:
            found["title"] = block.text
            masthead, rest = tuple(before.text for before in rest), []
        elif position >= _MOST_LINES or _ends_front(block):
            return Front(**found, masthead=masthead, rest=(*rest, *blocks[position:]))
        elif line and all(found.get(key, value) == value for key, value in line.items()):
            found |= line
        else:
            rest.append(block)
    return Front(**found, masthead=masthead, rest=tuple(rest))


def _level_of_title(blocks: Sequence[Block]) -> int | None:
    """The highest level of the headings, where one alone stands there above others: it is the title."""
    levels = sorted(block.level for block in blocks if block.role == "heading")
    return levels[0] if len(levels) > 1 and levels[0] < levels[1] else None


def _ends_front(block: Block) -> bool:
    long = len(block.text.split()) > _LONGEST_LINE
    numbered = bool(block.label) or read_label(block.text) is not None
    return block.role in ("heading", "row", "item") or numbered or long


def read_front_line(text: str) -> dict[str, str]:
    """Stage and label, date (ISO) or symbol that a front line states; empty when it states none of them."""
    line = text.strip().strip("()[]*_ ").rstrip(".")
    if _SYMBOL.fullmatch(line):
        return {"symbol": line}
    date = _DATE.search(line)
    iso = _iso(date) if date else None
    words = (line.replace(date[0], "") if date and iso else line).strip(" ,–—-()")
    stage = _stage(words)
    if stage:
        return {"stage": stage, "label": words} | ({"date": iso} if iso else {})
    return {"date": iso} if iso and date and date[0] == line else {}


def _stage(words: str) -> str | None:
    for rule in lexicon()["stages"]:
        if match := re.fullmatch(rule["pattern"], words, re.IGNORECASE):
            groups = match.groupdict()
            nth = lexicon()["ordinals"].get((groups.get("nth") or "").lower())
            return str(rule["stage"]).format(n=groups.get("n") or nth)
    return None


def begins_with_date(text: str) -> bool:
    """Whether a line opens with a date, whose first figure is not a number of the line."""
    return _DATE.match(text) is not None


def _iso(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"]
    name = (match["month"] or match["month_first"]).lower()
    months = [months.split().index(name) for months in lexicon()["months"].values() if name in months.split()]
    day, year = int(match["day"] or match["day_second"]), match["year"] or match["year_last"]
    return f"{year}-{months[0] + 1:02}-{day:02}" if months and 1 <= day <= 31 else None


def read_mark(text: str) -> tuple[Status | None, int, int]:
    """The status that a mark at the head or foot of `text` gives, and where the text without it starts and ends."""
    head = _MARK_AT_HEAD.match(text)
    if head and (status := mark_status(head["mark"])):
        return status, head.end(), len(text)
    foot = _MARK_AT_FOOT.search(text)
    if foot and (status := mark_status(foot["mark"])):
        return status, 0, foot.start()
    return None, 0, len(text)


def names_the_speaker(text: str) -> bool:
    """Whether a line only names the body that speaks ("The General Assembly,")."""
    return re.fullmatch(lexicon()["opening"]["pattern"], text.strip(), re.IGNORECASE) is not None


def mark_status(words: str) -> Status | None:
    """The status that the words of a mark name: "Suggested for closure" gives suggested."""
    for rule in lexicon()["marks"]:
        if re.fullmatch(rule["pattern"], words.strip(), re.IGNORECASE):
            return cast(Status, rule["status"])
    return None


def has_brackets(text: str) -> bool:
    """Whether words of `text` stand in square brackets, as open text does; "[PUB31]" and "[sic]" do not count."""
    return any(
        match[1] != "sic" and any(letter.isalpha() and not letter.isupper() for letter in match[1])
        for match in re.finditer(r"\[([^\[\]]*)(?:\]|$)", text)
    )
