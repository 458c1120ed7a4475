"""The rules on wording, read once for each language from `rules/<language>.toml` and `rules/any.toml`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

_FOLDER = files("soundingboard.amend").joinpath("rules")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it reads, the pattern whose group `words` is shown, what it lets pass, what it says, its source."""

    id: str
    on: Literal["text", "insertion"]
    pattern: re.Pattern[str]
    passes: frozenset[str]
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class Joiners:
    """Words that may follow a comma, and those that stand before the last part of a list."""

    openers: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of one language, with those of every language."""

    rules: tuple[Rule, ...]
    joiners: Joiners


@lru_cache(maxsize=32)
def rulebook(language: str) -> Rulebook:
    """The rules for a language tag; those of every language alone where it has no file."""
    own = _read(language.split("-")[0].lower())
    joiners = {name: frozenset(found) for name, found in own.get("joiners", {}).items()}
    return Rulebook((*_rules(own), *_rules(_read("any"))), Joiners(**joiners))


def _read(name: str) -> dict[str, Any]:
    path = _FOLDER.joinpath(f"{name}.toml")
    if not name.isalpha() or not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rules(data: dict[str, Any]) -> Iterator[Rule]:
    for rule in data.get("rule", []):
        yield Rule(
            rule["id"],
            rule["on"],
            re.compile(rule["pattern"]),
            frozenset(rule["except"]),
            rule["message"],
            rule["source"],
        )
