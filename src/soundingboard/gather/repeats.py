"""Ids that stand twice, and contributions that replace others."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from soundingboard.i18n import _
from soundingboard.model import Contribution


@dataclass(slots=True)
class Ids:
    """The ids given so far, each with where it was first read and the text that stood there."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)

    def same_as(self, contribution: Contribution) -> str | None:
        """Where the same id with the same text was read before."""
        where, text = self.first.get(contribution.id, ("", ""))
        return where if where and text == contribution.text else None

    def give(self, contribution: Contribution, where: str) -> tuple[Contribution, tuple[str, ...]]:
        """The contribution under an id of its own ("x_2" where "x" is taken), and a notice where it was changed."""
        id, n = contribution.id, 1
        while id in self.first:
            n += 1
            id = f"{contribution.id}_{n}"
        self.first[id] = (where, contribution.text)
        if id == contribution.id:
            return contribution, ()
        text = _("the id “{id}” stands already at {where}: this one is called “{new}”")
        notice = text.format(id=contribution.id, where=self.first[contribution.id][0], new=id)
        return replace(contribution, id=id), (notice,)


def loose_ends(contributions: Iterable[Contribution], known: frozenset[str]) -> dict[str, str]:
    """For the id of each contribution that replaces one which is not there, or itself: the notice."""
    every = list(contributions)
    ids = {contribution.id for contribution in every} | known
    return {
        contribution.id: _("replaces “{id}”, which is not among the contributions").format(
            id=contribution.supersedes
        )
        if contribution.supersedes not in ids
        else _("replaces itself")
        for contribution in every
        if contribution.supersedes
        and (contribution.supersedes not in ids or contribution.supersedes == contribution.id)
    }
