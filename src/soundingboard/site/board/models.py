"""The board in public: who sits on it, when it meets, what it puts out."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.models import Process


class Capacity(models.TextChoices):
    MEMBER = "member", _("member")
    ALTERNATE = "alternate", _("alternate")
    EX_OFFICIO = "ex officio", _("ex officio")


class SeatQuerySet(models.QuerySet["Seat"]):
    def of(self, process: Process) -> Self:
        """All seats, with the names of their holders."""
        return self.filter(process=process).select_related("holder__identity").order_by("since", "pk")


class Seat(models.Model):
    """A place on the board and who holds it; the holder's name stands with the people, where it can be erased."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="seats")
    holder = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="seats")
    country = models.CharField(_("country"), max_length=100, blank=True)
    stakeholder_group = models.CharField(_("stakeholder group"), max_length=100)
    regional_group = models.CharField(_("region"), max_length=100)
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity, default=Capacity.MEMBER)
    note = models.CharField(_("note"), max_length=300, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SeatQuerySet.as_manager()

    @property
    def name(self) -> str | None:
        """Who holds it; None where the name was erased."""
        identity = getattr(self.holder, "identity", None)
        return identity.name if identity else None


class EventKind(models.TextChoices):
    WORKING = "working meeting", _("working meeting")
    COFACILITATORS = "meeting with co-facilitators", _("meeting with co-facilitators")
    BILATERAL = "bilateral", _("bilateral")
    OFFICE_HOUR = "office hour", _("office hour")
    HOSTED = "hosted consultation", _("hosted consultation")
    ATTENDED = "attended consultation", _("attended consultation")
    BRIEFING = "briefing", _("briefing")
    DEEP_DIVE = "deep dive", _("deep dive")
    COMMUNITY = "community event", _("community event")
    OTHER = "other output", _("other output")


class EventQuerySet(models.QuerySet["Event"]):
    def upcoming(self, process: Process) -> Self:
        """Those that are not over yet, the next one first."""
        return self._of(process).filter(end__gte=timezone.now()).order_by("start", "pk")

    def past(self, process: Process) -> Self:
        """Those that are over, the latest first."""
        return self._of(process).filter(end__lt=timezone.now()).order_by("-start", "-pk")

    def listed(self) -> Self:
        """Without what only an event's own page shows."""
        return self.defer("agenda", "notes", "attendance", "actions")

    def _of(self, process: Process) -> Self:
        return self.filter(process=process).select_related("process")  # for their addresses


class Event(models.Model):
    """See interchange: Event. Agenda and notes are Markdown."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="events")
    slug = models.SlugField(max_length=100)
    kind = models.CharField(_("kind"), max_length=30, choices=EventKind)
    title = models.CharField(_("title"), max_length=300)
    start = models.DateTimeField(_("begins"))
    end = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    open_to_observers = models.BooleanField(_("open to observers"), default=False)
    attendance = models.JSONField(default=list)
    series = models.CharField(max_length=100, blank=True)
    actions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_event_a_slug")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.process.slug, self.slug])


class OutputState(models.TextChoices):
    DRAFT = "draft", _("not yet published")
    PUBLISHED = "published", _("published")


class OutputQuerySet(models.QuerySet["Output"]):
    def published(self, process: Process) -> Self:
        """What anyone may read, the newest first."""
        return self._of(process).filter(state=OutputState.PUBLISHED)

    def unpublished(self, process: Process) -> Self:
        """What the board has not published yet."""
        return self._of(process).filter(state=OutputState.DRAFT)

    def of_kind(self, kind: str) -> Self:
        """Those of one kind; an empty one is every kind."""
        return self.filter(kind=kind) if kind else self

    def listed(self) -> Self:
        """With the draft that each is about, without the text."""
        return self.select_related("draft__process").defer("text", "draft__record")

    def _of(self, process: Process) -> Self:
        return self.filter(process=process).select_related("process").order_by("-date", "-id")


class Output(models.Model):
    """Something the board puts out: reflections, a post, a speech, a report; Markdown."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="outputs")
    slug = models.SlugField(max_length=100)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices={
            "reflections": _("reflections"),
            "post": _("post"),
            "speech": _("speech"),
            "report": _("report"),
        },
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.CharField(_("summary"), max_length=500, blank=True)
    date = models.DateField(_("date"))
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="outputs")
    language = models.CharField(_("language"), max_length=20, default="en")
    text = models.TextField(_("text"))
    state = models.CharField(max_length=12, choices=OutputState, default=OutputState.DRAFT)
    published = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = OutputQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_output_a_slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == OutputState.PUBLISHED

    def get_absolute_url(self) -> str:
        return reverse("output", args=[self.process.slug, self.slug])


class ReportText(models.Model):
    """What people write in the final report, as Markdown: the figures are counted from the records each time.

    Until it is `shown`, everyone sees the figures, and the texts the board and the secretariat alone.
    """

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="report_text")
    background = models.TextField(_("background"), blank=True)
    mandate = models.TextField(_("mandate and terms of reference"), blank=True)
    method = models.TextField(_("working method, process and outputs"), blank=True)
    engagement = models.TextField(_("engagement"), blank=True)
    feedback = models.TextField(_("feedback from stakeholders"), blank=True)
    closing = models.TextField(_("closing reflection"), blank=True)
    symbol = models.CharField(_("symbol"), max_length=100, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    shown = models.BooleanField(_("everyone may read these texts"), default=False)
    version = models.PositiveIntegerField(default=1)

    SECTIONS = ("background", "mandate", "method", "engagement", "feedback", "closing")

    @property
    def sections(self) -> dict[str, str]:
        """The texts by the names of their sections, in the order of the report."""
        return {name: getattr(self, name) for name in self.SECTIONS}

    @classmethod
    def of(cls, process: Process) -> "ReportText":
        """The texts of a process; empty ones that are nowhere yet where nobody has written any."""
        return cls.objects.filter(process=process).first() or cls(process=process)
