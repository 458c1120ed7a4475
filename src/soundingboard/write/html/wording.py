"""The negotiated words of a change: its paragraphs with their numbers, insertions and deletions marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change, Draft, NoteChange, Reference, Run
from soundingboard.write.html.elements import add, anchor, el, href
from soundingboard.write.outline import nesting
from soundingboard.write.phrases import direction, label
from soundingboard.write.pieces import Break, Piece, paragraphs

_TAGS = {"insert": "ins", "delete": "del"}
_DEEPEST = 4  # levels of items that are indented; deeper ones stand with these, so that a phone can show them


@dataclass(frozen=True, slots=True)
class Depths:
    """How deep each paragraph is nested, by side and eid."""

    old: Mapping[str, int]
    new: Mapping[str, int]


def depths(changes: Sequence[Change]) -> Depths:
    return Depths(
        nesting([reference for change in changes for reference in change.old], _DEEPEST),
        nesting([reference for change in changes for reference in change.new], _DEEPEST),
    )


def change_id(change: Change) -> str:
    """The `id` (before it is made an anchor) of the first paragraph shown of a change."""
    return change.new[0].eid if change.new else f"old-{change.old[0].eid}"


def wording(change: Change, draft: Draft, known: Depths) -> etree._Element:
    """The paragraphs of a change and their footnotes; `draft` says in what language they are."""
    box = el("div", class_="wording", lang=draft.language, dir=direction(draft.language))
    for reference, inline in paragraphs(change):
        text = el("p")
        add(text, *_inline(inline))
        box.append(_paragraph(reference, bool(change.new), text, known))
    add(box, *(_note(note) for note in change.notes))
    return box


def _paragraph(reference: Reference, is_new: bool, text: etree._Element, known: Depths) -> etree._Element:
    name = reference.eid if is_new else f"old-{reference.eid}"
    depth = (known.new if is_new else known.old)[reference.eid]
    sort = ("number", *(() if reference.label else ("unprinted",)), *(() if is_new else ("old",)))
    said = None if is_new else _("old paragraph {number}").format(number=label(reference))
    number = el("a", label(reference), class_=" ".join(sort), href=href(name), aria_label=said)
    return el("div", number, text, class_=f"para depth-{depth}" if depth else "para", id=anchor(name))


def _inline(inline: Sequence[Piece | Break]) -> Iterator[etree._Element | str]:
    before = "equal"
    for op, group in groupby(inline, key=lambda piece: piece.op):
        words = [_words(piece) for piece in group]
        if op == "equal":
            yield from words
        else:
            yield el(_TAGS[op], *words, class_=None if before == "equal" else "next")
        before = op


def _words(piece: Piece | Break) -> etree._Element | str:
    if isinstance(piece, Break):
        return el("span", "¶", class_="break", title=_("paragraph break"))
    if piece.effects:
        return el("span", piece.text, class_=" ".join(("flagged", *piece.effects)))
    return piece.text


def redline(runs: Sequence[Run]) -> Iterator[etree._Element | str]:
    """Runs without paragraphs in them: of a heading or a footnote."""
    return _inline([Piece(op, text) for op, text in runs])


def _note(note: NoteChange) -> etree._Element:
    marks: tuple[Run, ...] = (("delete", note.old_mark), ("insert", note.new_mark))
    if note.old_mark == note.new_mark:
        marks = (("equal", note.new_mark),)
    mark = el("sup", *redline([run for run in marks if run[1]]))
    return el("p", mark, " ", *redline(note.redline), class_="note")
