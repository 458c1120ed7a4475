"""Words of a text in any script: where they stand, what they are compared by, their stem.

Segmentation follows Unicode Standard Annex #29, "Unicode Text Segmentation", section 4 (word boundaries),
https://www.unicode.org/reports/tr29/, tailored as that annex allows:

- Han, Hiragana and Katakana are words character by character;
- a hyphen or a slash between letters or digits keeps a word whole ("multi-stakeholder", "95/46/EC");
- a colon never joins ("2015:12" is two words), nor does the narrow no-break space;
- other scripts written without blanks (Thai, Lao, Khmer, Myanmar) give one word per run of letters.

No boundary falls inside a grapheme cluster (section 3 of the same annex).
"""

import re
import unicodedata
from functools import lru_cache

import regex

_MARK = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]"
_KANA_HAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{WB=Katakana}"
_PREPEND = r"\p{GCB=Prepend}"
_LETTER = rf"[[\p{{L}}\p{{WB=ALetter}}]--[{_KANA_HAN}{_PREPEND}]]"
_DIGIT = rf"[[\p{{N}}\p{{WB=Numeric}}]--[\p{{L}}\p{{WB=ALetter}}{_KANA_HAN}{_PREPEND}]]"
_LOW_LINE = r"[\p{WB=ExtendNumLet}--\u202f]"
_QUOTE = r"\p{WB=MidNumLet}\p{WB=Single_Quote}"
_IN_LETTERS = rf"[[{_QUOTE}\p{{WB=MidLetter}}]--[:\ufe13\ufe55\uff1a]]"
_HEBREW_QUOTE = r"(?<=\p{WB=Hebrew_Letter})\"(?=\p{WB=Hebrew_Letter})"  # rules WB7b and WB7c
_STRETCH = (  # letters and digits with what may stand between two of a sort: rules WB5 to WB13b
    rf"(?:{_LETTER}[{_LETTER}{_MARK}]*(?:(?:{_IN_LETTERS}{_MARK}*|{_HEBREW_QUOTE})(?={_LETTER}))?"
    rf"|{_DIGIT}[{_DIGIT}{_MARK}]*(?:[{_QUOTE}\p{{WB=MidNum}}]{_MARK}*(?={_DIGIT}))?"
    rf"|{_LOW_LINE}{_MARK}*"
    rf"|{_PREPEND}+(?=[{_LETTER}{_DIGIT}]))+"
)
_CHARACTER = rf"(?=[{_KANA_HAN}])\X"
_WORD = (
    rf"(?:{_CHARACTER}|(?=[{_LOW_LINE}{_MARK}{_PREPEND}]*[{_LETTER}{_DIGIT}])"
    rf"{_STRETCH}(?:[-‐‑/]{_MARK}*{_STRETCH})*)"
    rf"(?:(?<=\u200d)\p{{Extended_Pictographic}}{_MARK}*)*"  # rule WB3c
)
_ANY = regex.compile(rf"({_WORD})|(\X)", regex.V1)

_CLINGING = regex.compile(rf" (?:{_MARK}|\p{{GCB=SpacingMark}})|{_PREPEND}", regex.V1)

# Most texts are written in Latin letters without combining marks; for them the same rules are a plain
# expression of the standard library, three times faster. The tests hold the two to the same answer.
_PLAIN = re.compile(
    r"[\t\n !-~\u00a0-\u00ac\u00ae-\u00b7\u00b9-\u024f\u2010-\u2026\u2030\u2032\u2033\u20ac]*"
)
_PLAIN_LETTER = r"[^\W0-9²³¹¼½¾_]"
_PLAIN_DIGIT = r"[0-9²³¹¼½¾]"
_PLAIN_STRETCH = (
    rf"(?:{_PLAIN_LETTER}+(?:['’‘.·․](?={_PLAIN_LETTER}))?"
    rf"|{_PLAIN_DIGIT}+(?:['’‘.․,;](?={_PLAIN_DIGIT}))?|_+)+"
)
_PLAIN_WORD = rf"(?=_*[^\W_]){_PLAIN_STRETCH}(?:[-‐‑/]{_PLAIN_STRETCH})*"
_SIMPLE = re.compile(rf"({_PLAIN_WORD})|(\r\n|.)", re.DOTALL)

_UNIFIED = {**dict.fromkeys(map(ord, "‘’‛ʼ＇"), "'"), **dict.fromkeys(map(ord, "‐‑"), "-")}
_KEYS_KEPT = 1 << 16  # distinct words of a very large set of drafts; a bound on memory, about 10 MB


def _pattern(text: str) -> re.Pattern[str] | regex.Pattern[str]:
    """Matches token by token: group 1 is a word, group 2 a blank or a sign."""
    return _SIMPLE if text.isascii() or _PLAIN.fullmatch(text) else _ANY


def parts_at_blanks(text: str) -> bool:
    """Whether every U+0020 of `text` is a token of its own, so that what stands between can be read alone."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None or _CLINGING.search(text) is None


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of `text` stand: (start, end) in characters, in order; blanks and signs left out."""
    return [match.span() for match in _pattern(text).finditer(text) if match[1]]


def words(text: str) -> list[str]:
    """The words of `text`, in order; blanks and signs left out."""
    return [word for word, _ in _pattern(text).findall(text) if word]


def tokens(text: str) -> list[str]:
    """Words and, each on its own, the blanks and signs between them; joined they give `text` again.

    A token that is not a word is one grapheme cluster.
    """
    return [word or sign for word, sign in _pattern(text).findall(text)]


def parts(text: str) -> list[tuple[str, str]]:
    """The tokens of `text` as (word, "") or ("", blank or sign)."""
    found: list[tuple[str, str]] = _pattern(text).findall(text)
    return found


def is_word(token: str) -> bool:
    """Whether a token of `tokens` is a word, not a blank or a sign."""
    match = _pattern(token).match(token)
    return match is not None and match[1] is not None


@lru_cache(maxsize=_KEYS_KEPT)
def key(word: str) -> str:
    """What two words are compared by: case folded, composed (NFC), one form of apostrophe and hyphen.

    Invisible format characters and signs at either edge fall away; a token of signs alone is its own key.
    """
    if word.isalpha() and word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())
    shown = "".join(c for c in folded.translate(_UNIFIED) if unicodedata.category(c) != "Cf")
    visible = unicodedata.normalize(
        "NFC", shown
    )  # marks that a format character kept apart may now trade places
    bare = visible.strip("".join({c for c in visible if unicodedata.category(c)[0] in "PSZC"}))
    return bare or visible or word


_DOUBLED = re.compile(r"([bdfgmnprt])\1$")


@lru_cache(maxsize=_KEYS_KEPT)
def stem(word: str) -> str:
    """The key of `word` without an English plural, -ing, -ed or final -e: "promoting" gives "promot".

    Step 1 of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), made lighter: a word
    keeps at least three letters and a vowel. Words of other scripts are returned as their key.
    """
    bare = key(word)
    if not (bare.isascii() and bare.isalpha()):
        return bare
    if bare.endswith("ies") and len(bare) > 4:
        bare = bare[:-3] + "y"
    elif bare.endswith("sses"):
        bare = bare[:-2]
    elif bare.endswith("s") and bare[-2:-1] not in ("s", "u", "i") and len(bare) > 3:
        bare = bare[:-1]
    for suffix in ("ing", "ed"):
        root = bare.removesuffix(suffix)
        if root != bare and len(root) > 2 and any(c in "aeiouy" for c in root):
            bare = _DOUBLED.sub(r"\1", root)
            break
    return bare[:-1] if bare.endswith("e") and len(bare) > 4 else bare
