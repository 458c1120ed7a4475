"""Words of files in the words of a process."""

from dataclasses import replace

import pytest

from soundingboard.gather import Defaults, ProcessWords, process_words
from soundingboard.gather.dates import read_date
from soundingboard.gather.process import DEFAULT_GROUPS, DEFAULT_REGIONS

from .reading import notices, of_csv, one

HARBOUR = ProcessWords(
    languages=("en", "fr"),
    drafts=("zero-draft", "rev1"),
    draft_also={"Revision 1": "rev1", "HC/2026/L.1/Rev.1": "rev1"},
)
ENGLISH = "We ask the drafters to keep the words of this paragraph as they are."


def with_field(name: str, words: str, process: ProcessWords = HARBOUR):
    gathered = of_csv(f'id,text,{name}\n1,{ENGLISH},"{words}"\n', words=process)
    return gathered.contributions[0], notices(gathered)


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("civil society", "civil society"), ("CIVIL SOCIETY", "civil society"), ("NGO", "civil society"),
        ("Société civile", "civil society"), ("sociedad civil", "civil society"), ("Gobierno", "government"),
        ("Private Sector", "private sector"), ("Business", "private sector"), ("Entreprises", "private sector"),
        ("Technical Community", "technical community"), ("comunidad técnica", "technical community"),
        ("Academia", "academia"), ("Milieux universitaires", "academia"),
        ("UN agency", "international organisation"),
        ("Jeunes", "youth"), ("At large", "at-large"), ("global", "global"), ("N/A", "not stated"), ("", "not stated"),
    ],
)  # fmt: skip
def test_group_words_in_four_languages(words: str, group: str) -> None:
    contribution, _told = with_field("stakeholder_group", words)
    assert contribution.stakeholder_group == group
    assert contribution.as_written == {}


def test_a_mapped_group_is_told_and_a_spelling_is_not() -> None:
    assert with_field("stakeholder_group", "NGO")[1] == [
        "“NGO” read as the stakeholder group “civil society”"
    ]
    assert with_field("stakeholder_group", "Civil Society")[1] == []


@pytest.mark.parametrize("words", ["Other", "Fisherfolk", "Media", "government and business"])
def test_a_group_that_the_process_does_not_know_is_kept_as_written(words: str) -> None:
    contribution, told = with_field("stakeholder_group", words)
    assert contribution.stakeholder_group == "not stated"
    assert contribution.as_written == {"stakeholder_group": words}
    assert told == [f"“{words}” is no stakeholder group of this process: kept as written"]
    assert of_csv(f"id,text,Sector\n9,{ENGLISH},{words}\n").mending == (("9", "stakeholder_group", words),)


def test_a_process_with_its_own_groups() -> None:
    own = ProcessWords(
        groups=("NGOs", "Business", "fisherfolk"), group_also={"Fishers": "fisherfolk", "Crews": "nobody"}
    )
    found = [
        with_field("stakeholder_group", w, own)[0].stakeholder_group
        for w in ("Société civile", "private sector", "fishers", "academia", "Crews")
    ]
    assert found == ["NGOs", "Business", "fisherfolk", "not stated", "not stated"]


def test_groups_corrected_since_lose_what_was_written() -> None:
    contribution = one(
        f'id,text,stakeholder_group,as_written\n1,{ENGLISH},youth,"{{""stakeholder_group"": ""Kids""}}"\n'
    )
    assert (contribution.stakeholder_group, contribution.as_written) == ("youth", {})


def test_groups_that_the_process_took_up_since_are_read_from_what_was_written() -> None:
    kept = '"{""stakeholder_group"": ""Fisherfolk""}"'
    table = f"id,text,stakeholder_group,as_written\n1,{ENGLISH},not stated,{kept}\n"
    own = ProcessWords(groups=(*DEFAULT_GROUPS, "fisherfolk"))
    assert one(table, words=own).stakeholder_group == "fisherfolk"
    assert one(table).as_written == {"stakeholder_group": "Fisherfolk"}


@pytest.mark.parametrize(
    ("words", "permission"),
    [
        ("", "organisation"),
        ("named", "named"),
        ("Anonyme", "anonymous"),
        ("CONFIDENTIAL", "confidential"),
        ("yes", "confidential"),
        ("public", "confidential"),
    ],
)
def test_an_unknown_permission_is_the_strictest(words: str, permission: str) -> None:
    contribution, told = with_field("permission", words)
    assert contribution.permission == permission
    unknown = words in ("yes", "public")
    assert contribution.as_written == ({"permission": words} if unknown else {})
    assert told == ([f"“{words}” is no word for permission: “confidential” was taken"] if unknown else [])


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2026-03-16", "2026-03-16"), ("2026-03-16T09:12:00Z", "2026-03-16T09:12:00Z"),
        ("2026-03-16 09:12:00+02:00", "2026-03-16T09:12:00+02:00"), ("16/03/2026", "2026-03-16"),
        ("03/16/2026", "2026-03-16"), ("16.3.2026", "2026-03-16"), ("3.4.2026", "2026-04-03"),
        ("16 March 2026", "2026-03-16"), ("16th of March 2026", "2026-03-16"), ("March 16, 2026", "2026-03-16"),
        ("Monday, 16 March 2026", "2026-03-16"), ("16 mars 2026", "2026-03-16"), ("1er avril 2026", "2026-04-01"),
        ("16 de marzo de 2026", "2026-03-16"), ("16 de março de 2026", "2026-03-16"), ("16. März 2026", "2026-03-16"),
        ("16 марта 2026", "2026-03-16"), ("2026年3月16日", "2026-03-16"), ("2026/03/16", "2026-03-16"),
        ("03/03/2026", "2026-03-03"), ("16/03/2026 2:05 PM", "2026-03-16T14:05"),
        ("16/03/2026 12:00 am", "2026-03-16T00:00"),
        ("", None),
    ],
)  # fmt: skip
def test_dates_in_several_forms(words: str, iso: str | None) -> None:
    assert (read_date(words).iso, read_date(words).notice) == (iso, "")


@pytest.mark.parametrize(
    ("words", "notice"),
    [
        ("03/04/2026", "the date “03/04/2026” could be 2026-03-04 or 2026-04-03: write it as year-month-day"),
        ("31/02/2026", "“31/02/2026” is no date: write it as year-month-day"),
        ("2026-02-30", "“2026-02-30” is no date: write it as year-month-day"),
        ("46097", "“46097” is no date: write it as year-month-day"),
        ("16 Marchember 2026", "“16 Marchember 2026” is no date: write it as year-month-day"),
        ("16/03/26", "“16/03/26” is no date: write it as year-month-day"),
    ],
)
def test_a_date_that_is_unclear_is_none_and_kept_as_written(words: str, notice: str) -> None:
    contribution, told = with_field("date", words)
    assert (contribution.date, contribution.as_written, told) == (None, {"date": words}, [notice])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("English", "en"),
        ("Anglais", "en"),
        ("eng", "en"),
        ("Français", "fr"),
        ("fr_ca", "fr-CA"),
        ("", "en"),
    ],
)
def test_languages_by_name_and_code(words: str, code: str) -> None:
    contribution, told = with_field("language", words)
    assert (contribution.language, told) == (code, [])


def test_a_language_that_is_not_of_the_process_is_kept_and_marked() -> None:
    contribution, told = with_field("language", "Kiswahili")
    assert contribution.language == "sw"
    assert told == ["the language “sw” is not one of this process: kept and marked"]


def test_a_language_that_cannot_be_told_is_undetermined() -> None:
    gathered = of_csv("id,text\n1,Qosqo llaqtapi kawsaq runakuna mañakuyku\n")
    assert gathered.contributions[0].language == "und"
    assert notices(gathered) == ["the language could not be told: it is marked as undetermined"]


def test_a_word_for_no_language_is_kept_and_the_text_decides() -> None:
    contribution, told = with_field("language", "the usual one")
    assert (contribution.language, contribution.as_written) == ("en", {"language": "the usual one"})
    assert told == ["“the usual one” is no language that is known here"]


@pytest.mark.parametrize(
    ("words", "draft"),
    [
        ("rev1", "rev1"),
        ("Rev. 1", "rev1"),
        ("REVISION 1", "rev1"),
        ("hc/2026/l.1/rev.1", "rev1"),
        ("Zero Draft", "zero-draft"),
    ],
)
def test_drafts_by_stage_label_and_symbol(words: str, draft: str) -> None:
    assert with_field("draft", words)[0].draft == draft


def test_a_draft_that_the_process_does_not_have_is_kept_as_written() -> None:
    contribution, told = with_field("draft", "Rev. 9")
    assert (contribution.draft, contribution.as_written) == (None, {"draft": "Rev. 9"})
    assert told == ["“Rev. 9” is no draft of this process: kept as written"]
    assert with_field("draft", "Rev. 9", ProcessWords())[0].draft == "Rev. 9"


def test_an_address_is_no_organisation() -> None:
    contribution, told = with_field("organisation", "ana@example.org")
    assert (contribution.organisation, contribution.as_written) == (None, {"organisation": "ana@example.org"})
    assert told == ["the organisation is an e-mail address: it is left for mending"]


def test_an_address_behind_a_name_is_left_out() -> None:
    contribution, told = with_field("participant", "Ana Pérez <ana@example.org>")
    assert (contribution.participant, contribution.as_written) == ("Ana Pérez", {})
    assert told == ["the e-mail address behind the name was left out"]
    assert with_field("participant", "Ana (Harbour Watch)")[0].participant == "Ana (Harbour Watch)"


def test_fixed_words_in_other_languages_and_unknown_ones() -> None:
    names = "id,text,kind,channel,heard_or_observed,organisation_verified"
    table = f"{names}\n1,x,Lettre,Courriel,Entendu,sí\n2,x,poem,pigeon,dreamt,perhaps\n"
    first, second = of_csv(table).contributions
    assert (first.kind, first.channel, first.heard_or_observed, first.organisation_verified) == (
        "submission",
        "e-mail",
        "heard",
        True,
    )
    assert (second.kind, second.channel, second.heard_or_observed, second.organisation_verified) == (
        "submission",
        "upload",
        None,
        False,
    )
    assert second.as_written == {
        "kind": "poem",
        "channel": "pigeon",
        "organisation_verified": "perhaps",
        "heard_or_observed": "dreamt",
    }


def test_defaults_stand_where_the_file_says_nothing() -> None:
    defaults = Defaults("note", "event", "anonymous", "2026-03-16", "rev1", "oh-3", "heard")
    said = one(f"id,text\n1,{ENGLISH}\n", defaults=defaults)
    assert (said.kind, said.channel, said.permission, said.date, said.draft, said.event, said.heard_or_observed) == (
        "note", "event", "anonymous", "2026-03-16", "rev1", "oh-3", "heard",
    )  # fmt: skip


def test_the_words_of_a_process_file() -> None:
    process = {
        "groups": ["crews", "owners"],
        "languages": ["en", "ar"],
        "groupings": [{"code": "SIDS", "label": "Islands"}, "LDC"],
        "drafts": [{"stage": "rev1", "label": "Revision 1", "symbol": "L.1"}, {"label": "Annex"}],
    }
    assert process_words(process) == ProcessWords(
        groups=("crews", "owners"),
        regions=DEFAULT_REGIONS,
        groupings=("SIDS", "LDC"),
        languages=("en", "ar"),
        drafts=("rev1", "Annex"),
        draft_also={"Revision 1": "rev1", "L.1": "rev1", "Annex": "Annex"},
    )
    assert process_words({}) == replace(ProcessWords())
