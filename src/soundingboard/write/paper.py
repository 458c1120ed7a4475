"""A document of our own before it is a file: blocks in reading order, the same for page, Word, PDF and Markdown.

Reflections, a brief, a compilation text and a report are each made into a `Paper` once; `soundingboard.write.papers`
writes it in each format. What is marked as deleted or inserted becomes a tracked change in Word, `del` and `ins` on a
page, struck and underlined in PDF, `~~…~~` and `**…**` in Markdown.
"""

from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "emphasis", "delete", "insert"]
Role = Literal["plain", "wording", "quote", "evidence", "note"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look; `address` makes them a link, `language` is given where it is not the paper's."""

    text: str
    style: Style = "plain"
    address: str | None = None
    language: str | None = None


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper; `level` from 1, right under the title."""

    level: int
    line: Line
    name: str = ""  # an anchor on the page, a bookmark in Word


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. `wording` is text of a draft, `quote` the words of a contribution, `evidence` may be left out."""

    line: Line
    role: Role = "plain"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a paragraph, with its own name."""

    items: tuple[Prose, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption; the first column names the rows. `numeric` are the columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing and what it shows in words; the table with its numbers stands beside it."""

    svg: str
    words: str


Block = Heading | Prose | Bullets | Grid | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `front` are lines under the title: date, symbol, whose it is.

    `name` is an anchor at the title, as blocks have theirs. Blocks in a row that share a name are one stretch: its
    bookmark in Word goes over all of them, its anchor on a page stands at the first.
    """

    title: str
    blocks: tuple[Block, ...]
    front: tuple[str, ...] = ()
    language: str = "en"
    date: str | None = None
    author: str = "Soundingboard"
    name: str = ""


def words(text: str) -> Line:
    """A line in one plain look."""
    return (Words(text),)
