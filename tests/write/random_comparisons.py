"""Hypothesis: two drafts at random, and what a comparison of them could be, however odd."""

from dataclasses import dataclass

from hypothesis import strategies as st

from soundingboard.model import Change, Comparison, Draft, Heading, NoteChange, Reference

from .samples import runs

_WORDS = st.sampled_from(
    [
        "We",
        "shall",
        "commit",
        "to,",
        "the",
        "*harbour*",
        "<b>",
        "&",
        "_light_",
        "~~",
        ".",
        ",",
        ";",
        "1.",
        "-",
        "[agreed]",
        "`x`",
        "\t",
        "البحر",
        "港口",
        "Порт",
        "#2",
        "a|b",
        "$5",
    ]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_SHAPES = st.sampled_from([(1, 1), (1, 1), (0, 1), (1, 0), (1, 2), (2, 1), (2, 2), (3, 1)])


@dataclass(frozen=True)
class Sample:
    """A comparison and the lines that each of its drafts is made of, in order."""

    comparison: Comparison
    old: list[str]
    new: list[str]


def _ordered(draw: st.DrawFn, units: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Mostly as they come, with some moves; headings stay in the order of their own list on both sides."""
    if draw(st.booleans()):
        return units
    return draw(st.permutations(units))


def _kind(n_old: int, n_new: int, same: bool) -> str:
    names = {
        (1, 1): "unchanged" if same else "reworded",
        (0, 1): "inserted",
        (1, 0): "deleted",
        (1, 2): "split",
    }
    return names.get((n_old, n_new), "joined" if n_new == 1 else "regrouped")


@st.composite
def comparisons(draw: st.DrawFn) -> Sample:
    shapes = draw(st.lists(_SHAPES, max_size=7))
    headings = draw(st.lists(st.sampled_from([(1, 1), (0, 1), (1, 0)]), max_size=3))
    texts = [_sides(draw, shape) for shape in shapes]
    titles = [_sides(draw, shape) for shape in headings]
    streams = [
        _ordered(
            draw,
            [("p", i, k) for i, shape in enumerate(shapes) for k in range(shape[side])]
            + [("h", i, 0) for i, shape in enumerate(headings) if shape[side]],
        )
        for side in (0, 1)
    ]
    places = [_references(stream, draw(st.booleans())) for stream in streams]
    changes = _changes("p", shapes, texts, places)
    if draw(st.booleans()):
        changes = [_with_note(change) for change in changes]
    return Sample(
        Comparison(
            Draft(label="Rev1", headings=_headings(places[0], titles, 0)),
            Draft(label="Rev2", headings=_headings(places[1], titles, 1)),
            tuple(sorted(changes, key=lambda c: c.new[0].index if c.new else -1)),
            tuple(
                sorted(_changes("h", headings, titles, places), key=lambda c: c.new[0].index if c.new else -1)
            ),
        ),
        *(
            _lines(stream, place, texts, titles, changes, side)
            for side, (stream, place) in enumerate(zip(streams, places, strict=True))
        ),
    )


def _sides(draw: st.DrawFn, shape: tuple[int, int]) -> tuple[list[str], list[str]]:
    old = [draw(_TEXTS) for _ in range(shape[0])]
    new = [draw(st.sampled_from([*old, draw(_TEXTS)])) for _ in range(shape[1])]
    if shape == (1, 1) and draw(st.booleans()):
        new = [f"{new[0]}\nand a second line"]
    return old, new


def _references(stream: list[tuple[str, int, int]], labelled: bool) -> dict[tuple[str, int, int], Reference]:
    found: dict[tuple[str, int, int], Reference] = {}
    section, counts = None, {"p": 0, "h": 0}
    for unit in stream:
        n = counts[unit[0]]
        counts[unit[0]] += 1
        if unit[0] == "h":
            section = f"sec_{n + 1}"
            found[unit] = Reference(section, "ABC"[n], "ABC"[n], "heading", index=n)
        else:
            label = f"{n + 1}." if labelled else ""
            found[unit] = Reference(f"para_{n + 1}", str(n + 1), label, section=section, index=n)
    return found


def _changes(what, shapes, texts, places) -> list[Change]:  # type: ignore[no-untyped-def]
    return [
        Change(
            f"{what}{i}",
            _kind(*shape, texts[i][0] == texts[i][1]),  # type: ignore[arg-type]
            *(tuple(places[side][what, i, k] for k in range(shape[side])) for side in (0, 1)),
            runs("\n".join(texts[i][0]), "\n".join(texts[i][1])),
        )
        for i, shape in enumerate(shapes)
    ]


def _with_note(change: Change) -> Change:
    marks = ("1" if change.old else "", "2" if change.new else "")
    sides = (
        ("delete", "See the log.") if change.old else None,
        ("insert", "See the map.") if change.new else None,
    )
    return Change(change.id, change.kind, change.old, change.new, change.redline,
                  notes=(NoteChange(*marks, tuple(side for side in sides if side)),))  # type: ignore[arg-type]  # fmt: skip


def _headings(places, titles, side) -> tuple[Heading, ...]:  # type: ignore[no-untyped-def]
    return tuple(
        Heading(reference.eid, reference.number, 1, titles[unit[1]][side][0])
        for unit, reference in places.items()
        if unit[0] == "h"
    )


def _lines(stream, places, texts, titles, changes, side) -> list[str]:  # type: ignore[no-untyped-def]
    """What a reader of the clean draft sees, line by line."""
    lines: list[str] = []
    for what, i, k in stream:
        reference = places[what, i, k]
        if what == "h":
            lines.append(f"{reference.number}. {titles[i][side][0]}")
            continue
        lines.append((f"{reference.label}\t" if reference.label else "") + texts[i][side][k])
        own = changes[i].old if side == 0 else changes[i].new
        if changes[i].notes and reference == own[-1]:
            lines.append("1\tSee the log." if side == 0 else "2\tSee the map.")
    return lines
