"""A brief as a document of one page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from soundingboard.brief import Brief, Stage
from soundingboard.converge.records import Spot, Voice
from soundingboard.exposure import printed
from soundingboard.i18n import N_, _, ngettext
from soundingboard.model import Amendment, Run
from soundingboard.redline import redline
from soundingboard.vocabulary import TAKEN_UP
from soundingboard.write.paper import Block, Bullets, Grid, Heading, Line, Paper, Prose, Words, words
from soundingboard.write.phrases import draft_name, long_date
from soundingboard.write.signs import SIGNS


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one A4 page holds; what is left out is told with its number."""

    voices: int = 4  # in their own words, those of the kinds that the fewest ask first
    letters: int = 220  # of a quotation: three lines
    text: int = 700  # characters of the paragraphs of a topic
    proposals: int = 4
    answers: int = 2


# From a page that tells much to one that tells little: the first that fits is taken.
FITTING = (
    PageLimits(),
    PageLimits(letters=140, answers=1),
    PageLimits(voices=3, letters=120, text=500, proposals=3, answers=1),
    PageLimits(voices=2, letters=90, text=350, proposals=2, answers=1),
    PageLimits(voices=1, letters=70, text=200, proposals=1, answers=1),
)
KINDS = {
    "retain": N_("keep"),
    "strengthen": N_("strengthen"),
    "reinstate": N_("bring back"),
    "amend": N_("change the wording"),
    "delete": N_("delete"),
    "clarify": N_("clarify"),
    "add": N_("add"),
    "move": N_("move"),
    "oppose": N_("oppose"),
    "question": N_("question"),
    "remark": N_("comment"),
}


def brief_paper(brief: Brief, date: str | None = None, limits: PageLimits = PageLimits()) -> Paper:
    """The page. Figures are those of the records; a quotation that is cut says so."""
    blocks = [
        *_text(brief, limits),
        *_history(brief),
        *_said(brief, limits),
        *_proposals(brief, limits),
        *_met(brief),
        *_answers(brief, limits),
    ]
    front = [draft_name(brief.draft), brief.draft.title, long_date(date) if date else ""]
    title = _("Brief: {place}").format(place=brief.title)
    return Paper(title, tuple(blocks), tuple(filter(None, front)), brief.draft.language, date)


def fitted(brief: Brief, fits: Callable[[Paper], bool], date: str | None = None) -> Paper:
    """The page with as much on it as `fits` says there is room for; the shortest where even that has none."""
    papers = (brief_paper(brief, date, limits) for limits in FITTING)
    return next((paper for paper in papers if fits(paper)), brief_paper(brief, date, FITTING[-1]))


def _text(brief: Brief, limits: PageLimits) -> Iterator[Block]:
    if not brief.paragraphs:
        yield Prose(words(_("This draft has no paragraph on it.")), "note")
    left = limits.text if len(brief.paragraphs) > 1 else 10 * limits.text
    for paragraph in brief.paragraphs:
        if left <= 0:
            yield Prose(words("…"), "note")
            return
        yield Prose((Words(f"{paragraph.number}. ", "strong"), Words(_cut(paragraph.text, left))), "wording")
        left -= len(paragraph.text)


def _history(brief: Brief) -> Iterator[Block]:
    if not brief.history:
        return
    yield Heading(1, words(_("Its history")))
    yield Bullets(tuple(Prose(_step(stage)) for stage in brief.history))


def _step(stage: Stage) -> Line:
    """What one step did, in words and as a redline of the words that changed."""
    here = _("{old} to {new}: ").format(old=draft_name(stage.old), new=draft_name(stage.new))
    numbers = " → ".join(filter(None, (", ".join(stage.old_numbers), ", ".join(stage.new_numbers))))
    told = f"{SIGNS[stage.kind].word} ({numbers})"
    if stage.back:
        label, number = stage.back
        told += "; " + _("brought back: paragraph {number} of {draft}").format(number=number, draft=label)
    flags = "; ".join(
        f"{SIGNS[one.effect].mark} {SIGNS[one.effect].word}: "
        + " → ".join(f"“{side.text}”" if side else "–" for side in (one.old, one.new))
        for one in stage.devices
    )
    changed = _changed(stage.redline) if stage.kind not in ("inserted", "deleted", "unchanged") else ()
    tail = (Words(f" {flags}", "emphasis"),) if flags else ()
    return (Words(here, "strong"), Words(told + (". " if changed else ".")), *changed, *tail)


def _changed(runs: tuple[Run, ...]) -> Line:
    """The changed words with a few of those around them."""
    found: list[Words] = []
    for n, (op, text) in enumerate(runs):
        if op == "equal":
            found.append(Words(_shortened(text, n == 0, n + 1 == len(runs))))
        else:
            found.append(Words(text, "delete" if op == "delete" else "insert"))
    return tuple(found)


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    """Words that stayed: of a long stretch, those next to what changed."""
    parts = text.split()
    if len(parts) <= 7:
        return text
    head = text[: len(text) - len(text.lstrip())] + " ".join(parts[:3])
    tail = " ".join(parts[-3:]) + text[len(text.rstrip()) :]
    if is_first:
        return f"… {tail}"
    return f"{head} …" if is_last else f"{head} … {tail}"


def _said(brief: Brief, limits: PageLimits) -> Iterator[Block]:
    yield Heading(1, words(_("Who says what")))
    if not brief.spots:
        yield Prose(words(_("Nobody has spoken on it yet.")))
        return
    for spot in brief.spots:
        yield Prose(words(_counted(spot)))
    if len(brief.spots) == 1 and brief.spots[0].count.tables:
        yield _by_group(brief.spots[0])
    yield from _meeting(brief)
    heard = [voice for spot in brief.spots for voice in spot.voices]
    if heard:
        yield Heading(2, words(_("In their words, the kinds that the fewest ask first")))
        yield Bullets(tuple(Prose(_voice(voice, limits), "quote") for voice in heard[: limits.voices]))
    if len(heard) > limits.voices:
        more = len(heard) - limits.voices
        text = ngettext("{n} more is on the site.", "{n} more are on the site.", more)
        yield Prose(words(text.format(n=more)), "note")


def _counted(spot: Spot) -> str:
    n = spot.count.n
    kinds = ", ".join(f"{_(KINDS[kind])} {count.n}" for kind, count in spot.kinds.items())
    where = spot.where.number or spot.where.label or spot.where.name
    text = ngettext("{where}: {n} contribution ({kinds}).", "{where}: {n} contributions ({kinds}).", n)
    return text.format(where=where, n=n, kinds=kinds)


def _by_group(spot: Spot) -> Grid:
    """Groups by what they ask; the last row says who was not heard."""
    field = spot.count.tables[0].field
    kinds = list(spot.kinds)
    table = spot.count.tables[0]
    rows = []
    for cell in table.cells:
        own = [printed(spot.kinds[kind].table(field).cell(cell.word)) for kind in kinds]
        rows.append(tuple(words(text) for text in (cell.word, *own, printed(cell))))
    missing = ", ".join(table.not_heard) or "–"
    anonymous = f" ({_('anonymous and in no row')}: {table.hidden})" if table.hidden else ""
    caption = _("By group; not heard: {groups}").format(groups=missing) + anonymous
    columns = (_("group"), *(_(KINDS[kind]) for kind in kinds), _("all"))
    return Grid(caption, columns, tuple(rows), tuple(range(1, len(columns))))


def _meeting(brief: Brief) -> Iterator[Block]:
    lines = []
    for spot in brief.spots:
        for one in spot.shared:
            groups = ", ".join(one.side.groups)
            lines.append(
                _("They meet: {n} ask the same ({wish}): {groups}.").format(
                    n=one.side.n, wish=one.wish, groups=groups
                )
            )
        for two in spot.contested:
            sides = [
                f"{', '.join(_(KINDS.get(kind, kind)) for kind in side.kinds)} – {side.n} "
                f"({', '.join(side.groups) or _('group not told')})"
                for side in (two.one, two.other)
            ]
            text = _("They part ({reason}): {one}; {other}.")
            lines.append(text.format(reason=two.reason, one=sides[0], other=sides[1]))
    if lines:
        yield Heading(2, words(_("Where they meet, and where they do not")))
        yield Bullets(tuple(Prose(words(line)) for line in dict.fromkeys(lines)))


def _voice(voice: Voice, limits: PageLimits) -> Line:
    who = ", ".join(
        filter(None, (voice.organisation or "", voice.stakeholder_group or "", voice.regional_group or ""))
    )
    told = _("{kind}, {of} in all").format(kind=_(KINDS[voice.kind]), of=voice.of)
    name = who or _("anonymous")
    return (Words(f"“{_cut(voice.quote, limits.letters)}”"), Words(f" {name} ({told}; {voice.contribution})"))


def _proposals(brief: Brief, limits: PageLimits) -> Iterator[Block]:
    if not brief.amendments:
        return
    yield Heading(1, words(_("Wording on the table")))
    texts = {paragraph.eid: paragraph.text for paragraph in brief.paragraphs}
    shown = brief.amendments[: limits.proposals]
    yield Bullets(tuple(Prose(_proposal(one, brief.support, texts)) for one in shown))
    if more := len(brief.amendments) - len(shown):
        yield Prose(words(_("{n} more in the compilation text.").format(n=more)), "note")


def _proposal(
    one: Amendment,
    support: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    texts: Mapping[str, str],
) -> Line:
    old = one.old if one.old is not None else ""
    if old and len(old) < 60 and one.eid and old in (text := texts.get(one.eid, "")):
        at = text.index(old)  # with a few words around it, so that a reader sees where
        start, end = text.rfind(" ", 0, max(0, at - 30)) + 1, text.find(" ", at + len(old) + 30)
        head = ("… " if start else "") + text[start:at]
        tail = text[at + len(old) :] if end < 0 else text[at + len(old) : end] + " …"
        old, new = head + old + tail, head + one.new + tail
    else:
        new = one.new
    up, down = support.get(one.id, ((), ()))
    stand = _(" Supported by {up}, opposed by {down}.").format(up=len(up), down=len(down))
    return (Words(f"{one.by or one.id}: ", "strong"), *_changed(redline(old, new)), Words(stand))


def _met(brief: Brief) -> Iterator[Block]:
    change, keep = brief.met.change, brief.met.keep
    if not change and not keep:
        return
    yield Heading(1, words(_("What became of what was asked before")))
    if change:
        n = sum(change.values())
        up = sum(change[one] for one in TAKEN_UP if one in change)
        parts = ", ".join(f"{_(one)} {count}" for one, count in change.items())
        text = _("Asks to change it: {n}, taken up: {up} ({parts}). A match of texts does not say why.")
        yield Prose(words(text.format(n=n, up=up, parts=parts)))
    if keep:
        parts = ", ".join(f"{_(one)} {count}" for one, count in keep.items())
        text = _("Asks to keep it: {n} ({parts}).")
        yield Prose(words(text.format(n=sum(keep.values()), parts=parts)))


def _answers(brief: Brief, limits: PageLimits) -> Iterator[Block]:
    if not brief.responses:
        return
    yield Heading(1, words(_("Official answers")))
    shown = brief.responses[-limits.answers :]
    lines = [f"{one.role}, {long_date(one.date[:10])}: {_cut(one.text, limits.letters)}" for one in shown]
    yield Bullets(tuple(Prose(words(line)) for line in lines))


def _cut(text: str, letters: int) -> str:
    """The first words of a text, with three dots where more follow."""
    if len(text) <= letters:
        return text
    return text[: text.rfind(" ", 0, letters)].rstrip(" ,;:") + " …"
