"""Reflections back from Word: what people wrote is kept, and every record stays beside its statement or is listed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from soundingboard.errors import InputError
from soundingboard.i18n import _
from soundingboard.model import Reflection, ReflectionSection, Run
from soundingboard.numbers import unique
from soundingboard.reflect.bookmarks import FILE, MADE, WORDING, bare, digest
from soundingboard.reflect.owners import Owners, owners
from soundingboard.reflect.prose import Stretch, joined, parsed, printed
from soundingboard.reflect.word import Comment, Para, read_word

_FRONT = "Front line"  # the style of the lines under the title
_TABLE = "Table"


@dataclass(frozen=True, slots=True)
class Detached:
    """A section whose statement is gone, with the records and wording that now stand beside nothing, and why."""

    section: ReflectionSection
    reason: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """Suggested wording that was edited in Word: the amendment, and its text, changes by `~~…~~` and `**…**`."""

    amendment: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. `kept`, `changed`, `added` and `moved` are ids of sections of `reflection`, in its order.

    `removed` are the sections whose statement is gone, `orphans` those of them that records or wording stood beside;
    `joined` are pairs of sections of which the first became part of the second, which took over its records.
    `withdrawn` are amendments whose wording was taken out. `notices` say in words what a person should look at.
    """

    reflection: Reflection
    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[ReflectionSection, ...] = ()
    moved: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    orphans: tuple[Detached, ...] = ()
    rewordings: tuple[Rewording, ...] = ()
    withdrawn: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    notices: tuple[str, ...] = ()


def returned(reflection: Reflection, data: bytes, name: str = "reflections.docx") -> Returned:
    """The reflections as people edited them in Word; `reflection` is what the file was made from, `name` its name.

    A statement keeps its records by its bookmark, else by the nearest text that was not changed much; one that is gone
    is listed with them. Whatever else stands in the file is a new section. What the program wrote round the statements
    (headings, evidence, the table of positions) is left out where it was not touched, and is people's text where it
    was. Raises InputError for a file that is no Word file or is of other reflections.
    """
    text = read_word(data, name)
    notices = _of_this(reflection, text.paras, name)
    paras, title = _without_front(reflection, text.paras)
    paras = _without_made(paras)
    paras, rewordings, withdrawn = _without_wording(reflection, paras)
    found = owners(paras, reflection.sections)
    sections, added = _sections(reflection, paras, found, frozenset(withdrawn))
    sections = _with_silent(reflection, sections)
    before = {one.id: one for one in reflection.sections}
    after = {one.id: one for one in sections if one.id in before}
    changed = {key for key, one in after.items() if not _same(one.text, before[key].text)}
    removed = [one for one in reflection.sections if one.id not in after]
    pairs = [(reflection.sections[a].id, reflection.sections[b].id) for a, b in sorted(found.joined.items())]
    gone = [one for one in removed if one.id not in dict(pairs)]
    return Returned(
        reflection=replace(reflection, sections=tuple(sections), title=title or reflection.title),
        kept=tuple(one.id for one in sections if one.id in before and one.id not in changed),
        changed=tuple(one.id for one in sections if one.id in changed),
        added=tuple(added),
        removed=tuple(gone),
        moved=tuple(_moved([one.id for one in sections if one.id in before], list(before))),
        joined=tuple(pairs),
        orphans=tuple(_detached(one) for one in gone if one.evidence or one.amendments),
        rewordings=tuple(rewordings),
        withdrawn=tuple(withdrawn),
        comments=text.comments,
        notices=tuple(notices),
    )


def _detached(section: ReflectionSection) -> Detached:
    n = len(section.evidence)
    reason = _("its statement is not in the file: {n} of its records stand beside nothing").format(n=n)
    return Detached(section, reason)


# --- what is not people's text ----------------------------------------------------------------------------


def _of_this(reflection: Reflection, paras: Iterable[Para], name: str) -> list[str]:
    """Notices on the mark of the file. Raises InputError when it is that of other reflections."""
    marks = {mark for para in paras for mark in para.names if mark.startswith(FILE)}
    mine = f"{FILE}{digest(reflection.id)}_"
    if not marks:
        return [
            _("{name}: the mark at its title is gone; its statements are known one by one").format(name=name)
        ]
    if not any(mark.startswith(mine) for mark in marks):
        message = _(
            "{name}: this file is of other reflections; take it back where it was made, or ask for a new one"
        )
        raise InputError(message.format(name=name))
    state = digest("\n".join(f"{one.id}\n{one.text}" for one in reflection.sections))
    if not any(mark.startswith(f"{mine}{state}_") for mark in marks):
        return [_("{name}: the reflections were changed here since the file was made").format(name=name)]
    return []


def _without_front(reflection: Reflection, paras: Sequence[Para]) -> tuple[list[Para], str]:
    """The paragraphs without title and lines under it; and the title, where it was changed."""
    left: list[Para] = []
    title = ""
    front = [para for para in paras if para.style == _FRONT]
    marks = [mark for para in paras for mark in para.names if mark.startswith(FILE)]
    told = digest("".join(para.stretch.text for para in front))
    whole = any(mark.endswith(f"_{told}") for mark in marks)
    for para in paras:
        is_title = any(mark.startswith(FILE) for mark in para.names) and len(para.names) == 1
        if is_title and not title:
            title = " ".join(para.stretch.text.split())
        elif not (whole and para.style == _FRONT):
            left.append(para)
    return left, title if bare(title) != bare(reflection.title) else ""


def _without_made(paras: Sequence[Para]) -> list[Para]:
    """Without what the program wrote and nobody touched."""
    texts: defaultdict[str, str] = defaultdict(str)
    for para in paras:
        for mark in para.names:
            if mark.startswith(MADE):
                texts[mark] += _plain(para)
    whole = {mark for mark, text in texts.items() if mark.endswith(f"_{digest(text)}")}
    return [para for para in paras if not any(_is_under(para, mark) for mark in whole)]


def _is_under(para: Para, mark: str) -> bool:
    """Whether the whole paragraph stands under a mark."""
    return para.names.get(mark, 0) == len(bare(_plain(para))) > 0


def _plain(para: Para) -> str:
    """The words of a paragraph; of a row without the strokes between its cells."""
    return "".join(text for op, text in para.runs if op != "delete")


def _without_wording(
    reflection: Reflection, paras: Sequence[Para]
) -> tuple[list[Para], list[Rewording], list[str]]:
    """Without suggested wording; what became of it where it was edited or taken out."""
    known = {digest(name): name for section in reflection.sections for name in section.amendments}
    left: list[Para] = []
    rewordings: list[Rewording] = []
    seen: set[str] = set()
    for para in paras:
        mark = next((one for one in para.names if one.startswith(WORDING)), None)
        amendment = known.get(mark.split("_")[2]) if mark else None
        if mark is None or amendment is None or para.stretch.kind == "heading" or _has_more(para, mark):
            left.append(para)
            continue
        seen.add(amendment)
        if not mark.endswith(f"_{digest(para.stretch.text)}"):
            rewordings.append(Rewording(amendment, _marked(para.runs)))
    marked = {mark.split("_")[2] for para in paras for mark in para.names if mark.startswith(WORDING)}
    return left, rewordings, [name for key, name in known.items() if name not in seen and key not in marked]


def _has_more(para: Para, mark: str) -> bool:
    """Whether a paragraph stands under another mark as well: wording and a statement were joined."""
    return any(n for other, n in para.names.items() if other != mark)


def _marked(runs: Iterable[Run]) -> str:
    """Tracked wording as people write it in Markdown."""
    marks = {"equal": "", "delete": "~~", "insert": "**"}
    merged: list[tuple[str, str]] = []
    for op, text in runs:
        if merged and merged[-1][0] == op:
            merged[-1] = (op, merged[-1][1] + text)
        else:
            merged.append((op, text))
    return "".join(f"{marks[op]}{text}{marks[op]}" for op, text in merged).strip()


# --- sections ---------------------------------------------------------------------------------------------


def _sections(
    reflection: Reflection, paras: Sequence[Para], found: Owners, withdrawn: frozenset[str]
) -> tuple[list[ReflectionSection], list[str]]:
    """The sections in the order of the file, those that were added among them; and the ids of these."""
    texts: dict[int, list[Stretch]] = {}
    order: list[int | list[Stretch]] = []
    for para, owner in zip(paras, found.of, strict=True):
        if owner is None:
            if order and isinstance(order[-1], list) and para.stretch.kind != "heading":
                order[-1].append(para.stretch)
            else:
                order.append([para.stretch])
        elif owner in texts:
            texts[owner].append(para.stretch)
            order.append(owner)
        else:
            texts[owner] = [para.stretch]
            order.append(owner)
    sections: list[ReflectionSection] = []
    told: set[int] = set()
    taken = [one.id for one in reflection.sections]
    added: list[str] = []
    for entry in order:
        if isinstance(entry, list):
            new = _new(entry, reflection, sections, [*taken, *added])
            added.append(new.id)
            sections.append(new)
        elif entry not in told:
            told.add(entry)
            sections.append(_owned(reflection, entry, texts[entry], found, withdrawn))
    return sections, added


def _with_silent(reflection: Reflection, sections: Sequence[ReflectionSection]) -> list[ReflectionSection]:
    """With the sections that have no words, which nobody can take out of a file: each after the one before it."""
    found = list(sections)
    for n, one in enumerate(reflection.sections):
        if not parsed(one.text):
            before = {each.id for each in reflection.sections[:n]}
            at = max((place for place, each in enumerate(found, 1) if each.id in before), default=0)
            found.insert(at, one)
    return found


def _new(
    stretches: Sequence[Stretch],
    reflection: Reflection,
    before: Sequence[ReflectionSection],
    taken: Sequence[str],
) -> ReflectionSection:
    """A section of what people added: of the kind of the one before it, since it stands under the same heading."""
    kind = before[-1].kind if before else reflection.sections[0].kind if reflection.sections else "general"
    name = unique([*taken, "new"])[-1]
    return ReflectionSection(kind, printed(stretches), name)


def _owned(
    reflection: Reflection, at: int, stretches: Sequence[Stretch], found: Owners, withdrawn: frozenset[str]
) -> ReflectionSection:
    """A section with the text that it has now, its records, and those of sections that were joined to it."""
    section = reflection.sections[at]
    more = [reflection.sections[other] for other, owner in sorted(found.joined.items()) if owner == at]
    first, *rest = stretches
    if first.kind in ("item", "number") and not _begins_with_item(section):
        first = replace(first, kind="paragraph", level=1)  # it is a point of a list in Word alone
    text = printed([first, *rest])
    wording = (name for one in (section, *more) for name in one.amendments if name not in withdrawn)
    return replace(
        section,
        text=section.text if _same(text, section.text) else text,
        refs=tuple(dict.fromkeys(ref for one in (section, *more) for ref in one.refs)),
        evidence=tuple(dict.fromkeys(name for one in (section, *more) for name in one.evidence)),
        amendments=tuple(dict.fromkeys(wording)),
    )


def _begins_with_item(section: ReflectionSection) -> bool:
    stretches = parsed(section.text)
    return bool(stretches) and stretches[0].kind in ("item", "number")


def _same(one: str, other: str) -> bool:
    """Whether two texts in Markdown say the same in the same looks."""

    def shape(text: str) -> list[tuple[str, object]]:
        return [(stretch.kind, joined(stretch.pieces)) for stretch in parsed(text)]

    return shape(one) == shape(other)


def _moved(now: Sequence[str], before: Sequence[str]) -> list[str]:
    """What is outside the longest run that kept its order (patience sorting)."""
    place = {name: n for n, name in enumerate(before)}
    tops: list[int] = []
    last: list[str] = []
    came: dict[str, str | None] = {}
    for name in now:
        at = bisect_left(tops, place[name])
        came[name] = last[at - 1] if at else None
        tops[at : at + 1], last[at : at + 1] = [place[name]], [name]
    kept: set[str] = set()
    name_: str | None = last[-1] if last else None
    while name_ is not None:
        kept.add(name_)
        name_ = came[name_]
    return [name for name in now if name not in kept]
