"""What is settled once a whole contribution was read: generic asks, complaints that an ask answers, remarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from soundingboard.ask.acts import Act, ActThresholds
from soundingboard.ask.clauses import Clause
from soundingboard.ask.labels import plain
from soundingboard.ask.lexicon import Lexicon, lexicon
from soundingboard.ask.places import Drafts, kept_or_gone
from soundingboard.ask.walking import Aim, Statement, Walk
from soundingboard.model import Proposed, Target
from soundingboard.passage import passages
from soundingboard.vocabulary import About, AskKind

_ANSWERS: dict[str, AskKind] = {
    "unclear": "clarify",
    "weaken": "strengthen",
    "lose": "reinstate",
    "missing": "add",
    "delete": "reinstate",
}


@dataclass(frozen=True, slots=True)
class SettleThresholds:
    """When wording replaces wording of a paragraph, and a mere "should" is an ask."""

    window: float = (
        60.0  # percent alike (partial ratio): below, the proposal replaces nothing that stands there
    )
    placed: float = 0.9  # of an aim: below, a "should" may be about anything


def settled(walk: Walk, drafts: Drafts) -> list[Statement]:
    """The statements of a contribution, in order, each with its final kind and target."""
    found = [one for one in walk.found if not (_is_idle(one) or _is_astray(walk, one))]
    found = _answered(drafts, walk, found)
    found = [_targeted(drafts, walk, one) for one in found]
    if not walk.of_draft:
        found = [_without_draft(walk, one) for one in found]
    found += list(_remarks(drafts, walk, found))
    return sorted(found, key=lambda one: (one.clause.start, one.clause.end))


def _is_idle(one: Statement) -> bool:
    """A courtesy; or a mere "should" of no place that it or its heading names, nor in a list: what others should do."""
    act = one.act
    if act.kind == "remark" and act.act == "welcome" and not one.aim.targets:
        return True  # "we thank the drafters"
    if not act.bare or one.clause.members > 1:
        return False
    placed = any(target.eid or target.section for target in one.aim.targets)
    return not placed or one.aim.score < SettleThresholds().placed


def _is_astray(walk: Walk, one: Statement) -> bool:
    """A complaint that names no place and does not speak of the text: about something else, as far as can be told."""
    book = lexicon(one.language)
    if not one.act.implied or one.aim.targets or book is None:
        return False
    span = (one.clause.start, one.clause.end)
    speaks = any(book.marks[mark].first(walk.masked.text, *span) for mark in ("whole", "part"))
    return not speaks and not (walk.of_draft and one.act.operation == "missing")


def _answered(drafts: Drafts, walk: Walk, found: Sequence[Statement]) -> list[Statement]:
    """Asks for other words told which way they go; complaints that such an ask answers are left out."""
    used: set[int] = set()
    result = list(found)
    for k, one in enumerate(found):
        if one.act.generic and not (one.act.operation == "amend" and one.act.kind != "amend"):
            kind, complaint = _way(drafts, walk, found, k)
            used |= {complaint} if complaint is not None else set()
            result[k] = replace(one, act=replace(one.act, kind=kind, about=_about(one.act, kind)))
        elif one.act.act in ("ask", "wish"):
            used |= {m for m in _before(found, k) if found[m].act.operation in ("lose", "missing")} & {
                m for m in _before(found, k) if found[m].act.implied and found[m].act.kind == one.act.kind
            }
    return [one for k, one in enumerate(result) if k not in used]


def _about(act: Act, kind: AskKind) -> About:
    return "change" if kind == "reinstate" else act.about


def _before(found: Sequence[Statement], k: int) -> list[int]:
    """Statements before the k-th in its paragraph, nearest first."""
    return [m for m in range(k - 1, -1, -1) if found[m].piece == found[k].piece]


def _way(drafts: Drafts, walk: Walk, found: Sequence[Statement], k: int) -> tuple[AskKind, int | None]:
    """The kind of an ask for other words: kept words, words that were there before, what was complained of, devices."""
    one = found[k]
    quotes = (
        walk.quotes(one.clause.start, one.clause.end) if one.act.words else []
    )  # not inside given wording
    target = one.aim.targets[0] if len(one.aim.targets) == 1 else None
    if target and one.act.operation in ("", "say") and (state := kept_or_gone(drafts, target, quotes)):
        return ("retain" if state == "kept" else "reinstate"), None
    for m in _before(found, k):
        complaint = found[m].act
        if found[m].aim.targets and set(found[m].aim.targets) != set(one.aim.targets):
            continue  # of something else
        if one.act.operation == "split" and complaint.operation != "unclear":
            continue  # two sentences for one make it clear, and nothing else
        if (complaint.implied or complaint.act == "concern") and complaint.operation in _ANSWERS:
            return _ANSWERS[complaint.operation], m if complaint.implied else None
    text = drafts.text_of(target) if target else None
    spoken = drafts.draft.language if drafts.draft else "en"
    tongues = dict.fromkeys(
        (spoken, one.language or spoken) if one.proposed and one.proposed.old else (spoken,)
    )
    if one.proposed and any(_strengthens(text, one.proposed, language) for language in tongues):
        return "strengthen", None
    return one.act.kind, None


def _strengthens(text: str | None, proposed: Proposed, language: str) -> bool:
    """Whether the proposed wording is stronger, by every wording device in it.

    Where the old wording is not told, that is the stretch of the paragraph's `text` most like the new.
    """
    from soundingboard.devices import find_devices
    from soundingboard.redline import redline

    if proposed.old and text and proposed.old in text:
        old, new = text, text.replace(proposed.old, proposed.new, 1)
    elif proposed.old:
        old, new = proposed.old, proposed.new
    elif text and (window := _window(text, proposed.new)):
        old, new = text, text[: window[0]] + proposed.new + text[window[1] :]
    else:
        return False
    effects = {device.effect for device in find_devices(old, new, redline(old, new), language)}
    return effects == {"strengthens"}


def _window(text: str, words: str) -> tuple[int, int] | None:
    """The stretch of a paragraph that is most like `words`, in whole words."""
    from rapidfuzz import fuzz

    window = fuzz.partial_ratio_alignment(words.casefold(), text.casefold())
    if window is None or window.score < SettleThresholds().window or len(words) >= len(text):
        return None
    start = text.rfind(" ", 0, window.dest_start + 1) + 1
    end = text.find(" ", window.dest_end)
    return start, end if end >= 0 else len(text)


def _targeted(drafts: Drafts, walk: Walk, one: Statement) -> Statement:
    """A statement that names no place: about the whole draft, about a paragraph that it is sure to mean, or a topic."""
    if one.aim.targets:
        return one
    book = lexicon(one.language)
    name = drafts.draft.name if drafts.draft else drafts.name
    if book and _is_whole(walk, one.clause, book) and one.act.act in ("welcome", "concern", "remark", ""):
        act = replace(one.act, kind="remark") if one.act.act == "welcome" else one.act
        return replace(one, act=act, aim=Aim((Target(draft=name, whole=True),), score=0.8))
    if one.act.act == "remark":
        return replace(one, aim=Aim((Target(draft=name, whole=True),), score=0.8))
    if one.act.operation == "missing":
        return one
    if found := drafts.alike(walk.text[one.clause.start : one.clause.end], one.language):
        return replace(one, aim=Aim((found[0],), found[1], found[2]))
    return replace(one, aim=Aim(score=0.6))


def _without_draft(walk: Walk, one: Statement) -> Statement:
    """A statement of a text that speaks of no draft: a remark, unless it quotes wording or names a part of a text."""
    book = lexicon(one.language)
    span = (one.clause.start, one.clause.end)
    speaks = book is None or any(
        book.marks[mark].first(walk.masked.text, *span) for mark in ("whole", "part")
    )
    if one.proposed or speaks or one.act.kind == "question" or walk.quotes(*span):
        return one
    return replace(one, act=replace(one.act, kind="remark", weight=ActThresholds().implied))


def _is_whole(walk: Walk, clause: Clause, book: Lexicon) -> bool:
    return book.marks["whole"].first(walk.masked.text, clause.start, clause.end) is not None


def _remarks(drafts: Drafts, walk: Walk, found: Sequence[Statement]) -> Iterator[Statement]:
    """A remark for each place that was spoken of and nothing asked of it; one for a contribution that asks nothing."""
    told = {target for one in found for target in one.aim.targets}
    for span, targets in walk.spoken:
        if fresh := tuple(target for target in targets if target not in told):
            told |= set(fresh)
            yield _remark(walk, span, Aim(fresh, score=1.0, own=True))
    if not found and not walk.spoken:
        first = passages(walk.text)[0]
        alike = drafts.alike(first.text, first.language)
        name = drafts.draft.name if drafts.draft else drafts.name
        aim = (
            Aim((alike[0],), alike[1], alike[2])
            if alike
            else Aim((Target(draft=name, whole=True),), score=0.5)
        )
        yield _remark(walk, (first.start, first.end), aim)


def _remark(walk: Walk, span: tuple[int, int], aim: Aim) -> Statement:
    act = Act("", "", "", "remark", "neutral", "text", (), ActThresholds().implied)
    words = plain(walk.text[span[0] : span[1]])
    return Statement(Clause(*span, "first"), act, aim, span, -1, topic=" ".join(words.split()[:12]))
