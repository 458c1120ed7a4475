"""What a Word file changed, as its report shows it before anything is taken over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from soundingboard.site.amendments.models import Amendment
from soundingboard.site.contributions.saying import redline_of
from soundingboard.site.reflections.models import Return, Section, SectionKind

_NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Item:
    """One change of the file. `crossed`: somebody changed the statement since, and `now` says how."""

    key: str
    name: str
    section: Section | None
    text: str
    redline: SafeString
    crossed: bool = False
    now: SafeString = _NOTHING
    kind: str = ""
    into: str = ""


def returned_page(back: Return) -> dict[str, Any]:
    """Everything that the file holds, each change against what the file was made from."""
    report, language = back.report, back.reflection.language
    here = {section.name: section for section in back.reflection.sections.all()}
    return {
        "back": back,
        "changed": [_changed(row, here, language) for row in report["changed"]],
        "added": [_added(row, language) for row in report["added"]],
        "removed": [_removed(row, here, report, language) for row in report["removed"]],
        "kept": len(report["kept"]),
        "moved": bool(report["order"]),
        "orphans": report["orphans"],
        "withdrawn": report["withdrawn"],
        "rewordings": _rewordings(back),
        "comments": report["comments"],
        "notices": report["notices"],
        "is_empty": not any(report[key] for key in ("changed", "added", "removed", "order", "withdrawn")),
    }


def _changed(row: Mapping[str, str], here: Mapping[str, Section], language: str) -> Item:
    section, base = here.get(row["name"]), row["base"]
    crossed = section is None or section.text not in (base, row["text"])
    now = _marked(base, section.text, language) if crossed and section else SafeString("")
    key = f"changed:{row['name']}"
    return Item(key, row["name"], section, row["text"], _marked(base, row["text"], language), crossed, now)


def _added(row: Mapping[str, str], language: str) -> Item:
    kind = str(SectionKind(row["kind"]).label)
    shown = _marked("", row["text"], language)
    return Item(f"added:{row['name']}", row["name"], None, row["text"], shown, kind=kind)


def _removed(row: Mapping[str, str], here: Mapping[str, Section], report: Any, language: str) -> Item:
    section = here.get(row["name"])
    crossed = section is not None and section.text != row["text"]
    now = _marked(row["text"], section.text, language) if crossed and section else SafeString("")
    shown = _marked(row["text"], "", language)
    into = report["joined"].get(row["name"], "")
    key = f"removed:{row['name']}"
    return Item(key, row["name"], section, row["text"], shown, crossed or section is None, now, into=into)


def _marked(old: str, new: str, language: str) -> SafeString:
    return redline_of({"old": old, "new": new}, language)


def _rewordings(back: Return) -> list[tuple[str, str]]:
    """Wording that was edited in the file: the amendment's page, and its words; it is changed there, not here."""
    rows = {row["amendment"]: row["text"] for row in back.report["rewordings"]}
    known = Amendment.objects.filter(process=back.reflection.process, name__in=rows).select_related("process")
    there = {one.name for one in known}
    return [(name if name in there else "", text) for name, text in rows.items()]
