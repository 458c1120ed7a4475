"""A `Paper` in each format: Markdown, page, Word, PDF. The same paper gives the same bytes."""

from soundingboard.write.papers.docx import to_docx
from soundingboard.write.papers.html import html_fragment, to_html
from soundingboard.write.papers.markdown import to_markdown
from soundingboard.write.papers.pdf import to_pdf

__all__ = ["html_fragment", "to_docx", "to_html", "to_markdown", "to_pdf"]
