"""The numbers of one citation: lists, ranges, subparagraphs and what may stand between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from soundingboard.cite.lexicon import (
    AND,
    BLANK,
    MEASURE,
    MONTH,
    NO_LETTER,
    QUANTITY,
    SIGN,
    TO,
    TO_GERMAN,
    cardinals,
    either,
    literally,
    table,
    units,
)
from soundingboard.numbers import LATIN, as_cited, is_roman, owner_of, stretch

Item = tuple[str, str]  # the two ends of a range; the same number twice where it is one

_REACH = 200  # characters in which a bracket that is still open may have begun
_ROMAN = r"[IVXL]{1,7}"
_LATER = either(["of", "du", "de", "del", "do", "der", "des", "and", "to", "et", "in"])
_NUMBER = re.compile(
    rf"""(?P<open>[(\[]\s?)?(?P<head>\d{{1,4}}(?:\.\d{{1,3}})*)(?:[º°ª](?!\s?C\b)|er(?!\w))?
    (?P<letter>-?[A-Za-zа-я](?![^\W_]))?
    (?P<latin>(?:[\s.]{{0,2}}(?!bis\s+(?:zu[mr]\s+)?\d)(?:{LATIN})(?![^\W_]))+)?
    (?(open)\s?[)\]])
    (?P<parts>(?:\s?\((?:[^\W\d_]|aa|bb|cc|dd|ee|ff|[ivxl]{{1,6}})\)|\(\d{{1,2}}[a-z]?\)|\.[a-z](?![^\W_])(?![.]\w))*)
    (?P<half>\s?[a-z]\)|[«\s]{{1,2}}[а-я]»)?(?P<spaced>\s[a-z](?=\s(?:{_LATER})\b|\s?\((?:new|neu|nouveau|nuevo|novo)\)|\s?[,;:)\]]|\.(?:\s|$)|\s?$))?
    (?P<on>\s?ff?\.?(?!\w))?""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(rf"(?:{_ROMAN}|[A-Z])(?:\.(?:\d{{1,2}}|[A-Z](?!\w)))*(?![^\W_])(?!['’.]\w)")
_CARDINAL = re.compile(  # "one" may be a pronoun: "in this paragraph one finds"
    rf"(?:{literally(cardinals())})(?![\w-])(?:(?<!one)|(?=\s?(?:[,.;:)]|$|(?:of|and|to)\b)))", re.IGNORECASE
)
_PART = re.compile(r"\(?(?P<part>[^\W\d_]|aa|bb|cc|[ivxl]{1,6}|(?<=\()\d{1,2}[a-z]?)\)")
_PARTS_IN_ONE = re.compile(r"\s?\((?P<all>[a-z](?:\s?(?:,|&|/|-|–|and|to|or)\s?(?:and\s)?[a-z]){1,12})\)")
_LETTER = re.compile(r"[a-z](?![^\W_])")
_WORDS_FOR_PARTS = [
    word for word in table("marks")["parts"]["words"] if word not in table("marks")["parts"]["not_parts"]
]
_UNDER = re.compile(
    rf"{BLANK}[,–—-]?{BLANK}(?:{literally(_WORDS_FOR_PARTS)}){NO_LETTER}\.?{BLANK}", re.IGNORECASE
)
_OF_ARTICLE = re.compile(
    rf"{BLANK}[,–—-]?{BLANK}(?:{literally(table('marks')['parts']['of_article'])}){NO_LETTER}\.?{BLANK}{SIGN}?",
    re.IGNORECASE,
)
_SPACED_PART = re.compile(r"\s\(\d{1,2}[a-z]?\)(?: ?\((?:[a-z]|[ivx]{1,5})\))*")
_PLURALS = frozenset(
    word
    for word in [*table("marks")["parts"]["words"], *table("marks")["parts"]["of_article"]]
    if word.endswith(("s", "en", "ze", "ы", "§§")) and word != "abs"
)
_LOOSE_PART = re.compile(
    r"\(?(?P<part>\d{1,2}(?:\s?(?:bis|ter|quater))?(?:[a-z](?![^\W_])|\s[a-z](?=\s?\((?:new|neu|nouv|nuev)))?|[^\W\d_](?:\s[a-z](?=\s?\(new))?|aa|bb|[ivxl]{1,6})\)?(?!\w)"
)
_AND, _TO, _TO_GERMAN = (re.compile(pattern, re.IGNORECASE) for pattern in (AND, TO, TO_GERMAN))
_COLON = re.compile(r":(?=\d)")
_MARK_AGAIN = re.compile(
    rf"(?:the\s)?(?:{units('paragraph', 'preambular', 'operative', 'article', 'recital')})\.?{BLANK}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf",?\s\(?{table('joins')['sentences']}\)?(?!\w)", re.IGNORECASE)
_SENTENCE_NUMBER = re.compile(table("joins")["sentence_number"], re.IGNORECASE)
_BRACKETED = re.compile(r"\s?(?:\([^()\d\n]{2,50}\)|\[[^\[\]\d\n]{2,50}\])")
_SAID = re.compile(
    rf"\s(?:{literally(table('joins')['qualifiers'])})(?:\s[^\W\d]+(?:[-’'][^\W\d]+)?){{1,7}}?(?={AND}\d)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    rf"(?:{MONTH})|(?<=\d\.0)(?!\d)|{MEASURE}|,\d{{3}}(?!\d)|th\b|(?:st|nd|rd)\b", re.IGNORECASE
)
_COUNTS = re.compile(QUANTITY, re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?!\d)")
_SMALL_WORD = re.compile(rf"\s(?!(?:{literally(table('joins')['function_words'])})(?!\w))[a-zà-ÿ]{{2,}}")
_CLOSED = frozenset(').?!"”') | {""}  # what no list goes on after
_NEXT_LINE_HEAD = re.compile(r"[.):]\s+[^\Wa-zà-ÿ\d_]")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a list is read: what the mark before it, or its absence, allows."""

    many: bool = False  # the mark is a plural
    labels: bool = False  # letters and Roman numbers count
    german: bool = False  # "3 bis 5" is a range
    inside: bool = False  # a bracket is open before it, so ")" may close that one
    weak: bool = False  # the mark is a common word
    article: bool = False  # it may have paragraphs, and four figures
    bare: bool = False  # there is no mark: only what carries a letter or a Latin name is read


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbers read, and where they end."""

    items: tuple[Item, ...]
    end: int


def read_list(text: str, start: int, manner: Manner) -> Listing | None:
    """The list of numbers at `start` of `text`, or None where there is none."""
    first = _element(text, start, manner, manner.weak)
    if first is None:
        return None
    items, end = list(first.items), first.end
    while more := _next(text, end, items, manner):
        items.extend(more.items)
        end = more.end
    return Listing(tuple(items), end)


def bracket_is_open(text: str, at: int) -> bool:
    """Whether a round bracket that opened before a place is still open there."""
    begin = max(0, at - _REACH)
    return text.rfind("(", begin, at) > text.rfind(")", begin, at)


def expanded(items: Iterable[Item], among: Sequence[str] = ()) -> tuple[str, ...]:
    """Every number of a list once, ranges written out; `among` are those of the draft, which count in."""
    numbers = (
        n for first, last in items for n in ((first,) if first == last else stretch(first, last, among))
    )
    return tuple(dict.fromkeys(numbers))


def _element(text: str, at: int, manner: Manner, counts: bool) -> Listing | None:
    """One number with what stands under it, or a range. `counts`: a noun after it means that it counts things."""
    single = _single(text, at, manner)
    if single is None or _NEVER.match(text, single.end) or (counts and _COUNTS.match(text, single.end)):
        return None
    if len(single.items) > 1 or single.items[0][0] != single.items[0][1]:
        return single
    return _range(text, single, manner, counts) or single


def _single(text: str, at: int, manner: Manner) -> Listing | None:
    match = _NUMBER.match(text, at)
    if match is None:
        return None if manner.bare else _named(text, at, manner)
    head = match["head"]
    year = len(head) == 4 and (not manner.article or "1900" <= head < "2100")
    if (
        year
        or _runs_on(text, match)
        or (manner.bare and not (match["letter"] or match["latin"] or match["parts"] or match["half"]))
    ):
        return None
    number, end = _printed(match, manner)
    return _below(text, number, end, manner)


def _runs_on(text: str, match: re.Match[str]) -> bool:
    """Whether letters or figures go on after the number ("12th", "5G2", "12345")."""
    if any(match[name] for name in ("parts", "half", "spaced", "on", "letter", "latin")):
        return False
    after = text[match.end() : match.end() + 2]
    return bool(re.match(r"\d|[a-zà-ÿ_]|[.,]\d\d", after, re.IGNORECASE)) and not match["open"]


def _printed(match: re.Match[str], manner: Manner) -> tuple[str, int]:
    parts = re.sub(r"\.([a-z])", r"(\1)", (match["parts"] or "").lower())
    number = as_cited(f"{match['head']}{(match['letter'] or '').lstrip('-')}{match['latin'] or ''}") + re.sub(
        r"\s", "", parts
    )
    half, end = match["half"], match.end()
    if (
        match["letter"]
        and not half
        and not manner.inside
        and match.string.startswith(")", match.end("letter"))
    ):
        return f"{number[:-1]}({number[-1]})", match.end("letter") + 1  # "29b)"
    if half and not (manner.inside and half.endswith(")")):
        return f"{number}({half.strip(' )«»')})", match.end("half")
    if half or match["spaced"]:
        letter = (half or match["spaced"]).strip(" )")
        return number + letter, match.start("half") + len(half) - 1 if half else end
    return number, end


def _named(text: str, at: int, manner: Manner) -> Listing | None:
    """A number that is a letter, Roman or a word."""
    if manner.labels and (match := _LABEL.match(text, at)):
        return Listing(((match[0], match[0]),), match.end())
    if match := _CARDINAL.match(text, at):
        value = str(cardinals()[match[0].lower()])
        return Listing(((value, value),), match.end())
    return None


def _below(text: str, number: str, end: int, manner: Manner) -> Listing:
    """What stands under a number: "(a)-(c)" in one bracket, "Article 5, paragraph 2, points (a) and (c)"."""
    if text[end : end + 1] in _CLOSED:
        return Listing(((number, number),), end)
    if match := _PARTS_IN_ONE.match(text, end):
        ends = _ends_in(match["all"])
        return Listing(tuple((f"{number}({a})", f"{number}({b})") for a, b in ends), match.end())
    if manner.article and (match := _SPACED_PART.match(text, end)):
        return _below(text, number + match[0].replace(" ", ""), match.end(), manner)
    if manner.article and (match := _OF_ARTICLE.match(text, end)) and (under := _parts(text, match)):
        numbers = [(f"{number}({a})", f"{number}({b})") for a, b in under.items]
        if len(numbers) > 1 or numbers[0][0] != numbers[0][1]:
            return Listing(tuple(numbers), under.end)
        number, end = numbers[0][0], under.end
    if sentence := _SENTENCE_NUMBER.match(text, end):
        end = sentence.end()
    if (match := _UNDER.match(text, end)) and (under := _parts(text, match)):
        return Listing(tuple((f"{number}({a})", f"{number}({b})") for a, b in under.items), under.end)
    return Listing(((number, number),), end)


def _ends_in(inside: str) -> Iterator[Item]:
    """The ends in "a, c-e and g"."""
    for piece in re.split(r"\s?(?:,|&|/|\band\b|\bor\b)\s?(?:and\s)?", inside):
        ends = re.findall(r"\b[a-z]\b", piece)
        if ends:
            yield ends[0], ends[-1]


def _parts(text: str, word: re.Match[str]) -> Listing | None:
    """A list of loose parts after their word: "(a) to (c)", "a and c", "2"; several figures only after a plural."""
    match = _LOOSE_PART.match(text, word.end())
    several = word[0].strip(" ,.–—-").lower() in _PLURALS
    if match is None:
        return None
    items, end = [(_part(match), _part(match))], match.end()
    while True:
        to, also = _TO.match(text, end), _AND.match(text, end)
        step = to or also if several or not items[0][0][0].isdecimal() else None
        match = _LOOSE_PART.match(text, step.end()) if step else None
        if not step or not match or not _same_sort(items[-1][1], match):
            return Listing(tuple(items), end)
        items[-1:] = [(items[-1][0], _part(match))] if to else [items[-1], (_part(match), _part(match))]
        end = match.end()


def _part(match: re.Match[str]) -> str:
    return re.sub(r"\s(?=[a-z]$)", "", match["part"])


def _same_sort(before: str, match: re.Match[str]) -> bool:
    """Whether a part goes on a list: figures after figures, letters after letters and not the word "a"."""
    part, bracketed = match["part"], match[0].startswith("(") or match[0].endswith(")")
    return before[0].isdecimal() == part[0].isdecimal() and (bracketed or part not in ("a", "i"))


def _range(text: str, single: Listing, manner: Manner, counts: bool) -> Listing | None:
    first = single.items[0][0]
    to = _TO.match(text, single.end) or (_TO_GERMAN.match(text, single.end) if manner.german else None)
    if to is None:
        return _colon_range(text, single, manner)
    if last := _part_after(text, to.end(), first):
        return Listing(((first, last[0]),), last[1])
    again = _MARK_AGAIN.match(text, to.end())
    if again and not manner.many and to[0].strip().isalpha() and first[0].isdecimal():
        return None  # "move the sentence from paragraph 12 to paragraph 40"
    stop = _single(text, again.end() if again else to.end(), manner)
    if (
        stop is None
        or _NEVER.match(text, stop.end)
        or stop.items[0][0] != stop.items[0][1]
        or len(stop.items) > 1
    ):
        return None
    last_number = stop.items[0][0]
    doubtful = not manner.many and re.search(r"\s", to[0]) and not again
    if doubtful and (counts or _COUNTS.match(text, stop.end) or not _rises(first, last_number)):
        return None
    return Listing(((first, last_number),), stop.end)


def _rises(first: str, last: str) -> bool:
    a, b = re.match(r"\d+", first), re.match(r"\d+", last)
    return not (a and b) or int(a[0]) <= int(b[0])


def _colon_range(text: str, single: Listing, manner: Manner) -> Listing | None:
    """ "25:26"."""
    match = _COLON.match(text, single.end)
    stop = _single(text, match.end(), manner) if match else None
    first = single.items[0][0]
    if (
        stop is None
        or not first.isdecimal()
        or not stop.items[0][0].isdecimal()
        or not _rises(first, stop.items[0][0])
    ):
        return None
    return Listing(((first, stop.items[0][0]),), stop.end)


def _part_after(text: str, at: int, before: str) -> tuple[str, int] | None:
    """ "(c)" after "29(a)" as "29(c)", "c" after "54a" as "54c", and where it ends."""
    if before.endswith(")"):
        if match := _PART.match(text, at):
            owner = owner_of(before)
            part = match["part"].lower()
            if part[0].isdecimal() != before[len(owner) + 1].isdecimal():
                return None
            if owner.endswith(")") and is_roman(before[len(owner) + 1 : -1]) and not is_roman(part):
                owner = owner_of(owner)
            return f"{owner}({part})", match.end()
    elif re.fullmatch(r"\d+[a-z]", before) and (match := _LETTER.match(text, at)) and match[0] > before[-1]:
        return before[:-1] + match[0], match.end()
    return None


def _next(text: str, end: int, items: Sequence[Item], manner: Manner) -> Listing | None:
    """What a list goes on with after `end`, or None where it is at its end."""
    before = items[-1][1]
    if (
        (to := _TO.match(text, end))
        and items[-1][0] == before
        and before.endswith(")")
        and (last := _part_after(text, to.end(), before))
    ):
        return Listing((((before, last[0])),), last[1])
    gap = _AND.match(text, end) or _said(text, end, manner)
    if gap is None:
        return None
    if part := _part_after(text, gap.end(), before):
        return _with_range(text, part)
    if manner.bare:
        return None
    return _another(text, gap, items, manner)


def _with_range(text: str, part: tuple[str, int]) -> Listing:
    number, end = part
    to = _TO.match(text, end)
    last = _part_after(text, to.end(), number) if to else None
    return Listing(((number, last[0] if last else number),), last[1] if last else end)


def _said(text: str, end: int, manner: Manner) -> re.Match[str] | None:
    """Words about a number before the next: "117 as updated below; 118", "12 (AI), 15 (data)"."""
    for pattern in (_SENTENCE, _BRACKETED, _SAID):
        allowed = pattern is not _SAID or manner.inside or manner.many
        match = pattern.match(text, end) if allowed else None
        if match and (gap := _AND.match(text, match.end())):
            return gap
    return None


def _another(text: str, gap: re.Match[str], items: Sequence[Item], manner: Manner) -> Listing | None:
    """One more number of a list, if it cannot count things or head the next point."""
    sure = manner.many and len(items) == 1 and items[0][0] == items[0][1]
    if not manner.many and _CLOCK.match(text, gap.end()):
        return None
    found = _element(text, gap.end(), manner, not sure)
    if found is None or ("\n" in gap[0] and (";" in gap[0] or _NEXT_LINE_HEAD.match(text, found.end))):
        return None
    if not manner.inside and text.startswith(")", found.end):
        return None
    only_comma = gap[0].strip() == ","
    if only_comma and not sure and _SMALL_WORD.match(text, found.end):
        return None
    return found
