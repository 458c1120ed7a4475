"""Words whose coming or going is the device: qualifiers, safeguards, intensity, scope."""

from collections.abc import Sequence
from dataclasses import replace

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import Hit, place_of, rule_hits, unsettled, without_moved
from soundingboard.devices.position import in_kept_words, is_verb
from soundingboard.devices.rulebook import Rule, Rulebook
from soundingboard.devices.sides import BREAKS, Side

# A prohibition is named up to the end of its clause, but no further than this.
CLAUSE_WORDS = 14
# Of the sentence around a qualifier at least so much stayed, else the sentence is another one.
LEAST_KEPT = 0.25
# In words: a longer new passage around a qualifier is a clause of its own, which that qualifies.
MOST_NEW = 12


def _trimmed(side: Side, hit: Hit, book: Rulebook) -> Hit:
    """The phrase without a "to" or "of" at its edges that stayed."""
    light = book.grammar["light"]
    first, stop = hit.first, hit.stop
    while stop - first > 1 and not side.changed[stop - 1] and side.words[stop - 1] in light:
        stop -= 1
    while stop - first > 1 and not side.changed[first] and side.words[first] in light:
        first += 1
    return replace(hit, first=first, stop=stop)


def _light(side: Side, hits: Sequence[Hit], rule: Rule) -> list[Hit]:
    mere = rule.added.device == "intensity"
    return [hit for hit in hits if in_kept_words(side, hit.first, hit.stop, mere=mere)]


def _clause(side: Side, hit: Hit, book: Rulebook) -> Hit:
    """A prohibition with what it prohibits: as far as the words came or went together."""
    stop = hit.stop
    limit = min(len(side.words), hit.first + CLAUSE_WORDS)
    while stop < limit and side.changed[stop] and not _ends_clause(side, stop, book):
        stop += 1
    return replace(hit, stop=stop)


def _ends_clause(side: Side, at: int, book: Rulebook) -> bool:
    """Whether a mark stands here, or an "and" that goes on to another thing the text does."""
    ends = BREAKS | book.grammar["predicates"] | book.grammar["modals"] | {","}
    if side.words[at] in ends:
        return True
    after = side.words[at + 1] if at + 1 < len(side.words) else ""
    return (
        side.words[at] in book.grammar["links"]
        and after in book.grammar["commitments"] | book.grammar["requests"]
    )


def _in_name(side: Side, hit: Hit) -> bool:
    """Whether the words are capitals within a sentence: part of a name ("Human Rights Council")."""
    return side.raw[hit.first][0].isupper() and not side.opens_sentence(hit.first)


def _tells(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether more came or went of a phrase than its "of" or "to"."""
    light = book.grammar["light"]
    words = range(hit.first, hit.stop)
    changed = [i for i in words if side.touched[i]]
    return any(side.words[i] not in light for i in changed) or len(changed) == len(words)


def _is_beside_abstention(side: Side, hit: Hit, book: Rulebook) -> bool:
    """Whether a "refrain" that stayed opens the sentence up to these words."""
    words, sentence = book.grammar["abstentions"], side.sentence[hit.first]
    at = hit.first - 1
    while at >= 0 and side.sentence[at] == sentence:
        if side.words[at] in words:
            return not side.changed[at]
        at -= 1
    return False


def _new_around(side: Side, words: Words) -> int:
    """How many words came or went in one run with these."""
    first, stop = words
    while first > 0 and side.changed[first - 1]:
        first -= 1
    while stop < len(side.words) and side.changed[stop]:
        stop += 1
    return sum(side.is_word(at) for at in (*range(first, words[0]), *range(words[1], stop)))


def _qualifies(side: Side, words: Words) -> bool:
    """Whether a qualifier stands in a sentence of which something stayed; a new sentence brings its own."""
    number = side.sentence[words[0]]
    rest = [
        side.changed[at]
        for at, sentence in enumerate(side.sentence)
        if sentence == number and side.is_word(at) and not words[0] <= at < words[1]
    ]
    return rest.count(False) >= LEAST_KEPT * len(rest) and _new_around(side, words) <= MOST_NEW


def _unanswered(pair: Pair, gone: list[Words], come: list[Words]) -> tuple[list[Words], list[Words]]:
    """Words of degree without those that went where others came: one for another is a matter of style."""
    before = {place_of(pair.places, *words, new=False) for words in gone}
    after = {place_of(pair.places, *words, new=True) for words in come}
    return (
        [words for words in gone if place_of(pair.places, *words, new=False) not in after],
        [words for words in come if place_of(pair.places, *words, new=True) not in before],
    )


def _stays_nearby(side: Side, words: Words, other: Side) -> bool:
    """Whether the sentence says the same words on the other side as well: a mention less, not a safeguard."""
    sentence, wanted = side.sentence[words[0]], side.words[slice(*words)]
    there = {
        other.sentence[partner]
        for partner, number in zip(side.partner, side.sentence, strict=True)
        if number == sentence and partner >= 0
    }
    size = len(wanted)
    return any(
        other.words[at : at + size] == wanted and other.sentence[at] in there
        for at in range(len(other.words) - size + 1)
    )


def _prepared(side: Side, hits: Sequence[Hit], rule: Rule, book: Rulebook) -> list[Hit]:
    hits = [hit for hit in hits if not _in_name(side, hit) and (_tells(side, hit, book) or not hit.changed)]
    if rule.position in ("verb", "clause"):
        return [hit for hit in hits if is_verb(side, hit, book)]
    if rule.position == "beside-abstention":
        return [hit for hit in hits if is_verb(side, hit, book) and _is_beside_abstention(side, hit, book)]
    if rule.position == "opening":
        return [hit for hit in hits if (hit.first > 0 and not side.changed[hit.first - 1]) or not hit.changed]
    return list(hits)


def _spans(side: Side, hits: Sequence[Hit], rule: Rule, book: Rulebook) -> list[Words]:
    if rule.position in ("clause", "opening", "beside-abstention"):
        hits = [_clause(side, hit, book) for hit in hits]
    if rule.light:
        hits = _light(side, hits, rule)
    return [(hit.first, hit.stop) for hit in (_trimmed(side, hit, book) for hit in hits)]


def find_presence(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What a presence rule finds in a pair of texts."""
    if not pair.touches(rule):
        return []
    old_hits = _prepared(pair.old, rule_hits(pair.old_hits, rule), rule, book)
    new_hits = _prepared(pair.new, rule_hits(pair.new_hits, rule), rule, book)
    old_hits, new_hits = unsettled(pair.old, old_hits, new_hits)
    dropped, added = without_moved(old_hits, new_hits)
    gone, come = _spans(pair.old, dropped, rule, book), _spans(pair.new, added, rule, book)
    if rule.dropped.device == "safeguard-deleted":
        gone = [words for words in gone if not _stays_nearby(pair.old, words, pair.new)]
        come = [words for words in come if not _stays_nearby(pair.new, words, pair.old)]
    if rule.added.device == "qualifier-added":
        gone = [words for words in gone if _qualifies(pair.old, words)]
        come = [words for words in come if _qualifies(pair.new, words)]
    if rule.added.device == "intensity":
        gone, come = _unanswered(pair, gone, come)
    found = [Finding(rule, rule.dropped, words, None) for words in gone]
    return found + [Finding(rule, rule.added, None, words) for words in come]
