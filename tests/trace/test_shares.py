"""Outcomes by group and region: every share beside its denominator, and nobody given away."""

from soundingboard.exposure import published, words_by_field
from soundingboard.model import Ask, Contribution, LedgerEntry, Target
from soundingboard.trace import shares
from soundingboard.write.ledger import share_rows

WORDS = words_by_field(["youth", "academia"], ["North"])


def ask(name: str, kind: str = "amend") -> Ask:
    return Ask(name, name.partition("-")[0], kind, "neutral", "text", Target(draft="rev1", eid="para_1"))


def entry(name: str, outcome: str) -> LedgerEntry:
    return LedgerEntry(f"{name}@rev2", f"ask:{name}", "rev1", "rev2", outcome)


SAID = [
    Contribution("a", "…", stakeholder_group="youth", regional_group="North"),
    Contribution("b", "…", stakeholder_group="academia", permission="anonymous"),
    Contribution("c", "…", stakeholder_group="academia", permission="confidential"),
]
ASKS = [ask("a-1"), ask("a-2"), ask("a-3", "retain"), ask("b-1"), ask("c-1")]
ENTRIES = [
    entry("a-1", "adopted"),
    entry("a-2", "contrary"),
    entry("a-3", "kept"),
    entry("b-1", "not taken up"),
    entry("c-1", "adopted"),
]


def test_asks_to_keep_are_apart_and_never_in_the_share():
    group, _region = shares(ENTRIES, ASKS, published(SAID), WORDS)
    (youth,) = group.rows
    assert (youth.word, youth.n, youth.taken_up, youth.not_taken_up) == ("youth", 2, 1, 1)
    assert (youth.n_kept, youth.kept) == (1, {"kept": 1})
    assert youth.asks == ("a-1", "a-2", "a-3")


def test_anonymous_asks_count_in_all_alone_and_confidential_ones_nowhere():
    group, region = shares(ENTRIES, ASKS, published(SAID), WORDS)
    assert (group.all.n, group.untold) == (3, 1)
    assert [row.word for row in region.rows] == ["North"]
    assert "c-1" not in group.all.asks


def test_each_ask_counts_once_with_its_last_outcome():
    later = [*ENTRIES, LedgerEntry("x", "ask:a-1", "rev2", "adopted", "not taken up")]
    group, _region = shares(later, ASKS, published(SAID), WORDS)
    assert (group.rows[0].n, group.rows[0].taken_up) == (2, 0)


def test_rows_carry_the_denominator_and_the_interval():
    rows = share_rows(shares(ENTRIES, ASKS, published(SAID), WORDS))
    youth = rows[0]
    assert (youth["asks_to_change"], youth["taken_up"], youth["not_taken_up_or_contrary"]) == (2, 1, 1)
    assert (youth["share_not_taken_up_from"], youth["share_not_taken_up_to"]) == (0.013, 0.987)
    assert [row["word"] for row in rows] == ["youth", "all", "North", "all"]
