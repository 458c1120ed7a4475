"""Two drafts become a comparison: every paragraph in exactly one change, in the order of the new draft."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from soundingboard.align import Match, align, explain, moved
from soundingboard.compare.elsewhere import with_elsewhere
from soundingboard.compare.given import placed, with_given
from soundingboard.compare.headings import compare_headings
from soundingboard.compare.notes import compare_notes
from soundingboard.compare.reinstated import with_reinstated
from soundingboard.devices import find_devices
from soundingboard.model import Change, Comparison, Draft, GivenLink, Paragraph, Reference, Run
from soundingboard.redline import redline
from soundingboard.vocabulary import CHANGE_KINDS, EFFECTS, FLAGS, ChangeKind
from soundingboard.words import words

Progress = Callable[[str, int, int], None]


def compare(
    old: Draft,
    new: Draft,
    earlier: Sequence[Draft] = (),
    progress: Progress = lambda step, done, of: None,
    links: Sequence[GivenLink] = (),
) -> Comparison:
    """Everything that changed from `old` to `new`.

    `earlier` are drafts before `old`, oldest first: an inserted paragraph that stood in one of them reinstates it.
    `progress` is told the step, how much of it is done, and of how much.
    `links` are what a person said became of paragraphs: they stand, and what was found gives way. Raises InputError
    for an eid that is not there or is named twice.
    """
    given = placed(links, old, new)
    progress("align", 0, 1)
    found = align([p.text for p in old.paragraphs], [p.text for p in new.paragraphs])
    progress("align", 1, 1)
    matches = with_given(found, given)
    explained = frozenset(found)  # the evidence for a match that lost a part is of the whole
    lifted = _lifted(matches)
    changes: list[Change] = []
    ordered = tuple(_in_order(matches, len(old.paragraphs), len(new.paragraphs)))
    for done, (left, right, match) in enumerate(ordered):
        progress("compare", done, len(ordered))
        change = _change(f"c{done + 1}", old, new, left, right)
        why = explain(match) if match and match in explained else None
        said = not (given.old.isdisjoint(left) and given.new.isdisjoint(right))
        changes.append(replace(change, moved=match in lifted, reason=why, given=said))
    changes = with_elsewhere(changes)
    changes = with_reinstated(changes, old, earlier)
    headings = compare_headings(old, new, matches)
    bare_old, bare_new = replace(old, paragraphs=()), replace(new, paragraphs=())
    return Comparison(bare_old, bare_new, tuple(changes), headings, summarise(changes))


def _in_order(
    matches: Sequence[Match], n_old: int, n_new: int
) -> Iterable[tuple[tuple[int, ...], tuple[int, ...], Match | None]]:
    """Old and new positions of each change: new order, a deletion straight after its old neighbour's change."""
    by_new = {match.new[0]: match for match in matches}
    matched_old = {i: match for match in matches for i in match.old}
    matched_new = {j for match in matches for j in match.new}
    after: dict[Match | None, list[int]] = {}
    anchor: Match | None = None
    for i in range(n_old):
        if i in matched_old:
            anchor = matched_old[i]
        else:
            after.setdefault(anchor, []).append(i)
    yield from (((i,), (), None) for i in after.get(None, ()))
    for j in range(n_new):
        if match := by_new.get(j):
            yield match.old, match.new, match
            yield from (((i,), (), None) for i in after.get(match, ()))
        elif j not in matched_new:
            yield (), (j,), None


def _lifted(matches: Sequence[Match]) -> frozenset[Match | None]:
    """The matches outside the longest run that kept its order."""
    positions = moved([(match.old[0], match.new[0]) for match in matches])
    return frozenset(matches[position] for position in positions)


def _change(name: str, old: Draft, new: Draft, left: Sequence[int], right: Sequence[int]) -> Change:
    before, after = [old.paragraphs[i] for i in left], [new.paragraphs[j] for j in right]
    old_text, new_text = "\n".join(p.text for p in before), "\n".join(p.text for p in after)
    runs = redline(old_text, new_text)
    notes = compare_notes(before, after)
    return Change(
        id=name,
        kind=_kind(before, after, changed=old_text != new_text or bool(notes)),
        old=references(before, left),
        new=references(after, right),
        redline=runs,
        renumbered=_renumbered(old, new, before, after),
        score=word_share(runs) if before and after else None,
        devices=find_devices(old_text, new_text, runs, new.language) if old_text != new_text else (),
        notes=notes,
    )


def _kind(before: Sequence[Paragraph], after: Sequence[Paragraph], changed: bool) -> ChangeKind:
    match min(len(before), 2), min(len(after), 2):
        case 0, _:
            return "inserted"
        case _, 0:
            return "deleted"
        case 1, 1:
            return "reworded" if changed else "unchanged"
        case 1, _:
            return "split"
        case _, 1:
            return "joined"
    return "regrouped"


def _renumbered(old: Draft, new: Draft, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> bool:
    """Whether printed numbers differ; numbers by position were never printed."""
    if not before or not after or "position" in (old.numbering, new.numbering):
        return False
    return [p.number for p in before] != [p.number for p in after]


def references(paragraphs: Sequence[Paragraph], positions: Sequence[int]) -> tuple[Reference, ...]:
    """Paragraphs as a change names them."""
    return tuple(
        Reference(p.eid, p.number, p.label, p.kind, p.section, p.parent, p.status, index, p.notes)
        for p, index in zip(paragraphs, positions, strict=True)
    )


def word_share(runs: Sequence[Run]) -> float:
    """The share of words in common, 0 to 1: twice the equal words over the words of both sides."""
    if all(op == "equal" for op, _text in runs):
        return 1.0
    n: Counter[str] = Counter()
    for op, text in runs:
        n[op] += len(words(text))
    both = 2 * n["equal"] + n["delete"] + n["insert"]
    return round(2 * n["equal"] / both, 4) if both else 1.0


def summarise(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind, with each flag, and with a device of each effect."""
    kinds = Counter(change.kind for change in changes)
    effects = Counter(effect for change in changes for effect in {device.effect for device in change.devices})
    return (
        {kind: kinds[kind] for kind in CHANGE_KINDS}
        | {flag: sum(getattr(change, flag) for change in changes) for flag in FLAGS}
        | {effect: effects[effect] for effect in EFFECTS}
        | {"reinstated": sum(change.reinstates is not None for change in changes)}
    )
