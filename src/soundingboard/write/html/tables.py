"""A concordance and a term table as pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from soundingboard.concordance import Row, steps
from soundingboard.i18n import _
from soundingboard.model import Concordance, Draft, Place, Term, TermTable
from soundingboard.write.html.elements import el, sign
from soundingboard.write.html.frame import page, symbols
from soundingboard.write.phrases import apart, direction, distinct, draft_name, made_by
from soundingboard.write.signs import SIGNS

_WORDS_SHOWN = 12  # of a paragraph: enough to know it again


def concordance_page(record: Concordance) -> str:
    """One table: a row for each paragraph's life, a column for each draft, and what happened between two."""
    title = record.drafts[-1].title
    texts = {
        (name, paragraph.eid): paragraph.text
        for name, draft in zip(record.names, record.drafts, strict=True)
        for paragraph in draft.paragraphs
    }
    rows = (_life(row, kinds, record.drafts, texts) for row, kinds in steps(record))
    body = el(
        "body",
        symbols(),
        _head(
            title,
            _("Which paragraph became which"),
            _("Each row is the life of a paragraph. Paragraphs split or joined share a row."),
            record.drafts[-1].language,
        ),
        _table(_("Concordance"), [*_concordance_heads(record), _("begins")], rows),
        el("footer", el("p", made_by())),
    )
    return page(": ".join(filter(None, (title, _("concordance")))), body, "tables.css")


def _head(title: str, subtitle: str, intro: str, language: str | None = None) -> etree._Element:
    if not title:
        return el("header", el("h1", subtitle), el("p", intro, class_="intro"))
    return el(
        "header",
        el("h1", title, lang=language, dir=direction(language) if language else "auto"),
        el("p", subtitle, class_="subtitle"),
        el("p", intro, class_="intro"),
    )


def _table(
    name: str, heads: Sequence[str], rows: Iterator[etree._Element], sort: str | None = None
) -> etree._Element:
    """A table in a frame that scrolls by itself, reachable by keyboard, so that a page never does sideways."""
    head = el("tr", *(el("th", words, scope="col") for words in heads))
    content = el("table", el("thead", head), el("tbody", *rows), class_=sort)
    return el("main", content, class_="scroll", tabindex="0", aria_label=name, id="the-text")


def _concordance_heads(record: Concordance) -> list[str]:
    names = [draft_name(draft) for draft in distinct(record.drafts)]
    return [names[0], *(words for name in names[1:] for words in (_("what happened"), name))]


def _life(
    row: Row, kinds: Sequence[str], drafts: Sequence[Draft], texts: dict[tuple[str, str], str]
) -> etree._Element:
    last = max(column for column, cell in enumerate(row) if cell)
    place = row[last][0]
    words = texts[place.draft, place.eid].split()
    begins = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
    language = drafts[last].language
    cells = [el("th", _numbers(row[0]), scope="row")]
    for step, cell in zip(kinds, row[1:], strict=True):
        cells += [_step(step), el("td", _numbers(cell))]
    return el("tr", *cells, el("td", begins, class_="words", lang=language, dir=direction(language)))


def _numbers(cell: Sequence[Place]) -> str:
    return ", ".join(place.number for place in cell)


def _step(step: str) -> etree._Element:
    """What happened, each kind with its sign; an empty cell where there was nothing on either side."""
    parts: list[etree._Element | str] = []
    kinds = [kind for kind in step.split(", ") if kind]
    for kind in kinds:
        sort = None if kind == "unchanged" else "changed"
        word = _("same words") if kind == "unchanged" and "moved" in kinds else SIGNS[kind].word
        parts += [el("span", sign(kind), word, class_=sort), " "]
    return el("td", *parts, class_="step")


def terms_page(record: TermTable) -> str:
    """One table: a row for each term, its count in each draft, and by how much that changed since the one before."""
    total = _row(Term(_("all words"), record.words))
    body = el(
        "body",
        symbols(),
        _head(
            record.title,
            _("How often each term stands in each draft"),
            _("Inflected forms count together. The terms whose use changed most come first."),
        ),
        _table(
            _("Terms"), [_("term"), *_term_heads(record)], iter([total, *map(_row, record.terms)]), "counts"
        ),
        el("footer", el("p", made_by())),
    )
    return page(": ".join(filter(None, (record.title, _("terms")))), body, "tables.css")


def _term_heads(record: TermTable) -> tuple[str, ...]:
    """What people call the drafts, as at the head of a concordance."""
    labels = record.labels or ("",) * len(record.names)
    drafts = (
        Draft(stage=name, label=label or None) for name, label in zip(record.names, labels, strict=True)
    )
    return apart([draft_name(draft) for draft in drafts])


def _row(term: Term) -> etree._Element:
    cells = [el("td", f"{term.counts[0]:,}" if term.counts[0] else "–", class_="count")]
    for before, now in pairwise(term.counts):
        difference = now - before
        mark = (
            el("span", f" ({difference:+,})", class_="up" if difference > 0 else "down")
            if difference
            else None
        )
        cells.append(el("td", f"{now:,}" if now else "–", mark, class_="count"))
    return el("tr", el("th", term.term, scope="row"), *cells)
