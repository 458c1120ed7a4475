"""A comparison as documents for people show it: drafts told apart, marks of status where they can be compared."""

from dataclasses import replace

from soundingboard.i18n import _
from soundingboard.model import Change, Comparison
from soundingboard.write.phrases import distinct, draft_name


def shown(comparison: Comparison) -> Comparison:
    """The comparison with a name of its own for each draft.

    A new draft that bears no mark of status at all says nothing about it (an adopted text drops them all):
    the old marks of paragraphs that live on are left out then, and a notice says so.
    """
    old, new = distinct((comparison.old, comparison.new))
    marked = any(reference.status for change in comparison.changes for reference in change.new)
    before = any(reference.status for change in comparison.changes if change.new for reference in change.old)
    if marked or not before:
        return replace(comparison, old=old, new=new)
    said = _("it bears no marks of status, so those of {old} are not shown").format(old=draft_name(old))
    changes = tuple(_without_old_marks(change) if change.new else change for change in comparison.changes)
    return replace(comparison, old=old, new=replace(new, notices=(*new.notices, said)), changes=changes)


def _without_old_marks(change: Change) -> Change:
    return replace(change, old=tuple(replace(reference, status=None) for reference in change.old))
