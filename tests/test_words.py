"""Words by UAX #29 as tailored: examples by script, and properties of any text."""

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from soundingboard import words as module
from soundingboard.words import is_word, key, spans, stem, tokens, words

AWKWARD = (
    "aZé9_ -‐‑/.,;:'’\"()…\n\r\t·"
    "קДعنक्षि\u0301\u0651\u200d\u200e\u00ad\u202f字かカー가👍ℹ🇨🇭\ufe0f\u20e3\u0600\u0d4e"
)
texts = st.one_of(st.text(max_size=60), st.text(alphabet=AWKWARD, max_size=30))
plain_texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("aZ19_-/.,;:'’ \n·"),
        st.characters(max_codepoint=0x24F, exclude_characters="\xad\xb8"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directive 95/46/EC, as amended.", ["Directive", "95/46/EC", "as", "amended"]),
        ("multi-stakeholder and non‑binding", ["multi-stakeholder", "and", "non‑binding"]),
        ("don’t, the States’ own", ["don’t", "the", "States", "own"]),
        ("resolution A/RES/70/125 of 2015", ["resolution", "A/RES/70/125", "of", "2015"]),
        ("3.1 costs 1,000; see 12 bis", ["3.1", "costs", "1,000", "see", "12", "bis"]),
        ("12:30 – rights:duties—all", ["12", "30", "rights", "duties", "all"]),
        ("(a) and/or [b]", ["a", "and/or", "b"]),
        ("____ – …", []),
        ("يُؤَكِّدُ الحق في التنمية، 12", ["يُؤَكِّدُ", "الحق", "في", "التنمية", "12"]),
        ("消除数字鸿沟 WSIS+20", ["消", "除", "数", "字", "鸿", "沟", "WSIS", "20"]),
        ("がインターネット", ["が", "イ", "ン", "タ", "ー", "ネ", "ッ", "ト"]),
        ("Подтверждаем, что в 2025-м году", ["Подтверждаем", "что", "в", "2025-м", "году"]),
        ("การพัฒนา ดิจิทัล", ["การพัฒนา", "ดิจิทัล"]),
        ("हिन्दी क्षेत्र", ["हिन्दी", "क्षेत्र"]),
        ("10\u202f000", ["10", "000"]),
        ('צה"ל', ['צה"ל']),
        ("de\u0301cision", ["de\u0301cision"]),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_are_words_blanks_and_signs() -> None:
    assert tokens("Yes, (a)  👩‍👧.\r\n") == ["Yes", ",", " ", "(", "a", ")", " ", " ", "👩‍👧", ".", "\r\n"]
    assert tokens("a\r\nb\n") == ["a", "\r\n", "b", "\n"]


@given(texts)
def test_tokens_lose_nothing(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(texts)
def test_words_are_the_tokens_that_are_words(text: str) -> None:
    assert words(text) == [text[a:b] for a, b in spans(text)]
    assert [token for token in tokens(text) if is_word(token)] == words(text)


@given(texts)
def test_a_word_has_no_white_space_and_is_its_own_word(text: str) -> None:
    for word in words(text):
        assert not any(c.isspace() for c in word)
        assert words(word) == [word]


@given(texts)
def test_spans_are_sorted_and_disjoint(text: str) -> None:
    edges = [edge for span in spans(text) for edge in span]
    assert edges == sorted(edges)
    assert all(a < b for a, b in spans(text))


@given(texts)
def test_no_grapheme_cluster_is_split(text: str) -> None:
    ends, at = set(), 0
    for token in tokens(text):
        at += len(token)
        ends.add(at)
    assert ends <= {match.end() for match in regex.finditer(r"\X", text)}


@given(plain_texts)
def test_the_plain_rules_and_the_full_ones_agree(text: str) -> None:
    plain = [(*match.span(), match[1]) for match in module._SIMPLE.finditer(text)]
    assert plain == [(*match.span(), match[1]) for match in module._ANY.finditer(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t", "don't"),
        ("Multi‑Stakeholder", "multi-stakeholder"),
        ("“States”,", "states"),
        ("ÉTAT", "e\u0301tat"),
        ("STRASSE", "straße"),
        ("co\u00adoperation", "cooperation"),
        ("ОРГАН", "орган"),
    ],
)
def test_key_unifies(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("shall", "should"), ("resume", "résumé"), (",", "."), ("3.1", "31")]
)
def test_key_tells_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@example("\u0300\u200c\u094d")
@given(texts)
def test_key_is_its_own_key_and_never_empty(text: str) -> None:
    for token in tokens(text):
        assert key(token)
        assert key(key(token)) == key(token)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("promote promotes promoted promoting", "promot"),
        ("policy policies", "policy"),
        ("commit commits committed committing", "commit"),
        ("class classes", "class"),
        ("Need needs", "need"),
        ("access", "access"),
        ("focus", "focus"),
        ("bring", "bring"),
        ("need", "need"),
        ("развитие", "развитие"),
        ("95/46/EC", "95/46/ec"),
    ],
)
def test_stem(forms: str, expected: str) -> None:
    assert {stem(form) for form in forms.split()} == {expected}
