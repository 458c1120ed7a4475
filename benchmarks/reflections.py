"""Reflections of the example process out to Word, edited there at random places, and in again.

Every edit is one that people make: words typed, replaced and taken out (also as tracked changes), paragraphs added,
deleted, moved, split and joined, styles changed, comments; and what programs do to bookmarks: lose, halve, repeat.
The file as it reads with all changes accepted is the measure: each of its words must be in what came back (but for
what the program itself wrote and nobody touched), and each record beside a statement or listed. `reflections_own` is
the share of statements, of those of which half the words still stand in one paragraph, that kept their own records.
"""

import copy
import io
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement

from benchmarks.truth import EXAMPLE, FILES
from soundingboard import compare, read_draft
from soundingboard.exposure import published, words_by_field
from soundingboard.model import (
    Amendment,
    Ask,
    Contribution,
    PlaceName,
    Proposed,
    Reflection,
    Signature,
    Span,
    Target,
    Topic,
)
from soundingboard.reflect import Returned, assemble, evidence_lines, returned
from soundingboard.reflect.prose import parsed
from soundingboard.write.papers import to_docx
from soundingboard.write.reflected import reflections_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RUNS = 60  # some 1,300 edits; three hundred other files gave the same
STYLES = ("BodyText", "ListBullet", "Heading2", "Quote", "Evidence", "Front")
WORD = re.compile(r"\w+")


def _contribution(record: dict[str, Any]) -> Contribution:
    known = {
        key: value for key, value in record.items() if key in Contribution.__dataclass_fields__ and value
    }
    return Contribution(**{key: tuple(v) if isinstance(v, list) else v for key, v in known.items()})


def _ask(record: dict[str, Any]) -> Ask:
    quote, proposed = record.get("quote"), record.get("proposed")
    names = ("id", "contribution", "kind", "stance", "about", "rationale")
    return Ask(
        **{name: record.get(name) for name in names},
        target=Target(**record["target"]),
        quote=Span(**quote) if quote else None,
        proposed=Proposed(**proposed) if proposed else None,
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def example() -> tuple[Reflection, bytes]:
    """The example's reflections on Revision 1, with wording, evidence and positions; and the Word file of them."""
    process = tomllib.loads((EXAMPLE / "process.toml").read_text(encoding="utf-8"))
    people = [_contribution(one) for one in _lines(EXAMPLE / "contributions" / "contributions.jsonl")]
    asks = [_ask(one) for one in _lines(EXAMPLE / "contributions" / "asks.jsonl")]
    topics = [
        Topic(
            one["slug"],
            one["label"],
            tuple(PlaceName(**place) for place in one["paragraphs"]),
            tuple(one["terms"]),
        )
        for one in process["topics"]
    ]
    earlier, draft = (read_draft(EXAMPLE / "drafts" / FILES[stage]) for stage in ("zero-draft", "rev1"))
    text = {one.eid: one.text for one in draft.paragraphs}
    wordings = [
        Amendment("a1", "rev1", "para_25", "recognize the need", "undertake"),
        Amendment("a2", "rev1", "para_3", text["para_3"], f"{text['para_3']} Nobody is left out."),
        Amendment("a3", "rev1", None, None, "52 bis. We affirm that surveillance must be lawful."),
    ]
    comparison = compare(earlier, draft)
    words = words_by_field(process["groups"], process["regions"])
    reflection = assemble(
        draft, earlier, comparison, asks, published(people), topics, wordings, words, "rev1"
    )
    signed = (Signature("A member", "dissents", "The wording of paragraph 51."),)
    reflection = Reflection(
        reflection.id, reflection.draft, reflection.sections, "2026-08-06", "HC/B.2", reflection.title, signed
    )
    lines = evidence_lines(reflection, asks, people, comparison)
    paper = reflections_paper(reflection, (draft, earlier), wordings, lines, "The Board")
    return reflection, to_docx(paper)


def _new(tag: str, attributes: dict[str, str] | None = None) -> Any:
    element = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        element.set(name, value)
    return element


def _under(parent: Any, tag: str) -> Any:
    element = _new(tag)
    parent.append(element)
    return element


# --- edits ------------------------------------------------------------------------------------------------


class Editor:
    """A file under the hands of a person whose typing is known: each typed word is there once in the world."""

    def __init__(self, data: bytes, seed: int) -> None:
        self.chance = random.Random(seed)
        self.file = docx.Document(io.BytesIO(data))
        self.body = self.file.element.body
        self.n = 0
        self.origin: dict[Any, str] = {}  # the section that a paragraph came from
        self._mark_origins()

    def _mark_origins(self) -> None:
        opened: dict[str, str] = {}
        for element in self.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
            if element.tag == f"{W}bookmarkStart":
                opened[element.get(f"{W}id")] = element.get(f"{W}name")
            elif element.tag == f"{W}bookmarkEnd":
                opened.pop(element.get(f"{W}id"), None)
            else:
                paragraph = next(element.iterancestors(f"{W}p"))
                for name in opened.values():
                    self.origin.setdefault(paragraph, name)

    def typed(self) -> str:
        """A word that nobody wrote before."""
        self.n += 1
        return f"typed{self.n}x{self.chance.randrange(10**6)}"

    def paragraphs(self) -> list[Any]:
        return [one for one in self.body.iter(f"{W}p") if not list(one.iterancestors(f"{W}tbl"))]

    def paragraph(self) -> Any:
        return self.chance.choice(self.paragraphs())

    def text(self) -> Any:
        """Some text element with words in it."""
        return self.chance.choice([t for t in self.body.iter(f"{W}t") if (t.text or "").strip()])

    def save(self) -> bytes:
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    # what people do

    def type_words(self) -> None:
        element = self.text()
        words = element.text.split(" ")
        words.insert(self.chance.randrange(len(words) + 1), self.typed())
        element.text = " ".join(words)

    def replace_words(self) -> None:
        element = self.text()
        words = element.text.split(" ")
        start = self.chance.randrange(len(words))
        words[start : start + self.chance.randrange(1, 6)] = [self.typed(), self.typed()]
        element.text = " ".join(words)

    def delete_words(self) -> None:
        element = self.text()
        words = element.text.split(" ")
        start = self.chance.randrange(len(words))
        del words[start : start + self.chance.randrange(1, 8)]
        element.text = " ".join(words)

    def track(self) -> None:
        """Strike a run and insert a word after it, with tracking on."""
        runs = [
            one
            for one in self.body.iter(f"{W}r")
            if one.find(f"{W}t") is not None and one.getparent().tag == f"{W}p"
        ]
        run = self.chance.choice([one for one in runs if one.getparent().tag == f"{W}p"])
        parent, at = run.getparent(), run.getparent().index(run)
        inserted = _new("ins", {f"{W}id": "9000", f"{W}author": "A member"})
        _under(_under(inserted, "r"), "t").text = f" {self.typed()} "
        parent.insert(at + 1, inserted)
        if self.chance.random() < 0.5:
            deleted = _new("del", {f"{W}id": "9001", f"{W}author": "A member"})
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
            parent.replace(run, deleted)
            deleted.append(run)

    def add_paragraph(self) -> None:
        new = _new("p")
        if self.chance.random() < 0.5:
            style = _under(_under(new, "pPr"), "pStyle")
            style.set(
                f"{W}val",
                self.chance.choice(STYLES),
            )
        run = _under(new, "r")
        if self.chance.random() < 0.3:
            _under(_under(run, "rPr"), "b")
        _under(run, "t").text = f"{self.typed()} and {self.typed()}"
        self.paragraph().addnext(new)

    def delete_paragraph(self) -> None:
        one = self.paragraph()
        one.getparent().remove(one)

    def move_paragraph(self) -> None:
        one, other = self.paragraph(), self.paragraph()
        if one is not other:
            other.addnext(one)

    def split_paragraph(self) -> None:
        one = self.paragraph()
        runs = [child for child in one if child.tag == f"{W}r" and child.find(f"{W}t") is not None]
        if not runs:
            return
        run = self.chance.choice(runs)
        text = run.find(f"{W}t")
        words = (text.text or "").split(" ")
        at = self.chance.randrange(len(words) + 1)
        second = _new("p")
        if one.find(f"{W}pPr") is not None:
            second.append(copy.deepcopy(one.find(f"{W}pPr")))
        rest = copy.deepcopy(run)
        text.text, rest.find(f"{W}t").text = " ".join(words[:at]), " ".join(words[at:])
        after = list(run.itersiblings())
        if self.chance.random() < 0.5:  # the bookmark's end stays, or goes with what follows
            after = [child for child in after if child.tag != f"{W}bookmarkEnd"]
        second.append(rest)
        second.extend(after)
        one.addnext(second)
        if one in self.origin:
            self.origin[second] = self.origin[one]

    def join_paragraphs(self) -> None:
        one = self.paragraph()
        other = one.getnext()
        if other is not None and other.tag == f"{W}p":
            one.extend([child for child in other if child.tag != f"{W}pPr"])
            other.getparent().remove(other)

    def change_style(self) -> None:
        one = self.paragraph()
        for style in one.iter(f"{W}pStyle"):
            style.set(
                f"{W}val", self.chance.choice(["BodyText", "Heading3", "Quote", "ListBullet", "Nonesuch"])
            )

    def comment(self) -> None:
        runs = [run for one in self.file.paragraphs for run in one.runs if run.text.strip()]
        self.file.add_comment(self.chance.choice(runs), text=self.typed(), author="A member", initials="m")

    def lose_bookmark(self) -> None:
        starts = list(self.body.iter(f"{W}bookmarkStart"))
        for start in self.chance.sample(starts, min(len(starts), self.chance.randrange(1, 9))):
            number = start.get(f"{W}id")
            half = self.chance.random()
            if half < 0.8:
                start.getparent().remove(start)
            if half > 0.2:
                for end in [e for e in self.body.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == number]:
                    end.getparent().remove(end)

    def repeat_bookmark(self) -> None:
        starts = list(self.body.iter(f"{W}bookmarkStart"))
        if not starts:
            return
        other = self.paragraph()
        start = copy.deepcopy(self.chance.choice(starts))
        start.set(f"{W}id", str(7000 + self.n))
        self.n += 1
        other.insert(1 if len(other) and other[0].tag == f"{W}pPr" else 0, start)
        other.append(_new("bookmarkEnd", {f"{W}id": start.get(f"{W}id")}))


EDITS: tuple[Callable[[Editor], None], ...] = (
    Editor.type_words,
    Editor.type_words,
    Editor.replace_words,
    Editor.delete_words,
    Editor.track,
    Editor.add_paragraph,
    Editor.delete_paragraph,
    Editor.move_paragraph,
    Editor.split_paragraph,
    Editor.join_paragraphs,
    Editor.change_style,
    Editor.comment,
    Editor.lose_bookmark,
    Editor.repeat_bookmark,
)


def edited(seed: int) -> Editor:
    """The example's file after some edits, five to forty."""
    _reflection, data = example()
    editor = Editor(data, seed)
    for _n in range(editor.chance.randrange(5, 41)):
        editor.chance.choice(EDITS)(editor)
    return editor


# --- measures ---------------------------------------------------------------------------------------------


def accepted(element: Any) -> str:
    """The words of an element with all changes accepted; an oracle of its own, without the library."""
    return " ".join(
        "".join(t.text or "" for t in p.iter(f"{W}t") if not list(t.iterancestors(f"{W}del")))
        for p in ([element] if element.tag == f"{W}p" else element.iter(f"{W}p"))
    )


def told(back: Returned) -> str:
    """All words that came back, without the marks of Markdown."""
    parts = [back.reflection.title]
    parts += [one.text for section in back.reflection.sections for one in parsed(section.text)]
    parts += [re.sub(r"~~.*?~~|\*\*", "", one.text) for one in back.rewordings]
    return " ".join([*parts, *(one.text for one in back.comments)])


@cache
def made() -> Counter[str]:
    """The words of the file that are no statement: what the program wrote round them."""
    reflection, data = example()
    body = docx.Document(io.BytesIO(data)).element.body
    statements = Counter(word for one in reflection.sections for word in WORD.findall(one.text))
    return Counter(WORD.findall(accepted(body))) - statements


@cache
def _together() -> str:
    """The words of the whole file as it was, without blanks."""
    return "".join(accepted(docx.Document(io.BytesIO(example()[1])).element.body).split())


def lost_words(editor: Editor, back: Returned) -> list[str]:
    """Typed words, and words of statements, that stand in the file and did not come back."""
    standing = Counter(WORD.findall(accepted(editor.body)))
    came = Counter(WORD.findall(told(back)))
    # Words of two lines that were joined are one word in the file; the program's own lines are left out even so.
    missing = {word for word in standing - came - made() if word not in _together()}
    typed = {word for word in standing if word.startswith("typed") and word not in came}
    comments = {word for one in editor.file.comments for word in WORD.findall(one.text) if word not in came}
    return sorted({*missing, *typed, *comments})


def lost_records(back: Returned) -> list[str]:
    """Records of the reflections that stand beside nothing now and are not listed."""
    reflection, _data = example()
    here = {name for one in back.reflection.sections for name in one.evidence}
    listed = {name for one in back.orphans for name in one.section.evidence}
    return sorted({name for one in reflection.sections for name in one.evidence} - here - listed)


def own(editor: Editor, back: Returned) -> list[tuple[str, bool]]:
    """Statements of which half still stands in one paragraph, and whether they came back as themselves."""
    reflection, _data = example()
    found = []
    owner = dict(back.joined)
    texts = {one.id: set(WORD.findall(one.text)) for one in back.reflection.sections}
    for section in reflection.sections:
        words = set(WORD.findall(section.text))
        for paragraph in editor.paragraphs():
            standing = set(WORD.findall(accepted(paragraph)))
            if editor.origin.get(paragraph) == section.id and len(words & standing) * 2 > len(words):
                now = texts.get(owner.get(section.id, section.id), set())
                found.append((section.id, len(now & standing) * 2 > len(standing)))
                break
    return found


def scores(_data: Path) -> dict[str, float]:
    """Shares of files without a lost word, of records not lost, of statements that are still themselves."""
    whole = right = of = 0
    records = sum(len(set(one.evidence)) for one in example()[0].sections)
    lost = 0
    for seed in range(RUNS):
        editor = edited(seed)
        back = returned(example()[0], editor.save())
        whole += not lost_words(editor, back)
        lost += len(lost_records(back))
        mine = own(editor, back)
        right, of = right + sum(is_own for _name, is_own in mine), of + len(mine)
    return {
        "reflections_words": whole / RUNS,
        "reflections_records": 1 - lost / (records * RUNS),
        "reflections_own": right / of,
    }


if __name__ == "__main__":
    print(scores(EXAMPLE))
