"""Contributions and asks in the interchange format, and as the library's records."""

from collections.abc import Mapping
from typing import Any

from soundingboard import model
from soundingboard.site.contributions.models import Ask, Contribution, Topic

Record = dict[str, Any]
_PLACES = {"eid": "para", "section": "section", "topic": "topic", "change": "change"}  # of targets, as places


def said(one: Contribution) -> model.Contribution:
    """A row as the library's record. Its group, region and organisation are there whatever its permission:
    the library's `exposure` decides what may be shown."""
    return model.Contribution(
        id=one.name,
        text=one.text,
        kind=one.kind,
        date=one.filed.isoformat(),
        draft=one.draft.slug if one.draft else None,
        language=one.language,
        channel=one.channel,
        organisation=one.organisation.name if one.organisation else None,
        organisation_verified=bool(one.organisation and one.organisation.verified),
        stakeholder_group=one.stakeholder_group,
        regional_group=one.regional_group,
        country=one.country or None,
        groupings=tuple(one.groupings),
        event=one.event or None,
        heard_or_observed=one.heard_or_observed or None,
        permission=one.shown_as,
        supersedes=None,
        as_written=one.as_written,
    )


def asked(ask: Ask) -> model.Ask:
    """A row as the library's record; its contribution is named, not read."""
    span, proposed = ask.quote, ask.proposed
    return model.Ask(
        id=ask.name,
        contribution=ask.contribution.name,
        kind=ask.kind,
        stance=ask.stance,
        about=ask.about,
        target=model.Target(**target_of(ask)),
        quote=model.Span(span["start"], span["end"], span["text"]) if span else None,
        proposed=model.Proposed(proposed.get("old"), proposed.get("new") or "") if proposed else None,
        rationale=ask.rationale or None,
        basis=ask.basis,
        score=ask.score,
        confirmed_by=ask.confirmed_by or None,
        statement=ask.statement or None,
    )


def named_topic(topic: Topic) -> model.Topic:
    """A row as the library's record."""
    places = tuple(model.PlaceName(one.get("draft", ""), one.get("eid", "")) for one in topic.paragraphs)
    return model.Topic(topic.slug, topic.label, places, tuple(topic.terms), topic.confirmed_by or None)


def contribution_record(one: Contribution) -> Record:
    """A contribution in the interchange format, with what became of it (`state`, `ended`)."""
    return {
        "id": one.name,
        "kind": one.kind,
        "date": one.filed,
        "draft": one.draft.slug if one.draft else None,
        "language": one.language,
        "text": one.text,
        "channel": one.channel,
        "participant": None,
        "organisation": one.organisation.name if one.organisation else None,
        "organisation_verified": bool(one.organisation and one.organisation.verified),
        "stakeholder_group": one.stakeholder_group,
        "regional_group": one.regional_group,
        "country": one.country or None,
        "groupings": one.groupings,
        "event": one.event or None,
        "heard_or_observed": one.heard_or_observed or None,
        "permission": one.permission,
        "supersedes": one.supersedes.name if one.supersedes else None,
        "late": one.late,
        "state": one.state,
        "ended": one.ended,
        "dealt": one.dealt,
        **({"as_written": one.as_written} if one.as_written else {}),
    }


def ask_record(ask: Ask) -> Record:
    """An ask in the interchange format."""
    return {
        "id": ask.name,
        "contribution": ask.contribution.name,
        "kind": ask.kind,
        "stance": ask.stance,
        "about": ask.about,
        "target": target_of(ask),
        "quote": ask.quote,
        "anchor": ask.anchor,
        "proposed": ask.proposed,
        "rationale": ask.rationale or None,
        "basis": ask.basis,
        "score": ask.score,
        "confirmed_by": ask.confirmed_by or None,
        **({"statement": ask.statement} if ask.statement else {}),
    }


def target_of(ask: Ask) -> Record:
    """What an ask is about, as the interchange format names it."""
    kind, _colon, name = ask.place.partition(":")
    key = next((key for key, named in _PLACES.items() if named == kind), None)
    target = {key: name} if key else {"whole": True}
    return {"draft": ask.draft.slug, **target} if ask.draft else target


def place_of(target: Mapping[str, Any], about: str | None = None) -> str:
    """The place (see `Ask.place`) that a target of the interchange format names."""
    for key, kind in _PLACES.items():
        if target.get(key):
            return f"{kind}:{target[key]}"
    return "missing" if about == "omission" else "whole"
