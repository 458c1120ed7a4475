"""A compilation text as a document and as a record."""

from collections.abc import Iterator

from soundingboard.amend import Alternative, Compilation, CompiledParagraph, Orphan, Piece, Support
from soundingboard.i18n import _, ngettext
from soundingboard.numbers import printed
from soundingboard.write.paper import Block, Heading, Line, Paper, Prose, Words, words
from soundingboard.write.phrases import draft_name, long_date
from soundingboard.write.records import Record, plain


def compilation_paper(found: Compilation) -> Paper:
    """The compilation as a document: proposals stand in the text in brackets, each with whose it is.

    Words that a proposal deletes are struck, those that it inserts are inserted; where proposals change the same
    words the alternatives stand side by side, and a line below says so.
    """
    draft = found.draft
    front = [_("Compilation text: all proposals on {draft}").format(draft=draft_name(draft))]
    front += [fact for fact in (draft.symbol, long_date(draft.date) if draft.date else "") if fact]
    front.append(_legend())
    return Paper(
        draft.title or draft_name(draft),
        tuple(_blocks(found)),
        tuple(front),
        draft.language,
        draft.date,
    )


def _legend() -> str:
    return _(
        "In brackets: what is proposed and by whom. Struck: to be deleted. All else is the draft as it stands."
    )


def _blocks(found: Compilation) -> Iterator[Block]:
    headings = {heading.eid: heading for heading in found.draft.headings}
    section_of = {one.eid: one.section for one in found.draft.paragraphs}
    labels = {one.eid: one.label for one in found.draft.paragraphs}
    last: str | None = None
    for paragraph in found.paragraphs:
        section = section_of.get(paragraph.eid or "") if not paragraph.is_new else last
        if section != last and section in headings:
            heading = headings[section]
            yield Heading(heading.level, words(f"{heading.number} {heading.text}".strip()), heading.eid)
        last = section
        label = labels.get(paragraph.eid or "") or printed(paragraph.number) or paragraph.number
        yield from _paragraph(paragraph, label)
    if found.orphans:
        yield Heading(1, words(_("Proposals that have no place in this draft")), "orphans")
        yield from (Prose(_lost(orphan, name), "note") for orphan, name in found.orphans)


def _paragraph(paragraph: CompiledParagraph, label: str) -> Iterator[Block]:
    head: list[Words] = [Words(f"{_number(paragraph, label)} ")] if label or paragraph.is_new else []
    line = [*head, *(word for piece in paragraph.pieces for word in _piece(piece))]
    yield Prose(tuple(word for word in line if word.text), "wording", paragraph.eid or "")
    for piece in paragraph.pieces:
        if len(piece.alternatives) > 1 and not paragraph.is_new:
            yield Prose(words(_collision(piece)), "note")
    yield from (Prose(_lost(orphan, name), "note") for orphan, name in paragraph.unplaced)


def _number(paragraph: CompiledParagraph, label: str) -> str:
    if not paragraph.is_new:
        return label
    number = label.rstrip(".")
    return _("{number} (new)").format(number=number) if number else _("(new)")


def _piece(piece: Piece) -> Iterator[Words]:
    """A stretch; the blanks at the edges of what is proposed stand outside the brackets."""
    if not piece.alternatives:
        yield Words(piece.text)
        return
    edges = [one.runs for one in piece.alternatives if one.runs]
    if any(runs[0][1][:1].isspace() for runs in edges):
        yield Words(" ")
    for n, alternative in enumerate(piece.alternatives):
        yield Words(" " if n else "")
        yield from _alternative(alternative)
    if any(runs[-1][1][-1:].isspace() for runs in edges):
        yield Words(" ")


def _alternative(one: Alternative) -> Iterator[Words]:
    """ "[Alt. 1 (X): …]", "[Delete – Y: …]", "[… – Z]"."""
    who = attribution(one)
    if one.number:
        opening = _("[Alt. {n} ({who}): ") if who else _("[Alt. {n}: ")
        yield Words(opening.format(n=one.number, who=who))
        if one.deletes:
            yield Words(_("delete "))
    elif one.deletes:
        yield Words(_("[Delete – {who}: ").format(who=who) if who else _("[Delete: "))
    else:
        yield Words("[")
    yield from _changed(one)
    yield Words(f" – {who}]" if who and not one.number and not one.deletes else "]")


def _changed(one: Alternative) -> Iterator[Words]:
    """The runs, without the blanks at the edges of the brackets."""
    styles = {"equal": "plain", "delete": "delete", "insert": "insert"}
    runs = list(one.runs)
    for n, (op, text) in enumerate(runs):
        text = text.lstrip() if n == 0 or (runs[n - 1][0] == "delete" and op == "insert") else text
        text = text.rstrip() if n + 1 == len(runs) else text
        if op == "insert" and n and runs[n - 1][0] == "delete":
            yield Words(" ")
        yield Words(text, styles[op])  # type: ignore[arg-type]


def attribution(one: Alternative) -> str:
    """Whose an alternative is, who supports it and who opposes it, in one line."""
    support: Support = one.support
    parts = [", ".join(one.by)] if one.by else []
    if support.supported:
        parts.append(_("supported by {names}").format(names=", ".join(support.supported)))
    if support.opposed:
        parts.append(_("opposed by {names}").format(names=", ".join(support.opposed)))
    return "; ".join(parts)


def _collision(piece: Piece) -> str:
    n = len(piece.alternatives)
    shown = " ".join(piece.text.split())
    if not shown:
        return ngettext(
            "{n} proposal adds words at this place.",
            "{n} proposals add different words at the same place.",
            n,
        ).format(n=n)
    shown = shown if len(shown) <= 80 else f"{shown[:79].rstrip()}…"
    return ngettext(
        "{n} proposal changes “{words}”.", "{n} proposals change the same words: “{words}”.", n
    ).format(n=n, words=shown)


def _lost(orphan: Orphan, name: str) -> Line:
    one = orphan.amendment
    who = f" ({name})" if name else ""
    parts = [Words(_("Not placed{who}: ").format(who=who))]
    parts += [Words(one.old, "delete"), Words(" ")] if one.old else []
    parts += [Words(one.new, "insert"), Words(" ")] if one.new else []
    return (*parts, Words(f"– {orphan.reason}"))


def compilation_record(found: Compilation) -> Record:
    """The compilation as a record: paragraph by paragraph its pieces and alternatives."""
    paragraphs = [
        {
            "eid": one.eid,
            "number": one.number,
            "new": one.is_new,
            "collides": one.collides,
            "pieces": [_piece_record(piece) for piece in one.pieces],
            "unplaced": [_orphan_record(*line) for line in one.unplaced],
        }
        for one in found.paragraphs
    ]
    orphans = [_orphan_record(*line) for line in found.orphans]
    return {"draft": found.draft.name, "paragraphs": paragraphs, "orphans": orphans}


def _piece_record(piece: Piece) -> Record:
    alternatives = [
        {
            "runs": [list(run) for run in one.runs],
            "by": list(one.by),
            "amendments": list(one.amendments),
            "supported": list(one.support.supported),
            "opposed": list(one.support.opposed),
            "number": one.number or None,
        }
        for one in piece.alternatives
    ]
    return {"text": piece.text, "alternatives": alternatives}


def _orphan_record(orphan: Orphan, name: str) -> Record:
    return {"amendment": plain(orphan.amendment), "by": name, "kind": orphan.kind, "reason": orphan.reason}
