"""What a clause does: which act it is, which operation on the text it names, and the kind of ask that makes."""

import re
from dataclasses import dataclass, replace

from soundingboard.ask.clauses import Clause, is_noun
from soundingboard.ask.lexicon import PLACE, QUOTE, Hit, Lexicon
from soundingboard.vocabulary import About, AskKind, Stance

_WORDS = re.compile(rf"\w+(?:['’]\w+)?|{QUOTE}+|{PLACE}+")
_STOP = re.compile(r"[,;:،؛]|\s(?:and|but|et|mais|y|pero|e|o|or|ou)\s")


@dataclass(frozen=True, slots=True)
class ActThresholds:
    """How far words act on each other, and how much each way of telling is believed (0 to 1).

    The weights put the ways in order; they are no probabilities.
    """

    governed: int = (
        30  # characters from an act to the operation that it governs at once: "we ask for its early"
    )
    negated: int = 5  # words from a negation to what it negates: "should not in any way be"
    denied: int = 3  # words from a negation to an act: "we do not now ask"
    told: float = 0.9  # an act with an operation
    imperative: float = 0.85
    welcomed: float = 0.7
    wished: float = 0.6  # "should", "there is a need to", with an operation
    generic: float = 0.5  # asks for other words, without saying in which way
    implied: float = 0.4  # only what happened is told: "the verb was softened"
    inherited: float = 0.9  # times the weight of what governs


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does. `act` and `operation` as in the lexicons (empty: none); `form` that of the operation.

    `implied`: nothing is asked, something is complained of. `generic`: other words are asked for, and which way they
    go is not told. `bare`: a mere "should" without an operation.
    """

    act: str
    operation: str
    form: str
    kind: AskKind
    stance: Stance
    about: About
    words: tuple[str, ...]
    weight: float
    implied: bool = False
    generic: bool = False
    bare: bool = False
    inherited: bool = False  # the verb of its list, or its heading, tells it


_ASKED: dict[str, AskKind] = {
    "": "amend",
    "say": "amend",
    "retain": "retain",
    "delete": "delete",
    "lose": "delete",
    "leave_out": "delete",
    "reinstate": "reinstate",
    "strengthen": "strengthen",
    "weaken": "amend",
    "add": "add",
    "missing": "add",
    "clarify": "clarify",
    "unclear": "clarify",
    "amend": "amend",
    "split": "amend",
    "move": "move",
}
_NOT_ASKED: dict[str, AskKind] = _ASKED | {
    "retain": "delete",
    "delete": "retain",
    "lose": "retain",
    "leave_out": "add",  # "should not be left out"
    "reinstate": "oppose",
    "strengthen": "oppose",
    "weaken": "retain",
    "add": "oppose",
    "clarify": "remark",
    "amend": "retain",
    "split": "retain",
    "move": "retain",
}
_REGRETTED: dict[str, AskKind] = {  # what a regret over something that happened asks for
    "": "remark",
    "say": "remark",
    "retain": "delete",
    "delete": "reinstate",
    "lose": "reinstate",
    "leave_out": "add",
    "reinstate": "oppose",
    "strengthen": "amend",
    "weaken": "strengthen",
    "add": "delete",
    "missing": "add",
    "clarify": "clarify",
    "unclear": "clarify",
    "amend": "amend",
    "split": "amend",
    "move": "move",
}
_COMPLAINTS: dict[str, AskKind] = {
    "weaken": "strengthen",
    "unclear": "clarify",
    "missing": "add",
    "lose": "reinstate",
}
_ON_TEXT = (
    "retain",
    "delete",
    "lose",
    "move",
    "reinstate",
    "weaken",
)  # done to a text, not by those it speaks of
_AGREES = re.compile(r"support|agree|favou?r|endors|souten|appuy|apoy|respald", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A clause with what is needed to read it."""

    text: str
    book: Lexicon
    clause: Clause

    def words(self, start: int, end: int) -> list[str]:
        return [word.lower() for word in _WORDS.findall(self.text, start, end)]

    def has(self, mark: str, start: int, end: int) -> bool:
        finder = self.book.marks.get(mark)
        return finder is not None and finder.first(self.text, start, end) is not None


def reading(text: str, clause: Clause, book: Lexicon) -> Read:
    """The clause ready to be read: nouns that look like requests ("the list", "a change") are no operations."""
    read = Read(text, book, clause)
    operations = tuple(
        h for h in clause.operations if not (h.form == "asked" and _last(read, "article", h.start))
    )
    return Read(text, book, replace(clause, operations=operations))


def _last(read: Read, mark: str, place: int) -> bool:
    """Whether a mark stands right before `place` in the clause."""
    hits = read.book.marks[mark].hits(read.text, max(read.clause.start, place - 16), place)
    return bool(hits) and not read.text[hits[-1].end : place].strip()


def reason_start(text: str, book: Lexicon, start: int, end: int) -> int | None:
    """Where a reason begins: at "because", "so that"; at "as", "since" or "for" only after a comma."""
    for hit in book.marks["reason"].hits(text, start, end):
        if text[: hit.start].rstrip().endswith((",", "،")) or not book.marks["weak_reason"].hits(
            text, hit.start, hit.end
        ):
            return hit.start
    return None


def read_act(text: str, clause: Clause, book: Lexicon) -> Act | None:
    """What the clause does by its own words; None where they do not say."""
    read = reading(text, clause, book)
    hit = next((hit for hit in clause.acts if _is_act(read, hit)), None)
    if hit is None and (operation := _imperative(read)):
        weight = ActThresholds().imperative
        return _asking(read, Hit(operation.start, operation.start, "ask", "", ""), operation, weight)
    if hit is None:
        return _complaint(read)
    if hit.name in ("ask", "wish"):
        return _asked(read, hit)
    if hit.name == "welcome":
        return _welcome(read, hit)
    if hit.name == "concern":
        return _concern(read, hit)
    return _oppose(read, hit) if hit.name == "oppose" else _remark(hit)


def _is_act(read: Read, hit: Hit) -> bool:
    """Whether the words are the speaker's act: not a noun ("the request"), not what the draft does ("it calls for")."""
    if hit.name == "ask" and _last(read, "determiner", hit.start):
        return False
    if hit.name not in ("ask", "oppose"):
        return True
    subjects = read.book.marks["draft_subject"].hits(read.text, read.clause.start, hit.start)
    if not subjects or read.text[subjects[-1].end : hit.start].strip():
        return True
    led = read.book.marks["at"].hits(
        read.text, max(read.clause.start, subjects[-1].start - 16), subjects[-1].start
    )
    return (
        bool(led) and len(read.text[led[-1].end : subjects[-1].start].split()) <= 1
    )  # "in the paragraph 74 we ask"


def _imperative(read: Read) -> Hit | None:
    """An operation that begins the clause in the form of a request: "Delete", "In para 64, do not shorten"."""
    clause = read.clause
    for hit in clause.operations:
        if hit.form == "asked" and (_begins(read, hit.start) or _noted(read, hit)):
            return hit
    return None


def _noted(read: Read, hit: Hit) -> bool:
    """Whether a request stands at the end of a note: "tariffs good, keep", "ducts fine, add “and of ships”"."""
    signs = list(re.finditer(r"[,،]|[:–—-](?=\s)", read.text[read.clause.start : hit.start]))
    if not signs or not _begins(read, hit.start, read.clause.start + signs[-1].end()):
        return False
    after = read.text[hit.end : read.clause.end]
    ends = re.match(rf"\s*(?:{QUOTE}|(?:it|them)?\W*$)", after) is not None
    return ends or signs[-1][0] == ":"


def _begins(read: Read, place: int, start: int | None = None) -> bool:
    """Whether only words that lead in ("in paragraph 64", "and", "do not") stand before `place` in the clause."""
    text = read.text[read.clause.start if start is None else start : place]
    rest = text
    finder = read.book.marks["lead"]
    for hit in reversed(finder.hits(text, 0, len(text))):
        rest = rest[: hit.start] + rest[hit.end :]
    return not re.sub(rf"[\s\d.,:;()•*–—\-{QUOTE}{PLACE}]+|\b[a-z]\)", "", rest)


def _negated(read: Read, start: int, place: int) -> bool:
    """Whether a negation stands close before `place`, after `start`, with no comma between."""
    marks = read.book.marks
    for hit in reversed(marks["negation"].hits(read.text, start, place)):
        between = read.text[hit.end : place]
        if _STOP.search(between) or len(between.split()) > ActThresholds().negated:
            return False
        return marks["not_negation"].first(read.text, hit.start, place) is None
    return False


def _asked(read: Read, hit: Hit) -> Act | None:
    start = read.clause.start
    near = read.words(start, hit.start)[-ActThresholds().denied :]
    denied = _negated(read, start, hit.start) and bool(near)
    if denied and hit.name == "ask" and not read.has("raising", hit.start, hit.end):
        return None  # "we do not ask to delete"
    operation = _governed(read, hit)
    if hit.name == "wish" and operation and not _on_text(read, hit, operation):
        operation = None
    if operation is None and read.has("permits", hit.start, hit.end):
        return None  # "details can be settled later"
    weights = ActThresholds()
    weight = weights.told if hit.name == "ask" else weights.wished
    return _asking(read, hit, operation, weight, denied)


def _asking(read: Read, hit: Hit, operation: Hit | None, weight: float, denied: bool = False) -> Act:
    """The act that an ask (or wish) for an operation makes."""
    name, form = (operation.name, operation.form) if operation else ("", "")
    start = read.clause.start if not hit.words else hit.start
    negated = denied or (operation is not None and _negated(read, start, operation.start))
    clause = (read.clause.start, read.clause.end)
    if name in ("", "say", "add") and _again(read) and not read.has("hold", *clause):
        name = "reinstate"
    elif name in ("", "say") and read.has("new_thing", hit.start, read.clause.end):
        name = "add"
    kind = (_NOT_ASKED if negated else _ASKED)[name]
    generic = kind == "amend" and name in ("", "say", "split", "amend")
    words = tuple(dict.fromkeys(w for w in (hit.words, operation.words if operation else "") if w))
    return Act(
        hit.name,
        name,
        form,
        kind,
        _stance(kind),
        _about(read, name, kind),
        words,
        weight if operation else ActThresholds().generic,
        generic=generic,
        bare=hit.name == "wish" and operation is None and name == "",
    )


def _again(read: Read) -> bool:
    """Whether the clause wants something as it was: "again", "as it did", and not "not as it was"."""
    start, end = read.clause.start, read.clause.end
    return any(
        not _negated(read, start, hit.start) for hit in read.book.marks["again"].hits(read.text, start, end)
    )


def _stance(kind: AskKind) -> Stance:
    """The stance of an ask that shows none of its own."""
    if kind == "retain":
        return "welcome"
    return "concern" if kind in ("delete", "reinstate", "oppose") else "neutral"


def _about(read: Read, operation: str, kind: AskKind) -> About:
    if operation in ("missing", "leave_out"):
        return "omission"
    return "change" if kind == "reinstate" or _happened(read) else "text"


def _happened(read: Read) -> bool:
    """Whether the clause tells of something that was done to the text."""
    return any(hit.form == "done" and _is_event(read, hit) for hit in read.clause.operations)


def _is_event(read: Read, hit: Hit) -> bool:
    finder = read.book.marks["event"]
    start = max(read.clause.start, hit.start - 24)
    events = finder.hits(read.text, start, hit.start)
    return bool(events) and len(read.text[events[-1].end : hit.start].split()) <= 1


def _governed(read: Read, hit: Hit) -> Hit | None:
    """The operation that an ask asks for."""
    stop = reason_start(read.text, read.book, hit.end, read.clause.end) or read.clause.end
    found = [
        h for h in read.clause.operations if not (h.form == "done" and _is_event(read, h)) and h.start < stop
    ]
    wanted = [h for h in found if h.name not in ("unclear", "missing")] or found
    after = [h for h in wanted if h.start >= hit.start]
    near = hit.end + ActThresholds().governed
    direct = next((h for h in after if h.form != "done" and h.start <= near), None)
    passive = next((h for h in after if h.form == "done"), None)
    far = next((h for h in after if h.name != "say"), None)
    return direct or passive or far or next((h for h in reversed(wanted) if h.start < hit.start), None)


def _on_text(read: Read, hit: Hit, operation: Hit) -> bool:
    """Whether what "should" happen happens to the text: not "ports should keep their records"."""
    if operation.name not in _ON_TEXT or operation.form != "asked" or operation.start < hit.start:
        return True
    subject = read.text[read.clause.start : hit.start]
    if PLACE in subject or QUOTE in subject or hit.end - hit.start > 7:
        return True
    asks = len(subject.split()) == 1 and read.has(
        "prompt", read.clause.start, hit.start
    )  # "Which should come back?"
    return asks or read.has("text_subject", read.clause.start, hit.start)


def _welcome(read: Read, hit: Hit) -> Act | None:
    if _negated(read, read.clause.start, hit.start):
        return _oppose(read, replace(hit, name="oppose"), False)
    after = [h for h in read.clause.operations if h.start >= hit.start]
    operation = next(iter(after), None) or next(iter(read.clause.operations), None)
    if (
        operation
        and operation.form == "doing"
        and _AGREES.match(hit.words.split()[-1])
        and _directly(read, hit, operation)
    ):
        return _asking(read, replace(hit, name="ask"), operation, ActThresholds().told)
    changed = operation is not None and operation.name not in ("say", "unclear", "missing")
    if operation is None and read.has("thanks", hit.start, hit.end):
        return _act("welcome", None, "remark", "welcome", "text", hit, ActThresholds().implied)  # a courtesy
    about: About = "change" if changed or read.has("changed", read.clause.start, read.clause.end) else "text"
    return _act(
        "welcome", operation if changed else None, "retain", "welcome", about, hit, ActThresholds().welcomed
    )


def _directly(read: Read, hit: Hit, operation: Hit) -> bool:
    return not read.text[hit.end : operation.start].strip() and not is_noun(read.text, operation)


def _concern(read: Read, hit: Hit) -> Act:
    after = [h for h in read.clause.operations if h.start >= hit.start]
    operation = next(iter(after), None) or next(reversed(read.clause.operations), None)
    stance: Stance = "caution" if read.has("caution", hit.start, hit.end) else "concern"
    return concerned(hit, operation, stance, ActThresholds().told)


def concerned(hit: Hit | None, operation: Hit | None, stance: Stance, weight: float) -> Act:
    """The act that a concern over an operation makes: over one that happened, or over one that did not."""
    name, form = (operation.name, operation.form) if operation else ("", "")
    kind = _REGRETTED[name]
    if form == "asked":  # "fails to clarify", "a missed opportunity to retain"
        kind = "reinstate" if name in ("retain", "reinstate") else _ASKED[name]
    about: About = (
        "omission" if name == "missing" else "change" if kind in ("reinstate", "delete") else "text"
    )
    if name in ("weaken", "strengthen", "amend"):
        about = "change"
    return _act("concern", operation, kind, stance, about, hit, weight)


def _oppose(read: Read, hit: Hit, denied: bool | None = None) -> Act:
    operation = next((h for h in read.clause.operations if h.start >= hit.end), None)
    weight = ActThresholds().told
    if _negated(read, read.clause.start, hit.start) if denied is None else denied:
        return _act("oppose", operation, "remark", "neutral", "text", hit, weight)  # "we do not oppose"
    if operation and operation.form == "done" and _is_event(read, operation):
        return _act("oppose", operation, "oppose", "concern", "change", hit, weight)
    if operation and operation.name in ("delete", "lose", "weaken", "leave_out", "amend", "move"):
        return _act("oppose", operation, "retain", "concern", "text", hit, weight)
    return _act("oppose", operation, "oppose", "concern", "text", hit, weight)


def _remark(hit: Hit) -> Act:
    return _act("remark", None, "remark", "neutral", "text", hit, ActThresholds().implied)


def _act(
    act: str,
    operation: Hit | None,
    kind: AskKind,
    stance: Stance,
    about: About,
    hit: Hit | None,
    weight: float,
) -> Act:
    told = tuple(h.words for h in (hit, operation) if h)
    name, form = (operation.name, operation.form) if operation else ("", "")
    return Act(act, name, form, kind, stance, about, tuple(dict.fromkeys(told)), weight)


def _complaint(read: Read) -> Act | None:
    """What a clause says that asks for nothing, and tells of wording lost, weakened, missing or unclear."""
    for hit in read.clause.operations:
        if hit.name in _COMPLAINTS and not (
            hit.form == "asked" or _negated(read, read.clause.start, hit.start)
        ):
            about: About = (
                "omission" if hit.name == "missing" else "text" if hit.name == "unclear" else "change"
            )
            act = _act("", hit, _COMPLAINTS[hit.name], "caution", about, None, ActThresholds().implied)
            return replace(act, implied=True)
    return None


def asked_for(operation: Hit) -> Act:
    """The ask for an operation that a heading or a list names, and nothing else."""
    kind = _ASKED[operation.name]
    about: About = "change" if kind == "reinstate" else "text"
    act = _act("ask", operation, kind, _stance(kind), about, None, ActThresholds().told)
    return replace(act, generic=operation.name == "say")


def welcome_of(operation: Hit) -> Act:
    """A change that is told as good news."""
    return _act("welcome", operation, "retain", "welcome", "change", None, ActThresholds().welcomed)
