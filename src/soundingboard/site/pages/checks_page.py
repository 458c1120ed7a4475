"""What is unclear in a draft, as a page and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soundingboard.check import Finding
from soundingboard.model import PlaceName
from soundingboard.site.contributions.said import data
from soundingboard.site.drafts.models import Draft, Paragraph
from soundingboard.site.pages.documents import COLUMNS, findings, findings_as_data
from soundingboard.site.processes.models import Process

RULES = {
    "no-addressee": _("a call without an addressee"),
    "shared-role": _("one role given to two bodies"),
    "two-forms": _("a term in two forms"),
    "dangling-reference": _("a reference to a paragraph that is not there"),
    "shifted-reference": _("a reference that renumbering may have shifted"),
}


@dataclass(frozen=True, slots=True)
class Other:
    """Another paragraph to look at."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the words before and after those that it is about."""

    finding: Finding
    before: str
    after: str
    address: str
    others: Sequence[Other]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, how often it was found, and the findings."""

    name: str
    label: str
    lines: Sequence[Line]

    @property
    def sources(self) -> list[str]:
        """Where the rule comes from."""
        return list(dict.fromkeys(line.finding.source for line in self.lines))


@dataclass(frozen=True, slots=True)
class ChecksPage:
    rules: Sequence[Rule]
    n: int
    is_english: bool


def checks_page(process: Process, chain: Sequence[Draft], here: Draft) -> ChecksPage:
    """Everything that was found, by rule (one query, and one for each draft that is not in memory)."""
    every = findings(chain, here)
    places = _Places.of(process, chain, here, every)
    lines = [places.line(one) for one in every]
    rules = [
        Rule(name, str(label), found)
        for name, label in RULES.items()
        if (found := [line for line in lines if line.finding.rule == name])
    ]
    return ChecksPage(rules, len(every), here.language.startswith("en"))


@dataclass(frozen=True, slots=True)
class _Places:
    """The paragraphs that findings name, by draft and eid: their numbers and texts."""

    process: Process
    here: Draft
    labels: Mapping[str, str]
    known: Mapping[tuple[str, str], tuple[str, str]]

    @classmethod
    def of(
        cls, process: Process, chain: Sequence[Draft], here: Draft, findings: Sequence[Finding]
    ) -> "_Places":
        wanted = {one.eid for one in findings} | {place.eid for one in findings for place in one.others}
        rows = Paragraph.objects.filter(draft__in=[draft.pk for draft in chain], eid__in=wanted)
        columns = ("draft__slug", "eid", "number", "text")
        known = {(slug, eid): (number, text) for slug, eid, number, text in rows.values_list(*columns)}
        return cls(process, here, {draft.slug: draft.label for draft in chain}, known)

    def line(self, one: Finding) -> Line:
        """A finding with the text around its words."""
        _number, text = self.known[self.here.slug, one.eid]
        return Line(
            finding=one,
            before=text[: one.words.start],
            after=text[one.words.end :],
            address=self._address(self.here.slug, one.eid),
            others=[
                self._other(place)
                for place in one.others
                if (place.draft, place.eid) in self.known and place != PlaceName(self.here.slug, one.eid)
            ],
        )

    def _other(self, place: PlaceName) -> Other:
        number, _text = self.known[place.draft, place.eid]
        words = number if place.draft == self.here.slug else f"{number} ({self.labels[place.draft]})"
        return Other(words, self._address(place.draft, place.eid))

    def _address(self, draft: str, eid: str) -> str:
        return reverse("paragraph", args=[self.process.slug, draft, eid])


def checks_data(process: Process, chain: Sequence[Draft], here: Draft, form: str) -> HttpResponse:
    """The same as data."""
    records, rows = findings_as_data(chain, here)
    record = {"process": process.slug, "draft": here.slug, "findings": records}
    return data.answer(form, f"{here.slug}-checks", record, rows, COLUMNS)
