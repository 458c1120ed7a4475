"""The negotiated words of a change: its paragraphs with their numbers, insertions and deletions marked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from soundingboard.i18n import _
from soundingboard.model import Change, Draft, NoteChange, Paragraph, Reference, Run
from soundingboard.vocabulary import Op
from soundingboard.write.html.elements import add, anchor, el, href
from soundingboard.write.outline import depth_of
from soundingboard.write.phrases import direction, label
from soundingboard.write.pieces import Break, Piece, paragraphs, side

_TAGS = {"insert": "ins", "delete": "del"}
_DEEPEST = 4  # levels of items that are indented; deeper ones stand with these, so that a phone can show them


Address = Callable[[Reference, bool], str | None]  # of a paragraph, and whether it is of the new draft


@dataclass(frozen=True, slots=True)
class Places:
    """What places a paragraph on a page: the parent of each, by side and eid, and where a link to it leads."""

    old: Mapping[str, str | None]
    new: Mapping[str, str | None]
    address: Address | None = None


def places(changes: Sequence[Change], address: Address | None = None) -> Places:
    """`address` may give None: then, as without it, a link leads to the paragraph on the same page."""
    return Places(
        {reference.eid: reference.parent for change in changes for reference in change.old},
        {reference.eid: reference.parent for change in changes for reference in change.new},
        address,
    )


def link(reference: Reference, is_new: bool, known: Places) -> str:
    """Where a link to a paragraph leads."""
    address = known.address(reference, is_new) if known.address else None
    return href(_side_id(reference, is_new)) if address is None else address


def change_id(change: Change) -> str:
    """The `id` (before it is made an anchor) of the first paragraph shown of a change."""
    return _side_id((change.new or change.old)[0], bool(change.new))


def wording(change: Change, draft: Draft, known: Places) -> etree._Element:
    """The paragraphs of a change and their footnotes; `draft` says in what language they are."""
    box = _box(draft.language)
    for reference, inline in paragraphs(change):
        box.append(_paragraph(reference, inline, known, bool(change.new), gone=not change.new))
    add(box, *(_note(note) for note in change.notes))
    return box


def side_wording(change: Change, op: Op, draft: Draft, known: Places) -> etree._Element:
    """One side of a change ("delete": the old one), with only what that side lost or gained marked."""
    box = _box(draft.language)
    for reference, inline in side(change, op):
        box.append(_paragraph(reference, inline, known, is_new=op == "insert", gone=not change.new))
    notes = (_side_note(note, op) for note in change.notes)
    add(box, *(_note(note) for note in notes if note.redline))
    return box


def clean_wording(paragraph: Paragraph, draft: Draft, address: Address | None) -> etree._Element:
    """A paragraph of a draft with its footnotes, nothing marked."""
    parents = {each.eid: each.parent for each in (*draft.paragraphs, paragraph)}
    reference = Reference(paragraph.eid, paragraph.number, paragraph.label)
    text = [Piece("equal", paragraph.text)]
    box = _box(draft.language)
    box.append(_paragraph(reference, text, Places({}, parents, address), is_new=True))
    add(box, *(_note(NoteChange(n.mark, n.mark, (("equal", n.text),))) for n in paragraph.notes))
    return box


def bare_wording(runs: Sequence[Run], language: str) -> etree._Element:
    """Runs as a paragraph without a number."""
    box = _box(language)
    box.append(el("p", *redline(runs)))
    return box


def _box(language: str) -> etree._Element:
    return el("div", class_="wording", lang=language, dir=direction(language))


def _side_id(reference: Reference, is_new: bool) -> str:
    return reference.eid if is_new else f"old-{reference.eid}"


def _paragraph(
    reference: Reference, inline: Sequence[Piece | Break], known: Places, is_new: bool, gone: bool = False
) -> etree._Element:
    """A paragraph with its number, which is struck out where nothing of the paragraph is left."""
    depth = depth_of(reference.eid, known.new if is_new else known.old, _DEEPEST)
    sort = ("number", *(() if reference.label else ("unprinted",)), *(("old",) if gone else ()))
    said = None if is_new else _("old paragraph {number}").format(number=label(reference))
    leads = link(reference, is_new, known)
    return el(
        "div",
        el("a", label(reference), class_=" ".join(sort), href=leads, aria_label=said),
        el("p", *_inline(inline)),
        class_=f"para depth-{depth}" if depth else "para",
        id=anchor(_side_id(reference, is_new)),
    )


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


def _side_note(note: NoteChange, op: Op) -> NoteChange:
    mark = note.old_mark if op == "delete" else note.new_mark
    return NoteChange(mark, mark, tuple(run for run in note.redline if run[0] in ("equal", op)))


def _note(note: NoteChange) -> etree._Element:
    marks: tuple[Run, ...] = (("delete", note.old_mark), ("insert", note.new_mark))
    if note.old_mark == note.new_mark:
        marks = (("equal", note.new_mark),)
    mark = el("sup", *redline([run for run in marks if run[1]]))
    return el("p", mark, " ", *redline(note.redline), class_="note")
