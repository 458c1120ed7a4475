"""What stands beside a statement: each of its records in one line, as anyone may see it."""

from collections.abc import Iterable, Iterator, Mapping

from soundingboard.exposure import CONFIDENTIAL, public
from soundingboard.i18n import _
from soundingboard.model import Ask, Change, Comparison, Contribution, Reflection
from soundingboard.reflect.sentences import speaker
from soundingboard.vocabulary import NOT_STATED


def evidence_lines(
    reflection: Reflection,
    asks: Iterable[Ask],
    contributions: Iterable[Contribution],
    comparison: Comparison | None = None,
) -> dict[str, str]:
    """For each record that reflections name, what it is: whose, where, in which words; plain text without its id.

    Of a confidential contribution the line holds its id and group, no words and no place; of an anonymous one nothing
    of whom it is from. A record that is not given has no line.
    """
    names = {name for section in reflection.sections for name in section.evidence}
    people = {one.id: public(one) for one in contributions}
    lines = {f"contribution:{one.id}": _contribution(one) for one in people.values()}
    for ask in asks:
        if ask.contribution in people:
            lines[f"ask:{ask.id}"] = _ask(ask, people[ask.contribution])
    for change in comparison.changes if comparison else ():
        names_of = {f"change:{name}" for name in _names(change, comparison)}
        lines |= dict.fromkeys(names_of, _change(change))
    return {name: line for name, line in lines.items() if name in names}


def _names(change: Change, comparison: Comparison | None) -> Iterator[str]:
    """How records name a change: by its id, the paragraphs that it led to, or those of the draft before."""
    yield change.id
    yield from (one.eid for one in change.new)
    if comparison:
        yield from (f"{comparison.old.name}/{one.eid}" for one in change.old)


def _contribution(one: Contribution) -> str:
    if one.permission == CONFIDENTIAL:
        group = _("group not stated") if one.stakeholder_group == NOT_STATED else one.stakeholder_group
        return _("in confidence, {group}").format(group=group)
    return speaker(one)


def _ask(ask: Ask, one: Contribution) -> str:
    if one.permission == CONFIDENTIAL:
        return _contribution(one)
    words = ask.quote.text if ask.quote else ask.rationale or ""
    quote = f": “{' '.join(words.split())}”" if words.strip() else ""
    return f"{speaker(one)}{quote}"


def _change(change: Change) -> str:
    """ "56 became 57, reworded"."""
    old, new = (", ".join(one.number for one in side) for side in (change.old, change.new))
    where = _("{old} became {new}").format(old=old, new=new) if old and new and old != new else new or old
    return f"{where}, {_kinds()[change.kind]}"


def _kinds() -> Mapping[str, str]:
    return {
        "unchanged": _("same words"),
        "reworded": _("reworded"),
        "split": _("split"),
        "joined": _("joined"),
        "regrouped": _("regrouped"),
        "inserted": _("new"),
        "deleted": _("deleted"),
    }
