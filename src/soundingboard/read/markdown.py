"""Markdown becomes HTML with its numbers as they were typed, and then blocks."""

import re
from dataclasses import dataclass, replace
from html import escape

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from soundingboard.i18n import _
from soundingboard.model import Document
from soundingboard.read.html import read_html
from soundingboard.read.text import read_text
from soundingboard.vocabulary import Revisions


@dataclass(frozen=True, slots=True)
class MarkdownLimits:
    """What is read as Markdown."""

    characters: int = 5_000_000  # some 10 s of parsing; a draft has a hundredth of it
    signs: int = (
        1000  # marks in one paragraph; the parser's time grows with their square, and no text has so many
    )
    nesting: int = 200  # quotations and lists within each other; deeper ones are noise and cost the stack


_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,50})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,50})\]")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")


def read_markdown(
    text: str,
    revisions: Revisions = "accepted",
    marks: bool = False,
    limits: MarkdownLimits = MarkdownLimits(),
) -> Document:
    """The blocks of a Markdown text (cleaned: see `clean`), numbers as typed, footnotes as notes.

    With `marks`, `~~struck~~` text is deleted and `**strong**` text inserted; else emphasis is dropped and
    struck text kept, with a notice. What is too long or deep for the parser is read as plain text, with a notice.
    """
    if len(text) > limits.characters or _is_overloaded(text, limits):
        return _plainly(text)
    body, notes = _take_notes(text)
    try:
        tokens, parser = _parse(body, notes, limits)
        page = parser.renderer.render(_prepared(tokens, marks), parser.options, {})
        page += "".join(
            f'<p id="{_id(key)}"><sup>{escape(key)}</sup> {parser.renderInline(note)}</p>\n'
            for key, note in notes.items()
        )
    except RecursionError:
        return _plainly(text)
    document = read_html(page, revisions)
    if marks or not any(child.type == "s_open" for token in tokens for child in token.children or ()):
        return document
    notice = _("struck text (~~…~~) was kept; with --marks it counts as deleted, and **…** as inserted")
    return replace(document, notices=(*document.notices, notice))


def _is_overloaded(text: str, limits: MarkdownLimits) -> bool:
    return any(sum(map(part.count, "[]*_~`<!")) > limits.signs for part in text.split("\n\n"))


def _plainly(text: str) -> Document:
    document = read_text(text)
    notice = _("too long or too intricate to be read as Markdown: it was read as plain text")
    return replace(document, notices=(*document.notices, notice))


def _take_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its footnotes, and the footnotes by key, each with its further lines."""
    kept: list[str] = []
    notes: dict[str, str] = {}
    key = fence = before = ""
    for line in text.split("\n"):
        if match := _FENCE.match(line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        match = None if fence else _NOTE.match(line)
        if match and match[1] not in notes:
            key = match[1]
            notes[key] = match[2]
        elif key and line.strip() and (before.strip() or line[0] in " \t"):
            notes[key] += " " + line.strip()
        else:
            key = key if not line.strip() else ""  # a blank line ends a note unless an indented one follows
            kept.append(line)
        before = line
    return "\n".join(kept), notes


def _parse(text: str, notes: dict[str, str], limits: MarkdownLimits) -> tuple[list[Token], MarkdownIt]:
    parser = MarkdownIt("commonmark", {"maxNesting": limits.nesting}).enable(["table", "strikethrough"])
    parser.disable("code")  # four blanks before "(a)" are an indent in a draft, not a program

    def reference(state: StateInline, silent: bool) -> bool:
        match = _REFERENCE.match(state.src, state.pos)
        if not match or match[1] not in notes:
            return False
        if not silent:
            state.push(
                "html_inline", "", 0
            ).content = f'<sup><a href="#{_id(match[1])}">{escape(match[1])}</a></sup>'
        state.pos = match.end()
        return True

    parser.inline.ruler.before("link", "footnote_reference", reference)
    return parser.parse(text), parser


def _id(key: str) -> str:
    return f"footnote-{escape(key, quote=True)}"


def _prepared(tokens: list[Token], marks: bool) -> list[Token]:
    """Tokens whose ordered lists carry their numbers as text; an outermost one is no list at all."""
    result: list[Token] = []
    lists: list[bool] = []  # for each open list, whether it is an outermost ordered one
    number = ""
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(token.type == "ordered_list_open" and not lists)
            _as_list(token, lists[-1])
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            _as_list(token, lists.pop())
        elif token.type in ("list_item_open", "list_item_close"):
            if number:  # an entry without words
                result.append(Token("html_block", "", 0, content=f"<p>{number}</p>"))
            token.tag = "div" if lists[-1] else "li"
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline" and token.children is not None:
            _mark(token.children, marks)
            if number:
                token.children.insert(0, Token("text", "", 0, content=number))
                number = ""
        result.append(token)
    return result


def _as_list(token: Token, outermost: bool) -> None:
    if token.type.startswith("ordered"):
        token.tag = "div" if outermost else "ul"
        token.attrs = {} if outermost or token.nesting < 0 else {"style": "list-style: none"}


def _mark(children: list[Token], marks: bool) -> None:
    """Emphasis as tracked changes, or struck text as plain text; "<to be added>" is text and no tag."""
    for child in children:
        if child.type in ("s_open", "s_close"):
            child.tag = "del" if marks else "span"
        elif marks and child.type in ("strong_open", "strong_close"):
            child.tag = "ins"
        elif (
            child.type == "html_inline"
            and (tag := _TAG.match(child.content))
            and tag[1].lower() not in defs.tags
        ):
            child.type = "text"
