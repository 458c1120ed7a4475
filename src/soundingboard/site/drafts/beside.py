"""The original beside what was read from it: which blocks of the file each paragraph holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import partial_ratio

from soundingboard.write.phrases import long_date

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Closeness:
    """When a block belongs to a paragraph that does not hold its words letter by letter."""

    # Blocks looked at ahead: more than a table of contents or a masthead between two paragraphs has.
    reach: int = 40
    # Of 100: a paragraph with a mended sentence is still known again; two of the same mould are under 75.
    likeness: float = 85
    # Letters: shorter texts ("Adopted.") are alike by chance.
    letters: int = 20


CLOSENESS = Closeness()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its blocks; or a block that no paragraph holds (`heading` when it was read as one)."""

    blocks: tuple[Record, ...]
    paragraph: Record | None = None
    heading: Record | None = None
    again: bool = False  # the block stands beside the paragraph before it too


def beside(blocks: Sequence[Record], draft: Record) -> Iterator[Row]:
    """Walk the blocks and the paragraphs in their order; everything of both comes out, once."""
    texts = [_plain(f"{block['label']} {block['text']}") for block in blocks]
    headings = _Headings(draft)
    held: set[int] = set()
    at = 0
    for paragraph in draft["paragraphs"]:
        words = _plain(paragraph["text"])
        first = _find(texts, at, words)
        if first is None:
            yield Row((), paragraph)
            continue
        yield from (headings.row(blocks[n], texts[n]) for n in range(at, first) if n not in held)
        last = _last(texts, first, words)
        again = first in held
        held |= set(range(first, last + 1))
        yield Row(tuple(blocks[first : last + 1]), paragraph, again=again)
        # A block that holds more than this paragraph may hold the next one too.
        at = last if len(texts[last]) > len(words) + CLOSENESS.letters else last + 1
    yield from (headings.row(blocks[n], texts[n]) for n in range(at, len(blocks)) if n not in held)


class _Headings:
    """The headings of a draft and what stands at its head, to know blocks again that were read as such."""

    def __init__(self, draft: Record) -> None:
        head = [
            draft.get("title"),
            draft.get("label"),
            draft.get("symbol"),
            long_date(draft.get("date") or ""),
        ]
        known = [{"text": text or "", "number": "", "eid": ""} for text in head] + list(
            draft.get("headings", [])
        )
        self._known = [(_plain(one["text"]), _plain(f"{one['number']} {one['text']}"), one) for one in known]

    def row(self, block: Record, text: str) -> Row:
        found = (
            one for bare, full, one in self._known if bare and (text in (bare, full) or text.endswith(bare))
        )
        return Row((block,), heading=next(found, None))


def _find(texts: Sequence[str], at: int, words: str) -> int | None:
    """The next block that this paragraph comes from."""
    ahead = range(at, min(at + CLOSENESS.reach, len(texts)))
    same = next((n for n in ahead if _holds(texts[n], words)), None)
    return _alike(texts, ahead, words) if same is None else same


def _alike(texts: Sequence[str], ahead: range, words: str) -> int | None:
    if len(words) < CLOSENESS.letters:
        return None
    likeness = [(partial_ratio(texts[n], words), -n) for n in ahead if len(texts[n]) >= CLOSENESS.letters]
    best = max(likeness, default=(0, 0))
    return -best[1] if best[0] >= CLOSENESS.likeness else None


def _holds(block: str, words: str) -> bool:
    """Whether one holds the other: a block is a part of a paragraph, or has its number (or another) beside it."""
    return bool(block and words) and (words in block or _without_number(block, words) in words)


def _without_number(block: str, words: str) -> str:
    """The block without what stands before the first word that both have."""
    start = block.find(words[: CLOSENESS.letters])
    return block[start:] if 0 < start <= CLOSENESS.letters else block


def _last(texts: Sequence[str], first: int, words: str) -> int:
    """The last of the blocks in a row that are parts of the paragraph."""
    last = first
    while (
        last + 1 < len(texts)
        and len(texts[last]) < len(words)
        and texts[last + 1]
        and texts[last + 1] in words
    ):
        last += 1
    return last


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip()
