"""A draft to read: its text with what changed, and in the margin who spoke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.site.contributions.carried import NOTHING, Carried, Heard, said_by_paragraph
from soundingboard.site.contributions.models import AskKind
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from soundingboard.site.templatetags.furniture import sign
from soundingboard.write.html.fragments import Fragment
from soundingboard.write.phrases import filter_words
from soundingboard.write.signs import SIGNS, VOICES

VIEWS = ("inline", "side", "clean")
_MOST_KINDS = 3  # kinds of asks named in a margin: more would not fit in a line of a phone


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    word: str
    n: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph (or the old one that is gone) with its margin; all markup is the library's or ours."""

    anchor: str
    keys: str
    wording: SafeString
    margin: SafeString


@dataclass(frozen=True, slots=True)
class Section:
    heading: SafeString | None
    rows: Sequence[Row]
    say: str = ""  # where one speaks about the whole section


@dataclass(frozen=True, slots=True)
class DraftPage:
    chain: Sequence[Draft]
    against: Draft | None
    earlier: Sequence[Draft]
    view: str
    show: str
    filters: Sequence[Filter]
    contents: SafeString | None
    sections: Sequence[Section]


def draft_page(process: Process, chain: Sequence[Draft], here: Draft, query: Mapping[str, str]) -> DraftPage:
    """The page of a draft; `query` chooses the earlier draft (`with`), the `view` and the filter (`show`)."""
    place = next(n for n, draft in enumerate(chain) if draft.pk == here.pk)
    earlier = list(chain[:place])
    against = _against(earlier, here, query.get("with", ""))
    view = query["view"] if query.get("view") in VIEWS else "inline"
    walk = lives.lives(chain)
    said = said_by_paragraph(chain, walk, here)
    comparison = shown.pairs(chain).get((against.pk, here.pk)) if against else None
    text = shown.compared(comparison, against, here, shown.verdicts(against, here)) if comparison else None
    if text is None or view == "clean":
        every = _clean_sections(here, _Margins(process, here, said))
    else:
        beside = shown.sides(comparison, against, here) if view == "side" else None
        # A change is named by the comparison with the draft just before: under another its name is another change's.
        is_next = against.pk == chain[place - 1].pk
        every = _sections(text, _Margins(process, here, said, is_next), beside)
    filters = _filters([row for section in every for row in section.rows], query.get("show", ""))
    show = query["show"] if query.get("show") in {one.key for one in filters} else "all"
    sections = every if show == "all" else _only(every, show)
    return DraftPage(
        chain=chain,
        against=against,
        earlier=earlier,
        view=view,
        show=show,
        filters=filters,
        contents=_contents(text, show, query) if text else None,
        sections=sections,
    )


def _contents(text: shown.Text, show: str, query: Mapping[str, str]) -> SafeString:
    """The contents, folded where the style sheet does not open them; from a filtered page they lead to the whole."""
    markup = text.contents.replace(' open="open"', "", 1)
    if show != "all":
        rest = urlencode({name: query[name] for name in ("with", "view") if name in query})
        markup = markup.replace('<a href="#', f'<a href="?{escape(rest)}#')
    return mark_safe(markup)  # noqa: S308 (made by the library; the query is escaped)


def _against(earlier: Sequence[Draft], here: Draft, asked: str) -> Draft | None:
    """The draft to compare with: the one asked for, else the last one that was not replaced."""
    chosen = next((draft for draft in earlier if draft.slug == asked), None)
    standing = [draft for draft in earlier if draft.state == "published"]
    return chosen or (standing[-1] if standing else None)


def _sections(
    text: shown.Text, margins: "_Margins", beside: Mapping[str, tuple[str, str]] | None
) -> list[Section]:
    found = []
    for part in text.parts:
        rows = [_row(piece, margins, beside) for piece in part.fragments]
        heading = mark_safe(part.heading) if part.heading else None  # noqa: S308 (the library's)
        is_here = heading is not None and not str(part.anchor).startswith("old-")
        found.append(Section(heading, rows, margins.say("section", str(part.anchor)) if is_here else ""))
    return found


def _row(piece: Fragment, margins: "_Margins", beside: Mapping[str, tuple[str, str]] | None) -> Row:
    eids = [reference.eid for reference in piece.change.new]
    spoken, keys = margins.of(eids) if eids else (margins.gone(piece.change.id), ())
    wording = piece.wording
    if beside is not None:
        old, new = beside[piece.anchor]
        wording = f'<div class="sides"><div>{old}</div><div>{new}</div></div>'
    return Row(
        piece.anchor,
        " ".join((*piece.keys, *keys)),
        mark_safe(wording),  # noqa: S308 (the library's)
        mark_safe(piece.margin + spoken),  # noqa: S308 (the library's and format_html's)
    )


def _clean_sections(here: Draft, margins: "_Margins") -> list[Section]:
    found = []
    for heading, paragraphs in shown.clean(here).sections:
        rows = []
        for eid, words in paragraphs:
            spoken, keys = margins.of([eid])
            rows.append(Row(eid, " ".join(keys), mark_safe(words), mark_safe(spoken)))  # noqa: S308 (the library's)
        title = format_html('<h2 lang="{}">{}</h2>', here.language, heading) if heading else None
        found.append(Section(title, rows))
    return found


class _Margins:
    """The lines of a margin that say who spoke; addresses are made once, not for every paragraph."""

    def __init__(
        self, process: Process, here: Draft, said: Mapping[str, Carried], is_next: bool = False
    ) -> None:
        self._is_next = is_next
        self._said = said
        self._list = f"{reverse('contributions', args=[process.slug])}?draft={here.slug}&paragraph="
        self._say = f"{reverse('say', args=[process.slug])}?draft={here.slug}"
        self._page = reverse("draft", args=[process.slug, here.slug])
        self._words = (_("nobody yet"), _("Have your say"), _("contested"))
        self._labels = {kind.value: str(kind.label) for kind in AskKind}

    def of(self, eids: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The lines under the paragraphs of one change, and the filters that they add."""
        spoken = [(eid, self._said.get(eid, NOTHING)) for eid in eids]
        keys = {"said" if one.here else "nobody" for _eid, one in spoken}
        keys |= {"opposed" for _eid, one in spoken if one.here.is_contested}
        return "".join(self._line(eid, one) for eid, one in spoken), tuple(sorted(keys))

    def _line(self, eid: str, spoken: Carried) -> str:
        key = quote(eid, safe="")
        parts = [self._own(key, spoken.here), self._before(key, spoken.before)]
        parts.append(format_html('<a href="{}">{}</a>', self.say("paragraph", eid), self._words[1]))
        return format_html(
            '<p class="spoken">{}</p>', format_html_join(" · ", "{}", ((part,) for part in parts if part))
        )

    def say(self, what: str, name: str) -> str:
        """Where one speaks about a paragraph, a section or a change of this draft."""
        return f"{self._say}&{what}={quote(name, safe='')}"

    def gone(self, change: str) -> str:
        """The line under a paragraph that is no longer there: one speaks about its going."""
        if not self._is_next:
            return ""
        address = self.say("change", change)
        return format_html('<p class="spoken"><a href="{}">{}</a></p>', address, self._words[1])

    def _own(self, key: str, here: Heard) -> str:
        if not here:
            return format_html('<span class="word nobody">{}{}</span>', sign("nobody"), self._words[0])
        words = ngettext("{n} said something", "{n} said something", here.n).format(n=here.n)
        kinds = sorted(here.kinds.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_KINDS]
        asked = ", ".join(f"{self._labels[kind]} {n}" for kind, n in kinds)
        if len(here.groups) > 1:
            groups = ngettext("{n} group", "{n} groups", len(here.groups)).format(n=len(here.groups))
            asked = f"{groups} · {asked}" if asked else groups
        said = format_html('<a class="word" href="{}{}">{}{}</a>', self._list, key, sign("said"), words)
        told = format_html("{}: {}", said, asked) if asked else said
        if not here.is_contested:
            return told
        return format_html(
            '{} · <span class="word contested">{}{}</span>', told, sign("contested"), self._words[2]
        )

    def _before(self, key: str, before: Heard) -> str:
        if not before:
            return ""
        words = ngettext("{n} on earlier drafts", "{n} on earlier drafts", before.n).format(n=before.n)
        return format_html('<a href="{}{}/#before">{}</a>', self._page, key, words)


def _filters(rows: Sequence[Row], asked: str) -> list[Filter]:
    """What may be shown, with how many rows each filter leaves; those that leave none are not offered.

    A kind that is offered only as part of another filter ("split") joins them when it is asked for.
    """
    keys = [set(row.keys.split()) for row in rows]
    words = {
        **filter_words(),
        "said": _("someone spoke"),
        "opposed": _("opposite asks"),
        "nobody": VOICES["nobody"].word,
    }
    words |= {asked: SIGNS[asked].word} if asked in SIGNS else {}
    counts = {key: sum(key in own for own in keys) for key in words} | {"all": len(keys)}
    signed = {*SIGNS, *VOICES}
    return [Filter(key, words[key], n, key in signed) for key, n in counts.items() if n]


def _only(sections: Sequence[Section], key: str) -> list[Section]:
    kept = (
        Section(section.heading, [row for row in section.rows if key in row.keys.split()])
        for section in sections
    )
    return [section for section in kept if section.rows]
