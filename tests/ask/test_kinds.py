"""Each kind of ask in each language, negation, and what is no ask."""

import pytest

from soundingboard.ask import asks, languages
from soundingboard.model import Ask, Contribution


def found(text: str, language: str | None = None) -> list[Ask]:
    return list(asks(Contribution(id="c", text=text, language=language)))


def told(text: str, language: str | None = None) -> list[tuple[str, str | None]]:
    """(kind, eid) of every ask."""
    return [(ask.kind, ask.target.eid) for ask in found(text, language)]


KINDS = {
    "en": {
        "retain": [
            "Please keep paragraph 4.", "Paragraph 4 should be retained.", "We would like to see paragraph 4 preserved."
        ],
        "delete": ["Delete paragraph 4.", "We ask that paragraph 4 be removed.", "Take paragraph 4 out."],
        "reinstate": ["We urge you to reinstate paragraph 4.", "Paragraph 4 should be brought back."],
        "strengthen": ["We recommend strengthening paragraph 4.", "We ask for firmer language in paragraph 4."],
        "amend": ["We propose to reword paragraph 4.", "Paragraph 4 should be revised."],
        "clarify": [
            "Please clarify paragraph 4.", "Paragraph 4 is unclear.",
            "It would help to know whether paragraph 4 covers ferries.",
        ],
        "add": ["In paragraph 4, add a reference to ferries.", "We call for the inclusion of ferries in paragraph 4."],
        "move": ["We suggest moving paragraph 4 to section B.", "Please merge paragraph 4 with the next one."],
        "oppose": ["We oppose paragraph 4.", "We cannot accept paragraph 4."],
        "question": ["Who is meant in paragraph 4?"],
        "remark": ["Paragraph 4 speaks of ferries."],
    },
    "fr": {
        "retain": ["Nous demandons de conserver le paragraphe 4.", "Le paragraphe 4 doit être maintenu."],
        "delete": ["Nous proposons de supprimer le paragraphe 4.", "Supprimer le paragraphe 4."],
        "reinstate": ["Nous demandons de rétablir le paragraphe 4.", "Il faut réintroduire le paragraphe 4."],
        "strengthen": ["Nous souhaitons renforcer le paragraphe 4."],
        "amend": ["Nous proposons de modifier le paragraphe 4."],
        "clarify": ["Nous demandons de préciser le paragraphe 4.", "Le paragraphe 4 est ambigu."],
        "add": ["Nous proposons d’ajouter les bacs au paragraphe 4."],
        "move": ["Nous suggérons de déplacer le paragraphe 4."],
        "oppose": ["Nous nous opposons au paragraphe 4.", "Nous rejetons le paragraphe 4."],
        "question": ["De qui parle le paragraphe 4 ?"],
        "remark": ["Le paragraphe 4 parle des bacs."],
    },
    "es": {
        "retain": ["Pedimos que se mantenga el párrafo 4.", "El párrafo 4 debe conservarse."],
        "delete": ["Pedimos suprimir el párrafo 4.", "Proponemos que se elimine el párrafo 4."],
        "reinstate": ["Solicitamos que se restablezca el párrafo 4."],
        "strengthen": ["Recomendamos reforzar el párrafo 4."],
        "amend": ["Proponemos sustituir el párrafo 4."],
        "clarify": ["Pedimos aclarar el párrafo 4.", "El párrafo 4 es ambiguo."],
        "add": ["Sugerimos añadir los transbordadores en el párrafo 4."],
        "move": ["Proponemos trasladar el párrafo 4."],
        "oppose": ["Nos oponemos al párrafo 4.", "Rechazamos el párrafo 4."],
        "question": ["¿A quién se refiere el párrafo 4?"],
        "remark": ["El párrafo 4 habla de los transbordadores."],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(lang, kind, text) for lang, kinds in KINDS.items() for kind, texts in kinds.items() for text in texts],
)
def test_a_kind_is_told_in_its_language(language: str, kind: str, text: str) -> None:
    assert told(text, language) == [(kind, "para_4")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("delete", "نطلب حذف الفقرة 4."),
        ("retain", "نرجو الإبقاء على الفقرة 4."),
        ("clarify", "نقترح توضيح الفقرة 4."),
    ],
)
def test_arabic_in_a_small_way(kind: str, text: str) -> None:
    assert told(text, "ar") == [(kind, "para_4")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We do not ask to delete paragraph 4.", ["remark"]),
        ("We do not want paragraph 4 to be deleted.", ["retain"]),
        ("Paragraph 4 should not be weakened.", ["retain"]),
        ("Paragraph 4 must not be deleted.", ["retain"]),
        ("Do not shorten paragraph 4.", ["retain"]),
        ("We do not oppose paragraph 4.", ["remark"]),
        ("Young people should not be left out of paragraph 4.", ["add"]),
        ("We do not support paragraph 4.", ["oppose"]),
        ("We oppose the deletion of paragraph 4.", ["retain"]),
        ("Nous ne demandons pas de supprimer le paragraphe 4.", ["remark"]),
        ("Le paragraphe 4 ne doit pas être affaibli.", ["retain"]),
        ("No pedimos suprimir el párrafo 4.", ["remark"]),
        ("Pedimos que no se elimine el párrafo 4.", ["retain"]),
        ("Paragraph 4 calls upon States to delete old records.", ["remark"]),
        ("Our request for a list was answered. Paragraph 4 is long.", ["remark"]),
    ],
)
def test_a_negation_turns_an_ask(text: str, kinds: list[str]) -> None:
    assert [ask.kind for ask in found(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind", "stance", "about"),
    [
        ("We welcome the addition of ferries in paragraph 4.", "retain", "welcome", "change"),
        ("We welcome paragraph 4.", "retain", "welcome", "text"),
        ("We regret the deletion of paragraph 4.", "reinstate", "concern", "change"),
        ("We are concerned about the addition of a veto in paragraph 4.", "delete", "concern", "change"),
        ("We caution against the weakening of paragraph 4.", "strengthen", "caution", "change"),
        ("Paragraph 4 is silent on ferries.", "add", "caution", "omission"),
        ("We welcome the draft as a whole.", "remark", "welcome", "text"),
    ],
)
def test_stance_and_about(text: str, kind: str, stance: str, about: str) -> None:
    [ask] = found(text)
    assert (ask.kind, ask.stance, ask.about) == (kind, stance, about)


def test_a_general_welcome_is_about_the_whole() -> None:
    [ask] = found("We welcome the draft as a whole.")
    assert ask.target.whole is True


def test_there_are_four_languages() -> None:
    assert languages() == ("ar", "en", "es", "fr")


def test_a_language_without_a_lexicon_gives_remarks_alone() -> None:
    assert told("Wir bitten, Absatz 4 zu streichen, denn er ist nicht nötig und auch nicht klar.", "de") == [
        ("remark", "para_4")
    ]


def test_what_says_nothing_of_a_draft_stays_a_remark() -> None:
    [ask] = found("Governments should respect human rights, and ports should keep their records.")
    assert ask.kind == "remark"


@pytest.mark.parametrize("text", ["", "   \n\n  ", "\ufeff"])
def test_an_empty_text_asks_nothing(text: str) -> None:
    assert asks(Contribution(id="c", text=text)) == ()
