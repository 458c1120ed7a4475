"""Names of documents in running text: how far they reach, and whether they are our own."""

import re

from soundingboard.cite.home import Home
from soundingboard.cite.lexicon import either, literally, marks, table
from soundingboard.words import key, words

_documents = table("documents")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_WORD = rf"(?:{_CAPITAL}|\d{{4}}\s(?=[A-Z])|[a-z]{{1,3}}-?(?=[A-Z]))[\w’'+&/‑-]*(?:\.(?=\w\.?))*(?<![’'/&-])"
_JOIN = rf"\s(?:{either(_documents['instruments']['joins'].split('|'))})(?:(?<=['’])|\s)"
_SERIES = rf",\s(?={_WORD}(?:,\s|\s(?:and|et|y|und)\s))"  # "Economic, Social and Cultural Rights"
_NUMBERED = (  # "Resolution 70/125", "Regulation (EU) 2016/679", "Law No. 12.965", "Resolution 1325 (2000)"
    r"(?:\s(?:No\.?|n[°º]\.?|Nr\.?|nº|\((?:EU|EC|CE|UE|EG|EEC)\)))*\s[A-Z]{0,2}\d[\w/.-]*(?<![.-])(?:\s\((?:\d{4}|Rev[^()]{2,30})\))?"
)
_LOWER = rf"(?:\s(?:{_documents['instruments']['adjectives']})(?!\w))*"
_ROMANCE = rf"(?:\s(?:{_documents['instruments']['romance']})(?:(?<=['’])|\s)[a-zà-ÿ]{{3,}}{_LOWER})"
NAME = re.compile(rf"{_WORD}(?:(?:\s|{_JOIN}|{_SERIES}){_WORD})*(?:{_LOWER}{_ROMANCE}{{1,3}})?")
TAIL = re.compile(_NUMBERED)
_CYRILLIC = re.compile(
    rf"[А-ЯЁ][а-яё]+(?:\s[а-яё]+){{0,2}}?\s(?:{_documents['instruments']['stems']})(?![^\W\d_])(?:\s(?:для|о|об|по)\s[а-яё]+(?:\s[а-яё]+)?|\sправ\s[а-яё]+)?"
)
_INSTRUMENT = re.compile(
    rf"(?<![^\W\d_])(?:[A-Z]\w*-)?(?:{_documents['instruments']['stems']})(?![^\W\d_])", re.IGNORECASE
)
_ACRONYM = re.compile(rf"(?<![\w/])(?:{literally(_documents['instruments']['acronyms'])})(?!\w)")
_SYMBOL = re.compile(_documents["instruments"]["symbol"])
_AND = re.compile(r"\s(?:and|et|y|e|und)\s|,\s")
_PART = re.compile(rf"(?:{_documents['part']['words']})(?!\w)", re.IGNORECASE)
_HEAD = re.compile(rf"(?:{_documents['part']['heads']})(?!\w)", re.IGNORECASE)
_HEADING = re.compile(_documents["part"]["headings"], re.IGNORECASE)
_NAMED_PART = re.compile(rf"(?:[\w’'-]+,?\s){{1,7}}?(?:{_documents['part']['heads']})(?!\w)", re.IGNORECASE)
OWN = re.compile(rf"(?:{_documents['own']['now']})(?!\w)", re.IGNORECASE)
_MARKS = frozenset(
    word
    for word, meant in marks().items()
    if any(m.unit not in ("action", "objective") and not m.upper and not m.part for m in meant)
)


def name_at(text: str, at: int) -> str | None:
    """The capitalised name or the symbol that begins at `at`, as far as it names one document."""
    if match := _SYMBOL.match(text, at):
        return match[0].rstrip(".-(")
    if match := _CYRILLIC.match(text, at):
        return match[0]
    match = NAME.match(text, at)
    if match is None or match[0].split(" ")[0].lower() in _MARKS:
        return None
    name = _one_document(_before_a_mark(match[0]))
    tail = TAIL.match(text, at + len(name)) if _INSTRUMENT.search(name.split(" ")[-1]) else None
    return name + (tail[0] if tail else "")


def _before_a_mark(name: str) -> str:
    """A name cut before a word that announces the next citation: "Tunis Agenda and Paragraph"."""
    for match in re.finditer(r"(?:\s(?:and|et|y|und))?\s(\w+)", name):
        if match[1].lower() in _MARKS:
            return name[: match.start()]
    return name


def _one_document(name: str) -> str:
    """A name cut where "and" joins another document to it."""
    for match in _AND.finditer(name):
        if is_instrument(name[: match.start()]) and is_instrument(name[match.end() :]):
            return name[: match.start()]
    return name


def is_instrument(name: str) -> bool:
    """Whether a name says by itself that it is a document."""
    return bool(_INSTRUMENT.search(name) or _ACRONYM.search(name) or _SYMBOL.fullmatch(name))


def is_certain(name: str) -> bool:
    """Whether a name is a document's even where no "of the" leads to it: not a heading such as "Principles"."""
    bare = name.lower() not in _documents["instruments"]["common"]
    return is_instrument(name) and bare and not _HEAD.search(name)


def is_acronym(name: str) -> bool:
    """Whether a name is one that stands in the list of acronyms, a German law or code, or a symbol."""
    return bool(
        _ACRONYM.fullmatch(name)
        or _SYMBOL.fullmatch(name)
        or re.fullmatch(r"[A-Z]\w*[A-Z](?<=G)|[A-Z]\w*VO", name)
    )


def is_part(name: str) -> bool:
    """Whether a name is that of a part of the draft: "Introduction", "Human Rights section"."""
    return bool(_PART.fullmatch(name) or _HEAD.match(name) or _HEADING.fullmatch(name))


def is_own(name: str, home: Home) -> bool:
    """Whether a name is that of the draft under review: "this document", or its title, short or by its initials."""
    if OWN.fullmatch(name):
        return True
    if name.lower() in home.labels:
        return True
    said = tuple(map(key, words(name)))
    return any(_is_title(said, name, title) for title in home.titles)


def _is_title(said: tuple[str, ...], name: str, title: tuple[str, ...]) -> bool:
    if said[: len(title)] == title or title[: len(said)] == said:
        return True
    initials = "".join(word[0] for word in title)
    if len(said) == 1 and len(name) > 2 and name.isupper():
        return initials.startswith(name.lower())
    found = _INSTRUMENT.fullmatch(name)  # "the Compact", where our title is the only compact in it
    return len(said) == 1 and bool(found) and title.count(said[0]) == 1


def heading_at(text: str, at: int, home: Home) -> str | None:
    """The heading of a draft whose words stand at `at`."""
    return next(
        (
            h
            for h in home.headings
            if text[at : at + len(h)].lower() == h and not text[at + len(h) :][:1].isalpha()
        ),
        None,
    )


def end_of_part(text: str, at: int) -> int | None:
    """Where "Human Rights section" ends that begins at `at`, or None."""
    match = _NAMED_PART.match(text, at)
    return match.end() if match and not _INSTRUMENT.search(match[0]) else None
