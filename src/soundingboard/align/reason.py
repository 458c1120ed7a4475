"""What a match is, the evidence it rests on, and that evidence as a sentence."""

from dataclasses import dataclass

from soundingboard.i18n import _


@dataclass(frozen=True, slots=True)
class Reason:
    """The evidence for a match; every share lies between 0 and 1.

    `similarity`: weighted words in common. `old_rival`, `new_rival`: the best other paragraph of the new
    draft for the old side, and of the old draft for the new side. `neighbours`: how many of the two
    neighbours (0 to 2) became neighbours here too. `identical`: the texts are the same. `order`: the share
    of the letters of one paragraph and its one counterpart that stand in both in the same order. `parts`: for
    each paragraph of a side with several, the share of its weighted words that stand in the other side.
    """

    similarity: float
    old_rival: float = 0.0
    new_rival: float = 0.0
    neighbours: int = 0
    identical: bool = False
    order: float = 0.0
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraphs of the old draft (indexes) that became paragraphs of the new one; `score` from 0 to 1."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reason: Reason


def explain(match: Match) -> str:
    """Why these paragraphs were matched, in one sentence."""
    reason = match.reason
    clauses = [_likeness(match), _rivals(reason), _neighbours(reason.neighbours)]
    return "; ".join(clause for clause in clauses if clause)


_FEW = 0.3  # below this share of words a reader wonders, and the letters are worth a mention


def _percent(share: float) -> int:
    return round(100 * share)


def _likeness(match: Match) -> str:
    reason = match.reason
    if reason.identical:
        return _("the texts are the same")
    if not reason.parts and reason.similarity < _FEW and reason.order > reason.similarity:
        return _(
            "share {share} % of their weighted words, and {order} % of their letters in the same order"
        ).format(share=_percent(reason.similarity), order=_percent(reason.order))
    if not reason.parts:
        return _("share {share} % of their weighted words").format(share=_percent(reason.similarity))
    shares = ", ".join(f"{_percent(part)} %" for part in reason.parts)
    if len(match.old) == 1:
        return _("split: of the words of each part, {shares} stand in the old paragraph").format(
            shares=shares
        )
    if len(match.new) == 1:
        return _("joined: of the words of each part, {shares} stand in the new paragraph").format(
            shares=shares
        )
    return _("regrouped: of the words of each paragraph, {shares} stand on the other side").format(
        shares=shares
    )


def _rivals(reason: Reason) -> str:
    rival = max(reason.old_rival, reason.new_rival)
    if rival <= 0:
        return _("nothing else is like them")
    return _("the next best is {share} %").format(share=_percent(rival))


def _neighbours(count: int) -> str:
    return (_("no neighbour agrees"), _("one neighbour agrees"), _("both neighbours agree"))[count]
