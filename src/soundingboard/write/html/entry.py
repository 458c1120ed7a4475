"""One change on the page: its words, and beside them what happened to it, in signs and words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change, Comparison, Device, Draft, Elsewhere, Reference, Reinstated, Span
from soundingboard.write.html.elements import add, el, href, sign
from soundingboard.write.html.wording import Address, Places, link, places, wording
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
    standing,
    status,
    stood,
    word,
)
from soundingboard.write.signs import sign_word, status_changed

Verdict = Callable[[Change, Device], bool | None]
_DECIDED = {None: "device", True: "device confirmed", False: "device not-upheld"}


@dataclass(frozen=True, slots=True)
class Whole:
    """What an entry takes from the whole comparison: where paragraphs stand, and where words came from."""

    comparison: Comparison
    places: Places
    arrived: Mapping[str, Sequence[tuple[Change, Elsewhere]]]
    new: Mapping[str, Reference]
    explain: bool = False
    verdict: Verdict | None = None


def whole(
    comparison: Comparison, explain: bool, address: Address | None = None, verdict: Verdict | None = None
) -> Whole:
    """`address` says where links to paragraphs lead; without it, to the paragraph on the same page.

    `verdict` is what people decided of a flag: it holds, it does not, or (None) nobody has yet.
    """
    changes = comparison.changes
    new = {reference.eid: reference for change in changes for reference in change.new}
    return Whole(comparison, places(changes, address), arrivals(changes), new, explain, verdict)


def entry(change: Change, about: Whole) -> etree._Element:
    """An article with the classes of its filters, the wording and the margin."""
    beside = el("div", *margin(change, about), class_="margin")
    return el("article", words(change, about), beside, class_=" ".join(("change", *keys(change))))


def keys(change: Change) -> tuple[str, ...]:
    """The filters that show a change, and its kind."""
    return tuple(dict.fromkeys((*filter_keys(change), change.kind)))


def words(change: Change, about: Whole) -> etree._Element:
    """The wording of a change."""
    return wording(change, _shown(change, about), about.places)


def _shown(change: Change, about: Whole) -> Draft:
    return about.comparison.new if change.new else about.comparison.old


def margin(change: Change, about: Whole) -> Iterator[etree._Element]:
    """What happened to a change, its devices, and where its words went and came from."""
    draft = _shown(change, about)
    yield _what(change, about.comparison)
    rows = [_device(change, device, draft, about.verdict) for device in change.devices]
    rows += [_elsewhere(words, draft, about) for words in change.elsewhere]
    rows += [_arrived(*came, draft, about) for ref in change.new for came in about.arrived.get(ref.eid, ())]
    rows += [_reinstated(change.reinstates)] if change.reinstates else []
    if rows:
        yield el("ul", *rows)
    if about.explain and change.reason:
        yield el("p", _("Why matched: {reason}").format(reason=change.reason), class_="reason")


def _what(change: Change, comparison: Comparison) -> etree._Element:
    line = el("p", signed(change.kind, word(change.kind, change)), class_="what")
    if change.moved:
        add(line, " ", signed("moved"))
    if was := stood(change, comparison):
        add(line, " ", el("span", was, class_="was"))
    if status_changed(change):
        add(line, " ", signed("status", status(change)))
    elif marks := status(change):
        add(line, " ", el("span", f"[{marks}]", class_="mark"))
    return line


def signed(key: str, words: str = "") -> etree._Element:
    """A sign with its word, or with other words."""
    return el("span", sign(key), words or sign_word(key), class_=f"word {key}")


def _device(change: Change, device: Device, draft: Draft, verdict: Verdict | None) -> etree._Element:
    quoted = {"old": _quotation(device.old, draft), "new": _quotation(device.new, draft)}
    what = el("span", signed(device.effect), ": ", *_filled(device_words(device), quoted))
    decided = verdict(change, device) if verdict else None
    return el("li", what, " ", _basis(device, decided), class_=_DECIDED[decided])


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


def _basis(device: Device, decided: bool | None) -> etree._Element:
    basis = el("small", standing(device, decided))
    if device.source.startswith(("https://", "http://")):
        add(basis, " · ", el("a", _("source"), href=device.source, rel="noreferrer"))
    elif device.source:
        add(basis, f" · {device.source}")
    return basis


def _elsewhere(words: Elsewhere, draft: Draft, about: Whole) -> etree._Element:
    quoted = el("q", shortened(words.text), lang=draft.language, dir=direction(draft.language))
    there = about.new.get(words.eid)
    leads = link(there, True, about.places) if there else href(words.eid)
    place = el("a", _("paragraph {number}").format(number=words.number or words.eid), href=leads)
    return el("li", *_filled(moved_words(words), {"words": quoted, "place": place}), class_="elsewhere")


def _arrived(origin: Change, words: Elsewhere, draft: Draft, about: Whole) -> etree._Element:
    quoted = el("q", shortened(words.text), lang=draft.language, dir=direction(draft.language))
    leads = link((origin.new or origin.old)[0], bool(origin.new), about.places)
    place = el("a", old_place(origin), href=leads)
    return el("li", *_filled(arrived_words(), {"words": quoted, "place": place}), class_="elsewhere")


def _reinstated(paragraph: Reinstated) -> etree._Element:
    return el("li", signed("reinstated"), ": ", brought_back(paragraph), class_="back")
