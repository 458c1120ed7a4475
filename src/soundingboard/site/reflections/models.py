"""What the board says of a draft: statement by statement, with what each rests on, and who signed."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from soundingboard.site.drafts.models import Draft
from soundingboard.site.people.models import Participant
from soundingboard.site.processes.models import Process


class ReflectionState(models.TextChoices):
    DRAFT = "draft", _("being written")
    SIGNING = "signing", _("open for sign-off")
    PUBLISHED = "published", _("published")


class SectionKind(models.TextChoices):
    GENERAL = "general", _("general word")
    RETAIN = "retain", _("to keep")
    WELCOME = "welcome", _("welcome")
    CAUTION = "caution", _("caution")
    CLARIFY = "clarify", _("to clarify")
    SUGGEST = "suggest", _("suggested wording")
    CONVERGENCE = "convergence", _("where stakeholders met, and where they did not")


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def of(self, process: Process) -> Self:
        found = self.filter(process=process).select_related("draft__process", "process")
        return found.order_by("-draft__order", "-pk")

    def published(self, process: Process) -> Self:
        """What anyone may read, on the newest draft first."""
        return self.of(process).filter(state=ReflectionState.PUBLISHED)


class Reflection(models.Model):
    """See interchange: Reflection. Members see it from the start, anyone once it is published."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="reflections")
    slug = models.SlugField(max_length=100)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="reflections")
    title = models.CharField(_("title"), max_length=300)
    symbol = models.CharField(_("symbol"), max_length=100, blank=True)
    date = models.DateField(_("date"))
    language = models.CharField(max_length=20, default="en")
    state = models.CharField(max_length=12, choices=ReflectionState, default=ReflectionState.DRAFT)
    published = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=1)  # counts every change of its statements
    # Published ones never change: a corrected version is new reflections that name what they correct.
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    note = models.CharField(_("what is corrected"), max_length=500, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_reflection_a_slug")]

    def __str__(self) -> str:
        return f"reflection:{self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("reflection", args=[self.process.slug, self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == ReflectionState.PUBLISHED


class Section(models.Model):
    """One statement; see interchange: sections of a Reflection. `text` is Markdown."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=40)  # its bookmark in Word
    kind = models.CharField(_("kind"), max_length=12, choices=SectionKind)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    refs = models.JSONField(default=list)  # [{"draft", "eid"}]
    evidence = models.JSONField(default=list)  # ["change:c57", "ask:hc-001-1"]
    amendments = models.JSONField(default=list)  # names
    is_new = models.BooleanField(default=False)  # written since the last version, in Word or here
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["reflection", "name"], name="one_section_a_name")]


class Earlier(models.Model):
    """What a statement said in one of its versions: a Word file that was made from it is compared with this."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="earlier")
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=SectionKind)
    topic = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    refs = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    amendments = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "name", "version"], name="one_text_a_version")
        ]


class Edition(models.Model):
    """Which statements there were, in which versions, after one of the changes; `state` is what a file calls it."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=64)
    statements = models.JSONField(default=list)  # [[name, version]], in their order

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["reflection", "number"], name="one_edition_a_number")]


class Position(models.TextChoices):
    AGREES = "agrees", _("agrees")
    DISSENTS = "dissents", _("dissents")
    ASIDE = "stands aside", _("stands aside")


class Signature(models.Model):
    """Where a member stands. A dissent has a reason, which is published with the reflections.

    `late`: given after publication; the published text stays as it was, and the page says so.
    """

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Participant, on_delete=models.PROTECT)
    position = models.CharField(max_length=12, choices=Position)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(default=False)
    # Positions are never overwritten: an earlier one of the same member stays, and this one replaces it.
    replaced = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]


class ReturnState(models.TextChoices):
    WAITING = "waiting", _("waits for somebody to look at it")
    TAKEN = "taken", _("taken over")
    PUT_AWAY = "put away", _("put away")


class Return(models.Model):
    """A Word file that came back, and what it changed; `data` is the file as it came, for the board alone."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="returns")
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=300)
    data = models.BinaryField()
    report = models.JSONField(default=dict)  # {"kept", "changed", "added", "removed", "orphans", "notices"}
    edition = models.PositiveIntegerField(default=1)  # that the file was made from
    state = models.CharField(max_length=12, choices=ReturnState, default=ReturnState.WAITING)

    class Meta:
        ordering = ["-at", "-pk"]
