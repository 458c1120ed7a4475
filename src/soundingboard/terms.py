"""The terms of a text, and how often each stands in each draft."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from soundingboard.model import Draft, Term, TermTable
from soundingboard.numbers import unique
from soundingboard.read.language import stop_words
from soundingboard.words import is_word, stem, tokens


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as a term worth a row."""

    longest: int = 4  # words: longer runs are sentences, not terms
    least: int = 3  # times in all the drafts together: fewer cannot show a change of use
    letters: int = 3  # of a term of one word: shorter ones are particles and initials


def term_table(
    drafts: Sequence[Draft], wanted: Sequence[str] = (), top: int = 200, thresholds: Thresholds = Thresholds()
) -> TermTable:
    """How often terms stand in each draft, headings included; inflected forms count together.

    `wanted` are the terms to count; without any, the terms are found: runs of up to four words that neither begin nor
    end with a stop word, those whose use changed most first, at most `top` of them.
    """
    names = tuple(unique(draft.name for draft in drafts))
    labels, title = tuple(draft.label or "" for draft in drafts), drafts[-1].title if drafts else ""
    phrases = [_phrases(draft) for draft in drafts]
    total = tuple(sum(len(phrase) for phrase in of_draft) for of_draft in phrases)
    if wanted:
        return TermTable(names, total, tuple(_count(term, phrases) for term in wanted), labels, title)
    edge = frozenset().union(*(silent_words(draft.language) for draft in drafts))
    inner = edge - frozenset().union(*(_inside(draft.language) for draft in drafts))
    counts, forms = _count_all(phrases, edge, inner, thresholds)
    found = [(stems, tuple(counts[stems])) for stems in counts if sum(counts[stems]) >= thresholds.least]
    rows = [Term(forms[stems].most_common(1)[0][0], n) for stems, n in _longest_only(found)]
    rows.sort(key=lambda row: (min(row.counts) - max(row.counts), -sum(row.counts), row.term))
    return TermTable(names, total, tuple(rows[:top]), labels, title)


@cache
def silent_words(language: str) -> frozenset[str]:
    """The stems of words that no term begins or ends with."""
    more = _lexicon()["function_words"].get(language[:2], "")
    return frozenset(map(stem, [*stop_words(language), *more.split()]))


def _inside(language: str) -> frozenset[str]:
    """The stems of stop words that a term may hold inside."""
    return frozenset(map(stem, _lexicon()["inside"].get(language[:2], "").split()))


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))


Phrase = list[tuple[str, str]]  # (stem, word as written) of words in a row with no sign between them


def _phrases(draft: Draft) -> list[Phrase]:
    texts = [heading.text for heading in draft.headings] + [paragraph.text for paragraph in draft.paragraphs]
    return [phrase for text in texts for phrase in _split(text)]


def _split(text: str) -> Iterator[Phrase]:
    phrase: Phrase = []
    for token in tokens(text):
        if is_word(token):
            phrase.append((stem(token), token))
        elif not token.isspace() and phrase:
            yield phrase
            phrase = []
    if phrase:
        yield phrase


def _count(term: str, phrases: Sequence[list[Phrase]]) -> Term:
    wanted = tuple(stem(token) for token in tokens(term) if is_word(token))
    n = len(wanted)
    counts = []
    for of_draft in phrases:
        runs = ([word for word, _form in phrase] for phrase in of_draft)
        counts.append(
            sum(tuple(run[at : at + n]) == wanted for run in runs for at in range(len(run) - n + 1))
        )
    return Term(term, tuple(counts))


def _count_all(
    phrases: Sequence[list[Phrase]], edge: frozenset[str], inner: frozenset[str], thresholds: Thresholds
) -> tuple[dict[tuple[str, ...], list[int]], dict[tuple[str, ...], Counter[str]]]:
    counts: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * len(phrases))
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for column, of_draft in enumerate(phrases):
        for phrase in of_draft:
            for stems, form in _runs(phrase, edge, inner, thresholds):
                counts[stems][column] += 1
                forms[stems][form] += 1
    return counts, forms


def _runs(
    phrase: Phrase, edge: frozenset[str], inner: frozenset[str], thresholds: Thresholds
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The runs of words that may be terms, as stems and as written."""
    for start in range(len(phrase)):
        for end in range(start + 1, min(start + thresholds.longest, len(phrase)) + 1):
            run = phrase[start:end]
            if {run[0][0], run[-1][0]} & edge or any(word in inner for word, _form in run[1:-1]):
                continue
            if len(run) > 1 or (len(run[0][0]) >= thresholds.letters and not run[0][0].isdecimal()):
                yield tuple(word for word, _form in run), " ".join(form for _word, form in run)


def _longest_only(
    found: Sequence[tuple[tuple[str, ...], tuple[int, ...]]],
) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Without the terms that stand only inside one longer term: they count the same."""
    inside = {
        (stems[start:end], counts)
        for stems, counts in found
        for start in range(len(stems))
        for end in range(start + 1, len(stems) + 1)
        if end - start < len(stems)
    }
    return [(stems, counts) for stems, counts in found if (stems, counts) not in inside]
