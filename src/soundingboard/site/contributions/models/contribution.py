"""What people said: one record for every channel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.drafts.models import Draft
from soundingboard.site.names import short_name
from soundingboard.site.people.models import Organisation, Participant
from soundingboard.site.processes.models import NOT_STATED, Process


class Permission(models.TextChoices):
    NAMED = "named", _("with my name")
    ORGANISATION = "organisation", _("with my organisation only")
    ANONYMOUS = "anonymous", _("anonymously")
    CONFIDENTIAL = "confidential", _("confidentially, to the secretariat alone")


OPEN = (Permission.NAMED, Permission.ORGANISATION)  # count by group and region
FROM_OPEN_TO_CLOSED = tuple(Permission)  # the order of their declaration


class ContributionState(models.TextChoices):
    CURRENT = "current", _("current")
    SUPERSEDED = "superseded", _("superseded by a later version")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    SET_ASIDE = "set aside", _("set aside by the secretariat")


_CONFIDENTIAL = Q(permission=Permission.CONFIDENTIAL) | Q(tightened=Permission.CONFIDENTIAL)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def current(self, process: Process) -> Self:
        return self.filter(process=process, state=ContributionState.CURRENT)

    def waiting(self, process: Process) -> Self:
        """Current ones that nobody has dealt with yet, the oldest first."""
        return self.current(process).filter(dealt=None).order_by("filed", "pk")

    def with_asks(self) -> Self:
        return self.select_related("organisation", "draft").prefetch_related("asks")

    def seen_with(self, drafts: Iterable[Draft]) -> Self:
        """Those that a reader of these drafts may know of."""
        return self.filter(Q(draft=None) | Q(draft__in=[draft.pk for draft in drafts]))

    def closed(self) -> Self:
        return self.filter(_CONFIDENTIAL)

    def not_closed(self) -> Self:
        return self.exclude(_CONFIDENTIAL)

    def openly(self) -> Self:
        """Those whose group, region and organisation may be shown."""
        return self.filter(Q(tightened="", permission__in=OPEN) | Q(tightened__in=OPEN))

    def anonymous(self) -> Self:
        """Those whose words may be shown, and nothing about who says them."""
        return self.filter(
            Q(tightened="", permission=Permission.ANONYMOUS) | Q(tightened=Permission.ANONYMOUS)
        )

    def on_draft(self, draft: Draft) -> Self:
        """Filed on a draft, or asking something of it."""
        return self.filter(Q(draft=draft) | Exists(_asks().filter(contribution=OuterRef("pk"), draft=draft)))

    def asking(self, **what: Any) -> Self:
        """With one ask that is all of this."""
        return self.filter(Exists(_asks().filter(contribution=OuterRef("pk"), **what)))


class Contribution(models.Model):
    """See interchange: Contribution."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="contributions")
    name = models.CharField(max_length=60, default=short_name)  # its id for people: "hc-001", "k7m2xw4q"
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="contributions")
    kind = models.CharField(max_length=12, default="submission")
    channel = models.CharField(max_length=12, default="form")
    filed = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(default=False)
    language = models.CharField(max_length=20, default="en")
    text = models.TextField()
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True)
    stakeholder_group = models.CharField(max_length=100, default=NOT_STATED)
    regional_group = models.CharField(max_length=100, default=NOT_STATED)
    country = models.CharField(max_length=100, blank=True)
    groupings = models.JSONField(default=list)
    event = models.CharField(max_length=100, blank=True)
    heard_or_observed = models.CharField(max_length=10, blank=True)
    permission = models.CharField(max_length=14, choices=Permission, default=Permission.ORGANISATION)
    state = models.CharField(max_length=12, choices=ContributionState, default=ContributionState.CURRENT)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="successor")
    once = models.CharField(max_length=64, unique=True, null=True)  # a form sent twice gives one contribution
    ended = models.DateTimeField(null=True)  # when it was superseded, withdrawn or set aside
    # Set when a later version is less open than this one: this one is then shown no more openly either.
    tightened = models.CharField(max_length=14, choices=Permission, blank=True)

    # What a file said where the process has no such word: {"stakeholder_group": "NGOs"}; the field is "not stated".
    as_written = models.JSONField(default=dict)
    notices = models.JSONField(default=list)  # of the reading, for the secretariat
    file = models.ForeignKey(
        "contributions.UploadedFile", on_delete=models.SET_NULL, null=True, related_name="contributions"
    )
    dealt = models.DateTimeField(null=True)  # when somebody said that its asks are as they should be
    version = models.PositiveIntegerField(default=1)  # counts every change by the secretariat

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "name"], name="one_contribution_a_name")]
        indexes = [
            models.Index(fields=["process", "state", "filed"]),
            models.Index(fields=["draft", "state", "filed"]),
            models.Index(fields=["process", "state", "dealt"]),
        ]

    def __str__(self) -> str:
        return f"contribution:{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("contribution", args=[self.process.slug, self.name])

    @property
    def shown_as(self) -> Permission:
        """How it may be shown: its own permission, or that of a later version where that is stricter."""
        return Permission(self.tightened or self.permission)

    @property
    def is_confidential(self) -> bool:
        return self.shown_as == Permission.CONFIDENTIAL

    @property
    def is_open(self) -> bool:
        """Whether group, region and organisation may be shown."""
        return self.shown_as in OPEN


class Reading(models.Model):
    """The secretariat read a confidential contribution; its author sees when."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]


def is_late(draft: Draft | None, filed: datetime) -> bool:
    """Whether something came after the draft's deadline as it stood then."""
    return bool(draft and draft.closes and filed > draft.closes)


def _asks() -> models.QuerySet[Any]:
    return apps.get_model("contributions", "Ask").objects.all()  # ask.py imports this file
