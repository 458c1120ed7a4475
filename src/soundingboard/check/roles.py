"""One role that is given to two bodies in different paragraphs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from soundingboard.check.finding import Finding, finding, rules
from soundingboard.i18n import _
from soundingboard.model import Draft, Paragraph, PlaceName
from soundingboard.passage.sentences import sentences_within
from soundingboard.terms import silent_words
from soundingboard.words import spans, stem


@dataclass(frozen=True, slots=True)
class RoleThresholds:
    """When two bodies have one role."""

    object: int = (
        2  # telling words of what the role is about that both have: one word is any topic of the text
    )
    reach: int = 8  # words after the verb in which its object stands
    likeness: float = 0.5  # of the fewer words: half of what the shorter says is said of the other too


@dataclass(frozen=True, slots=True)
class _Role:
    paragraph: Paragraph
    body: str
    verb: str
    about: frozenset[str]
    start: int
    end: int


# A body is a name of two capitals or more ("Office for Coastal Connectivity"), or an acronym.
_BODY = re.compile(
    r"\b(?:[A-Z][\w’]+(?:[- ](?:of|for|on|and|the)){0,2}[- ])+[A-Z][\w’]+(?:-[A-Z]\w+)*|\b[A-Z]{3,}\b"
)
_NO_BODY = re.compile(
    r"^(?:We|The|This|In|For|Sustainable Development Goals?|Member States|States|Internet)\b"
)


def shared_roles(draft: Draft, thresholds: RoleThresholds = RoleThresholds()) -> Iterator[Finding]:
    """Each pair of bodies that two paragraphs give the same thing to do."""
    by_verb: defaultdict[str, list[_Role]] = defaultdict(list)
    for paragraph in draft.paragraphs:
        for role in _roles(paragraph, thresholds):
            by_verb[role.verb].append(role)
    told: set[tuple[str, str, str]] = set()
    for group in by_verb.values():
        for first, second in combinations(group, 2):
            key = (first.paragraph.eid, second.paragraph.eid, first.verb)
            if key in told or not _is_one(first, second, thresholds):
                continue
            told.add(key)
            message = _("{first} has this role here, and {second} in paragraph {number}: say who does what")
            words = message.format(first=first.body, second=second.body, number=second.paragraph.number)
            other = (PlaceName(draft.name, second.paragraph.eid),)
            yield finding("shared-role", first.paragraph, first.start, first.end, words, "roles", other)


def _is_one(first: _Role, second: _Role, thresholds: RoleThresholds) -> bool:
    if first.paragraph.eid == second.paragraph.eid or _same(first.body, second.body):
        return False
    common = first.about & second.about
    fewer = min(len(first.about), len(second.about))
    return len(common) >= thresholds.object and len(common) >= thresholds.likeness * fewer


def _same(one: str, other: str) -> bool:
    """Whether two names mean one body: the same words, or part of them, or its initials."""
    first, second = one.casefold(), other.casefold()
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", one)).casefold()
    others = "".join(word[0] for word in re.findall(r"[A-Z]\w*", other)).casefold()
    return first in second or second in first or initials == second or others == first


def _roles(paragraph: Paragraph, thresholds: RoleThresholds) -> Iterator[_Role]:
    """What each sentence gives the body that it names last before the verb."""
    silent = silent_words("en")
    for start, end in sentences_within(paragraph.text, 0, len(paragraph.text)):
        sentence = paragraph.text[start:end]
        bodies = [one for one in _BODY.finditer(sentence) if not _NO_BODY.match(one[0])]
        for verb in _verbs().finditer(sentence):
            before = [one for one in bodies if one.end() <= verb.start()]
            if not before:
                continue
            after = [sentence[a:b] for a, b in spans(sentence) if a >= verb.end()][: thresholds.reach]
            about = frozenset(one for one in map(stem, after) if one not in silent)
            name = before[-1][0]
            yield _Role(paragraph, name, stem(verb[1]), about, start + verb.start(), start + verb.end())


@cache
def _verbs() -> re.Pattern[str]:
    words = "|".join(re.escape(verb.rstrip("e")) for verb in rules()["roles"]["verbs"])
    return re.compile(rf"\b({words})(?:e|es|s|ed|ing)?\b", re.IGNORECASE)
