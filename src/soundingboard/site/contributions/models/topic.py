"""What people speak of by name, whether the text holds it or not."""

from typing import Self

from django.db import models
from django.urls import reverse

from soundingboard.site.processes.models import Process


class TopicQuerySet(models.QuerySet["Topic"]):
    def standing(self, process: Process) -> Self:
        """Those that were not merged into another."""
        return self.filter(process=process, merged_into=None)


class Topic(models.Model):
    """A named set of paragraphs or terms, or neither."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="topics")
    slug = models.SlugField()
    label = models.CharField(max_length=200)
    paragraphs = models.JSONField(default=list)  # [{"draft": slug, "eid"}]
    terms = models.JSONField(default=list)
    basis = models.JSONField(
        default=list
    )  # what suggested it: "heading", "terms", "co-citation"; [] a person
    confirmed_by = models.CharField(max_length=60, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_topic_a_slug")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.process.slug, self.slug])


class RefusedTopic(models.Model):
    """A topic that the software suggested and a person did not want; it is not suggested again."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="refused_topics")
    slug = models.SlugField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_refusal_a_topic")]

    def __str__(self) -> str:
        return self.slug
