"""Where the words of an amendment stand in a draft, and what the draft says once they are changed."""

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from soundingboard.amend.hunks import REWRITING
from soundingboard.compare import word_share
from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Amendment, Draft, Paragraph, Span
from soundingboard.redline import redline
from soundingboard.words import key, spans, words

OrphanKind = Literal[
    "no paragraph", "no words", "twice", "not told", "already", "reworded", "deleted", "parted"
]
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Orphan:
    """An amendment that has no place, what kind of thing is in the way, and the reason in words."""

    amendment: Amendment
    kind: OrphanKind
    reason: str


class Change(Protocol):
    """What has an old and a new wording: an amendment, or a `Wording`."""

    @property
    def old(self) -> str | None: ...
    @property
    def new(self) -> str: ...


def locate(amendment: Amendment, draft: Draft) -> Amendment | Orphan:
    """The amendment with its anchor in `draft`, or why it has none.

    Its words are sought in its own paragraph only, as they stand or word by word (capitals and forms of signs
    aside). A new paragraph (no `eid`) has no anchor and is given back as it is. `draft` is the one that it was filed
    on; onto a later one it is carried by `rebase`, for an eid may name another paragraph there.
    """
    if amendment.eid is None:
        return amendment
    paragraph = next((one for one in draft.paragraphs if one.eid == amendment.eid), None)
    if paragraph is None:
        reason = _("paragraph {eid} is not in {draft}").format(eid=amendment.eid, draft=draft.name)
        return orphan(amendment, "no paragraph", reason)
    anchor = (
        amendment.anchor if amendment.draft == draft.name else None
    )  # offsets hold in their own draft only
    found = _sought(amendment, paragraph.text, anchor)
    if not isinstance(found, tuple):
        return orphan(amendment, found, reason_for(found, amendment, paragraph))
    start, end = found
    return replace(amendment, anchor=Span(start, end, paragraph.text[start:end]))


def orphan(amendment: Amendment, kind: OrphanKind, reason: str) -> Orphan:
    """An orphan; a proposal that is still open is marked as one."""
    state = "orphaned" if amendment.state == "proposed" else amendment.state
    return Orphan(replace(amendment, state=state), kind, reason)


def reason_for(kind: OrphanKind, amendment: Amendment, paragraph: Paragraph) -> str:
    """In words why an amendment has no place in its paragraph."""
    number = paragraph.number
    if kind == "already":
        return _("paragraph {number} already says so").format(number=number)
    if kind == "twice":
        n = len(find(amendment.old or "", paragraph.text))
        return _("its words stand {n} times in paragraph {number}: ask which are meant").format(
            n=n, number=number
        )
    if kind == "not told":
        return _("it does not say which words of paragraph {number} it changes").format(number=number)
    return _("its words are not in paragraph {number}").format(number=number)


def apply(change: Change, text: str, anchor: Span | None = None) -> str:
    """The text with the change made. Raises InputError when its words are not there, or there more than once.

    `anchor` (else that of an amendment) tells which of several, and where words are added.
    """
    given = anchor or getattr(change, "anchor", None)
    found = _sought(change, text, given)
    if not isinstance(found, tuple):
        words_of = _short(change.old or change.new)
        said = {
            "twice": _("amendment: “{words}” stands there more than once; say which is meant"),
            "not told": _("amendment: it does not say where “{words}” goes; give the words that it changes"),
            "already": _("amendment: the text already says “{words}”; nothing is to be changed"),
        }.get(found, _("amendment: “{words}” is not in the text; check its words and its draft"))
        raise InputError(said.format(words=words_of))
    return spliced(text, *found, change.new)


def spliced(text: str, start: int, end: int, new: str) -> str:
    """`text` with `new` for characters `start` to `end`, and no blank too many or too few around it."""
    before, after = text[:start], text[end:]
    if (start, end) == (0, len(text)):
        return new
    if not new:
        if not before.strip() or not after.strip():
            return (before.rstrip() if before.strip() else after.lstrip()) if before or after else ""
        doubled = before[-1:].isspace() and (after[:1].isspace() or after[:1] in ",;.:)")
        return (before[:-1] if doubled else before) + after
    if start == end:  # words that are added stand apart from those around them
        left = " " if before[-1:].isalnum() and new[:1].isalnum() else ""
        right = " " if after[:1].isalnum() and new[-1:].isalnum() else ""
        new = left + new + right
    return before + new + after


def find(wanted: str, text: str) -> list[At]:
    """Where `wanted` stands in `text`, never inside a word: as it is, else word by word."""
    wanted = wanted.strip()
    if not wanted:
        return []
    keys = [key(word) for word in words(wanted)]
    places = spans(text)
    if keys and keys == [key(text[a:b]) for a, b in places]:
        return [(0, len(text))]
    return _literally(wanted, text) or _by_words(wanted, keys, text, places)


def _literally(wanted: str, text: str) -> list[At]:
    found, start = [], text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        joined = (start and _in_word(text[start - 1 : start + 1])) or _in_word(text[end - 1 : end + 1])
        if not joined:
            found.append((start, end))
        start = text.find(wanted, start + 1)
    return found


def _in_word(two: str) -> bool:
    return len(two) == 2 and len(words(two)) == 1 and all(map(str.isalnum, two))


def _by_words(wanted: str, keys: list[str], text: str, places: list[At]) -> list[At]:
    """The same words; signs at the edges of `wanted` must stand in the text as well."""
    if not keys:
        return []
    inner = spans(wanted)
    lead, tail = wanted[: inner[0][0]], wanted[inner[-1][1] :]
    theirs = [key(text[a:b]) for a, b in places]
    found = []
    for i in range(len(theirs) - len(keys) + 1):
        if theirs[i : i + len(keys)] == keys:
            start, end = places[i][0], places[i + len(keys) - 1][1]
            if text[:start].endswith(lead) and text[end:].startswith(tail):
                found.append((start - len(lead), end + len(tail)))
    return found


def _sought(change: Change, text: str, anchor: Span | None) -> At | OrphanKind:
    """The characters that a change replaces, or what is in the way."""
    stands = anchor is not None and anchor.end <= len(text) and text[anchor.start : anchor.end] == anchor.text
    if anchor and stands and (change.old is None or _same(change.old, anchor.text)):
        return anchor.start, anchor.end
    if change.old == text:
        return 0, len(text)
    if change.old is None:
        shared = word_share(redline(text, change.new))
        return (0, len(text)) if shared >= REWRITING.least_kept else "not told"
    if not change.old.strip():
        return "already" if find(change.new, text) else "not told"
    found = find(change.old, text)
    if len(found) == 1:
        return found[0]
    if found:
        return "twice"
    return "already" if _says(change.new, text) else "no words"


def _says(new: str, text: str) -> bool:
    return len(words(new)) > 1 and bool(find(new, text))


def _same(one: str, other: str) -> bool:
    return one == other or [key(w) for w in words(one)] == [key(w) for w in words(other)] != []


def _short(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"
