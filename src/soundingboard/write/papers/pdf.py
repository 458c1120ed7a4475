"""A paper as PDF, set by typst from `paper.typ` beside this module.

The paper goes to the template as data, so that nothing in it can be taken for markup.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.write.characters import clean
from soundingboard.write.docx.parts import moment
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Picture, Prose
from soundingboard.write.papers.lines import inside, joined, language_of, outside
from soundingboard.write.phrases import direction, made_by

# Letters of these scripts are in the fonts that typst brings; other scripts need a font of the system.
_BROUGHT = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "COMBINING", "MODIFIER")
_WIDEST = 40  # characters of a cell that make its column as wide as a column gets, beside others
_NARROWEST = 6
_BOLD = 3  # characters that a bold word and the blank beside it take more


def to_pdf(paper: Paper) -> bytes:
    """A tagged PDF (PDF/UA-1), A4, with title, language, alternative texts and page numbers.

    The date is SOURCE_DATE_EPOCH, else that of the paper. Without letters beyond Latin, Greek, Cyrillic and Hebrew
    only the fonts that typst brings are used, and the bytes are the same everywhere; otherwise fonts of the system
    may be. A letter that no font has makes a PDF without the claim of PDF/UA. Raises InputError without typst.
    """
    try:
        import typst
    except ImportError:
        message = _("PDF needs typst, which is not installed: pip install 'soundingboard[pdf]'")
        raise InputError(message) from None
    data = json.dumps(_data(paper), ensure_ascii=False, sort_keys=True)
    template = (files("soundingboard.write.papers") / "paper.typ").read_bytes()
    when = datetime.fromisoformat(moment(None, paper.date))

    def made(standard: Literal["ua-1"] | None) -> bytes:
        result = typst.compile(
            template,
            sys_inputs={"paper": data},
            ignore_system_fonts=not _needs_system_fonts(data),
            pdf_standards=standard,
            timestamp=int(when.timestamp()),
        )
        return bytes(result)  # one file: typst gives a list only for pictures of pages

    try:
        return made("ua-1")
    except typst.TypstError:
        try:
            return made(None)
        except typst.TypstError as error:
            raise InputError(_refusal(paper, str(error))) from None


def _refusal(paper: Paper, error: str) -> str:
    """Why no PDF was made; the template holds for all papers, so that it is one of their drawings."""
    drawings = ", ".join(f"“{block.words}”" for block in paper.blocks if isinstance(block, Picture))
    message = _("no PDF of “{title}”: {error} (drawings: {drawings}); the other formats are not affected")
    return message.format(title=paper.title, error=error.splitlines()[0], drawings=drawings or _("none"))


def _needs_system_fonts(text: str) -> bool:
    """Whether there is a letter that the fonts of typst do not have."""
    letters = {c for c in text if ord(c) > 0x24F and unicodedata.category(c)[0] in "LM"}
    return any(not unicodedata.name(c, "").startswith(_BROUGHT) for c in letters)


def _data(paper: Paper) -> dict[str, Any]:
    when = datetime.fromisoformat(moment(None, paper.date))
    names: set[str] = set()
    blocks = list(_blocks(paper, names))
    return {
        "title": clean(paper.title),
        "author": clean(paper.author),
        "language": _tag(paper.language),
        "dir": direction(paper.language),
        "front": [clean(line) for line in paper.front if line],
        "date": [when.year, when.month, when.day],
        "foot": clean(f"{paper.title} · {made_by()}"),
        "blocks": [_without_dead_links(block, names) for block in blocks],
    }


def _tag(language: str) -> str:
    """A language as typst takes it: two or three letters."""
    first = language.split("-")[0].lower()
    return first if 2 <= len(first) <= 3 and first.isascii() and first.isalpha() else "en"


def _blocks(paper: Paper, names: set[str]) -> Iterator[dict[str, Any]]:
    depth = 0  # levels do not skip: a reader walks headings one by one
    for block in paper.blocks:
        if isinstance(block, Heading):
            depth = min(max(block.level, 1), depth + 1)
        yield _block(block, depth, paper.language, names)


def _block(block: Block, depth: int, language: str, names: set[str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": depth} | _line(block.line, language, names, block.name)
        case Prose():
            return {"kind": "prose"} | _prose(block, language, names)
        case Bullets():
            items = [_prose(item, language, names) for item in block.items]
            return {"kind": "bullets", "ordered": block.is_ordered, "items": items}
        case Grid():
            return _grid(block, language, names)
        case Picture():
            return {"kind": "picture", "svg": clean(block.svg), "words": clean(block.words)}


def _prose(block: Prose, language: str, names: set[str]) -> dict[str, Any]:
    return {"role": block.role} | _line(block.line, language, names, block.name)


def _grid(block: Grid, language: str, names: set[str]) -> dict[str, Any]:
    rows = [[_line(cell, language, names, "") for cell in row] for row in block.rows]
    return {
        "kind": "grid",
        "caption": clean(block.caption),
        "name": _named(block.name, names),
        "columns": [clean(name) for name in block.columns],
        "rows": rows,
        "numeric": [n in block.numeric for n, _name in enumerate(block.columns)],
        "widths": list(_widths(block)),
    }


def _widths(block: Grid) -> Iterator[int]:
    """Of each column its share of the width: its longest cell, within bounds, and room for each word of its head.

    The head of a column of numbers may break between its words; a number never needs as much.
    """
    for n, name in enumerate(block.columns):
        lengths = [sum(len(words.text) for words in row[n]) for row in block.rows if n < len(row)]
        word = max(map(len, name.split()), default=0) + _BOLD
        head = word if n in block.numeric else len(name)
        yield max(min(max([head, *lengths, _NARROWEST]), _WIDEST), word)


def _line(line: Line, language: str, names: set[str], name: str) -> dict[str, Any]:
    around = language_of(line, language)
    words = [
        {
            "text": clean(one.text),
            "style": one.style,
            "language": _tag(one.language or around),
            "dir": direction(one.language or around),
            "outside": outside(one.address) or "",
            "inside": inside(one.address) or "",
        }
        for one in joined(line)
    ]
    named = _named(name, names)
    return {"words": words, "name": named, "language": _tag(around), "dir": direction(around)}


def _named(name: str, names: set[str]) -> str:
    """The name, where it is the first of its kind."""
    if not name or name in names:
        return ""
    names.add(name)
    return name


def _without_dead_links(block: Any, names: set[str]) -> Any:
    """The same, where links to names that are not in the paper are words alone."""
    if isinstance(block, list):
        return [_without_dead_links(one, names) for one in block]
    if isinstance(block, Mapping):
        found = {key: _without_dead_links(value, names) for key, value in block.items()}
        return found | {"inside": ""} if found.get("inside") and found["inside"] not in names else found
    return block
