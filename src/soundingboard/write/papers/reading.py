"""Markdown that people wrote, as blocks of a paper: headings, paragraphs, lists, quotations, tables, links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Prose, Role, Style, Words

_LOOKS: dict[str, Style] = {"strong": "strong", "em": "emphasis", "s": "delete"}
_RANK: tuple[Style, ...] = (
    "delete",
    "strong",
    "emphasis",
)  # a paper's words have one look: the first of these
_SAFE = ("http://", "https://", "mailto:", "/", "#")


@dataclass(slots=True)
class _Reader:
    """Where the reading stands: what is open around the next words, and what was found."""

    first: int
    levels: Sequence[str]
    blocks: list[Block] = field(default_factory=list)
    items: list[Prose] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)  # of each list that is open, whether it is numbered
    quotes: int = 0
    heading: str = ""
    rows: list[list[Line]] | None = None


def blocks_of(markdown: str, first: int = 2) -> tuple[Block, ...]:
    """The blocks of a text in Markdown (CommonMark with tables and strikethrough); none of an empty one.

    `first` is the level of its highest heading: levels follow each other without a gap, whatever the text began with.
    Lists inside lists are one list. HTML stands as it is written; of a picture there are its words. Only addresses
    that a reader may follow safely become links.
    """
    tokens = _parser().parse(markdown)
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    reader = _Reader(first, levels)
    for token in tokens:
        _take(reader, token)
    return tuple(reader.blocks)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _take(reader: _Reader, token: Token) -> None:
    match token.type:
        case "heading_open":
            reader.heading = token.tag
        case "blockquote_open" | "blockquote_close":
            reader.quotes += token.nesting
        case "bullet_list_open" | "ordered_list_open":
            reader.lists.append(token.type == "ordered_list_open")
        case "bullet_list_close" | "ordered_list_close":
            _close_list(reader)
        case "table_open":
            reader.rows = []
        case "tr_open":
            if reader.rows is not None:
                reader.rows.append([])
        case "table_close":
            _close_table(reader)
        case "inline":
            _place(reader, _line(token.children or []))
        case "fence" | "code_block":
            _place(reader, (Words(token.content.rstrip("\n")),))


def _place(reader: _Reader, line: Line) -> None:
    """Words go where they stand: into a cell, a heading, an item, a quotation, or a paragraph of their own."""
    if reader.rows is not None:
        reader.rows[-1].append(line)
    elif not line:
        return
    elif reader.heading:
        reader.blocks.append(Heading(reader.first + reader.levels.index(reader.heading), line))
        reader.heading = ""
    elif reader.lists:
        reader.items.append(Prose(line))
    else:
        role: Role = "quote" if reader.quotes else "plain"
        reader.blocks.append(Prose(line, role))


def _close_list(reader: _Reader) -> None:
    is_ordered = reader.lists.pop()
    if not reader.lists and reader.items:
        reader.blocks.append(Bullets(tuple(reader.items), is_ordered))
        reader.items = []


def _close_table(reader: _Reader) -> None:
    rows, reader.rows = reader.rows or [], None
    if rows:
        columns = tuple("".join(words.text for words in line) for line in rows[0])
        reader.blocks.append(Grid("", columns, tuple(map(tuple, rows[1:]))))


def _line(tokens: Sequence[Token]) -> Line:
    return tuple(_words(tokens))


def _words(tokens: Sequence[Token]) -> Iterator[Words]:
    """The words of a line, each with its look; a line feed is a break within the paragraph."""
    open_: list[Style] = []
    address: str | None = None
    for token in tokens:
        if token.tag in _LOOKS and token.nesting > 0:
            open_.append(_LOOKS[token.tag])
        elif token.tag in _LOOKS:
            open_.pop()
        elif token.type == "link_open":
            wanted = str(token.attrs.get("href") or "")
            address = wanted if wanted.startswith(_SAFE) else None
        elif token.type == "link_close":
            address = None
        elif text := {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content):
            style: Style = next((look for look in _RANK if look in open_), "plain")
            yield Words(text, style, address)
