"""From all that the rules find to one finding per place."""

from collections.abc import Callable, Sequence

from soundingboard.devices.actors import find_actors
from soundingboard.devices.deadlines import find_deadlines
from soundingboard.devices.finding import Finding, Pair, read_pair
from soundingboard.devices.lists import find_lists
from soundingboard.devices.names import find_names
from soundingboard.devices.presence import find_presence
from soundingboard.devices.rulebook import Rule, Rulebook, rulebook
from soundingboard.devices.scales import find_shifts
from soundingboard.devices.settle import join_modals, join_rows, once_each, one_per_device, one_per_place
from soundingboard.devices.universals import find_modifiers
from soundingboard.model import Device, Run

FINDERS: dict[str, Callable[[Pair, Rule, Rulebook], list[Finding]]] = {
    "scale": find_shifts,
    "presence": find_presence,
    "universal": find_modifiers,
    "deadline": find_deadlines,
    "name": find_names,
    "actor": find_actors,
    "list": find_lists,
}
# These kinds have nothing to say where no phrase of theirs came or went.
BY_PHRASE = frozenset({"scale", "presence"})
# Some 5,000 words: ten times the longest paragraph of a negotiated text; the work grows with the square.
LONGEST = 30_000
# In a wholly inserted or deleted paragraph only these say something; the rest is its ordinary wording.
WHOLE = frozenset({"safeguard-added", "safeguard-deleted", "deadline", "named-body"})


def _where(finding: Finding, pair: Pair) -> tuple[float, int]:
    """Reading order: by the new text, deleted words where they stood."""
    at = finding.old[0] if finding.old else 0
    if finding.new:
        return float(finding.new[0]), at
    before = next((pair.old.partner[i] for i in range(at, -1, -1) if pair.old.partner[i] >= 0), -1)
    return before + 0.5, at


def _due(pair: Pair, book: Rulebook) -> list[Rule]:
    """The rules that can find something: of those that are phrases alone, the ones of which one came or went."""
    return [rule for rule in book.rules if rule.id in pair.live or rule.kind not in BY_PHRASE]


def find_devices(old: str, new: str, runs: Sequence[Run], language: str = "en") -> tuple[Device, ...]:
    """The wording devices in a change, in reading order.

    `old` and `new` are the texts of the change (empty for an inserted or deleted paragraph), `runs` their
    lossless redline, `language` a language tag. A language without a rule file gives an empty tuple.
    Offsets are characters in the text of that side. A text of more than `LONGEST` characters is no paragraph:
    it gives an empty tuple too.
    """
    book = rulebook(language, frozenset() if old and new else WHOLE)
    if book is None or old == new or max(len(old), len(new)) > LONGEST:
        return ()
    pair = read_pair(old, new, runs, book)
    findings = [finding for rule in _due(pair, book) for finding in FINDERS[rule.kind](pair, rule, book)]
    findings = join_modals(pair, join_rows(pair, findings), book)
    whole = not pair.is_shared
    if whole:
        findings = [finding for finding in findings if finding.outcome.device in WHOLE]
    findings = one_per_place(pair, once_each(pair, findings), book)
    chosen = sorted(
        one_per_device(findings) if whole else findings, key=lambda finding: _where(finding, pair)
    )
    return tuple(pair.device(finding) for finding in chosen)
