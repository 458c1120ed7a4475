"""Which paragraph became which, across all drafts that are out for a reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from soundingboard.concordance import steps
from soundingboard.model import Concordance, Edge, Place
from soundingboard.model import Draft as DraftRecord
from soundingboard.model import Paragraph as ParagraphRecord
from soundingboard.site.drafts.models import Change, Draft, Paragraph
from soundingboard.write.signs import SIGNS

_WORDS = 8  # of a paragraph: enough to know it again


@dataclass(frozen=True, slots=True)
class Kind:
    """What happened on the way into a draft."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of one life in one draft, and how they came there."""

    draft: Draft
    places: Sequence[Place]
    kinds: Sequence[Kind]


@dataclass(frozen=True, slots=True)
class Life:
    """A row: where a life stands in each draft, and the words it has (or had) last."""

    begins: str
    language: str
    cells: Sequence[Cell]


def lives_in_rows(chain: Sequence[Draft]) -> list[Life]:
    """A row for each life, in the order of the newest draft (three queries, whatever the drafts hold)."""
    if not chain:
        return []
    record, words = _concordance(chain)
    return [_life(row, kinds, chain, words) for row, kinds in steps(record)]


def _concordance(chain: Sequence[Draft]) -> tuple[Concordance, dict[tuple[str, str], str]]:
    by_draft: dict[int, list[ParagraphRecord]] = {draft.pk: [] for draft in chain}
    words = {}
    names = {draft.pk: draft.slug for draft in chain}
    rows = Paragraph.objects.filter(draft__in=by_draft).order_by("draft", "index")
    for draft, eid, number, text in rows.values_list("draft_id", "eid", "number", "text"):
        by_draft[draft].append(ParagraphRecord(eid, number or eid, ""))
        words[names[draft], eid] = text
    drafts = tuple(DraftRecord(paragraphs=tuple(by_draft[draft.pk])) for draft in chain)
    return Concordance(drafts, tuple(names.values()), tuple(_edges(chain))), words


def _edges(chain: Sequence[Draft]) -> list[Edge]:
    """The edges between neighbours of the chain, and those of text that had left and came back."""
    neighbours = set(pairwise(draft.pk for draft in chain))
    names = {draft.pk: draft.slug for draft in chain}
    changes = Change.objects.filter(comparison__old__in=names, comparison__new__in=names)
    rows = changes.exclude(kind="deleted").order_by("comparison", "index")
    found = []
    for old, new, record in rows.values_list("comparison__old_id", "comparison__new_id", "record"):
        if (old, new) in neighbours:
            lefts = [Place(names[old], one["eid"], one["number"] or one["eid"]) for one in record["old"]]
            rights = [Place(names[new], one["eid"], one["number"] or one["eid"]) for one in record["new"]]
            moved = bool(record.get("moved"))
            found += [Edge(a, b, record["kind"], None, moved) for a in lefts for b in rights]
            back = record.get("reinstates")
            if back and back["draft"] in names.values():
                origin = Place(back["draft"], back["eid"], back["number"])
                found.append(Edge(origin, rights[0], "reinstated", None))
    return found


def _life(
    row: Sequence[Sequence[Place]],
    kinds: Sequence[str],
    chain: Sequence[Draft],
    words: dict[tuple[str, str], str],
) -> Life:
    last = max(n for n, cell in enumerate(row) if cell)
    text = words[row[last][0].draft, row[last][0].eid].split()
    begins = " ".join(text[:_WORDS]) + (" …" if len(text) > _WORDS else "")
    cells = [
        Cell(draft, places, _kinds(step))
        for draft, places, step in zip(chain, row, ("", *kinds), strict=True)
    ]
    return Life(begins, chain[last].language, cells)


def _kinds(step: str) -> list[Kind]:
    return [Kind(key, SIGNS[key].word) for key in step.split(", ") if key]
