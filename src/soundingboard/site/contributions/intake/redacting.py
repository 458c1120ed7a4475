"""Taking words out for good, and setting whole contributions aside: each with a reason that everyone can read."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions.intake import spans
from soundingboard.site.contributions.intake.acting import (
    as_all_may_read,
    asks_of,
    close_what_was_said,
    enter,
    recounted,
    signature,
    take,
)
from soundingboard.site.contributions.intake.spans import REMOVED, Redacted, Span
from soundingboard.site.contributions.models import (
    Ask,
    BulkUpload,
    Contribution,
    ContributionState,
    Decision,
    Redaction,
    Suggestion,
)
from soundingboard.site.contributions.tallies import count
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.people.rules import Who
from soundingboard.site.record.models import Entry

REDACTED, SET_ASIDE, BROUGHT_BACK = (
    "redacted contribution",
    "set aside contribution",
    "brought back contribution",
)


def places_of(contribution: Contribution, words: str) -> list[Span]:
    """Where words stand in the text of a contribution."""
    return (
        [found.span() for found in spans.whole_words(words).finditer(contribution.text)]
        if words.strip()
        else []
    )


def holds(contribution: Contribution, words: str) -> bool:
    """Whether words stand anywhere in a contribution: in its text, or in what it asks."""
    pattern = spans.whole_words(words)
    kept = [contribution.text, *(_words_of(ask) for ask in asks_of(contribution))]
    return any(pattern.search(text) for text in kept)


def _words_of(ask: Ask) -> str:
    proposed = ask.proposed or {}
    return "\n".join(filter(None, (proposed.get("old"), proposed.get("new"), ask.rationale)))


def versions_of(contribution: Contribution) -> list[Contribution]:
    """The other versions of it, the earliest first."""
    before, after = contribution, contribution
    found: list[Contribution] = []
    while before.supersedes:
        before = before.supersedes
        found.insert(0, before)
    while successor := getattr(after, "successor", None):
        after = successor
        found.append(after)
    for one in found:
        one.process = contribution.process
    return found


@transaction.atomic
def redact(
    who: Who,
    contribution: Contribution,
    version: int | None,
    words: str,
    reason: str,
    span: Span | None = None,
) -> Redaction:
    """Take words out of a contribution, in whatever state: of its text (everywhere, or at `span` alone), its asks, its
    suggestions; what the record showed of it until now is closed.

    Suggestions that nobody decided go; it is for the caller to have it read again. Raises Refused where the words do
    not stand or the reason repeats them, Crossed when somebody changed the contribution after it was seen.
    """
    pattern = spans.whole_words(words) if words.strip() else None
    if pattern is None or not (span or holds(contribution, words)):
        raise Refused(_("These words do not stand in it: copy them once more."), "words")
    if pattern.search(reason):
        raise Refused(_("The reason repeats the words: everyone can read it."), "reason")
    take(contribution, version, was=None)
    now = spans.redacted(contribution.text, [span] if span else places_of(contribution, words))
    clean = _cleaner(pattern)
    is_current = contribution.state == ContributionState.CURRENT
    with recounted(contribution) if is_current else nullcontext():  # the wordings proposed are counted
        _clean_asks(contribution, now, clean)
    _clean_suggestions(contribution, now, clean)
    _clean_reports(contribution, now, clean)
    contribution.text, contribution.as_written = now.text, clean(contribution.as_written)
    contribution.notices = clean(contribution.notices)
    contribution.save(update_fields=["text", "as_written", "notices"])
    close_what_was_said(contribution)
    redaction = Redaction.objects.create(contribution=contribution, reason=reason, by=signature(who))
    enter(who, contribution, REDACTED, as_all_may_read(contribution) | {"reason": reason})
    return redaction


def _cleaner(pattern: Any) -> Callable[[Any], Any]:
    """Takes words out of whatever holds them."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(REMOVED, value)
        if isinstance(value, dict):
            return {key: clean(inner) for key, inner in value.items()}
        return [clean(inner) for inner in value] if isinstance(value, list) else value

    return clean


def _clean_asks(contribution: Contribution, now: Redacted, clean: Callable[[Any], Any]) -> None:
    for ask in asks_of(contribution):
        ask.quote = _moved(contribution.text, ask.quote, now)
        ask.proposed, ask.rationale = clean(ask.proposed), clean(ask.rationale)
        ask.save(update_fields=["quote", "proposed", "rationale"])
        for made in ask.amendments.all():  # in the room to the right: its words are those of the ask
            made.new, made.rationale = clean(made.new), clean(made.rationale)
            made.notices, made.version = clean(made.notices), made.version + 1
            made.save(update_fields=["new", "rationale", "notices", "version"])


def _clean_suggestions(contribution: Contribution, now: Redacted, clean: Callable[[Any], Any]) -> None:
    contribution.suggestions.filter(decision=Decision.OPEN).delete()
    fields = ("proposed", "rationale", "words", "topic", "others")
    for one in Suggestion.objects.filter(contribution=contribution):
        one.quote = _moved(contribution.text, one.quote, now)
        for field in fields:
            setattr(one, field, clean(getattr(one, field)))
        one.save(update_fields=["quote", *fields])


def _clean_reports(contribution: Contribution, now: Redacted, clean: Callable[[Any], Any]) -> None:
    """The report of an upload shows how each text begins: perhaps only the first half of the words."""
    for upload in BulkUpload.objects.filter(process=contribution.process):
        rows = [row for row in upload.rows if row.get("name") == contribution.name]
        for row in rows:
            length = len(row.get("beginning") or "")
            row |= {**clean(row), "beginning": " ".join(now.text.split())[:length]}
        if rows:
            _clean_names(upload, clean)
            upload.save(update_fields=["rows"])


def _clean_names(upload: BulkUpload, clean: Callable[[Any], Any]) -> None:
    """What its files are called: “Letter of Ada Lamp.docx” says it too."""
    for row in upload.rows:
        if row.get("file"):
            row["file"] = clean(row["file"])
    for pk, name in upload.files.values_list("pk", "name"):
        if clean(name) != name:
            upload.files.filter(pk=pk).update(name=clean(name)[:300])


def _moved(text: str, quote: Any, now: Redacted) -> dict[str, Any] | None:
    """A quotation in the text as it is now; one that never stood where it said is looked for, else dropped."""
    if quote and not spans.is_of(quote, text):
        quote = spans.find(quote["text"], text, quote["start"])
    return now.moved(quote)


@transaction.atomic
def set_aside(who: Who, contribution: Contribution, version: int | None, reason: str) -> None:
    """It counts no more, and says why. Raises Ended when it is not current, Crossed when it was changed meanwhile."""
    aside = {"state": ContributionState.SET_ASIDE, "ended": timezone.now()}
    take(contribution, version, ContributionState.CURRENT, **aside)
    count(contribution, asks_of(contribution), -1)
    enter(who, contribution, SET_ASIDE, {"reason": reason})


@transaction.atomic
def bring_back(who: Who, contribution: Contribution, version: int | None) -> None:
    """What was set aside counts again."""
    back = {"state": ContributionState.CURRENT, "ended": None}
    take(contribution, version, ContributionState.SET_ASIDE, **back)
    count(contribution, asks_of(contribution))
    enter(who, contribution, BROUGHT_BACK, as_all_may_read(contribution))


def reason_of(contribution: Contribution) -> str:
    """Why it was set aside, as everyone can read it; empty for what was said in confidence."""
    if contribution.state != ContributionState.SET_ASIDE or contribution.is_confidential:
        return ""
    entries = Entry.objects.about(contribution.process.slug, str(contribution)).filter(verb=SET_ASIDE)
    newest = entries.last()
    return str(newest.content.get("reason", "")) if newest else ""
