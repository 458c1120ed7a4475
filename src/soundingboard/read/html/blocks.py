"""A page's tree becomes blocks, in one walk without recursion."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from soundingboard.model import Block
from soundingboard.numbers import read_label
from soundingboard.read.clean import names
from soundingboard.read.html.lists import ListState, next_label, open_list
from soundingboard.read.html.notes import NOTE_TAG
from soundingboard.read.html.tables import table_kind
from soundingboard.read.html.tree import text_of
from soundingboard.read.inline import Inline
from soundingboard.read.text import text_blocks
from soundingboard.vocabulary import Op, Revisions

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_VERBATIM = frozenset(("pre", "listing", "xmp"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = names(
    "p div section article main body blockquote pre dl dt dd figure figcaption caption table thead tbody tfoot "
    "tr td th ol ul menu dir li h1 h2 h3 h4 h5 h6 hr address center details summary fieldset form legend header "
    "footer aside html listing xmp option optgroup"
)
_OPS: dict[str, Op] = {"del": "delete", "s": "delete", "strike": "delete", "ins": "insert"}
_TYPED_LABELS = ("item", "paragraph", "preambular")


@dataclass(slots=True)
class Context:
    """What a block's text will be: its role, level and label; the label goes to the first block inside."""

    role: str = "paragraph"
    level: int = 0
    label: str = ""
    used: bool = False


@dataclass(slots=True)
class Walk:
    """The state of the walk: open contexts, lists and tables, and the block being collected."""

    notes: list[tuple[str, str]]
    revisions: Revisions
    blocks: list[Block] = field(default_factory=list)
    inline: Inline = field(default_factory=Inline)
    contexts: list[Context] = field(default_factory=lambda: [Context()])
    lists: list[ListState] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    ops: list[Op] = field(default_factory=lambda: ["equal"])
    breaks: int = 0  # line breaks since the last word
    owes_bar: bool = False  # whether a cell's text is to be set off from the one before
    changes: int = 0

    @property
    def in_row(self) -> bool:
        """Whether all text goes into the row that is being read."""
        return bool(self.tables) and self.tables[-1] != "layout"


def walk(root: Element, notes: list[tuple[str, str]], revisions: Revisions) -> tuple[tuple[Block, ...], int]:
    """The blocks of a pruned tree, and how many passages were tracked changes."""
    state = Walk(notes, revisions)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        verbatim = element.tag in _VERBATIM and not state.in_row and _is_plain(element)
        if event == "start" and verbatim:
            _verbatim(element, state)
            walker.skip_subtree()
        elif event == "start":
            _open(element, state)
            _add(element.text, state)
        else:
            if not verbatim:
                _close(element, state)
            _add(element.tail, state)
    flush(state)
    return tuple(state.blocks), state.changes


def _is_plain(element: Element) -> bool:
    """Whether a passage holds neither tracked changes nor notes."""
    return next(element.iter("del", "ins", "s", "strike", NOTE_TAG), None) is None


def _verbatim(element: Element, state: Walk) -> None:
    """A passage whose line ends are kept is a small plain text of its own."""
    flush(state)
    if state.ops[-1] == "equal":
        state.blocks.extend(text_blocks(text_of(element)))
        return
    state.inline.add(text_of(element), state.ops[-1])
    flush(state)


def _add(text: str | None, state: Walk) -> None:
    if not text:
        return
    if not text.isspace():
        state.breaks = 0
        if state.owes_bar:
            state.inline.add(" | " if state.tables[-1] == "rows" else " ")
            state.owes_bar = False
    state.inline.add(text, state.ops[-1])


def flush(state: Walk) -> None:
    """End the block that is being collected; within a row only a blank ends."""
    state.breaks = 0
    if state.in_row:
        state.inline.add(" ")
        return
    _emit(state)


def _emit(state: Walk) -> None:
    context = state.contexts[-1]
    role, label = (context.role, context.label) if not context.used else (_later_role(context), "")
    inline, state.inline = state.inline, Inline()
    block = inline.block(state.revisions, role, label, context.level)
    if block is None:
        return
    context.used = True
    if label == "•" and (typed := read_label(block.text)) and typed.kind in _TYPED_LABELS:
        block = Block(role, block.text, "", block.level, block.notes, block.runs)
    state.blocks.append(block)


def _later_role(context: Context) -> str:
    """A second paragraph of a list entry is a paragraph at its level; the rest of a heading stays one."""
    return "paragraph" if context.role == "item" else context.role


def _open(element: Element, state: Walk) -> None:
    tag = element.tag
    if tag in _OPS:
        state.ops.append(_OPS[tag])
        state.changes += 1
    elif tag == "br":
        _break(state)
    elif tag == NOTE_TAG:
        mark, text = state.notes[int(element.get("data-n") or 0)]
        state.inline.mark(mark, text, state.ops[-1])
    elif tag in _BLOCKS:
        flush(state)
        _open_block(element, str(tag), state)


def _break(state: Walk) -> None:
    """One line break is a blank, a second one ends the block."""
    breaks = state.breaks + 1
    if breaks > 1:
        flush(state)
    state.inline.add(" ")
    state.breaks = breaks


def _open_block(element: Element, tag: str, state: Walk) -> None:
    if tag in _HEADINGS:
        state.contexts.append(Context("heading", _HEADINGS[tag]))
    elif tag in _LISTS:
        state.lists.append(open_list(element))
    elif tag == "li":
        _open_entry(element, state)
    elif tag == "dd":
        state.contexts.append(Context(level=len(state.lists) + 1))
    elif tag == "table":
        nested = state.in_row
        state.tables.append(state.tables[-1] if nested else table_kind(element))
    elif tag in ("tr", "caption"):
        state.contexts.append(Context(_row_role(tag, state)))
    elif tag in _CELLS:
        state.owes_bar = state.in_row and bool(state.inline)


def _row_role(tag: str, state: Walk) -> str:
    return "row" if tag == "tr" and state.tables and state.tables[-1] == "rows" else "paragraph"


def _open_entry(element: Element, state: Walk) -> None:
    owner = state.lists[-1] if state.lists else ListState("•")
    label = next_label(owner, element)
    if state.in_row:
        state.inline.add(f" {label} " if label != "•" else " ", state.ops[-1])
    else:
        state.contexts.append(Context("item", max(1, len(state.lists)), label))


def _close(element: Element, state: Walk) -> None:
    tag = element.tag
    if tag in _OPS:
        state.ops.pop()
    elif tag in _BLOCKS:
        flush(state)
        _close_block(str(tag), state)


def _close_block(tag: str, state: Walk) -> None:
    if tag in ("tr", "caption"):
        _emit(state)
        state.owes_bar = False
    if tag in _HEADINGS or tag in ("dd", "tr", "caption") or (tag == "li" and not state.in_row):
        state.contexts.pop()
    elif tag in _LISTS:
        state.lists.pop()
    elif tag == "table":
        state.tables.pop()
