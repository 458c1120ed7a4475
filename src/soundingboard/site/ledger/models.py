"""What became of each ask: as the library suggests it, as people decided it, and what was answered."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.models import Ask, Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.names import short_name
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection


class Outcome(models.TextChoices):
    """Of asks to change the first six, of asks to keep the next three, of both the last."""

    ADOPTED = "adopted", _("adopted")
    IN_PART = "in part", _("in part")
    ELSEWHERE = "elsewhere", _("elsewhere")
    NOT_TAKEN_UP = "not taken up", _("not taken up")
    CONTRARY = "contrary", _("contrary")
    ALREADY = "already in the text", _("already in the text")
    KEPT = "kept", _("kept")
    WEAKENED = "weakened", _("weakened")
    LOST = "lost", _("lost")
    UNDETERMINED = "undetermined", _("undetermined")


class Trace(models.Model):
    """One run of the library over two drafts; its entries are suggestions until a person decides."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="traces")
    old = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.CharField(max_length=30)
    thresholds = models.JSONField(default=dict)
    inputs = models.CharField(max_length=64)


class Wanted(models.Model):
    """Whether a process waits to be traced anew, so that one task at a time waits for the worker."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="+")
    asked = models.DateTimeField(null=True)  # None: nothing waits


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, process: Process) -> Self:
        """Those of a process, by the later draft, with all that a line shows."""
        found = self.filter(process=process).select_related(
            "ask__contribution__organisation",
            "ask__contribution__participant__identity",
            "ask__draft",
            "amendment__organisation",
            "amendment__draft",
            "old",
            "new",
            "carried_by",
        )
        heavy = ("ask__draft__record", "amendment__draft__record", "old__record", "new__record")
        return found.defer("ask__contribution__text", *heavy).order_by("new__order", "new__correction", "pk")


class Entry(models.Model):
    """See interchange: LedgerEntry. One for each ask (or amendment) and each later draft.

    `suggested` and `evidence` are a run's; `outcome` is what stands: the suggestion until somebody decided otherwise.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="ledger")
    name = models.CharField(max_length=60, default=short_name)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, null=True, related_name="entries")
    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, null=True, related_name="entries")
    old = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="entries")
    run = models.ForeignKey(Trace, on_delete=models.SET_NULL, null=True, related_name="entries")
    suggested = models.CharField(max_length=20, choices=Outcome)
    evidence = models.JSONField(default=list)  # [{"kind", "words", "where", "note"}]
    score = models.FloatField(null=True)
    sure = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, choices=Outcome)
    note = models.TextField(blank=True)  # of the person who decided
    confirmed_by = models.CharField(max_length=60, blank=True)  # a pseudonym
    confirmed = models.DateTimeField(null=True)
    carried_by = models.ForeignKey(Reflection, on_delete=models.SET_NULL, null=True, related_name="+")
    not_carried_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="one_entry_a_name"),
            models.UniqueConstraint(fields=["ask", "new"], name="one_entry_an_ask_and_draft"),
            models.UniqueConstraint(fields=["amendment", "new"], name="one_entry_an_amendment_and_draft"),
            models.CheckConstraint(
                condition=Q(ask=None, amendment__isnull=False) | Q(ask__isnull=False, amendment=None),
                name="an_entry_is_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["process", "outcome"])]

    def __str__(self) -> str:
        return f"entry:{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("entry", args=[self.process.slug, self.name])

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmed_by)


class NotCarried(models.Model):
    """Why the board did not carry an ask."""

    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="not_carried")
    because = models.CharField(max_length=500)
    by = models.CharField(max_length=60)  # a pseudonym
    at = models.DateTimeField(default=timezone.now)


class Response(models.Model):
    """An official answer; `to` names what it answers: "ask:NAME", "paragraph:DRAFT/EID", "topic:SLUG"."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="responses")
    name = models.CharField(max_length=60, default=short_name)
    by = models.CharField(max_length=60)  # a pseudonym
    role = models.CharField(max_length=30)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("text"))
    language = models.CharField(max_length=20, default="en")
    to = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["process", "name"], name="one_response_a_name")]

    def __str__(self) -> str:
        return f"response:{self.name}"


class ContestState(models.TextChoices):
    OPEN = "open", _("waiting for an answer")
    UPHELD = "upheld", _("upheld: it was mended")
    DISMISSED = "dismissed", _("not upheld")


class Contest(models.Model):
    """A contributor says that a summary or an outcome is wrong, and why; the exchange stays on record."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="contests")
    name = models.CharField(max_length=60, default=short_name)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="contests")
    ask = models.ForeignKey(Ask, on_delete=models.SET_NULL, null=True, related_name="contests")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="contests")
    grounds = models.TextField(_("why it is wrong"))
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=ContestState, default=ContestState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]


class NoticeKind(models.TextChoices):
    LINKED = "linked", _("your contribution was read and linked")
    ANSWERED = "answered", _("somebody answered")
    TRACED = "traced", _("a new draft shows what became of it")


class Notice(models.Model):
    """What a contributor is told; it waits at the private link, and goes by e-mail where there is an address."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="notices_sent")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    about = models.CharField(max_length=200)  # "draft:rev2", "response:NAME"
    at = models.DateTimeField(default=timezone.now)
    seen_to = models.DateTimeField(null=True)  # when it was e-mailed, or found to have no address

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "kind", "about"], name="one_notice_of_a_thing")
        ]
