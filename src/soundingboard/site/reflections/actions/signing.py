"""Sign-off and publication. A position is never overwritten: a new one replaces it, and both are kept."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Visibility
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.editing import Crossed, Refused, digest
from soundingboard.site.reflections.actions.entering import entered, facts_of, locked
from soundingboard.site.reflections.evidence import hidden_drafts, speaks_of
from soundingboard.site.reflections.models import Position, Reflection, ReflectionState, Signature
from soundingboard.site.reflections.signed import unsigned

# Reflections are out for good: sent with the `process`, inside the transaction.
came_out = Signal()


@transaction.atomic
def open_for_signing(who: Who, reflection: Reflection, version: int) -> Reflection:
    """Let members sign the text as it stands; until it goes back to writing, nobody changes it."""
    if not reflection.sections.exists():
        raise Refused(_("There is no statement yet: nobody can sign an empty text."))
    return _go(
        who, reflection, version, ReflectionState.DRAFT, ReflectionState.SIGNING, "opened for sign-off"
    )


@transaction.atomic
def back_to_writing(who: Who, reflection: Reflection, version: int) -> Reflection:
    """Take the text back to be changed. Positions on it are kept, and have to be given again on the new text."""
    found = _go(
        who, reflection, version, ReflectionState.SIGNING, ReflectionState.DRAFT, "took back to writing"
    )
    found.signatures.filter(replaced=None).update(replaced=timezone.now())
    return found


def _go(who: Who, reflection: Reflection, version: int, old: str, new: str, verb: str) -> Reflection:
    found = locked(reflection)
    if found.version != version or found.state != old:
        raise Crossed(found)
    Reflection.objects.filter(pk=found.pk).update(state=new, version=F("version") + 1)
    found = locked(reflection)
    entered(who, found, verb, {"edition": found.edition})
    return found


@transaction.atomic
def sign(who: Who, reflection: Reflection, position: str, reason: str = "") -> Signature:
    """Say where the one who asks stands; after publication it is marked late, and the text stays as it was."""
    found = locked(reflection)
    if found.state == ReflectionState.DRAFT:
        raise Refused(_("This text is still being written; it can be signed once it is opened for sign-off."))
    if position == Position.DISSENTS and not reason.strip():
        raise Refused(_("Write why you dissent: the reason is published with the reflections."))
    mine = found.signatures.filter(member=who.participant, replaced=None)
    same = mine.filter(position=position, reason=reason).first()
    if same:
        return same
    mine.update(replaced=timezone.now())
    given = {"position": position, "reason": reason, "late": found.is_published}
    signature = Signature.objects.create(reflection=found, member_id=who.participant, **given)
    entered(who, found, "signed reflections", _signed(signature))
    return signature


def _signed(signature: Signature) -> dict[str, Any]:
    reason = digest(signature.reason) if signature.reason else None
    known = {"member": str(signature.member), "position": signature.position, "late": signature.late}
    return known | {"reason": reason}


@transaction.atomic
def publish(who: Who, reflection: Reflection, version: int) -> Reflection:
    """Let everyone read it, for good: it cannot be taken back or changed. Doing so twice is doing it once."""
    found = locked(reflection)
    if found.is_published:
        return found
    if found.draft.visibility == Visibility.BOARD:
        raise Refused(
            _("{draft} is for the board only: what is said of it cannot be published before it.").format(
                draft=found.draft
            )
        )
    if found.version != version or found.state != ReflectionState.SIGNING:
        raise Crossed(found)
    out = {"state": ReflectionState.PUBLISHED, "published": timezone.now(), "version": F("version") + 1}
    Reflection.objects.filter(pk=found.pk).update(**out)
    found = locked(reflection)
    found.sections.update(is_new=False)
    entered(who, found, "published reflections", _whole(found))
    came_out.send(Reflection, process=found.process)
    return found


def _whole(found: Reflection) -> dict[str, Any]:
    hidden = hidden_drafts(found.process, lives.chain(found.process, inside=False))
    return {
        "title": found.title,
        "symbol": found.symbol,
        "date": found.date.isoformat(),
        "draft": found.draft.slug,
        "corrects": found.corrects.slug if found.corrects else None,
        "sections": [_openly(facts_of(section), hidden) for section in found.sections.all()],
        "signed": [_signed(one) for one in found.signatures.filter(replaced=None).select_related("member")],
        "not_signed": [str(member) for member in unsigned(found)],
    }


def _openly(facts: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """What a statement rests on, without naming drafts that not everyone may know of."""
    return facts | {
        "refs": [ref for ref in facts["refs"] if ref["draft"] not in hidden],
        "evidence": [name for name in facts["evidence"] if speaks_of(name) not in hidden],
    }
