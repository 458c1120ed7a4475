"""What was heard at an event, or observed by members: rows of a form, each of which becomes a contribution."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from soundingboard.site.board.models import Event
from soundingboard.site.contributions import places
from soundingboard.site.contributions.actions import Asked, Said
from soundingboard.site.contributions.forms import (
    LENGTHS,
    Languages,
    Words,
    language_label,
    one_line,
    word_label,
)
from soundingboard.site.contributions.models import AskKind, Permission, Topic
from soundingboard.site.contributions.naming.numbers import Named, named
from soundingboard.site.drafts.models import Draft
from soundingboard.site.names import short_name
from soundingboard.site.processes.forms import PlainForm
from soundingboard.site.processes.models import NOT_STATED, Process

ROWS = 5  # empty ones to begin with, and added at a time
MOST = 40  # of one form: it may have 500 fields
_SOURCES = (("heard", _("heard from stakeholders")), ("observed", _("observed by members")))
_FIRST = ("text", "source", "number", "kind", "group", "region")
_MORE = ("topic", "organisation", "permission", "language")  # folded away: most rows need none of them
_FIELDS = (*_FIRST, *_MORE)
_TOLD = ("number", "topic", "kind", "organisation")  # what is typed in these is lost without words
# Who spoke is not there to choose. Without an organisation nothing but group and region would be told of them, and in
# a room of few that is enough to know them: so they then count in totals alone, unless whoever writes says otherwise.
_PERMISSIONS = (
    ("", _("with the organisation where one is given, else anonymously")),
    (Permission.ORGANISATION, _("with group, region and organisation")),
    (Permission.ANONYMOUS, _("anonymously")),
    (Permission.CONFIDENTIAL, _("confidentially, to the secretariat alone")),
)


class NotesForm(PlainForm):
    """Rows of notes on one draft. A row without words is left out; `more` rows can be asked for."""

    draft = forms.ChoiceField(
        label=_("Draft that was spoken about"),
        help_text=_("Paragraph numbers below are those of this draft."),
    )
    rows = forms.CharField(widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, event: Event, chain: Sequence[Draft], data: Mapping[str, Any] | None = None, more: bool = False
    ) -> None:
        self._event, self._process = event, event.process
        self._drafts = {draft.slug: draft for draft in chain}
        first = {"draft": _draft_of(chain, event.start), "once": secrets.token_urlsafe(16)}
        super().__init__(None if more else data, initial=first | (data.dict() if more and data else {}))
        self.n = _sent(data, ROWS if more else 0)
        self._read: dict[str, Named] = {}
        self.initial["rows"] = self.n
        self.fields["draft"].choices = [(slug, one.label) for slug, one in reversed(self._drafts.items())]
        if not chain:
            del self.fields["draft"]
        for k in range(self.n):
            self.fields |= self._row(k)

    def _row(self, k: int) -> dict[str, forms.Field]:
        """The fields of one row."""
        process, topics = self._process, self._topics
        words = {"group": process.group_words(), "region": process.region_words()}
        chosen = {
            "source": (_("Who says so"), _SOURCES, "heard"),
            "topic": (_("Or of what else"), topics, ""),
            "kind": (
                _("What they ask"),
                [("", _("not clear yet: it goes to the queue")), *AskKind.choices],
                "",
            ),
            "group": (_("Group"), [(word, word_label(word)) for word in words["group"]], NOT_STATED),
            "region": (_("Region"), [(word, word_label(word)) for word in words["region"]], NOT_STATED),
            "permission": (_("How it is published"), _PERMISSIONS, ""),
            "language": (
                _("Language"),
                [(code, language_label(code)) for code in process.languages or [process.language]],
                process.language,
            ),
        }
        made: dict[str, forms.Field] = {
            name: forms.ChoiceField(label=label, choices=choices, initial=first, required=False)
            for name, (label, choices, first) in chosen.items()
        }
        made["language"].widget = Languages(choices=made["language"].choices)
        made["text"] = Words(label=_("What was said"), rows=3, required=False)
        made["number"] = one_line(
            200, label=_("Of paragraph"), required=False, help_text=_("Such as “12 bis” or “9-12”.")
        )
        made["organisation"] = one_line(LENGTHS.organisation, label=_("Organisation"), required=False)
        return {f"n{k}_{name}": made[name] for name in _FIELDS}

    @cached_property
    def _topics(self) -> list[tuple[str, Any]]:
        found = Topic.objects.standing(self._process)
        return [
            ("", pgettext_lazy("target", "nothing else")),
            (places.WHOLE, _("the draft as a whole")),
            (places.MISSING, _("something that is missing")),
            *((f"topic:{topic.slug}", topic.label) for topic in found),
        ]

    def table(self) -> list[dict[str, Any]]:
        """The fields of each row: what was said, what is mostly known of it, and what more there may be."""
        return [self._as_shown(k) for k in range(self.n)]

    def _as_shown(self, k: int) -> dict[str, Any]:
        text, *first = (self[f"n{k}_{name}"] for name in _FIRST)
        more = [self[f"n{k}_{name}"] for name in _MORE]
        used = any(field.errors or (field.value() or "") != (field.field.initial or "") for field in more)
        return {"text": text, "first": first, "more": more, "is_open": used}

    def own_fields(self) -> list[BoundField]:
        """Those that hold for all rows."""
        return [self["draft"]] if "draft" in self.fields else []

    def clean(self) -> dict[str, Any]:
        """Look at each row as a whole."""
        full = [k for k in range(self.n) if self._looked_at(k)]
        if not full and not self.errors:
            self.add_error(None, _("Write what was said in one row at least."))
        return self.cleaned_data

    def _looked_at(self, k: int) -> bool:
        """Whether a row holds a note; what is wrong with it is told beside it."""
        said = self._typed(k)
        if not said.get("text"):
            if any(said.get(name) for name in _TOLD):
                self.add_error(f"n{k}_text", _("Write what was said, or empty the row."))
            return False
        if said.get("number") and said.get("topic"):
            self.add_error(
                f"n{k}_topic", _("Give a paragraph or something else, not both; use two rows for two points.")
            )
        missing = self._named(said.get("number", "")).missing
        if missing:
            words = _("{draft} has no paragraph {numbers}.")
            self.add_error(f"n{k}_number", words.format(draft=self._draft.label, numbers=", ".join(missing)))
        if said.get("organisation") and said.get("permission") == Permission.ANONYMOUS:
            self.add_error(
                f"n{k}_organisation",
                _("An organisation cannot be given anonymously: take one of the two out."),
            )
        return True

    def _typed(self, k: int) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"n{k}_{name}", "") for name in _FIELDS}

    @property
    def _draft(self) -> Draft | None:
        return self._drafts.get(self.cleaned_data.get("draft", ""))

    def _named(self, typed: str) -> Named:
        if not typed.strip():
            return Named()
        draft = self._draft
        if not draft:
            return Named(missing=(typed,))
        if typed not in self._read:  # of one draft, and read of many rows
            self._read[typed] = named(draft, typed)
        return self._read[typed]

    def said(self) -> list[Said]:
        """What a valid form says, row by row."""
        return list(self._said())

    def _said(self) -> Iterator[Said]:
        for k in range(self.n):
            row = self._typed(k)
            if row["text"]:
                asks, notices = self._asks(row)
                yield Said(
                    draft=self._draft,
                    asks=asks,
                    notices=notices,
                    once=f"{self.cleaned_data['once']}:{k}" if self.cleaned_data["once"] else "",
                    **_who_said(row, self._process),
                    **_when(self._event),
                )

    def _asks(self, row: Mapping[str, str]) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
        """What a row asks; where that is not clear yet, what it is about is kept for whoever reads it."""
        found = self._named(row["number"])
        spots = [f"para:{eid}" for eid in found.eids] or [row["topic"] or places.WHOLE]
        if row["kind"] and self._draft:
            about = "omission" if spots == [places.MISSING] else "text"
            statement = short_name() if len(spots) > 1 else ""
            asks = (Asked(row["kind"], spot, self._draft, about=about, statement=statement) for spot in spots)
            return tuple(asks), ()
        if row["number"]:
            return (), (_("Noted on paragraph {numbers}.").format(numbers=row["number"]),)
        label = str(dict(self._topics).get(row["topic"], ""))
        return (), (_("Noted on {place}.").format(place=label),) if row["topic"] else ()


def _who_said(row: Mapping[str, str], process: Process) -> dict[str, Any]:
    by_itself = Permission.ORGANISATION if row["organisation"] else Permission.ANONYMOUS
    return {
        "text": row["text"],
        "language": row["language"] or process.language,
        "permission": row["permission"] or by_itself,
        "stakeholder_group": row["group"] or NOT_STATED,
        "regional_group": row["region"] or NOT_STATED,
        "organisation": row["organisation"],
        "heard_or_observed": row["source"] or "heard",
    }


def _when(event: Event) -> dict[str, Any]:
    """It was said at the event; when it was typed stands in the record."""
    return {"kind": "note", "channel": "event", "event": event.slug, "filed": event.start, "is_noted": True}


def _draft_of(chain: Sequence[Draft], when: datetime) -> str:
    """The draft that people had before them: the newest that was out at the time."""
    begun = ((draft.slug, draft.opens or draft.published) for draft in chain)
    out = [slug for slug, since in begun if since and since <= when] or [draft.slug for draft in chain]
    return out[-1] if out else ""


def _sent(data: Mapping[str, Any] | None, more: int) -> int:
    """How many rows there are: as many as were sent, so that nothing typed is lost."""
    sent = str(data.get("rows", "")) if data is not None else ""
    n = int(sent) if sent.isdecimal() and len(sent) < 4 else ROWS
    return max(1, min(n + more, MOST))
