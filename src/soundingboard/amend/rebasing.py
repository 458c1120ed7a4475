"""An amendment carried to a later draft: along the edges of a concordance, by its own words, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from soundingboard.amend.hunks import Hunk, became, carried, hunks, merged, touch
from soundingboard.amend.placing import Orphan, find, locate, orphan, reason_for
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Amendment, Concordance, Draft, Edge, Paragraph, Run, Span
from soundingboard.redline import redline
from soundingboard.words import key, words


@dataclass(frozen=True, slots=True)
class Searching:
    """When words may be sought in what a paragraph became though the redline does not carry them there."""

    least_words: int = 4  # and once in both texts: fewer words ("and", "all States") stand anywhere by chance


SEARCHING = Searching()


@dataclass(frozen=True, slots=True)
class Rebased:
    """An amendment on the later draft, and which paragraph its own became on the way ({} for a new paragraph)."""

    amendment: Amendment
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Passage:
    """What a group of paragraphs became: both sides as texts joined by line feeds."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]

    @cached_property
    def text(self) -> str:
        return "\n".join(one.text for one in self.old)

    @cached_property
    def became(self) -> str:
        return "\n".join(one.text for one in self.new)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return redline(self.text, self.became)

    def offset(self, eid: str) -> int:
        before = self.old[: next(n for n, one in enumerate(self.old) if one.eid == eid)]
        return sum(len(one.text) + 1 for one in before)

    def part(self, start: int, end: int) -> tuple[Paragraph, int] | None:
        """The paragraph of the new side that holds these characters, and where it begins; None across two."""
        at = 0
        for one in self.new:
            if at <= start and end <= at + len(one.text):
                return one, at
            at += len(one.text) + 1
        return None


def rebase(amendment: Amendment, record: Concordance, to: str) -> Rebased | Orphan:
    """The amendment on the draft named `to`, or an orphan with the reason.

    It is walked from its own draft along the edges of `record`, draft by draft. Words are found where the redline
    carries them; a proposal for a whole paragraph is merged three ways (its hunks and the draft's). It never goes to
    a paragraph that no edge leads to, however alike. Raises InputError when a draft is not in the record, or `to` is
    not later.
    """
    first, last = _position(amendment.draft, record), _position(to, record)
    if last < first:
        raise InputError(
            _("amendment {id}: {to} comes before {draft}; name a later draft").format(
                id=amendment.id, to=to, draft=amendment.draft
            )
        )
    here = record.drafts[first]
    placed = locate(
        replace(amendment, draft=here.name), here
    )  # two drafts of one name have others in the record
    if isinstance(placed, Orphan):
        return orphan(amendment, placed.kind, placed.reason)
    placed = replace(placed, draft=amendment.draft)
    if first == last:
        return Rebased(placed, _moved(placed, placed))
    return _walked(amendment, placed, record, (first, last))


def _walked(
    amendment: Amendment, placed: Amendment, record: Concordance, way: tuple[int, int]
) -> Rebased | Orphan:
    at, last = way
    while at < last:
        nearest = _next(placed, record, at, last)
        if isinstance(nearest, Orphan):
            return orphan(amendment, nearest.kind, nearest.reason)
        placed, at = nearest
    return Rebased(placed, _moved(amendment, placed))


def _moved(before: Amendment, after: Amendment) -> dict[str, str]:
    return {before.eid: after.eid} if before.eid and after.eid else {}


def _position(name: str, record: Concordance) -> int:
    if name not in record.names:
        known = ", ".join(record.names)
        raise InputError(
            _("draft {name}: it is not among {known}; name one of these").format(name=name, known=known)
        )
    return record.names.index(name)


def _next(placed: Amendment, record: Concordance, at: int, last: int) -> tuple[Amendment, int] | Orphan:
    """The amendment on the next draft in which its paragraph stands, and which draft that is."""
    if placed.eid is None:
        return _new_paragraph(placed, record, at + 1)
    passage = _passage(placed.eid, record, at)
    if passage is not None:
        found = _onto(placed, passage, record.names[at + 1])
        return found if isinstance(found, Orphan) else (found, at + 1)
    for later in range(at + 2, last + 1):  # it left, and came back as it was
        back = [edge for edge in _from(placed, record, at) if edge.new.draft == record.names[later]]
        if len(back) == 1:
            new = _by_eid(record.drafts[later])[back[0].new.eid]
            found = _onto(
                placed, _Passage((_by_eid(record.drafts[at])[placed.eid],), (new,)), record.names[later]
            )
            return found if isinstance(found, Orphan) else (found, later)
    number = _by_eid(record.drafts[at])[placed.eid].number
    reason = _("paragraph {number} was deleted in {draft}").format(number=number, draft=record.names[at + 1])
    return orphan(placed, "deleted", reason)


def _from(placed: Amendment, record: Concordance, at: int) -> list[Edge]:
    here = (record.names[at], placed.eid)
    return [edge for edge in record.edges if (edge.old.draft, edge.old.eid) == here]


def _by_eid(draft: Draft) -> dict[str, Paragraph]:
    return {one.eid: one for one in draft.paragraphs}


def _passage(eid: str, record: Concordance, at: int) -> _Passage | None:
    """All that became what this paragraph became (a join), and all that it became (a split)."""
    step = [
        edge
        for edge in record.edges
        if (edge.old.draft, edge.new.draft) == (record.names[at], record.names[at + 1])
    ]
    left, right, grown = {eid}, set[str](), True
    while grown:
        size = len(left) + len(right)
        right |= {edge.new.eid for edge in step if edge.old.eid in left}
        left |= {edge.old.eid for edge in step if edge.new.eid in right}
        grown = len(left) + len(right) > size
    if not right:
        return None
    old, new = record.drafts[at], record.drafts[at + 1]
    return _Passage(
        tuple(one for one in old.paragraphs if one.eid in left),
        tuple(one for one in new.paragraphs if one.eid in right),
    )


def _onto(placed: Amendment, passage: _Passage, name: str) -> Amendment | Orphan:
    """The amendment on what its paragraph became, in the draft of this name."""
    own = next(one for one in passage.old if one.eid == placed.eid)
    anchor = placed.anchor or Span(0, len(own.text), own.text)
    if anchor.text == own.text:
        return _whole(placed, own, passage, name)
    offset = passage.offset(own.eid)
    start, end = anchor.start + offset, anchor.end + offset
    if len(passage.old) > 1 and passage.became.count(anchor.text) < passage.text.count(anchor.text):
        return _whose(placed, passage)
    to = carried(start, end, passage.runs)
    if to is None:
        to = _sought(anchor.text, passage)
    if to is None:
        return _gone(placed, passage, became(start, end, passage.runs))
    if _same(anchor.text, placed.old or "") and find(anchor.text, placed.new) and _says(passage, placed):
        return orphan(placed, "already", reason_for("already", placed, passage.new[0]))
    return _at(placed, passage, to, to + end - start, name)


def _at(placed: Amendment, passage: _Passage, start: int, end: int, name: str) -> Amendment | Orphan:
    held = passage.part(start, end)
    if held is None:
        return _parted(placed, passage)
    part, begins = held
    anchor = Span(start - begins, end - begins, passage.became[start:end])
    return replace(placed, draft=name, eid=part.eid, anchor=anchor)


def _parted(placed: Amendment, passage: _Passage) -> Orphan:
    numbers = ", ".join(one.number for one in passage.new)
    return orphan(
        placed, "parted", _("its words now stand in several paragraphs: {numbers}").format(numbers=numbers)
    )


def _whose(placed: Amendment, passage: _Passage) -> Orphan:
    """Paragraphs that were joined had the same words, and not all of these are left."""
    numbers = ", ".join(one.number for one in passage.old)
    reason = _(
        "several of the joined paragraphs {numbers} had its words: ask whether those that are left are meant"
    )
    return orphan(placed, "twice", reason.format(numbers=numbers))


def _sought(wanted: str, passage: _Passage) -> int | None:
    """Words that changed their place within the paragraph, if enough of them stand there once, as they were."""
    if len(words(wanted)) < SEARCHING.least_words:
        return None
    once = passage.text.count(wanted) == passage.became.count(wanted) == 1
    return passage.became.index(wanted) if once else None


def _gone(placed: Amendment, passage: _Passage, now: str) -> Orphan:
    """Why words are no longer there: they read as proposed, they read otherwise, or they were deleted."""
    if _same(now, placed.new) or _says(passage, placed):
        return orphan(placed, "already", reason_for("already", placed, passage.new[0]))
    if "\n" in now and placed.anchor and _same(now, placed.anchor.text):
        return _parted(placed, passage)
    numbers = ", ".join(one.number for one in passage.new)
    if now:
        words_now = now if len(now) <= 120 else f"{now[:119].rstrip()}…"
        return orphan(
            placed,
            "reworded",
            _("its words were reworded to “{words}” (paragraph {numbers})").format(
                words=words_now, numbers=numbers
            ),
        )
    return orphan(
        placed, "deleted", _("its words were deleted from paragraph {numbers}").format(numbers=numbers)
    )


def _says(passage: _Passage, placed: Amendment) -> bool:
    """Whether the proposed words stand there now, and did not before."""
    new = placed.new
    if len(words(new)) < 2 or _same(new, placed.old or ""):
        return False
    return len(find(new, passage.became)) > len(find(new, passage.text))


def _same(one: str, other: str) -> bool:
    return [key(word) for word in words(one)] == [key(word) for word in words(other)]


# --- whole paragraphs -------------------------------------------------------------------------------------


def _whole(placed: Amendment, own: Paragraph, passage: _Passage, name: str) -> Amendment | Orphan:
    """A proposal for the whole paragraph, its hunks merged with what the draft changed."""
    offset = passage.offset(own.eid)
    if own.text == passage.became:
        return replace(placed, draft=name, eid=passage.new[0].eid)
    if not placed.new and len(passage.old) == len(passage.new) == 1:
        return _deletion(placed, passage.new[0], name)
    ours = [Hunk(h.start + offset, h.end + offset, h.new) for h in hunks(own.text, placed.new)]
    theirs = hunks(passage.text, passage.became)
    left = [hunk for hunk in ours if hunk not in theirs]
    if not left and (ours or _same(placed.new, passage.became)):
        return orphan(placed, "already", reason_for("already", placed, passage.new[0]))
    moved = [_carried(hunk, theirs, passage.runs) for hunk in left]
    for hunk, there in zip(left, moved, strict=True):
        if there is None:
            return _gone(placed, passage, became(hunk.start, hunk.end, passage.runs))
    kept = [hunk for hunk in moved if hunk is not None]
    return _merged(placed, passage, kept, name, partly=len(left) < len(ours))


def _carried(hunk: Hunk, theirs: Sequence[Hunk], runs: Sequence[Run]) -> Hunk | None:
    if any(touch(hunk, other) for other in theirs):
        return None
    to = carried(hunk.start, hunk.end, runs)
    return None if to is None else Hunk(to, to + hunk.end - hunk.start, hunk.new)


def _merged(
    placed: Amendment, passage: _Passage, there: Sequence[Hunk], name: str, partly: bool
) -> Amendment | Orphan:
    """The hunks in the one paragraph that holds them all."""
    held = [passage.part(hunk.start, hunk.end) for hunk in there]
    parts = {one[0].eid: one for one in held if one is not None}
    if None in held or len(parts) > 1 or (not parts and len(passage.new) > 1):
        return _parted(placed, passage)
    part, begins = next(iter(parts.values())) if parts else (passage.new[0], 0)
    new = merged(part.text, [Hunk(h.start - begins, h.end - begins, h.new) for h in there])
    new = new if placed.new else new.strip()
    notices = placed.notices
    if partly:
        notices = (*notices, _("part of it is in the text already"))
    anchor = Span(0, len(part.text), part.text)
    return replace(placed, draft=name, eid=part.eid, old=part.text, new=new, anchor=anchor, notices=notices)


def _deletion(placed: Amendment, part: Paragraph, name: str) -> Amendment:
    """The deletion of a paragraph, which stays one however the paragraph was reworded."""
    notices = placed.notices
    if placed.old is not None and not _same(placed.old, part.text):
        notices = (*notices, _("the paragraph was reworded since its deletion was proposed"))
    anchor = Span(0, len(part.text), part.text)
    return replace(placed, draft=name, eid=part.eid, old=part.text, anchor=anchor, notices=notices)


def _new_paragraph(placed: Amendment, record: Concordance, to: int) -> tuple[Amendment, int] | Orphan:
    """A proposal for a new paragraph stays one, unless the draft has it now."""
    for one in record.drafts[to].paragraphs:
        if _same(one.text, placed.new):
            return orphan(placed, "already", reason_for("already", placed, one))
    return replace(placed, draft=record.names[to], anchor=None), to
