"""The page on which words are taken out: what was typed, where it stands, which other versions and files hold it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from soundingboard.site.contributions.intake import redacting, spans
from soundingboard.site.contributions.intake.forms import RedactForm
from soundingboard.site.contributions.intake.found import Work
from soundingboard.site.contributions.intake.spans import Piece
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.contributions.uploads import originals
from soundingboard.site.contributions.uploads.originals import Kept


@dataclass(frozen=True, slots=True)
class RedactDesk:
    """`pieces`: the original with what would go marked; `others`: versions that hold the words too, as `files` may."""

    form: RedactForm
    pieces: Sequence[Piece] = ()
    n: int = 0
    others: Sequence[Contribution] = ()
    files: Sequence[Kept] = ()
    is_looked_over: bool = False

    def status(self, request: HttpRequest) -> int:
        return 422 if request.method == "POST" and self.form.errors else 200

    @property
    def chosen(self) -> Sequence[str]:
        """The files that are to go, as the form has them."""
        return self.form.data.getlist("files") if self.form.is_bound else ()

    @property
    def n_left(self) -> int:
        """How many files that may hold the words stay."""
        return len(self.files) - len(self.form.cleaned_data["files"])


def desk(request: HttpRequest, work: Work) -> RedactDesk:
    """The form as it was sent, with what it would do."""
    one = work.contribution
    if request.method != "POST":
        return RedactDesk(RedactForm(initial={"version": one.version, "words": _selected(request, work)}))
    form = RedactForm(request.POST)
    words = str(request.POST.get("words", ""))
    others = [
        other for other in redacting.versions_of(one) if words.strip() and redacting.holds(other, words)
    ]
    files = originals.holding(work.process, [one, *others], words) if words.strip() else []
    form.fields["others"].choices = [(other.name, other.name) for other in others]
    form.fields["files"].choices = [(str(kept.file.pk), kept.file.name) for kept in files]
    if form.is_valid() and not redacting.holds(one, words):
        form.add_error("words", _("These words do not stand in it: copy them once more."))
    if form.errors:
        return RedactDesk(form, others=others, files=files)
    if not request.POST.get("sure"):  # the first look is of the contribution as it is now
        form.again(one.version)
    places = redacting.places_of(one, words)
    quotes = {
        n: {"start": start, "end": end, "text": one.text[start:end]} for n, (start, end) in enumerate(places)
    }
    return RedactDesk(form, spans.pieces(one.text, quotes), len(places), others, files, True)


def _selected(request: HttpRequest, work: Work) -> str:
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 18):
        return ""
    return work.contribution.text[int(start) : int(end)].strip()


@transaction.atomic
def redact(work: Work, desk: RedactDesk) -> None:
    """Take the words out of the contribution and of the other versions that were chosen; remove the files chosen."""
    data = desk.form.cleaned_data
    redacting.redact(work.who, work.contribution, data["version"], data["words"], data["reason"])
    for other in desk.others:
        if other.name in data["others"]:
            redacting.redact(work.who, other, None, data["words"], data["reason"])
    gone = [kept.file for kept in desk.files if str(kept.file.pk) in data["files"]]
    # Why words were taken out of what was said in confidence is told to nobody: nor why its file went.
    originals.remove(work.who, gone, data["reason"], is_told=not work.contribution.is_confidential)
