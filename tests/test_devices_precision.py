"""Wording devices: groups of countries, bodies without a part, modals in company, every person of a modal."""

from itertools import product

import pytest

from soundingboard.devices import find_devices
from soundingboard.redline import redline


def found(old: str, new: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Device, effect, words on the old side, words on the new side."""
    return [
        (d.device, d.effect, d.old.text if d.old else "", d.new.text if d.new else "")
        for d in find_devices(old, new, redline(old, new), language)
    ]


@pytest.mark.parametrize(
    "groups",
    [
        "least developed countries",
        "least developed countries and small island developing States",
        "small island developing States, landlocked developing countries and least developed countries",
    ],
)
def test_groups_of_countries_become_all_developing_countries(groups: str) -> None:
    few = f"The fund lends dredgers to {groups} at cost."
    many = "The fund lends dredgers to all developing countries at cost."
    assert found(few, many) == [("scope-widened", "strengthens", groups, "all developing countries")]
    assert found(many, few) == [("scope-narrowed", "softens", "all developing countries", groups)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The fund serves least developed countries.", "The fund serves small island developing States."),
        ("The pier was closed.", "The pier was closed. Update the section on the Harbour Advisory Board."),
        ("", "See the paragraph on the Harbour Advisory Board."),
        ("The pier was closed.", "The pier was closed after the talk about the Harbour Advisory Board."),
        ("Revise the list.", "Revise the list in the annex of the Harbour Advisory Board."),
        ("Ports shall publish fees.", "Ports shall publish fees in a timely manner."),
        ("Ports shall publish fees in a timely manner.", "Ports shall publish fees."),
        ("Ports inspect ships.", "Ports shall and may inspect ships."),
    ],
)
def test_words_that_only_look_like_a_device(old: str, new: str) -> None:
    assert found(old, new) == []


@pytest.mark.parametrize(
    "added",
    [
        "The Harbour Advisory Board shall hear complaints.",
        "We invite the Harbour Advisory Board to hear complaints.",
        "We call on the Harbour Advisory Board to hear complaints.",
        "Complaints are heard by the Harbour Advisory Board.",
        "Complaints go to the Harbour Advisory Board.",
        "The task is conferred on the Harbour Advisory Board.",
        "Masters talk with the Harbour Advisory Board.",
    ],
)
def test_body_with_a_part_is_named(added: str) -> None:
    body = ("named-body", "strengthens", "", "Harbour Advisory Board")
    assert body in found("The pier is open.", f"The pier is open. {added}")


def test_date_that_becomes_timely_is_dropped() -> None:
    assert found("Ports report by 2030.", "Ports report in a timely manner.") == [
        ("deadline", "softens", "by 2030", "")
    ]


def test_modal_beside_a_duty_that_stayed_still_softens() -> None:
    old, new = "Ports shall count ships and report losses.", "Ports shall count ships and may report losses."
    assert found(old, new) == [("modal", "softens", "", "may")]


DUTIES = {
    "fr": (
        "dois doit devons devez doivent",
        "devrais devrait devrions devriez devraient",
        "peux peut pouvons",
    ),
    "es": ("debo debes debe debemos debéis", "debería deberías deberíamos deberíais", "puedo puede podemos"),
}


@pytest.mark.parametrize("language", DUTIES)
def test_modal_is_known_in_every_person(language: str) -> None:
    steps = [forms.split() for forms in DUTIES[language]]
    for strong, weak in ((steps[0], steps[1]), (steps[0], steps[2]), (steps[1], steps[2])):
        for left, right in product(strong, weak):
            old, new = f"Port {left} publier.", f"Port {right} publier."
            assert found(old, new, language) == [("modal", "softens", left, right)]
            assert found(new, old, language) == [("modal", "strengthens", right, left)]
