"""The head of the file: title, label, symbol and date of both drafts, as tracked lines."""

from collections.abc import Iterator

from soundingboard.model import Comparison, Draft, Run
from soundingboard.segment.front import read_front_line
from soundingboard.vocabulary import Op
from soundingboard.write.phrases import draft_name, long_date

_FACTS = ("label", "symbol", "date")
_ABOVE = tuple(f"above: {fact}" for fact in _FACTS)


def head(comparison: Comparison) -> Iterator[tuple[str, tuple[Run, ...], Op]]:
    """Of each line its style, its runs and the op of its mark."""
    old, new = _front(comparison.old), _front(comparison.new)
    for key in (*_ABOVE, "title", *_FACTS):
        was, now = old.get(key, ""), new.get(key, "")
        mark: Op = "equal" if was and now else "delete" if was else "insert"
        runs: tuple[Run, ...] = (("equal", now),) if was == now else (("delete", was), ("insert", now))
        if was or now:
            yield "Title" if key == "title" else "Front", tuple(run for run in runs if run[1]), mark


def _front(draft: Draft) -> dict[str, str]:
    """Line by line what a draft says of itself.

    A line that does not show what it is (a label of one's own) goes above the title: a reader leaves it out
    there with a notice, while below the title it would be taken for the first paragraph.
    """
    label = draft_name(draft) if draft.label or draft.stage else ""
    date = long_date(draft.date) if draft.date else ""
    facts = zip(_FACTS, (label, draft.symbol or "", date), strict=True)
    lines = {"title": draft.title}
    for fact, text in facts:
        if fact in read_front_line(text):
            lines[fact] = text
        elif draft.title:
            lines[f"above: {fact}"] = text
    return lines
