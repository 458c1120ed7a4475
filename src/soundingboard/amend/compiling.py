"""The compilation text: every proposal on each paragraph, attributed, where its words stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from soundingboard.amend.colliding import CLOSED, Cluster, clusters, versions
from soundingboard.amend.hunks import Hunk
from soundingboard.amend.placing import Orphan, locate
from soundingboard.i18n import _
from soundingboard.model import Amendment, Draft, Paragraph, Run
from soundingboard.numbers import number_key, read_label


@dataclass(frozen=True, slots=True)
class Support:
    """Who else stands behind a proposal, and who against it, by the names that readers see."""

    supported: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to change a stretch of the text: its runs, whose it is, which amendments propose it.

    `number` counts the alternatives of a paragraph that collide ("Alt. 2"); 0 where nothing collides.
    """

    runs: tuple[Run, ...]
    by: tuple[str, ...]
    amendments: tuple[str, ...]
    support: Support = Support()
    number: int = 0

    @property
    def deletes(self) -> bool:
        """Whether it takes words away and adds none."""
        return not any(op == "insert" for op, _text in self.runs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text; without alternatives it stays as it stands, with several they collide."""

    text: str
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledParagraph:
    """A paragraph with all that is proposed for it; `unplaced` are proposals whose words were not found in it.

    A new paragraph (`is_new`) has its number as proposed, and its text as one piece with alternatives.
    """

    eid: str | None
    number: str
    pieces: tuple[Piece, ...]
    unplaced: tuple[tuple[Orphan, str], ...] = ()
    is_new: bool = False

    @property
    def collides(self) -> bool:
        """Whether proposals change the same words."""
        return any(len(piece.alternatives) > 1 for piece in self.pieces)

    @property
    def is_open(self) -> bool:
        """Whether anything is proposed."""
        return bool(self.unplaced) or any(piece.alternatives for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Compilation:
    """The paragraphs in the order of the draft (new ones where they belong) and proposals for no paragraph of it."""

    draft: Draft
    paragraphs: tuple[CompiledParagraph, ...]
    orphans: tuple[tuple[Orphan, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def compilation(
    draft: Draft,
    amendments: Iterable[Amendment],
    names: Mapping[str, str] = {},
    support: Mapping[str, Support] = {},
    open_only: bool = False,
) -> Compilation:
    """All proposals on a draft, beside each other.

    `names` give for an amendment's `by` the name that readers see; `support` gives for an amendment's id who stands
    for and against it. With `open_only` paragraphs without proposals are left out. Withdrawn ones are left out.
    """
    people = _People(names, support)
    live = [one for one in amendments if one.state != "withdrawn"]
    placed: dict[str, list[Amendment]] = {}
    lost: dict[str, list[tuple[Orphan, str]]] = {}
    new: list[Amendment] = []
    orphans: list[tuple[Orphan, str]] = []
    known = {paragraph.eid for paragraph in draft.paragraphs}
    for one in live:
        found = locate(one, draft) if one.state not in CLOSED else _orphaned(one)
        if isinstance(found, Orphan):
            line = (found, people.name(one))
            (lost.setdefault(one.eid or "", []) if one.eid in known else orphans).append(line)
        elif found.eid is None:
            new.append(found)
        else:
            placed.setdefault(found.eid, []).append(found)
    compiled = [
        _paragraph(one, placed.get(one.eid, ()), tuple(lost.get(one.eid, ())), people)
        for one in draft.paragraphs
    ]
    ordered = _with_new(compiled, new, people)
    shown = tuple(one for one in ordered if one.is_open or not open_only)
    return Compilation(draft, shown, tuple(orphans), dict(names))


def _orphaned(amendment: Amendment) -> Orphan:
    """One that was found to have no place before; its notices say why."""
    return Orphan(amendment, "no words", "; ".join(amendment.notices) or _("its words are no longer there"))


@dataclass(frozen=True, slots=True)
class _People:
    names: Mapping[str, str]
    support: Mapping[str, Support]

    def name(self, amendment: Amendment) -> str:
        """Whose an amendment is; empty where it does not say."""
        return self.names.get(amendment.by or "", amendment.by or "")

    def behind(self, ones: Sequence[Amendment]) -> Support:
        """Who supports and who opposes any of them, once each."""
        found = [self.support.get(one.id, Support()) for one in ones]
        sides = ([n for each in found for n in each.supported], [n for each in found for n in each.opposed])
        return Support(*(tuple(dict.fromkeys(side)) for side in sides))


def _paragraph(
    paragraph: Paragraph, placed: Sequence[Amendment], lost: tuple[tuple[Orphan, str], ...], people: _People
) -> CompiledParagraph:
    text, pieces, place = paragraph.text, list[Piece](), 0
    numbers = count(1)
    for cluster in clusters(text, placed):
        if cluster.start > place:
            pieces.append(Piece(text[place : cluster.start]))
        pieces.append(_piece(text, cluster, people, numbers))
        place = cluster.end
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return CompiledParagraph(paragraph.eid, paragraph.number, tuple(pieces), lost)


def _piece(text: str, cluster: Cluster, people: _People, numbers: "count[int]") -> Piece:
    found = versions(cluster)
    collide = len(found) > 1
    alternatives = tuple(
        Alternative(
            _runs(text, cluster, changes),
            _names(ones, people),
            tuple(one.id for one in ones),
            people.behind(ones),
            next(numbers) if collide else 0,
        )
        for changes, ones in found.items()
    )
    return Piece(text[cluster.start : cluster.end], alternatives)


def _names(ones: Sequence[Amendment], people: _People) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in ones if (name := people.name(one))))


def _runs(text: str, cluster: Cluster, changes: Sequence[Hunk]) -> tuple[Run, ...]:
    """The stretch with hunks as runs; equal and delete joined give the stretch."""
    runs: list[Run] = []
    place = cluster.start
    for hunk in changes:
        runs += [
            ("equal", text[place : hunk.start]),
            ("delete", text[hunk.start : hunk.end]),
            ("insert", hunk.new),
        ]
        place = hunk.end
    return tuple(run for run in (*runs, ("equal", text[place : cluster.end])) if run[1])


# --- new paragraphs ---------------------------------------------------------------------------------------


def _with_new(
    compiled: Sequence[CompiledParagraph], new: Sequence[Amendment], people: _People
) -> list[CompiledParagraph]:
    """New paragraphs after the one whose number theirs begins with ("12 bis" after 12); others at the end."""
    by_number: dict[str, list[tuple[Amendment, str]]] = {}
    for one in new:
        label = read_label(one.new)
        number, text = (label.number, label.rest) if label and label.kind == "paragraph" else ("", one.new)
        by_number.setdefault(number, []).append((one, text))
    found = list(compiled)
    for number, ones in by_number.items():
        added = [_new(number, ones, people)] if number else [_new("", [one], people) for one in ones]
        at = _after(found, number)
        found[at:at] = added
    return found


def _after(found: Sequence[CompiledParagraph], number: str) -> int:
    """Where a new paragraph goes: after its number's own, that one's items and what was put there before."""
    if not number:
        return len(found)
    root = number_key(number.split(" ")[0])
    same = [n for n, one in enumerate(found) if number_key(re.split(r"[ (]", one.number)[0]) == root]
    return same[-1] + 1 if same else len(found)


def _new(number: str, ones: Sequence[tuple[Amendment, str]], people: _People) -> CompiledParagraph:
    texts: dict[str, list[Amendment]] = {}
    for one, text in ones:
        texts.setdefault(text, []).append(one)
    alternatives = tuple(
        Alternative(
            (("insert", text),),
            _names(of, people),
            tuple(one.id for one in of),
            people.behind(of),
            n if len(texts) > 1 else 0,
        )
        for n, (text, of) in enumerate(texts.items(), 1)
    )
    return CompiledParagraph(None, number, (Piece("", alternatives),), (), True)
