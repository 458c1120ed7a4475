"""A file becomes blocks in reading order, or a draft where it is one already."""

from dataclasses import replace

from soundingboard.errors import InputError
from soundingboard.i18n import _, ngettext
from soundingboard.model import Document, Draft
from soundingboard.read.clean import clean
from soundingboard.read.detect import Format, binary_format, read_bytes, text_format
from soundingboard.read.encoding import decode
from soundingboard.read.language import guess_language
from soundingboard.vocabulary import Revisions

__all__ = ["read_bytes", "read_document"]


def read_document(
    data: bytes, name: str, revisions: Revisions = "accepted", marks: bool = False
) -> Document | Draft:
    """What a file holds: blocks in reading order, or the draft itself where the file is one in JSON.

    `name` is what messages call the file. `revisions` says what becomes of tracked changes (accepted,
    rejected, or kept as runs beside the accepted text); `marks` reads ~~strike~~ and **insert** so.
    Raises InputError, in one line, for what cannot be read.
    """
    kind = binary_format(data, name)
    document = _read_binary(kind, data, name, revisions) if kind else _read_text(data, name, revisions, marks)
    if isinstance(document, Draft):
        return document
    if not any(block.text or block.runs for block in document.blocks):
        raise InputError(_("{file}: holds no text").format(file=name))
    if document.language:
        return document
    return replace(document, language=guess_language(" ".join(block.text for block in document.blocks)))


# The readers are imported where they are used: each brings its own parser, and a run needs only one or two.
def _read_binary(kind: Format, data: bytes, name: str, revisions: Revisions) -> Document:
    if kind == "pdf":
        from soundingboard.read.pdf import read_pdf

        return read_pdf(data, name)
    from soundingboard.read.docx import read_docx

    return read_docx(data, name, revisions)


def _read_text(data: bytes, name: str, revisions: Revisions, marks: bool) -> Document | Draft:
    decoded = decode(data)
    kind = text_format(decoded.text, name)
    if kind == "json":
        from soundingboard.read.draft_json import read_draft_json

        draft = read_draft_json(decoded.text, name)
        return replace(draft, notices=(*decoded.notices, *draft.notices))
    notices = (*decoded.notices, *_nul_notice(decoded.text.count("\0")))
    document = _read_markup(kind, clean(decoded.text), revisions, marks)
    return replace(document, notices=(*notices, *document.notices))


def _nul_notice(n: int) -> tuple[str, ...]:
    words = ngettext("{n} NUL byte was left out", "{n} NUL bytes were left out", n)
    return (words.format(n=n),) if n else ()


def _read_markup(kind: Format, text: str, revisions: Revisions, marks: bool) -> Document:
    if kind == "html":
        from soundingboard.read.html import read_html

        return read_html(text, revisions)
    if kind == "markdown":
        from soundingboard.read.markdown import read_markdown

        return read_markdown(text, revisions, marks)
    from soundingboard.read.text import read_text

    return read_text(text)
