"""Sentences cut into clauses that each say one thing: at semicolons, contrasts, second verbs, members of a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from soundingboard.ask.lexicon import Hit, Lexicon
from soundingboard.ask.masks import Masked
from soundingboard.model import Citation


@dataclass(frozen=True, slots=True)
class ClauseThresholds:
    """How far words may stand from each other and still belong together."""

    tail: int = 4  # words after a bracketed citation that still belong before it: "(para 96) of the Forum"
    elaboration: int = 40  # characters from "in particular" to the noun it leads in: "the recent deletion of"
    lead: int = 2  # words that only lead in: "in particular, | the deletion of"
    determiners: int = (
        4  # words between a comma and the noun that begins a member: ", the recent deletion of"
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and what was found in it.

    `joint` says how it follows the one before: first, list, semicolon, contrast, elaboration, dash, reason, second
    (another verb). `members` counts the members with a citation of their own in its sentence.
    """

    start: int
    end: int
    joint: str
    acts: tuple[Hit, ...] = ()
    operations: tuple[Hit, ...] = ()
    citations: tuple[Citation, ...] = ()
    members: int = 0

    @property
    def bare(self) -> bool:
        """Whether nothing was found in it."""
        return not (self.acts or self.operations or self.citations)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is cut: where it stands, the masked text, and every hit in it."""

    start: int
    end: int
    masked: Masked
    book: Lexicon
    citations: tuple[Citation, ...]
    acts: tuple[Hit, ...] = field(default=())
    operations: tuple[Hit, ...] = field(default=())


Cut = tuple[int, str]
_SEMICOLON = re.compile(r"[;；؛]")
_EDGES = " ,;:"
_EDGE = re.compile(f"[{_EDGES}]*")
_DASH = re.compile(r"\s[-–—]\s")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_JOIN = r"(?:and|or|as\s+well\s+as|et|ou|ainsi\s+que|y|e|o|u|así\s+como|und|oder|sowie)"
_SEPARATOR = re.compile(rf"\s*(?:(?P<sign>[,;:؛،])|(?=(?:{_JOIN}|[-–—])\s))")
_LAST_SEPARATOR = re.compile(rf"[,;:،–—]\s*(?:{_JOIN}\s)?|\s(?={_JOIN}\s)|\s(?=و)")
ONLY_JOIN = re.compile(rf"[\s,]*(?:{_JOIN})?\s*")
_RELATIVE = re.compile(r"\s*(?:which|who|whose|that|qui|que|dont|cuya?|la\s+cual)\s", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|to|for|de|du|des|d['’]|del)\b|\s+ل")


def clauses(
    masked: Masked, span: tuple[int, int], book: Lexicon, citations: Sequence[Citation]
) -> list[Clause]:
    """The clauses of the sentence at `span`, in order; together they hold all of it."""
    start, end = span
    sentence = Sentence(
        start,
        end,
        masked,
        book,
        tuple(c for c in citations if start < c.end <= end),
        tuple(book.acts.hits(masked.text, start, end)),
        tuple(book.operations.hits(masked.text, start, end)),
    )
    return _merged(list(_between(sentence, sorted(set(_cuts(sentence))))), masked.text)


def _cuts(sentence: Sentence) -> Iterator[Cut]:
    closed = [m.span() for m in _PARENTHESIS.finditer(sentence.masked.text, sentence.start, sentence.end)]
    for finder in (_signs, _contrasts, _after_brackets, _second_verbs, _elaborations, _members, _reasons):
        for place, joint in finder(sentence):
            if sentence.start < place < sentence.end and not any(a < place < b for a, b in closed):
                yield place, joint


def _signs(sentence: Sentence) -> Iterator[Cut]:
    text = sentence.masked.text
    for match in _SEMICOLON.finditer(text, sentence.start, sentence.end):
        yield match.end(), "semicolon"
    for match in _DASH.finditer(text, sentence.start, sentence.end):
        yield match.end(), "dash"


def _contrasts(sentence: Sentence) -> Iterator[Cut]:
    text = sentence.masked.text
    for hit in sentence.book.marks["contrast"].hits(text, sentence.start, sentence.end):
        before = text[sentence.start : hit.start].rstrip()
        ends = text.find(",", hit.end, sentence.end)
        if sentence.book.marks["concession"].first(text, hit.start, hit.end) and ends > 0:
            told = any(hit.end <= operation.start < ends for operation in sentence.operations)
            if told and sentence.book.marks["subject"].first(text, ends, min(ends + 12, sentence.end)):
                yield ends + 1, "second"
        if before.endswith((",", ";", ":", "،", "–", "—")) or hit.words.lower() in ("but", "mais", "pero"):
            yield hit.start, "contrast"


def _after_brackets(sentence: Sentence) -> Iterator[Cut]:
    """After each citation in brackets that stands at the end of a member of a list."""
    text = sentence.masked.text
    inside = [b for b in sentence.masked.brackets if sentence.start <= b[0] < sentence.end]
    for k, (_, end) in enumerate(inside):
        later = inside[k + 1][0] if k + 1 < len(inside) else sentence.end
        if match := _SEPARATOR.match(text, end, later):
            yield (match.end() if match["sign"] else end), "list"
        elif place := _after_tail(text, end, later):
            yield place, "list"
        elif later < sentence.end or any(end < hit.start for hit in sentence.acts):
            yield end, "list"


def _after_tail(text: str, start: int, end: int) -> int | None:
    """Where a short tail after a bracket ends: the "of the Forum," of "(para 96) of the Forum, and"."""
    match = re.compile(rf"[^,;:]*?(?:(?P<sign>[,;:])|(?=\s{_JOIN}\s))").match(text, start, end)
    if match and len(match[0].split()) <= ClauseThresholds().tail:
        return match.end()
    return None


def _second_verbs(sentence: Sentence) -> Iterator[Cut]:
    """Before each act after the first, where a comma or an "and" parts it from the one before."""
    text = sentence.masked.text
    for before, hit in zip(sentence.acts, sentence.acts[1:], strict=False):
        parts = list(_LAST_SEPARATOR.finditer(text, before.end, hit.start))
        if parts and not _RELATIVE.match(text, parts[-1].end()) and _begins(sentence, parts[-1].end(), hit):
            yield parts[-1].start() + len(text[parts[-1].start()].strip()), "second"


def _begins(sentence: Sentence, place: int, hit: Hit) -> bool:
    """Whether a clause begins at `place` with its subject or its verb: not "(free,) prior and informed must"."""
    text = sentence.masked.text
    between = re.sub(rf"^\s*(?:{_JOIN}\s+)?", "", text[place : hit.start])
    if not between.strip() or not between[0].islower():
        return True
    return sentence.book.marks["subject"].first(between, 0, len(between.split()[0])) is not None


def _elaborations(sentence: Sentence) -> Iterator[Cut]:
    text = sentence.masked.text
    for mark in sentence.book.marks["elaboration"].hits(text, sentence.start, sentence.end):
        near = (
            h for h in sentence.operations if mark.end <= h.start < mark.end + ClauseThresholds().elaboration
        )
        if any(is_noun(text, hit) for hit in near):
            yield mark.start, "elaboration"


def is_noun(text: str, hit: Hit) -> bool:
    """Whether an operation is a noun in `text`: "the deletion of", "strengthening of"."""
    return hit.form == "noun" or (hit.form == "doing" and _OF.match(text, hit.end) is not None)


def _members(sentence: Sentence) -> Iterator[Cut]:
    """Before each further operation that begins a member: ", the deletion of", "and reinstate", "and that it be"."""
    text = sentence.masked.text
    for k, hit in enumerate(sentence.operations):
        begun = [h.end for h in (*sentence.acts, *sentence.operations[:k]) if h.end <= hit.start]
        paired = hit.form == "asked" and k > 0 and sentence.operations[k - 1].form == "asked"
        if not begun or (ONLY_JOIN.fullmatch(text, max(begun), hit.start) and not paired):
            continue
        parts = list(_LAST_SEPARATOR.finditer(text, max(begun), hit.start))
        if parts and _begins_member(text, parts[-1], hit):
            yield parts[-1].start() + len(text[parts[-1].start()].strip()), "list"


def _begins_member(text: str, separator: re.Match[str], hit: Hit) -> bool:
    between = re.sub(rf"^{_JOIN}\s", "", text[separator.end() : hit.start].strip() + " ").split()
    if is_noun(text, hit):
        return len(between) <= ClauseThresholds().determiners
    joined = re.match(rf"[,;:،–—\s]*{_JOIN}\s", text[separator.start() :]) is not None
    return (hit.form == "asked" and len(between) <= 1) or (hit.form == "done" and joined and len(between) > 1)


def _reasons(sentence: Sentence) -> Iterator[Cut]:
    """Before a reason that complains of its own: ", as it is unclear in paragraph 57"."""
    text = sentence.masked.text
    for hit in sentence.book.marks["reason"].hits(text, sentence.start, sentence.end):
        told = any(h.start > hit.end and h.name in ("unclear", "missing") for h in sentence.operations)
        if told and text[sentence.start : hit.start].rstrip().endswith((",", "،")):
            yield hit.start, "reason"
            return


def _between(sentence: Sentence, cuts: Sequence[Cut]) -> Iterator[Clause]:
    """The stretches between cuts; of two cuts close together the first counts, and the stronger joint."""
    text = sentence.masked.text
    places: list[Cut] = [(sentence.start, _opening(sentence))]
    first = _past_edge(text, sentence.start)  # where words begin after the last cut
    for place, joint in cuts:
        led = places[-1][1] == "elaboration"
        if first < place and not (led and len(_words(text[first:place])) <= ClauseThresholds().lead):
            places.append((place, joint))
            first = _past_edge(text, place)
        elif places[-1][1] not in ("first", "semicolon", "elaboration"):
            places[-1] = (places[-1][0], joint)
    members = sum(sentence.start <= b[0] < sentence.end for b in sentence.masked.brackets)
    for (start, joint), (end, _) in zip(places, [*places[1:], (sentence.end, "")], strict=True):
        yield Clause(
            start,
            end,
            joint,
            _within(sentence.acts, start, end),
            _within(sentence.operations, start, end),
            tuple(c for c in sentence.citations if start < c.end <= end),
            members,
        )


def _past_edge(text: str, start: int) -> int:
    """The first place from `start` that is no blank or sign between clauses."""
    return _EDGE.match(text, start).end()  # type: ignore[union-attr]


def _words(text: str) -> list[str]:
    return text.strip(_EDGES).split()


def _opening(sentence: Sentence) -> str:
    """How a sentence begins: "contrast" where it concedes something first ("While we welcome A, …")."""
    text = sentence.masked.text
    hit = sentence.book.marks["concession"].first(
        text, sentence.start, min(sentence.start + 24, sentence.end)
    )
    return "contrast" if hit and not text[sentence.start : hit.start].strip(" -•*") else "first"


def _within(hits: Iterable[Hit], start: int, end: int) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if start <= hit.start < end)


def _merged(found: list[Clause], text: str) -> list[Clause]:
    """The clauses, those in which nothing was found joined to the one before, or to the one after at the start."""
    result: list[Clause] = []
    for clause in found:
        own = clause.joint == "semicolon" and len(text[clause.start : clause.end].split()) > 2
        if result and clause.bare and not own:
            result[-1] = replace(result[-1], end=clause.end)
        elif result and result[-1].bare and clause.joint != "semicolon":
            joint = clause.joint if clause.joint == "contrast" else result[-1].joint
            result[-1] = replace(clause, start=result[-1].start, joint=joint)
        else:
            result.append(clause)
    return result
