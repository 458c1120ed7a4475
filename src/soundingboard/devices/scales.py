"""Words moved along a scale: verbs of commitment, modals, quantifiers, strength of nouns and adjectives."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from soundingboard.devices.finding import Finding, Pair
from soundingboard.devices.phrases import Hit, by_place, place_of, rule_hits, unsettled, without_moved
from soundingboard.devices.position import in_kept_words, is_operative, is_verb
from soundingboard.devices.rulebook import Rule, Rulebook
from soundingboard.devices.sides import Place, Side


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart two words may stand in a rewritten passage and still answer to one another.

    `words`: passages up to this long are read as one clause, where any two answer. `apart`: in longer ones,
    the difference of their relative positions; a third keeps first clause to first, last to last.
    `light`: light words (a noun, an adjective) answer only in changes of a phrase, not of a whole clause.
    `mixed`: a modal answers to a verb of commitment only in a change of about a line.
    `verb` and `stem`: in longer changes than that, two modals answer only before the same verb, which stands
    within three words and is the same by five letters ("publish", "publishing").
    `negation`: "neither" or "not" so far behind a modal belongs to it; `subject`: "no" so far before it does,
    if no mark stands between.
    """

    words: int = 25
    apart: float = 0.34
    light: int = 9
    mixed: int = 12
    negation: int = 2
    verb: int = 3
    stem: int = 5
    subject: int = 6


REACH = Reach()


def _alternatives(side: Side, hits: Sequence[Hit]) -> list[Hit]:
    """Bracketed alternatives ("[shall/should]", "[shall] [should]") become one hit of middle rank."""
    joined: list[Hit] = []
    for hit in hits:
        if joined and _between_brackets(side, joined[-1], hit):
            last = joined.pop()
            rank = (last.rank + hit.rank) / 2
            hit = replace(last, stop=hit.stop, rank=rank, changed=last.changed or hit.changed, open=True)
        joined.append(hit)
    return [_with_brackets(side, hit) if hit.open else hit for hit in joined]


def _between_brackets(side: Side, left: Hit, right: Hit) -> bool:
    between = side.words[left.stop : right.first]
    opened = left.first > 0 and side.words[left.first - 1] in "[("
    return opened and bool(between) and all(word in "[]()/|" for word in between)


def _with_brackets(side: Side, hit: Hit) -> Hit:
    stop = hit.stop + (hit.stop < len(side.words) and side.words[hit.stop] in "])")
    return replace(hit, first=hit.first - 1, stop=stop, changed=side.any_changed(hit.first, stop))


def _accepted(side: Side, hits: Sequence[Hit], rule: Rule, book: Rulebook) -> list[Hit]:
    """The hits that stand where the rule asks for them."""
    if rule.position == "operative":
        hits = [hit for hit in hits if is_operative(side, hit, book)]
    elif rule.position == "verb":
        hits = [hit for hit in hits if is_verb(side, hit, book)]
    elif rule.position == "modal":
        hits = [hit for hit in hits if not _is_name(side, hit, book)]
    return _alternatives(side, hits)


def _is_name(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether "may" is the month or "will" the noun."""
    before = side.words[hit.first - 1] if hit.first else ""
    if before in book.grammar["before_noun"]:
        return True
    after = side.words[hit.stop] if hit.stop < len(side.words) else ""
    capital = side.raw[hit.first][0].isupper() and not side.opens_sentence(hit.first)
    return capital and (before[:1].isdigit() or after[:1].isdigit() or before in book.grammar["prepositions"])


def _same_verb(pair: Pair, old: Hit, new: Hit) -> bool:
    """Whether the same verb follows two modals, "not" and "be" aside."""
    follow = [
        [
            word[: REACH.stem]
            for word in side.words[hit.stop : hit.stop + REACH.verb]
            if word not in {"not", "be"}
        ]
        for side, hit in ((pair.old, old), (pair.new, new))
    ]
    return bool(follow[0]) and follow[0][:1] == follow[1][:1]


def _near(place: Place, old: Hit, new: Hit, modals: frozenset[str]) -> bool:
    old_length, new_length = place.old_stop - place.old_first, place.new_stop - place.new_first
    if (old.key in modals) != (new.key in modals) and max(old_length, new_length) > REACH.mixed:
        return False
    if max(old_length, new_length) <= REACH.words:
        return True
    old_at = (old.first - place.old_first) / max(1, old_length)
    new_at = (new.first - place.new_first) / max(1, new_length)
    return abs(old_at - new_at) <= REACH.apart


def _too_long(place: Place, rule: Rule) -> bool:
    longest = max(place.old_stop - place.old_first, place.new_stop - place.new_first)
    return rule.light and longest > REACH.light


def _set_twins_aside(old_hits: list[Hit], new_hits: list[Hit]) -> None:
    for hit in list(old_hits):
        twin = next((other for other in new_hits if other.key == hit.key and other.rank == hit.rank), None)
        if twin is not None:
            old_hits.remove(hit)
            new_hits.remove(twin)


def _answering(
    pair: Pair, rule: Rule, place: Place, old_hits: list[Hit], new_hits: list[Hit], modals: frozenset[str]
) -> list[tuple[Hit, Hit]]:
    """Take from the hits of one place those that answer to one another, in order; twins are set aside."""
    _set_twins_aside(old_hits, new_hits)
    longest = max(place.old_stop - place.old_first, place.new_stop - place.new_first)
    rewritten = rule.position == "modal" and longest > REACH.mixed
    pairs = []
    for hit in old_hits:
        other = next(
            (
                o
                for o in new_hits
                if (o.changed or hit.changed)
                and _near(place, hit, o, modals)
                and (not rewritten or _same_verb(pair, hit, o))
            ),
            None,
        )
        if other is not None:
            new_hits.remove(other)
            pairs.append((hit, other))
    for hit, _ in pairs:
        old_hits.remove(hit)
    return pairs


def _swapped(pairs: Sequence[tuple[Hit, Hit]]) -> set[tuple[str, str]]:
    """Pairs that occur both ways round: two clauses have changed places."""
    keys = {(old.key, new.key) for old, new in pairs}
    return {(old, new) for old, new in keys if old != new and (new, old) in keys}


def _balanced(pair: Pair, rule: Rule) -> set[str]:
    """The phrases that both texts hold as often: they were only put another way round."""
    old = Counter(hit.key for hit in rule_hits(pair.old_hits, rule))
    new = Counter(hit.key for hit in rule_hits(pair.new_hits, rule))
    return {key for key, number in old.items() if new[key] == number}


def _turned(pair: Pair, rule: Rule, old: Hit, new: Hit, book: Rulebook) -> bool:
    """Whether one side forbids what the other allows: no longer a matter of strength."""
    if rule.position != "modal":
        return False
    return _forbids(pair.old, old, book) != _forbids(pair.new, new, book)


def _forbids(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether the clause of a modal says no: in it, right after it ("can be neither"), or by its subject."""
    no = book.grammar["negations"]
    if not no.isdisjoint(side.words[hit.first : hit.stop + REACH.negation]):
        return True
    at = hit.first - 1
    while at >= max(0, hit.first - REACH.subject) and side.is_word(at):
        if side.words[at] in book.grammar["no_subjects"]:
            return True
        at -= 1
    return False


def _both_forbid(pair: Pair, rule: Rule, old: Hit, new: Hit, book: Rulebook) -> bool:
    """Whether both clauses forbid: "no port may" and "ports shall not" are one."""
    if rule.position != "modal" or not (_forbids(pair.old, old, book) and _forbids(pair.new, new, book)):
        return False
    advice = book.grammar["advice"]
    return advice.isdisjoint(pair.old.words[old.first : old.stop]) == advice.isdisjoint(
        pair.new.words[new.first : new.stop]
    )


def _shift(pair: Pair, rule: Rule, old: Hit, new: Hit, book: Rulebook) -> Finding | None:
    if old.rank == new.rank and rule.added.effect != "contested":
        return None
    if rule.position == "operative" and {old.key, new.key} <= book.grammar["modals"]:
        return None  # the rule on modals knows more of them
    if _both_forbid(pair, rule, old, new, book):
        return None
    outcome = rule.added if new.rank > old.rank else rule.dropped
    effect = "contested" if new.open or _turned(pair, rule, old, new, book) else outcome.effect
    return Finding(rule, replace(outcome, effect=effect), (old.first, old.stop), (new.first, new.stop))


def _unanswered(pair: Pair, hits: Sequence[Hit], others: Sequence[Hit], *, new: bool) -> list[Hit]:
    """The phrases at whose place none of the same scale came or went on the other side."""
    there = {place_of(pair.places, hit.first, hit.stop, new=not new) for hit in others}
    return [hit for hit in hits if place_of(pair.places, hit.first, hit.stop, new=new) not in there]


def _alone(rule: Rule, gone: Sequence[Hit], come: Sequence[Hit]) -> list[Finding]:
    """Hedges that nothing on the other side answers to: coming they soften, going they strengthen."""
    dropped, added = without_moved(gone, come)
    found = [Finding(rule, rule.added, (hit.first, hit.stop), None) for hit in dropped if hit.form.alone]
    found += [Finding(rule, rule.dropped, None, (hit.first, hit.stop)) for hit in added if hit.form.alone]
    return found


def _pairs(pair: Pair, rule: Rule, book: Rulebook, old: list[Hit], new: list[Hit]) -> list[tuple[Hit, Hit]]:
    """Hits that answer to one another: first within one gap, then across neighbouring ones."""
    found: list[tuple[Hit, Hit]] = []
    modals = book.grammar["modals"] if rule.position == "operative" else frozenset()
    for places in (pair.gaps, pair.places):
        before, after = by_place(old, places, new=False), by_place(new, places, new=True)
        old, new = [], []
        for number in sorted(before.keys() | after.keys()):
            left, right = before.get(number, []), after.get(number, [])
            if left and right and not _too_long(places[number], rule):
                found += _answering(pair, rule, places[number], left, right, modals)
            old, new = old + left, new + right
    return found


def _beside_stronger(side: Side, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a stronger word of the scale came or went with it in the same clause ("shall and may")."""
    clause = side.sentence[hit.first]
    return any(
        other.changed and other.rank > hit.rank and side.sentence[other.first] == clause for other in hits
    )


def find_shifts(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What a scale rule finds in a pair of texts."""
    alone = any(step.alone for step in rule.steps)
    both = rule.id in pair.old_hits and rule.id in pair.new_hits
    if not (pair.touches(rule) and (alone or both)):
        return []
    old_hits = _accepted(pair.old, rule_hits(pair.old_hits, rule), rule, book)
    new_hits = _accepted(pair.new, rule_hits(pair.new_hits, rule), rule, book)
    old_hits, new_hits = unsettled(pair.old, old_hits, new_hits)
    pairs = _pairs(pair, rule, book, old_hits, new_hits)
    swapped, stay = _swapped(pairs), _balanced(pair, rule)
    shifts = [
        _shift(pair, rule, old, new, book)
        for old, new in pairs
        if (old.key, new.key) not in swapped
        and (old.open or new.open or not (old.key in stay and new.key in stay))
    ]
    used_old, used_new = {old.first for old, _ in pairs}, {new.first for _, new in pairs}
    gone = [hit for hit in old_hits if hit.first not in used_old]
    come = [hit for hit in new_hits if hit.first not in used_new]
    if alone:  # a clause that is new brings its own words
        gone = [hit for hit in gone if in_kept_words(pair.old, hit.first, hit.stop, mere=True)]
        come = [hit for hit in come if in_kept_words(pair.new, hit.first, hit.stop, mere=True)]
        gone = _unanswered(pair, gone, new_hits, new=False)
        come = _unanswered(pair, come, old_hits, new=True)
        gone = [hit for hit in gone if not _beside_stronger(pair.old, hit, old_hits)]
        come = [hit for hit in come if not _beside_stronger(pair.new, hit, new_hits)]
    return [shift for shift in shifts if shift] + _alone(rule, gone, come)
