"""Calls that do not say who should act."""

import re
from collections.abc import Iterator
from functools import cache

from soundingboard.check.finding import Finding, finding, rules
from soundingboard.i18n import _
from soundingboard.model import Draft
from soundingboard.passage.sentences import sentences_within

_AGENT = re.compile(r"\bby\s+(?!\d|\w+ing\b|(?:the\s+)?(?:end|means|way)\b)", re.IGNORECASE)


def without_addressee(draft: Draft) -> Iterator[Finding]:
    """Each sentence that calls for something and names nobody to do it, besides "we"."""
    message = _("a call without an addressee: say who should do this")
    for paragraph in draft.paragraphs:
        for start, end in sentences_within(paragraph.text, 0, len(paragraph.text)):
            sentence = paragraph.text[start:end]
            match = _calls().search(sentence)
            if match and not _actors().search(sentence) and not _AGENT.search(sentence, match.end()):
                at = start + match.start()
                yield finding("no-addressee", paragraph, at, start + match.end(), message, "addressee")


@cache
def _calls() -> re.Pattern[str]:
    states = "|".join(map(re.escape, rules()["addressee"]["states"]))
    calls = [
        re.escape(call) + (rf"(?!\s+(?:{states})\b)" if call.endswith(" be") else "")
        for call in rules()["addressee"]["calls"]
    ]
    return re.compile(rf"\b(?:{'|'.join(calls)})\b", re.IGNORECASE)


@cache
def _actors() -> re.Pattern[str]:
    words = "|".join(re.escape(actor) for actor in rules()["addressee"]["actors"])
    names = r"(?<=[a-z,;] )(?!Internet\b)[A-Z][a-z]+(?:[- ](?:of|for|on|and|the|[A-Z][\w’-]+))*"
    return re.compile(rf"\b(?:(?i:{words}))\b|{names}")
