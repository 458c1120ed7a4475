"""What became of text that somebody asked to keep: kept, weakened, lost."""

from dataclasses import dataclass

from soundingboard.i18n import _
from soundingboard.model import PlaceName
from soundingboard.passage.sentences import sentences_within
from soundingboard.trace.asked import Asked
from soundingboard.trace.texts import gone, lost, stems
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
    """Whether what an ask would keep is still there.

    Judged by the words that it quotes; else by those of the paragraph that it names; else by the sentence that it
    speaks of where that is plain, or the whole paragraph. Words that only changed their order are not lost.
    """
    if not asked.base:
        return verdict(UNDETERMINED, "none", note=_("the ask names no text whose fate could be told"))
    if not asked.is_there:
        return _gone(asked, thresholds)
    if asked.named:
        return _quoted(asked, thresholds)
    meant = asked.weigher.share(asked.meant, lost(asked.base, asked.now)) if asked.meant else 0.0
    if meant >= thresholds.lost:
        words = gone(asked.base, asked.now)
        return verdict("lost", "contrary", words, asked.where, _not_cause(), meant)
    return _whole(asked, thresholds)


def _quoted(asked: Asked, thresholds: KeepThresholds) -> Verdict:
    """It says word for word what is to be kept."""
    now = stems(asked.now)
    missing = tuple(words for words in asked.named if not times(stems(words), now))
    if not missing:
        return verdict("kept", "text-match", asked.named, asked.where, _not_cause(), 1.0, sure=True)
    left = max(asked.weigher.share(stems(words), now) for words in missing)
    is_lost = left <= 1 - thresholds.lost and missing == asked.named
    return verdict(
        "lost" if is_lost else "weakened", "contrary", missing, asked.where, _not_cause(), 1 - left
    )


def _whole(asked: Asked, thresholds: KeepThresholds) -> Verdict:
    """The sentence that it speaks of, or the paragraph."""
    before, after = asked.focus, _counterpart(asked)
    softer = moves(before, after, asked.language).get("softens", ())
    share = asked.weigher.of(lost(before, after)) / (asked.weigher.of(stems(before)) or 1.0)
    words = gone(before, after)
    if share >= thresholds.lost:
        return verdict("lost", "contrary", words, asked.where, _not_cause(), share)
    if softer or share >= thresholds.weakened:
        return verdict("weakened", "contrary", softer or words, asked.where, _not_cause(), share)
    same = before == after
    return verdict("kept", "text-match", (), asked.where, _not_cause(), 1 - share, sure=same)


def _counterpart(asked: Asked) -> str:
    """What the sentence in question is now: the one that shares most with it; of a whole paragraph, the whole."""
    if asked.focus == asked.base:
        return asked.now
    wanted = stems(asked.focus)
    sentences = [asked.now[a:b] for a, b in sentences_within(asked.now, 0, len(asked.now))]
    return max(sentences, key=lambda one: asked.weigher.share(wanted, stems(one)), default="")


def _gone(asked: Asked, thresholds: KeepThresholds) -> Verdict:
    """The paragraph ended; its text may stand elsewhere."""
    eid, share = asked.best_fresh(stems(asked.base))
    if eid and share >= thresholds.moved:
        return verdict("kept", "text-match", (), PlaceName(asked.new, eid), _("it stands elsewhere"), share)
    return verdict(
        "lost", "contrary", (), None, _("the paragraph is not in the text any more"), 1.0, sure=True
    )


def _not_cause() -> str:
    return _("an ask to keep is not counted as influence, whatever became of it")
