"""Findings that overlap, repeat or stand in one row are settled into one per place."""

from collections.abc import Sequence
from dataclasses import replace

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.phrases import place_of
from soundingboard.devices.rulebook import Rulebook
from soundingboard.devices.sides import BREAKS, Side

# Which finding stands where two overlap: the more specific kind; of one tier, the one with more words.
TIERS = (
    ("deadline",),
    ("modal",),
    ("verb-of-commitment",),
    ("qualifier-added", "qualifier-dropped"),
    ("safeguard-deleted", "safeguard-added"),
    ("noun-strength",),
    ("duty-weakened",),
    ("named-body",),
    ("list-shortened", "list-lengthened", "scope-narrowed", "scope-widened", "actor-changed", "intensity"),
)
TIER = {device: number for number, tier in enumerate(TIERS) for device in tier}
# A row of safeguards, or of adjectives of degree, is one finding; each qualifier is its own.
ROWS = frozenset({"safeguard-added", "safeguard-deleted", "intensity"})
# Repeating these in one passage adds nothing; a qualifier counts wherever it stands.
SAID_ONCE = frozenset({"safeguard-added", "safeguard-deleted", "deadline", "named-body"})
# So many words may stand between two members of a row ("adequate, new and predictable").
ROW_GAP = 3


def _length(finding: Finding) -> int:
    return sum(words[1] - words[0] for words in (finding.old, finding.new) if words)


def _in_row(side: Side, left: Words, right: Words) -> bool:
    """Whether two findings stand in one row of words that came or went as a whole."""
    between = range(left[1], right[0])
    return len(between) <= ROW_GAP and all(side.changed[i] and side.words[i] not in BREAKS for i in between)


def _joined(left: Finding, right: Finding, pair: Pair) -> Finding | None:
    """Two neighbouring findings of one device as one; None when they are not in one row."""
    if left.outcome != right.outcome or left.outcome.device not in ROWS:
        return None
    telling = max(left, right, key=_length)  # its rule names the row
    if left.old and right.old and not (left.new or right.new) and _in_row(pair.old, left.old, right.old):
        return replace(telling, old=(left.old[0], max(left.old[1], right.old[1])))
    if left.new and right.new and not (left.old or right.old) and _in_row(pair.new, left.new, right.new):
        return replace(telling, new=(left.new[0], max(left.new[1], right.new[1])))
    return None


def join_rows(pair: Pair, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with those that stand in one row joined."""
    found: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.outcome.device, f.old or (-1, -1), f.new or (-1, -1))):
        joined = _joined(found[-1], finding, pair) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(finding)
    return found


def join_modals(pair: Pair, findings: Sequence[Finding], book: Rulebook) -> list[Finding]:
    """The findings, with a modal that goes along with the verb of a duty as one ("shall ensure")."""
    found = list(findings)
    for duty in findings:
        if duty.outcome.device != "duty-weakened" or not (duty.old and duty.new):
            continue
        old, new = (duty.old[0] - 1, duty.old[0]), (duty.new[0] - 1, duty.new[0])
        modal = next((f for f in found if (f.old, f.new) == (old, new) and f.rule.position == "modal"), None)
        if modal is None and not _are_strong(pair, old[0], new[0], book):
            continue
        if modal is None or modal.outcome.effect == duty.outcome.effect:
            found.remove(duty)
            found.append(replace(duty, old=(old[0], duty.old[1]), new=(new[0], duty.new[1])))
            found = [finding for finding in found if finding is not modal]
    return found


def _are_strong(pair: Pair, old: int, new: int, book: Rulebook) -> bool:
    """Whether one strong modal went for another."""
    strong = book.grammar["strong_modals"]
    if old < 0 or new < 0 or not (pair.old.changed[old] and pair.new.changed[new]):
        return False
    return pair.old.words[old] in strong and pair.new.words[new] in strong


def one_per_device(findings: Sequence[Finding]) -> list[Finding]:
    """The longest finding of each device; of equal ones, the first."""
    longest: dict[str, Finding] = {}
    for finding in findings:
        known = longest.get(finding.outcome.device)
        if known is None or _length(finding) > _length(known):
            longest[finding.outcome.device] = finding
    return list(longest.values())


def once_each(pair: Pair, findings: Sequence[Finding]) -> list[Finding]:
    """Each wording of a safeguard, deadline or name once in a passage that came or went."""
    seen: set[tuple[str, str, int]] = set()
    kept = []
    for finding in findings:
        repeats = finding.outcome.device in SAID_ONCE and not (finding.old and finding.new)
        key = _wording(pair, finding)
        if not repeats or key not in seen:
            kept.append(finding)
        if repeats:
            seen.add(key)
    return kept


def _wording(pair: Pair, finding: Finding) -> tuple[str, str, int]:
    new = finding.old is None
    first, stop = finding.new or (0, 1) if new else finding.old or (0, 1)
    side = pair.new if new else pair.old
    place = place_of(pair.gaps, first, stop, new=new)
    return finding.outcome.device, " ".join(side.words[first:stop]), place


def _rank(finding: Finding) -> tuple[int, int, int]:
    """Findings with words on both sides first, then by kind, then the longer."""
    both = finding.old is not None and finding.new is not None
    return (0 if both else 1, TIER[finding.outcome.device], -_length(finding))


def _is_hedge(pair: Pair, finding: Finding, book: Rulebook) -> bool:
    """Whether the finding is no more than a "consider" or "seek to" that came or went."""
    if finding.outcome.device not in ("verb-of-commitment", "duty-weakened"):
        return False
    words = [side.words[span[0]] for side, span in ((pair.old, finding.old), (pair.new, finding.new)) if span]
    return len(words) < 2 or not book.grammar["hedges"].isdisjoint(words)


def _says_more(pair: Pair, finding: Finding, kept: Sequence[Finding], book: Rulebook) -> bool:
    """Whether a hedge adds to what the verb of its sentence already says ("invite to consider")."""
    return not _is_hedge(pair, finding, book) or not any(
        other.outcome.device == "verb-of-commitment"
        and other.outcome.effect == finding.outcome.effect
        and _same_sentence(pair, finding, other)
        for other in kept
    )


def _same_sentence(pair: Pair, left: Finding, right: Finding) -> bool:
    if left.old and right.old:
        return pair.old.sentence[left.old[0]] == pair.old.sentence[right.old[0]]
    if left.new and right.new:
        return pair.new.sentence[left.new[0]] == pair.new.sentence[right.new[0]]
    return False


def one_per_place(pair: Pair, findings: Sequence[Finding], book: Rulebook) -> list[Finding]:
    """The findings of which no two share a word; the more telling one stays."""
    kept: list[Finding] = []
    taken: set[tuple[str, int]] = set()
    for finding in sorted(findings, key=lambda finding: (_is_hedge(pair, finding, book), _rank(finding))):
        words = {("old", i) for i in range(*(finding.old or (0, 0)))}
        words |= {("new", i) for i in range(*(finding.new or (0, 0)))}
        if taken.isdisjoint(words) and _says_more(pair, finding, kept, book):
            kept.append(finding)
            taken |= words
    return kept
