"""The process's own words, by which what files say is understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

DEFAULT_GROUPS = (
    "government",
    "civil society",
    "private sector",
    "technical community",
    "academia",
    "international organisation",
    "youth",
    "at-large",
)
DEFAULT_REGIONS = (
    "African",
    "Asia-Pacific",
    "Eastern European",
    "Latin American and Caribbean",
    "Western European and Others",
)


@dataclass(frozen=True, slots=True)
class ProcessWords:
    """The words of a process; "global" and "not stated" stand beside its groups and regions without being named.

    `groupings` are codes of country groupings. `languages` are those of the process, none meaning any. `drafts` are
    the names by which records name its drafts, none meaning that any name is kept. The `…_also` give further words
    for them ("NGOs": "civil society", "Revision 1": "rev1"). `country_regions` gives the region of countries that
    the list of Member States does not have. `known_ids` are contributions that the process has already.
    """

    groups: tuple[str, ...] = DEFAULT_GROUPS
    regions: tuple[str, ...] = DEFAULT_REGIONS
    groupings: tuple[str, ...] = ("SIDS", "LDC", "LLDC")
    languages: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    group_also: Mapping[str, str] = field(default_factory=dict)
    region_also: Mapping[str, str] = field(default_factory=dict)
    draft_also: Mapping[str, str] = field(default_factory=dict)
    country_regions: Mapping[str, str] = field(default_factory=dict)
    known_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a contribution is taken to be where its file does not say."""

    kind: str = "submission"
    channel: str = "upload"
    permission: str = "organisation"
    date: str | None = None
    draft: str | None = None
    event: str | None = None
    heard_or_observed: str | None = None


DEFAULT_WORDS = ProcessWords()
NO_DEFAULTS = Defaults()


def process_words(process: Mapping[str, Any]) -> ProcessWords:
    """The words of a process as its `process.toml` holds them; what it leaves out is as in `DEFAULT_WORDS`."""
    drafts = [draft for draft in process.get("drafts", ()) if isinstance(draft, Mapping)]
    names = [(_name(draft), draft) for draft in drafts]
    codes = [g["code"] if isinstance(g, Mapping) else g for g in process.get("groupings", ())]
    return ProcessWords(
        groups=_strings(process.get("groups")) or DEFAULT_GROUPS,
        regions=_strings(process.get("regions")) or DEFAULT_REGIONS,
        groupings=_strings(codes) or DEFAULT_WORDS.groupings,
        languages=_strings(process.get("languages")),
        drafts=tuple(name for name, _draft in names),
        draft_also={
            str(draft[key]): name for name, draft in names for key in ("label", "symbol") if draft.get(key)
        },
    )


def _name(draft: Mapping[str, Any]) -> str:
    return str(draft.get("stage") or draft.get("label") or draft.get("file") or "draft")


def _strings(values: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())
