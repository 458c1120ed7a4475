"""What became of text that somebody asked to keep: kept, weakened, lost."""

from dataclasses import dataclass

from soundingboard.i18n import _
from soundingboard.model import PlaceName
from soundingboard.trace.asked import Asked
from soundingboard.trace.texts import deleted, gone, stems
from soundingboard.trace.verdict import Verdict, moves, verdict
from soundingboard.trace.wording import times
from soundingboard.vocabulary import UNDETERMINED


@dataclass(frozen=True, slots=True)
class KeepThresholds:
    """How much of a text may go before it is no longer kept."""

    weakened: float = 0.15  # of its weight deleted: a clause of a sentence; less is a change of style
    lost: float = 0.7  # of its weight deleted: what is left is another statement
    moved: float = 0.8  # of its weight in one new place: it moved


def kept(asked: Asked, thresholds: KeepThresholds = KeepThresholds()) -> Verdict:
    """Whether the words that an ask would keep are still there; all of the paragraph where it names none."""
    if not asked.base:
        return verdict(UNDETERMINED, "none", note=_("the ask names no text whose fate could be told"))
    if not asked.now_eids:
        return _gone(asked, thresholds)
    where = asked.where
    named = [words for words in asked.named if times(stems(words), stems(asked.base))]
    if named:
        missing = tuple(words for words in named if not times(stems(words), stems(asked.now)))
        if not missing:
            return verdict("kept", "text-match", tuple(named), where, sure=True)
    softer = moves(asked.base, asked.now, asked.language).get("softens", ())
    went = deleted(asked.base, asked.now)
    share = asked.weigher.of(went) / (asked.weigher.of(stems(asked.base)) or 1.0)
    if named:
        left = max(asked.weigher.share(stems(words), stems(asked.now)) for words in missing)
        lost = left <= 1 - thresholds.lost and len(missing) == len(named)
        return verdict("lost" if lost else "weakened", "contrary", missing, where, _not_cause(), 1 - left)
    if share >= thresholds.lost:
        return verdict("lost", "contrary", gone(asked.base, asked.now), where, _not_cause(), share)
    if softer or share >= thresholds.weakened:
        return verdict(
            "weakened", "contrary", softer or gone(asked.base, asked.now), where, _not_cause(), share
        )
    return verdict("kept", "text-match", (), where, _not_cause(), 1 - share, sure=share == 0)


def _gone(asked: Asked, thresholds: KeepThresholds) -> Verdict:
    """The paragraph ended; its text may stand elsewhere."""
    wanted = stems(asked.base)
    eid, share = asked.best_fresh(wanted)
    if eid and share >= thresholds.moved:
        return verdict("kept", "text-match", (), PlaceName(asked.new, eid), _("it stands elsewhere"), share)
    return verdict(
        "lost", "contrary", (), None, _("the paragraph is not in the text any more"), 1.0, sure=True
    )


def _not_cause() -> str:
    return _("an ask to keep is not counted as influence, whatever became of it")
