"""Which section each paragraph of an edited file belongs to: by bookmark, else by what it says, else by its place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from soundingboard.model import ReflectionSection
from soundingboard.reflect.bookmarks import bare, of_section
from soundingboard.reflect.prose import parsed
from soundingboard.reflect.word import Para


@dataclass(frozen=True, slots=True)
class Likeness:
    """When a paragraph without a bookmark is taken for one that lost it."""

    under: float = (
        0.5  # of its letters under a bookmark: with fewer, only an end of a neighbour was pasted into it
    )
    alike: float = 0.6  # of both texts in common letters: two different points share about half of theirs
    lead: float = 0.05  # before the next best: sentences made from one pattern differ in little
    most: float = 0.85  # of a text's letters in order: any two sentences of some length share six in ten
    part: int = 12  # letters: a shorter piece stands in many texts


LIKENESS = Likeness()


@dataclass(frozen=True, slots=True)
class Owners:
    """For each paragraph the place of its section, or None; sections that were joined into another's paragraph."""

    of: tuple[int | None, ...]
    joined: Mapping[int, int]


def owners(
    paras: Sequence[Para], sections: Sequence[ReflectionSection], likeness: Likeness = LIKENESS
) -> Owners:
    """Find them. What stands there word for word is sure; then bookmarks count, those that are there twice where the
    words are more like the section's; then words that are nearly the same; then the place.
    """
    texts = [bare(para.stretch.text) for para in paras]
    parts = [stretches_of(one) for one in sections]
    of = _unchanged(texts, parts, likeness)
    claims = _claims(paras, sections)
    _by_name(texts, parts, claims, of, likeness)
    joined = _joined(texts, parts, claims, of, likeness)
    _by_text(texts, parts, of, joined, likeness)
    _by_part(texts, parts, of, likeness)
    _between(of)
    return Owners(tuple(of), joined)


def stretches_of(section: ReflectionSection) -> list[str]:
    """The paragraphs of a section's text, without blanks."""
    return [bare(one.text) for one in parsed(section.text)]


# --- by bookmark ------------------------------------------------------------------------------------------

Claims = list[dict[int, int]]  # for each paragraph: of each section how many letters stand under its bookmark
Of = list[int | None]
Parts = Sequence[Sequence[str]]


def _unchanged(texts: Sequence[str], parts: Parts, likeness: Likeness) -> Of:
    """Paragraphs that are word for word one of one section, where both are there once."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for section, some in enumerate(parts):
        for one in some:
            places[one].add(section)
    there = Counter(texts)
    return [
        next(iter(places[text]))
        if len(text) >= likeness.part and there[text] == 1 and len(places.get(text, ())) == 1
        else None
        for text in texts
    ]


def _claims(paras: Sequence[Para], sections: Sequence[ReflectionSection]) -> Claims:
    place = {of_section(one.id): n for n, one in enumerate(sections)}
    return [{place[name]: n for name, n in para.names.items() if name in place and n} for para in paras]


def _by_name(texts: Sequence[str], parts: Parts, claims: Claims, of: Of, likeness: Likeness) -> None:
    """Give paragraphs to the sections whose bookmark stands over them; of several to the one that they are most like.

    A bookmark grows over whatever comes between its ends and shrinks with what is cut: it counts where it stands over
    half of a paragraph, or over most of what the section says.
    """
    runs = _runs(claims)
    for section, found in runs.items():
        best = max(found, key=lambda run: max(_nearest(texts[n], parts[section]) for n in run))
        for n in found[found.index(best)]:
            if of[n] is None and _counts(texts[n], section, claims[n], parts, likeness):
                of[n] = section


def _counts(text: str, section: int, claims: Mapping[int, int], parts: Parts, likeness: Likeness) -> bool:
    """Whether a bookmark over a paragraph counts: it stands over enough of it, and no other fits its words better."""
    rivals = (_nearest(text, parts[other]) for other in claims if other != section)
    if _nearest(text, parts[section]) < max(rivals, default=0.0):
        return False
    return claims[section] >= likeness.under * len(text) or _holds(text, parts[section], likeness)


def _joined(texts: Sequence[str], parts: Parts, claims: Claims, of: Of, likeness: Likeness) -> dict[int, int]:
    """Sections without a paragraph of their own whose words stand in that of another: somebody joined the two."""
    found: dict[int, int] = {}
    for n, row in enumerate(claims):
        owner = of[n]
        for section in row:
            if owner is not None and section not in of and _holds(texts[n], parts[section], likeness):
                found.setdefault(section, owner)
    return found


def _runs(claims: Claims) -> dict[int, list[list[int]]]:
    """For each section its paragraphs, as rows without a gap; a second row is a bookmark that is there twice."""
    found: defaultdict[int, list[list[int]]] = defaultdict(list)
    for n, row in enumerate(claims):
        for section in row:
            rows = found[section]
            if rows and rows[-1][-1] == n - 1:
                rows[-1].append(n)
            else:
                rows.append([n])
    return dict(found)


def _holds(text: str, parts: Iterable[str], likeness: Likeness) -> bool:
    """Whether a paragraph holds one of the texts, or most of it in one row of letters or several."""
    return any(one in text or _shared(one, text) >= likeness.most * len(one) for one in parts if one)


def _shared(one: str, other: str) -> int:
    """How many letters of one text are in the other, in order."""
    return (len(one) + len(other) - Indel.distance(one, other)) // 2


def _nearest(text: str, texts: Iterable[str]) -> float:
    return max((Indel.normalized_similarity(text, one) for one in texts), default=0.0)


# --- by text ----------------------------------------------------------------------------------------------


def _by_text(
    texts: Sequence[str], parts: Parts, of: Of, joined: Mapping[int, int], likeness: Likeness
) -> None:
    """Give paragraphs that nobody owns to sections that lost their bookmark, the most alike first."""
    lost = [n for n in range(len(parts)) if n not in of and n not in joined]
    free = [n for n, owner in enumerate(of) if owner is None]
    pairs = sorted(
        ((_nearest(texts[n], parts[section]), -section, -n) for section in lost for n in free), reverse=True
    )
    for score, section, n in ((score, -section, -n) for score, section, n in pairs):
        if score < likeness.alike:
            break
        rivals = (_nearest(texts[n], parts[other]) for other in lost if other != section and other not in of)
        if of[n] is None and score >= max(rivals, default=0.0) + likeness.lead:
            of[n] = section
    for n in free:
        held = [
            section for section in lost if section not in of and _held(texts[n], parts[section], likeness)
        ]
        if of[n] is None and len(held) == 1:
            of[n] = held[0]


def _held(text: str, parts: Iterable[str], likeness: Likeness) -> bool:
    """Whether a paragraph holds one of the texts as it was."""
    return any(len(one) >= likeness.part and one in text for one in parts)


def _by_part(texts: Sequence[str], parts: Parts, of: Of, likeness: Likeness) -> None:
    """The second half of a paragraph that was split, which its bookmark does not reach, belongs to the first."""
    for step in (1, -1):
        for n in range(len(of))[::step]:
            beside = of[n - step] if 0 <= n - step < len(of) else None
            if of[n] is not None or beside is None or len(texts[n]) < likeness.part:
                continue
            if texts[n] in "".join(parts[beside]):
                of[n] = beside


def _between(of: Of) -> None:
    """What stands between two paragraphs of one section is part of it."""
    last: int | None = None
    for n, owner in enumerate(of):
        if owner is None:
            continue
        if last is not None and of[last] == owner:
            for inner in range(last + 1, n):
                of[inner] = owner
        last = n
