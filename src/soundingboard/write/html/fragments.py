"""The comparison in pieces, for a site to put into pages of its own: the same markup, for the same style sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from soundingboard.model import Change, Comparison, Draft, Paragraph, Run
from soundingboard.write.html import entry
from soundingboard.write.html.contents import change_anchor, contents
from soundingboard.write.html.elements import markup
from soundingboard.write.html.entry import Verdict, Whole, whole
from soundingboard.write.html.frame import spoken_style, symbols
from soundingboard.write.html.heading import heading, heading_anchor
from soundingboard.write.html.wording import Address, bare_wording, clean_wording, places, side_wording
from soundingboard.write.outline import Section, nested, outline
from soundingboard.write.shown import shown
from soundingboard.write.signs import VOICES, Sign

__all__ = [
    "Address",
    "Fragment",
    "Part",
    "Verdict",
    "clean",
    "contents_markup",
    "inline",
    "parts",
    "sides",
    "signed",
    "spoken_style",
    "symbols_markup",
]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A change as the page shows it.

    `anchor` is the `id` of its first paragraph, `keys` are the classes of its filters, `wording` is its text as
    one `div`, `margin` what stands in the `div` beside it.
    """

    change: Change
    anchor: str
    keys: tuple[str, ...]
    wording: str
    margin: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading (`h2` where `level` is 1), the heading's `id`, and the changes right under it."""

    heading: str | None
    anchor: str | None
    level: int
    fragments: tuple[Fragment, ...]


def parts(
    comparison: Comparison,
    address: Address | None = None,
    explain: bool = False,
    verdict: Verdict | None = None,
) -> tuple[Part, ...]:
    """The text of a comparison, section by section, as `comparison_page` shows it.

    `address` is asked for the link of each paragraph (the reference, and whether it is one of the new draft); None
    means the paragraph on the same page. `explain` adds why paragraphs were matched. `verdict` gives what a person
    decided of a flag.
    """
    comparison = shown(comparison)
    about = whole(comparison, explain, address, verdict)
    return tuple(_part(section, level, about) for level, section in nested(outline(comparison)))


def _part(section: Section, level: int, about: Whole) -> Part:
    fragments = tuple(_fragment(change, about) for change in section.changes)
    if section.heading is None:
        return Part(None, None, level, fragments)
    head = markup(heading(section.heading, level, about.comparison))
    return Part(head, heading_anchor(section.heading), level, fragments)


def _fragment(change: Change, about: Whole) -> Fragment:
    return Fragment(
        change,
        change_anchor(change),
        entry.keys(change),
        markup(entry.words(change, about)),
        "".join(map(markup, entry.margin(change, about))),
    )


def contents_markup(comparison: Comparison) -> str:
    """The contents: each section with its strip of bars, linked to the anchors of `parts`."""
    return markup(contents(outline(shown(comparison))))


def symbols_markup(more: Mapping[str, Sign] = VOICES) -> str:
    """The drawings of all signs, and of `more`, hidden: once on every page that shows a sign."""
    return markup(symbols(more))


def signed(key: str, words: str = "") -> str:
    """A sign with its word (or with `words`), as the margin has it; the key is one of `SIGNS` or `VOICES`."""
    return markup(entry.signed(key, words))


def sides(change: Change, comparison: Comparison, address: Address | None = None) -> tuple[str, str]:
    """The old side with only deletions marked and the new one with only insertions; empty where there is none."""
    known = places(comparison.changes, address)
    old = side_wording(change, "delete", comparison.old, known) if change.old else None
    new = side_wording(change, "insert", comparison.new, known) if change.new else None
    return ("" if old is None else markup(old)), ("" if new is None else markup(new))


def clean(draft: Draft, paragraph: Paragraph, address: Address | None = None) -> str:
    """A paragraph with its number and footnotes and nothing marked; `draft` says how deep it stands.

    `address` is told that the paragraph is one of a new draft.
    """
    return markup(clean_wording(paragraph, draft, address))


def inline(runs: Sequence[Run], language: str) -> str:
    """A redline of bare runs, as one paragraph without a number."""
    return markup(bare_wording(runs, language))
