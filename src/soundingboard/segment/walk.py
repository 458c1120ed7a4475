"""Numbers, kinds, parents and sections for units, in one walk down the document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from soundingboard.model import Heading, Note, Paragraph, Run
from soundingboard.numbers import Label, eid_for, is_roman, read_label
from soundingboard.segment.front import begins_with_date, has_brackets, names_the_speaker
from soundingboard.segment.labels import Unit


@dataclass(slots=True)
class _Place:
    """Where the walk stands: the open section, the last paragraph, the items that are open under it."""

    numbered: bool
    section: str | None = None
    owner: int | None = None  # index of the last paragraph that items can belong to
    items: list[tuple[str, int]] = field(
        default_factory=list
    )  # (style, index) of open items, outermost first
    begun: bool = False  # whether a number has been met: before it the text is preamble
    preambular: int = 0
    loose: int = 0  # paragraphs without a number, where numbers are by position
    following: str = ""  # the number of the next item that is printed in the same manner
    places: Counter[str] = field(default_factory=Counter)  # how many bullets, rows, texts each owner has
    rows: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A heading that is open, and how many there are directly under it; the document itself has level 0."""

    level: int
    eid: str
    headings: int = 0


def walk(units: Sequence[Unit], numbered: bool) -> tuple[tuple[Heading, ...], tuple[Paragraph, ...]]:
    """Headings and paragraphs, in order, with eids that may still occur twice."""
    place = _Place(numbered)
    levels = sorted({unit.block.level for unit in units if unit.is_heading})
    headings: list[Heading] = []
    open_headings: list[_Open] = [_Open(0, "")]
    following = _following(units)
    for unit, after in zip(units, following, strict=True):
        place.following = after
        if unit.is_heading:
            headings.append(_heading(unit, levels.index(unit.block.level) + 1, open_headings))
            place.section, place.owner, place.items = headings[-1].eid, None, []
        elif unit.is_mark_alone:
            _mark(unit, place)
        else:
            _add(unit, place)
    return tuple(headings), tuple(place.rows)


def _following(units: Sequence[Unit]) -> list[str]:
    """For each unit the number of the next item in the same frame, up to the next paragraph or heading."""
    result: list[str] = []
    open_frames: dict[str, str] = {}
    for unit in reversed(units):
        is_item = unit.label is not None and unit.label.kind == "item"
        frame = _frame(unit.label) if unit.label and is_item else ""
        result.append(open_frames.get(frame, "") if is_item else "")
        if unit.label and is_item:
            open_frames[frame] = unit.label.number
        elif unit.is_heading or (unit.label and unit.label.kind != "bullet"):
            open_frames.clear()
    return result[::-1]


def _frame(label: Label) -> str:
    return "".join(character for character in label.printed if character in "()（）.")


def _heading(unit: Unit, level: int, above: list[_Open]) -> Heading:
    """A heading with its number taken off; its eid counts within the heading above it."""
    while above[-1].level >= level:
        above.pop()
    above[-1].headings += 1
    number, text = _heading_number(unit)
    eid = f"{above[-1].eid}__sec_{above[-1].headings}".removeprefix("__")
    above.append(_Open(level, eid))
    return Heading(eid, number, level, text)


def _heading_number(unit: Unit) -> tuple[str, str]:
    text = unit.block.text.strip()
    if unit.block.label:
        return unit.block.label.strip("().: "), text
    head, _, rest = text.partition(" ")
    if rest and is_heading_number(head) and not begins_with_date(text):
        return head.strip("().:"), rest.strip(" –—-:")
    return "", text


def is_heading_number(head: str) -> bool:
    """Whether the first word of a heading is its number: "A.", "IV.", "2.1", "(b)"."""
    bare = head.strip("().:")
    if all(part.isdecimal() for part in bare.split(".")) and len(bare) <= 8:
        return True
    return head != bare and (len(bare) == 1 or is_roman(bare.lower())) and bare.isalpha()


def _mark(unit: Unit, place: _Place) -> None:
    """A mark on a line of its own stands for the paragraph before it, unless that has one already."""
    if place.rows and place.rows[-1].status in (None, "bracketed"):
        place.rows[-1] = replace(place.rows[-1], status=unit.status)


def _add(unit: Unit, place: _Place) -> None:
    label = unit.label
    if label and label.kind in ("paragraph", "preambular"):
        place.begun = place.begun or label.kind == "paragraph"
        _put(unit, place, label.number, label.kind if label.kind == "preambular" else "operative", None)
        place.owner, place.items = len(place.rows) - 1, []
    elif label and (label.kind == "item" or place.numbered or place.owner is not None):
        _add_item(unit, place, label)
    else:
        _add_unnumbered(unit, place)


def _add_item(unit: Unit, place: _Place, label: Label) -> None:
    style = f"bullet {unit.block.level}" if label.kind == "bullet" else _style(label, place)
    styles = [open_style for open_style, _ in place.items]
    if style in styles:
        place.items = place.items[: styles.index(style)]
    above = place.items[-1][1] if place.items else place.owner
    _open_up(above, place)
    parent = place.rows[above] if above is not None else None
    _put(unit, place, _item_number(label, parent, place), "item", parent)
    place.items.append((style, len(place.rows) - 1))


def _item_number(label: Label, parent: Paragraph | None, place: _Place) -> str:
    owner = parent.number if parent else ""
    if label.kind == "bullet":
        return _next_place(f"{owner} bullet", place)
    return f"{owner}({label.number})"


def _open_up(index: int | None, place: _Place) -> None:
    """A paragraph that introduces items is a chapeau; a preambular paragraph and an item stay what they are."""
    if index is not None and place.rows[index].kind == "operative":
        place.rows[index] = replace(place.rows[index], kind="chapeau")


def _style(label: Label, place: _Place) -> str:
    """The manner of an item's number, which tells siblings from children: "(i)" after "(h)" is a letter."""
    part, frame = label.number, _frame(label)
    if part.isdecimal():
        return f"digit {frame}"
    if part.isupper():
        return f"capital {frame}"
    if is_roman(part) and not _continues_letters(part, frame, place):
        return f"roman {frame}"
    return f"letter {frame}"


def _continues_letters(part: str, frame: str, place: _Place) -> bool:
    """Whether "(i)" follows "(h)" in an open list of letters, or such a list runs and no Roman one does."""
    for style, index in reversed(place.items):
        last = read_label(f"{place.rows[index].label} ")
        if style == f"roman {frame}":
            return False
        if style == f"letter {frame}" and last:
            return place.following != f"{part}i" and _comes_after(part, last.number)
    return len(part) == 1 and part not in "i"


def _comes_after(part: str, last: str) -> bool:
    """Whether a letter, or a letter doubled ("ii" after "hh"), comes at most two after another."""
    alike = len(part) == len(last) <= 2 and len({*part}) == len({*last}) == 1
    return alike and 0 < ord(part[0]) - ord(last[0]) <= 2


def _add_unnumbered(unit: Unit, place: _Place) -> None:
    row = unit.block.role == "row"
    if not place.numbered:
        place.loose += 1
        _put(unit, place, str(place.loose), "other" if row else "operative", None)
        place.owner, place.items = len(place.rows) - 1, []
    elif not place.begun and not row and (place.preambular or not names_the_speaker(unit.text)):
        place.preambular += 1
        _put(unit, place, f"PP{place.preambular}", "preambular", None)
        place.owner, place.items = len(place.rows) - 1, []
    elif place.owner is None:
        _put(unit, place, _next_place("row" if row else "text", place), "other", None)
    else:
        _put_under(unit, place, place.rows[place.owner], row)


def _put_under(unit: Unit, place: _Place, owner: Paragraph, row: bool) -> None:
    """Text without a number after a paragraph: the close of its items, a further subparagraph, or a table's row."""
    closing = f"{owner.number} closing"
    if not row and place.items and not place.places[closing]:
        number = closing
        place.places[closing] += 1
    else:
        number = _next_place(f"{owner.number} {'row' if row else 'text'}", place)
    _put(unit, place, number, "other", owner)
    place.items = []


def _next_place(stem: str, place: _Place) -> str:
    stem = stem.strip()
    place.places[stem] += 1
    return f"{stem} {place.places[stem]}"


def _put(unit: Unit, place: _Place, number: str, kind: str, parent: Paragraph | None) -> None:
    text, runs = unit.text, None
    printed = unit.label.printed if unit.label else ""
    status = unit.status or ("bracketed" if printed.startswith("[") or has_brackets(text) else None)
    shift = unit.start - len(unit.opening)
    notes = tuple(
        Note(note.mark, min(max(note.offset - shift, 0), len(text)), note.text) for note in unit.block.notes
    )
    if unit.block.runs is not None:
        opening: tuple[Run, ...] = (("equal", unit.opening),) if unit.opening else ()
        runs = opening + _without_old_label(cut_runs(unit.block.runs, unit.start, unit.end), printed)
    parent_eid = parent.eid if parent else None
    place.rows.append(
        Paragraph(
            eid_for(number, kind), number, text, printed, kind, parent_eid, place.section, status, notes, runs
        )
    )


def _without_old_label(runs: tuple[Run, ...], printed: str) -> tuple[Run, ...]:
    """Runs without a deleted number at their head: where the new number is a label, so is the old one."""
    if not printed or not runs or runs[0][0] != "delete":
        return runs
    deleted = runs[0][1]
    old = read_label(deleted) or read_label(f"{deleted.strip()}. ")  # "26" of "26." where the stop stayed
    if old is None:
        return runs
    return ((("delete", old.rest),) if old.rest else ()) + runs[1:]


def cut_runs(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Runs cut to `start`..`end` of the accepted text; what was deleted there stays."""
    result: list[Run] = []
    at = 0
    for op, text in runs:
        if op == "delete":
            result.append((op, text))
            continue
        kept = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if kept:
            result.append((op, kept))
    return tuple(result)
