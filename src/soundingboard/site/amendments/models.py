"""Wording that somebody proposes for a paragraph, and who stands behind it."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.models import Ask, Contribution, ContributionState
from soundingboard.site.drafts.models import Draft
from soundingboard.site.names import short_name
from soundingboard.site.people.models import Organisation, Participant
from soundingboard.site.processes.models import Process


class AmendmentState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CARRIED = "carried", _("carried to a later draft")
    ORPHANED = "orphaned", _("orphaned: its words are gone")


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def of(self, process: Process) -> Self:
        """All of a process, those on the oldest draft first, with what a list shows."""
        return (
            self.filter(process=process)
            .select_related(
                "process", "draft__process", "organisation", "ask__contribution__organisation", "amends"
            )
            .defer("draft__record")
            .order_by("draft__order", "draft__correction", "pk")
        )

    def standing(self, process: Process) -> Self:
        """Those that still propose something: not withdrawn, nor from a contribution that counts no more."""
        gone = Contribution.objects.filter(process=process).exclude(state=ContributionState.CURRENT)
        found = self.of(process).told(process).exclude(state=AmendmentState.WITHDRAWN)
        return found.exclude(ask__contribution__in=gone)

    def told(self, process: Process) -> Self:
        """Those whose words may be shown: not from a contribution that is confidential now, or was withdrawn.

        One whose ask is gone cannot say whose it is, so that nothing could keep what was meant to be closed.
        """
        said = Contribution.objects.filter(process=process).not_closed()
        said = said.exclude(state=ContributionState.WITHDRAWN)
        return self.filter(Q(is_boards=True) | Q(organisation__isnull=False) | Q(ask__contribution__in=said))

    def seen_with(self, drafts: Iterable[Draft]) -> Self:
        """Those that a reader of these drafts may know of."""
        return self.filter(draft__in=[draft.pk for draft in drafts])


class Amendment(models.Model):
    """See interchange: Amendment. Anchored for ever to the draft that it was made on.

    Proposed by the board (`is_boards`), by an organisation that speaks openly, or in an ask of a contribution.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="amendments")
    name = models.CharField(max_length=60, default=short_name)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="amendments")
    eid = models.CharField(max_length=200, blank=True)  # empty: a new paragraph
    old = models.TextField(null=True, blank=True)  # None: the proposal does not tell it
    new = models.TextField(blank=True)  # empty: to be deleted
    rationale = models.TextField(blank=True)
    anchor = models.JSONField(null=True)  # of the paragraph: {"start", "end", "text"}
    notices = models.JSONField(default=list)  # what had to be inferred
    is_boards = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True)
    ask = models.ForeignKey(Ask, on_delete=models.SET_NULL, null=True, related_name="amendments")
    entered_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=AmendmentState, default=AmendmentState.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)  # why it is in that state
    amends = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="amended_by")
    version = models.PositiveIntegerField(default=1)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="one_amendment_a_name"),
            models.UniqueConstraint(fields=["ask", "draft"], name="one_amendment_an_ask_and_draft"),
        ]
        indexes = [models.Index(fields=["draft", "eid"])]

    def __str__(self) -> str:
        return f"amendment:{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("amendment", args=[self.process.slug, self.name])

    @property
    def is_standing(self) -> bool:
        """Whether it still proposes something; see `standing`."""
        if self.state == AmendmentState.WITHDRAWN:
            return False
        return self.ask is None or self.ask.contribution.state == ContributionState.CURRENT


class SupportPosition(models.TextChoices):
    SUPPORTS = "supports", _("supports it")
    OPPOSES = "opposes", _("opposes it")


class Support(models.Model):
    """Where an organisation stands on an amendment; it can be taken back."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="support")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    position = models.CharField(max_length=10, choices=SupportPosition)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["amendment", "organisation"], name="one_word_each")]
