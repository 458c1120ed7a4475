"""Publishing drafts."""

from django.db import transaction
from django.utils import timezone

from soundingboard.site.drafts.comparing import compare_with_others, settle
from soundingboard.site.drafts.models import Draft, State, Visibility
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers


@transaction.atomic
def publish(who: Who, draft: Draft) -> None:
    """Put a draft out: from now on it can be read, compared and spoken on."""
    draft.state, draft.published = State.PUBLISHED, timezone.now()
    draft.save(update_fields=["state", "published"])
    settle(draft)
    compare_with_others(draft)
    if draft.corrects:
        Draft.objects.filter(pk=draft.corrects.pk).update(state=State.REPLACED)
    readers = Readers.BOARD if draft.visibility == Visibility.BOARD else Readers.PUBLIC
    enter(draft.process.slug, who.actor, "published draft", f"draft:{draft.slug}", _content(draft), readers)


def _content(draft: Draft) -> dict[str, object]:
    content = {
        "stage": draft.stage,
        "label": draft.label,
        "symbol": draft.symbol,
        "date": draft.date.isoformat() if draft.date else None,
        "visibility": draft.visibility,
        "sha256": draft.source_sha256,
        "paragraphs": draft.paragraphs.count(),
    }
    if draft.corrects:
        content |= {"corrects": f"draft:{draft.corrects.slug}", "mends": draft.correction_note}
    return content
