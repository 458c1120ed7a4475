"""What is unclear in a draft: calls without addressee, one role for two bodies, terms in two forms, references.

Findings are flags for a reader, not verdicts. The words they look for are data, each rule with its source
(`rules.toml`); they are English so far, and a draft in another language is told so.
"""

from collections.abc import Sequence

from soundingboard.check.addressee import without_addressee
from soundingboard.check.finding import Finding
from soundingboard.check.forms import in_two_forms
from soundingboard.check.references import dangling
from soundingboard.check.roles import shared_roles
from soundingboard.model import Draft

RULES = ("no-addressee", "shared-role", "two-forms", "dangling-reference", "shifted-reference")

__all__ = ["RULES", "Finding", "check", "speaks"]


def speaks(draft: Draft) -> bool:
    """Whether the rules about wording know the draft's language."""
    return draft.language[:2] == "en"


def check(draft: Draft, earlier: Sequence[Draft] = ()) -> tuple[Finding, ...]:
    """Everything that is unclear, in the order of the draft.

    `earlier` are drafts before it, oldest first; with them it also finds references that renumbering has shifted.
    Rules about wording are English: of other languages only references are checked.
    """
    found = [*dangling(draft, earlier)]
    if speaks(draft):
        found += [*without_addressee(draft), *shared_roles(draft), *in_two_forms(draft)]
    order = {paragraph.eid: n for n, paragraph in enumerate(draft.paragraphs)}
    return tuple(sorted(found, key=lambda one: (order[one.eid], one.words.start, RULES.index(one.rule))))
