"""Addresses of the list of what was said: exactly what a number counts."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Number:
    """How many, as it is shown, and where they are listed."""

    n: int
    shown: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a draft."""

    base: str
    draft: str

    @classmethod
    def of(cls, process: Process, draft: str) -> "Lists":
        return cls(reverse("contributions", args=[process.slug]), draft)

    def at(self, place: str = "", **filters: str) -> str:
        """Where those are listed who spoke on a place of the draft ("" for all of it) and fit the filters."""
        kind, _colon, name = place.partition(":")
        where = {"paragraph": name} if kind == "para" else {"place": place} if place else {}
        query = {"draft": self.draft, **where, **{name: value for name, value in filters.items() if value}}
        return f"{self.base}?{urlencode(query)}"
