from hypothesis import given, settings

from soundingboard.model import Change, Device, Reference, Run, Span
from soundingboard.write.pieces import Break, Piece, paragraphs, pieces, share_changed

from .random_comparisons import Sample, comparisons
from .samples import small


def _refs(*numbers: str) -> tuple[Reference, ...]:
    return tuple(Reference(f"para_{n}", n) for n in numbers)


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_the_pieces_put_together_are_both_sides(sample: Sample) -> None:
    for change in sample.comparison.changes:
        for side in ("delete", "insert"):
            together = "".join(
                piece.text if isinstance(piece, Piece) else "\n"
                for piece in pieces(change)
                if piece.op in ("equal", side)
            )
            assert together == "".join(text for op, text in change.redline if op in ("equal", side))


@settings(deadline=None, max_examples=60)
@given(comparisons())
def test_every_paragraph_of_the_shown_side_is_given_once(sample: Sample) -> None:
    for change in sample.comparison.changes:
        assert tuple(reference for reference, _inline in paragraphs(change)) == (change.new or change.old)


def test_a_line_feed_inside_one_paragraph_is_text() -> None:
    change = Change("c", "unchanged", _refs("1"), _refs("1"), (("equal", "a\nb"),))
    assert list(pieces(change)) == [Piece("equal", "a"), Piece("equal", "\n"), Piece("equal", "b")]


def test_a_line_feed_that_ends_a_paragraph_on_one_side_only() -> None:
    old, new = _refs("1", "2"), _refs("1")
    change = Change("c", "joined", old, new, (("equal", "a\nb"),))
    assert list(pieces(change)) == [
        Piece("equal", "a"), Break("delete", old=old[1]), Piece("insert", "\n"), Piece("equal", "b"),
    ]  # fmt: skip


def test_flagged_words_are_cut_out_on_their_own_side() -> None:
    runs: tuple[Run, ...] = (
        ("equal", "We "),
        ("delete", "shall go"),
        ("insert", "may go"),
        ("equal", " now"),
    )
    device = Device("modal", "softens", Span(3, 8, "shall"), Span(3, 6, "may"), "modal-1", "")
    change = Change("c", "reworded", _refs("1"), _refs("1"), runs, devices=(device,))
    assert list(pieces(change)) == [
        Piece("equal", "We "),
        Piece("delete", "shall", ("softens",)), Piece("delete", " go"),
        Piece("insert", "may", ("softens",)), Piece("insert", " go"),
        Piece("equal", " now"),
    ]  # fmt: skip


def test_words_that_are_flagged_twice_carry_both_effects() -> None:
    devices = (
        Device("modal", "softens", None, Span(0, 4, "will"), "a", ""),
        Device("scope", "contested", None, Span(0, 7, "will as"), "b", ""),
    )
    change = Change("c", "inserted", (), _refs("1"), (("insert", "will as"),), devices=devices)
    assert list(pieces(change)) == [
        Piece("insert", "will", ("contested", "softens")),
        Piece("insert", " as", ("contested",)),
    ]


def test_the_share_changed_counts_letters_on_both_sides() -> None:
    shares = {change.id: share_changed(change) for change in small().changes}
    assert (shares["c1"], shares["c2"], shares["c9"]) == (0.0, 1.0, 1.0)
    change = Change(
        "c", "reworded", _refs("1"), _refs("1"), (("equal", "abc, "), ("delete", "de"), ("insert", "fghi"))
    )
    assert share_changed(change) == 0.5
