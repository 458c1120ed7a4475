"""Several files that are one submission: a form and its document, as platforms store them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from soundingboard.gather.row import Body, Raw
from soundingboard.i18n import _
from soundingboard.words import key, words


@dataclass(frozen=True, slots=True)
class PartThresholds:
    """When what one file says stands in the other too."""

    stretch: int = 5  # words in a row: hardly ever the same by chance
    copied: float = (
        0.8  # of the stretches: page headers and hyphens cost a copy a few; other texts share next to none
    )
    least: int = 15  # words: fewer are no text that is worth leaving out


@dataclass(frozen=True, slots=True)
class Joined:
    """A contribution, and the names of further files that are in it."""

    raw: Raw
    files: tuple[str, ...] = ()


def join_parts(raws: Sequence[Raw]) -> list[Joined]:
    """Raws in their order, those joined that are plainly one submission.

    Plainly: names that differ in a closing A and B (or 1 and 2, "part 1" and "part 2"), of which the first alone says
    who speaks. Others stay apart.
    """
    groups: dict[str, list[Raw]] = {}
    for raw in raws:
        groups.setdefault(_shared_name(raw.file), []).append(raw)
    first = {group[0].file: group for group in groups.values() if _is_one(group)}
    taken = {raw.file for group in first.values() for raw in group[1:]}
    return [
        _joined(first[raw.file]) if raw.file in first else Joined(raw)
        for raw in raws
        if raw.file not in taken
    ]


def shared_stem(name: str) -> str:
    """The stem of a file's name without the mark of its part ("001A" is "001")."""
    stem = PurePosixPath(name).stem
    match = _PART.search(stem)
    return stem[: match.start()] if match else stem


def _shared_name(name: str) -> str:
    """What the parts of a submission share; a file that bears no mark of a part shares its name with none."""
    path = PurePosixPath(name)
    marked = _PART.search(path.stem)
    return f"{path.parent}/{shared_stem(name)}*" if marked else name


def _is_one(group: Sequence[Raw]) -> bool:
    marks = [_mark(raw.file) for raw in group]
    wanted = [list(series[: len(group)]) for series in _SERIES]
    return len(group) > 1 and marks in wanted and group[0].headed and not any(raw.headed for raw in group[1:])


def _mark(name: str) -> str:
    match = _PART.search(PurePosixPath(name).stem)
    return (match["close"] or match["letter"] or match["figure"]).upper() if match else ""


def _joined(group: Sequence[Raw]) -> Joined:
    """The parts as one; a part of the form that stands in a later file as well is left out."""
    first = group[0]
    rest = [raw for raw in group[1:] if raw.text]
    said = [raw.text for raw in rest]
    body = first.body or Body("", (("", first.text),))
    left: list[tuple[str, str]] = []
    kept: list[tuple[str, str]] = []
    for heading, text in body.parts:
        (left if any(is_copy(text, other) for other in said) else kept).append((heading, text))
    further = [part for raw in rest for part in (raw.body.parts if raw.body else (("", raw.text),))]
    whole = Body(body.title, (*kept, *further))
    files = tuple(raw.file for raw in group[1:])
    notices = [_("joined with {files}: one submission").format(files=", ".join(files))]
    notices += [
        _("“{part}” was left out: it stands in {files} too").format(
            part=heading or "…", files=", ".join(files)
        )
        for heading, _text in left
    ]
    carried = [notice for raw in group[1:] for notice in raw.notices]
    raw = replace(
        first,
        text=whole.text.strip(),
        body=whole,
        notices=(*first.notices, *notices, *dict.fromkeys(carried)),
    )
    return Joined(raw, files)


def is_copy(text: str, other: str, thresholds: PartThresholds = PartThresholds()) -> bool:
    """Whether nearly all of `text` stands in `other`, word for word."""
    mine, theirs = _stretches(text, thresholds.stretch), set(_stretches(other, thresholds.stretch))
    if len(mine) + thresholds.stretch - 1 < thresholds.least:
        return False
    return sum(stretch in theirs for stretch in mine) >= thresholds.copied * len(mine)


def _stretches(text: str, length: int) -> list[tuple[str, ...]]:
    keys = [key(word) for word in words(text)]
    return [tuple(keys[at : at + length]) for at in range(len(keys) - length + 1)]


# A letter straight after a figure ("001A"), or a letter or figure set apart ("brief-b", "brief_2", "brief part 2").
_PART = re.compile(
    r"(?:(?<=\d)(?P<close>[A-D])"
    r"|[-_. ]+(?:(?:part|partie|parte|teil)[-_. ]*)?(?:(?P<letter>[A-Da-d])|(?P<figure>[1-4])))$"
)
_SERIES = ("ABCD", "1234")
