"""Phrases that every document about a comparison shares: names, numbers, dates, counts, flags."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from soundingboard.i18n import N_, _, ngettext
from soundingboard.model import Change, Comparison, Device, Draft, Elsewhere, Reference, Reinstated
from soundingboard.write.outline import left_section
from soundingboard.write.signs import SIGNS, is_kept, status_changed, traits

_STAGES = {
    "elements": N_("Elements paper"),
    "non-paper": N_("Non-paper"),
    "zero-draft": N_("Zero Draft"),
    "final": N_("Final draft"),
    "adopted": N_("Adopted text"),
}
_STATUS = {
    "agreed": N_("agreed"),
    "suggested": N_("suggested for closure"),
    "bracketed": N_("bracketed"),
    "open": N_("open"),
}
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_RESHAPED = ("split", "joined", "regrouped")
_RTL = {"ar", "fa", "he", "ur"}
_ENDS = 5  # words shown at each end of a long quotation: enough to find it in the redline beside it


def draft_name(draft: Draft) -> str:
    """What people call the draft: its label, else its stage, else its file."""
    return draft.label or _stage(draft.stage or "") or file_name(draft) or _("a draft without a name")


def file_name(draft: Draft) -> str:
    return _("standard input") if draft.source.file == "-" else draft.source.file or ""


def distinct(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts; those that share a name are labelled with their files too, and numbered if need be."""
    names = [draft_name(draft) for draft in drafts]
    if len(set(names)) == len(names):
        return tuple(drafts)
    labels = [
        f"{name} ({file_name(draft)})"
        if names.count(name) > 1 and file_name(draft) not in ("", name)
        else name
        for name, draft in zip(names, drafts, strict=True)
    ]
    return tuple(replace(draft, label=name) for draft, name in zip(drafts, apart(labels), strict=True))


def apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each that stood before already with its count: "Revision 1", "Revision 1 (2)"."""
    counts = [names[: n + 1].count(name) for n, name in enumerate(names)]
    return tuple(f"{name} ({n})" if n > 1 else name for name, n in zip(names, counts, strict=True))


def _stage(stage: str) -> str:
    """A stage in words; what is no stage is given back as it is."""
    if stage.startswith("rev") and stage[3:].isdigit():
        return _("Revision {n}").format(n=stage[3:])
    return _(_STAGES[stage]) if stage in _STAGES else stage


def title(comparison: Comparison) -> str:
    """The title of the text itself (empty when neither draft has one)."""
    return comparison.new.title or comparison.old.title


def subtitle(comparison: Comparison) -> str:
    old, new = distinct((comparison.old, comparison.new))
    return _("{new} compared with {old}").format(new=draft_name(new), old=draft_name(old))


def long_date(iso: str) -> str:
    """`2025-11-07` as "7 November 2025"; what is no such date is given back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return _("{day} {month} {year}").format(day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year)


def direction(language: str) -> str:
    """The HTML value of `dir` for a language tag."""
    return "rtl" if language.split("-")[0].lower() in _RTL else "ltr"


def label(reference: Reference) -> str:
    """The number as it is printed, or the one by which the paragraph is cited when none is."""
    return reference.label or reference.number


def heading_number(reference: Reference) -> str:
    """The number of a heading as it is set before its text: "B", "II." and "3)" give "B.", "II.", "3)"."""
    return f"{reference.number}." if reference.number[-1:].isalnum() else reference.number


def numbers(references: tuple[Reference, ...]) -> str:
    return ", ".join(reference.number for reference in references)


def status(change: Change) -> str:
    """The status marks of a change in words: "now agreed (was bracketed)", "agreed"; empty without any."""
    new, old = (_statuses(side) for side in (change.new, change.old))
    if not status_changed(change):
        return new or old
    if not new:
        return _("no longer {before}").format(before=old)
    if not old:
        return _("now {now}").format(now=new)
    return _("now {now} (was {before})").format(now=new, before=old)


def word(key: str, change: Change) -> str:
    """The word for a trait of a change: that of its sign, or what the sign stands for in this change."""
    if key == "status":
        return status(change)
    if key == "unchanged" and not is_kept(change):
        return _("same words")
    return SIGNS[key].word


def _statuses(references: tuple[Reference, ...]) -> str:
    marks = dict.fromkeys(reference.status for reference in references if reference.status)
    return ", ".join(_(_STATUS[mark]) if mark in _STATUS else mark for mark in marks)


def filter_keys(change: Change) -> tuple[str, ...]:
    """The filters under which a change is shown, besides "all"."""
    kept = is_kept(change)
    more = ("kept", kept), ("changed", not kept), ("reshaped", change.kind in _RESHAPED)
    return (*traits(change), *(name for name, holds in more if holds))


def filter_words() -> Mapping[str, str]:
    """The filters in their order, each with its word."""
    return {
        "all": _("all"),
        "changed": _("changed"),
        **{key: SIGNS[key].word for key in ("reworded", "inserted", "deleted", "moved")},
        "reshaped": _("split or joined"),
        **{key: SIGNS[key].word for key in ("status", "reinstated", "strengthens", "softens", "contested")},
        "kept": SIGNS["unchanged"].word,
    }


def tally(comparison: Comparison) -> dict[str, int]:
    """How many changes each filter shows; filters that would show nothing are left out."""
    shown = [filter_keys(change) for change in comparison.changes]
    counts = {key: sum(key in keys for keys in shown) for key in filter_words()}
    counts["all"] = len(shown)
    return {key: n for key, n in counts.items() if n}


def how_counted() -> str:
    """How the counts of the filters add up."""
    return _(
        "Changed and kept add up to all; other kinds and flags may overlap. "
        "What was split or joined counts once."
    )


def not_counted(comparison: Comparison) -> str:
    """What no filter counts, in sentences; empty when there is nothing of the kind."""
    renumbered = sum(bool(c.old and c.new and c.renumbered) for c in comparison.changes)
    headings = sum(heading.kind != "unchanged" for heading in comparison.headings)
    sentences = (
        (renumbered, ngettext("{n} was renumbered.", "{n} were renumbered.", renumbered)),
        (headings, ngettext("{n} heading changed.", "{n} headings changed.", headings)),
    )
    return " ".join(words.format(n=n) for n, words in sentences if n)


def paragraph_counts(comparison: Comparison) -> str:
    """One sentence: how many paragraphs each draft has."""
    sides = (sum(len(c.new) for c in comparison.changes), sum(len(c.old) for c in comparison.changes))
    return _("{new} has {n} paragraphs, {old} had {m}.").format(
        new=draft_name(comparison.new), old=draft_name(comparison.old), n=sides[0], m=sides[1]
    )


def device_words(device: Device) -> str:
    """What the device did, with a place for each quotation: `{old}` and `{new}`."""
    if device.old and device.new:
        return "{old} → {new}"
    return _("{old} taken out") if device.old else _("{new} put in")


def standing(device: Device, decided: bool | None) -> str:
    """By what a flag was found, and what a person decided of it (None: nothing yet)."""
    if decided is None:
        return unconfirmed(device)
    words = _("confirmed; found by rule {rule}") if decided else _("not upheld; found by rule {rule}")
    return words.format(rule=device.rule or device.device)


def unconfirmed(device: Device) -> str:
    return _("suggested by rule {rule}, not yet confirmed").format(rule=device.rule or device.device)


def moved_words(elsewhere: Elsewhere) -> str:
    """Where deleted words went, with a place for the quotation and the link: `{words}`, `{place}`."""
    return _("{words} now in {place}")


def arrived_words() -> str:
    """Where words stood before, with a place for the quotation and the link: `{words}`, `{place}`."""
    return _("{words} stood in {place}")


def old_place(change: Change) -> str:
    """The paragraphs of the old draft from which words came."""
    return _("old paragraph {number}").format(number=numbers(change.old))


def stood(change: Change, comparison: Comparison) -> str:
    """Which number a paragraph had and, if it left its section, under which heading it stood; or nothing."""
    if not (change.old and change.new and (change.renumbered or change.moved)):
        return ""
    heading = left_section(change, comparison)
    if heading is None:
        return _("was {numbers}").format(numbers=numbers(change.old))
    name = "".join(text for op, text in heading.redline if op != "insert")
    under = f"{heading_number(heading.old[0])} {name}".strip()
    return _("was {numbers}, under “{heading}”").format(numbers=numbers(change.old), heading=under)


def brought_back(paragraph: Reinstated) -> str:
    return _("paragraph {number} of {draft}").format(
        number=paragraph.number or paragraph.eid, draft=_stage(paragraph.draft)
    )


def shortened(text: str) -> str:
    """A long quotation by its first and last words."""
    words = text.split()
    if len(words) <= 2 * _ENDS + 2:
        return " ".join(words)
    return f"{' '.join(words[:_ENDS])} … {' '.join(words[-_ENDS:])}"


def particulars(comparison: Comparison) -> str:
    """A line with the symbol and date of each draft, and a word of caution where one is due."""
    lines = [_caution(comparison), *map(_particular, (comparison.new, comparison.old))]
    return " · ".join(line for line in lines if line)


def _caution(comparison: Comparison) -> str:
    seen = {draft.visibility for draft in (comparison.old, comparison.new)}
    if "board" in seen:
        return _("For the board only.")
    return _("Unofficial text.") if "unofficial" in seen else ""


def _particular(draft: Draft) -> str:
    known = [known for known in (draft.symbol, long_date(draft.date) if draft.date else None) if known]
    return f"{draft_name(draft)}: {', '.join(known)}" if known else ""


def notices(comparison: Comparison) -> list[str]:
    """What the reading of the two files could not settle."""
    drafts = (comparison.new, comparison.old)
    return [f"{draft_name(draft)}: {notice}" for draft in drafts for notice in draft.notices]


def made_by() -> str:
    """The name and version of the program that made a document."""
    try:
        return f"Soundingboard {version('soundingboard')}"
    except PackageNotFoundError:
        return "Soundingboard"


def how_made() -> str:
    """What made a document, and what its flags are not."""
    made = _("Made by {program} from these two files.").format(program=made_by())
    return f"{made} {_('Flags are suggested by rules whose sources are named; they are not verdicts.')}"


def epoch() -> str | None:
    """SOURCE_DATE_EPOCH, the agreed variable of reproducible builds (reproducible-builds.org)."""
    return os.environ.get("SOURCE_DATE_EPOCH")
