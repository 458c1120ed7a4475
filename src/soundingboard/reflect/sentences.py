"""The sentences of reflections. Each says how many, never "several", and nothing that its records do not say."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from soundingboard.exposure import GROUP, OPEN, Words, all_words, stated
from soundingboard.i18n import _, ngettext
from soundingboard.model import Change, Contribution, Device
from soundingboard.reflect.grouping import Said, contributions_of
from soundingboard.reflect.prose import escaped
from soundingboard.vocabulary import NOT_STATED, AskKind, Effect


@dataclass(frozen=True, slots=True)
class Quoting:
    """How many quotations stand in the text itself."""

    most: int = 3  # more make a list of records, which the evidence beside the statement already is


QUOTING = Quoting()


def who(contributions: Sequence[Contribution], words: Words) -> str:
    """The groups of contributions with their numbers, in brackets; the numbers add up to all of them."""
    known = all_words(words, GROUP)
    counts = Counter(
        stated(one, GROUP, known)[0] if one.permission in OPEN else None for one in contributions
    )
    parts = [(_group(word), counts[word]) for word in known if counts[word]]
    if counts[None]:
        parts.append((_("anonymous"), counts[None]))
    if len(contributions) == 1:
        return f"({parts[0][0]})"
    return f"({', '.join(f'{word} {n}' for word, n in parts)})"


def _group(word: str) -> str:
    return _("group not stated") if word == NOT_STATED else word


def asking(kind: AskKind, said: Sequence[Said], words: Words) -> str:
    """How many contributions ask a kind of thing, without a full stop."""
    n = len(contributions := contributions_of(said))
    forms = {
        "retain": ngettext(
            "{n} contribution {who} asks to keep it", "{n} contributions {who} ask to keep it", n
        ),
        "strengthen": ngettext(
            "{n} contribution {who} asks for stronger wording",
            "{n} contributions {who} ask for stronger wording",
            n,
        ),
        "reinstate": ngettext(
            "{n} contribution {who} asks to bring back what was there",
            "{n} contributions {who} ask to bring back what was there",
            n,
        ),
        "amend": ngettext(
            "{n} contribution {who} asks to change the wording",
            "{n} contributions {who} ask to change the wording",
            n,
        ),
        "delete": ngettext(
            "{n} contribution {who} asks to leave words out",
            "{n} contributions {who} ask to leave words out",
            n,
        ),
        "clarify": ngettext(
            "{n} contribution {who} asks for clearer wording",
            "{n} contributions {who} ask for clearer wording",
            n,
        ),
        "add": ngettext(
            "{n} contribution {who} asks to add to it", "{n} contributions {who} ask to add to it", n
        ),
        "move": ngettext(
            "{n} contribution {who} asks to put it elsewhere",
            "{n} contributions {who} ask to put it elsewhere",
            n,
        ),
        "oppose": ngettext("{n} contribution {who} opposes it", "{n} contributions {who} oppose it", n),
        "question": ngettext(
            "{n} contribution {who} asks what is meant", "{n} contributions {who} ask what is meant", n
        ),
        "remark": ngettext(
            "{n} contribution {who} comments on it", "{n} contributions {who} comment on it", n
        ),
    }
    return forms[kind].format(n=n, who=who(contributions, words))


def welcoming(said: Sequence[Said], words: Words) -> str:
    """How many contributions welcome what the draft changed, without a full stop: it may be other than is flagged."""
    n = len(contributions := contributions_of(said))
    form = ngettext(
        "{n} contribution {who} welcomes the change", "{n} contributions {who} welcome the change", n
    )
    return form.format(n=n, who=who(contributions, words))


def concerned(said: Sequence[Said], words: Words) -> str:
    """How many contributions voice concern without an ask."""
    n = len(contributions := contributions_of(said))
    form = ngettext("{n} contribution {who} voices concern", "{n} contributions {who} voice concern", n)
    return form.format(n=n, who=who(contributions, words))


def meeting(groups: Sequence[str], wish: str, said: Sequence[Said], words: Words) -> str:
    """How many groups have one wish, and how many contributions."""
    n = len(contributions := contributions_of(said))
    form = ngettext(
        "{m} groups meet: {n} contribution {who} asks to {wish}",
        "{m} groups meet: {n} contributions {who} ask to {wish}",
        n,
    )
    return form.format(m=len(groups), n=n, who=who(contributions, words), wish=wish)


def missing(said: Sequence[Said], words: Words) -> str:
    """How many contributions miss something in the text."""
    n = len(contributions := contributions_of(said))
    form = ngettext(
        "Missed: {n} contribution {who} asks for what the draft does not say.",
        "Missed: {n} contributions {who} ask for what the draft does not say.",
        n,
    )
    return form.format(n=n, who=who(contributions, words))


def new_paragraphs(n: int, reference: str) -> str:
    """How many paragraphs are new."""
    form = ngettext("{n} paragraph is new ({places}).", "{n} paragraphs are new ({places}).", n)
    return form.format(n=n, places=reference)


def deleted_paragraphs(n: int, reference: str) -> str:
    """How many paragraphs of the earlier draft are gone."""
    form = ngettext("{n} paragraph was deleted ({places}).", "{n} paragraphs were deleted ({places}).", n)
    return form.format(n=n, places=reference)


def flagged(effect: Effect, changes: Sequence[Change], refer: Callable[[Change], str]) -> str:
    """How many changes are flagged stronger or softer, each with the words that make it so."""
    n = len(changes)
    if effect == "strengthens":
        form = ngettext(
            "{n} change is flagged stronger: {what}.", "{n} changes are flagged stronger: {what}.", n
        )
    else:
        form = ngettext("{n} change is flagged softer: {what}.", "{n} changes are flagged softer: {what}.", n)
    parts = [
        f"{'; '.join(_device(device) for device in change.devices if device.effect == effect)} ({refer(change)})"
        for change in changes
    ]
    return form.format(n=n, what="; ".join(parts))


def _device(device: Device) -> str:
    old, new = (quoted(side.text) if side else "" for side in (device.old, device.new))
    if old and new:
        return _("{old} became {new}").format(old=old, new=new)
    return _("{old} was taken out").format(old=old) if old else _("{new} was put in").format(new=new)


def proposed(n: int, reference: str) -> str:
    """How many wordings are suggested, and for which paragraphs."""
    form = ngettext(
        "{n} suggestion of wording ({places}), as follows:",
        "{n} suggestions of wording ({places}), as follows:",
        n,
    )
    return form.format(n=n, places=reference)


def quoted(text: str) -> str:
    """Words in quotation marks, as Markdown."""
    return f"“{escaped(' '.join(text.split()))}”"


def quotations(said: Iterable[Said]) -> list[str]:
    """What people said, in their own words and with whose they are, as Markdown quotations."""
    found = []
    for ask, one in said:
        words = ask.quote.text if ask.quote else ask.rationale or ""
        if words.strip():
            found.append(f"> {quoted(words)} – {escaped(speaker(one))} ({escaped(one.id)})")
    return found


def speaker(one: Contribution) -> str:
    """Who speaks, as far as anyone may know."""
    if one.permission not in OPEN:
        return _("anonymous")
    group = one.stakeholder_group if one.stakeholder_group != NOT_STATED else None
    return ", ".join(part for part in (one.participant, one.organisation, group) if part) or _("not stated")
