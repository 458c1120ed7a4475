"""An output as its reader sees it: a draft that the reader may not know of is not named."""

from collections.abc import Iterable
from typing import Any

from soundingboard.site.board import rules
from soundingboard.site.board.models import Output
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.rules import may_read
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.mandate_page import below
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry


def listed(who: Who, outputs: Iterable[Output]) -> list[tuple[Output, Draft | None]]:
    """Each output with the draft that it is about, where this reader may know of the draft."""
    return [(output, _about(who, output)) for output in outputs]


def output_page(who: Who, process: Process, output: Output) -> dict[str, Any]:
    """Everything on the page."""
    return {
        "process": process,
        "output": output,
        "draft": _about(who, output),
        "text": below(output.text, output.title),
        "edits": rules.may_edit_output(who, output),
        "publishes": rules.may_publish_output(who, output),
        "has_history": Entry.objects.about(process.slug, f"output:{output.slug}").exists(),
    }


def _about(who: Who, output: Output) -> Draft | None:
    return output.draft if output.draft and may_read(who, output.draft) else None
