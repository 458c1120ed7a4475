"""What people cite: paragraphs, articles and sections by number, whose they are, and which these are today."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from soundingboard.cite.bare import DIGITS, after_a_draft, in_brackets, lettered
from soundingboard.cite.heads import at_line_heads
from soundingboard.cite.home import Home, home_of
from soundingboard.cite.lexicon import AND, cardinals, marks
from soundingboard.cite.lookup import Resolved, resolve
from soundingboard.cite.marked import by_mark
from soundingboard.cite.positions import by_position, in_chinese
from soundingboard.model import Citation, Draft
from soundingboard.vocabulary import SECTION_UNITS

__all__ = ["Resolved", "cite", "resolve"]

_Reader = Callable[[str, Home], Iterable[Citation]]
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"§+|¶+")
_POSITIONAL = (
    "ambular",
    "mbulaire",
    "perative",
    "preamb",
    "du préambule",
    "del preámbulo",
    "operativo",
    "dispositivo",
    "opérationnel",
)
_MARKS = frozenset(word for word, meant in marks().items() if word.isalpha())
_SPELLED = frozenset(cardinals())
_LABELLED = frozenset(word for word, meant in marks().items() if any(mark.labels for mark in meant))


def cite(text: str, drafts: Sequence[Draft] = ()) -> tuple[Citation, ...]:
    """The citations in `text`, in order of place; `drafts` are our own, oldest first, the last one under review.

    Each says which numbers, of what unit, and whose: `document` names another document as it is written there,
    `draft` one of ours (by its stage or label) where the words say which. Years, dates, quantities, numbers of
    pages, tables and resolutions are no citations. Ranges come expanded, over the paragraphs that the draft has.
    """
    readers = _readers(text, drafts)
    if not readers:
        return ()
    home = home_of(drafts)
    found: list[Citation] = []
    for reader in readers:
        found = _merged(found, reader(text, home))
    return tuple(_joined(text, found))


def _readers(text: str, drafts: Sequence[Draft]) -> list[_Reader]:
    """What has to be tried on a text: most texts cite nothing, and a look at their words tells."""
    lower = text.lower()
    digit = DIGITS.search(text) is not None
    words = frozenset(_WORD.findall(lower))
    marks_ = words & _MARKS
    signs = frozenset(_SIGNS.findall(text))
    readers: list[_Reader] = []
    spelled = not _LABELLED.isdisjoint(marks_) or (marks_ and not _SPELLED.isdisjoint(words))
    if spelled or (digit and (marks_ or signs)):
        readers.append(partial(by_mark, said=marks_ | signs))
    if "第" in text:
        readers.append(in_chinese)
    if any(part in lower for part in _POSITIONAL):
        readers.append(by_position)
    if digit:
        readers += [after_a_draft, at_line_heads, lettered]
        if drafts and "(" in text:
            readers.append(in_brackets)
    return readers


def _merged(found: Sequence[Citation], more: Iterable[Citation]) -> list[Citation]:
    """Citations in order of place; one that overlaps an earlier reader's is left out."""
    kept = list(found)
    for citation in more:
        after = bisect_left(kept, citation.end, key=lambda other: other.start)
        # Those kept overlap nowhere, so the last that begins before this one's end is the last to end as well.
        if citation.numbers and (not after or kept[after - 1].end <= citation.start):
            kept.insert(after, citation)
    return kept


_AND = re.compile(AND, re.IGNORECASE)
_BETWEEN = re.compile(r"\s?(?:[,:;(\[–—-]\s?)?(?:(?:in|see|at)\s)?(?:its\s)?")


def _joined(text: str, found: Sequence[Citation]) -> list[Citation]:
    """The citations with what neighbours say of each other.

    "Section B, paragraph 12" cites a paragraph; "para 12 and para 72 of the Tunis Agenda" may mean that document
    both times, and a wrong citation is worse than none.
    """
    kept: list[Citation] = []  # from the last to the first
    for citation in reversed(found):
        if not kept:
            kept.append(citation)
            continue
        after = kept[-1]
        between = text[citation.end : after.start]
        if _is_place(citation, after, between):
            kept[-1] = _whole(text, citation, after)
        elif _shares_owner(citation, after, between):
            kept.append(replace(citation, document=after.document, draft=after.draft))
        else:
            kept.append(citation)
    return kept[::-1]


def _is_place(citation: Citation, after: Citation, between: str) -> bool:
    """Whether a section only says where the paragraph after it stands."""
    single = len(citation.numbers) == 1 and citation.unit in SECTION_UNITS and after.unit not in SECTION_UNITS
    return single and _BETWEEN.fullmatch(between) is not None


def _whole(text: str, citation: Citation, after: Citation) -> Citation:
    return replace(
        after,
        start=citation.start,
        text=text[citation.start : after.end],
        document=after.document or citation.document,
        draft=after.draft or citation.draft,
    )


def _shares_owner(citation: Citation, after: Citation, between: str) -> bool:
    """Whether the owner named after a second citation may be the first one's too."""
    alike = citation.document is None and citation.draft is None and citation.unit == after.unit
    named = after.document is not None or after.draft is not None
    return alike and named and _AND.fullmatch(between) is not None and _begins_with_mark(after.text)


def _begins_with_mark(words: str) -> bool:
    """Whether a citation's words begin with its mark, so that its owner stands after its numbers."""
    first = _WORD.match(words.lower())
    return bool(first and first[0] in _MARKS) or words[:1] in "§¶"
