"""A paper as a page, or as an article for a page of the site."""

import base64
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files

from lxml import etree

from soundingboard.write.characters import clean
from soundingboard.write.html.elements import add, anchor, el, href, markup
from soundingboard.write.html.frame import spoken_style
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Picture, Prose, Words
from soundingboard.write.papers.lines import inside, joined, language_of, near, outside
from soundingboard.write.phrases import direction, made_by

_TAGS = {"strong": "strong", "emphasis": "em", "delete": "del", "insert": "ins"}
_LOWEST = 6


@dataclass(slots=True)
class _Page:
    """The language of the paper, and the names that are given: an `id` is there once."""

    language: str
    given: set[str] = field(default_factory=set)

    def name(self, name: str) -> str | None:
        """The `id` of a block, where it is the first of its name."""
        if not name or anchor(name) in self.given:
            return None
        self.given.add(anchor(name))
        return anchor(name)

    def spoken(self, line: Line) -> dict[str, str | None]:
        """`lang` and `dir` of a line that is not in the paper's language."""
        language = language_of(line, self.language)
        return {} if language == self.language else {"lang": language, "dir": direction(language)}


def to_html(paper: Paper) -> str:
    """A whole page, complete in itself: no script, no request."""
    body = el("body", el("main", _article(paper, first=1), class_="paper"))
    page = (files("soundingboard.write.html") / "page.html").read_text(encoding="utf-8")
    style = (files("soundingboard.write.html") / "page.css").read_text(encoding="utf-8")
    return string.Template(page).substitute(
        lang=escape(clean(paper.language)),
        dir=direction(paper.language),
        generator=escape(made_by()),
        title=escape(clean(paper.title)),
        variables=spoken_style(),
        style=style + _own_style(),
        body=markup(body),
    )


def html_fragment(paper: Paper, first: int = 1) -> str:
    """The `<article>` alone; `first` is the level of its title, which a page with a heading of its own sets to 2.

    Its style is `paper.css` beside this module.
    """
    return markup(_article(paper, first))


def _own_style() -> str:
    return (files("soundingboard.write.papers") / "paper.css").read_text(encoding="utf-8")


def _article(paper: Paper, first: int) -> etree._Element:
    page = _Page(paper.language)
    # The article's own name: a later block of the same name would be a second `id`.
    front = (el("p", line, class_="front") for line in paper.front if line)
    head = el("header", el(f"h{min(first, _LOWEST)}", paper.title, id=page.name(paper.name)), *front)
    blocks = (element for block in paper.blocks for element in _block(block, page, first))
    spoken = {"lang": paper.language, "dir": direction(paper.language)}
    return el("article", head, *blocks, class_="paper-article", **spoken)


def _block(block: Block, page: _Page, first: int) -> Iterator[etree._Element]:
    match block:
        case Heading():
            tag = f"h{min(first + max(block.level, 1), _LOWEST)}"
            yield _filled(tag, block.line, page, id=page.name(block.name))
        case Prose():
            yield _prose(block, page)
        case Bullets():
            tag = "ol" if block.is_ordered else "ul"
            yield el(tag, *(_item(item, page) for item in block.items)) if block.items else el("ul")
        case Grid():
            yield _grid(block, page)
        case Picture():
            data = base64.b64encode(clean(block.svg).encode()).decode()
            yield el(
                "p", el("img", src=f"data:image/svg+xml;base64,{data}", alt=block.words), class_="picture"
            )


def _prose(block: Prose, page: _Page) -> etree._Element:
    role = None if block.role == "plain" else f"paper-{block.role}"
    inner = _filled("p", block.line, page, id=page.name(block.name), class_=role)
    return el("blockquote", inner) if block.role == "quote" else inner


def _item(item: Prose, page: _Page) -> etree._Element:
    role = None if item.role == "plain" else f"paper-{item.role}"
    return _filled("li", item.line, page, id=page.name(item.name), class_=role)


def _grid(block: Grid, page: _Page) -> etree._Element:
    head = el(
        "tr", *(el("th", name, scope="col", class_=_set(n, block)) for n, name in enumerate(block.columns))
    )
    rows = (
        el(
            "tr",
            *(
                _filled(
                    "td" if n else "th",
                    cell,
                    page,
                    scope=None if n else "row",
                    class_=_set(n, block) if n else None,
                )
                for n, cell in enumerate(row)
            ),
        )
        for row in block.rows
    )
    caption = el("caption", block.caption) if block.caption else None
    table = el("table", caption, el("thead", head), el("tbody", *rows), id=page.name(block.name))
    return el("div", table, class_="wide", tabindex="0", role="region", aria_label=block.caption or None)


def _set(column: int, block: Grid) -> str | None:
    return "n" if column in block.numeric else None


def _filled(tag: str, line: Line, page: _Page, **attributes: str | None) -> etree._Element:
    element = el(tag, **attributes, **page.spoken(line))
    around = language_of(line, page.language)
    for words in joined(line):
        add(element, _words(words, around))
    return element


def _words(words: Words, around: str) -> "etree._Element | str":
    """Words in the tag of their look, in a link, in their language."""
    language = words.language or around
    spoken = {"lang": language, "dir": direction(language)} if words.language and language != around else {}
    address = outside(words.address) or near(words.address)
    name = inside(words.address)
    target = href(name) if name else address
    tag = _TAGS.get(words.style)
    inner: etree._Element | str = words.text
    if target:
        inner = el("a", inner, href=target, **({} if tag else spoken))
    if tag:
        return el(tag, inner, **spoken)
    return el("span", inner, **spoken) if spoken and not target else inner
