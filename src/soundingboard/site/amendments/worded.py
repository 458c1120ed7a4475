"""What the library makes of wording: reading it, placing it, setting it side by side: its verbs, called here alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from soundingboard import amend, model
from soundingboard.amend import Collision, Compilation, Orphan, Support, Warning, Wording
from soundingboard.amend.placing import find
from soundingboard.ask.wording import is_marked, tidy
from soundingboard.errors import InputError
from soundingboard.site.amendments import records
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.amendments.records import Key, read, recorded
from soundingboard.site.contributions.models import Ask
from soundingboard.site.contributions.records import asked
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.editing import Refused


def typed(text: str, paragraph: model.Paragraph | None, language: str) -> Wording:
    """The wording that somebody typed for a paragraph (None: for a new one), marked or plainly changed.

    Raises Refused, in one line, where it proposes nothing or strikes words that are not there.
    """
    if not text.strip():
        raise Refused(
            _("Nothing is proposed: write the wording, or say that the paragraph is to be deleted.")
        )
    if paragraph is None:
        return Wording(None, amend.wording(text).new if is_marked(text) else text)
    if is_marked(text) and not is_marked(paragraph.text):
        found = _marked(text, paragraph, language)
    else:
        found = amend.between(paragraph.text, text)
    if found.new.split() == paragraph.text.split():
        raise Refused(
            _("The wording is that of paragraph {number} as it stands: change something.").format(
                number=paragraph.number
            )
        )
    return found


def _marked(text: str, paragraph: model.Paragraph, language: str) -> Wording:
    """Marked-up words of a paragraph, or all of it, as the whole paragraph before and after."""
    whole = amend.wording(text, paragraph.text, (), language)
    for op, words in whole.runs:
        if op == "delete" and words.strip() and not find(words, paragraph.text):
            raise Refused(
                _("“{words}” is struck, but does not stand in paragraph {number}.").format(
                    words=words.strip(), number=paragraph.number
                )
            )
    before = tidy("".join(words for op, words in whole.runs if op != "insert"))
    try:
        return amend.between(paragraph.text, amend.apply(Wording(before, whole.new), paragraph.text))
    except InputError as error:
        if _rewrites(whole.new, paragraph.text):
            return whole
        raise Refused(_in_a_line(error)) from error


def _rewrites(new: str, text: str) -> bool:
    """Whether wording is that of the whole text, some of it changed without a mark."""
    try:
        amend.apply(Wording(None, new), text)
    except InputError:
        return False
    return True


def _in_a_line(error: InputError) -> str:
    said = str(error).partition(": ")[2] or str(error)
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def placed(one: model.Amendment, draft: Draft) -> model.Amendment:
    """With its anchor in its draft. Raises Refused with the reason where its words are not there."""
    found = amend.locate(one, read(draft))
    if isinstance(found, Orphan):
        raise Refused(f"{found.reason[:1].upper()}{found.reason[1:]}.")
    return found


def of_ask(ask: Ask, draft: Draft, others: Iterable[Ask] = ()) -> model.Amendment:
    """The amendment that an ask of a contribution makes. Raises Refused where it makes none."""
    one, here = asked(ask), read(draft)
    if one.proposed and not one.target.eid:
        return model.Amendment(ask.name, here.name, None, None, one.proposed.new, rationale=one.rationale)
    made = amend.amendment_of_ask(one, ask.contribution.text, here, [asked(other) for other in others])
    if made is None:
        raise Refused(_("It proposes no wording for a paragraph of this draft."))
    return placed(made, draft)


def becomes(one: Amendment) -> tuple[str, str] | Orphan:
    """The paragraph before and after ("" before: a new paragraph), or why its words are not there."""
    return _becomes(recorded(one), one.draft.pk, one.draft.version)


def becomes_there(one: model.Amendment, draft: Draft) -> tuple[str, str] | Orphan:
    """The same, for an amendment that was carried to a draft."""
    return _becomes(one, draft.pk, draft.version)


@lru_cache(maxsize=2048)
def _becomes(one: model.Amendment, pk: int, version: int) -> tuple[str, str] | Orphan:
    found = amend.locate(one, records.read_version(pk, version))
    if isinstance(found, Orphan):
        return found
    paragraph = records.paragraphs_in(pk, version).get(found.eid or "")
    return (paragraph.text, amend.apply(found, paragraph.text)) if paragraph else ("", found.new)


def warned(old: str, new: str, language: str) -> Sequence[Warning]:
    """What a drafter would stumble over; nothing where a paragraph is deleted."""
    return amend.warnings(old or None, new, language) if new else ()


def rebased(one: Amendment, key: Key, to: Draft) -> model.Amendment | Orphan:
    """The amendment on a later draft, along the confirmed edges, or why it has no place there."""
    return _rebased(recorded(one), key, to.slug)


@lru_cache(maxsize=2048)
def _rebased(one: model.Amendment, key: Key, to: str) -> model.Amendment | Orphan:
    found = amend.rebase(replace(one, state="proposed"), records.concordance(key), to)
    return found if isinstance(found, Orphan) else found.amendment


def colliding(rows: Iterable[Amendment], draft: Draft) -> tuple[Collision, ...]:
    """Where proposals on a draft change the same words."""
    return _colliding(tuple(recorded(one) for one in rows if one.is_standing), draft.pk, draft.version)


@lru_cache(maxsize=64)
def _colliding(ones: tuple[model.Amendment, ...], pk: int, version: int) -> tuple[Collision, ...]:
    return amend.collisions(ones, records.read_version(pk, version))


def compiled(
    draft: Draft, rows: Sequence[Amendment], support: Mapping[str, Support], open_only: bool = False
) -> Compilation:
    """The compilation text of a draft."""
    ones = [recorded(one) for one in rows]
    return amend.compilation(read(draft), ones, records.names_of(rows), support, open_only)


def forget() -> None:
    """Drop what is kept by number (tests give numbers twice)."""
    for kept in (_becomes, _rebased, _colliding):
        kept.cache_clear()
    records.forget()
