"""What every format asks of a line: its words joined where they look alike, its language, where its links lead."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from soundingboard.write.characters import clean
from soundingboard.write.paper import Line, Words

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_OUTSIDE = ("http://", "https://", "mailto:")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
# A browser drops these from an address before it looks for the scheme.
_IGNORED = re.compile(r"[\x00-\x20]")


def joined(line: Iterable[Words]) -> Line:
    """The line without empty words, and with neighbours of one look as one."""
    found: list[Words] = []
    for words in line:
        if found and words == replace(found[-1], text=words.text):
            found[-1] = replace(words, text=found[-1].text + words.text)
        elif words.text:
            found.append(words)
    return tuple(found)


def text_of(line: Iterable[Words]) -> str:
    """The words of a line alone."""
    return "".join(words.text for words in line)


def language_of(line: Iterable[Words], language: str) -> str:
    """The language that a whole line is in; that of the paper where it has several."""
    found = {words.language or language for words in line if words.text.strip()}
    return found.pop() if len(found) == 1 else language


def inside(address: str | None) -> str | None:
    """The name in the same paper that an address leads to, or None."""
    return address[1:] if address and address.startswith("#") and len(address) > 1 else None


def outside(address: str | None) -> str | None:
    """The address when it leads to the web or to a mailbox, else None; nothing that runs is ever a link."""
    bare = _IGNORED.sub("", address or "")
    return bare if bare.lower().startswith(_OUTSIDE) else None


def near(address: str | None) -> str | None:
    """An address on the same site ("/harbour-charter/…"), or None."""
    bare = _IGNORED.sub("", address or "")
    return bare if bare and not bare.startswith(("#", "//", "\\")) and not _SCHEME.match(bare) else None


def bookmark(name: str) -> str:
    """A name as Word takes it: letters, digits and underscores, at most forty; what is such a name stays."""
    if _NAME.fullmatch(name):
        return name
    return f"n_{hashlib.sha256(clean(name).encode()).hexdigest()[:32]}"
