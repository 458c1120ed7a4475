"""A contribution's text as passages that each make one point."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from soundingboard.model import Passage
from soundingboard.passage.pieces import Piece, pieces
from soundingboard.passage.sentences import sentences, sentences_within
from soundingboard.read.language import guess_language

__all__ = ["PassageThresholds", "is_wording", "passages", "sentences"]


@dataclass(frozen=True, slots=True)
class PassageThresholds:
    """How long a passage may be."""

    longest: int = (
        700  # characters, some 110 words: a paragraph of a position paper makes one point up to there
    )
    guessed: int = 60  # characters: fewer do not show a language of their own


_MARKUP = re.compile(r"~~[^~]+~~|\*\*[^*]+\*\*|<(?:ins|del|s|u)>|\[[^\]]{3,}\]", re.IGNORECASE)
_QUOTED = re.compile(r"[\s*_]*[“\"«„‘][^\n]*[”\"»“’][\s.;,*_]*", re.DOTALL)
_FROM_TO = re.compile(r"\s*(?:From|To|Old|New|De|À|A|Por)\s*:", re.IGNORECASE)


def passages(text: str, language: str | None = None) -> tuple[Passage, ...]:
    """The stretches of `text` that each make one point, in order; together they hold all of it but its headings.

    A paragraph is a passage, and so is a list entry; a long paragraph is cut between sentences. Quoted or redlined
    wording stays with the line that introduces it ("Suggestion as follows:"). A heading stands in the `heading` of
    what follows it; one with nothing under it is a passage. `language` is what a passage too short to show its own
    is said to be in; without it, that of the whole text. An empty text has no passages.
    """
    limits = PassageThresholds()
    whole = language or guess_language(text)
    return tuple(
        Passage(start, end, text[start:end], _language(text[start:end], whole, limits), heading)
        for start, end, heading in _stretches(text, pieces(text), limits)
    )


def is_wording(text: str, piece: Piece) -> bool:
    """Whether a piece gives wording for a draft: a numbered paragraph, a quotation, or text with marks of revision."""
    words = text[piece.start : piece.end]
    return bool(
        piece.number[:1].isdigit()
        or _QUOTED.fullmatch(words)
        or _MARKUP.search(words)
        or _FROM_TO.match(words)
        or piece.kind == "quoted"
    )


def _language(words: str, whole: str | None, limits: PassageThresholds) -> str | None:
    return (guess_language(words) if len(words) >= limits.guessed else None) or whole


def _stretches(
    text: str, found: Sequence[Piece], limits: PassageThresholds
) -> Iterator[tuple[int, int, str]]:
    heading, joined = "", _introduced(text, found)
    for piece, after in zip(joined, [*joined[1:], None], strict=False):
        if piece.kind == "heading":
            if after is None or after.kind == "heading":
                yield piece.start, piece.end, heading
            heading = text[piece.start : piece.end]
            continue
        for start, end in _cut(text, piece, limits):
            yield start, end, heading


def _introduced(text: str, found: Iterable[Piece]) -> list[Piece]:
    """The pieces, wording joined to what introduces it; such a piece is of kind "introduced" and is not cut."""
    joined: list[Piece] = []
    for piece in found:
        if joined and _introduces(text, joined[-1], piece):
            joined[-1] = replace(joined[-1], end=piece.end, kind="introduced")
        else:
            joined.append(piece)
    return joined


def _introduces(text: str, before: Piece, after: Piece) -> bool:
    """Whether `before` ends in a colon that opens wording or a paragraph; a list has entries of its own."""
    if before.kind not in ("paragraph", "item") or after.kind == "heading":
        return False
    opens = text[before.start : before.end].rstrip(" *_").endswith((":", "："))
    return opens and (after.kind == "paragraph" or is_wording(text, after))


def _cut(text: str, piece: Piece, limits: PassageThresholds) -> list[tuple[int, int]]:
    """A piece as stretches of whole sentences, as even as they go, none longer than a passage may be.

    A single sentence that is longer stays whole, and so does wording proposed for a paragraph.
    """
    length = piece.end - piece.start
    if length <= limits.longest or piece.kind == "introduced" or (piece.number and is_wording(text, piece)):
        return [(piece.start, piece.end)]
    share = length / -(-length // limits.longest)
    stretches: list[tuple[int, int]] = []
    for start, end in sentences_within(text, piece.start, piece.end):
        if stretches and end - stretches[-1][0] <= share:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches
