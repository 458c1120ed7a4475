"""Whose numbers a citation gives: a draft of ours, or a document that the words before or after it name."""

import re
from dataclasses import dataclass
from functools import cache

from soundingboard.cite import names
from soundingboard.cite.home import Home, may_name_a_draft, stage_of
from soundingboard.cite.lexicon import IN, OF, either, literally, table, units
from soundingboard.vocabulary import SECTION_UNITS, Unit

_WINDOW = (
    160  # characters before a citation in which its document may be named: a long title has some hundred
)
_LINK_REACH = 48  # characters: "recognises, in particular in its " and the like
_NOTHING_FOLLOWS = frozenset(').;:?!”"') | {
    ""
}  # what ends a clause: no name can belong to the numbers before

_documents = table("documents")
_own, _instruments = _documents["own"], _documents["instruments"]
_OF, _IN = re.compile(rf",?{OF}", re.IGNORECASE), re.compile(IN, re.IGNORECASE)
_THEREOF = re.compile(rf"\s(?:{either(table('joins')['thereof'])})(?!\w)", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[)\].;:,]|$)")
_OPEN, _CLOSE = re.compile(r"\s?[(\[]\s?"), re.compile(r"\s?[)\]]")
_GAP = re.compile(r"(?:(?P<comma>\s?[,–—-])\s|\s(?:the\s)?)")
_PREPOSITION = re.compile(r"\b(?:in|of|and|to|on|for)\b")
_SAID_OF_IT = re.compile(
    r"(?:(?!of|in|on|and|or|to)[a-z]+(?:-[a-z]+)?\s){1,2}(?=[A-Z])"
)  # "the landmark Declaration"
_EARLIER = re.compile(rf"(?:the\s)?(?P<name>{_own['before']})(?!\w)", re.IGNORECASE)
_LAW = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]|[A-Z]\w*VO)(?!\w)")
_ANNEX = re.compile(
    r"(?:the\s)?(?:annex|appendix|schedule|annexe|anexo|anhang)\s(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?!\w)",
    re.IGNORECASE,
)
_KIND = rf"(?:{_instruments['small']})"
_SMALL_NUMBER = r"(?:No\.?\s?|n[°º]\s?)?[A-Z]{0,2}\d[\w/.-]*(?<![.-])(?:\s\(\d{4}\))?"
_SMALL = re.compile(
    rf"(?:(?!this|present|draft)\w+['’]?s?\s){{0,2}}?{_KIND}(?!\w)(?:\s{_SMALL_NUMBER})?", re.IGNORECASE
)
_SMALL_AFTER_NAME = re.compile(rf"\s(?:{_KIND}|outcome document)(?!\w)", re.IGNORECASE)
_SMALL_BEFORE = re.compile(rf"(?<!\w){_KIND}\s{_SMALL_NUMBER}$", re.IGNORECASE)
_SYMBOL_BEFORE = re.compile(rf"(?:{_instruments['symbol']})$")

_LOCATED = r"(?:,?\s(?:located|contained|found|set out|included|situated|figurant|contenido))?"
_LABEL = r"(?:#\s?)?(?:\d{1,3}|[IVXL]{1,6}|[A-Z])(?:\.\d+)*(?!\w)"
_SUBJECT = r"(?:\s(?:on|sur|sobre)\s[\w’'-]+(?:\s[\w’'-]+){0,5}(?=\s?(?:[,.;)]|$)))?"
_PLACE = re.compile(
    rf",?{_LOCATED}(?:{OF}|{IN})(?:{units('section', 'objective', 'action')})\.?\s{_LABEL}{_SUBJECT}",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?:{_documents['part']['words']})(?!\w)", re.IGNORECASE)
_KINDS: list[tuple[re.Pattern[str], Unit]] = [
    (re.compile(rf"(?:{literally(kind['after'])})(?!\w)", re.IGNORECASE), kind["unit"])
    for kind in table("marks")["kinds"]
]

_ARABIC_NAME = rf"(?:{_instruments['arabic']})(?:\s[\u0621-\u064a]+){{0,3}}"
_ARABIC = re.compile(rf"\s(?:(?:من|في)\s(?P<name>{_ARABIC_NAME})|(?P<joined>ل{_ARABIC_NAME}))")
_HAN_BEFORE = re.compile(
    rf"(?:《(?P<quoted>[^《》]{{2,40}})》|(?:{_instruments['han_openers']})?(?P<name>[\u4e00-\u9fff]{{1,16}}(?:{_instruments['han']})))(?:中的|中|的|，|,)?\s?$"
)

_LINK_WORDS = either(_own["link_words"])
_LINKED = rf"(?:\))?(?:['’]s?)?\s?(?:[,(\[:–—-]\s?)?(?:(?:{_LINK_WORDS})\s){{0,3}}(?:the\s)?"
_EARLIER_BEFORE = re.compile(rf"(?<!\w)(?P<name>{_own['before']}){_LINKED}$", re.IGNORECASE)
_LINK = re.compile(_LINKED + "$", re.IGNORECASE)
_SAYS_IN = re.compile(rf"\s(?:{_own['says']}),?\s(?:in|at|under)\s(?:its\s)?$", re.IGNORECASE)
_MENTIONED = re.compile(rf"(?<!\w)(?:{_instruments['mentions']})(?!\w)[^.;()]{{0,60}}$", re.IGNORECASE)
_ITS_OWN = re.compile(r"\bits\b|['’]s")
_NEW_LINE = re.compile(r"\n\s*$")
_OPENERS = frozenset(_instruments["openers"].split("|"))
_LAST_CAPITAL = re.compile(
    r".*[A-ZÀ-ÖØ-ÞА-ЯЁ\d][\w/+.&-]*(?<![.-])(?:\s?\((?:\d{4}|Rev[^()]{2,30})\))?", re.DOTALL
)
_IN_BRACKETS = re.compile(r"\((?:\d{4}|Rev[^()]{2,30})\)$")  # "Resolution 102 (Rev. Bucharest, 2022)"
_SMALL_JOIN = re.compile(r"\s(?:de|des|du|del|da|dos|das|para)\s|d[’']")
_NEXT_NAME = re.compile(r"\s*(?:(?:and|et|y|und|,)\s*)?(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Owner:
    """A document or a draft, and the edge of the words that name it (their end after, their start before)."""

    document: str | None
    draft: str | None
    edge: int


@cache
def _draft_patterns(named: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Draft names with what may lead to them, at a place; and at the end of what stands before a citation."""
    name = rf"(?P<draft>{named})(?!\w)"
    noun = r"(?:\s(?:draft|text|version|document)(?!\w))?"
    after = rf"(?:(?:[\w+’'-]+\s){{0,3}}?){name}{noun}"
    return re.compile(after, re.IGNORECASE), re.compile(rf"(?<!\w){name}{noun}{_LINKED}$", re.IGNORECASE)


def _draft_named(words: str, home: Home) -> tuple[str | None, str]:
    """What words name, (document, draft): a paper of the process that is not among the drafts is a document too."""
    said = " ".join(words.split())
    if said.lower() in home.labels:
        return None, home.labels[said.lower()]
    stage = stage_of(said) or said
    paper = stage in _own["papers"] and stage not in home.names
    return (said if paper else None), stage


def after(text: str, at: int, home: Home, unit: str) -> Owner | None:
    """What the words from `at` on say about whose numbers stood before them, or None."""
    if text[at : at + 1] in _NOTHING_FOLLOWS:
        return None
    if bracket := _OPEN.match(text, at):
        found = _named_at(text, bracket.end(), home, of=False)
        close = _CLOSE.match(text, found.edge) if found else None
        return Owner(found.document, found.draft, close.end()) if found and close else None
    if match := _THEREOF.match(text, at):
        return Owner(_named_last(text[max(0, at - _WINDOW) : at]) or match[0].strip(), None, match.end())
    for leading, of in ((_OF, True), (_IN, False)):
        if match := leading.match(text, at):
            found = _named_at(text, match.end(), home, of) or _small_at(text, match.end(), home)
            return found or _arabic(text, at)
    return _arabic(text, at) or _directly_after(text, at, home, unit)


def _named_last(words: str) -> str | None:
    """The document that words name last."""
    found = [name for match in names.NAME.finditer(words) if (name := names.name_at(words, match.start()))]
    return next((name for name in reversed(found) if names.is_certain(name)), None)


def _named_at(text: str, at: int, home: Home, of: bool) -> Owner | None:
    """A draft, our own text or a document named at `at`; `of`: "of the" led to it, so any name is a document's."""
    if earlier := _EARLIER.match(text, at):
        return Owner(None, _earlier(earlier["name"], home), earlier.end())
    if found := _draft_at(text, at, home):
        return found
    if annex := _ANNEX.match(text, at):
        return Owner(annex[0], None, annex.end())
    title = names.name_at(text, at)
    own = names.OWN.match(text, at)
    if own and (title is None or len(own[0]) >= len(title) or names.is_own(title, home)):
        return Owner(None, None, own.end())
    if title is not None:
        return _document(text, at, title, home, of)
    said = _SAID_OF_IT.match(text, at) if of else None
    further = names.name_at(text, said.end()) if said else None
    return (
        _document(text, said.end(), further, home, of)
        if said and further and names.is_certain(further)
        else None
    )


def _earlier(said: str, home: Home) -> str:
    """The draft before the last; without drafts the words themselves, which name none that is known."""
    return home.names[-2] if len(home.names) > 1 else said


def _document(text: str, at: int, name: str, home: Home, of: bool) -> Owner | None:
    end = at + len(name)
    if names.is_own(name, home):
        return Owner(None, None, end)
    if names.is_part(name):
        return None
    if (part_end := names.end_of_part(text, at)) is not None:
        return Owner(None, None, part_end) if of else None
    if small := _SMALL_AFTER_NAME.match(text, end):
        tail = names.TAIL.match(text, small.end())
        end = tail.end() if tail else small.end()
    elif not (of or names.is_certain(name)):
        return None
    return Owner(text[at:end], None, end)


def _draft_at(text: str, at: int, home: Home) -> Owner | None:
    if not may_name_a_draft(text[at : at + 80].lower(), home):
        return None
    match = _draft_patterns(home.called)[0].match(text, at)
    if match is None:
        return None
    lead = text[at : match.start("draft")]
    foreign = [word for word in lead.split() if names.is_acronym(word)]
    if _PREPOSITION.search(lead) or (names.is_instrument(lead) and not foreign):
        return None
    if foreign and home.titles and not any(names.is_own(word, home) for word in foreign):
        return Owner(match[0], None, match.end())
    return Owner(*_draft_named(match["draft"], home), match.end())


def _small_at(text: str, at: int, home: Home) -> Owner | None:
    """A document in small letters: "resolution 70/125", "the report of the Secretary-General"."""
    match = _SMALL.match(text, at)
    if match is None or names.OWN.fullmatch(match[0]) or names.is_own(match[0], home):
        return None
    of = _OF.match(text, match.end())
    more = names.name_at(text, of.end()) if of else None
    end = of.end() + len(more) if of and more else match.end()
    return Owner(text[at:end], None, end)


def _arabic(text: str, at: int) -> Owner | None:
    match = _ARABIC.match(text, at)
    return Owner(match["name"] or match["joined"], None, match.end()) if match else None


def _directly_after(text: str, at: int, home: Home, unit: str) -> Owner | None:
    """A name right behind the numbers: "Art. 26 ICCPR", "para 12 Rev.1", "para 72, Tunis Agenda"."""
    gap = _GAP.match(text, at)
    if gap is None:
        return None
    begin, comma = gap.end(), gap["comma"] is not None
    found = _draft_at(text, begin, home)
    if found and text.count(" ", begin, found.edge) < 4 and (not comma or _ENDS.match(text, found.edge)):
        return found
    name = names.name_at(text, begin)
    if name is None or not names.is_instrument(name) or names.is_own(name, home):
        law = _LAW.match(text, begin) if unit == "article" and not comma else None
        return Owner(law[0], None, law.end()) if law else None
    end = begin + len(name)
    if comma and not _ENDS.match(text, end):
        return None
    heading = not comma and unit in SECTION_UNITS  # "Section 3 Strategic Framework"
    fits = names.is_acronym(name) or (names.is_certain(name) and not heading)
    return Owner(name, None, end) if fits else None


def place_after(text: str, at: int, home: Home) -> tuple[int, Unit | None]:
    """Where words end that only say in which part of the draft a paragraph stands, and the unit they make it."""
    if text[at : at + 1] in _NOTHING_FOLLOWS:
        return at, None
    if match := _PLACE.match(text, at):
        return match.end(), None
    leading = _OF.match(text, at) or _IN.match(text, at)
    if leading is None:
        return at, None
    for pattern, unit in _KINDS:
        if match := pattern.match(text, leading.end()):
            return match.end(), unit
    if heading := names.heading_at(text, leading.end(), home):
        return leading.end() + len(heading), None
    name = names.name_at(text, leading.end())
    if name and names.is_part(name) and not names.is_own(name, home):
        return leading.end() + len(name), None
    part = _PART.match(text, leading.end())
    return (part.end() if part else at), None


def before(text: str, at: int, home: Home) -> Owner | None:
    """What the words up to `at` say about whose numbers follow: "Rev.1 paragraph", "the Tunis Agenda (para"."""
    begin = max(text.rfind("\n\n", 0, at), at - _WINDOW, 0)
    window = text[begin:at]
    if may_name_a_draft(window.lower(), home) and (match := _draft_patterns(home.called)[1].search(window)):
        return Owner(*_draft_named(match["draft"], home), begin + match.start())
    if window[-1:] > "\u3000" and (match := _HAN_BEFORE.search(window)):
        return Owner(match["quoted"] or match["name"], None, begin + match.start())
    if earlier := _EARLIER_BEFORE.search(window):
        return Owner(None, _earlier(earlier["name"], home), begin + earlier.start())
    if text[at : at + 1].isupper() and _NEW_LINE.search(window):
        return None  # "Section 2" heads a line of its own
    stop = _stop(window)
    found = _name_ending(window, stop) if stop is not None else None
    if found is None or stop is None:
        return None
    start, name = found
    if names.is_own(name, home):
        return Owner(None, None, begin + start)
    if _MENTIONED.search(window[:start]) and not _ITS_OWN.search(window[stop:]):
        return None
    return Owner(name, None, begin + start)


def _stop(window: str) -> int | None:
    """Where a name must end that the words up to a citation link to it: before " (", ", see", " says in"."""
    last = _LAST_CAPITAL.match(window)
    if last and (_LINK.match(window, last.end()) or _SAYS_IN.match(window, last.end())):
        tail = _IN_BRACKETS.search(window, 0, last.end() + 1)
        return tail.end() if tail else last.end()
    if not _SMALL_JOIN.search(window):
        return None
    short = max(0, len(window) - _LINK_REACH)
    found = _SAYS_IN.search(window, short) or _LINK.search(window, short)
    return found.start() if found else None


def _name_ending(window: str, stop: int) -> tuple[int, str] | None:
    """The document's name that ends at `stop`, and where it begins."""
    for match in names.NAME.finditer(window):
        if found := _name_within(window, match.start(), stop):
            return found
    ending = _SMALL_BEFORE.search(window[:stop]) or _SYMBOL_BEFORE.search(window[:stop])
    return (ending.start(), ending[0]) if ending else None


def _name_within(window: str, start: int, stop: int) -> tuple[int, str] | None:
    """The name in a run of capitalised words that ends at `stop`; words that open a sentence are none of it."""
    while start < stop:
        first = window[start:].split(" ", 1)
        if first[0].lower() in _OPENERS and len(first) == 2:
            start += len(first[0]) + 1
            continue
        name = names.name_at(window, start)
        if name is None:
            return None
        bare = name.removesuffix("'s").removesuffix("’s")
        if start + len(bare) == stop:
            return (start, bare) if names.is_certain(bare) else None
        start = _NEXT_NAME.match(window, start + len(name)).end()  # type: ignore[union-attr]
    return None
