"""The words that tell an ask, read and compiled once per language."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

QUOTE, PLACE = "\ue000", "\ue001"  # stand for each character of quoted wording and of a citation
FORMS = ("asked", "done", "doing", "noun")  # the columns of an operation
ACTS = ("ask", "wish", "welcome", "concern", "oppose", "remark", "none")
_GAP = r"(?:\s+[^\s,;:.!?]+){0,4}?"
_WORD = re.compile(rf"\w+|{QUOTE}+|{PLACE}+")
_FOLDER = Path(__file__).parent / "lexicons"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that tell something: where, what they tell (an act, or an operation with its form), and themselves."""

    start: int
    end: int
    name: str
    form: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The phrases that begin with one word, as one pattern; `kinds[n]` is what that of group n + 1 tells."""

    pattern: re.Pattern[str]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds phrases of several kinds at once, by their first word; those under "*" may begin with any."""

    choices: Mapping[str, Choice]

    def hits(self, text: str, start: int, end: int) -> list[Hit]:
        """Every phrase found from `start` to `end`, left to right, none over another."""
        found: list[Hit] = []
        after = start
        always = self.choices.get("*")
        for word in _WORD.finditer(text, start, end):
            if word.start() < after:
                continue
            first = word[0][:1] if word[0][0] in (QUOTE, PLACE) else word[0].lower()
            for choice in (self.choices.get(first), always):
                if choice and (match := choice.pattern.match(text, word.start(), end)):
                    kind = choice.kinds[(match.lastindex or 1) - 1]
                    if kind[0] != "none":  # a phrase that only looks like one of the others
                        found.append(Hit(match.start(), match.end(), *kind, match[0]))
                    after = match.end()
                    break
        return found

    def first(self, text: str, start: int, end: int) -> Hit | None:
        """The first phrase found from `start` to `end`."""
        return next(iter(self.hits(text, start, end)), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. `marks` are the small lists: each finds any of its phrases."""

    language: str
    acts: Finder
    operations: Finder
    marks: Mapping[str, Finder]


def languages() -> tuple[str, ...]:
    """The languages that asks are read in, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of a language (`fr`, `pt-BR`), English where none is known; None where there is none."""
    code = "en" if language in (None, "", "und") else str(language)[:2].lower()
    return _read(code) if (_FOLDER / f"{code}.toml").is_file() else None


@cache
def _read(code: str) -> Lexicon:
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    classes = data.get("classes", {})
    acts = [(phrase, (name, "")) for name in ACTS for phrase in data["acts"].get(name, [])]
    endings = data.get("endings", {})
    operations = [
        (_joined(phrase, endings) if form == "asked" else phrase, (name, form))
        for name, rows in data["operations"].items()
        for row in rows
        for form, phrase in zip(FORMS, re.split(r"(?:^|\s)\|(?=\s|$)", row), strict=False)
        if phrase.strip()
    ]
    marks = {**data["marks"], "part": list(classes.get("part", ()))}
    return Lexicon(
        code,
        _finder(acts, classes),
        _finder(operations, classes),
        {name: _finder([(p, (name, "")) for p in words], classes) for name, words in marks.items()},
    )


def _joined(phrase: str, endings: Mapping[str, Sequence[str]]) -> str:
    """A phrase with the endings that may join its first words: "suprimir" is also "suprimirlo"."""
    first, _, rest = phrase.strip().partition(" ")
    words = first.split("|")
    longer = [w + e for w in words for last, ends in endings.items() if w.endswith(last) for e in ends]
    return f"{'|'.join((*words, *longer))} {rest}".strip()


def _finder(phrases: Iterable[tuple[str, tuple[str, str]]], classes: Mapping[str, Sequence[str]]) -> Finder:
    """A finder; where several phrases begin at one place the one of most words wins."""
    ordered = sorted(phrases, key=lambda item: (-_fixed(item[0]), -len(item[0].split()), -len(item[0])))
    groups: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for phrase, kind in ordered:
        for word in sorted(_first_words(phrase.split(), classes)):
            groups.setdefault(word, []).append((expression(phrase, classes), kind))
    return Finder({word: _choice(group) for word, group in groups.items()})


def _fixed(phrase: str) -> int:
    """How many words of a phrase must be there."""
    return sum(slot != "..." and not slot.endswith("?") for slot in phrase.split())


def _choice(group: Sequence[tuple[str, tuple[str, str]]]) -> Choice:
    pattern = "|".join(f"({words})" for words, _ in group)
    return Choice(re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), tuple(kind for _, kind in group))


def _first_words(tokens: Sequence[str], classes: Mapping[str, Sequence[str]]) -> set[str]:
    """The words that a phrase can begin with; "*" where that is any."""
    first = tokens[0].removesuffix("?")
    found: set[str] = set()
    for word in first.split("|"):
        if word in ("<q>", "<p>"):
            found.add(QUOTE if word == "<q>" else PLACE)
        elif word.startswith("<") and word[1:-1] in classes:
            found |= {_opening(entry) for entry in classes[word[1:-1]]}
        else:
            found.add(_opening(word))
    return found | (_first_words(tokens[1:], classes) if first != tokens[0] and len(tokens) > 1 else set())


def _opening(word: str) -> str:
    """The first word of "take_out" or "state-owned", as the text is read; "*" for one with any letters in it."""
    match = re.match(r"\w+", word.split("_")[0])
    return match[0].lower() if match and "*" not in word.split("_")[0] else "*"


def expression(phrase: str, classes: Mapping[str, Sequence[str]]) -> str:
    """A phrase of a lexicon as a regular expression; see the head of `lexicons/en.toml`."""
    result, lead = "", ""
    for slot in phrase.split():
        if slot == "...":
            result += _GAP
            continue
        optional = slot.endswith("?")
        words = _slot(slot.removesuffix("?"), classes)
        if not result:
            lead, result = (rf"(?:{lead}{words}\s+)?", "") if optional else (lead, lead + words)
        else:
            result += rf"(?:\s+{words})?" if optional else rf"\s+{words}"
    return result


def _slot(slot: str, classes: Mapping[str, Sequence[str]]) -> str:
    special = {"<q>": QUOTE + "+", "<p>": PLACE + "+", "<number>": r"\d+"}
    choices = []
    for word in slot.split("|"):
        if word in special:
            choices.append(special[word])
        elif word.startswith("<"):
            choices.append(_either(classes[word[1:-1]]))
        else:
            choices.append(_word(word))
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(_word, words), key=len, reverse=True))})"


def _word(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s+")
    return escaped.replace("'", "['’]")
