"""One change on the page: its words, and beside them what happened to it, in signs and words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change, Comparison, Device, Draft, Elsewhere, Reinstated, Span
from soundingboard.write.html.elements import add, el, href, sign
from soundingboard.write.html.wording import Depths, change_id, depths, wording
from soundingboard.write.outline import arrivals
from soundingboard.write.phrases import (
    arrived_words,
    brought_back,
    device_words,
    direction,
    filter_keys,
    moved_words,
    old_place,
    shortened,
    status,
    stood,
    unconfirmed,
    word,
)
from soundingboard.write.signs import SIGNS, status_changed


@dataclass(frozen=True, slots=True)
class Whole:
    """What an entry takes from the whole comparison: how deep paragraphs stand, and where words came from."""

    comparison: Comparison
    depths: Depths
    arrived: Mapping[str, Sequence[tuple[Change, Elsewhere]]]
    explain: bool = False


def whole(comparison: Comparison, explain: bool) -> Whole:
    return Whole(comparison, depths(comparison.changes), arrivals(comparison.changes), explain)


def entry(change: Change, about: Whole) -> etree._Element:
    """An article with the classes of its filters, the wording and the margin."""
    draft = about.comparison.new if change.new else about.comparison.old
    keys = dict.fromkeys((*filter_keys(change), change.kind))
    return el(
        "article",
        wording(change, draft, about.depths),
        _margin(change, draft, about),
        class_=" ".join(("change", *keys)),
    )


def _margin(change: Change, draft: Draft, about: Whole) -> etree._Element:
    margin = el("div", _what(change, about.comparison), class_="margin")
    rows = [_device(device, draft) for device in change.devices]
    rows += [_elsewhere(words, draft) for words in change.elsewhere]
    rows += [_arrived(*came, draft) for ref in change.new for came in about.arrived.get(ref.eid, ())]
    rows += [_reinstated(change.reinstates)] if change.reinstates else []
    if rows:
        margin.append(el("ul", *rows))
    if about.explain and change.reason:
        margin.append(el("p", _("Why matched: {reason}").format(reason=change.reason), class_="reason"))
    return margin


def _what(change: Change, comparison: Comparison) -> etree._Element:
    line = el("p", _word(change.kind, word(change.kind, change)), class_="what")
    if change.moved:
        add(line, " ", _word("moved"))
    if was := stood(change, comparison):
        add(line, " ", el("span", was, class_="was"))
    if status_changed(change):
        add(line, " ", _word("status", status(change)))
    elif marks := status(change):
        add(line, " ", el("span", f"[{marks}]", class_="mark"))
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


def _arrived(origin: Change, words: Elsewhere, draft: Draft) -> etree._Element:
    quoted = el("q", shortened(words.text), lang=draft.language, dir=direction(draft.language))
    place = el("a", old_place(origin), href=href(change_id(origin)))
    return el("li", *_filled(arrived_words(), {"words": quoted, "place": place}), class_="elsewhere")


def _reinstated(paragraph: Reinstated) -> etree._Element:
    return el("li", _word("reinstated"), ": ", brought_back(paragraph), class_="back")
