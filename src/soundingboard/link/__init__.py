"""Which paragraphs of a draft a text speaks of: by number, by quotation, by likeness, or honestly none."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.link.alike import AlikeThresholds, alike
from soundingboard.link.block import Block, Words, block_of
from soundingboard.link.cited import cited
from soundingboard.link.quoting import Phrases, Quoted, QuotingThresholds, phrases_of, quotations
from soundingboard.link.sharing import in_turn
from soundingboard.link.space import Space, Weights, space_of
from soundingboard.link.units import Units, units_of
from soundingboard.model import Draft, Link
from soundingboard.read.language import guess_language

__all__ = ["Confirmed", "Index", "LinkThresholds", "index_of", "link", "link_all"]

Progress = Callable[[str, int, int], None]
_CELLS = 1_200_000  # texts times paragraphs looked at together: some 40 MB in passing
_CHARACTERS = 4_000_000  # of texts looked at together: some 200 MB in passing
_WORDS = 1 << 18  # distinct words remembered from block to block: some 60 MB at most
_REFERRED = 0.5  # the score of a paragraph that a text only refers to: nothing says that it speaks of it


@dataclass(frozen=True, slots=True)
class LinkThresholds:
    """With what values a link is made: the weights of words, and when a likeness or a quotation is one."""

    weights: Weights = field(default_factory=Weights)
    alike: AlikeThresholds = field(default_factory=AlikeThresholds)
    quoting: QuotingThresholds = field(default_factory=QuotingThresholds)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Words that a person linked to a paragraph; they lend themselves to it."""

    text: str
    eid: str


@dataclass(frozen=True, slots=True)
class Index:
    """A draft ready to be linked to; `spaces` and `phrases` by language (two letters), the draft's own first."""

    draft: Draft
    units: Units
    spaces: Mapping[str, Space]
    phrases: Mapping[str, Phrases]

    @property
    def language(self) -> str:
        """The draft's own language."""
        return next(iter(self.spaces))


def index_of(draft: Draft, versions: Sequence[Draft] = (), confirmed: Sequence[Confirmed] = ()) -> Index:
    """The index of a draft.

    `versions` are the same draft in other languages, paragraph by paragraph; what is said in them is linked through
    them. `confirmed`: earlier words with the paragraph that a person linked them to; each counts in its own language,
    and one of a paragraph that the draft does not have counts nowhere. Raises InputError when a version has other
    paragraphs than the draft, or the draft has no text.
    """
    units = units_of(draft)
    if not units.paragraph:
        raise InputError(_("{draft}: has no paragraphs to link to").format(draft=draft.name))
    row = {draft.paragraphs[n].eid: row for row, n in enumerate(units.paragraph)}
    lent: dict[str, list[tuple[str, int]]] = {}
    for one in confirmed:
        if one.eid in row:
            said_in = guess_language(one.text) or draft.language[:2]
            lent.setdefault(said_in, []).append((one.text, row[one.eid]))
    spaces: dict[str, Space] = {}
    phrases = {}
    for version in (draft, *versions):
        code = version.language[:2]
        if code not in spaces:
            _check(draft, version)
            spaces[code] = space_of(version, units, lent.get(code, ()))
            texts = [version.paragraphs[n].text for n in units.paragraph]
            phrases[code] = phrases_of(texts, spaces[code].lexicon)
    return Index(draft, units, spaces, phrases)


def _check(draft: Draft, version: Draft) -> None:
    """Raises InputError unless a version has the same paragraphs in the same order."""
    if [one.number for one in version.paragraphs] != [one.number for one in draft.paragraphs]:
        words = _(
            "the {language} version has {n} paragraphs where the draft has {of}, or other numbers: mend one of them"
        )
        raise InputError(
            words.format(language=version.language, n=len(version.paragraphs), of=len(draft.paragraphs))
        )


def link(text: str, index: Index, top: int = 5, language: str | None = None) -> tuple[Link, ...]:
    """The paragraphs that a text speaks of, best first, at most `top`; none where it shares no telling words.

    First those that it names by number, in the order of the text; then those that it quotes; then those that are
    alike, one of each unit (a paragraph with its items, an article); last those that it only refers to ("see
    paragraph 12"). `language` of the text where it is known. A text in a language of which the index has no version
    is linked by number, by quotation, and by the names and figures that it shares; such likeness is never sure.
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
    words = Words()

    def work(start: int, end: int) -> Sequence[tuple[Link, ...]]:
        nonlocal words
        if len(words) > _WORDS:
            words = Words()
        with _uncollected():
            return list(_linked(block_of(texts[start:end], words), given[start:end], index, top))

    spans = list(_blocks(texts, _CELLS // len(index.units.paragraph)))
    results: list[tuple[Link, ...]] = []
    for (_start, end), links in in_turn(work, spans, len(texts)):
        results += links
        if progress:
            progress("link", end, len(texts))
    return results


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles while a block is linked: its records have none, and it took a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _blocks(texts: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Where blocks of texts begin and end that are few and short enough together."""
    start = size = 0
    for n, text in enumerate(texts):
        if n > start and (n - start >= most or size + len(text) > _CHARACTERS):
            yield start, n
            start, size = n, 0
        size += len(text)
    if texts:
        yield start, len(texts)


def _linked(
    block: Block, languages: Sequence[str | None], index: Index, top: int
) -> Iterator[tuple[Link, ...]]:
    """The links of each text of a block."""
    quoted: dict[int, list[Link]] = {}
    similar: dict[int, list[Link]] = {}
    spoken = _spoken(block, languages, index)
    for code, space in index.spaces.items():
        for row, repeated in quotations(block, index.phrases[code], space.lexicon).items():
            quoted.setdefault(row, []).extend(_quotation(one, index) for one in repeated)
        here = np.array([one == code for one in spoken])
        similar |= alike(block, here, space, index.draft.paragraphs, top)
    foreign = np.array([one not in index.spaces for one in spoken])
    if foreign.any():
        own = index.spaces[index.language]
        similar |= alike(block, foreign, own, index.draft.paragraphs, top, names_only=True)
    may_cite = block.may_cite()
    for n, text in enumerate(block.texts):
        about, referred = _numbered(text, index) if may_cite[n] else ((), ())
        yield _merged((about, quoted.get(n, ()), similar.get(n, ()), referred), top)


def _spoken(block: Block, languages: Sequence[str | None], index: Index) -> list[str]:
    """The language of each text: as given, else as its stop words show, else the draft's."""
    if None not in languages:
        return [(given or index.language)[:2].lower() for given in languages]
    spoken = []
    for text, given, shown in zip(block.texts, languages, block.said_in(), strict=True):
        seen = given or shown or (None if text.isascii() else guess_language(text))
        spoken.append((seen or index.language)[:2].lower())
    return spoken


def _numbered(text: str, index: Index) -> tuple[list[Link], list[Link]]:
    """Links to what a text names by number, and to what it only refers to."""
    about: list[Link] = []
    referred: list[Link] = []
    for one in cited(text, index.draft):
        start, end = one.citation.start, one.citation.end
        score, lead = (1.0, 2.0 if one.sure else 0.0) if one.about else (_REFERRED, 0.0)
        margin = 1.0 if one.sure else 0.0
        words = (one.citation.text,)
        found = Link(one.eid, one.number, "number", score, start, end, words, margin, lead, one.sure)
        (about if one.about else referred).append(found)
    return about, referred


def _quotation(one: Quoted, index: Index) -> Link:
    paragraph = index.draft.paragraphs[index.units.paragraph[one.row]]
    score, margin = round(one.score, 4), round(one.margin, 4)
    lead = 1 + margin  # more than any likeness
    return Link(
        paragraph.eid,
        paragraph.number,
        "quotation",
        score,
        one.start,
        one.end,
        one.words,
        margin,
        lead,
        one.sure,
    )


def _merged(groups: Iterable[Iterable[Link]], top: int) -> tuple[Link, ...]:
    """Each paragraph once, by its best basis."""
    found: dict[str, Link] = {}
    for group in groups:
        for one in group:
            found.setdefault(one.eid, one)
    return tuple(found.values())[:top]
