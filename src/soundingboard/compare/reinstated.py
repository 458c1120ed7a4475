"""Text that was deleted in an earlier draft and comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from soundingboard.align import align
from soundingboard.model import Change, Draft, Paragraph, Reinstated
from soundingboard.redline import redline
from soundingboard.words import words


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When an inserted paragraph is an earlier one come back."""

    share: float = 0.6  # of its words: less is a new paragraph on the same matter
    words: int = 5  # at least: shorter texts ("Capacity building;") are alike by chance


def with_reinstated(
    changes: Sequence[Change], old: Draft, earlier: Sequence[Draft], thresholds: Thresholds = Thresholds()
) -> list[Change]:
    """The changes; an inserted one whose text stood in an earlier draft, and not in `old`, names it (the latest)."""
    inserted = [n for n, change in enumerate(changes) if change.kind == "inserted"]
    texts = ["".join(text for _op, text in changes[n].redline) for n in inserted]
    result = list(changes)
    for draft in earlier:
        gone = _gone(draft, old)
        for match in align([p.text for p in gone], texts):
            before, after = gone[match.old[0]], texts[match.new[0]]
            if _same(before.text, after, thresholds):
                n = inserted[match.new[0]]
                result[n] = replace(result[n], reinstates=Reinstated(draft.name, before.eid, before.number))
    return result


def _gone(draft: Draft, old: Draft) -> list[Paragraph]:
    """The paragraphs of an earlier draft that became nothing in `old`."""
    matches = align([p.text for p in draft.paragraphs], [p.text for p in old.paragraphs])
    kept = {i for match in matches for i in match.old}
    return [paragraph for i, paragraph in enumerate(draft.paragraphs) if i not in kept]


def _same(before: str, after: str, thresholds: Thresholds) -> bool:
    """Whether enough of the words of both are the same words."""
    n = len(words(before)) + len(words(after))
    same = sum(len(words(text)) for op, text in redline(before, after) if op == "equal")
    return n >= 2 * thresholds.words and 2 * same / n >= thresholds.share
