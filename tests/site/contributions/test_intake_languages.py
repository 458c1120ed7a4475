"""What is said in another language is linked through the draft's own version in it."""

import pytest

from soundingboard.site.contributions.actions import Said, file
from soundingboard.site.contributions.intake import deciding, suggesting
from soundingboard.site.contributions.models import Contribution, Run, Suggestion
from soundingboard.site.drafts.actions import File, keep_version, receive_version
from soundingboard.site.drafts.models import Draft, LanguageVersion
from soundingboard.site.people.rules import OPERATOR, VISITOR
from tests.site.contributions.suggestions import secretary
from tests.site.drafts.test_versions import FRENCH, OTHER_NUMBERS

pytestmark = pytest.mark.django_db

# Names no number, and shares hardly a word with the English text: paragraph 5 is about liaison officers.
LIAISON = (
    "Nous demandons de renforcer le texte sur l'agent de liaison nommé par chaque port, "
    "qui répond aux questions des communautés de pêcheurs."
)


@pytest.fixture
def rev2(drafts: list[Draft]) -> Draft:
    return drafts[-1]


def send(draft: Draft, text: str = LIAISON, language: str = "fr") -> Contribution:
    return file(VISITOR, draft.process, Said(draft, (), text, language=language))


def keep(draft: Draft, text: str = FRENCH, language: str = "fr") -> None:
    sent = File(f"rev2-{language}.md", "text/markdown", text.encode())
    version = receive_version(OPERATOR, draft, sent, language, "unofficial")
    keep_version(OPERATOR, LanguageVersion.objects.get(pk=version.pk))


def best(one: Contribution) -> str:
    """The paragraph of the one suggestion: its place, or the first that it offers to choose from."""
    row = Suggestion.objects.get(contribution=one)
    return row.place if row.place.startswith("para:") else next((o["place"] for o in row.others), "")


def test_without_a_version_its_place_is_not_found(rev2: Draft) -> None:
    assert best(send(rev2)) != "para:para_5"


def test_with_a_version_its_place_is_right(rev2: Draft) -> None:
    keep(rev2)
    assert best(send(rev2)) == "para:para_5"


def test_what_waits_is_read_again_when_a_version_is_kept(rev2: Draft) -> None:
    one, english = send(rev2), send(rev2, "Paragraph 3 must be retained as it stands.", "en")
    keep(rev2)
    assert best(one) == "para:para_5"
    assert (one.runs.count(), english.runs.count()) == (2, 1)


def test_what_somebody_decided_on_is_left_alone(rev2: Draft) -> None:
    one = send(rev2, "Le paragraphe 3 doit être maintenu tel quel.")
    deciding.accept(secretary(rev2.process), Suggestion.objects.get())
    keep(rev2)
    assert one.runs.count() == 1


def test_a_version_in_a_third_language_says_nothing_to_it(rev2: Draft) -> None:
    one = send(rev2)
    before = best(one)
    keep(rev2, FRENCH, "es")
    assert (Run.objects.count(), best(one)) == (1, before)


def test_paragraphs_that_differ_cost_the_others_nothing(rev2: Draft) -> None:
    keep(rev2, OTHER_NUMBERS)
    assert best(send(rev2)) == "para:para_5"


def test_a_version_that_is_replaced_is_read_no_more(rev2: Draft) -> None:
    keep(rev2)
    before = suggesting._shelf_of(rev2)
    keep(rev2, FRENCH.replace("agent de liaison", "interlocuteur"))
    after = suggesting._shelf_of(rev2)
    assert before.digest != after.digest
    assert list(after.index.spaces) == ["en", "fr"]
