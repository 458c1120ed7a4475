"""References as the board writes them ("paras 9-12, 18-27; Zero Draft para 97"), and the places that they name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from soundingboard import model
from soundingboard.cite import cite, resolve
from soundingboard.reflect import refers
from soundingboard.site.drafts.models import Draft, Heading, Paragraph

Ref = Mapping[str, str]
_BARE = re.compile(r"\s*\d")


class Unknown(Exception):
    """Words of a reference name nothing; the message says which, in one line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that is referred to; without an address the reader may not know of its draft."""

    number: str
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts that a reader sees up to the one under review, which comes last: numbers, eids and headings alone."""

    rows: Sequence[Draft]
    records: Sequence[model.Draft]
    numbers: Mapping[tuple[str, str], str]
    headings: Mapping[tuple[str, str], str]  # of sections, which have no page of their own


def drafts_up_to(chain: Sequence[Draft], draft: Draft, only: Iterable[str] | None = None) -> Drafts:
    """The drafts of a chain up to one of them (two queries); `only` those of these slugs, and the one itself."""
    wanted = None if only is None else {*only, draft.slug}
    place = (draft.order, draft.correction)
    older = [one for one in chain if (one.order, one.correction) < place and one.pk != draft.pk]
    rows = [one for one in older if wanted is None or one.slug in wanted] + [draft]
    paragraphs = Paragraph.objects.filter(draft__in=[one.pk for one in rows]).order_by("draft", "index")
    columns = ("eid", "number", "label", "kind", "parent", "section", "text")
    of_draft: dict[int, list[model.Paragraph]] = {one.pk: [] for one in rows}
    for pk, *row in paragraphs.values_list("draft_id", *columns):
        of_draft[pk].append(_paragraph(dict(zip(columns, row, strict=True))))
    records = [_record(one, of_draft[one.pk]) for one in rows]
    numbers = {(one.name, each.eid): each.number for one in records for each in one.paragraphs}
    return Drafts(rows, records, numbers, _headings(rows))


def _headings(rows: Sequence[Draft]) -> Mapping[tuple[str, str], str]:
    slugs = {one.pk: one.slug for one in rows}
    found = Heading.objects.filter(draft__in=slugs).values_list("draft_id", "eid", "number", "text")
    return {(slugs[pk], eid): f"{number} {text}".strip() for pk, eid, number, text in found}


def _paragraph(row: dict[str, str]) -> model.Paragraph:
    parent, section = row.pop("parent") or None, row.pop("section") or None
    return model.Paragraph(**row, parent=parent, section=section)


def _record(draft: Draft, paragraphs: Iterable[model.Paragraph]) -> model.Draft:
    return model.Draft(
        title=draft.title,
        stage=draft.slug,
        label=draft.label,
        language=draft.language,
        paragraphs=tuple(paragraphs),
    )


def written(refs: Iterable[Ref], drafts: Drafts) -> str:
    """Places as one line in the style of the field."""
    places = [model.PlaceName(ref["draft"], ref["eid"]) for ref in refs]
    return refers(places, list(reversed(drafts.records)))


def read(text: str, drafts: Drafts) -> list[Ref]:
    """The places that a line names, each once, in its order. Raises Unknown for what is no reference."""
    found: dict[tuple[str, str], None] = {}
    for part in re.split(r"[;\n]", text):
        if part.strip():
            found |= dict.fromkeys(_places(part, drafts))
    return [{"draft": draft, "eid": eid} for draft, eid in found]


def _places(part: str, drafts: Drafts) -> list[tuple[str, str]]:
    citations = cite(f"paras {part}" if _BARE.match(part) else part, drafts.records)
    if not citations:
        raise Unknown(
            _("“{words}” names no paragraph; write for example: paras 9-12, 18").format(words=part.strip())
        )
    places: list[tuple[str, str]] = []
    for citation in citations:
        found = resolve(citation, drafts.records)
        if found.unknown:
            words = _("There is no paragraph {numbers} there: “{words}”.")
            raise Unknown(words.format(numbers=", ".join(found.unknown), words=part.strip()))
        places += [(place.draft, place.eid) for place in found.cited]
    return places


def without_number(refs: Iterable[Ref], drafts: Drafts) -> list[Ref]:
    """The places that cannot be written as a number: a form keeps them as they are."""
    return [ref for ref in refs if not drafts.numbers.get((ref["draft"], ref["eid"]))]


def linked(refs: Iterable[Ref], drafts: Drafts) -> list[Place]:
    """Each place with its page; those of a draft that this reader does not see are left out."""
    rows = {one.slug: one for one in drafts.rows}
    here = drafts.rows[-1].slug
    found = []
    for ref in refs:
        draft, eid = rows.get(ref["draft"]), ref["eid"]
        if draft is None:
            continue
        if heading := drafts.headings.get((draft.slug, eid)):
            number = _("section “{title}”").format(title=heading)
            address = f"{draft.get_absolute_url()}#{eid}"
        else:
            number = drafts.numbers.get((draft.slug, eid), "") or eid
            address = reverse("paragraph", args=[draft.process.slug, draft.slug, eid])
        label = number if draft.slug == here else f"{draft.label} {number}"
        found.append(Place(number, address, label))
    return found
