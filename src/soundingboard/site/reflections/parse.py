"""Reads Word files of reflections and nothing else: a process of its own, confined as the reader of drafts is.

`python -m soundingboard.site.reflections.parse NAME`, a line of JSON and the file on standard input. With
`{"reflection": record}` it answers what was changed since; without, `{"state": …}`: the state that the file was made
from; in both cases perhaps `{"error": one line}`. It knows the library alone, never the site.
"""

import json
import sys
from typing import Any

from soundingboard.site.drafts.parse import LIMITS, answer, confine


def main(name: str) -> None:
    """Read standard input within the limits, and answer on standard output."""
    confine(LIMITS)
    answer(parsed, name, LIMITS)


def parsed(data: bytes, name: str) -> dict[str, Any]:
    """What the file says of itself, or what was changed in it, or why it cannot be read, in one line."""
    # After the limits: what is imported counts too.
    from soundingboard.errors import InputError

    head, _break, body = data.partition(b"\n")
    given = json.loads(head)
    try:
        return _changed(given["reflection"], body, name) if "reflection" in given else _state(body, name)
    except InputError as error:
        return {"error": str(error)}


def _state(body: bytes, name: str) -> dict[str, Any]:
    from soundingboard.reflect.bookmarks import FILE
    from soundingboard.reflect.word import read_word

    marks = (mark for para in read_word(body, name).paras for mark in para.names if mark.startswith(FILE))
    parts = [mark.split("_") for mark in marks]
    return {"state": next((part[2] for part in parts if len(part) > 2), "")}


def _changed(record: dict[str, Any], body: bytes, name: str) -> dict[str, Any]:
    from soundingboard.reflect.returned import returned
    from soundingboard.write.outcomes import reflection_of, reflection_record
    from soundingboard.write.records import plain

    found = returned(reflection_of(record, name), body, name)
    return {
        "reflection": reflection_record(found.reflection),
        "kept": plain(found.kept),
        "changed": plain(found.changed),
        "added": plain(found.added),
        "removed": [one.id for one in found.removed],
        "moved": plain(found.moved),
        "joined": plain(found.joined),
        "orphans": [{"name": one.section.id, "reason": one.reason} for one in found.orphans],
        "rewordings": plain(found.rewordings),
        "withdrawn": plain(found.withdrawn),
        "comments": plain(found.comments),
        "notices": plain(found.notices),
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "-")
