"""What contributions ask, of which place, and how often."""

from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from soundingboard.site.contributions.models.contribution import Contribution, ContributionState
from soundingboard.site.drafts.models import Draft
from soundingboard.site.names import short_name


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


# What a tally holds that grows with what is said, and that one place alone is read with.
HEAVY = ("voices", "wordings")
SAID_ON_THE_SITE = ("retain", "amend", "delete", "clarify", "add", "oppose", "remark")


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
    # Asks that one statement makes of several places share it; empty: it stands alone.
    statement = models.CharField(max_length=60, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["draft", "place", "kind"])]


class Tally(models.Model):
    """How much was said at one place of one draft; kept in step by every act, so that pages need not count.

    `n` counts each current contribution once, `kinds` those that ask each kind, `asks` each thing asked; `groups`,
    `regions`, `cross` and the kinds by group and region count contributions, and only open ones. `hidden` of them are
    anonymous: they count in `n`, `asks` and `kinds`. `closed` are confidential: they count in the `n` of a whole draft
    alone: elsewhere a number would tell.
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
    cross = models.JSONField(default=dict)  # {group: {region: n}}
    group_kinds = models.JSONField(default=dict)  # {group: {kind: n}}
    region_kinds = models.JSONField(default=dict)  # {region: {kind: n}}
    # Who asks what, of one place: {"organisation's id, or nothing:what it asks": n}; see `said.voiced`.
    voices = models.JSONField(default=dict)
    wordings = models.JSONField(default=dict)  # contributions that propose the same words: {their digest: n}
    contested = models.JSONField(
        default=list
    )  # which pairs of opposites are asked here, by their place in the list

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "place"], name="one_tally_a_place")]
