"""Headings that no style marks: "ANNEX I", "FINANCE", "Part II: Ports", "第一章 总则"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from soundingboard.model import Block
from soundingboard.numbers import read_label
from soundingboard.segment.front import lexicon


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a line is short enough for a heading."""

    words: int = 12  # longer lines are sentences
    characters: int = 24  # the same for scripts without blanks: a title of twelve words has about two each
    letters: int = 4  # in capitals: "UN" and "SIDS" alone may stand in a table or a list


_CLOSING = tuple(".;:,!?。；：，؛،؟")


def with_typed_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, paragraphs that can only be headings made so, at the level of the heading before them."""
    return tuple(_typed(blocks))


def _typed(blocks: Sequence[Block]) -> Iterator[Block]:
    levels = [block.level for block in blocks if block.role == "heading"]
    level = top = min(levels, default=1)
    for block in blocks:
        if block.role == "heading":
            level = block.level
        elif block.role == "paragraph" and not block.label and block.text:
            # Where headings are styled, "Section 9" on a line of its own is a reference in a table or a list.
            if _names_an_annex(block.text) or (not levels and _names_a_part(block.text)):
                level = top
                block = replace(block, role="heading", level=top)
            elif is_in_capitals(block.text):
                block = replace(block, role="heading", level=level)
        yield block


def _names_a_part(text: str, thresholds: Thresholds = Thresholds()) -> bool:
    """Whether a line is "Part II", "Article 3: Ports", "第一章 总则" or "一、导言"."""
    if text.endswith(_CLOSING) or len(text.split()) > thresholds.words:
        return False
    if _pattern("numbered").fullmatch(text):
        return True
    label = read_label(text)
    chinese = label is not None and re.match(r"第|[〇一二三四五六七八九十百]", label.printed) is not None
    return chinese and len(text) <= thresholds.characters


def _names_an_annex(text: str, thresholds: Thresholds = Thresholds()) -> bool:
    """Whether a line is "Annex" or "Annex II: Rules of procedure"."""
    short = not text.endswith(_CLOSING) and len(text.split()) <= thresholds.words
    return short and _pattern("alone").fullmatch(text) is not None


def is_in_capitals(text: str, thresholds: Thresholds = Thresholds()) -> bool:
    """Whether a line is a short one in capitals that ends no sentence and carries no paragraph's number."""
    letters = sum(character.isalpha() for character in text)
    return (
        text.isupper()
        and letters > thresholds.letters
        and len(text.split()) <= thresholds.words
        and not text.endswith(_CLOSING)
        and "[" not in text
        and read_label(text) is None
    )


@cache
def _pattern(sort: str) -> re.Pattern[str]:
    """Lines that begin with the words of one sort: those that may stand alone, or need a number."""
    words = lexicon()["parts"]
    number = r"\s+(?:[IVXLC]{1,7}|\d{1,3}|[A-Z]|" + words["ordinals"] + ")"
    titled = r"(?:\s*[:.–—-]\s+\S.*)?"
    if sort == "alone":
        return re.compile(rf"(?i:{words['alone']})(?:{number})?{titled}|{words['han_alone']}(?:\s+\S.*)?")
    return re.compile(rf"(?i:{words['numbered']}){number}{titled}|{words['han_numbered']}(?:\s*\S.*)?")
