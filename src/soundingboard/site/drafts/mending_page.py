"""One paragraph of a draft as it was read, with the forms to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundingboard.site.drafts.comparing import predecessor
from soundingboard.site.drafts.forms import LeaveOutForm, LinkForm, ParagraphForm, VersionForm
from soundingboard.site.drafts.links import origins
from soundingboard.site.drafts.models import Comparison, Draft

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MendingPage:
    """A paragraph, its neighbours, where it comes from, and what may be done: a form that is None may not."""

    draft: Draft
    paragraph: Record
    former: str
    later: str
    before: Draft | None
    earlier: Sequence[Draft]
    origins: tuple[str, ...]
    came_from: Sequence[Record]
    form: ParagraphForm | None
    link: LinkForm | None
    joining: VersionForm | None
    leaving: LeaveOutForm | None


def mending_page(
    draft: Draft, eid: str, typed: Any, asked: str | None = None, fresh: bool = False
) -> MendingPage | None:
    """The page of a paragraph; None when there is none of this name.

    `typed` fills the forms; `asked` names the earlier draft; `fresh` looks up what stands there now, for someone who
    is to send the form again.
    """
    if fresh:
        draft.refresh_from_db()
    paragraphs = draft.record["paragraphs"]
    at = next((n for n, paragraph in enumerate(paragraphs) if paragraph["eid"] == eid), None)
    if at is None:
        return None
    earlier = _earlier(draft)
    before = next((one for one in earlier if one.slug == asked), None) or predecessor(draft)
    if before and not Comparison.objects.filter(old=before, new=draft).exists():
        before = None  # not compared yet: nothing can be said of what it was
    came = origins(before, draft, eid) if before else ()
    old = {one["eid"]: one for one in before.record["paragraphs"]} if before else {}
    forms = _Forms(draft, typed, fresh)
    return MendingPage(
        draft=draft,
        paragraph=paragraphs[at],
        former=paragraphs[at - 1]["eid"] if at else "",
        later=paragraphs[at + 1]["eid"] if at + 1 < len(paragraphs) else "",
        before=before,
        earlier=earlier,
        origins=came,
        came_from=[old[one] for one in came if one in old],
        form=forms.paragraph(paragraphs[at]),
        link=forms.link(list(old.values()), came) if before else None,
        joining=forms.joining() if at else None,
        leaving=forms.leaving() if len(paragraphs) > 1 else None,
    )


def _earlier(draft: Draft) -> list[Draft]:
    """The drafts that a paragraph may have come from, newest first."""
    out = Draft.objects.chain(draft.process, inside=True)
    place = (draft.order, draft.correction) if draft.order else (1 << 30, 0)
    return [one for one in out if (one.order, one.correction) < place][::-1]


class _Forms:
    """The forms of the page; the one whose button was pressed holds what was typed."""

    def __init__(self, draft: Draft, typed: Any, fresh: bool) -> None:
        self._draft, self._typed, self._fresh = draft, typed, fresh
        self._deed = typed.get("deed", "save") if typed is not None else ""

    def paragraph(self, paragraph: Record) -> ParagraphForm | None:
        return None if self._draft.is_out else self._made(ParagraphForm, "save", paragraph=paragraph)

    def link(self, earlier: list[Record], came: Sequence[str]) -> LinkForm:
        names = {one["eid"]: _name(one, earlier) for one in earlier}
        said = ", ".join(names.get(eid, eid) for eid in came)
        return self._made(LinkForm, "save", earlier=earlier, comes_from=said)

    def joining(self) -> VersionForm | None:
        return None if self._draft.is_out else self._made(VersionForm, "join", auto_id="join_%s")

    def leaving(self) -> LeaveOutForm | None:
        return None if self._draft.is_out else self._made(LeaveOutForm, "leave", auto_id="leave_%s")

    def _made(self, form: Any, deed: str, comes_from: str = "", **about: Any) -> Any:
        initial = {"version": self._draft.version, "comes_from": comes_from}
        made = form(self._typed if self._deed == deed else None, initial=initial, **about)
        return made.again(self._draft.version) if self._fresh and made.is_bound else made


def _name(paragraph: Record, others: Sequence[Record]) -> str:
    """The number, where it says which paragraph is meant; else the eid."""
    number = str(paragraph["number"])
    alone = sum(one["number"] == number for one in others) == 1
    return number if number and alone and "," not in number else str(paragraph["eid"])
