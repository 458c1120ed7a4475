"""A person's word on a flag."""

from django.db import transaction

from soundingboard.site.drafts.actions.publishing import readers_of
from soundingboard.site.drafts.models import Draft, FlagVerdict
from soundingboard.site.people.rules import Who
from soundingboard.site.record.actions import enter
from soundingboard.site.record.models import Readers


@transaction.atomic
def judge_flag(
    who: Who, old: Draft, new: Draft, key: str, device: dict[str, object], confirmed: bool
) -> bool:
    """Say whether a flag between two drafts holds; whether that is news. The latest word stands."""
    known = FlagVerdict.objects.filter(old=old, new=new, key=key)
    if known.filter(confirmed=confirmed).exists():
        return False
    values = {"confirmed": confirmed, "by_id": who.participant}
    FlagVerdict.objects.update_or_create(old=old, new=new, key=key, defaults=values)
    words = {side: (device.get(side) or {}).get("text") for side in ("old", "new")}
    content = {"old": f"draft:{old.slug}", "effect": device["effect"], "words": words, "key": key}
    inside = Readers.BOARD in (readers_of(old), readers_of(new))
    readers = Readers.BOARD if inside else Readers.PUBLIC
    verb = "confirmed flag" if confirmed else "did not uphold flag"
    enter(new.process.slug, who.actor, verb, f"draft:{new.slug}", content, readers)
    return True
