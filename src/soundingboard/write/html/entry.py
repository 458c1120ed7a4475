"""One change on the page: its words, and beside them what happened to it, in signs and words."""

from collections.abc import Iterator, Mapping

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change, Comparison, Device, Draft, Elsewhere, Reinstated, Span
from soundingboard.write.html.elements import add, el, href, sign
from soundingboard.write.html.wording import Depths, wording
from soundingboard.write.phrases import (
    brought_back,
    device_words,
    direction,
    filter_keys,
    moved_words,
    numbers,
    shortened,
    status,
    unconfirmed,
    word,
)
from soundingboard.write.signs import SIGNS, status_changed


def entry(change: Change, comparison: Comparison, known: Depths, explain: bool) -> etree._Element:
    """An article with the classes of its filters, the wording and the margin."""
    draft = comparison.new if change.new else comparison.old
    keys = dict.fromkeys((*filter_keys(change), change.kind))
    return el(
        "article",
        wording(change, draft, known),
        _margin(change, draft, explain),
        class_=" ".join(("change", *keys)),
    )


def _margin(change: Change, draft: Draft, explain: bool) -> etree._Element:
    margin = el("div", _what(change), class_="margin")
    rows = [_device(device, draft) for device in change.devices]
    rows += [_elsewhere(words, draft) for words in change.elsewhere]
    rows += [_reinstated(change.reinstates)] if change.reinstates else []
    if rows:
        margin.append(el("ul", *rows))
    if explain and change.reason:
        margin.append(el("p", _("Why matched: {reason}").format(reason=change.reason), class_="reason"))
    return margin


def _what(change: Change) -> etree._Element:
    line = el("p", _word(change.kind, word(change.kind, change)), class_="what")
    if change.moved:
        add(line, " ", _word("moved"))
    if change.old and change.new and change.renumbered:
        add(line, " ", el("span", _("was {numbers}").format(numbers=numbers(change.old)), class_="was"))
    if status_changed(change):
        add(line, " ", _word("status", status(change)))
    elif marks := status(change):
        add(line, " ", el("span", f"[{marks}]", class_="status"))
    return line


def _word(key: str, words: str = "") -> etree._Element:
    return el("span", sign(key), words or SIGNS[key].word, class_=f"word {key}")


def _device(device: Device, draft: Draft) -> etree._Element:
    quoted = {"old": _quotation(device.old, draft), "new": _quotation(device.new, draft)}
    what = el("span", _word(device.effect), ": ", *_filled(device_words(device), quoted))
    return el("li", what, " ", _basis(device), class_="device")


def _quotation(span: Span | None, draft: Draft) -> etree._Element | None:
    if span is None:
        return None
    return el("q", shortened(span.text), lang=draft.language, dir=direction(draft.language))


def _filled(
    pattern: str, values: Mapping[str, "etree._Element | str | None"]
) -> Iterator["etree._Element | str | None"]:
    """A translated pattern with elements at its `{names}`."""
    for i, part in enumerate(part for field in pattern.split("{") for part in field.split("}")):
        yield values[part] if i % 2 else part


def _basis(device: Device) -> etree._Element:
    basis = el("small", unconfirmed(device))
    if device.source.startswith(("https://", "http://")):
        add(basis, " · ", el("a", _("source"), href=device.source, rel="noreferrer"))
    elif device.source:
        add(basis, f" · {device.source}")
    return basis


def _elsewhere(words: Elsewhere, draft: Draft) -> etree._Element:
    quoted = el("q", shortened(words.text), lang=draft.language, dir=direction(draft.language))
    place = el("a", _("paragraph {number}").format(number=words.number or words.eid), href=href(words.eid))
    return el("li", *_filled(moved_words(words), {"words": quoted, "place": place}), class_="elsewhere")


def _reinstated(paragraph: Reinstated) -> etree._Element:
    return el("li", _word("reinstated"), ": ", brought_back(paragraph), class_="back")
