"""The record: every act, in order, each entry sealed into the next. Entries are never changed."""

import json
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from soundingboard.chain import seal


class Readers(models.TextChoices):
    """Who may read an entry's words; everybody may see that it is there and check the chain."""

    PUBLIC = "public", _("everyone")
    BOARD = "board", _("those with a role in the process")
    BOARDROOM = "boardroom", _("the board and the secretariat")
    SECRETARIAT = "secretariat", _("the secretariat")


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_process(self, process: str) -> Self:
        return self.filter(process=process).order_by("sequence")

    def about(self, process: str, obj: str) -> Self:
        return self.of_process(process).filter(object=obj)

    def head(self, process: str) -> "Entry | None":
        return self.filter(process=process).order_by("-sequence").first()


class Entry(models.Model):
    """One act: who did what to which object, with the canonical content, sealed onto the entry before it."""

    process = models.SlugField(blank=True)  # empty: the site itself
    sequence = models.PositiveBigIntegerField()
    time = models.DateTimeField()
    actor = models.CharField(max_length=60)  # a pseudonym: "participant:k7m2xw4q", or a role alone
    verb = models.CharField(max_length=40)
    object = models.CharField(max_length=120)
    body = models.TextField()  # canonical JSON of all of the above, the content and a nonce
    readers = models.CharField(max_length=12, choices=Readers, default=Readers.PUBLIC)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "sequence"], name="one_entry_a_place")]
        indexes = [models.Index(fields=["process", "object", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.object}"

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)["content"]
        return content

    @property
    def seal(self) -> str:
        return seal(self.body)


class Closure(models.Model):
    """The words of an object's entries, up to one of them (null: of all), are no longer shown to everyone."""

    process = models.SlugField(blank=True)
    object = models.CharField(max_length=120)
    until = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["process", "object"])]
