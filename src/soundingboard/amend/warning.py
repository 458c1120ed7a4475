"""What a drafter would stumble over in proposed wording: broken joins, stray signs, an edit that itself softens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soundingboard.amend.marks import Wording, side
from soundingboard.amend.rulebook import Rule, rulebook
from soundingboard.ask.wording import tidy
from soundingboard.devices import find_devices
from soundingboard.i18n import _
from soundingboard.model import Device, Run, Span
from soundingboard.redline import redline


@dataclass(frozen=True, slots=True)
class Warning:
    """A rule that wording breaks, the words of the new wording that do (empty where words went), what is wrong."""

    rule: str
    words: Span
    message: str


def warnings(old: str | None, new: str, language: str = "en") -> tuple[Warning, ...]:
    """What is doubtful in new wording, in its order; what the old wording has as well is left alone.

    Without `old` only the new wording is read. A softening (see `soundingboard.devices`) is a flag, not a fault.
    """
    runs = redline(old, new) if old is not None else ()
    found = [*_of_text(old or "", new, language), *_of_insertions(runs, language)]
    if old is not None:
        found += _softened(find_devices(old, new, runs, language), new)
    return _ordered(found)


def warnings_of(wording: Wording, language: str = "en") -> tuple[Warning, ...]:
    """The warnings on wording as it was read; where its old words are unknown, its marks tell what softens."""
    if wording.old is not None:
        return warnings(wording.old, wording.new, language)
    as_marked = _of_insertions(wording.runs, language)
    found = [*warnings(None, wording.new, language), *as_marked]
    for old, new in _struck_sentences(wording.runs):
        found += _softened(find_devices(old, new, redline(old, new), language), wording.new)
    return _ordered(found)


def _ordered(found: list[Warning]) -> tuple[Warning, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.words.start, one.words.end, one.rule)))


def _of_text(old: str, new: str, language: str) -> Iterator[Warning]:
    for rule in rulebook(language).rules:
        if rule.on != "text":
            continue
        before = [match["words"].casefold() for match in rule.pattern.finditer(old)]
        for match in rule.pattern.finditer(new):
            said = match["words"].casefold()
            if said in before:
                before.remove(said)
            elif " ".join(said.split()) not in rule.passes:
                yield _warning(rule, match, *match.span("words"))


def _warning(rule: Rule, match: re.Match[str], start: int, end: int, inserted: str = "") -> Warning:
    said = match["words"]
    shown = said if len(said) < 90 else f"{said[:42].rstrip()} … {said[-42:].lstrip()}"
    message = _(rule.message).format(words=shown.strip(), inserted=inserted)
    return Warning(rule.id, Span(start, end, said), message)


def _of_insertions(runs: tuple[Run, ...], language: str) -> Iterator[Warning]:
    """Rules on what is inserted and what comes right after it."""
    at = 0
    for n, (op, text) in enumerate(runs):
        if op == "delete":
            continue
        at += len(text)
        if op == "insert":
            after = side(runs[n + 1 :], "insert")
            for rule in rulebook(language).rules:
                match = rule.pattern.match(f"{text}\t{after}") if rule.on == "insertion" else None
                if match:
                    start = at + match.start("words") - len(text) - 1
                    yield _warning(rule, match, start, start + len(match["words"]), text.strip())


def _softened(devices: tuple[Device, ...], new: str) -> Iterator[Warning]:
    for device in devices:
        if device.effect != "softens":
            continue
        was, now = (span.text if span else "" for span in (device.old, device.new))
        start = max(new.find(now), 0) if now else 0
        if device.new and new[device.new.start : device.new.end] == now:
            start = device.new.start
        if was and now:
            message = _("“{old}” became “{new}”: the edit itself softens").format(old=was, new=now)
        elif was:
            message = _("“{old}” is deleted: the edit itself softens").format(old=was)
        else:
            message = _("“{new}” is added: the edit itself softens").format(new=now)
        yield Warning("softens", Span(start, start + len(now), now), message)


def _struck_sentences(runs: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    """Of each struck stretch the clause that it ended, and the clause that stands there now.

    The insertion is unmarked: what follows the stretch is all new as far as anybody can tell.
    """
    for n, (op, text) in enumerate(runs):
        if op != "delete":
            continue
        before = re.split(r"(?<=[.;])\s", side(runs[:n], "insert"))[-1]
        after = re.split(r"(?<=[.;])\s", side(runs[n + 1 :], "insert"))[0]
        if after.strip():
            yield tidy(f"{before}{text}"), tidy(f"{before}{after}")
