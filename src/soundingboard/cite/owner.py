"""Whose numbers a citation gives: a draft of ours, or a document that the words before or after it name."""

import re
from dataclasses import dataclass
from functools import cache

from soundingboard.cite import names
from soundingboard.cite.home import Home, names_in, stage_of
from soundingboard.cite.lexicon import BLANK, IN, NO_LETTER, OF, either, literally, table, units

_WINDOW = 160  # characters before a citation in which its document may be named: a long title has some hundred
_documents = table("documents")
_NAME_CLOSES = re.compile(r"\s*(?:[,.;:)\]]|$|\s(?:and|should|is|was|et|y|und)\b)")
_ENDS = re.compile(r"\s*(?:[)\].;:,]|$)")
_OF, _IN = re.compile(rf",?{OF}", re.IGNORECASE), re.compile(IN, re.IGNORECASE)
_LOCATED = r"(?:,?\s(?:located|contained|found|set out|included|situated|figurant|contenido))?"
_PLACE = re.compile(
    rf",?{_LOCATED}(?:{OF}|{IN})(?:{units('section', 'objective', 'action')})\.?\s(?:#\s?)?(?:\d{{1,3}}|[IVXL]{{1,6}}|[A-Z])(?:\.\d+)*(?!\w)(?:\s(?:on|sur|sobre)\s(?:[\w’'-]+\s?){{1,6}}(?=[,.;)]|$))?",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:the\s)?(?:annex|appendix|schedule|annexe|anexo|anhang)\s(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?!\w)", re.IGNORECASE)
_SMALL = re.compile(
    rf"(?:(?!this|present|draft)\w+['’]?s?\s){{0,2}}?(?:{_documents['instruments']['small']})(?!\w)(?:\s(?:No\.?\s?|n[°º]\s?)?[A-Z]{{0,2}}\d[\w/.-]*(?<![.-])(?:\s\(\d{{4}}\))?)?",
    re.IGNORECASE,
)
_OF_NAME = re.compile(OF, re.IGNORECASE)
_ARABIC = re.compile(rf"\s(?:من|في|لـ?)\s?(?P<name>(?:{_documents['instruments']['arabic']})(?:\s[\u0621-\u064a]+){{0,3}})|\s(?P<joined>ل(?:{_documents['instruments']['arabic']})(?:\s[\u0621-\u064a]+){{0,3}})")
_HAN_BEFORE = re.compile(
    rf"(?:《(?P<quoted>[^《》]{{2,40}})》|(?:{_documents['instruments']['han_openers']})?(?P<name>[\u4e00-\u9fff]{{1,16}}(?:{_documents['instruments']['han']})))(?:中的|中|的|，|,)?\s?$"
)
_LINKED = r"(?:['’]s?)?\s?(?:[,(\[:–—-]\s?)?(?:(?:see|cf\.?|per|including|notably|e\.g\.|i\.e\.|specifically|especially|particularly|in particular|also|at|au|dans|en su|en|in|its|their|sein)\s){0,3}(?:the\s)?"
_LINK = re.compile(_LINKED + "$", re.IGNORECASE)
_SAYS_IN = re.compile(
    r"\s(?:(?:says|states|notes|provides|recogni[sz]es|affirms|declares|calls|defines|stipulates|sets out|mandates|stresses|acknowledges|reads|asks|requires)(?:,)?\s(?:in|at|under)\s(?:its\s)?)$",
    re.IGNORECASE,
)
_MENTIONED = re.compile(rf"(?<!\w)(?:{_documents['instruments']['mentions']})(?!\w)[^.;()]{{0,60}}$", re.IGNORECASE)
_OPENERS = frozenset(_documents["instruments"]["openers"].split("|"))
_EARLIER = re.compile(rf"(?:the\s)?(?:{_documents['own']['before']})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    """A document or a draft, and the edge of the words that name it (their end after, their start before)."""

    document: str | None
    draft: str | None
    edge: int


@cache
def _draft_patterns(names_: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Draft names with what may lead to them, at a place; and at the end of what stands before a citation."""
    named = rf"(?P<draft>{names_})(?!\w)"
    after = rf"(?:(?:[\w+’'-]+\s){{0,3}}?){named}(?:\s(?:draft|text|version|document)(?!\w))?"
    before = rf"(?<!\w){named}(?:\s(?:draft|text|version|document)(?!\w))?{_LINKED}$"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


def _draft_named(words: str, home: Home) -> tuple[str | None, str]:
    """Which draft words name: (document, draft). A paper of the process that is not among the drafts is a document too."""
    said = words.strip()
    if said.lower() in home.labels:
        return None, home.labels[said.lower()]
    stage = stage_of(said) or said
    paper = stage in _documents["own"]["papers"] and stage not in home.names
    return (said if paper else None), stage


def after(text: str, at: int, home: Home, unit: str) -> Owner | None:
    """What the words from `at` on say about whose numbers stood before them."""
    bracket = re.compile(r"\s?[(\[]\s?").match(text, at)
    if bracket:
        found = _named_at(text, bracket.end(), home, of=False)
        close = re.compile(r"\s?[)\]]").match(text, found.edge) if found else None
        return Owner(found.document, found.draft, close.end()) if found and close else None
    if leading := _OF.match(text, at):
        return _named_at(text, leading.end(), home, of=True) or _small_at(text, leading.end(), home) or _arabic(text, at)
    if leading := _IN.match(text, at):
        return _named_at(text, leading.end(), home, of=False) or _small_at(text, leading.end(), home) or _arabic(text, at)
    return _arabic(text, at) or _directly_after(text, at, home, unit)


def _named_at(text: str, at: int, home: Home, of: bool) -> Owner | None:
    """A draft, our own text or a document named at `at`; `of`: "of the" led to it, so that any name is a document's."""
    if (earlier := _EARLIER.match(text, at)) is not None:
        return Owner(None, home.names[-2] if len(home.names) > 1 else earlier[0].removeprefix("the "), earlier.end())
    if found := _draft_at(text, at, home):
        return found
    if annex := _ANNEX.match(text, at):
        return Owner(annex[0], None, annex.end())
    name = names.name_at(text, at)
    own = names.own_pattern().match(text, at)
    if own and (name is None or len(own[0]) >= len(name) or names.is_own(name, home)):
        return Owner(None, None, own.end())
    if name is None:
        return None
    return _document(text, at, name, home, of)


def _document(text: str, at: int, name: str, home: Home, of: bool) -> Owner | None:
    end = at + len(name)
    if names.is_own(name, home):
        return Owner(None, None, end)
    if names.is_part(name, home):
        return None
    if (part_end := names.ends_in_part_word(text, at)) is not None:
        return Owner(None, None, part_end) if of else None
    if small := re.compile(rf"\s(?:{_documents['instruments']['small']}|outcome document)(?!\w)", re.IGNORECASE).match(text, end):
        tail = names.TAIL.match(text, small.end())
        end = tail.end() if tail else small.end()
        return Owner(text[at:end], None, end)
    if not (of or names.is_certain(name)):
        return None
    return Owner(name, None, end)


def _draft_at(text: str, at: int, home: Home) -> Owner | None:
    match = _draft_patterns(names_in(home))[0].match(text, at)
    if match is None:
        return None
    lead = text[at : match.start("draft")]
    foreign = [word for word in lead.split() if names.is_acronym(word)]
    if re.search(r"\b(?:in|of|and|to|on|for)\b", lead) or (names.is_instrument(lead) and not foreign):
        return None
    if foreign and home.titles and not any(names.is_own(word, home) for word in foreign):
        return Owner(match[0], None, match.end())
    return Owner(*_draft_named(match["draft"], home), match.end())


def _small_at(text: str, at: int, home: Home) -> Owner | None:
    """A document in small letters: "resolution 70/125", "the report of the Secretary-General"."""
    match = _SMALL.match(text, at)
    if match is None or names.own_pattern().fullmatch(match[0]) or names.is_own(match[0], home):
        return None
    of = _OF_NAME.match(text, match.end())
    more = names.name_at(text, of.end()) if of else None
    end = of.end() + len(more) if of and more else match.end()
    return Owner(text[at:end], None, end)


def _arabic(text: str, at: int) -> Owner | None:
    match = _ARABIC.match(text, at)
    return Owner(match["name"] or match["joined"], None, match.end()) if match else None


def _directly_after(text: str, at: int, home: Home, unit: str) -> Owner | None:
    """A name right behind the numbers: "Art. 26 ICCPR", "para 12 Rev.1", "para 72, Tunis Agenda"."""
    gap = re.compile(rf"(?:(?P<comma>\s?[,–—-])\s|\s(?:the\s)?)").match(text, at)
    if gap is None:
        return None
    found = _draft_at(text, gap.end(), home)
    if found and text[gap.end() : found.edge].count(" ") < 4 and (not gap["comma"] or _ENDS.match(text, found.edge)):
        return found
    name = names.name_at(text, gap.end())
    if name is None or not names.is_instrument(name) or names.is_own(name, home):
        return _unknown_acronym(text, gap, unit)
    end = gap.end() + len(name)
    if names.is_acronym(name) and (not gap["comma"] or _ENDS.match(text, end)):
        return Owner(name, None, end)
    fits = unit not in ("section", "objective", "action") and names.is_certain(name) and not gap["comma"]
    if fits or (names.is_certain(name) and gap["comma"] and _ENDS.match(text, end)):
        return Owner(name, None, end)
    return None


def _unknown_acronym(text: str, gap: re.Match[str], unit: str) -> Owner | None:
    """ "Article 5 TKG", "§ 3 BDSG": after an article's number an acronym is a law's, known here or not."""
    match = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]|[A-Z]\w*VO)(?!\w)").match(text, gap.end())
    if match is None or gap["comma"] or unit != "article":
        return None
    return Owner(match[0], None, match.end())


def place_after(text: str, at: int, home: Home) -> tuple[int, str | None]:
    """Where words end that only say in which part of the draft a paragraph stands, and the unit they make it."""
    if match := _PLACE.match(text, at):
        return match.end(), None
    leading = _OF.match(text, at) or _IN.match(text, at)
    if leading is None:
        return at, None
    for kind in table("marks")["kinds"]:
        match = re.compile(rf"(?:{literally(kind['after'])})(?!\w)", re.IGNORECASE).match(text, leading.end())
        if match:
            return match.end(), kind["unit"]
    name = names.name_at(text, leading.end())
    if name and names.is_part(name, home) and not names.is_own(name, home):
        return leading.end() + len(name), None
    part = re.compile(rf"(?:{_documents['part']['words']})(?!\w)", re.IGNORECASE).match(text, leading.end())
    return (part.end() if part else at), None


def before(text: str, at: int, home: Home) -> Owner | None:
    """What the words up to `at` say about whose numbers follow: "Rev.1 paragraph", "the Tunis Agenda (para"."""
    begin = max(text.rfind("\n\n", 0, at), at - _WINDOW, 0)
    window = text[begin:at]
    if match := _draft_patterns(names_in(home))[1].search(window):
        return Owner(*_draft_named(match["draft"], home), begin + match.start())
    if match := _HAN_BEFORE.search(window):
        return Owner(match["quoted"] or match["name"], None, begin + match.start())
    link = _LINK.search(window)
    says = _SAYS_IN.search(window)
    stop = says.start() if says else link.start() if link else len(window)
    found = _name_ending(window, stop)
    if found is None:
        return None
    start, name = found
    joined = window[stop:]
    mentioned = _MENTIONED.search(window[:start])
    if names.is_own(name, home):
        return Owner(None, None, begin + start)
    if mentioned and not re.search(r"\bits\b|['’]s", joined):
        return None
    return Owner(name, None, begin + start)


def _name_ending(window: str, stop: int) -> tuple[int, str] | None:
    """The document's name that ends at `stop`, and where it begins."""
    for match in names.NAME.finditer(window):
        start = match.start()
        while (first := window[start : match.end()].split(" ", 1))[0].lower() in _OPENERS and len(first) == 2:
            start += len(first[0]) + 1
        while start < stop:
            name = names.name_at(window, start)
            if name is None:
                break
            if start + len(name) == stop and names.is_certain(name):
                return start, name
            start += len(name)
            start = match.start() if start <= match.start() else start
            step = re.compile(r"\s*(?:(?:and|et|y|und|,)\s*)?(?:the\s)?").match(window, start)
            start = step.end() if step else start
    symbol = re.compile(rf"(?:{_documents['instruments']['symbol']})$").search(window[:stop])
    if symbol:
        return symbol.start(), symbol[0]
    small = re.compile(rf"(?<!\w)(?:{_documents['instruments']['small']})\s(?:No\.?\s?)?\d[\w/.-]*(?:\s\(\d{{4}}\))?$", re.IGNORECASE).search(window[:stop])
    return (small.start(), small[0]) if small else None
