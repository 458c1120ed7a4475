"""The sign and the word of each kind of change and each flag: the same pair in every document."""

from dataclasses import dataclass

from soundingboard.i18n import N_, _
from soundingboard.model import Change, NoteChange


@dataclass(frozen=True, slots=True)
class Sign:
    """`mark` for plain text, `word` for the reader, `path` (SVG, 16 by 16) where fonts may lack the mark."""

    mark: str
    message: str  # the word in English
    path: str
    filled: bool = False

    @property
    def word(self) -> str:
        """The word in the reader's language."""
        return _(self.message)


SIGNS: dict[str, Sign] = {
    "unchanged": Sign("=", N_("kept"), "M3 6h10M3 10.5h10"),
    "reworded": Sign("~", N_("reworded"), "M2 9.5c2-4.5 4-4.5 6-1.5s4 3 6-1.5"),
    "split": Sign("⇉", N_("split"), "M2 8h3.5L12 3.5M5.5 8L12 12.5M8.7 3H13v4M8.7 13H13V9"),
    "joined": Sign("⇇", N_("joined"), "M3 3l5 5M3 13l5-5h5.5M10.5 5l3 3-3 3"),
    "regrouped": Sign("⇄", N_("regrouped"), "M2 4h4l4 8h4M2 12h4l4-8h4M12 2l2 2-2 2M12 10l2 2-2 2"),
    "inserted": Sign("+", N_("new"), "M8 2.5v11M2.5 8h11"),
    "deleted": Sign("−", N_("deleted"), "M2.5 8h11"),
    "moved": Sign("↕", N_("moved"), "M8 2v12M4.5 5.5L8 2l3.5 3.5M4.5 10.5L8 14l3.5-3.5"),
    "strengthens": Sign("▲", N_("flagged stronger"), "M8 2.5l6 11H2z", filled=True),
    "softens": Sign("▼", N_("flagged softer"), "M8 13.5l6-11H2z", filled=True),
    "contested": Sign("◇", N_("contested"), "M8 1.5L14.5 8 8 14.5 1.5 8z"),
    "status": Sign("◐", N_("status changed"), "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 2v12M11 4v8"),
    "reinstated": Sign("↺", N_("brought back"), "M4 5.5h5.5a4 4 0 0 1 0 8H5M7 2.5l-3 3 3 3"),
}

# What people made of a paragraph: no comparison knows it, a site does.
VOICES: dict[str, Sign] = {
    "said": Sign(
        "❝",
        N_("said"),
        "M6 3C3.5 4 2 6.4 2 9.5a2.2 2.2 0 1 0 2.2-2.2c0-1.3.6-2.2 1.8-2.9z"
        "M13.5 3c-2.5 1-4 3.4-4 6.5a2.2 2.2 0 1 0 2.2-2.2c0-1.3.6-2.2 1.8-2.9z",
        filled=True,
    ),
    "nobody": Sign("○", N_("nobody yet"), "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z"),
}


def sign_word(key: str) -> str:
    """The word of a sign of any kind."""
    return (SIGNS.get(key) or VOICES[key]).word


def traits(change: Change) -> tuple[str, ...]:
    """The keys of `SIGNS` that hold for a change: its kind first, then what else became of it, and its flags."""
    effects = {device.effect for device in change.devices}
    flags = (
        ("moved", change.moved),
        ("status", status_changed(change)),
        ("reinstated", change.reinstates is not None),
    )
    return (
        change.kind,
        *(name for name, holds in flags if holds),
        *(effect for effect in ("strengthens", "softens", "contested") if effect in effects),
    )


def is_kept(change: Change) -> bool:
    """Whether a reader would say that nothing happened: the same words, notes, place and status."""
    same = change.kind == "unchanged" and not change.moved and not status_changed(change)
    return same and not any(map(_note_changed, change.notes))


def status_changed(change: Change) -> bool:
    """Whether paragraphs of both drafts bear other marks; one without a mark is as open as one marked so."""
    old, new = ({ref.status or "open" for ref in side} for side in (change.old, change.new))
    return bool(change.old and change.new) and old != new


def _note_changed(note: NoteChange) -> bool:
    return any(op != "equal" for op, _text in note.redline)
