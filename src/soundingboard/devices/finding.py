"""What a rule has found, before overlapping findings are settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from soundingboard.devices.phrases import Hit, scan
from soundingboard.devices.rulebook import Outcome, Rule, Rulebook
from soundingboard.devices.sides import Place, Side, find_gaps, join_gaps, read_sides
from soundingboard.model import Device, Run

Words = tuple[int, int]  # from the first word up to but not with the last


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule at work: the words on both sides as ranges of word numbers."""

    rule: Rule
    outcome: Outcome
    old: Words | None
    new: Words | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The two texts of a change with all that the rules look at; a place is one gap or several close ones.

    `live` are the rules of which a phrase came or went.
    """

    old: Side
    new: Side
    gaps: tuple[Place, ...]
    places: tuple[Place, ...]
    old_hits: dict[str, list[Hit]]
    new_hits: dict[str, list[Hit]]
    live: frozenset[str]

    @property
    def is_shared(self) -> bool:
        """Whether a word stayed; else one text came, or the other went, as a whole."""
        return any(
            wordy and partner >= 0 for wordy, partner in zip(self.old.wordy, self.old.partner, strict=True)
        )

    def touches(self, rule: Rule) -> bool:
        """Whether a phrase of the rule came or went at all."""
        return rule.id in self.live

    def device(self, finding: Finding) -> Device:
        """A finding as the record of the interchange, with character offsets."""
        return Device(
            finding.outcome.device,
            finding.outcome.effect,
            self.old.span(*finding.old) if finding.old else None,
            self.new.span(*finding.new) if finding.new else None,
            finding.rule.id,
            finding.rule.source,
        )


def read_pair(old: str, new: str, runs: Sequence[Run], book: Rulebook) -> Pair:
    """Both texts read with the rules of a language."""
    left, right = read_sides(old, new, runs, book.joiners)
    gaps = find_gaps(left, right)
    old_hits = scan(left, ((gap.old_first, gap.old_stop) for gap in gaps), book)
    new_hits = scan(right, ((gap.new_first, gap.new_stop) for gap in gaps), book)
    all_hits = chain(*old_hits.values(), *new_hits.values())
    live = frozenset([hit.form.rule for hit in all_hits if hit.changed])
    return Pair(left, right, gaps, join_gaps(left, gaps), old_hits, new_hits, live)
