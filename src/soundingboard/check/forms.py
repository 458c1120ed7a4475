"""Terms that a draft writes in two forms."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from soundingboard.check.finding import Finding, finding, rules
from soundingboard.i18n import _
from soundingboard.model import Draft, Paragraph, PlaceName
from soundingboard.words import spans

_Use = tuple[Paragraph, int, int]
_LETTERS = 6  # of a term, at least: "on line" and "on-line" are one, "a part" and "apart" are not


def in_two_forms(draft: Draft) -> Iterator[Finding]:
    """Each term of which a second form stands in the draft, told once, at the rarer form."""
    yield from _spelled(draft)
    yield from _paired(draft)


def _spelled(draft: Draft) -> Iterator[Finding]:
    """Hyphens, blanks and endings: "multi-stakeholder" and "multistakeholder"."""
    uses: defaultdict[str, dict[str, list[_Use]]] = defaultdict(dict)
    hyphenated = {form for p in draft.paragraphs for form, _a, _b in _forms(p) if "-" in form}
    apart = {form.replace("-", " ") for form in hyphenated}
    by_rule = set(rules()["forms"]["by_rule"])
    for paragraph in draft.paragraphs:
        for form, start, end in (*_forms(paragraph), *_pairs_of_words(paragraph, apart)):
            if form.replace("-", " ") not in by_rule:
                uses[_key(form)].setdefault(form, []).append((paragraph, start, end))
    for forms in uses.values():
        if len(forms) > 1:
            yield _told(draft, forms)


def _paired(draft: Draft) -> Iterator[Finding]:
    """Terms that are listed as easily taken for one another."""
    for first, second in rules()["forms"]["pairs"]:
        forms = {term: list(_uses(draft, term, (first, second))) for term in (first, second)}
        if all(forms.values()):
            yield _told(draft, forms)


def _uses(draft: Draft, term: str, pair: tuple[str, str]) -> Iterator[_Use]:
    longer = [other for other in pair if other != term and term in other]
    for paragraph in draft.paragraphs:
        lower = paragraph.text.casefold()
        held = [match.span() for other in longer for match in re.finditer(re.escape(other), lower)]
        for match in re.finditer(rf"\b{re.escape(term)}\b", lower):
            if not any(a <= match.start() and match.end() <= b for a, b in held):
                yield paragraph, *match.span()


def _told(draft: Draft, forms: dict[str, list[_Use]]) -> Finding:
    rarer = min(forms, key=lambda form: (len(forms[form]), form))
    usual = [form for form in forms if form != rarer]
    paragraph, start, end = forms[rarer][0]
    others = tuple(dict.fromkeys(PlaceName(draft.name, forms[form][0][0].eid) for form in usual))
    message = _("written “{form}” here and “{others}” elsewhere: choose one, or say what differs")
    words = message.format(form=rarer, others="”, “".join(usual))
    return finding("two-forms", paragraph, start, end, words, "forms", others)


def _forms(paragraph: Paragraph) -> Iterator[tuple[str, int, int]]:
    for start, end in spans(paragraph.text):
        word = paragraph.text[start:end].replace("‑", "-").replace("‐", "-").casefold()
        if len(word) >= _LETTERS:
            yield word, start, end


def _pairs_of_words(paragraph: Paragraph, wanted: set[str]) -> Iterator[tuple[str, int, int]]:
    found = spans(paragraph.text)
    for (start, _end), (_start, end) in pairwise(found):
        pair = paragraph.text[start:end].casefold()
        if pair in wanted:
            yield pair, start, end


def _key(form: str) -> str:
    bare = form.replace("-", "").replace(" ", "")
    for pattern, ending in _endings():
        bare = pattern.sub(ending, bare)
    return bare


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"{one}$"), other) for one, other in rules()["forms"]["endings"])
