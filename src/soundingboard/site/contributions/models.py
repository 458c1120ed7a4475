"""What people said, on what, and how often: one record for every channel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


class AskKind(models.TextChoices):
    RETAIN = "retain", pgettext_lazy("ask", "keep")
    STRENGTHEN = "strengthen", pgettext_lazy("ask", "strengthen")
    REINSTATE = "reinstate", pgettext_lazy("ask", "bring back")
    AMEND = "amend", pgettext_lazy("ask", "change the wording")
    DELETE = "delete", pgettext_lazy("ask", "delete")
    CLARIFY = "clarify", pgettext_lazy("ask", "clarify")
    ADD = "add", pgettext_lazy("ask", "add")
    MOVE = "move", pgettext_lazy("ask", "move")
    OPPOSE = "oppose", pgettext_lazy("ask", "oppose")
    QUESTION = "question", pgettext_lazy("ask", "question")
    REMARK = "remark", pgettext_lazy("ask", "comment")


SAID_ON_THE_SITE = ("retain", "amend", "delete", "clarify", "add", "oppose", "remark")


class Topic(models.Model):
    """A named set of paragraphs or terms, or neither."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="topics")
    slug = models.SlugField()
    label = models.CharField(max_length=200)
    paragraphs = models.JSONField(default=list)  # [{"draft": slug, "eid"}]
    terms = models.JSONField(default=list)
    confirmed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_topic_a_slug")]

    def __str__(self) -> str:
        return self.label


class ContributionState(models.TextChoices):
    CURRENT = "current", _("current")
    SUPERSEDED = "superseded", _("superseded by a later version")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


_CONFIDENTIAL = Q(permission=Permission.CONFIDENTIAL) | Q(tightened=Permission.CONFIDENTIAL)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def current(self, process: Process) -> Self:
        return self.filter(process=process, state=ContributionState.CURRENT)

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

    def on_draft(self, draft: Draft) -> Self:
        """Filed on a draft, or asking something of it."""
        return self.filter(
            Q(draft=draft) | Exists(Ask.objects.filter(contribution=OuterRef("pk"), draft=draft))
        )

    def asking(self, **what: Any) -> Self:
        """With one ask that is all of this."""
        return self.filter(Exists(Ask.objects.filter(contribution=OuterRef("pk"), **what)))


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
    ended = models.DateTimeField(null=True)  # when it was superseded or withdrawn
    # Set when a later version is less open than this one: this one is then shown no more openly either.
    tightened = models.CharField(max_length=14, choices=Permission, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "name"], name="one_contribution_a_name")]
        indexes = [
            models.Index(fields=["process", "state", "filed"]),
            models.Index(fields=["draft", "state", "filed"]),
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


class AskQuerySet(models.QuerySet["Ask"]):
    def on(self, draft: Draft, place: str) -> Self:
        return self.filter(draft=draft, place=place, contribution__state=ContributionState.CURRENT)


class Ask(models.Model):
    """One thing that a contribution asks, of one place; see interchange: Ask.

    `place` names the target in one word: "para:EID", "section:EID", "change:NAME", "topic:SLUG", "missing", "whole".
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="asks")
    name = models.CharField(max_length=60, default=short_name)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True)
    place = models.CharField(max_length=220)
    kind = models.CharField(max_length=12, choices=AskKind)
    stance = models.CharField(max_length=8, default="neutral")
    about = models.CharField(max_length=8, default="text")
    quote = models.JSONField(null=True)  # of the contribution: {"start", "end", "text"}
    anchor = models.JSONField(null=True)  # of the paragraph: {"start", "end", "text"}, the words it is about
    proposed = models.JSONField(null=True)  # {"old", "new"}
    rationale = models.TextField(blank=True)
    basis = models.CharField(max_length=12, default="person")
    score = models.FloatField(null=True)
    confirmed_by = models.CharField(max_length=60, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["draft", "place", "kind"])]


class Tally(models.Model):
    """How much was said at one place of one draft; kept in step by every act, so that pages need not count.

    `n` counts each current contribution once, `kinds` those that ask each kind, `asks` each thing asked; `groups` and
    `regions` count contributions, and only open ones. `hidden` of them are anonymous: they count in `n`, `asks` and
    `kinds`. `closed` are confidential: they count in the `n` of a whole draft alone: elsewhere a number would tell.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="tallies")
    place = models.CharField(max_length=220)  # as in Ask; "" is the whole draft
    n = models.PositiveIntegerField(default=0)
    asks = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    kinds = models.JSONField(default=dict)
    groups = models.JSONField(default=dict)
    regions = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "place"], name="one_tally_a_place")]


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
