"""A contribution from a document: its blocks become one text, its head the fields."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from soundingboard.errors import InputError
from soundingboard.gather.head import Head, is_section, take_front_matter, take_head
from soundingboard.gather.row import Body, Raw
from soundingboard.i18n import _
from soundingboard.model import Block, Document, Run
from soundingboard.read import read_document
from soundingboard.read.clean import clean
from soundingboard.read.detect import binary_format, text_format
from soundingboard.read.encoding import decode
from soundingboard.read.text import text_blocks


def read_contribution(data: bytes, name: str) -> Raw:
    """The contribution in a document: DOCX, PDF, HTML, Markdown or text.

    Headings become lines with "#", tracked deletions ~~such~~ and insertions **such**; footnotes stand at the end.
    Raises InputError for what cannot be read.
    """
    if binary_format(data, name) is None:
        decoded = decode(data)
        text = clean(decoded.text)
        kind = text_format(text, name)
        if kind == "json":
            raise InputError(_("{file}: is JSON; name it .json or .jsonl").format(file=name))
        if kind != "html":
            return _with_notices(_of_text(text, name, kind == "markdown"), decoded.notices)
    return _of_document(data, name)


def _with_notices(raw: Raw, notices: tuple[str, ...]) -> Raw:
    return replace(raw, notices=(*notices, *raw.notices))


def _raw(name: str, head: Head | None, body: Body, notices: tuple[str, ...]) -> Raw:
    return Raw(
        file=name,
        place="",
        text=body.text.strip(),
        said=dict(head.said) if head else {},
        notices=(*(head.notices() if head else ()), *notices),
        body=body,
        headed=head is not None,
    )


def _of_text(text: str, name: str, markdown: bool) -> Raw:
    """Markdown stays as typed; the lines of a plain text are joined to paragraphs, as readers of drafts do."""
    front, rest = take_front_matter(text)
    lines = rest.strip("\n").split("\n")
    head = front or take_head(lines, wrapped=True)
    if head and not front:
        lines = lines[head.rest :]
    parts = [
        (title, words)
        for title, part in _sections(lines, everywhere=head is not None)
        if (words := "\n".join(part).strip() if markdown else text_of(text_blocks("\n".join(part)))) or title
    ]
    return _raw(name, head, Body(head.title if head else "", tuple(parts)), ())


def _sections(lines: Sequence[str], everywhere: bool) -> list[tuple[str, list[str]]]:
    """The lines parted where a line opens a part ("Abstract"); where there is no head only the first one may."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    begun = False
    for line in lines:
        if is_section(line) and (everywhere or not begun):
            parts.append((line.strip(" *_#:"), []))
        else:
            parts[-1][1].append(line)
        begun |= bool(line.strip())
    return parts


def _of_document(data: bytes, name: str) -> Raw:
    document = read_document(data, name, revisions="kept")
    if not isinstance(document, Document):
        raise InputError(_("{file}: is a draft, not a contribution").format(file=name))
    blocks = document.blocks
    head = take_head([_shown(block) for block in blocks], wrapped=False)
    body = text_of(blocks[head.rest if head else 0 :])
    return _raw(name, head, Body(head.title if head else "", (("", body),)), document.notices)


def text_of(blocks: Iterable[Block]) -> str:
    """Blocks as one text: a blank line between them, headings as Markdown lines, footnotes at the end."""
    blocks = tuple(blocks)
    shown = [words for block in blocks if (words := _line(block))]
    notes = [f"[{note.mark}] {note.text}" for block in blocks for note in block.notes]
    return "\n\n".join(shown + notes)


def _line(block: Block) -> str:
    words = _shown(block)
    if not words:
        return ""
    if block.role == "title":
        return f"# {words}"
    return f"{'#' * min(max(block.level, 1), _DEEPEST)} {words}" if block.role == "heading" else words


def _shown(block: Block) -> str:
    """The words of a block after its label, its tracked changes marked."""
    text = marked(block.runs) if block.runs else block.text
    return f"{block.label} {text}" if block.label and text else text


def marked(runs: Sequence[Run]) -> str:
    """Runs as text: "We ~~commit to~~ **recognise** this". Blanks stand outside the marks."""
    text = ""
    for op, words in runs:
        mark = {"equal": "", "delete": "~~", "insert": "**"}[op]
        inner = words.strip()
        if not mark or not inner:
            text += words if op != "delete" else ""
            continue
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        # Whole words that replace others stand apart; letters within a word stay together.
        apart = _WHOLE_WORDS.search(text) and not before
        text += f"{before or (' ' if apart else '')}{mark}{inner}{mark}{after}"
    return text.strip()


_WHOLE_WORDS = re.compile(r"(?:^|\s)(?:~~[^~]+~~|\*\*[^*]+\*\*)$")
_DEEPEST = 6  # levels of headings in Markdown
