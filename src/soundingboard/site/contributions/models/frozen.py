"""Anonymous contributions as they were counted once, when a draft had closed for comment."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from soundingboard.exposure import Frozen, frozen_of
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process


class FrozenCountQuerySet(models.QuerySet["FrozenCount"]):
    def of_process(self, process: Process) -> Self:
        return self.filter(draft__process=process)


class FrozenCount(models.Model):
    """What may be told, by group and by region, of the anonymous contributions on a draft (`exposure.freeze`).

    It is never changed and never made anew: two counts of one set, before and after something was mended, would tell
    whose group was mended. What is filed later is counted apart.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="frozen_counts")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=60)  # a pseudonym, or an office
    record = models.JSONField()  # see `exposure.frozen_record`

    objects = FrozenCountQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"count:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it, once."""
        if self.pk is not None:
            raise TypeError("what was frozen is never changed")
        super().save(*args, **kwargs)

    @property
    def frozen(self) -> Frozen:
        return frozen_of(self.record)

    @property
    def n(self) -> int:
        """How many were counted."""
        return len(self.record["contributions"])
