"""Which asks the board carried."""

from collections.abc import Iterable

from soundingboard.model import Reflection

_REPORTS = ("general", "convergence")  # these only say what others said


def carried_by(reflections: Iterable[Reflection]) -> dict[str, str]:
    """By ask ("ask:ID") and amendment, the first reflections ("reflection:ID") that carry it.

    Carried is what a statement names as its evidence that keeps, welcomes, cautions, clarifies or suggests something.
    """
    found: dict[str, str] = {}
    for reflection in reflections:
        for section in reflection.sections:
            if section.kind not in _REPORTS:
                amendments = (f"amendment:{name}" for name in section.amendments)
                for name in (*(one for one in section.evidence if one.startswith("ask:")), *amendments):
                    found.setdefault(name, f"reflection:{reflection.id}")
    return found
