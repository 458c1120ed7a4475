"""The comparison as one page: counts that filter, contents, text with its margin, how it was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Comparison, Draft
from soundingboard.write.html.contents import contents
from soundingboard.write.html.elements import el, sign
from soundingboard.write.html.entry import Whole, entry, whole
from soundingboard.write.html.frame import page, symbols
from soundingboard.write.html.heading import heading
from soundingboard.write.outline import Section, nested, outline
from soundingboard.write.phrases import (
    draft_name,
    file_name,
    filter_words,
    how_counted,
    how_made,
    not_counted,
    notices,
    paragraph_counts,
    particulars,
    subtitle,
    tally,
    title,
)
from soundingboard.write.shown import shown
from soundingboard.write.signs import SIGNS

_SIGNED = {"kept": "unchanged"}  # a filter and the kind whose sign it bears


@dataclass(frozen=True, slots=True)
class Limits:
    """When a page begins with what changed."""

    whole: int = 300  # paragraphs: a longer text takes over an hour to read, and few begin at its head


_LIMITS = Limits()


def comparison_page(comparison: Comparison, explain: bool = False) -> str:
    """One HTML document, complete in itself: no script, no request to anywhere.

    `explain` adds why paragraphs were matched. Paragraphs of the new draft are at `#eid`, deleted ones at
    `#old-eid`.
    """
    comparison = shown(comparison)
    name = ": ".join(part for part in (title(comparison), subtitle(comparison)) if part)
    return page(name, _body(comparison, explain))


def _body(comparison: Comparison, explain: bool) -> etree._Element:
    sections = outline(comparison)
    return el(
        "body",
        symbols(),
        el("a", _("Skip to the text"), href="#the-text", class_="skip"),
        _head(comparison),
        el("search", _filters(comparison), _to_first(), class_="bar"),
        el("div", contents(sections), _text(sections, comparison, explain), class_="columns"),
        _foot(comparison),
    )


def _head(comparison: Comparison) -> etree._Element:
    name, compared = title(comparison), subtitle(comparison)
    return el(
        "header",
        el("h1", name or compared, lang=comparison.new.language if name else None),
        el("p", compared, class_="subtitle") if name else None,
        el("p", particulars(comparison), class_="particulars"),
        el("p", f"{paragraph_counts(comparison)} {not_counted(comparison)}".strip(), class_="counts"),
        _beginning() if _begins_with_changes(tally(comparison)) else None,
        _legend(),
        _notices(comparison),
    )


def _filters(comparison: Comparison) -> etree._Element:
    """The filters; on paper only the one that was chosen is left, with the words around it."""
    counts = tally(comparison)
    words = filter_words()
    first = "changed" if _begins_with_changes(counts) else "all"
    labels = (_filter(key, n, words[key], key == first) for key, n in counts.items())
    return el(
        "fieldset",
        el("legend", _("Show")),
        el("span", _("Shown here:"), " ", class_="on-paper"),
        *(part for label in labels for part in (label, " ")),
        el("span", _("only, of {n}").format(n=counts.get("all", 0)), class_="on-paper"),
        class_="filters",
    )


def _begins_with_changes(counts: Mapping[str, int], limits: Limits = _LIMITS) -> bool:
    most_kept = counts.get("kept", 0) * 2 > counts.get("all", 0)
    return most_kept and "changed" in counts and counts["all"] > limits.whole


def _to_first() -> etree._Element:
    """A choice of filter cannot scroll without a script: a link to the first of what is shown."""
    return el("a", _("to the first"), href="#the-text", class_="first")


def _filter(key: str, n: int, word: str, checked: bool) -> etree._Element:
    chosen = "checked" if checked else None
    return el(
        "label",
        el("input", type="radio", name="show", value=key, checked=chosen, autocomplete="off"),
        el("b", str(n)),
        sign(_SIGNED.get(key, key)) if _SIGNED.get(key, key) in SIGNS else None,
        f" {word}",
    )


def _legend() -> etree._Element:
    return el(
        "p",
        el("ins", _("inserted")),
        " ",
        el("del", _("deleted")),
        " ",
        el("span", _("flagged"), class_="flagged"),
        " ",
        _("Flagged words are suggested by a rule and not yet confirmed by a person. Flags are not verdicts."),
        f" {how_counted()}",
        class_="legend",
    )


def _beginning() -> etree._Element:
    return el(
        "p", _("At first only what changed is shown; choose “all” for the whole text."), class_="beginning"
    )


def _notices(comparison: Comparison) -> etree._Element | None:
    rows = [el("li", notice) for notice in notices(comparison)]
    return (
        el("details", el("summary", _("Notes on how the files were read")), el("ul", *rows)) if rows else None
    )


def _text(sections: Sequence[Section], comparison: Comparison, explain: bool) -> etree._Element:
    """The sections, each inside the section of the heading above it."""
    main = el("main", id="the-text", tabindex="-1")
    about = whole(comparison, explain)
    open_sections = [main]
    for depth, section in nested(sections):
        element = _section(section, depth, about)
        open_sections[depth - 1].append(element)
        open_sections[depth:] = [element]
    return main


def _section(section: Section, depth: int, about: Whole) -> etree._Element:
    head = heading(section.heading, depth, about.comparison) if section.heading else None
    return el("section", head, *(entry(change, about) for change in section.changes))


def _foot(comparison: Comparison) -> etree._Element:
    return el(
        "footer",
        el("h2", _("How this page was made")),
        el("p", how_made()),
        el("dl", *(part for draft in (comparison.old, comparison.new) for part in _source(draft))),
    )


def _source(draft: Draft) -> Iterator[etree._Element]:
    yield el("dt", draft_name(draft))
    url = draft.source.url
    if draft.source.file or url:
        linked = bool(url) and str(url).startswith(("https://", "http://"))
        name = file_name(draft) or url
        yield el("dd", el("a", name, href=url, rel="noreferrer") if linked else name)
    yield el("dd", "SHA-256 ", el("code", draft.source.sha256 or _("not known")))
