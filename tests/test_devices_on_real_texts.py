"""On texts that nobody here wrote, and on texts torn apart: devices are found without breaking, in the right place."""

import json
from pathlib import Path

from benchmarks.stress import Rates, stress
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.align import align
from soundingboard.devices import find_devices
from soundingboard.redline import redline

WORDS = (  # noqa: SIM905 - read as a sentence
    "We commit to ensure, all relevant States and, or shall should within existing resources by 2030 the Council "
    "ports, quays, berths and human rights as appropriate ( ) ; : . encourage not no later than a task force on"
).split(" ")


def check(old: str, new: str) -> None:
    for device in find_devices(old, new, redline(old, new)):
        assert device.old is None or device.old.text == old[device.old.start : device.old.end] != ""
        assert device.new is None or device.new.text == new[device.new.start : device.new.end] != ""


def test_amendments_by_people(data: Path) -> None:
    lines = (data / "redline" / "human_marks.jsonl").read_text(encoding="utf-8").splitlines()
    for record in map(json.loads, lines):
        check(*(" ".join(word for word, _mark in record[side]) for side in ("old", "new")))


def test_treaty_articles_torn_apart(data: Path) -> None:
    record = json.loads((data / "alignment" / "tec_1992_1997" / "old.json").read_text(encoding="utf-8"))
    case = stress([paragraph["text"] for paragraph in record["paragraphs"]], 5, Rates().doubled())
    for match in align(case.old, case.new):
        check("\n".join(case.old[i] for i in match.old), "\n".join(case.new[j] for j in match.new))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_words_in_any_order(old: list[str], new: list[str]) -> None:
    check(" ".join(old), " ".join(new))
