"""What can be done with drafts; each act writes its entry in the same transaction."""

from soundingboard.site.drafts.actions.deadlines import set_deadline
from soundingboard.site.drafts.actions.flagging import judge_flag
from soundingboard.site.drafts.actions.mending import (
    correct_link,
    drop_paragraph,
    join_paragraph,
    mend_paragraph,
)
from soundingboard.site.drafts.actions.publishing import publish
from soundingboard.site.drafts.actions.receiving import (
    About,
    File,
    discard,
    read_again,
    receive,
    receive_corrigendum,
    replace_file,
)
from soundingboard.site.drafts.actions.versions import (
    keep_version,
    read_version_again,
    receive_version,
    take_back_version,
    version_kept,
)
from soundingboard.site.drafts.comparing import compare_with_others, draft_from, settle
from soundingboard.site.drafts.refusals import Crossed, Refused

__all__ = [
    "About",
    "Crossed",
    "File",
    "Refused",
    "compare_with_others",
    "correct_link",
    "discard",
    "draft_from",
    "drop_paragraph",
    "join_paragraph",
    "judge_flag",
    "keep_version",
    "mend_paragraph",
    "publish",
    "read_again",
    "read_version_again",
    "receive",
    "receive_corrigendum",
    "receive_version",
    "replace_file",
    "set_deadline",
    "settle",
    "take_back_version",
    "version_kept",
]
