"""The comparison as Markdown (CommonMark with tables and strikethrough): what changed, section by section."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from soundingboard.i18n import _
from soundingboard.model import Change, Comparison, Device, Elsewhere, NoteChange, Run
from soundingboard.vocabulary import Op
from soundingboard.write.outline import Section, arrivals, outline
from soundingboard.write.phrases import (
    arrived_words,
    brought_back,
    device_words,
    draft_name,
    file_name,
    filter_words,
    heading_number,
    how_made,
    moved_words,
    notices,
    numbers,
    old_place,
    paragraph_counts,
    particulars,
    shortened,
    status,
    stood,
    subtitle,
    tally,
    title,
    unconfirmed,
    word,
)
from soundingboard.write.pieces import Break, Piece, paragraphs
from soundingboard.write.shown import shown
from soundingboard.write.signs import SIGNS, is_kept, status_changed, traits

_MARKS = {"delete": ("~~", "del"), "insert": ("**", "ins")}
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|&#$])")
_LINE_START = re.compile(r"(?m)^([-+=]|\d{1,9}(?=[.)]))")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Whole:
    """What an entry takes from the whole comparison."""

    comparison: Comparison
    arrived: Mapping[str, Sequence[tuple[Change, Elsewhere]]]
    explain: bool


def comparison_markdown(comparison: Comparison, explain: bool = False) -> str:
    """A table of counts, then each changed paragraph with its redline and flags, under its headings.

    Paragraphs that were kept are named in ranges. `explain` adds why paragraphs were matched.
    """
    comparison = shown(comparison)
    blocks = [*_head(comparison), _table(comparison)]
    about = _Whole(comparison, arrivals(comparison.changes), explain)
    for section in outline(comparison):
        blocks += _section(section, about)
    blocks += _foot(comparison)
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """The text with a backslash before each character that Markdown would read as a mark."""
    return _LINE_START.sub(_guarded, _SPECIAL.sub(r"\\\1", text))


def _guarded(found: re.Match[str]) -> str:
    start = found.group(1)
    # A list begins with "12." or "12)": the escape goes before the point, since digits take none.
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _head(comparison: Comparison) -> Iterator[str]:
    name = title(comparison)
    yield f"# {escaped(name or subtitle(comparison))}"
    yield escaped(subtitle(comparison)) if name else ""
    yield escaped(particulars(comparison))
    yield escaped(paragraph_counts(comparison))
    yield "\n".join(f"- {escaped(notice)}" for notice in notices(comparison))


def _table(comparison: Comparison) -> str:
    words = filter_words()
    rows = [f"| {_signed(key, words[key])} | {n} |" for key, n in tally(comparison).items() if key != "all"]
    return "\n".join([f"| {_('paragraphs')} | |", "|---|---:|", *rows])


def _signed(key: str, word: str) -> str:
    return f"{SIGNS[key].mark} {escaped(word)}" if key in SIGNS else escaped(word)


def _section(section: Section, about: _Whole) -> Iterator[str]:
    if section.heading:
        yield _heading(section)
    for kept, group in groupby(section.changes, key=_is_plain):
        if kept:
            yield _kept(list(group))
        else:
            for change in group:
                yield from _change(change, about)


def _heading(section: Section) -> str:
    heading = section.heading
    references = (heading.new or heading.old) if heading else ()
    number = heading_number(references[0]) if references else ""
    text = redline(heading.redline if heading else ())
    return f"{'#' * min(section.level + 1, _DEEPEST)} {escaped(number)} {text}".replace("  ", " ")


def _is_plain(change: Change) -> bool:
    return is_kept(change) and not change.devices and not change.elsewhere


def _kept(changes: Sequence[Change]) -> str:
    """ "= 12–15 kept": a stretch of paragraphs that stayed as they were."""
    first, last = changes[0].new[0].number, changes[-1].new[-1].number
    named = first if first == last else f"{first}–{last}"
    return f"{SIGNS['unchanged'].mark} {escaped(named)} {SIGNS['unchanged'].word}"


def _change(change: Change, about: _Whole) -> Iterator[str]:
    yield _what(change, about.comparison)
    shown = list(paragraphs(change))
    texts = (_quoted(reference.label if len(shown) > 1 else "", inline) for reference, inline in shown)
    yield "\n>\n".join(texts)
    rows = [*map(_note, change.notes), *map(_device, change.devices)]
    rows += [
        moved_words(each).format(words=_quotation(each.text), place=_place(each.number or each.eid))
        for each in change.elsewhere
    ]
    rows += [
        arrived_words().format(words=_quotation(words.text), place=escaped(old_place(origin)))
        for reference in change.new
        for origin, words in about.arrived.get(reference.eid, ())
    ]
    if about.explain and change.reason:
        rows.append(escaped(_("Why matched: {reason}").format(reason=change.reason)))
    yield "\n".join(f"- {row}" for row in rows)


def _what(change: Change, comparison: Comparison) -> str:
    """The numbers, then the signs and words of the kind and flags."""
    parts = [f"**{escaped(numbers(change.new or change.old))}**"]
    for key in traits(change):
        back = (
            f": {escaped(brought_back(change.reinstates))}"
            if key == "reinstated" and change.reinstates
            else ""
        )
        parts.append(_signed(key, word(key, change)) + back)
    if was := stood(change, comparison):
        parts.append(escaped(was))
    if status(change) and not status_changed(change):
        parts.append(escaped(f"[{status(change)}]"))
    return " · ".join(parts)


def _quoted(label: str, inline: Sequence[Piece | Break]) -> str:
    text = redline([(piece.op, piece.text if isinstance(piece, Piece) else "¶") for piece in inline])
    return "> " + (f"**{escaped(label)}** " if label else "") + text.replace("\n", "\\\n> ")


def _note(note: NoteChange) -> str:
    mark = note.new_mark or note.old_mark
    return f"{escaped(_('Footnote {mark}').format(mark=mark))}: {redline(note.redline)}".replace("\n", " ")


def _device(device: Device) -> str:
    sides = {name: _quotation(span.text) for name, span in (("old", device.old), ("new", device.new)) if span}
    what = _signed(device.effect, SIGNS[device.effect].word)
    source = f"; {escaped(device.source)}" if device.source else ""
    return f"{what}: {device_words(device).format(**sides)} ({escaped(unconfirmed(device))}{source})"


def _quotation(text: str) -> str:
    return f"“{escaped(shortened(text))}”"


def _place(number: str) -> str:
    return escaped(_("paragraph {number}").format(number=number))


def _foot(comparison: Comparison) -> Iterator[str]:
    yield "---"
    yield escaped(how_made())
    yield "\n".join(
        f"- {escaped(draft_name(draft))}: {escaped(file_name(draft))} SHA-256 "
        f"`{draft.source.sha256 or _('not known')}`"
        for draft in (comparison.old, comparison.new)
    )


def redline(runs: Sequence[Run]) -> str:
    """Runs with `~~` around deleted and `**` around inserted words.

    Where CommonMark would not take these for marks (a mark between a letter and a point, a lone space), the
    run stands in `<del>` or `<ins>`.
    """
    merged = [
        (op, "".join(text for _op, text in group)) for op, group in groupby(runs, key=lambda run: run[0])
    ]
    shown = [(op, text) for op, text in merged if text]
    parts: list[str] = []
    for i, (op, text) in enumerate(shown):
        before = parts[-1][-1] if parts else " "
        after = _first_character(shown[i + 1]) if i + 1 < len(shown) else " "
        parts.append(escaped(text) if op == "equal" else _marked(op, text, before, after))
    return "".join(parts)


def _first_character(run: Run) -> str:
    op, text = run
    return text[0] if op == "equal" or text[0].isspace() else "*"


def _marked(op: Op, text: str, before: str, after: str) -> str:
    mark, tag = _MARKS[op]
    words = text.strip()
    lead, trail = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]) if words else ("", "")
    opens = bool(words) and (_is_letter(words[0]) or not _is_letter(lead[-1:] or before))
    closes = bool(words) and (_is_letter(words[-1]) or not _is_letter(trail[:1] or after))
    if opens and closes and "\n" not in words:
        return f"{lead}{mark}{escaped(words)}{mark}{trail}"
    return f"<{tag}>{escaped(text)}</{tag}>"


def _is_letter(character: str) -> bool:
    """Neither white space nor punctuation nor a symbol, as CommonMark's rules on flanking ask."""
    return not character.isspace() and unicodedata.category(character)[0] not in "PSZ"
