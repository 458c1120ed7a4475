"""From all that the rules find to one finding per place."""

from collections.abc import Callable, Sequence

from soundingboard.devices.actors import find_actors
from soundingboard.devices.deadlines import find_deadlines
from soundingboard.devices.finding import Finding, Pair, Words, read_pair
from soundingboard.devices.lists import find_lists
from soundingboard.devices.names import find_names
from soundingboard.devices.presence import find_presence, once_each
from soundingboard.devices.rulebook import Rule, Rulebook, rulebook
from soundingboard.devices.scales import find_shifts
from soundingboard.model import Device, Run

FINDERS: dict[str, Callable[[Pair, Rule, Rulebook], list[Finding]]] = {
    "scale": find_shifts,
    "presence": find_presence,
    "deadline": find_deadlines,
    "name": find_names,
    "actor": find_actors,
    "list": find_lists,
}
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
# In a wholly inserted or deleted paragraph only these say something; the rest is its ordinary wording.
WHOLE = frozenset({"safeguard-added", "safeguard-deleted", "deadline", "named-body"})


def _rank(finding: Finding) -> tuple[int, int, int]:
    """Findings with words on both sides first, then by kind, then the longer."""
    both = finding.old is not None and finding.new is not None
    length = sum(words[1] - words[0] for words in (finding.old, finding.new) if words)
    return (0 if both else 1, TIER[finding.outcome.device], -length)


def _overlap(left: Words | None, right: Words | None) -> bool:
    return left is not None and right is not None and left[0] < right[1] and right[0] < left[1]


def _clashes(finding: Finding, kept: Finding) -> bool:
    return _overlap(finding.old, kept.old) or _overlap(finding.new, kept.new)


def _is_hedge(pair: Pair, finding: Finding, book: Rulebook) -> bool:
    """Whether the finding is no more than a "consider" or "seek to" that came or went."""
    if finding.outcome.device == "verb-of-commitment":
        return finding.old is None or finding.new is None
    words = [side.words[span[0]] for side, span in ((pair.old, finding.old), (pair.new, finding.new)) if span]
    return finding.outcome.device == "duty-weakened" and not book.grammar["hedges"].isdisjoint(words)


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


def _one_per_place(pair: Pair, findings: Sequence[Finding], book: Rulebook) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=_rank):
        if not any(_clashes(finding, other) for other in kept) and _says_more(pair, finding, kept, book):
            kept.append(finding)
    return kept


def _where(finding: Finding, pair: Pair) -> tuple[float, str]:
    """Reading order: by the new text, deleted words where they stood."""
    if finding.new:
        return float(finding.new[0]), finding.outcome.device
    at = finding.old[0] if finding.old else 0
    before = next((pair.old.partner[i] for i in range(at, -1, -1) if pair.old.partner[i] >= 0), -1)
    return before + 0.5, finding.outcome.device


def find_devices(old: str, new: str, runs: Sequence[Run], language: str = "en") -> tuple[Device, ...]:
    """The wording devices in a change, in reading order.

    `old` and `new` are the texts of the change (empty for an inserted or deleted paragraph), `runs` their
    lossless redline, `language` a language tag. A language without a rule file gives an empty tuple.
    Offsets are characters in the text of that side.
    """
    book = rulebook(language)
    if book is None or old == new:
        return ()
    pair = read_pair(old, new, runs, book)
    findings = [finding for rule in book.rules for finding in FINDERS[rule.kind](pair, rule, book)]
    if not old or not new:
        findings = once_each(pair, [f for f in findings if f.outcome.device in WHOLE])
    chosen = sorted(_one_per_place(pair, findings, book), key=lambda finding: _where(finding, pair))
    return tuple(pair.device(finding) for finding in chosen)
