"""A paper as Markdown (CommonMark with tables and strikethrough)."""

import re
import unicodedata
from collections.abc import Iterator

from soundingboard.i18n import _
from soundingboard.write.characters import clean
from soundingboard.write.markdown import escaped
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Picture, Prose, Words
from soundingboard.write.papers.lines import inside, joined, near, outside

_MARKS = {
    "strong": ("**", "strong"),
    "emphasis": ("*", "em"),
    "delete": ("~~", "del"),
    "insert": ("**", "ins"),
}
_LOWEST = 6
_BLANK = re.compile(r"[ \t\f\v\r]*\n[ \t\f\v\r\n]*")  # a line feed with the blanks round it, and what follows
_INDENT = "    "


def to_markdown(paper: Paper) -> str:
    """The paper as text; inserted words as `**…**`, deleted ones as `~~…~~`."""
    blocks = [f"# {_one_line(paper.title)}", *map(_one_line, paper.front)]
    for block in paper.blocks:
        blocks += _block(block)
    return clean("\n\n".join(block for block in blocks if block.strip()) + "\n")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * min(max(block.level, 1) + 1, _LOWEST)} {_flat(block.line)}"
        case Prose():
            yield _prose(block)
        case Bullets():
            yield _bullets(block)
        case Grid():
            yield f"**{_one_line(block.caption)}**" if block.caption.strip() else ""
            yield _grid(block)
        case Picture():
            yield f"*{_one_line(_('Picture: {words}').format(words=block.words))}*"


def _prose(block: Prose) -> str:
    text = _broken(block.line, "\\\n")
    return "> " + text.replace("\n", "\n> ") if block.role in ("wording", "quote") and text else text


def _bullets(block: Bullets) -> str:
    rows = []
    for n, item in enumerate(block.items, start=1):
        mark = f"{n}." if block.is_ordered else "-"
        rows.append(f"{mark} {_broken(item.line, chr(92) + chr(10) + _INDENT)}")
    return "\n".join(rows)


def _grid(block: Grid) -> str:
    head = " | ".join(_one_line(name).replace("\n", " ") for name in block.columns)
    rule = "|".join("---:" if n in block.numeric else "---" for n, _name in enumerate(block.columns))
    rows = (" | ".join(_broken(cell, "<br>") for cell in row) for row in block.rows)
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in rows)])


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _flat(line: Line) -> str:
    return _broken(line, " ")


def _broken(line: Line, feed: str) -> str:
    """The line in Markdown, with `feed` for each line feed; blanks at its ends are left out."""
    parts = joined(line)
    shown: list[str] = []
    for n, words in enumerate(parts):
        before = shown[-1][-1] if shown else " "
        after = _first(parts[n + 1]) if n + 1 < len(parts) else " "
        shown.append(_shown(words, before, after))
    return _BLANK.sub(lambda _found: feed, "".join(shown).strip())


def _first(words: Words) -> str:
    """The character that follows a mark: that of the next words, or the mark that these begin with."""
    if words.text[0].isspace() or words.style == "plain":
        return "[" if words.address else words.text[0]
    return _MARKS[words.style][0][0]


def _shown(words: Words, before: str, after: str) -> str:
    if not words.text.strip() or (words.style == "plain" and not words.address):
        return escaped(words.text)
    lead = words.text[: len(words.text) - len(words.text.lstrip())]
    trail = words.text[len(words.text.rstrip()) :]
    inner = words.text.strip()
    text = _linked(words, escaped(inner))
    if words.style == "plain":
        return f"{lead}{text}{trail}"
    mark, tag = _MARKS[words.style]
    ends = (inner[0], inner[-1]) if not words.address else (".", ".")
    before, after = lead[-1:] or before, trail[:1] or after
    opens = before.isspace() or (_is_letter(ends[0]) and before != mark[0])
    closes = after.isspace() or (_is_letter(ends[1]) and after != mark[0])
    if opens and closes and "\n" not in inner:
        return f"{lead}{mark}{text}{mark}{trail}"
    return f"{lead}<{tag}>{text}</{tag}>{trail}"


def _linked(words: Words, text: str) -> str:
    address = outside(words.address) or near(words.address)
    name = inside(words.address)
    if not address and not name:
        return text
    target = f"#{name}" if name else str(address)
    safe = re.sub(r"[\s<>()\[\]\\|~`]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), target)
    return f"[{text}]({safe})"


def _is_letter(character: str) -> bool:
    """Neither white space nor punctuation nor a symbol, as CommonMark's rules on flanking ask."""
    return not character.isspace() and unicodedata.category(character)[0] not in "PSZ"
