"""What is known of the process's own drafts: their names, titles and numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from soundingboard.cite.lexicon import literally, table
from soundingboard.model import Draft
from soundingboard.numbers import number_key, unique
from soundingboard.segment.front import lexicon as front_words
from soundingboard.words import key, words

_KEPT = 8  # sets of drafts whose names stay at hand; a process is read with one
_HINTS: Sequence[str] = table("documents")["hints"]
_DRAFT_WORDS = frozenset(
    [
        "draft",
        "zero",
        "revision",
        "rev",
        "the",
        "of",
        "a",
        "text",
        "version",
        "final",
        "revised",
        "1",
        "2",
        "3",
        "4",
    ]
)


@dataclass(frozen=True, slots=True)
class Home:
    """The drafts given, oldest first, as citations name them; without any, only the usual names are known."""

    names: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)  # label or symbol in small letters: name
    called: str = ""  # a pattern for what any draft may be called
    titles: tuple[tuple[str, ...], ...] = ()  # the words of each title, without those that say "draft"
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of each draft, in its order
    texts: Mapping[str, tuple[frozenset[str], ...]] = field(
        default_factory=dict
    )  # number key: words, in each draft
    headings: tuple[str, ...] = ()  # in small letters, the longest first

    def among(self, document: str | None, draft: str | None) -> tuple[str, ...]:
        """The numbers of the draft that a citation names, over which its ranges run; none where it is not known."""
        under_review = self.names[-1] if self.names else ""
        return () if document else self.numbers.get(draft or under_review, ())


_known: dict[tuple[int, ...], tuple[Sequence[Draft], Home]] = {}


def home_of(drafts: Sequence[Draft]) -> Home:
    """What citations can be checked against; made once for the same drafts, which it holds on to."""
    identity = tuple(id(draft) for draft in drafts)
    if identity not in _known:
        while len(_known) >= _KEPT:
            _known.pop(next(iter(_known)), None)
        _known[identity] = (tuple(drafts), _home(drafts))
    return _known[identity][1]


def _home(drafts: Sequence[Draft]) -> Home:
    names = tuple(unique(draft.name for draft in drafts))
    labels: dict[str, str] = {}
    texts: dict[str, tuple[frozenset[str], ...]] = {}
    headings = {
        heading.text.lower() for draft in drafts for heading in draft.headings if len(heading.text) > 3
    }
    for name, draft in zip(names, drafts, strict=True):
        labels |= {
            label.lower(): name for label in (draft.label, draft.symbol, name) if label and len(label) > 3
        }
        for paragraph in draft.paragraphs:
            key_ = number_key(paragraph.number)
            texts[key_] = (*texts.get(key_, ()), content(paragraph.text))
    return Home(
        names,
        labels,
        f"{literally(labels)}|{usual_names()}" if labels else usual_names(),
        tuple(title for draft in drafts if (title := title_words(draft.title))),
        {name: tuple(p.number for p in draft.paragraphs) for name, draft in zip(names, drafts, strict=True)},
        texts,
        tuple(sorted(headings, key=len, reverse=True)),
    )


def content(text: str) -> frozenset[str]:
    """The words of a text that say something: those of four letters and more."""
    return frozenset(word for word in map(key, words(text)) if len(word) > 3)


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title without those that only say that it is a draft."""
    return tuple(word for word in map(key, words(title)) if word not in _DRAFT_WORDS)


@cache
def _stages() -> Sequence[tuple[str, re.Pattern[str]]]:
    """The usual names of drafts, each with the stage it means."""
    rules = [*front_words()["stages"], *table("documents")["drafts"]]
    skipped = ("adopted",)  # "adopted by the General Assembly" is said of resolutions, not only of drafts
    return [
        (rule["stage"], re.compile(rule["pattern"], re.IGNORECASE))
        for rule in rules
        if rule["stage"] not in skipped
    ]


@cache
def usual_names() -> str:
    """A pattern for the usual names of drafts, without groups."""
    return "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for _, pattern in _stages())


def stage_of(words_: str) -> str | None:
    """The stage that a usual name means: "Rev. 1" is rev1."""
    for stage, pattern in _stages():
        if match := pattern.fullmatch(words_.strip()):
            groups = match.groupdict()
            nth = table("documents")["ordinals"].get((groups.get("nth") or "").lower())
            return stage.format(n=groups.get("n") or nth)
    return None


def may_name_a_draft(lower: str, home: Home) -> bool:
    """Whether words in small letters can hold a draft's name at all; a look that saves a search."""
    return any(hint in lower for hint in _HINTS) or any(label in lower for label in home.labels)
