"""The paragraphs that a text cites by number: what it speaks of, and what it only refers to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from soundingboard.cite import cite, resolve
from soundingboard.link.lexicon import table
from soundingboard.model import Citation, Draft, Place
from soundingboard.vocabulary import PARAGRAPH_UNITS

_REFERRING = ("article", "recital")  # texts in articles refer to one another all the time
_HEAD = re.compile(r"(?:^|[\n.:;!?•–-]\s*|\d[.)]\s*)[\s\[(*_#>“\"]*$")
_NEAR = 60  # characters before a citation: a clause


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph that a citation names.

    `about`: it is what the words speak of, not what they refer to; `sure` of it.
    """

    eid: str
    number: str
    citation: Citation
    about: bool
    sure: bool


def cited(text: str, draft: Draft) -> Iterator[Cited]:
    """The paragraphs of the draft that a text cites, in the order of the text; none of other documents.

    Most comments name the paragraph that they speak of. But "see", "in line with" and the like before a number say
    that another one is referred to; and justifications of amendments to articles do little else: of 55 that cite an
    article or recital of the draft, 12 cite their own. There a number counts at the head of a sentence, or
    after "on", "amend" and the like, and is not sure.
    """
    for citation in cite(text, (draft,)):
        if citation.unit not in PARAGRAPH_UNITS or citation.document:
            continue
        about = _about(text, citation)
        for place in _places(citation, draft):
            yield Cited(place.eid, place.number, citation, about, about and citation.unit not in _REFERRING)


def _places(citation: Citation, draft: Draft) -> Sequence[Place]:
    """The paragraphs that a citation names; of an article's parts, which drafts number in many ways, the article."""
    places = resolve(citation, (draft,)).places
    if places or citation.unit not in _REFERRING:
        return places
    heads = dict.fromkeys(number.partition("(")[0].strip() for number in citation.numbers)
    return resolve(replace(citation, numbers=tuple(heads)), (draft,)).places


def _about(text: str, citation: Citation) -> bool:
    before = text[max(0, citation.start - _NEAR) : citation.start]
    if _cue("refers").search(before):
        return False
    if citation.unit not in _REFERRING:
        return True
    head = citation.start == 0 or _HEAD.search(before) is not None
    return head or _cue("speaks").search(before) is not None


@cache
def _cue(name: str) -> re.Pattern[str]:
    """Words of `link.toml` that end right before a citation, whatever small words stand between."""
    words = [phrase.strip() for line in table(name).values() for phrase in line.split(",")]
    phrases = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in words if one)
    small = "|".join(re.escape(one) for line in table("between").values() for one in line.split())
    return re.compile(rf"(?<!\w)(?:{phrases})(?:\s+(?:{small}))*\s*(?:['’]\s*)?[(\[“\"]?\s*$", re.IGNORECASE)
