"""The head of a submission: front matter, or the lines in which platforms print who speaks."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field

from soundingboard.gather.columns import FIELDS, field_of, words_of
from soundingboard.gather.lexicon import fold
from soundingboard.gather.records import said_of
from soundingboard.i18n import _
from soundingboard.read.clean import tidy


@dataclass(frozen=True, slots=True)
class HeadThresholds:
    """When lines are the head of a submission."""

    above: int = 6  # lines of a title that may stand above the first label
    continued: int = 4  # lines over which one value may run on before the next label
    labels: int = 2  # different labels that must stand there; one alone occurs in running text
    full: float = 0.75  # of the longest line of the head: a line so long may run on in the next
    front_lines: int = 60  # longer front matter is a text between rules


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a text: its title, the words for each field, what no field takes, and where the text goes on.

    `left` are (label, value); `rest` is the index of the first line after the head.
    """

    title: str
    said: dict[str, str] = field(default_factory=dict)
    left: tuple[tuple[str, str], ...] = ()
    rest: int = 0

    def notices(self) -> tuple[str, ...]:
        """What of the head stands in no field; personal details are named, not repeated."""
        if not self.left:
            return ()
        private = words_of("head", "private")
        shown = [
            label if fold(label) in private or not value else f"{label}: {value}"
            for label, value in self.left
        ]
        return (_("lines of the head that no field takes: {lines}").format(lines="; ".join(shown)),)


def take_front_matter(text: str, thresholds: HeadThresholds = HeadThresholds()) -> tuple[Head | None, str]:
    """The metadata between "---" (key: value) or "+++" (TOML) at the very start, and the text without it.

    Where what stands there is not metadata there is no head and the text is as it was.
    """
    match = _FRONT.match(text)
    if not match or match["matter"].count("\n") > thresholds.front_lines:
        return None, text
    said = _toml(match["matter"]) if match["fence"] == "+++" else _pairs(match["matter"])
    if not said:
        return None, text
    record = {key: value for key, value in said.items() if field_of(key) in (*FIELDS, "title")}
    taken, _notices = said_of({key: value for key, value in record.items() if field_of(key) != "text"})
    unused = [key for key in said if key not in record or field_of(key) not in taken]
    left = tuple((key, str(said[key])) for key in unused if said[key])
    title = tidy(taken.pop("title", ""))
    return Head(title, {key: tidy(words) for key, words in taken.items()}, left), text[match.end() :]


def _toml(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _pairs(text: str) -> dict[str, object] | None:
    """YAML as far as front matter uses it: a key and its words a line, or a list below the key or in brackets."""
    found: dict[str, object] = {}
    key = ""
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (entry := _YAML_ENTRY.match(line)) and key and isinstance(found[key], list | str):
            before = found[key]
            found[key] = [*(before if isinstance(before, list) else filter(None, [before])), _bare(entry[1])]
        elif pair := _YAML_PAIR.match(line):
            key, value = pair["key"].strip("\"' "), pair["value"].strip()
            inner = value[1:-1] if value.startswith("[") and value.endswith("]") else None
            found[key] = _bare(value) if inner is None else [_bare(v) for v in inner.split(",") if v.strip()]
        elif key and line.startswith((" ", "\t")) and isinstance(found[key], str):
            found[key] = f"{found[key]} {line.strip()}".lstrip(">| ")
        else:
            return None
    return found


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def take_head(
    lines: Sequence[str], wrapped: bool, thresholds: HeadThresholds = HeadThresholds()
) -> Head | None:
    """The lines "Sector: Academia" at the head of a submission, with the title above them; None where there are none.

    `wrapped`: lines are cut at a width, so that a value may run on in the next line.
    """
    first = _first_label(lines, thresholds)
    if first is None:
        return None
    pairs, rest = _labelled(lines, first, wrapped, thresholds)
    fields = {fold(label) for label, _value in pairs}
    said: dict[str, str] = {}
    left: list[tuple[str, str]] = []
    for label, raw in pairs:
        found, value = field_of(label) or "", _without_label(tidy(raw), label)
        if found in FIELDS and value and found not in said:
            said[found] = value
        elif found == "title" and not any(line.strip() for line in lines[:first]):
            said.setdefault("title", value)
        else:
            left.append((label, value))
    if len(fields) < thresholds.labels or not said:
        return None
    title = said.pop("title", "") or tidy(" ".join(lines[:first]))
    return Head(title, said, tuple(left), rest)


def _first_label(lines: Sequence[str], thresholds: HeadThresholds) -> int | None:
    above = 0
    for at, line in enumerate(lines):
        if _label(line):
            return at
        above += bool(line.strip())
        if above > thresholds.above:
            return None
    return None


def _label(line: str) -> tuple[str, str] | None:
    """The label and value of a line, where the label is known and does not name the text itself."""
    match = _LABELLED.match(line.strip())
    if not match:
        return None
    label = match["label"].strip(" *_#")
    found = field_of(label)
    if found is None or found in ("text", "as_written", "file"):
        return None
    return label, match["value"].strip(" *_")


def _labelled(
    lines: Sequence[str], first: int, wrapped: bool, thresholds: HeadThresholds
) -> tuple[list[tuple[str, str]], int]:
    """The labels with their values from `first` on, and the index of the line after them."""
    pairs: list[tuple[str, str]] = []
    at = first
    while at < len(lines):
        if pair := _label(lines[at]):
            pairs.append(pair)
        elif not lines[at].strip():
            if not _label_follows(lines, at + 1, 1):
                break
        elif is_section(lines[at]) or not wrapped or not _runs_on(lines, first, at, thresholds):
            break
        else:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {lines[at].strip()}")
        at += 1
    return pairs, at


def _label_follows(lines: Sequence[str], start: int, reach: int) -> bool:
    """Whether a label stands within the next `reach` lines that are not blank, with no part of the text before it."""
    seen = 0
    for line in lines[start:]:
        if _label(line):
            return True
        seen += bool(line.strip())
        if seen >= reach or is_section(line):
            return False
    return False


def _runs_on(lines: Sequence[str], first: int, at: int, thresholds: HeadThresholds) -> bool:
    """Whether a line without a label goes on with the value before it."""
    if not lines[at - 1].strip():
        return False
    if _label_follows(lines, at + 1, thresholds.continued):
        return True
    width = max(len(line) for line in lines[first:at])
    return len(lines[at - 1]) >= thresholds.full * width


def is_section(line: str) -> bool:
    """Whether a line stands alone and opens a part of a submission ("Abstract", "Document")."""
    return len(line) < _LONGEST_SECTION and fold(line.strip(" *_#:")) in words_of("sections", "labels")


def _without_label(value: str, label: str) -> str:
    """ "Organization - Verizon" in the field "Organization" is "Verizon": people fill the label in again."""
    again = re.match(rf"{re.escape(label)}\s*[-–—:]\s*", value, re.IGNORECASE)
    return value[again.end() :] if again else value


_FRONT = re.compile(r"\ufeff?\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)\n(?P=fence)[ \t]*(?:\n|$)", re.S)
_YAML_PAIR = re.compile(r"(?P<key>[^\s:#-][^:]{0,60}?)\s*:(?P<value>(?:\s.*)?)$")
_YAML_ENTRY = re.compile(r"\s*-\s+(.*)$")
_LABELLED = re.compile(
    r"(?P<label>[*_#\s]*[^\W\d_][^:：|\t]{0,40}?)[\s*_]*(?:[:：]|\t|\s\|\s)[*_]*\s*(?P<value>.*)$"
)
_LONGEST_SECTION = 30
