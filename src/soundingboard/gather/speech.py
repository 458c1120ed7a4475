"""The words of a process and of the data files, ready to be looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from soundingboard.gather.lexicon import by_fold, fold, folds, lexicon, listed, lost_letters
from soundingboard.gather.process import Defaults, ProcessWords
from soundingboard.vocabulary import GLOBAL, NOT_STATED


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its name in the list, its region (a word of the process) and its groupings (codes of the process)."""

    name: str
    region: str | None = None
    groupings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What each word means in a process; `fixed` holds the fixed words of kinds, channels and so on by field."""

    words: ProcessWords
    defaults: Defaults
    groups: Mapping[str, str]
    regions: Mapping[str, str]
    drafts: Mapping[str, str]
    groupings: Mapping[str, str]
    fixed: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Country]
    countries: Mapping[str, Country]
    damaged: Mapping[str, Country]
    wide: frozenset[str]

    def country(self, words: str) -> Country | None:
        """The country that `words` name by name or code, also where letters with accents were lost."""
        tidied = words.strip()
        found = self.codes.get(tidied) or self.countries.get(fold(tidied))
        return found or self.damaged.get(lost_letters(tidied))


def speech_of(words: ProcessWords, defaults: Defaults) -> Speech:
    """Everything looked up by fold, made once for a reading."""
    lists = lexicon("words")
    regions = _meanings(lists["regions"], words.regions, words.region_also)
    groupings = {fold(code): code for code in words.groupings}
    countries, codes = _countries(regions, groupings)
    own = {
        fold(name): Country(name, regions.get(fold(region))) for name, region in words.country_regions.items()
    }
    return Speech(
        words=words,
        defaults=defaults,
        groups=_meanings(lists["groups"], words.groups, words.group_also),
        regions=regions,
        drafts={fold(also): name for also, name in words.draft_also.items()}
        | {fold(name): name for name in words.drafts},
        groupings=groupings,
        fixed={name: by_fold(lists[name]) for name in _FIXED},
        codes=codes,
        countries=countries | own,
        damaged=_damaged(countries),
        wide=folds(listed(lists["wide"]["names"])),
    )


def _meanings(lists: Mapping[str, str], own: Iterable[str], also: Mapping[str, str]) -> dict[str, str]:
    """From folds to the process's words: by the lists where they speak of one of its words, then as it says itself."""
    mine = {fold(word): word for word in (GLOBAL, NOT_STATED, *own)}
    found: dict[str, str] = {}
    for word, variants in lists.items():
        meant = folds((word, *listed(variants)))
        # A process may call civil society "NGOs": then what stands for the one stands for the other.
        target = mine.get(fold(word)) or _only([mine[key] for key in mine if key in meant])
        if target:
            found |= {key: target for key in meant if key not in found}
    further = {fold(key): mine[fold(word)] for key, word in also.items() if fold(word) in mine}
    return found | further | mine


def _only(words: list[str]) -> str | None:
    return words[0] if len(words) == 1 else None


def _countries(
    regions: Mapping[str, str], groupings: Mapping[str, str]
) -> tuple[dict[str, Country], dict[str, Country]]:
    """The countries by the folds of their names, and by their codes, which count in capitals only."""
    member = {
        entry["code"]: frozenset(listed(entry["countries"])) for entry in lexicon("groupings")["groupings"]
    }
    names: dict[str, Country] = {}
    codes: dict[str, Country] = {}
    for region, rows in lexicon("countries")["countries"].items():
        for name, also in rows.items():
            own = tuple(
                groupings[fold(code)] for code in member if fold(code) in groupings and name in member[code]
            )
            country = Country(name, regions.get(fold(region)) if region != NOT_STATED else None, own)
            for variant in (name, *listed(also)):
                is_code = len(variant) <= _LONGEST_CODE and variant.isalpha() and variant.isupper()
                (codes if is_code else names).setdefault(variant if is_code else fold(variant), country)
            names.setdefault(fold(name), country)
    return names, codes


def _damaged(countries: Mapping[str, Country]) -> dict[str, Country]:
    """By what is left of a name without its letters beyond ASCII, where that is long enough and one country's alone."""
    found: dict[str, list[Country]] = {}
    for rows in lexicon("countries")["countries"].values():
        for name, also in rows.items():
            for variant in (name, *listed(also)):
                if not variant.isascii():
                    found.setdefault(lost_letters(variant), []).append(countries[fold(name)])
    return {
        key: same[0]
        for key, same in found.items()
        if len(key) >= _SHORTEST_DAMAGED and key not in countries and len({c.name for c in same}) == 1
    }


_FIXED = ("kind", "channel", "permission", "heard_or_observed", "truth", "languages")
_LONGEST_CODE = 3  # ISO 3166-1 alpha-3; longer ones ("DPRK") are names
_SHORTEST_DAMAGED = 5  # letters: what is left of "Perú" or "Irán" could be anything
