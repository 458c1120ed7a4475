"""Countries, regional groups and groupings of countries."""

import pytest

from soundingboard.gather import ProcessWords
from soundingboard.gather.lexicon import fold, lexicon, listed
from soundingboard.gather.places import settle_places
from soundingboard.gather.process import DEFAULT_WORDS, NO_DEFAULTS
from soundingboard.gather.speech import speech_of

SPEECH = speech_of(DEFAULT_WORDS, NO_DEFAULTS)
EAST, WEST, LATIN = "Eastern European", "Western European and Others", "Latin American and Caribbean"


def placed(region: str = "", country: str = "", groupings: str = "", speech=SPEECH):
    settled = settle_places(region, country, groupings, speech)
    return settled.country, settled.regional_group, settled.as_written


def test_all_member_states_are_there_once_in_their_groups() -> None:
    rows = lexicon("countries")["countries"]
    assert {group: len(names) for group, names in rows.items()} == {
        "African": 54, "Asia-Pacific": 54, EAST: 23, LATIN: 33, WEST: 29, "not stated": 2,
    }  # fmt: skip
    names = [name for group in rows.values() for name in group]
    assert len(set(names)) == len(names)


def test_no_name_or_code_stands_for_two_countries() -> None:
    seen: dict[str, set[str]] = {}
    for group in lexicon("countries")["countries"].values():
        for name, also in group.items():
            for variant in (name, *listed(also)):
                key = variant if variant.isupper() and len(variant) < 4 else fold(variant)
                seen.setdefault(key, set()).add(name)
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}


def test_groupings_hold_countries_of_the_list_and_as_many_as_their_source_says() -> None:
    names = {name for group in lexicon("countries")["countries"].values() for name in group}
    groupings = {entry["code"]: listed(entry["countries"]) for entry in lexicon("groupings")["groupings"]}
    assert {code: len(set(members)) for code, members in groupings.items()} == {
        "SIDS": 37,
        "LDC": 44,
        "LLDC": 32,
    }
    assert set().union(*groupings.values()) - names == set()
    assert [
        entry["code"]
        for entry in lexicon("groupings")["groupings"]
        if not (entry["source"] and entry["date"])
    ] == []


@pytest.mark.parametrize("field", ["region", "country"])
@pytest.mark.parametrize(
    ("words", "country", "region"),
    [
        ("Ukraine", "Ukraine", EAST), ("Brasil", "Brazil", LATIN), ("RUSSIA", "Russian Federation", EAST),
        ("Côte d'Ivoire", "Côte d’Ivoire", "African"), ("ivory coast", "Côte d’Ivoire", "African"),
        ("The Gambia", "Gambia", "African"), ("USA", "United States of America", WEST),
        ("Usa", "United States of America", WEST), ("U.S.", "United States of America", WEST), ("DE", "Germany", WEST),
        ("KOR", "Republic of Korea", "Asia-Pacific"),
        ("Trinidad & Tobago", "Trinidad and Tobago", LATIN), ("Bosnia and Herzegovina", "Bosnia and Herzegovina", EAST),
        ("Geneva, Switzerland", "Switzerland", WEST), ("United States, New York", "United States of America", WEST),
        ("Norway, Europe", "Norway", WEST), ("Germany/Europe", "Germany", WEST),
        ("S?n?gal", "Senegal", "African"), ("Mxico", "Mexico", LATIN), ("M\ufffdxico", "Mexico", LATIN),
    ],
)  # fmt: skip
def test_a_country_however_it_is_written(field: str, words: str, country: str, region: str) -> None:
    assert placed(**{field: words}) == (country, region, {})


@pytest.mark.parametrize("words", ["de", "per", "no", "is", "us"])
def test_codes_count_in_capitals_only(words: str) -> None:
    assert placed(region=words) == (None, "not stated", {"regional_group": words})


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("African", "African"),
        ("africa", "African"),
        ("GRULAC", LATIN),
        ("Amérique latine et Caraïbes", LATIN),
        ("Asia Pacific", "Asia-Pacific"),
        ("WEOG", WEST),
        ("Worldwide", "global"),
        ("N/A", "not stated"),
        ("", "not stated"),
    ],
)
def test_regions_by_other_names(words: str, region: str) -> None:
    assert placed(region=words) == (None, region, {})


@pytest.mark.parametrize(
    "words",
    [
        "Europe",
        "MENA",
        "Americas",
        "India and Brazil",
        "US, EU, Geneva",
        "Atlantis",
        "Europe, Middle East and North Africa",
    ],
)
def test_what_is_no_region_is_kept_as_written(words: str) -> None:
    assert placed(region=words) == (None, "not stated", {"regional_group": words})


def test_a_region_beside_the_country_is_what_was_said() -> None:
    assert placed(region="Australia/Asia Pacific") == ("Australia", "Asia-Pacific", {})
    assert placed(region="Senegal / AFRICA") == ("Senegal", "African", {})


def test_the_column_for_the_country_comes_first_and_a_region_that_is_given_stays() -> None:
    assert placed("Ukraine", "Brazil") == ("Brazil", LATIN, {})
    assert placed("Asia-Pacific", "Brazil") == ("Brazil", "Asia-Pacific", {})
    assert placed("Europe", "Germany") == ("Germany", WEST, {})
    assert placed("Ukraine", "N/A") == ("Ukraine", EAST, {})


def test_several_countries_of_one_region_have_a_region_and_no_country() -> None:
    assert placed(country="Argentina and Uruguay") == (None, LATIN, {"country": "Argentina and Uruguay"})
    assert placed(country="Africa") == (None, "African", {"country": "Africa"})
    assert placed(country="France and Kenya") == (None, "not stated", {"country": "France and Kenya"})


def test_a_country_that_the_list_does_not_have_is_kept_and_the_process_may_know_its_region() -> None:
    assert placed(country="Talavai") == ("Talavai", "not stated", {})
    own = speech_of(ProcessWords(country_regions={"Talavai": "Asia-Pacific"}), NO_DEFAULTS)
    assert placed(country="talavai", speech=own) == ("Talavai", "Asia-Pacific", {})


def test_an_observer_state_stands_under_no_region() -> None:
    assert placed(country="Holy See") == ("Holy See", "not stated", {})


def test_a_region_from_a_country_is_a_suggestion_that_is_told() -> None:
    assert settle_places("", "Kenya", "", SPEECH).notices == (
        "the regional group “African” is taken from the country Kenya",
    )
    assert settle_places("African", "Kenya", "", SPEECH).notices == ()
    assert settle_places("Europe", "Germany", "", SPEECH).notices == (
        "“Europe” is no regional group of this process: "
        "“Western European and Others” is taken from the country Germany",
    )


def test_a_process_without_the_usual_regions_gets_none_from_countries() -> None:
    own = speech_of(ProcessWords(regions=("North", "South"), region_also={"Norte": "North"}), NO_DEFAULTS)
    assert placed(country="Kenya", speech=own) == ("Kenya", "not stated", {})
    assert placed(region="Norte", speech=own) == (None, "North", {})


def test_groupings_are_given_or_taken_from_the_country() -> None:
    assert settle_places("", "Haiti", "", SPEECH).groupings == ("SIDS", "LDC")
    assert settle_places("", "Haiti", "ldc", SPEECH).groupings == ("LDC",)
    assert settle_places("", "Bhutan", "", SPEECH).groupings == ("LLDC",)  # it left the LDCs in 2023
    settled = settle_places("", "", "G77; SIDS, sids", SPEECH)
    assert (settled.groupings, settled.as_written) == (("SIDS",), {"groupings": "G77"})
    assert settled.notices == ("no country grouping of this process: G77; kept as written",)


def test_only_groupings_of_the_process_are_taken() -> None:
    own = speech_of(ProcessWords(groupings=("LDC",)), NO_DEFAULTS)
    assert settle_places("", "Haiti", "", own).groupings == ("LDC",)
