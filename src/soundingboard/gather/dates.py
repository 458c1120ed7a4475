"""Dates as people write them, in ISO 8601; what could be two days is none."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from soundingboard.gather.lexicon import fold, lexicon
from soundingboard.i18n import _


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date in ISO 8601 (with its time where one is given), or None and why."""

    iso: str | None
    notice: str = ""


def read_date(words: str) -> DateRead:
    """ "2026-03-16T09:12:00Z", "16/03/2026", "16.3.2026", "16 March 2026", "March 16, 2026", "16 de marzo de 2026".

    Figures parted by slashes or hyphens are read where only one order makes a date; with full stops the day comes
    first, as wherever dates are written so.
    """
    tidied = " ".join(words.split())
    if not tidied:
        return DateRead(None)
    if len(tidied) > _LONGEST:
        return DateRead(None, _("what stands for the date is a text: write it as year-month-day"))
    if iso := _iso(tidied):
        return DateRead(iso)
    moment = _TIME.search(tidied)
    day = (tidied[: moment.start()] + tidied[moment.end() :]).strip(" ,") if moment else tidied
    found = _days(day)
    if len(found) == 1:
        (only,) = found
        return DateRead(only.isoformat() + (_clock(moment) if moment else ""))
    if found:
        notice = _("the date “{words}” could be {first} or {second}: write it as year-month-day")
        first, second = sorted(day.isoformat() for day in found)
        return DateRead(None, notice.format(words=tidied, first=first, second=second))
    return DateRead(None, _("“{words}” is no date: write it as year-month-day").format(words=tidied))


def _iso(words: str) -> str | None:
    """The words where they are ISO 8601 already; a blank instead of the T is mended."""
    if not _ISO.fullmatch(words):
        return None
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return None
    return words.replace(" ", "T", 1)


def _days(words: str) -> set[date]:
    for pattern in _FIGURES:
        if match := pattern.fullmatch(words):
            part = match.groupdict()
            orders = [("day", "month")] if "day" in part else [("first", "second"), ("second", "first")]
            return {day for d, m in orders if (day := _date(int(part["year"]), int(part[m]), int(part[d])))}
    match = _NAMED.fullmatch(words)
    month = _months().get(fold(match["month"] or match["month_first"])) if match else None
    if match is None or month is None:
        return set()
    day = _date(int(match["year"] or match["year_last"]), month, int(match["day"] or match["day_second"]))
    return {day} if day else set()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}" + (f":{match['second']}" if match["second"] else "")


@cache
def _months() -> dict[str, int]:
    names = lexicon("words")["months"]["names"]
    return {fold(word): n for n, line in enumerate(names, 1) for word in line.split()}


_LONGEST = 80  # characters: "lunes, 16 de septiembre de 2026, 14:05:00" has half as many
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_TIME = re.compile(
    r"[T ,]+(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)?$", re.I
)
_FIGURES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
    re.compile(r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
)
_WEEKDAY = r"(?:[^\W\d]+,?\s+)?"  # "Monday, 16 March 2026"
_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[\s-]+(?:of\s+|de\s+)?(?P<month>[^\W\d]+)\.?,?[\s-]+(?:de\s+|del\s+)?(?P<year>\d{{4}})"
    rf"|{_WEEKDAY}(?P<month_first>[^\W\d]+)\.?\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_last>\d{{4}})",
    re.I,
)
