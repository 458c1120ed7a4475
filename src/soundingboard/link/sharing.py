"""Many texts linked on several cores, where that is safe: the same answers in the same order, sooner."""

import multiprocessing
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from soundingboard.model import Link

Span = tuple[int, int]
Work = Callable[[int, int], Sequence[tuple[Link, ...]]]
_Row = tuple[object, ...]
_WORTH = 20_000  # texts: below, starting processes takes longer than it saves
_MOST = 4  # processes: each holds a copy of what it works on

_link = cast(Callable[..., Link], Link)

_work: Work | None = None  # what the processes do, handed over by forking


def in_turn(work: Work, spans: Sequence[Span], texts: int) -> Iterator[tuple[Span, list[tuple[Link, ...]]]]:
    """The work on each span of texts, in order; on several cores where there are many texts.

    Forking hands over the index without copying it. It is done only from a process of one thread, which holds no
    locks that a child could wait for: a command does, the site's server does not.
    """
    global _work
    if texts < _WORTH or not _may_fork():
        yield from ((span, list(work(*span))) for span in spans)
        return
    _work = work
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # threads of numpy; it takes care of them itself
            pool = multiprocessing.get_context("fork").Pool(min(_MOST, _cores(), len(spans)))
        with pool:
            for span, rows in zip(spans, pool.imap(_rows, spans), strict=True):
                yield span, [tuple(_link(*row) for row in links) for links in rows]
    finally:
        _work = None


def _may_fork() -> bool:
    alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return alone and _cores() > 1 and "fork" in multiprocessing.get_all_start_methods() and _work is None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _rows(span: Span) -> list[list[_Row]]:
    """Links as plain rows, which travel between processes four times as fast."""
    work = cast(Work, _work)  # set before the processes were forked
    return [[_fields(one) for one in links] for links in work(*span)]


def _fields(one: Link) -> _Row:
    return (
        one.eid,
        one.number,
        one.basis,
        one.score,
        one.start,
        one.end,
        one.words,
        one.margin,
        one.lead,
        one.sure,
    )
