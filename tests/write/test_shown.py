import pytest

from soundingboard.model import Change, Comparison, Draft, Reference
from soundingboard.write.phrases import tally
from soundingboard.write.shown import shown


def _comparison(status: str | None) -> Comparison:
    def reference(number: str, mark: str | None) -> Reference:
        return Reference(f"para_{number}", number, status=mark)

    text = (("equal", "Lamps are lit."),)
    changes = (
        Change("c1", "unchanged", (reference("1", "agreed"),), (reference("1", None),), text),  # type: ignore[arg-type]
        Change("c2", "unchanged", (reference("2", "agreed"),), (reference("2", status),), text),  # type: ignore[arg-type]
        Change("c3", "deleted", (reference("3", "open"),), (), (("delete", "Pilots rest."),)),
    )
    return Comparison(Draft(label="Revision 2"), Draft(label="Adopted"), changes)


def test_a_draft_without_any_mark_does_not_take_marks_away() -> None:
    comparison = shown(_comparison(None))
    assert tally(comparison) == {"all": 3, "changed": 1, "deleted": 1, "kept": 2}
    assert comparison.new.notices == ("it bears no marks of status, so those of Revision 2 are not shown",)
    assert comparison.changes[2].old[0].status == "open"


@pytest.mark.parametrize(("status", "changed"), [("agreed", 1), ("bracketed", 2)])
def test_where_a_draft_has_marks_one_that_is_missing_tells(status: str, changed: int) -> None:
    comparison = shown(_comparison(status))
    assert tally(comparison)["status"] == changed
    assert comparison.new.notices == ()
