"""What the secretariat works with: files that came, what the software suggests, what was taken out."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.contributions.models.ask import Ask, AskKind
from soundingboard.site.contributions.models.contribution import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.models import Process


class UploadState(models.TextChoices):
    RECEIVED = "received", _("being read")
    READ = "read", _("read, waiting to be taken in")
    TAKEN = "taken", _("taken in")
    FAILED = "failed", _("could not be read")
    PUT_AWAY = "put away", _("put away, nothing was taken in")


class BulkUpload(models.Model):
    """Files of contributions that came together, and what became of every file and row.

    `defaults` are what the secretariat said of all of them ({"draft", "channel", "permission", "language",
    "event", "meanings"});
    `records` are the contributions as read, until they are taken in; `rows` the report of the reading.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="bulk_uploads")
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=UploadState, default=UploadState.RECEIVED)
    defaults = models.JSONField(default=dict)
    records = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    error = models.TextField(blank=True)
    asked = models.DateTimeField(default=timezone.now)  # when its reading was asked for, the last time
    task = models.CharField(max_length=64, blank=True)
    taken = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"upload:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("upload", args=[self.process.slug, self.pk])


class UploadedFile(models.Model):
    """A file as it came; the secretariat alone may open it.

    When it is removed for good, `data` is empty and the fields from `removed` on say when, why, by whom, and what it
    was.
    """

    upload = models.ForeignKey(BulkUpload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    data = models.BinaryField()
    # The archive that it lay in, which still holds it.
    inside = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="members")
    removed = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=500, blank=True)
    removed_by = models.CharField(max_length=60, blank=True)  # a pseudonym
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One reading of one contribution by the software; `inputs` is the hash of all that it read."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="runs")
    at = models.DateTimeField(default=timezone.now)
    version = models.CharField(max_length=30)
    thresholds = models.JSONField(default=dict)
    inputs = models.CharField(max_length=64)

    class Meta:
        ordering = ["at"]


class Decision(models.TextChoices):
    OPEN = "", _("not decided")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")


class Suggestion(models.Model):
    """An ask as a run suggests it; a person's decision stays, whatever a later run says. Fields as in `Ask`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="suggestions")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="suggestions")
    statement = models.CharField(max_length=60)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True)
    place = models.CharField(max_length=220)
    kind = models.CharField(max_length=12, choices=AskKind)
    stance = models.CharField(max_length=8)
    about = models.CharField(max_length=8)
    quote = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    rationale = models.TextField(blank=True)
    basis = models.CharField(max_length=12)
    score = models.FloatField(null=True)
    sure = models.BooleanField(default=False)
    words = models.JSONField(default=list)  # what told the kind and the place, best first
    topic = models.CharField(max_length=200, blank=True)  # what it speaks of, in its own words
    others = models.JSONField(default=list)  # next best places: [{"place", "label", "score", "words"}]
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided = models.DateTimeField(null=True)
    ask = models.OneToOneField(Ask, on_delete=models.SET_NULL, null=True, related_name="suggestion")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["contribution", "decision"])]


class Redaction(models.Model):
    """Words that the secretariat took out of a contribution for good, and the reason that everyone may read."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="redactions")
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=60)  # a pseudonym
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
