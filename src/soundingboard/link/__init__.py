"""Which paragraphs of a draft a text speaks of: by number, by quotation, by likeness, or honestly none."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.cite import cite, resolve
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.link.finding import Found, Thresholds, found_alike
from soundingboard.link.quoting import Phrases, Quoted, phrases_of, quotations
from soundingboard.link.rows import rows_of
from soundingboard.link.space import Space, space_of
from soundingboard.link.terms import spelled
from soundingboard.model import Draft, Link
from soundingboard.read.language import guess_language
from soundingboard.words import spans

__all__ = ["Confirmed", "Index", "Thresholds", "index_of", "link", "link_all"]

Progress = Callable[[str, int, int], None]
_NUMBER = re.compile(r"\d|[一二三四五六七八九十]")
_REFERRING = ("article", "recital")
_HEAD = 12  # characters: "Article 8: …", "On Art. 8 …"
_BLOCK = 4000  # texts looked at together: with 300 paragraphs some 20 MB


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Words that a person linked to a paragraph; they lend themselves to it."""

    text: str
    eid: str


@dataclass(frozen=True, slots=True)
class Index:
    """A draft ready to be linked to; `spaces` by language (two letters), the draft's own first."""

    draft: Draft
    spaces: Mapping[str, Space]
    phrases: Mapping[str, Phrases]

    @property
    def language(self) -> str:
        return next(iter(self.spaces))


def index_of(draft: Draft, versions: Sequence[Draft] = (), confirmed: Sequence[Confirmed] = ()) -> Index:
    """The index of a draft.

    `versions` are the same draft in other languages, paragraph by paragraph; what is said in them is linked through
    them. `confirmed`: earlier words with the paragraph that a person linked them to; each counts in its own language.
    Raises InputError when a version has other paragraphs than the draft, or the draft has none.
    """
    if not any(paragraph.text.strip() for paragraph in draft.paragraphs):
        raise InputError(_("{draft}: has no paragraphs to link to").format(draft=draft.name))
    place = {paragraph.eid: n for n, paragraph in enumerate(draft.paragraphs)}
    lent = [(one.text, place[one.eid]) for one in confirmed if one.eid in place]
    spaces, phrases = {}, {}
    for version in (draft, *versions):
        code = version.language[:2]
        if code in spaces:
            continue
        _check(draft, version)
        rows = rows_of(version, [one for one in lent if _said_in(one[0], draft) == code])
        spaces[code] = space_of(rows, code)
        phrases[code] = phrases_of(spaces[code].own, rows.paragraph)
    return Index(draft, spaces, phrases)


def _said_in(text: str, draft: Draft) -> str:
    return guess_language(text) or draft.language[:2]


def _check(draft: Draft, version: Draft) -> None:
    if [one.number for one in version.paragraphs] != [one.number for one in draft.paragraphs]:
        words = _(
            "the {language} version has {n} paragraphs where the draft has {of}, or other numbers: mend one of them"
        )
        raise InputError(
            words.format(language=version.language, n=len(version.paragraphs), of=len(draft.paragraphs))
        )


def link(text: str, index: Index, top: int = 5, language: str | None = None) -> tuple[Link, ...]:
    """The paragraphs that a text speaks of, best first, at most `top`; none where it shares no telling words.

    First those that it cites by number, in the order of the text; then those that it quotes; then those that are
    alike, one of each unit. `language` of the text where it is known.
    """
    return link_all([text], index, top, [language])[0]


def link_all(
    texts: Sequence[str],
    index: Index,
    top: int = 5,
    languages: Sequence[str | None] | None = None,
    progress: Progress | None = None,
) -> list[tuple[Link, ...]]:
    """`link` for each of many texts, in their order."""
    given = languages or [None] * len(texts)
    results: list[tuple[Link, ...]] = []
    for start in range(0, len(texts), _BLOCK):
        if progress:
            progress("link", start, len(texts))
        block = texts[start : start + _BLOCK]
        results += _linked(block, given[start : start + _BLOCK], index, top)
    return results


def _linked(
    texts: Sequence[str], languages: Sequence[str | None], index: Index, top: int
) -> list[tuple[Link, ...]]:
    spoken = [_space(text, language, index) for text, language in zip(texts, languages, strict=True)]
    numbered = [_numbered(text, index) for text in texts]
    others: list[list[Link]] = [[] for _text in texts]
    for code, space in index.spaces.items():
        here = [n for n, one in enumerate(spoken) if one == code]
        if not here:
            continue
        known = spelled([texts[n] for n in here], space.lexicon)
        quoted = quotations(known, index.phrases[code])
        alike = found_alike([texts[n] for n in here], known, space, top)
        offset = 0
        for row, n in enumerate(here):
            count = int((known.row == row).sum()) if row in quoted else 0
            if row in quoted:
                offset = int(known.row.searchsorted(row))
                others[n] += _quotations(texts[n], quoted[row], offset, count, space, index)
            others[n] += [_alike(one, index) for one in alike[row]]
    return [_merged((*first, *rest), top) for first, rest in zip(numbered, others, strict=True)]


def _space(text: str, language: str | None, index: Index) -> str:
    """The language whose version a text is compared with; empty where there is none of its language."""
    if len(index.spaces) == 1 and language is None:
        return index.language  # words of another language are hardly there: what is shared are names
    said = (language or guess_language(text) or index.language)[:2]
    return said if said in index.spaces else ""


def _numbered(text: str, index: Index) -> list[Link]:
    """Those that a text cites, none for other documents or numbers that are not there.

    Texts in articles refer to one another: there a citation mostly means "see also", and counts only at the head.
    """
    found = []
    for citation in cite(text, [index.draft]) if _NUMBER.search(text) else ():
        if citation.unit in _REFERRING and citation.start > _HEAD:
            continue
        for place in resolve(citation, [index.draft]).places:
            start, end = citation.start, citation.end
            found.append(
                Link(place.eid, place.number, "number", 1.0, start, end, (citation.text,), 1.0, 2.0, True)
            )
    return found


def _quotations(
    text: str, quoted: Sequence[Quoted], offset: int, count: int, space: Space, index: Index
) -> list[Link]:
    """Quotations as links; `offset` is the place of the text's first telling word among all."""
    telling = [span for span in spans(text) if space.lexicon.number(text[span[0] : span[1]]) >= 0][:count]
    links = []
    for one in quoted:
        start, end = telling[one.first - offset][0], telling[one.last - offset][1]
        paragraph = index.draft.paragraphs[one.paragraph]
        length = one.last - one.first - 1  # threes that the stretch could hold
        score = round(min(1.0, one.threes / max(1, length)), 4)
        links.append(
            Link(
                paragraph.eid,
                paragraph.number,
                "quotation",
                score,
                start,
                end,
                (text[start:end],),
                round(one.margin, 4),
                1 + round(one.margin, 4),  # before any likeness
                True,
            )
        )
    return links


def _alike(found: Found, index: Index) -> Link:
    paragraph = index.draft.paragraphs[found.paragraph]
    score, margin = round(found.score, 4), round(found.margin, 4)
    return Link(
        paragraph.eid,
        paragraph.number,
        "similarity",
        score,
        found.start,
        found.end,
        found.words,
        margin,
        round(found.lead, 4),
        found.sure,
    )


def _merged(links: Sequence[Link], top: int) -> tuple[Link, ...]:
    """Each paragraph once, by its best basis."""
    found: dict[str, Link] = {}
    for one in links:
        found.setdefault(one.eid, one)
    return tuple(found.values())[:top]
