"""A `Paper` in each format: Markdown, page, Word, PDF. The same paper gives the same bytes."""

from collections.abc import Callable, Mapping

from soundingboard.write.paper import Paper
from soundingboard.write.papers.docx import to_docx
from soundingboard.write.papers.html import html_fragment, to_html
from soundingboard.write.papers.markdown import to_markdown
from soundingboard.write.papers.pdf import to_pdf

__all__ = ["MEDIA_TYPES", "html_fragment", "to_docx", "to_file", "to_html", "to_markdown", "to_pdf"]

# By the ending of a file.
MEDIA_TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_WRITERS: Mapping[str, Callable[[Paper], str | bytes]] = {
    "docx": to_docx,
    "pdf": to_pdf,
    "md": to_markdown,
    "html": to_html,
}


def to_file(paper: Paper, form: str) -> bytes:
    """The bytes of a file with one of the endings of `MEDIA_TYPES`. Raises InputError where a part is not installed."""
    written = _WRITERS[form](paper)
    return written.encode() if isinstance(written, str) else written
