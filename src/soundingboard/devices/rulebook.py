"""The rule files: read and compiled once per language."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from soundingboard.devices.wording import Reading, State, add_phrase, begin
from soundingboard.vocabulary import Effect

DEVICES = (
    "verb-of-commitment",
    "modal",
    "qualifier-added",
    "qualifier-dropped",
    "scope-narrowed",
    "scope-widened",
    "actor-changed",
    "safeguard-deleted",
    "safeguard-added",
    "deadline",
    "list-shortened",
    "list-lengthened",
    "intensity",
    "named-body",
    "duty-weakened",
    "noun-strength",
)
# The word lists that a rule file may give under [grammar]; one that it leaves out is empty.
GRAMMAR = (
    "abstentions",
    "acronyms",
    "actor_heads",
    "adverb_endings",
    "adverbs",
    "after_noun",
    "advice",
    "agent_marks",
    "agents",
    "articles",
    "before_noun",
    "bodies",
    "clause_words",
    "commitments",
    "confers",
    "date_marks",
    "edits",
    "efforts",
    "example_pairs",
    "example_words",
    "hedges",
    "infinitive",
    "infinitive_be",
    "instruments",
    "kinds",
    "links",
    "list_edges",
    "list_stops",
    "made_bodies",
    "makers",
    "mentions",
    "modals",
    "name_closers",
    "name_joins",
    "name_openers",
    "negations",
    "never_names",
    "no_bodies",
    "no_limits",
    "no_subjects",
    "not_actors",
    "not_subjects",
    "nouns",
    "openings",
    "past",
    "predicates",
    "prepositions",
    "purposes",
    "quantifiers",
    "request_particles",
    "quotes",
    "requests",
    "strong_modals",
    "subjects",
    "text_parts",
    "that",
    "time_starts",
    "time_words",
    "universals",
)

# Word lists that are looked up together, made once.
UNIONS = {
    "body_nouns": ("bodies", "instruments"),
    "edge_stops": ("list_stops", "modals", "list_edges", "commitments"),
    "light": ("articles", "prepositions", "links"),
    "member_stops": ("list_stops", "modals"),
    "no_subject_starts": ("not_actors", "prepositions"),
    "slot_marks": ("agent_marks", "request_particles", "requests", "that"),
    "subject_ends": ("predicates", "modals", "commitments"),
    "subject_trims": ("articles", "quantifiers"),
    "verbal": ("subjects", "modals", "infinitive"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule reports: the device and the way it works."""

    device: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Step:
    """Phrases of equal strength; `rank` orders the steps of a scale (0 where there is none).

    Each group of phrases says one thing: one for another within a group is no device. `alone`: reported
    even where nothing on the other side answers to it.
    """

    rank: float
    groups: tuple[tuple[str, ...], ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A change, and the words on both sides that the rule is to name in it (empty: none)."""

    old: str
    new: str
    old_words: str
    new_words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a language.

    `kind` is scale, presence, universal, actor, deadline, list or name. `added` and `dropped` say what is reported when
    words come or go; on a scale they stand for a step up and a step down. `position` says where the words
    must stand. `light` words count only where the words around them stayed. `exceptions` are phrases
    that only look like the rule's. `note` says when the
    reading is contested; `source` is an address or a publication.
    """

    id: str
    kind: str
    added: Outcome
    dropped: Outcome
    steps: tuple[Step, ...]
    source: str
    note: str = ""
    position: str = ""
    light: bool = False
    exceptions: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def devices(self) -> tuple[str, ...]:
        """The device names that the rule can report."""
        return tuple(dict.fromkeys((self.dropped.device, self.added.device)))


@dataclass(frozen=True, slots=True)
class Form:
    """What a phrase found in a text stands for; an empty key marks an exception, which says nothing."""

    rule: str
    rank: float
    key: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of a language, ready to use; `grammar` holds its word lists and their `UNIONS`."""

    rules: tuple[Rule, ...]
    grammar: Mapping[str, frozenset[str]]
    numbers: Mapping[str, float]
    joiners: str
    phrases: Reading[Form]


def _compile(rules: Iterable[Rule], joiners: str) -> Reading[Form]:
    """One automaton for all phrases of all rules."""
    root: State[Form] = State()
    for rule in rules:
        for phrase in rule.exceptions:
            add_phrase(root, phrase, Form(rule.id, 0, "", False), joiners)
        for step in rule.steps:
            for group in step.groups:
                form = Form(rule.id, step.rank, group[0], step.alone)
                for phrase in group:
                    add_phrase(root, phrase, form, joiners)
    return begin(root)


def _step(table: Mapping[str, Any]) -> Step:
    groups = tuple((group,) if isinstance(group, str) else tuple(group) for group in table["phrases"])
    return Step(float(table.get("rank", 0)), groups, bool(table.get("alone", False)))


def _outcomes(table: Mapping[str, Any]) -> tuple[Outcome, Outcome]:
    """What comes of words added (or a step up) and dropped (or a step down)."""
    device, effect = table.get("device", ""), table.get("effect")
    added = table.get("added", {"device": device, "effect": effect or "strengthens"})
    dropped = table.get("dropped", {"device": device, "effect": effect or "softens"})
    return Outcome(**added), Outcome(**dropped)


def _rule(table: Mapping[str, Any], sources: Mapping[str, str]) -> Rule:
    added, dropped = _outcomes(table)
    steps = table.get("steps") or ([{"phrases": table["phrases"]}] if "phrases" in table else [])
    return Rule(
        id=table["id"],
        kind=table["kind"],
        added=added,
        dropped=dropped,
        steps=tuple(_step(step) for step in steps),
        source=sources[table["source"]],
        note=table.get("note", ""),
        position=table.get("position", ""),
        light=table.get("light", False),
        exceptions=tuple(table.get("exceptions", ())),
        patterns=tuple(table.get("patterns", ())),
        examples=tuple(Example(**example) for example in table.get("examples", ())),
    )


@lru_cache(maxsize=16)
def _load(language: str) -> Rulebook | None:
    file = files("soundingboard") / "rules" / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return None
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    rules = tuple(_rule(table, data["sources"]) for table in data["rule"])
    grammar = {name: frozenset(data["grammar"].get(name, ())) for name in GRAMMAR}
    grammar |= {name: frozenset().union(*(grammar[part] for part in parts)) for name, parts in UNIONS.items()}
    grammar["times"] = grammar["time_words"] | data["numbers"].keys()
    grammar["made_bodies_start"] = frozenset(name.split()[0] for name in grammar["made_bodies"])
    return Rulebook(rules, grammar, data["numbers"], data["joiners"], _compile(rules, data["joiners"]))


@lru_cache(maxsize=16)
def _limited(language: str, devices: frozenset[str]) -> Rulebook | None:
    book = _load(language)
    if book is None:
        return None
    rules = tuple(rule for rule in book.rules if not devices.isdisjoint(rule.devices))
    return replace(book, rules=rules, phrases=_compile(rules, book.joiners))


def rulebook(language: str, devices: frozenset[str] = frozenset()) -> Rulebook | None:
    """The rules for a language tag ("en", "en-GB"), or None where there is no rule file.

    `devices`: only the rules that can report one of these; empty for all.
    """
    name = language.split("-")[0].lower()
    return _limited(name, devices) if devices else _load(name)


def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language in the order of its file; empty where there is none."""
    book = rulebook(language)
    return book.rules if book else ()
