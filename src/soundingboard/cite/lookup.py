"""Which paragraphs of the draft under review a citation means: looked up, then walked along the concordance."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from soundingboard.model import Citation, Concordance, Draft, Heading, Paragraph, Place
from soundingboard.numbers import number_key, owner_of, unique
from soundingboard.vocabulary import SECTION_UNITS

_SECTIONS = (*SECTION_UNITS, "article")
_TAIL = re.compile(r"(\d+|[a-z]+)\)?$")
_PREAMBLE = re.compile(r"pr[eéä]+[aá]?mb", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a citation.

    `places`: paragraphs of the draft under review. `cited`: those that it names, in the draft that it names.
    `gone`: those of them that ended before the draft under review. `unknown`: numbers that the draft it names does
    not have; all of them where the draft is not among those given, or the numbers are another document's.
    """

    places: tuple[Place, ...] = ()
    cited: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()
    unknown: tuple[str, ...] = ()


def resolve(citation: Citation, drafts: Sequence[Draft], record: Concordance | None = None) -> Resolved:
    """Where the paragraphs of a citation are now; `drafts` oldest first, the last one under review.

    Numbers of an earlier draft are walked along `record`, the concordance of these drafts; without it they are
    only looked up (`cited`). A number that does not exist gives nothing, never one that looks like it.
    """
    names = unique(draft.name for draft in drafts)
    named = _named(citation, drafts, names)
    if named is None:
        return Resolved(unknown=citation.numbers)
    cited, unknown = _cited(citation, drafts[named], names[named])
    if named == len(drafts) - 1:
        return Resolved(cited, cited, (), unknown)
    if record is None:
        return Resolved((), cited, (), unknown)
    places, gone = _walked(cited, record, names[-1])
    return Resolved(places, cited, gone, unknown)


def _named(citation: Citation, drafts: Sequence[Draft], names: Sequence[str]) -> int | None:
    """The index of the draft that a citation names; the last one where it names none."""
    if citation.draft in names:
        return names.index(citation.draft)
    return len(drafts) - 1 if drafts and citation.draft is None and citation.document is None else None


def _cited(citation: Citation, draft: Draft, name: str) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    places: dict[Place, None] = {}
    unknown = []
    for number in citation.numbers:
        found = list(_paragraphs(number, citation.unit, draft))
        places |= {Place(name, p.eid, p.number): None for p in found}
        if not found:
            unknown.append(number)
    return tuple(places), tuple(unknown)


def _paragraphs(number: str, unit: str, draft: Draft) -> Iterable[Paragraph]:
    """The paragraphs of a draft that a number means."""
    if unit in _SECTIONS:
        return _in_section(number, unit, draft) or _of_kind(number, unit, draft)
    if unit == "recital":
        return _of_kind(number, unit, draft)
    if unit == "preambular":
        return _preambular(number, draft)
    return _operative(number, draft)


def _operative(number: str, draft: Draft) -> list[Paragraph]:
    """A paragraph by its number; "54a" may be printed as "54(a)", and "29(d)" stand inside the text of 29."""
    wanted = number_key(number)
    lettered = re.sub(r"^(\d+)([a-z])$", r"\1(\2)", wanted)
    for key in dict.fromkeys((wanted, lettered)):
        if found := [p for p in draft.paragraphs if number_key(p.number) == key and not _is_other(p)]:
            return found
    return _inside(lettered, draft)


def _is_other(paragraph: Paragraph) -> bool:
    return paragraph.kind in ("article", "recital", "title", "chapter", "section")


def _inside(wanted: str, draft: Draft) -> list[Paragraph]:
    """The paragraph in whose text an item stands that has no number of its own in the draft."""
    owner = owner_of(wanted)
    part = wanted[len(owner) :]
    holders = [p for p in draft.paragraphs if owner and number_key(p.number) == owner and not _is_other(p)]
    parents = {p.parent for p in draft.paragraphs}
    return [p for p in holders if p.eid not in parents and part in p.text]


def _preambular(number: str, draft: Draft) -> list[Paragraph]:
    bare = number_key(number).removeprefix("pp")
    if found := [p for p in draft.paragraphs if number_key(p.number) == f"pp{bare}"]:
        return found
    heads = {h.eid for h in draft.headings if _PREAMBLE.search(h.text)}
    return [
        p
        for p in draft.paragraphs
        if number_key(p.number) == bare and (p.kind == "preambular" or p.section in heads)
    ]


def _of_kind(number: str, unit: str, draft: Draft) -> list[Paragraph]:
    """An article or recital that is a paragraph of its own, printed plain or as "a5"; then the parts under it."""
    head, *parts = re.findall(r"[^()]+", number_key(number))
    keys = {head, unit[0] + head, f"{unit}{head}"}
    found = [p for p in draft.paragraphs if p.kind == unit and number_key(p.number) in keys]
    for part in parts:
        owners = {p.eid for p in found}
        found = [p for p in draft.paragraphs if p.parent in owners and _is_part(part, p)]
    return found


def _is_part(part: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is its owner's part "(2)" or "(f)"; some drafts count points in figures, f as the sixth."""
    tail = _TAIL.search(number_key(paragraph.number))
    sixth = part.isalpha() and len(part) == 1 and paragraph.kind in ("point", "item")
    return tail is not None and (tail[1] == part or (sixth and tail[1] == str(ord(part) - ord("a") + 1)))


def _in_section(number: str, unit: str, draft: Draft) -> list[Paragraph]:
    """All paragraphs under the heading of that number: "Section B", "Objective 5"."""
    levels = list(_headed(number, unit, draft.headings))
    inside = {heading.eid for heading in levels}
    return [p for p in draft.paragraphs if p.section in inside]


def _headed(number: str, unit: str, headings: Sequence[Heading]) -> Iterator[Heading]:
    """The heading of that number, and the headings under it."""
    level: int | None = None
    for heading in headings:
        if level is not None and heading.level > level:
            yield heading
            continue
        level = None
        if _is_headed(number, unit, heading):
            level = heading.level
            yield heading


def _is_headed(number: str, unit: str, heading: Heading) -> bool:
    wanted = re.escape(number)
    said = re.search(rf"^\W*{unit}\s+{wanted}(?![\w(])", f"{heading.number} {heading.text}", re.IGNORECASE)
    worded = re.match(rf"\W*{unit}\s+{wanted}(?![\w(])", heading.text, re.IGNORECASE)
    plain = unit == "section" and number_key(heading.number) == number_key(number)
    return bool(said or worded or plain)


def _walked(
    cited: Sequence[Place], record: Concordance, name: str
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Where paragraphs are in the draft `name`, followed through splits and joins; and those that ended."""
    places: dict[Place, None] = {}
    gone = []
    onward: dict[tuple[str, str], list[Place]] = {}
    for edge in record.edges:
        onward.setdefault((edge.old.draft, edge.old.eid), []).append(edge.new)
    for place in cited:
        reached = dict.fromkeys(p for p in _onward(place, onward) if p.draft == name)
        places |= reached
        if not reached:
            gone.append(place)
    return tuple(places), tuple(gone)


def _onward(place: Place, onward: dict[tuple[str, str], list[Place]]) -> Iterator[Place]:
    open_places, seen = [place], {place}
    while open_places:
        here = open_places.pop(0)
        yield here
        for following in onward.get((here.draft, here.eid), ()):
            if following not in seen:
                seen.add(following)
                open_places.append(following)
