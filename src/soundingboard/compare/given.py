"""Links that a person gave: what was found gives way to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from soundingboard.align import Match, Reason
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Draft, GivenLink


@dataclass(frozen=True, slots=True)
class Given:
    """Given links as positions in the two drafts, and every position that they name."""

    links: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    old: frozenset[int]
    new: frozenset[int]


def placed(links: Sequence[GivenLink], old: Draft, new: Draft) -> Given:
    """The positions that links name, in the order of the drafts.

    Raises InputError for an eid that its draft does not have, for one named twice, and for a link without any.
    """
    if not all(link.old or link.new for link in links):
        raise InputError(_("a given link names no paragraph; name one of either draft at least"))
    olds = _positions([link.old for link in links], old)
    news = _positions([link.new for link in links], new)
    return Given(
        tuple(zip(olds, news, strict=True)),
        frozenset(i for side in olds for i in side),
        frozenset(j for side in news for j in side),
    )


def with_given(matches: Sequence[Match], given: Given) -> tuple[Match, ...]:
    """The matches with the given ones among them, sorted by the first new position.

    A match keeps what the given links do not name; one of which a whole side is named is gone.
    """
    rest = [_without(match, given) for match in matches]
    # Its score and reason are never shown: nobody measured what a person said.
    said = [Match(old, new, 1.0, Reason(1.0)) for old, new in given.links]
    return tuple(sorted((m for m in (*rest, *said) if m.old and m.new), key=lambda match: match.new[0]))


def _without(match: Match, given: Given) -> Match:
    old = tuple(i for i in match.old if i not in given.old)
    new = tuple(j for j in match.new if j not in given.new)
    return match if (old, new) == (match.old, match.new) else replace(match, old=old, new=new)


def _positions(sides: Sequence[Sequence[str]], draft: Draft) -> list[tuple[int, ...]]:
    """The positions that each link names on one side, rising."""
    known = {paragraph.eid: n for n, paragraph in enumerate(draft.paragraphs)}
    seen: set[str] = set()
    for eid in (eid for side in sides for eid in side):
        if eid not in known:
            raise InputError(
                _("a given link names {eid}, which is no paragraph of {draft}; name it by its eid").format(
                    eid=eid, draft=draft.name
                )
            )
        if eid in seen:
            raise InputError(
                _("the given links name {eid} of {draft} twice; a paragraph can be linked once").format(
                    eid=eid, draft=draft.name
                )
            )
        seen.add(eid)
    return [tuple(sorted(known[eid] for eid in side)) for side in sides]
