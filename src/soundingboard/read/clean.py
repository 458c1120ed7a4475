"""Characters that readers drop or unify, whatever the file's type."""

import re
import unicodedata

# Controls that no text may carry, soft hyphens, zero-width spaces and byte-order marks within the text.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """`text` in normal form C, without unseen characters, its line ends line feeds; spacing is kept."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def tidy(text: str) -> str:
    """`text` cleaned, every stretch of white space one blank, none at the ends."""
    return " ".join(clean(text).split())


def names(words: str, separator: str | None = None) -> frozenset[str]:
    """The words of a list in one string, as a set."""
    return frozenset(words.split(separator))
