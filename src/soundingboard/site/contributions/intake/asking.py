"""The page of one ask: a suggestion to correct, an ask to change or split, or one to add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from soundingboard.site.contributions.intake import deciding, spans
from soundingboard.site.contributions.intake.acts import ask_in, suggestion_in
from soundingboard.site.contributions.intake.forms import AskForm, Room, as_filled_in, room_of
from soundingboard.site.contributions.intake.found import Work
from soundingboard.site.contributions.intake.page import Shown, shown_alone
from soundingboard.site.contributions.models import Ask, Suggestion
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.refusals import Refused


@dataclass(frozen=True, slots=True)
class AskDesk:
    """What is changed (None: one is added), the form, and how it stands now."""

    one: Suggestion | Ask | None
    form: AskForm
    shown: Shown | None
    sentences: Sequence[tuple[int, str]]  # where the second of two could begin

    @property
    def is_suggestion(self) -> bool:
        return isinstance(self.one, Suggestion)


def desk(request: HttpRequest, work: Work) -> AskDesk:
    """What lies before someone who corrects or adds. Raises Refused when what the address names is gone."""
    one = _named(request, work)
    draft = _draft(request, work, one)
    form = _form(request, work, one, room_of(work.contribution, draft, _place_in(one, draft)))
    sentences = (
        spans.later_sentences(work.contribution.text, one.quote) if isinstance(one, Ask) and one.quote else []
    )
    shown = shown_alone(one, work.chain) if one else None
    return AskDesk(one, form, shown, sentences)


def again(request: HttpRequest, work: Work) -> AskDesk:
    """The same form with what was typed, of the contribution as it is now; when its ask is gone it adds one."""
    try:
        found = desk(request, work)
    except Refused:
        room = room_of(work.contribution, _draft(request, work, None), request.POST.get("place", ""))
        found = AskDesk(None, AskForm(room, request.POST), None, [])
    found.form.again(work.contribution.version)
    found.form.is_valid()
    return found


def save(work: Work, desk: AskDesk) -> Ask:
    """Do what the valid form says."""
    version, asked = desk.form.cleaned_data["version"], desk.form.asked()
    if isinstance(desk.one, Suggestion):
        return deciding.correct_suggestion(work.who, desk.one, version, asked)
    if isinstance(desk.one, Ask):
        return deciding.correct_ask(work.who, desk.one, version, asked)
    return deciding.add(work.who, work.contribution, version, asked)


def _named(request: HttpRequest, work: Work) -> Suggestion | Ask | None:
    if request.GET.get("suggestion"):
        return suggestion_in(request, work)
    return ask_in(request, work) if request.GET.get("ask") else None


def _draft(request: HttpRequest, work: Work, one: Suggestion | Ask | None) -> Draft | None:
    """The draft whose places are listed: that of the address, of the ask, or of the contribution."""
    wanted = request.GET.get("of", "")
    by_slug = next((draft for draft in work.chain if draft.slug == wanted), None)
    pk = one.draft_id if one and one.draft_id else work.contribution.draft_id
    return by_slug or next((draft for draft in work.chain if draft.pk == pk), None)


def _place_in(one: Suggestion | Ask | None, draft: Draft | None) -> str:
    """The place as it is, when it is of the draft that is listed."""
    return one.place if one and draft and one.draft_id == draft.pk else ""


def _form(request: HttpRequest, work: Work, one: Suggestion | Ask | None, room: Room) -> AskForm:
    initial = {
        **as_filled_in(one, work.contribution),
        **(_selected(request.GET, work) if one is None else {}),
    }
    return AskForm(room, request.POST if request.method == "POST" else None, initial=initial)


def _selected(query: Mapping[str, str], work: Work) -> dict[str, Any]:
    """The words that were selected in the original, as the address gives their ends."""
    start, end = query.get("start", ""), query.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 18):
        return {}
    found = spans.quote(work.contribution.text, int(start), int(end))
    return {"quote": found["text"], "start": found["start"]} if found else {}
