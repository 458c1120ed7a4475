"""The language of a text from its script and commonest words."""

import json
from pathlib import Path

import pytest

from soundingboard.read.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We reaffirm the vision of the Charter and commit to it in all ports.", "en"),
        ("Nous réaffirmons la vision de la Charte et nous nous engageons dans tous les ports.", "fr"),
        ("Reafirmamos la visión de la Carta y nos comprometemos con ella en todos los puertos.", "es"),
        ("Wir bekräftigen die Vision der Charta und verpflichten uns dazu in allen Häfen.", "de"),
        ("Reafirmamos a visão da Carta e comprometemo-nos com ela em todos os portos do país.", "pt"),
        ("Мы подтверждаем видение Хартии и обязуемся следовать ему во всех портах.", "ru"),
        ("نؤكد من جديد رؤية الميثاق ونلتزم بها في جميع الموانئ من أجل الناس.", "ar"),
        ("我们重申《港口宪章》的愿景，并承诺在所有港口予以落实，不让任何人掉队。", "zh"),
        ("私たちは港湾憲章のビジョンを再確認し、すべての港で実施することを約束します。", "ja"),
        ("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta", None),
        ("12. 14. 15.", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("language", ["fr", "es", "de"])
def test_paragraphs_of_a_real_proposal(data: Path, language: str) -> None:
    draft = json.loads((data / f"languages/gdpr_proposal_2012_{language}.json").read_text(encoding="utf-8"))
    texts = [paragraph["text"] for paragraph in draft["paragraphs"] if len(paragraph["text"]) > 200]
    guesses = [guess_language(text) for text in texts]
    assert set(guesses) <= {language, None}
    assert guesses.count(language) >= 0.98 * len(texts)
