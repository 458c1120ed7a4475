"""Words whose coming or going is the device: qualifiers, safeguards, intensity, scope."""

from collections.abc import Sequence
from dataclasses import replace

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import Hit, rule_hits, unsettled, without_moved
from soundingboard.devices.position import in_kept_words, is_verb
from soundingboard.devices.rulebook import Rule, Rulebook
from soundingboard.devices.sides import BREAKS, Side

# Words that may stand between two terms of one enumeration, and still it is one safeguard clause.
LINK_WORDS = 3
# A prohibition is named up to the end of its clause, but no further than this.
CLAUSE_WORDS = 14


# A row of safeguards, or of adjectives of degree, is one finding; each qualifier is its own.
ONE_PER_CLAUSE = frozenset({"safeguard-added", "intensity"})


def _trimmed(side: Side, hit: Hit) -> Hit:
    """The phrase without words at its edges that stayed."""
    changed = [i for i in range(hit.first, hit.stop) if side.changed[i] and side.is_word(i)]
    return replace(hit, first=changed[0], stop=changed[-1] + 1)


def _light(side: Side, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if in_kept_words(side, hit.first, hit.stop)]


def _clause(side: Side, hit: Hit) -> Hit:
    """A prohibition with what it prohibits: as far as the words came or went together."""
    stop = hit.stop
    limit = min(len(side.words), hit.first + CLAUSE_WORDS)
    while stop < limit and side.changed[stop] and side.words[stop] not in BREAKS and side.words[stop] != ",":
        stop += 1
    return replace(hit, stop=stop)


def _close(side: Side, left: Hit, right: Hit) -> bool:
    """Whether two terms stand in one enumeration that came or went as a whole."""
    between = range(left.stop, right.first)
    return len(between) <= LINK_WORDS and all(
        side.changed[i] and side.words[i] not in BREAKS for i in between
    )


def _merged(side: Side, hits: Sequence[Hit]) -> list[Words]:
    spans: list[Words] = []
    last: Hit | None = None
    for hit in sorted(hits, key=lambda hit: hit.first):
        if last is not None and _close(side, last, hit):
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.stop))
        else:
            spans.append((hit.first, hit.stop))
        last = hit
    return spans


def _prepared(side: Side, hits: Sequence[Hit], rule: Rule, book: Rulebook) -> list[Hit]:
    if rule.position in ("verb", "clause"):
        return [hit for hit in hits if is_verb(side, hit, book)]
    if rule.position == "opening":
        return [hit for hit in hits if (hit.first > 0 and not side.changed[hit.first - 1]) or not hit.changed]
    return list(hits)


def _spans(side: Side, hits: Sequence[Hit], rule: Rule) -> list[Words]:
    if rule.position in ("clause", "opening"):
        hits = [_clause(side, hit) for hit in hits]
    if rule.light:
        hits = _light(side, hits)
    hits = [_trimmed(side, hit) for hit in hits]
    if rule.added.device not in ONE_PER_CLAUSE:
        return [(hit.first, hit.stop) for hit in hits]
    return _merged(side, hits)


def find_presence(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What a presence rule finds in a pair of texts."""
    if not pair.touches(rule):
        return []
    old_hits = _prepared(pair.old, rule_hits(pair.old_hits, rule), rule, book)
    new_hits = _prepared(pair.new, rule_hits(pair.new_hits, rule), rule, book)
    old_hits, new_hits = unsettled(pair.old, old_hits, new_hits)
    dropped, added = without_moved(old_hits, new_hits)
    found = [Finding(rule, rule.dropped, words, None) for words in _spans(pair.old, dropped, rule)]
    return found + [Finding(rule, rule.added, None, words) for words in _spans(pair.new, added, rule)]


def once_each(pair: Pair, findings: Sequence[Finding]) -> list[Finding]:
    """Findings of a wholly inserted or deleted paragraph: each wording of a device once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for finding in findings:
        side, words = (pair.old, finding.old) if finding.old else (pair.new, finding.new or (0, 1))
        key = (finding.outcome.device, " ".join(side.words[words[0] : words[1]]))
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
