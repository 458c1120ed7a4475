"""Mending how a draft was read: one paragraph at a time, on its record, without touching what was not named."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.numbers import eid_for, read_label, unique

Record = dict[str, Any]
_BLANK_LINE = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
KINDS = ("preambular", "operative", "chapeau", "item", "other")
STATUSES = ("agreed", "suggested", "bracketed", "open")


@dataclass(frozen=True, slots=True)
class Mend:
    """What a paragraph shall be. A blank line in the text splits it."""

    text: str
    number: str
    label: str
    kind: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Mended:
    """The record as mended, where the paragraph (or what is left of it) stands, and eids that changed."""

    record: Record
    eid: str
    renamed: Mapping[str, str]


def mend(record: Record, eid: str, wanted: Mend) -> Mended:
    """Change a paragraph. Its eid follows its number; all others stay as they are."""
    at, paragraphs = _at(record, eid), list(record["paragraphs"])
    parts = _split(paragraphs[at], wanted)
    taken = {p["eid"] for n, p in enumerate(paragraphs) if n != at}
    first = paragraphs[at]
    if first.get("number") != wanted.number:
        parts[0]["eid"] = eid_for(wanted.number, wanted.kind) if wanted.number else eid
    names = unique([*sorted(taken), *(part["eid"] for part in parts)])[len(taken) :]
    for part, name in zip(parts, names, strict=True):
        part["eid"] = name
    paragraphs[at : at + 1] = parts
    renamed = {eid: names[0]} if names[0] != eid else {}
    return Mended({**record, "paragraphs": _reparented(paragraphs, renamed)}, names[0], renamed)


def join_with_former(record: Record, eid: str) -> Mended:
    """Put a paragraph's text at the end of the one before it. Raises IndexError for the first."""
    at, paragraphs = _at(record, eid), list(record["paragraphs"])
    if at == 0:
        raise IndexError("the first paragraph has none before it")
    before, gone = paragraphs[at - 1], paragraphs[at]
    shift = len(before["text"]) + 1
    notes = [{**note, "offset": note["offset"] + shift} for note in gone.get("notes") or []]
    joined = {
        **before,
        "text": f"{before['text']} {gone['text']}",
        "notes": [*(before.get("notes") or []), *notes],
    }
    joined.pop("runs", None)
    paragraphs[at - 1 : at + 1] = [joined]
    return Mended({**record, "paragraphs": _reparented(paragraphs, {eid: before["eid"]})}, before["eid"], {})


def leave_out(record: Record, eid: str) -> Mended:
    """Take a paragraph out; what stood under it stands under its owner. Raises IndexError for the only one."""
    at, paragraphs = _at(record, eid), list(record["paragraphs"])
    if len(paragraphs) == 1:
        raise IndexError("a draft has one paragraph at least")
    gone = paragraphs.pop(at)
    beside = paragraphs[max(at - 1, 0)]["eid"]
    return Mended({**record, "paragraphs": _reparented(paragraphs, {eid: gone.get("parent")})}, beside, {})


def _at(record: Record, eid: str) -> int:
    """Where a paragraph stands. Raises KeyError when there is none of this name."""
    for n, paragraph in enumerate(record["paragraphs"]):
        if paragraph["eid"] == eid:
            return n
    raise KeyError(eid)


def _reparented(paragraphs: Sequence[Record], renamed: Mapping[str, str | None]) -> list[Record]:
    return [{**p, "parent": renamed[p["parent"]]} if p.get("parent") in renamed else p for p in paragraphs]


def _split(paragraph: Record, wanted: Mend) -> list[Record]:
    """The paragraph as wanted, followed by those that blank lines part from it."""
    starts, texts = _parts(wanted.text)
    if texts == [" ".join(paragraph["text"].split())]:  # nothing was changed but the lines of the field
        texts = [paragraph["text"]]
    fields = {"number": wanted.number, "label": wanted.label, "kind": wanted.kind, "status": wanted.status}
    notes = _notes(paragraph, wanted.text, starts, texts)
    first = {**paragraph, **fields, "text": texts[0], "notes": notes[0]}
    if texts != [paragraph["text"]]:
        first.pop("runs", None)
    more = [_new(first, n, text) for n, text in enumerate(texts[1:], 1)]
    return [first, *({**one, "notes": own} for one, own in zip(more, notes[1:], strict=True))]


def _new(first: Record, n: int, text: str) -> Record:
    """A paragraph that was split off: numbered as it is printed, else as a text of the one before it."""
    label = read_label(text)
    if label and label.kind in ("paragraph", "preambular"):
        kind = "preambular" if label.kind == "preambular" else "operative"
        own = {
            "number": label.number,
            "label": label.printed,
            "kind": kind,
            "text": label.rest,
            "parent": None,
        }
    else:
        own = {"number": f"{first['number']} text {n}".strip(), "label": "", "kind": "other", "text": text}
        own["parent"] = first.get("parent") or first["eid"]
    kept = {key: value for key, value in first.items() if key != "runs"}
    return {**kept, **own, "eid": eid_for(own["number"], own["kind"])}


def _parts(text: str) -> tuple[list[int], list[str]]:
    """Where each part begins in the typed text, and its words on one line."""
    starts, texts, at = [], [], 0
    for found in [*_BLANK_LINE.finditer(text), None]:
        end = found.start() if found else len(text)
        if part := " ".join(text[at:end].split()):
            starts.append(at)
            texts.append(part)
        at = found.end() if found else end
    return starts or [0], texts or [""]


def _notes(paragraph: Record, typed: str, starts: Sequence[int], texts: Sequence[str]) -> list[list[Record]]:
    """The footnotes of each part, their marks moved with the words around them."""
    found: list[list[Record]] = [[] for _text in texts]
    move = _mover(paragraph["text"], typed)
    for note in paragraph.get("notes") or []:
        offset = move(note["offset"])
        part = max(n for n, start in enumerate(starts) if start <= offset or n == 0)
        within = min(max(offset - starts[part], 0), len(texts[part]))
        found[part].append({**note, "offset": within})
    return found


def _mover(old: str, new: str) -> Callable[[int], int]:
    """Where a place of the old text is in the new: with the words before it, else with those after it."""
    head = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )

    def moved(offset: int) -> int:
        return offset if offset <= head else max(head, len(new) - (len(old) - offset))

    return moved
