"""Drafts of the text, what they hold, and what became of each paragraph from one to the next."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from soundingboard.site.people.models import Participant
from soundingboard.site.processes.models import Process
from soundingboard.vocabulary import FORMAT


class State(models.TextChoices):
    """A draft on its way: received, read (or failed), published; later perhaps replaced by its corrigendum."""

    RECEIVED = "received", _("being read")
    FAILED = "failed", _("could not be read")
    READ = "read", _("read, not published")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced by a corrigendum")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    BOARD = "board", _("for the board only")
    UNOFFICIAL = "unofficial", _("unofficial")


OUT = (State.PUBLISHED, State.REPLACED)


class DraftQuerySet(models.QuerySet["Draft"]):
    def chain(self, process: Process, inside: bool) -> Self:
        """The drafts that are out, oldest first; those for the board only when `inside`.

        A replaced draft stays in the chain, straight before its corrigendum: what was said on it is anchored there.
        """
        found = self.filter(process=process, state__in=OUT).defer("record").order_by("order", "correction")
        return found if inside else found.exclude(visibility=Visibility.BOARD)

    def waiting(self, process: Process) -> Self:
        """Uploads that are not published yet, newest first."""
        return self.filter(process=process).exclude(state__in=OUT).order_by("-id")


class Draft(models.Model):
    """One revision. `slug` is its address for ever; a corrigendum is a draft of its own that replaces another."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="drafts")
    slug = models.SlugField()
    stage = models.CharField(_("stage"), max_length=40)
    label = models.CharField(_("label"), max_length=200)
    symbol = models.CharField(_("symbol"), max_length=100, blank=True)
    title = models.CharField(max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=20, default="en")
    date = models.DateField(_("date"), null=True)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    order = models.PositiveIntegerField(default=0)  # place in the process, from 1; corrigenda share it
    correction = models.PositiveIntegerField(default=0)  # 0: the draft itself; 1: its first corrigendum
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrigenda")
    correction_note = models.TextField(blank=True)  # what the corrigendum mends, for readers
    opens = models.DateTimeField(_("opens"), null=True)
    closes = models.DateTimeField(_("closes"), null=True)
    published = models.DateTimeField(null=True)
    source_file = models.CharField(max_length=300, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    source_url = models.URLField(blank=True)
    notices = models.JSONField(default=list)  # of the reading, for readers
    record = models.JSONField(default=dict)  # the whole draft in the interchange format
    error = models.TextField(blank=True)  # why it could not be read, in one line
    version = models.PositiveIntegerField(default=1)  # counts every change by hand: two editors cannot cross

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["order", "correction"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_draft_a_slug")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("draft", args=[self.process.slug, self.slug])

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether contributions are on time now."""
        if self.state != State.PUBLISHED:
            return False
        now = now or timezone.now()
        begun = self.opens is None or self.opens <= now
        return bool(self.opens or self.closes) and begun and (self.closes is None or now <= self.closes)

    @property
    def has_not_begun(self) -> bool:
        return self.opens is not None and self.opens > timezone.now()


class Extension(models.Model):
    """A deadline that was moved, and why; both times stay in sight."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="extensions")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]


class Upload(models.Model):
    """The file itself, as it came."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="upload")
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100, blank=True)
    data = models.BinaryField()
    blocks = models.JSONField(
        default=list
    )  # [{"role", "text", "label", "level"}]: what lay in the file, in order
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)
    asked = models.DateTimeField(default=timezone.now)  # when its reading was asked for, the last time
    task = models.CharField(max_length=64, blank=True)  # the task that reads it


class Standing(models.TextChoices):
    """Who stands behind a text in another language."""

    OFFICIAL = "official", _("official text")
    UNOFFICIAL = "unofficial", _("unofficial translation")


class VersionState(models.TextChoices):
    """A language version on its way: read, laid beside the draft and kept by a person; later perhaps replaced."""

    RECEIVED = "received", _("being read")
    FAILED = "failed", _("could not be read")
    READ = "read", _("read, not kept yet")
    KEPT = "kept", _("kept")
    REPLACED = "replaced", _("replaced by another file")


WAITING = (VersionState.RECEIVED, VersionState.FAILED, VersionState.READ)


class LanguageVersionQuerySet(models.QuerySet["LanguageVersion"]):
    def kept(self) -> Self:
        """Those that stand: readers see them once the draft is out, and what people say is linked through them."""
        return self.filter(state=VersionState.KEPT)

    def waiting(self, process: Process) -> Self:
        """Those of a process that nobody has kept yet."""
        return self.filter(draft__process=process, state__in=WAITING).select_related("draft").light()

    def light(self) -> Self:
        """Without the file and what was read from it."""
        return self.defer("data", "record")


class LanguageVersion(models.Model):
    """The same draft in another language. Which paragraph is which is seen when both are laid beside, never stored."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="language_versions")
    language = models.CharField(_("language"), max_length=20)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.UNOFFICIAL)
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.RECEIVED)
    name = models.CharField(max_length=300)  # of the file
    media_type = models.CharField(max_length=100, blank=True)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    record = models.JSONField(default=dict)  # as it was read, in the interchange format
    error = models.TextField(blank=True)  # why it could not be read, in one line
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    asked = models.DateTimeField(default=timezone.now)  # when its reading was asked for, the last time
    task = models.CharField(max_length=64, blank=True)  # the task that reads it
    kept = models.DateTimeField(null=True)

    objects = LanguageVersionQuerySet.as_manager()

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "language"],
                condition=Q(state="kept"),
                name="one_kept_version_a_language",
            ),
            models.UniqueConstraint(
                fields=["draft", "language"],
                condition=Q(state__in=["received", "failed", "read"]),
                name="one_waiting_version_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {self.language}"

    @property
    def is_official(self) -> bool:
        return self.standing == Standing.OFFICIAL

    @property
    def language_name(self) -> str:
        """The language as the reader calls it."""
        return name_of(self.language, "name_translated")

    @property
    def own_name(self) -> str:
        """The language as its speakers call it."""
        return name_of(self.language, "name_local")


def name_of(language: str, which: str = "name_translated") -> str:
    """The name of a language; of one that nobody named for us, its code."""
    try:
        return str(get_language_info(language.lower())[which])
    except KeyError:
        return language


class Heading(models.Model):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="headings")
    index = models.PositiveIntegerField()
    eid = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()

    class Meta:
        ordering = ["index"]


class Paragraph(models.Model):
    """A paragraph of a published draft; `draft.record` holds the same in the interchange format."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="paragraphs")
    index = models.PositiveIntegerField()
    eid = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40, default="operative")
    parent = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["draft", "eid"], name="one_paragraph_an_eid")]

    def __str__(self) -> str:
        return self.number or self.eid

    def get_absolute_url(self) -> str:
        return reverse("paragraph", args=[self.draft.process.slug, self.draft.slug, self.eid])


class Comparison(models.Model):
    """What a run of the library made of two drafts: a suggestion, never mixed with what a person decided."""

    old = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comparisons_after")
    new = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comparisons")
    run = models.JSONField(default=dict)  # {"program", "thresholds", "input"}: with what it was made
    summary = models.JSONField(default=dict)
    head = models.JSONField(default=dict)  # the record without its changes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="one_comparison_a_pair")]

    def record(self) -> dict[str, Any]:
        """The comparison in the interchange format, to be read again by `comparison_from_record`."""
        changes = self.changes.order_by("index").values_list("record", flat=True)
        return {"format": FORMAT, **self.head, "changes": list(changes)}


class Change(models.Model):
    """One change of a comparison."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="changes")
    index = models.PositiveIntegerField()
    name = models.CharField(max_length=20)  # "c57"
    kind = models.CharField(max_length=12)
    record = models.JSONField()

    class Meta:
        ordering = ["index"]
        indexes = [models.Index(fields=["comparison", "name"])]


class EdgeQuerySet(models.QuerySet["Edge"]):
    def between(self, pairs: list[tuple[int, int]]) -> Self:
        """The edges of the given pairs of drafts (old id, new id)."""
        asked = Q(pk__in=[])
        for old, new in pairs:
            asked |= Q(comparison__old=old, comparison__new=new)
        return self.filter(asked)


class Edge(models.Model):
    """One paragraph became (part of) another; lives are walked along edges, never stored."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="edges")
    change = models.ForeignKey(Change, on_delete=models.CASCADE)
    old_eid = models.CharField(max_length=200)
    new_eid = models.CharField(max_length=200)

    objects = EdgeQuerySet.as_manager()


class Return(models.Model):
    """A paragraph whose text had left and came back: an edge from the earlier draft, past those without it."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="returns")
    change = models.ForeignKey(Change, on_delete=models.CASCADE)
    origin = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    old_eid = models.CharField(max_length=200)
    new_eid = models.CharField(max_length=200)


class LinkDecision(models.Model):
    """A person's word on which paragraph became which; it outlives every run."""

    old = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="decisions_after")
    new = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="decisions")
    old_eids = models.JSONField(default=list)
    new_eids = models.JSONField(default=list)
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)


class FlagVerdict(models.Model):
    """A person's word on a flag: confirmed or not. Keyed by the words, so that a new run does not lose it."""

    old = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="flag_verdicts")
    key = models.CharField(max_length=64)  # SHA-256 of device, rule and words
    confirmed = models.BooleanField()
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new", "key"], name="one_verdict_a_flag")]
