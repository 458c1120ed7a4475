"""Revision 2 as a Word file with every change against Revision 1 tracked, paragraph marks included.

Which paragraph became which comes from truth.json, the words from difflib; moved text is deleted in its old
place and inserted in its new one.
"""

import json
import re
from difflib import SequenceMatcher
from itertools import pairwise

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from draft_sources import HERE, NOTE
from draft_word import STYLES, new_document, saved

AUTHOR, DATE = "Secretariat", "2026-09-24T09:00:00Z"
TOKEN = re.compile(
    rf"\n|(?m:^)(?:\d+(?: bis)?\.|[A-H]\.|\([a-z]+\))\t|{NOTE}|\w+(?:[’-]\w+)*|[^\S\n]+|[^\w\s]"
)
TAGS = {"insert": "w:ins", "delete": "w:del"}


def joined(blocks):
    return "\n".join(block.line for block in blocks)


def choppy(operation, words):
    """Whether an unchanged stretch is too slight to leave standing between two changes."""
    return operation == "equal" and not re.search(r"\w{3}|\n", "".join(words))


def word_runs(old, new):
    """(operation, tokens) from `old` to `new`; slight unchanged stretches count as changed."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    steps = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (code, i, j, k, m) in enumerate(codes):
        between = 0 < place < len(codes) - 1
        if code == "equal" and not (between and choppy(code, before[i:j])):
            steps.append(["equal", before[i:j], []])
        elif steps and steps[-1][0] == "change":
            steps[-1][1] += before[i:j]
            steps[-1][2] += after[k:m]
        else:
            steps.append(["change", before[i:j], after[k:m]])
    for kind, gone, come in steps:
        yield from [("equal", gone)] if kind == "equal" else [("delete", gone), ("insert", come)]


def groups_of(old, new):
    """Pairs (old blocks, new blocks) in the order of the new draft, what was deleted where it stood."""
    truth = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))["comparisons"]
    changes = next(c["changes"] for c in truth if (c["old"], c["new"]) == (old.stage, new.stage))
    anchored = {}  # first new number: old numbers that stayed in their order
    for change in changes:
        if change["old"] and change["new"] and not change["moved"]:
            anchored[change["new"][0]["number"]] = [r["number"] for r in change["old"]]
    by_number = {block.number: block for block in old.blocks if block.number}
    follows = {r["number"]: c["new"][0]["number"] for c in changes for r in c["new"][1:]}
    groups = [([before], [after]) for before, after in zip(old.blocks[:4], new.blocks[:4], strict=True)]
    for block in new.blocks[4:]:
        if block.number in follows:
            groups[-1][1].append(block)
            continue
        numbers = [block.number] if block.kind == "heading" else anchored.get(block.number, [])
        groups.append(([by_number[number] for number in numbers], [block]))
    return with_deleted(groups, old.blocks)


def with_deleted(groups, blocks):
    """Put every old block that no group holds after the group of the block before it."""
    holder = {id(block): group for group in groups for block in group[0]}
    for earlier, block in pairwise(blocks):
        if id(block) not in holder:
            holder[id(block)] = ([block], [])
            place = next(i for i, group in enumerate(groups) if group is holder[id(earlier)])
            groups.insert(place + 1, holder[id(block)])
    return groups


def pieces_of(text, tag):
    """The text and tab elements of a run."""
    for piece in filter(None, re.split(r"(\t)", text)):
        element = OxmlElement("w:tab" if piece == "\t" else tag)
        if piece != "\t":
            element.text = piece
            element.set(qn("xml:space"), "preserve")
        yield element


class Writer:
    """Writes tracked runs into a document's body, one paragraph after another."""

    def __init__(self, document):
        self.document, self.revision, self.paragraph = document, 0, None

    def tracked(self, operation):
        """A w:ins or w:del element with its number, author and date."""
        element, self.revision = OxmlElement(TAGS[operation]), self.revision + 1
        for name, value in (("id", str(self.revision)), ("author", AUTHOR), ("date", DATE)):
            element.set(qn(f"w:{name}"), value)
        return element

    def write_run(self, operation, words):
        """Runs of words, inside a w:ins or w:del unless it is unchanged."""
        for piece in filter(None, re.split(rf"({NOTE})", words)):
            run = OxmlElement("w:r")
            if piece == NOTE:
                run.append(OxmlElement("w:rPr"))
                run[0].append(OxmlElement("w:vertAlign", {qn("w:val"): "superscript"}))
                run.append(OxmlElement("w:footnoteReference", {qn("w:id"): "1"}))
            else:
                run.extend(pieces_of(piece, "w:delText" if operation == "delete" else "w:t"))
            self.place(operation, run)

    def place(self, operation, run):
        if operation == "equal":
            self.paragraph.append(run)
        else:
            change = self.tracked(operation)
            change.append(run)
            self.paragraph.append(change)

    def open(self, style):
        self.paragraph = self.document.add_paragraph(style=style)._p

    def close(self, operation):
        """End the paragraph with a mark that is unchanged, inserted or deleted."""
        if operation != "equal":
            mark = OxmlElement("w:rPr")
            mark.append(self.tracked(operation))
            self.paragraph.get_or_add_pPr().append(mark)

    def write_group(self, old, new):
        """The redline of a group of blocks, with the paragraph marks between them."""
        style = style_of((new or old)[0])
        whole = "equal" if old and new else "insert" if new else "delete"
        self.open(style)
        for operation, words in word_runs(joined(old), joined(new)):
            for line, piece in enumerate("".join(words).split("\n")):
                if line:
                    self.close(operation)
                    self.open(style)
                self.write_run(operation, piece)
        self.close(whole)


def style_of(block):
    if block.kind == "operative":
        return "Typed Paragraph"
    return {"title": "Title", "heading": "Heading 2"}.get(block.kind) or STYLES.get(block.kind, "Normal")


def tracked_draft(old, new):
    """Revision 2 as the bytes of a .docx file, its changes against Revision 1 tracked."""
    document = new_document(new)
    writer = Writer(document)
    for before, after in groups_of(old, new):
        writer.write_group(before, after)
    return saved(document)
