"""Reads files of contributions and nothing else: a process of its own, confined as the reader of drafts is.

`python -m soundingboard.site.contributions.uploads.parse NAME`, one file on standard input after a line of JSON
(`{"words", "defaults"}`); on standard output one object, `{"contributions", "report"}` or `{"error": one line}`.
It knows the library alone, never the site.
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
    """The contributions in a file and what became of each part of it, or why it cannot be read, in one line."""
    # After the limits: what is imported counts too.
    from soundingboard.errors import InputError
    from soundingboard.gather import Defaults, ProcessWords, gather_bytes
    from soundingboard.write.records import plain

    head, _break, body = data.partition(b"\n")
    given = json.loads(head)
    words = {key: tuple(value) if isinstance(value, list) else value for key, value in given["words"].items()}
    words["known_ids"] = frozenset(words["known_ids"])
    try:
        found = gather_bytes(name, body, ProcessWords(**words), Defaults(**given["defaults"]))
    except InputError as error:
        return {"error": str(error)}
    return {"contributions": plain(found.contributions), "report": plain(found.report)}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "-")
