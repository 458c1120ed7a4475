"""The changes that a statement may rest on: those of its draft since the one before, by whichever name they have.

"change:c57" is a change of the comparison; "change:para_12" the one that made a paragraph of the draft what it is, and
"change:zero-draft/para_52" the one that became of a paragraph of the draft before.
"""

from collections.abc import Iterable, Mapping, Sequence

from soundingboard.site.drafts.models import Change, Comparison, Draft


def before(chain: Sequence[Draft], draft: Draft) -> Draft | None:
    """The draft of a chain that stood before this one."""
    place = (draft.order, draft.correction)
    older = [one for one in chain if (one.order, one.correction) < place and one.state == "published"]
    return older[-1] if older else None


def comparison(chain: Sequence[Draft], draft: Draft) -> Comparison | None:
    """What the draft changed since the one before."""
    old = before(chain, draft)
    return Comparison.objects.filter(old=old, new=draft).first() if old else None


def changes(chain: Sequence[Draft], draft: Draft, names: Iterable[str]) -> Mapping[str, Change]:
    """The change of each name, without the "change:" before it (one query); what there is not is left out."""
    wanted, old = set(names), before(chain, draft)
    if not wanted or old is None:
        return {}
    rows = Change.objects.filter(comparison__old=old, comparison__new=draft).order_by("index")
    found: dict[str, Change] = {}
    for row in rows:
        ours = [one["eid"] for one in row.record.get("new", [])]
        theirs = [one["eid"] for one in row.record.get("old", [])]
        called = [row.name, *ours, *(f"{draft.slug}/{eid}" for eid in ours)]
        for name in (*called, *(f"{old.slug}/{eid}" for eid in theirs)):
            if name in wanted:
                found.setdefault(name, row)
    return found
