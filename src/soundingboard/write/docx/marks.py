"""Marks placed so that every word processor gives the same two drafts.

LibreOffice takes insertions that meet at an untracked paragraph mark for one and rejects the mark with
them. Where a paragraph ends in inserted words and a whole inserted one follows, its mark is therefore the
first one's: "words¶ new" is inserted rather than "words" and "new¶", which reads the same either way.
"""

from collections.abc import Iterable
from dataclasses import replace

from soundingboard.write.docx.lines import Line


def settled(lines: Iterable[Line]) -> list[Line]:
    """The lines with no two insertions of which one ends and the other begins a line, where that can be."""
    found: list[Line] = []
    for line in lines:
        if found and _meet(found[-1], line):
            found[-1], line = _apart(found[-1], line)
        found.append(line)
    return found


def _meet(first: Line, second: Line) -> bool:
    ends = [run[0] for run in first.runs if run[1]][-1:]
    begins = [run[0] for run in second.runs if run[1]][:1]
    return first.mark == "equal" and ends == begins == ["insert"]


def _apart(first: Line, second: Line) -> tuple[Line, Line]:
    if second.mark == "insert" and all(run[0] == "insert" for run in second.runs if run[1]):
        was = first.was or first.style
        return replace(first, mark="insert", was=""), replace(second, mark="equal", was=was)
    *before, last = first.runs
    if before and before[-1][0] == "delete":
        return replace(first, runs=(*before[:-1], last, before[-1])), second
    return first, second
