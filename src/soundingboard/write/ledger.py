"""The ledger as records and as rows of a table: one line for each ask and draft, and shares with denominators."""

from collections.abc import Iterable, Sequence

from soundingboard.model import LedgerEntry
from soundingboard.trace.shares import Share, Shares
from soundingboard.vocabulary import CHANGE_OUTCOMES, FORMAT, RETAIN_OUTCOMES, UNDETERMINED
from soundingboard.write.outcomes import ledger_record
from soundingboard.write.records import Record, plain


def ledger_table(entries: Iterable[LedgerEntry]) -> Record:
    """`{"format", "entries"}`."""
    return {"format": FORMAT, "entries": [ledger_record(entry) for entry in entries]}


def entry_rows(entries: Iterable[LedgerEntry]) -> list[Record]:
    """One row for each entry, with its first evidence in words."""
    return [_entry_row(entry) for entry in entries]


def _entry_row(entry: LedgerEntry) -> Record:
    first = next((one for one in entry.evidence if one.kind != "stated"), None)
    stated = [words for one in entry.evidence if one.kind == "stated" for words in one.words]
    return {
        "id": entry.id,
        "of": entry.of,
        "from": entry.old,
        "to": entry.new,
        "outcome": entry.outcome,
        "evidence": first.kind if first else "",
        "words": " … ".join(first.words) if first else "",
        "where": first.where.eid if first and first.where else "",
        "note": (first.note if first else None) or "",
        "stated": " … ".join(stated),
        "carried_by_board": entry.carried_by_board or "",
        "not_carried_because": entry.not_carried_because or "",
        "confirmed_by": entry.confirmed_by or "",
        "score": "" if entry.score is None else entry.score,
        "sure": entry.sure,
    }


def shares_record(tables: Sequence[Shares]) -> Record:
    """`{"format", "shares"}`: outcomes by each field."""
    return {"format": FORMAT, "shares": [plain(one) for one in tables]}


def share_rows(tables: Sequence[Shares]) -> list[Record]:
    """One row for each word of each field, and one for all; every share stands beside its denominator."""
    rows = []
    for table in tables:
        rows += [_share_row(table.field, one.word, one) for one in table.rows]
        rows.append(_share_row(table.field, "all", table.all))
    return rows


def _share_row(field: str, word: str, share: Share) -> Record:
    row: Record = {"field": field, "word": word, "asks_to_change": share.n, "taken_up": share.taken_up}
    row |= {"not_taken_up_or_contrary": share.not_taken_up}
    row |= {one: share.outcomes.get(one, 0) for one in CHANGE_OUTCOMES}
    row |= {
        "share_not_taken_up_from": share.share_not_taken_up.low,
        "share_not_taken_up_to": share.share_not_taken_up.high,
        "asks_to_keep": share.n_kept,
    }
    kept = {f"keep_{one}": share.kept.get(one, 0) for one in RETAIN_OUTCOMES if one != UNDETERMINED}
    return row | kept | {"keep_undetermined": share.kept.get(UNDETERMINED, 0)}
