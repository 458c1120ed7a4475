"""The whole review of a text: its words for groups and regions, its milestones, its mandate."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

GLOBAL, NOT_STATED = "global", "not stated"  # beside the groups and regions of every process


class Process(models.Model):
    """One review. Groups and regions are its own words."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    instrument = models.CharField(max_length=500, blank=True)
    summary = models.TextField(blank=True)
    languages = models.JSONField(default=list)  # codes: ["en", "fr"]
    groups = models.JSONField(default=list)  # ["government", ...]
    regions = models.JSONField(default=list)
    groupings = models.JSONField(default=list)  # [{"code": "SIDS", "label": "..."}]
    answers = models.BooleanField(default=False)  # whether co-facilitators answer here
    extra = models.JSONField(default=dict)  # what a process folder says beyond this, kept for export

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("process", args=[self.slug])

    @property
    def language(self) -> str:
        return self.languages[0] if self.languages else "en"

    def group_words(self) -> list[str]:
        return [*self.groups, GLOBAL, NOT_STATED]

    def region_words(self) -> list[str]:
        return [*self.regions, GLOBAL, NOT_STATED]


class Milestone(models.Model):
    """A date of the process that people wait for."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="milestones")
    label = models.CharField(max_length=200)
    date = models.DateField()
    kind = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return self.label


class MandateQuerySet(models.QuerySet["Mandate"]):
    def of(self, process: Process) -> Self:
        return self.filter(process=process).order_by("date", "id")


class Mandate(models.Model):
    """A version of the terms of reference, as Markdown."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="mandates")
    label = models.CharField(_("label"), max_length=200)
    date = models.DateField(_("date"))
    language = models.CharField(max_length=20, default="en")
    text = models.TextField(_("text"))

    objects = MandateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label
