"""Reads one file and nothing else: a process of its own with little memory, little time and no way to write.

`python -m soundingboard.site.drafts.parse NAME`, the file on standard input; on standard output one object,
`{"draft": record, "blocks": [...]}` or `{"error": one line}`. It knows the library alone, never the site.
"""

import ctypes
import hashlib
import json
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    # A draft of a thousand pages takes some 600 MB at its peak; a hostile one asks for more.
    memory: int = 1536 * 2**20
    # Seconds of work: the slowest real file seen needs under 10.
    work: int = 120
    # Seconds by the clock, whatever it waits for; the reader of the page waits too.
    wall: int = 180
    # Bytes of one file that it may write: none, it has nothing to write.
    file: int = 0
    # Bytes of the answer: a text of 10,000 paragraphs gives some 10 MB.
    answer: int = 48 * 2**20


LIMITS = Limits()


def main(name: str) -> None:
    """Read standard input within the limits, and answer on standard output."""
    confine(LIMITS)
    answer(parsed, name, LIMITS)


def answer(read: Callable[[bytes, str], dict[str, Any]], name: str, limits: Limits) -> None:
    """Write what `read` makes of standard input to standard output, or that it asks for too much."""
    try:
        found = json.dumps(read(sys.stdin.buffer.read(), name), ensure_ascii=True)
    except MemoryError:
        found = ""
    if not found or len(found) > limits.answer:
        found = json.dumps({"error": too_much(name)})
    sys.stdout.write(found)


def confine(limits: Limits) -> None:
    """From here on this process cannot take more than `limits`."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.work, limits.work))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # nobody waits for the answer once the worker is gone
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def parsed(data: bytes, name: str) -> dict[str, Any]:
    """The record of the draft in a file and the blocks that lay in it, or why it cannot be read, in one line."""
    # After the limits: what is imported counts, and what goes wrong while importing is told too.
    from soundingboard.errors import InputError
    from soundingboard.model import Draft, Source
    from soundingboard.read import read_document
    from soundingboard.segment import segment, with_unique_eids
    from soundingboard.site.drafts.eids import unfit_eid
    from soundingboard.write.records import draft_record

    try:
        document = read_document(data, name)
        if isinstance(document, Draft):
            draft, blocks = with_unique_eids(document), _blocks_of(document)
        else:
            draft, blocks = segment(document), [_block(one) for one in document.blocks]
        if not draft.paragraphs:
            return {"error": _no_paragraphs(name)}
    except InputError as error:
        return {"error": str(error)}
    source = Source(name, hashlib.sha256(data).hexdigest(), draft.source.url)
    record = draft_record(replace(draft, source=source))
    if (eid := unfit_eid(record)) is not None:
        return {"error": _unfit(name, eid)}
    return {"draft": record, "blocks": blocks}


def too_much(name: str) -> str:
    """What is said of a file that asks for more than the limits."""
    from soundingboard.i18n import _

    words = _(
        "{file}: needs more memory than a file may take; give the text alone, without pictures or annexes"
    )
    return words.format(file=name)


def _unfit(name: str, eid: str) -> str:
    from soundingboard.i18n import _

    words = _(
        "{file}: the eid {eid} cannot stand in an address; leave eids out, or use letters, digits, - and _"
    )
    return words.format(file=name, eid=repr(eid))


def _no_paragraphs(name: str) -> str:
    from soundingboard.i18n import _

    return _("{file}: holds no paragraph; give the file that holds the text of the draft").format(file=name)


def _block(block: Any) -> dict[str, Any]:
    return {"role": block.role, "text": block.text, "label": block.label, "level": block.level}


def _blocks_of(draft: Any) -> list[dict[str, Any]]:
    """What lies in a file that is a draft in JSON: its headings and paragraphs, where they stand."""
    headings = {heading.eid: heading for heading in draft.headings}
    return list(_in_sections(draft.paragraphs, headings))


def _in_sections(paragraphs: Iterable[Any], headings: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for paragraph in paragraphs:
        if heading := headings.pop(paragraph.section or "", None):
            yield {"role": "heading", "text": heading.text, "label": heading.number, "level": heading.level}
        yield {"role": "paragraph", "text": paragraph.text, "label": paragraph.label, "level": 0}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "-")
