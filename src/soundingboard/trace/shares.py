"""Of how many asks what became: by group and by region, with denominators and the share not taken up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from soundingboard.converge.interval import interval
from soundingboard.converge.records import Interval
from soundingboard.exposure import BY_CELL, OPEN, Published, Words, all_words, stated
from soundingboard.model import Ask, Contribution, LedgerEntry
from soundingboard.vocabulary import CHANGE_OUTCOMES, RETAIN_OUTCOMES, TAKEN_UP, Outcome


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the asks of one group (or of all).

    `n` asks to change are the denominator of `taken_up` (adopted, in part, elsewhere) and of `not_taken_up`, which is
    all the rest but what was in the text already or could not be determined. Asks to keep (`n_kept` of them) are never
    counted as influence. `asks` are the ids that `n` and `n_kept` count.
    """

    word: str
    n: int
    outcomes: Mapping[Outcome, int]
    taken_up: int
    not_taken_up: int
    share_taken_up: Interval
    share_not_taken_up: Interval
    n_kept: int
    kept: Mapping[Outcome, int]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares by one field. `untold` asks are of anonymous contributions: they count in `all`, in no row."""

    field: str
    rows: tuple[Share, ...]
    all: Share
    untold: int = 0


@dataclass(frozen=True, slots=True)
class _Traced:
    ask: Ask
    said: Contribution
    outcome: Outcome = field(default="undetermined")


def shares(
    entries: Iterable[LedgerEntry],
    asks: Iterable[Ask],
    seen: Published,
    words: Words,
    by: Sequence[str] = BY_CELL,
) -> tuple[Shares, ...]:
    """Outcomes by each field of `by`; give the entries of one step (or of the last draft): each ask counts once.

    `seen` are the contributions as anyone may see them (`exposure.published`): asks of confidential ones are not there
    and not counted, those of anonymous ones count in all, not by group or region.
    """
    said = {one.id: one for one in seen.contributions}
    asked = {f"ask:{one.id}": one for one in asks}
    last: dict[str, _Traced] = {}
    for entry in entries:
        ask = asked.get(entry.of)
        if ask is not None and ask.contribution in said:
            last[entry.of] = _Traced(ask, said[ask.contribution], entry.outcome)
    traced = list(last.values())
    return tuple(_by(name, traced, words) for name in by)


def _by(name: str, traced: Sequence[_Traced], words: Words) -> Shares:
    known = all_words(words, name)
    openly = [one for one in traced if one.said.permission in OPEN]
    rows = []
    for word in known:
        found = [one for one in openly if word in stated(one.said, name, known)]
        if found:
            rows.append(_share(word, found))
    return Shares(name, tuple(rows), _share("", traced), len(traced) - len(openly))


def _share(word: str, traced: Sequence[_Traced]) -> Share:
    changes = Counter(one.outcome for one in traced if one.ask.kind != "retain")
    kept = Counter(one.outcome for one in traced if one.ask.kind == "retain")
    n = sum(changes.values())
    up = sum(changes[one] for one in TAKEN_UP)
    down = changes["not taken up"] + changes["contrary"]
    return Share(
        word=word,
        n=n,
        outcomes={one: changes[one] for one in CHANGE_OUTCOMES if changes[one]},
        taken_up=up,
        not_taken_up=down,
        share_taken_up=interval(up, n),
        share_not_taken_up=interval(down, n),
        n_kept=sum(kept.values()),
        kept={one: kept[one] for one in RETAIN_OUTCOMES if kept[one]},
        asks=tuple(one.ask.id for one in traced),
    )
