"""Rows as the library's records: amendments, drafts, and a chain of drafts with the edges that people confirmed.

In these records a draft is called by its slug, which is unique in a process where a stage may not be.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from soundingboard import model
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.comparing import named_draft
from soundingboard.site.drafts.models import Comparison, Draft
from soundingboard.site.people.models import Organisation

BOARD = "board"
Versions = tuple[tuple[int, int], ...]  # drafts: (id, version)
Key = tuple[Versions, tuple[int, ...]]  # and the comparisons between neighbours


def recorded(one: Amendment) -> model.Amendment:
    """A row as the library's record."""
    anchor = one.anchor
    return model.Amendment(
        id=one.name,
        draft=one.draft.slug,
        eid=one.eid or None,
        old=one.old,
        new=one.new,
        by=by(one),
        date=one.at.date().isoformat(),
        rationale=one.rationale or None,
        anchor=model.Span(anchor["start"], anchor["end"], anchor["text"]) if anchor else None,
        state=one.state,
        amends=one.amends.name if one.amends else None,
        notices=tuple(one.notices),
    )


def by(one: Amendment) -> str | None:
    """Whose it is, as a record says: "board", the name of a contribution, or an organisation."""
    if one.is_boards:
        return BOARD
    if one.ask:
        return one.ask.contribution.name
    return one.organisation.name if one.organisation else None


def organisation_of(one: Amendment) -> Organisation | None:
    """The organisation that openly proposes it."""
    if one.ask:
        contribution = one.ask.contribution
        return contribution.organisation if contribution.is_open else None
    return one.organisation


def whose(one: Amendment) -> str:
    """Whose it is, as readers are told."""
    if one.is_boards:
        return _("the board")
    if organisation := organisation_of(one):
        return organisation.name
    return _("contribution {name}").format(name=one.ask.contribution.name) if one.ask else ""


def names_of(rows: Sequence[Amendment]) -> dict[str, str]:
    """For whose each is in the records, what readers are told."""
    return {by(one) or "": whose(one) for one in rows}


def read(draft: Draft) -> model.Draft:
    """A draft that is out as the library's record, kept while it stands."""
    return read_version(draft.pk, draft.version)


@lru_cache(maxsize=32)
def read_version(pk: int, version: int) -> model.Draft:
    """The same, by the draft's id and version."""
    return named_draft(Draft.objects.get(pk=pk))


def paragraph_of(draft: Draft, eid: str) -> model.Paragraph | None:
    """A paragraph of a draft that is out."""
    return paragraphs_in(draft.pk, draft.version).get(eid)


@lru_cache(maxsize=32)
def paragraphs_in(pk: int, version: int) -> Mapping[str, model.Paragraph]:
    """Its paragraphs by eid."""
    return {one.eid: one for one in read_version(pk, version).paragraphs}


def key_of(chain: Sequence[Draft]) -> Key:
    """What a walk along a chain rests on (one query)."""
    wanted = set(pairwise(draft.pk for draft in chain))
    known = Comparison.objects.filter(new__in=[draft.pk for draft in chain])
    rows = known.order_by("pk").values_list("pk", "old_id", "new_id")
    comparisons = tuple(pk for pk, old, new in rows if (old, new) in wanted)
    return tuple((draft.pk, draft.version) for draft in chain), comparisons


@lru_cache(maxsize=8)
def concordance(key: Key) -> model.Concordance:
    """The drafts of a chain and the edges between them."""
    drafts = [read_version(*version) for version in key[0]]
    walk = lives._lives(tuple(pk for pk, _version in key[0]), key[1])
    return model.Concordance(tuple(drafts), tuple(one.name for one in drafts), tuple(_edges(key, walk)))


def _edges(key: Key, walk: lives.Lives) -> Iterator[model.Edge]:
    by_id = {pk: read_version(pk, version) for pk, version in key[0]}
    for (old, old_eid), ends in walk.onward.items():
        for new, new_eid in ends:
            left, right = (by_id[old].name, old_eid), (by_id[new].name, new_eid)
            yield model.Edge(model.Place(*left, ""), model.Place(*right, ""), "linked", None)


def forget() -> None:
    """Drop what is kept by number (tests give numbers twice)."""
    for kept in (read_version, paragraphs_in, concordance):
        kept.cache_clear()
