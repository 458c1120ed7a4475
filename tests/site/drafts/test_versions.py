"""A draft in other languages: uploaded, laid beside, kept or taken back by the secretariat, read by everyone."""

import json

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from lxml import html

from soundingboard.site.drafts.actions import publish, receive_version
from soundingboard.site.drafts.actions.receiving import File
from soundingboard.site.drafts.languages import in_order_of, laid_beside
from soundingboard.site.drafts.models import Draft, LanguageVersion, State, VersionState, Visibility
from soundingboard.site.drafts.refusals import Refused
from soundingboard.site.drafts.tasks import read_version
from soundingboard.site.people.rules import OPERATOR
from soundingboard.site.record.models import Entry
from tests.site.drafts.conftest import file

pytestmark = pytest.mark.django_db

FRENCH = """# L'Accord des phares

## A. La côte et ses feux

1. Nous, les ports de la côte nord, réunis dans la ville du port, adoptons le présent Accord.

2. Nous reconnaissons la nécessité de garder tous les phares de la côte allumés du soir au matin.

3. Les signaux de brume retentissent dès que la visibilité tombe sous un mille marin.

4. Les radiophares répètent le même avertissement sur une fréquence ouverte aux petits bateaux.

5. Chaque port nomme un agent de liaison qui répond aux questions des communautés de pêcheurs.

6. Les cartes imprimées et les tables des marées sont publiées gratuitement et corrigées au printemps.

## B. Les gardiens et leur formation

7. Une conférence de tous les ports réexamine le présent Accord tous les cinq ans.

8. Les gardiens de phare sont payés en entier et à temps, avec une indemnité pour les postes isolés.

9. Une école de gardiens ouvre dans la ville du port ; elle offre des bourses aux apprentis des îles.

10. Les femmes et les jeunes ont un accès égal à tous les postes et à l'avancement dans le service.
"""
OTHER_NUMBERS = FRENCH.replace("\n4. ", "\n14. ").replace("\n9. ", "\n8 bis. ")
ARABIC = "# اتفاق المنارات\n\n1. نحن، موانئ الساحل الشمالي المجتمعة في مدينة الميناء، نعتمد هذا الاتفاق.\n"
DESK = "/lighthouse/publishing/rev2/languages/"


@pytest.fixture(autouse=True)
def no_uploads_counted() -> None:
    cache.clear()


@pytest.fixture
def rev2(drafts: list[Draft]) -> Draft:
    return drafts[-1]


def upload(
    client: Client, data: bytes | str = FRENCH, name: str = "rev2-fr.md", address: str = DESK, **fields: str
) -> HttpResponse:
    form = {"language": "other", "other_language": "fr", "standing": "unofficial", **fields}
    return client.post(address, {**form, "file": file(data, name)})


def act(client: Client, deed: str, language: str = "fr", version: object = None) -> HttpResponse:
    if version is None:
        version = LanguageVersion.objects.latest("pk").pk
    return client.post(f"{DESK}{language}/", {"deed": deed, "version": version})


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(html.fromstring(response.content).text_content().split())


def entries() -> list[tuple[str, str]]:
    rows = Entry.objects.filter(object="draft:rev2", verb__contains="language version").order_by("sequence")
    return list(rows.values_list("verb", "readers"))


def test_a_version_is_read_laid_beside_and_kept(rev2: Draft, as_secretariat: Client) -> None:
    response = upload(as_secretariat)
    assert (response.status_code, response["Location"]) == (302, f"{DESK}fr/")
    shown = text(as_secretariat, f"{DESK}fr/")
    assert "10 paragraphs are in both; none is in one of them alone" in shown
    assert "Les signaux de brume retentissent" in shown
    assert act(as_secretariat, "keep")["Location"] == DESK
    version = LanguageVersion.objects.get()
    assert (version.state, version.language, version.standing) == (VersionState.KEPT, "fr", "unofficial")
    assert entries() == [
        ("received language version", "secretariat"),
        ("read language version", "secretariat"),
        ("kept language version", "public"),
    ]
    said = json.loads(Entry.objects.get(verb="kept language version").body)["content"]
    assert (said["language"], said["paragraphs"], said["missing"]) == ("fr", 10, [])


def test_readers_find_it_only_when_it_is_kept(
    rev2: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    upload(as_secretariat)
    assert as_visitor.get("/lighthouse/drafts/rev2/in/fr/").status_code == 404
    assert "Read it in" not in text(as_visitor, "/lighthouse/drafts/rev2/")
    act(as_secretariat, "keep")
    for address in ("/lighthouse/drafts/rev2/", "/lighthouse/drafts/rev2/para_3/"):
        assert "Read it in: français unofficial translation" in text(as_visitor, address)
    page = as_visitor.get("/lighthouse/drafts/rev2/para_3/").content.decode()
    assert 'href="/lighthouse/drafts/rev2/in/fr/#para_3"' in page
    assert "unofficial translation" in text(as_visitor, "/lighthouse/drafts/rev2/in/fr/")
    tree = html.fromstring(as_visitor.get("/lighthouse/drafts/rev2/in/fr/").content)
    (passage,) = tree.xpath("//*[@id='para_3']/..")
    assert (passage.get("lang"), passage.get("dir")) == ("fr", "ltr")
    assert passage.xpath(".//a/@href") == ["/lighthouse/drafts/rev2/para_3/"]
    saved = as_visitor.get("/lighthouse/drafts/rev2/in/fr/original")
    assert saved.content.decode() == FRENCH


def test_an_official_text_is_not_called_unofficial(
    rev2: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    upload(as_secretariat, standing="official")
    act(as_secretariat, "keep")
    shown = text(as_visitor, "/lighthouse/drafts/rev2/in/fr/")
    assert ("official text" in shown, "unofficial" in shown) == (True, False)


def test_arabic_runs_from_right_to_left(rev2: Draft, as_secretariat: Client, as_visitor: Client) -> None:
    upload(as_secretariat, ARABIC, "rev2-ar.md", language="ar", other_language="")
    act(as_secretariat, "keep", "ar")
    tree = html.fromstring(as_visitor.get("/lighthouse/drafts/rev2/in/ar/").content)
    (passage,) = tree.xpath("//*[@id='para_1']/..")
    assert (passage.get("lang"), passage.get("dir")) == ("ar", "rtl")
    assert tree.xpath("//span[@lang='ar' and @dir='rtl']/text()") == ["اتفاق المنارات"]


def test_other_numbers_are_told_and_may_be_kept(
    rev2: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    upload(as_secretariat, OTHER_NUMBERS)
    shown = text(as_secretariat, f"{DESK}fr/")
    assert "2 paragraphs of the draft are not in this version: 4, 9." in shown
    assert "2 paragraphs of this version are not in the draft: 14, 8 bis." in shown
    act(as_secretariat, "keep")
    read = text(as_visitor, "/lighthouse/drafts/rev2/in/fr/")
    assert "Not in this version: 4, 9" in read
    assert "In this version alone, not in the draft: 14, 8 bis" in read
    laid = in_order_of(rev2, LanguageVersion.objects.get())
    assert [one.number for one in laid.paragraphs] == [str(n) for n in range(1, 11)]
    assert [one.number for one in laid.paragraphs if not one.text] == ["4", "9"]


def test_a_version_of_another_text_cannot_be_kept(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat, "# Autre\n\n101. Un texte tout à fait différent.\n")
    response = act(as_secretariat, "keep")
    assert response.status_code == 409
    assert b"None of its paragraphs has a number that the draft has" in response.content
    assert LanguageVersion.objects.get().state == VersionState.READ


def test_it_may_be_taken_back_until_readers_have_it(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat)
    assert act(as_secretariat, "back").status_code == 302
    assert (LanguageVersion.objects.count(), entries()[-1][0]) == (0, "took back language version")
    upload(as_secretariat)
    act(as_secretariat, "keep")
    response = act(as_secretariat, "back")
    assert (response.status_code, LanguageVersion.objects.count()) == (409, 1)
    assert b"Readers have it already" in response.content


def test_a_kept_one_may_be_taken_back_while_the_draft_is_not_out(rev2: Draft, as_secretariat: Client) -> None:
    Draft.objects.filter(pk=rev2.pk).update(state=State.READ)
    upload(as_secretariat)
    act(as_secretariat, "keep")
    assert entries()[-1] == ("kept language version", "secretariat")
    assert act(as_secretariat, "back").status_code == 302
    assert LanguageVersion.objects.count() == 0


def test_a_draft_goes_out_with_its_versions(rev2: Draft, as_secretariat: Client, as_visitor: Client) -> None:
    Draft.objects.filter(pk=rev2.pk).update(state=State.READ)
    upload(as_secretariat)
    act(as_secretariat, "keep")
    assert as_visitor.get("/lighthouse/drafts/rev2/in/fr/").status_code == 404
    publish(OPERATOR, Draft.objects.get(pk=rev2.pk))
    assert as_visitor.get("/lighthouse/drafts/rev2/in/fr/").status_code == 200
    said = json.loads(Entry.objects.filter(verb="published draft").latest("sequence").body)["content"]
    assert [(one["language"], one["standing"]) for one in said["versions"]] == [("fr", "unofficial")]


def test_another_file_takes_its_place_when_it_is_kept(
    rev2: Draft, as_secretariat: Client, as_visitor: Client
) -> None:
    upload(as_secretariat)
    act(as_secretariat, "keep")
    upload(as_secretariat, FRENCH.replace("signaux de brume", "cornes de brume"))
    assert "signaux de brume" in text(as_visitor, "/lighthouse/drafts/rev2/in/fr/")
    act(as_secretariat, "keep")
    assert "cornes de brume" in text(as_visitor, "/lighthouse/drafts/rev2/in/fr/")
    states = LanguageVersion.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [VersionState.REPLACED, VersionState.KEPT]
    said = json.loads(Entry.objects.get(verb="replaced language version").body)["content"]
    assert said["replaces"] == LanguageVersion.objects.order_by("pk")[0].sha256


def test_what_waits_stands_on_the_publishing_page(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat)
    waits = "In other languages, not kept yet Revision 2 in French read, not kept yet"
    assert waits in text(as_secretariat, "/lighthouse/publishing/")
    act(as_secretariat, "keep")
    assert "not kept yet" not in text(as_secretariat, "/lighthouse/publishing/")


@pytest.mark.parametrize(("code", "chosen", "typed"), [("ar", "ar", []), ("pt", "other", ["pt"])])
def test_the_form_for_another_file_names_the_language(
    rev2: Draft, as_secretariat: Client, code: str, chosen: str, typed: list[str]
) -> None:
    tree = html.fromstring(as_secretariat.get(f"{DESK}?of={code}").content)
    assert tree.xpath("//select[@name='language']/option[@selected]/@value") == [chosen]
    assert tree.xpath("//input[@name='other_language']/@value") == typed


def test_what_waits_gives_way_to_the_next_file(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat)
    seen = LanguageVersion.objects.get().pk
    upload(as_secretariat, OTHER_NUMBERS)
    assert LanguageVersion.objects.count() == 1
    response = act(as_secretariat, "keep", version=seen)
    assert (response.status_code, b"nothing was overwritten" in response.content) == (409, True)
    assert LanguageVersion.objects.get().state == VersionState.READ


@pytest.mark.parametrize("code", ["french", "f", "fr_FR", "fr-", "../x", "12"])
def test_a_wrong_code_is_told_and_what_was_typed_is_kept(
    rev2: Draft, as_secretariat: Client, code: str
) -> None:
    response = upload(as_secretariat, other_language=code, standing="official")
    tree = html.fromstring(response.content)
    assert response.status_code == 422
    (line,) = tree.xpath("//span[@id='id_other_language_error']")
    assert line.text_content() == "This is no code of a language; write one such as “pt” or “zh-Hant”."
    assert tree.xpath("//input[@name='other_language']/@value") == [code]
    assert tree.xpath("//input[@name='standing' and @checked]/@value") == ["official"]


def test_a_code_that_is_missing(rev2: Draft, as_secretariat: Client) -> None:
    response = upload(as_secretariat, other_language="")
    assert (response.status_code, b"Write the code of the language" in response.content) == (422, True)


@pytest.mark.parametrize("code", ["en", "EN", "en-GB"])
def test_the_language_of_the_draft_is_refused(rev2: Draft, as_secretariat: Client, code: str) -> None:
    response = upload(as_secretariat, other_language=code)
    assert (response.status_code, LanguageVersion.objects.count()) == (422, 0)
    assert b"The draft itself is in this language" in response.content
    with pytest.raises(Refused):
        receive_version(OPERATOR, rev2, File("a.md", "", b"1. A"), code, "official")


@pytest.mark.parametrize(("typed", "code"), [("FR", "fr"), ("pt-br", "pt-BR"), ("zh-hant", "zh-Hant")])
def test_codes_are_written_one_way(rev2: Draft, as_secretariat: Client, typed: str, code: str) -> None:
    assert upload(as_secretariat, other_language=typed)["Location"] == f"{DESK}{code}/"


def test_a_text_in_another_language_than_was_said_is_told(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat, other_language="es")
    assert "You said Spanish, but its words read like French." in text(as_secretariat, f"{DESK}es/")


@pytest.mark.parametrize(
    ("data", "name"), [(bytes(range(256)) * 40, "Jane Doe.docx"), ("Rien à citer", "Jane Doe.json")]
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    rev2: Draft, as_secretariat: Client, data: bytes | str, name: str
) -> None:
    upload(as_secretariat, data, name)
    version = LanguageVersion.objects.get()
    assert (version.state, version.error.count("\n")) == (VersionState.FAILED, 0)
    assert version.error.startswith(f"{name}: ")
    shown = text(as_secretariat, f"{DESK}fr/")
    assert version.error in shown
    assert version.error in text(as_secretariat, DESK)
    assert not [entry for entry in Entry.objects.all() if "Jane" in entry.body]
    assert act(as_secretariat, "again").status_code == 302
    assert entries()[-2:] == [
        ("asked to read language version again", "secretariat"),
        ("could not read language version", "secretariat"),
    ]


def test_an_empty_file_is_refused(rev2: Draft, as_secretariat: Client) -> None:
    response = upload(as_secretariat, b"")
    assert (response.status_code, b"This file is empty" in response.content) == (422, True)


def test_reading_twice_does_nothing(rev2: Draft, as_secretariat: Client) -> None:
    upload(as_secretariat)
    before = entries()
    read_version.call(LanguageVersion.objects.get().pk)
    read_version.call(0)
    assert entries() == before


def test_a_draft_that_was_not_read_takes_none(rev2: Draft, as_secretariat: Client) -> None:
    Draft.objects.filter(pk=rev2.pk).update(state=State.FAILED)
    response = upload(as_secretariat)
    assert (response.status_code, LanguageVersion.objects.count()) == (409, 0)


def test_a_version_of_a_draft_for_the_board_is_for_the_board(
    rev2: Draft, as_secretariat: Client, as_visitor: Client, as_board: Client
) -> None:
    Draft.objects.filter(pk=rev2.pk).update(visibility=Visibility.BOARD)
    upload(as_secretariat)
    act(as_secretariat, "keep")
    for address in ("/lighthouse/drafts/rev2/in/fr/", "/lighthouse/drafts/rev2/in/fr/original"):
        assert (as_visitor.get(address).status_code, as_board.get(address).status_code) == (404, 200)
    assert entries()[-1] == ("kept language version", "board")


def paragraphs(*pairs: tuple[str, str]) -> dict[str, list[dict[str, str]]]:
    return {"paragraphs": [{"eid": eid, "number": number} for eid, number in pairs]}


def test_paragraphs_are_matched_by_eid_and_then_by_number() -> None:
    draft = paragraphs(("para_1", "1"), ("para_2", "2"), ("x", "3"), ("a", "4"), ("b", "4"))
    version = paragraphs(("para_2", "2"), ("para_1", "1"), ("para_3", "3"), ("para_4", "4"), ("y", ""))
    laid = laid_beside(draft, version)
    assert laid.names == {"para_1": "para_1", "para_2": "para_2", "para_3": "x"}
    assert (laid.missing, laid.added, laid.fits) == (["4", "4"], ["4", "y"], False)
