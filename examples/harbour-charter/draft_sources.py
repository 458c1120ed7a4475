"""The Markdown sources of the Harbour Charter as typed blocks, for the writers beside this file."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NOTE = "\ue000"  # stands in a text where the footnote's mark is

KINDS = (
    ("title", re.compile(r"# (?P<text>.+)")),
    ("heading", re.compile(r"## (?P<label>[A-H]\.) (?P<text>.+)")),
    ("operative", re.compile(r"(?P<label>\d+(?: bis)?\.) (?P<text>.+)")),
    ("subitem", re.compile(r"(?P<label>\(i+\)) (?P<text>.+)")),
    ("item", re.compile(r"(?P<label>\([a-h]\)) (?P<text>.+)")),
    ("note", re.compile(r"\[\^1\]: (?P<text>.+)")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source: its kind, the label printed before it, its text (with status marks)."""

    kind: str  # title, meta, preambular, heading, operative, item, subitem, closing
    label: str
    text: str
    number: str = ""  # as truth.json cites it; headings by their letter

    @property
    def line(self):
        """The block as a typist would type it: label, tab, text."""
        return f"{self.label}\t{self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Source:
    """A draft: stage, blocks in order, the text of its one footnote."""

    stage: str
    blocks: tuple[Block, ...]
    note: str

    @property
    def symbol(self):
        return [block.text for block in self.blocks if block.kind == "meta"][2]


def recognise(block, past_first_paragraph):
    """(kind, label, text) of a block that is not one of the three lines under the title."""
    for kind, pattern in KINDS:
        if found := pattern.fullmatch(block):
            return kind, found.groupdict().get("label", ""), found["text"]
    return ("closing" if past_first_paragraph else "preambular"), "", block


def numbered(kind, label, above):
    """The number by which truth.json cites a block; `above` holds the numbers of the blocks it stands under."""
    if kind == "preambular":
        above["preambular"] = above.get("preambular", 0) + 1
        return f"PP{above['preambular']}"
    if kind == "operative":
        above["operative"] = label.rstrip(".")
    elif kind == "item":
        above["item"] = above["operative"] + label
    return {
        "heading": label.rstrip("."),
        "operative": above.get("operative", ""),
        "item": above.get("item", ""),
        "subitem": above.get("item", "") + label,
        "closing": above.get("operative", "") + " closing",
    }.get(kind, "")


def read_source(stage):
    """The source of a stage ("rev1") as typed blocks."""
    raw = (HERE / "sources" / f"{stage}.md").read_text(encoding="utf-8").strip().split("\n\n")
    blocks, note, above = [], "", {}
    for place, text in enumerate(raw):
        if 1 <= place <= 3:
            blocks.append(Block("meta", "", text))
            continue
        kind, label, words = recognise(text, "operative" in above)
        if kind == "note":
            note = words
        else:
            words = words.replace("[^1]", NOTE)
            blocks.append(Block(kind, label, words, numbered(kind, label, above)))
    return Source(stage, tuple(blocks), note)
