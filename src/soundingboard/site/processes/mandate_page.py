"""The mandate as it is read: the newest version, an earlier one, or two of them compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from soundingboard.site.processes.actions import compare_mandates
from soundingboard.site.processes.editing import Refused
from soundingboard.site.processes.models import Mandate, Process
from soundingboard.write.html import fragments
from soundingboard.write.html.fragments import Part


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what changed; `wrong` says why they could not be compared."""

    old: Mandate
    new: Mandate
    parts: Sequence[Part] = ()
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class MandatePage:
    """`shown` is the version to read (None: there is none yet), `versions` all of them, newest first."""

    versions: Sequence[Mandate]
    shown: Mandate | None
    compared: Compared | None

    @property
    def text(self) -> str:
        return below(self.shown.text) if self.shown else ""


def mandate_page(process: Process, query: Mapping[str, str]) -> MandatePage | None:
    """What the query asks for (?version=, or ?from= and perhaps ?to=); None where there is no such version."""
    versions = list(Mandate.objects.of(process))[::-1]
    by_key = {str(one.pk): one for one in versions}
    asked = [query[name] for name in ("version", "from", "to") if query.get(name)]
    if any(key not in by_key for key in asked):
        return None
    newest = versions[0] if versions else None
    shown = by_key.get(query.get("version", ""), newest)
    old = by_key.get(query.get("from", ""))
    new = by_key.get(query.get("to", ""), newest)
    return MandatePage(versions, shown, _compared(old, new) if old and new else None)


def below(text: str, title: str = "") -> str:
    """A Markdown text that stands under a title: its own first heading goes where it says the same, else below it."""
    first, _break, rest = text.lstrip().partition("\n")
    if not first.startswith("# "):
        return text
    heading = first[2:].strip(" #")
    return rest if heading.casefold() == title.casefold() else f"# {heading}\n{rest}"


def _compared(old: Mandate, new: Mandate) -> Compared:
    try:
        found = _parts(_key(old), _key(new), get_language() or "en")
    except Refused as refusal:
        return Compared(old, new, wrong=str(refusal))
    return Compared(old, new, found)


def _key(mandate: Mandate) -> tuple[str, str, str]:
    return mandate.label, mandate.language, mandate.text


@lru_cache(maxsize=16)  # versions never change; some 100 KB each
def _parts(old: tuple[str, str, str], new: tuple[str, str, str], language: str) -> tuple[Part, ...]:
    """`language` is that of the interface, in which the margin speaks."""
    before, after = (Mandate(label=label, language=code, text=text) for label, code, text in (old, new))
    return fragments.parts(compare_mandates(before, after))
