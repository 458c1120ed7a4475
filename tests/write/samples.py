"""Comparisons to write: a small one that has everything in it, and one as large as a real revision."""

import difflib
import itertools
import random
import re
from collections.abc import Sequence

from soundingboard.model import (
    Change,
    Comparison,
    Device,
    Draft,
    Elsewhere,
    Heading,
    NoteChange,
    Reference,
    Reinstated,
    Run,
    Source,
    Span,
)

SOURCE_URL = "https://example.org/guide-to-verbs"


def runs(old: str, new: str) -> tuple[Run, ...]:
    """A plain word diff."""
    a, b = (re.findall(r"\s|\w+|[^\w\s]", text) for text in (old, new))
    found: list[Run] = []
    for op, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("equal", "".join(a[i:j])))
        else:
            found += [("delete", "".join(a[i:j]))] if j > i else []
            found += [("insert", "".join(b[k:m]))] if m > k else []
    return tuple(found)


def paragraph(number: str, index: int, section: str | None = None, **more: object) -> Reference:
    fields = {"eid": f"para_{number}", "number": number, "label": f"{number}.", "section": section} | more
    return Reference(index=index, **fields)  # type: ignore[arg-type]


def device(effect: str, old: tuple[str, str] | None, new: tuple[str, str] | None, rule: str) -> Device:
    """A device on `(text of the side, words)`."""

    def span(side: tuple[str, str] | None) -> Span | None:
        return Span(side[0].index(side[1]), side[0].index(side[1]) + len(side[1]), side[1]) if side else None

    return Device("verb-of-commitment", effect, span(old), span(new), rule, SOURCE_URL)  # type: ignore[arg-type]


COMMIT = "We commit to scaling up dredging of the inner harbour, within existing resources, by 2030."
NEED = "We recognize the need to scale up dredging of the inner harbour by 2030."
FERRY = "Ferries shall be free for pupils. Night boats shall run until two."
FERRY_1, FERRY_2 = "Ferries shall be free for pupils.", "Night boats shall run until three."
PILOTS_1, PILOTS_2 = "Pilots shall rest.", "Pilots may refuse a watch."
PILOTS = "Pilots shall rest and may refuse a watch."
KEPT = "We reaffirm that the harbour belongs to the town <and> its “people” & guests."
LOST = "A register of moorings shall be kept by the harbour office."
FRESH = "The council shall publish the tide tables every year."
ITEM = "the old lighthouse, as appropriate;"
ITEM_NEW = "the old lighthouse and its keeper's house;"


def small() -> Comparison:
    """Every kind, flag and extra once, in two sections and a preamble."""
    old = Draft(
        title="The Harbour Compact",
        stage="zero-draft",
        label="Zero Draft",
        date="2031-03-05",
        source=Source("zero.html", "ab" * 32),
        headings=(
            Heading("sec_1", "A", 1, "Water and boats"),
            Heading("sec_2", "B", 1, "Crews"),
            Heading("sec_3", "C", 1, "Moorings"),
        ),
    )
    new = Draft(
        title="The Harbour Compact",
        stage="rev1",
        label="Revision 1",
        date="2031-05-09",
        symbol="HC/REV.1",
        visibility="unofficial",
        source=Source("rev1.docx", "cd" * 32, "https://example.org/rev1"),
        notices=("paragraph 4 has two numbers",),
        headings=(
            Heading("sec_1", "A", 1, "Water, boats and light"),
            Heading("sec_2", "B", 1, "Crews"),
        ),
    )
    a, b, c = "sec_1", "sec_2", "sec_3"
    headings = (
        Change(
            "h1",
            "reworded",
            (Reference("sec_1", "A"),),
            (Reference("sec_1", "A"),),
            runs("Water and boats", "Water, boats and light"),
        ),
        Change(
            "h2",
            "unchanged",
            (Reference("sec_2", "B", index=1),),
            (Reference("sec_2", "B", index=1),),
            (("equal", "Crews"),),
        ),
        Change("h3", "deleted", (Reference("sec_3", "C", index=2),), (), (("delete", "Moorings"),)),
    )
    pre = {"eid": "pre_1", "label": "", "kind": "preambular"}
    item = {"label": "(a)", "kind": "item", "parent": "para_3"}
    changes = (
        Change(
            "c1",
            "unchanged",
            (paragraph("PP1", 0, **pre),),
            (paragraph("PP1", 0, **pre),),
            (("equal", KEPT),),
            score=1.0,
        ),
        Change(
            "c2",
            "inserted",
            (),
            (paragraph("1", 1, a),),
            (("insert", FRESH),),
            reinstates=Reinstated("Elements paper", "para_7", "7"),
        ),
        Change(
            "c3",
            "reworded",
            (paragraph("1", 1, a, status="bracketed"),),
            (paragraph("2", 2, a, status="agreed"),),
            runs(COMMIT, NEED),
            renumbered=True,
            score=0.71,
            devices=(
                device("softens", (COMMIT, "commit to"), (NEED, "recognize the need to"), "verb-1"),
                device("strengthens", (COMMIT, "within existing resources"), None, "qualifier-3"),
            ),
            elsewhere=(Elsewhere("within existing resources", "para_6", "6"),),
            notes=(NoteChange("1", "1", runs("See the tide log.", "See the tide tables.")),),
            reason="rare words in common: dredging, inner",
        ),
        Change(
            "c4",
            "unchanged",
            (paragraph("2", 2, a),),
            (paragraph("3", 3, a),),
            (("equal", "The town keeps:"),),
            renumbered=True,
            score=1.0,
        ),
        Change(
            "c5",
            "reworded",
            (paragraph("2(a)", 3, a, eid="para_2__item_a", label="(a)", kind="item", parent="para_2"),),
            (paragraph("3(a)", 4, a, eid="para_3__item_a", **item),),
            runs(ITEM, ITEM_NEW),
            renumbered=True,
            devices=(device("contested", (ITEM, "as appropriate"), None, "qualifier-1"),),
        ),
        Change(
            "c6",
            "split",
            (paragraph("3", 4, a),),
            (paragraph("4", 5, a), paragraph("5", 6, a)),
            runs(FERRY, f"{FERRY_1}\n{FERRY_2}"),
            renumbered=True,
            score=0.9,
        ),
        Change(
            "c7",
            "joined",
            (paragraph("5", 6, b), paragraph("6", 7, b)),
            (paragraph("6", 7, b),),
            runs(f"{PILOTS_1}\n{PILOTS_2}", PILOTS),
            renumbered=True,
            score=0.8,
        ),
        Change(
            "c8",
            "unchanged",
            (paragraph("4", 5, a),),
            (paragraph("7", 8, b),),
            (("equal", "Lamps are lit at dusk."),),
            moved=True,
            renumbered=True,
            score=1.0,
        ),
        Change("c9", "deleted", (paragraph("7", 8, c),), (), (("delete", LOST),)),
    )
    return Comparison(old, new, changes, headings, {"unchanged": 3})


_SUBJECTS = [
    "We",
    "Member towns",
    "The harbour council",
    "All pilots",
    "Owners of boats",
    "The port authority",
    "Fishers",
]
_VERBS = [
    "commit to",
    "shall",
    "should",
    "will endeavour to",
    "recognize the need to",
    "call upon all partners to",
    "agree to",
    "may",
]
_ACTS = [
    "keep the channels open to small craft",
    "share tide and weather data in open formats",
    "train young crews",
    "protect the nesting grounds on the outer islands",
    "repair the sea wall before the storm season",
    "close the gap between the upper and the lower quays",
    "report each year on what was spent and by whom",
    "hear those who live beside the docks before a berth is moved",
    "lower the fees for vessels without engines",
]
_TAILS = [
    "in accordance with the law of the sea",
    "as appropriate",
    "by the end of the decade",
    "within existing resources",
    "on mutually agreed terms",
    "with the full part of women and young people",
    "in every town that asks for it",
]


def _sentence(rng: random.Random) -> str:
    pick = rng.choice
    return f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_ACTS)} and {pick(_ACTS)}, {pick(_TAILS)}."


def _reworded(rng: random.Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(1, len(words) - 1)
        words[at : at + rng.randint(1, 4)] = rng.choice(_TAILS).split()[: rng.randint(0, 5)]
    return " ".join(words)


def large(n: int = 125) -> Comparison:
    """`n` paragraphs in eight sections: half reworded, some new, deleted, split, moved."""
    rng = random.Random(7)  # noqa: S311
    names = [
        "Preparing",
        "Channels",
        "Quays and walls",
        "Crews",
        "Data",
        "Fees and funds",
        "Neighbours",
        "Keeping count",
    ]
    headings = tuple(Heading(f"sec_{i}", "ABCDEFGH"[i - 1], 1, name) for i, name in enumerate(names, 1))
    changes: list[Change] = []
    old_n, new_n = itertools.count(), itertools.count()
    for i in range(n):
        section = f"sec_{1 + i * 8 // n}"
        kinds = ["unchanged", "reworded", "inserted", "deleted", "split"]
        kind = "inserted" if i == 0 else rng.choices(kinds, (40, 45, 7, 5, 3))[0]
        text = " ".join(_sentence(rng) for _ in range(rng.randint(1, 3)))
        after = _reworded(rng, text) if kind in ("reworded", "split") else text
        if kind == "split":
            middle = after.index(" ", len(after) // 2)
            after = f"{after[:middle]}\n{after[middle + 1 :]}"
        olds = [] if kind == "inserted" else [next(old_n)]
        news = [] if kind == "deleted" else [next(new_n) for _ in range(2 if kind == "split" else 1)]
        redline = runs(text if olds else "", after if news else "")
        changes.append(
            Change(
                f"c{i + 1}",
                kind,
                _refs(olds, section),
                _refs(news, section),
                redline,  # type: ignore[arg-type]
                renumbered=bool(olds) and olds != news,
                moved=i % 41 == 40 and kind == "unchanged",
                devices=_devices(text, after) if kind == "reworded" else (),
            )
        )
    both = tuple(
        Change(
            f"h{h.eid}",
            "unchanged",
            (Reference(h.eid, h.number, index=i),),
            (Reference(h.eid, h.number, index=i),),
            (("equal", h.text),),
        )
        for i, h in enumerate(headings)
    )
    old = Draft(
        title="Compact on the Harbours of the Northern Shore",
        label="Revision 1",
        date="2031-09-12",
        source=Source("rev1.html", "01" * 32),
        headings=headings,
    )
    new = Draft(
        title=old.title,
        label="Revision 2",
        date="2031-11-07",
        source=Source("rev2.docx", "23" * 32),
        headings=headings,
        symbol="NS/2031/L.4",
    )
    return Comparison(old, new, tuple(changes), both)


def _refs(places: Sequence[int], section: str) -> tuple[Reference, ...]:
    return tuple(paragraph(str(i + 1), i, section) for i in places)


def _devices(old: str, new: str) -> tuple[Device, ...]:
    for words in ("as appropriate", "within existing resources"):
        if (words in old) != (words in new):
            gone = words in old
            return (
                device(
                    "strengthens" if gone else "softens",
                    (old, words) if gone else None,
                    None if gone else (new, words),
                    "qualifier",
                ),
            )
    return ()
