"""Wording devices: every rule by its own examples, rewordings that hold none, and offsets that fit."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundingboard.devices import DEVICES, Example, Rule, find_devices, rules
from soundingboard.model import Device
from soundingboard.redline import redline
from soundingboard.vocabulary import EFFECTS

LANGUAGES = ("en", "fr", "es")
RULES = [(language, rule) for language in LANGUAGES for rule in rules(language)]
EXAMPLES = [(language, rule, example) for language, rule in RULES for example in rule.examples]
UNCHANGED = tomllib.loads((Path(__file__).parent / "devices_unchanged.toml").read_text("utf-8"))["unchanged"]


def devices(old: str, new: str, language: str = "en") -> tuple[Device, ...]:
    return find_devices(old, new, redline(old, new), language)


def found(old: str, new: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Device, effect, words on the old side, words on the new side."""
    return [
        (d.device, d.effect, d.old.text if d.old else "", d.new.text if d.new else "")
        for d in devices(old, new, language)
    ]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_every_rule_has_a_source_a_note_and_an_example(language: str, rule: Rule) -> None:
    assert rule.id.startswith(f"{language}/")
    assert rule.examples
    assert rule.source
    assert rule.note
    assert set(rule.devices) <= set(DEVICES)
    assert {rule.added.effect, rule.dropped.effect} <= set(EFFECTS)


@pytest.mark.parametrize(
    ("language", "rule", "example"), EXAMPLES, ids=[f"{r.id}:{n}" for n, (_, r, _) in enumerate(EXAMPLES)]
)
def test_rule_finds_its_examples(language: str, rule: Rule, example: Example) -> None:
    named = [
        (d.old.text if d.old else "", d.new.text if d.new else "", d.source)
        for d in devices(example.old, example.new, language)
        if d.rule == rule.id
    ]
    assert (example.old_words, example.new_words, rule.source) in named


def documented() -> list[list[str]]:
    page = Path(__file__).parent.parent / "docs" / "explanation" / "devices.md"
    rows = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| `")]
    return [[cell.strip().replace("*", "") for cell in row.split("|")[1:-1]] for row in rows]


@pytest.mark.parametrize(("names", "old", "new", "effect"), documented())
def test_documented_device_is_found(names: str, old: str, new: str, effect: str) -> None:
    assert [(f"`{d.device}`" in names, d.effect) for d in devices(old, new)] == [(True, effect)]


def test_documentation_names_every_device() -> None:
    named = " ".join(names for names, *_ in documented())
    assert [device for device in DEVICES if f"`{device}`" not in named] == []


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert len(set(ids)) == len(ids)


def test_every_device_has_a_rule_in_english() -> None:
    assert {device for rule in rules("en") for device in rule.devices} == set(DEVICES)


@pytest.mark.parametrize(("old", "new"), UNCHANGED, ids=[pair[0][:40] for pair in UNCHANGED])
def test_rewording_holds_no_device(old: str, new: str) -> None:
    assert found(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "We commit to establish a Harbour Data Board by 2028.",
            "We invite Member States to establish a Harbour Data Board by 2030.",
            [
                ("verb-of-commitment", "softens", "commit to", "invite"),
                ("deadline", "softens", "by 2028", "by 2030"),
            ],
        ),
        (
            "We request the Secretary-General to submit a proposal.",
            "We encourage the host country to submit a proposal.",
            [
                ("verb-of-commitment", "softens", "request", "encourage"),
                ("actor-changed", "contested", "the Secretary-General", "the host country"),
            ],
        ),
        (
            "We commit to providing adequate, new and predictable finance to ports.",
            "We will strive to provide finance to ports.",
            [
                ("intensity", "softens", "adequate, new and predictable", ""),
                ("verb-of-commitment", "softens", "commit to", "will strive to"),
            ],
        ),
        (
            "We call upon all stakeholders to ensure full and meaningful participation of crews.",
            "We encourage all relevant stakeholders to promote participation of crews, as appropriate.",
            [
                ("verb-of-commitment", "softens", "call upon", "encourage"),
                ("qualifier-added", "softens", "", "relevant"),
                ("intensity", "softens", "full and meaningful", ""),
                ("duty-weakened", "softens", "ensure", "promote"),
                ("qualifier-added", "softens", "", "as appropriate"),
            ],
        ),
        (
            "We affirm that the measures shall be transparent, accountable and non-discriminatory.",
            "We affirm that the measures shall be transparent.",
            [("safeguard-deleted", "softens", "accountable and non-discriminatory", "")],
        ),
        (
            "The register shall be kept by the Harbour Council.",
            "The register shall be kept by a suitable body.",
            [("named-body", "softens", "Harbour Council", "")],
        ),
        (
            "The register shall be kept by the Harbour Council.",
            "The register shall be kept by the Secretariat.",
            [("actor-changed", "contested", "the Harbour Council", "the Secretariat")],
        ),
        (
            "Ports, cities and island communities will benefit from training, equipment, data and finance.",
            "Ports and cities will benefit from training, equipment and finance.",
            [
                ("list-shortened", "softens", "island communities", ""),
                ("list-shortened", "softens", "data", ""),
            ],
        ),
        (
            "We welcome the work of women, fishers and local communities.",
            "We welcome the work of women, fishers, persons with disabilities, youth and local communities.",
            [("list-lengthened", "strengthens", "", "persons with disabilities, youth")],
        ),
        (
            "We recognise women, young people, persons with disabilities and pilots as partners.",
            "We recognise all people as partners.",
            [
                (
                    "list-shortened",
                    "contested",
                    "women, young people, persons with disabilities and pilots",
                    "all people",
                )
            ],
        ),
        (
            "The Council shall meet at least once a year.",
            "The Council shall meet regularly.",
            [("deadline", "softens", "once a year", "regularly")],
        ),
        (
            "A report is due by the end of the decade.",
            "A report is due by 2028.",
            [("deadline", "contested", "by the end of the decade", "by 2028")],
        ),
        (
            "Ports should share data.",
            "Ports should share data as soon as possible.",
            [("deadline", "strengthens", "", "as soon as possible")],
        ),
        (
            "Ports should share data.",
            "Ports should share data in due course.",
            [("deadline", "softens", "", "in due course")],
        ),
        (
            "Technology will be shared.",
            "Technology will be shared on mutually agreed terms.",
            [("qualifier-added", "contested", "", "on mutually agreed terms")],
        ),
    ],
)
def test_change_is_read_as_a_negotiator_reads_it(
    old: str, new: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert found(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Ports shall publish fees.",
            "Ports [shall/should] publish fees.",
            ("modal", "contested", "shall", "[shall/should]"),
        ),
        (
            "Ports [shall/should] publish fees.",
            "Ports should publish fees.",
            ("modal", "softens", "[shall/should]", "should"),
        ),
        (
            "Ports [shall] [should] publish fees.",
            "Ports shall publish fees.",
            ("modal", "strengthens", "[shall] [should]", "shall"),
        ),
        (
            "We [commit] [agree] to share data.",
            "We agree to share data.",
            ("verb-of-commitment", "softens", "[commit] [agree]", "agree to"),
        ),
    ],
)
def test_bracketed_alternatives_are_one_open_choice(
    old: str, new: str, expected: tuple[str, str, str, str]
) -> None:
    assert found(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The talks bring together shippers, the pilots, tug owners, and the island and inland councils.",
            "The talks bring together all stakeholders.",
            [
                (
                    "list-shortened",
                    "contested",
                    "shippers, the pilots, tug owners, and the island and inland councils",
                    "all stakeholders",
                )
            ],
        ),
        (
            "Ports shall provide heated shelters to crews.",
            "Ports should promote heated shelters for crews.",
            [("duty-weakened", "softens", "shall provide", "should promote")],
        ),
        (
            "Each ferry carries rafts.",
            "Each seagoing ferry carries rafts.",
            [("scope-narrowed", "softens", "Each ferry", "Each seagoing ferry")],
        ),
        (
            "We will consult all relevant unions.",
            "We will consult all unions.",
            [("scope-widened", "strengthens", "all relevant unions", "all unions")],
        ),
        (
            "We will consult unions.",
            "We will consult relevant unions.",
            [("qualifier-added", "softens", "", "relevant")],
        ),
        (
            "We undertake to fund the beacon.",
            "We undertake to explore the idea of the beacon.",
            [("verb-of-commitment", "softens", "undertake to", "undertake to explore")],
        ),
        (
            "Tugs shall be electric.",
            "Tugs shall be electric, where financially viable.",
            [("qualifier-added", "softens", "", "where financially viable")],
        ),
        (
            "Owners agree to abstain from blocking the sluice and to take effective measures to stop others.",
            "Owners agree to abstain from blocking the sluice.",
            [("duty-weakened", "softens", "take effective measures to stop others", "")],
        ),
        (
            "",
            "We establish an expert panel on tides, and invite crews to join.",
            [("named-body", "strengthens", "", "expert panel on tides")],
        ),
        (
            "The beacon shall be repaired by 2031, and again by 2031 if it fails.",
            "The beacon shall be repaired by 2033, and again by 2033 if it fails.",
            [("deadline", "softens", "by 2031", "by 2033")],
        ),
        (
            "Spilled oil is removed at the cost of the owner.",
            "Spilled oil is removed.",
            [("safeguard-deleted", "softens", "at the cost of the owner", "")],
        ),
    ],
)
def test_phrase_is_read_whole(old: str, new: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert found(old, new) == expected


def test_text_that_shares_no_word_came_or_went_as_a_whole() -> None:
    assert found("Pilots may apply until 2030, and privacy holds.", "deleted") == [
        ("deadline", "softens", "until 2030", ""),
        ("safeguard-deleted", "softens", "privacy", ""),
    ]


def test_permission_for_prohibition_is_contested() -> None:
    assert found("The Board shall not hear appeals.", "The Board may hear appeals.") == [
        ("modal", "contested", "shall not", "may")
    ]


def test_brackets_alone_are_no_device() -> None:
    assert found("[We commit to publish] the tariffs.", "We commit to publish the tariffs.") == []


def test_bis_and_letters_are_no_device() -> None:
    assert found("12 bis. Ports shall publish fees.", "13. Ports shall publish fees.") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "We commit to share data. We recognize the role of pilots.",
            "We recognize the role of pilots. We commit to share data.",
        ),
        (
            "With full respect for human rights, ports will screen crews.",
            "Ports will screen crews with full respect for human rights.",
        ),
        (
            "The Harbour Council will report by 2030.\nIt will meet.",
            "It will meet.\nBy 2030 the Harbour Council will report.",
        ),
        (
            "Upon request, and within existing resources, help is given.",
            "Help is given within existing resources and upon request.",
        ),
    ],
)
def test_what_moved_within_the_text_is_no_device(old: str, new: str) -> None:
    assert found(old, new) == []


INSERTED = (
    "We request the Harbour Council to carry out an independent review of human rights and, as appropriate, "
    "to report by 2029. Human rights apply. The Harbour Council will meet annually and will strongly urge action."
)


def test_inserted_paragraph_gives_the_longest_safeguard_deadline_and_name() -> None:
    assert found("", INSERTED) == [
        ("named-body", "strengthens", "", "Harbour Council"),
        ("safeguard-added", "strengthens", "", "independent review of human rights"),
        ("deadline", "strengthens", "", "by 2029"),
    ]


def test_deleted_paragraph_gives_the_reverse() -> None:
    assert found(INSERTED, "") == [
        (device.replace("added", "deleted"), "softens", new, old)
        for device, _, old, new in found("", INSERTED)
    ]


def test_opposite_changes_have_opposite_effects() -> None:
    weaker = found("Ports shall publish all fees by 2027.", "Ports should publish fees by 2029.")
    stronger = found("Ports should publish fees by 2029.", "Ports shall publish all fees by 2027.")
    assert [effect for _, effect, _, _ in weaker] == ["softens"] * 3
    assert [effect for _, effect, _, _ in stronger] == ["strengthens"] * 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Порты должны публиковать тарифы.", "Портам следует публиковать тарифы."),
        ("港口应公布收费。", "港口可公布收费。"),
        ("على الموانئ نشر الرسوم", "يمكن للموانئ نشر الرسوم"),
    ],
)
def test_other_scripts_give_nothing_by_english_rules(old: str, new: str) -> None:
    assert found(old, new) == []


@pytest.mark.parametrize("language", ["ru", "zh", "ar", "", "../en", "xx-YY"])
def test_language_without_rules_gives_nothing(language: str) -> None:
    assert rules(language) == ()
    assert found("Ports shall pay.", "Ports should pay.", language) == []


def test_language_tag_may_name_a_region() -> None:
    assert rules("en-GB") == rules("en")
    assert found("Les ports doivent payer.", "Les ports devraient payer.", "fr-CA") == [
        ("modal", "softens", "doivent", "devraient")
    ]


def test_equal_and_empty_texts_give_nothing() -> None:
    assert found("Ports shall pay.", "Ports shall pay.") == []
    assert found("", "") == []


VOCABULARY = """we commit to recognize the need shall should may will all relevant human rights privacy by 2030
within existing resources upon request as appropriate ports, crews, pilots and brokers Harbour Council IGF [ ] /
shall/should fully urgent framework arrangements closing bridging ensure promote. Member States; invite annually
no later than its eightieth session such including only refrain from ’ droits été 中文"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)


@given(old=TEXTS, new=TEXTS)
def test_spans_are_the_words_at_their_offsets(old: str, new: str) -> None:
    for language in LANGUAGES:
        for device in devices(old, new, language):
            assert device.old is not None or device.new is not None
            for span, text in ((device.old, old), (device.new, new)):
                assert span is None or (span.text and span.text == text[span.start : span.end])


@given(old=TEXTS, new=TEXTS)
def test_no_words_are_in_two_devices(old: str, new: str) -> None:
    named = devices(old, new)
    for spans in ([d.old for d in named if d.old], [d.new for d in named if d.new]):
        ordered = sorted(spans, key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(ordered))


@given(old=TEXTS, new=TEXTS)
def test_result_is_the_same_every_time(old: str, new: str) -> None:
    assert devices(old, new) == devices(old, new)


@given(text=TEXTS)
def test_runs_that_cut_words_do_no_harm(text: str) -> None:
    middle = len(text) // 2
    runs = (("equal", text[:middle]), ("delete", text[middle:]), ("insert", "x"))
    for device in find_devices(text, text[:middle] + "x", runs):
        assert device.old is None or device.old.text == text[device.old.start : device.old.end]


def test_text_that_is_no_paragraph_is_not_read() -> None:
    old = "Ports shall report by 2030. " * 1200
    runs = (("delete", "Ports shall"), ("insert", "Ports should"), ("equal", old[len("Ports shall") :]))
    assert find_devices(old, "Ports should" + old[len("Ports shall") :], runs) == ()


def test_longest_text_is_read() -> None:
    old = "Ports shall report by 2030. " * 300
    new = old.replace("shall", "should")
    runs = tuple(
        run
        for _ in range(300)
        for run in (
            ("equal", "Ports "),
            ("delete", "shall"),
            ("insert", "should"),
            ("equal", " report by 2030. "),
        )
    )
    assert len(find_devices(old, new, runs)) == 300
