"""What became of an ask to change the text: with wording of its own, or by what it asks for in its own words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from soundingboard.cite import cite
from soundingboard.i18n import _
from soundingboard.model import PlaceName, Proposed
from soundingboard.redline import redline
from soundingboard.trace.asked import Asked
from soundingboard.trace.texts import came, deleted, gone, inserted, stems
from soundingboard.trace.verdict import Verdict, coincidence, devices, moves, named, verdict
from soundingboard.trace.wording import Met, met, proposal, times
from soundingboard.vocabulary import UNDETERMINED, Effect


@dataclass(frozen=True, slots=True)
class ChangeThresholds:
    """When words count as taken up."""

    part: float = 0.3  # of the weight of what was asked: less comes by chance with any rewording
    elsewhere: float = 0.8  # of the weight in the new words of one other paragraph: those are the same words
    telling: int = 2  # stems that tell something, at least, to be found elsewhere: one word is everywhere
    whole: float = 0.85  # of a whole paragraph, both ways: the same paragraph, lightly edited
    wished: float = 0.5  # of the telling words of an ask without wording, among what is new


THRESHOLDS = ChangeThresholds()
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")


def changed(asked: Asked, thresholds: ChangeThresholds = THRESHOLDS) -> Verdict:
    """The outcome of an ask to change something."""
    proposed = asked.ask.proposed
    if proposed is not None and (proposed.new or proposed.old):
        if not asked.base and not proposed.old:
            return _new_paragraph(asked, proposed, thresholds)
        return _worded(asked, proposed, thresholds)
    if not asked.original and not asked.base:
        return _of_no_paragraph(asked, thresholds)
    return _WITHOUT_WORDING[asked.ask.kind](asked, thresholds)


def _worded(asked: Asked, proposed: Proposed, thresholds: ChangeThresholds) -> Verdict:
    """An ask that says how the text should read."""
    if asked.base and proposed.old == "" and asked.ask.about == "omission":
        return _new_paragraph(asked, proposed, thresholds)
    found = met(asked.base, asked.now, proposed, asked.weigher)
    if found.already:
        note = _("the words stood there when it was asked")
        return verdict("already in the text", "text-match", found.words, asked.where, note)
    if not asked.is_there and asked.base:
        return _of_a_deleted_paragraph(asked, proposed, thresholds)
    if decided := _decided_against(asked, proposed):
        return verdict("contrary", "contrary", decided, asked.where)
    if found.is_whole:
        return verdict(
            "adopted", "text-match", found.words, asked.where, coincidence(), found.share, found.share == 1.0
        )
    if opposite := _opposite(asked, proposed):
        return verdict("contrary", "contrary", opposite, asked.where, None, found.share)
    if found.share >= thresholds.part:
        return verdict("in part", "text-match", found.words, asked.where, coincidence(), found.share)
    return _not_there(asked, proposed, found, thresholds)


def _not_there(asked: Asked, proposed: Proposed, found: Met, thresholds: ChangeThresholds) -> Verdict:
    """The paragraph does not read so: perhaps another does."""
    if there := _worded_elsewhere(asked, proposed, thresholds):
        return there
    if proposed.old is None and not asked.base:
        return _of_no_paragraph(asked, thresholds)
    same = asked.base == asked.now
    return verdict("not taken up", "none", (), asked.where, None, found.share, sure=same)


def _worded_elsewhere(asked: Asked, proposed: Proposed, thresholds: ChangeThresholds) -> Verdict | None:
    """The proposed words in another paragraph. A mere qualifier belongs to what it qualifies: it is left out."""
    old, new = proposed.old or "", proposed.new
    qualifiers = {
        one
        for device in devices(old, new, asked.language)
        if device.effect == "softens" and device.new
        for one in stems(device.new.text)
    }
    wanted = inserted(old, new)
    if qualifiers.issuperset(asked.weigher.telling(wanted)):
        return None
    return _elsewhere(asked, wanted, thresholds)


def _elsewhere(asked: Asked, wanted: list[str], thresholds: ChangeThresholds) -> Verdict | None:
    telling = asked.weigher.telling(wanted)
    if len(telling) < thresholds.telling:
        return None
    eid, share = asked.best_fresh(telling, asked.now_eids)
    if eid is None or share < thresholds.elsewhere:
        return None
    where = PlaceName(asked.new, eid)
    return verdict("elsewhere", "text-match", _fresh(asked, eid, telling), where, coincidence(), share)


def _opposite(asked: Asked, proposed: Proposed) -> tuple[str, ...]:
    """The devices by which the very words that an ask would change moved against it."""
    sides = proposal(asked.base, proposed)
    if sides is None:
        return ()
    wished = moves(*sides, asked.language)
    stronger = asked.ask.kind == "strengthen" or ("strengthens" in wished and "softens" not in wished)
    softer = "softens" in wished and "strengthens" not in wished
    effect: Effect = "softens" if stronger else "strengthens"
    if not (stronger or softer):
        return ()
    start = asked.base.casefold().find((proposed.old or "").casefold())
    end = start + len(proposed.old or "")
    found = devices(asked.base, asked.now, asked.language)
    there = [one for one in found if one.old and one.old.start < end and start < one.old.end]
    if any(one.effect not in (effect, "contested") for one in there):
        return ()
    return tuple(named(one) for one in there if one.effect == effect)


def _decided_against(asked: Asked, proposed: Proposed) -> tuple[str, ...]:
    """Words in brackets that were to go and now stand without them, or were to stand and are gone."""
    now = stems(asked.now)
    for words in _BRACKETED.findall(proposed.old or ""):
        plain = stems(words)
        stays = times(plain, stems(proposed.new)) > 0
        if times(["[", *plain, "]"], now) == 0 and (times(plain, now) > 0) != stays:
            return (words,)
    return ()


def _of_a_deleted_paragraph(asked: Asked, proposed: Proposed, thresholds: ChangeThresholds) -> Verdict:
    if there := _worded_elsewhere(asked, proposed, thresholds):
        return there
    if asked.ask.kind in ("delete", "oppose"):
        note = _("the whole paragraph is gone, and these words with it")
        return verdict("adopted", "text-match", (proposed.old or "",), None, note, 1.0)
    note = _("the paragraph is not in the text any more")
    if asked.ask.kind == "strengthen":
        return verdict("contrary", "contrary", note=note)
    return verdict("not taken up", "none", note=note)


def _new_paragraph(asked: Asked, proposed: Proposed, thresholds: ChangeThresholds) -> Verdict:
    """A paragraph that somebody wrote for the text."""
    wanted = stems(proposed.new)
    eid, share = asked.best_fresh(wanted)
    if eid is None or share < thresholds.part:
        return verdict("not taken up", "none", score=share)
    where, text = PlaceName(asked.new, eid), asked.texts.text(asked.now_at, (eid,))
    words, back = (_common(proposed.new, text),), asked.weigher.share(stems(text), wanted)
    here = asked.section is None or asked.texts.section(asked.now_at, eid) == asked.section
    if share >= thresholds.whole and back >= thresholds.whole:
        return verdict("adopted" if here else "elsewhere", "text-match", words, where, coincidence(), share)
    if share >= thresholds.elsewhere and not asked.texts.is_new(asked.base_at, asked.now_at, eid):
        return verdict("elsewhere", "text-match", words, where, coincidence(), share)
    return verdict("in part", "text-match", words, where, coincidence(), share)


def _common(old: str, new: str) -> str:
    """The longest stretch of words that two texts share."""
    runs = [text.strip() for op, text in redline(old, new) if op == "equal"]
    return max(runs, key=len, default="")


def _of_no_paragraph(asked: Asked, thresholds: ChangeThresholds) -> Verdict:
    """An ask of a topic, a section or the whole text, in its own words."""
    if asked.is_foreign or len(asked.wishes) < thresholds.telling:
        return verdict(
            UNDETERMINED, "none", note=_("it names no paragraph, and its words cannot be looked for")
        )
    eid, share = asked.best_fresh(asked.wishes)
    if eid and share >= thresholds.wished:
        words = _fresh(asked, eid, asked.wishes)
        return verdict("in part", "same-direction", words, PlaceName(asked.new, eid), None, share)
    return verdict(UNDETERMINED, "none", note=_("it names no paragraph; a person has to say"))


def _fresh(asked: Asked, eid: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The new words of a paragraph that hold one of the wanted stems."""
    before = asked.texts.text(asked.base_at, asked.texts.walked(asked.now_at, eid, asked.base_at))
    return came(before, asked.texts.text(asked.now_at, (eid,)), wanted)


def _delete(asked: Asked, thresholds: ChangeThresholds) -> Verdict:
    """Delete or oppose, without saying how it should read then."""
    if not asked.is_there:
        eid, share = asked.best_fresh(stems(asked.base))
        if eid and share >= thresholds.elsewhere:
            note = _("the paragraph is gone, but its text stands elsewhere")
            return verdict("not taken up", "none", (), PlaceName(asked.new, eid), note, share)
        return verdict("adopted", "text-match", (), None, _("the paragraph is gone"), 1.0, sure=True)
    named = asked.named
    wanted = [one for words in named for one in stems(words)] or stems(asked.base)
    went = deleted(asked.base, asked.now)
    share = asked.weigher.share(wanted, went)
    if named and share >= thresholds.whole:
        return verdict("adopted", "text-match", named, asked.where, coincidence(), share)
    if share >= thresholds.part:
        words = gone(asked.base, asked.now)
        return verdict("in part", "text-match", words, asked.where, coincidence(), share)
    if softer := moves(asked.base, asked.now, asked.language).get("softens", ()):
        return verdict("in part", "same-direction", softer, asked.where, None, share)
    return verdict("not taken up", "none", (), asked.where, None, share, sure=asked.base == asked.now)


def _strengthen(asked: Asked, thresholds: ChangeThresholds) -> Verdict:
    found = moves(asked.base, asked.now, asked.language)
    if stronger := found.get("strengthens"):
        return verdict("in part", "same-direction", stronger, asked.where)
    if softer := found.get("softens"):
        return verdict("contrary", "contrary", softer, asked.where)
    return _wished(asked, thresholds)


def _reinstate(asked: Asked, thresholds: ChangeThresholds) -> Verdict:
    """Text that an earlier draft had: is it back?"""
    before = asked.original if not asked.base else _before(asked)
    if not before:
        return verdict(UNDETERMINED, "none", note=_("no earlier text of it was found"))
    lost = stems(before) if not asked.base else deleted(before, asked.base)
    if not lost:
        return _wished(asked, thresholds)
    back = inserted(asked.base, asked.now)
    share = asked.weigher.share(lost, back)
    if share >= thresholds.whole:
        return verdict(
            "adopted", "text-match", (_common(before, asked.now),), asked.where, coincidence(), share
        )
    if share >= thresholds.part:
        return verdict(
            "in part", "text-match", (_common(before, asked.now),), asked.where, coincidence(), share
        )
    return _elsewhere(asked, lost, thresholds) or verdict(
        "not taken up", "none", (), asked.where, None, share
    )


def _before(asked: Asked) -> str:
    """The paragraph as it stood in the draft before the one that the ask was filed on."""
    at = asked.base_at - 1
    if at < 0:
        return ""
    eids = [one for eid in asked.base_eids for one in asked.texts.walked(asked.base_at, eid, at)]
    return asked.texts.text(at, dict.fromkeys(eids))


def _move(asked: Asked, _thresholds: ChangeThresholds) -> Verdict:
    """Somewhere else in the text: to a paragraph or a section that the ask names."""
    if not asked.is_there:
        return verdict(UNDETERMINED, "none", note=_("the paragraph is not in the text any more"))
    now = asked.now_eids[0]
    old_section = asked.texts.section(asked.base_at, asked.base_eids[0]) if asked.base_eids else None
    at = asked.texts.index(asked.ask.target.draft) or 0
    there = asked.texts.heading(asked.base_at, old_section, asked.now_at) if old_section else None
    named = _named_paragraphs(asked, at)
    joined = any(set(asked.texts.walked(at, eid, asked.now_at)) & set(asked.now_eids) for eid in named)
    if joined or (there and asked.texts.section(asked.now_at, now) != there):
        note = None if joined else _("it stands in another section now")
        return verdict("adopted", "text-match", (), asked.where, note)
    return verdict("not taken up", "none", (), asked.where)


def _named_paragraphs(asked: Asked, at: int) -> list[str]:
    """Other paragraphs that the ask cites, as where it would have the text."""
    numbers = {n for one in cite(asked.quote, [asked.texts.drafts[at]]) for n in one.numbers}
    draft = asked.texts.drafts[at]
    return [p.eid for p in draft.paragraphs if p.number in numbers and p.eid != asked.ask.target.eid]


def _wished(asked: Asked, thresholds: ChangeThresholds) -> Verdict:
    """Clarify, add, amend in the ask's own words: did the text change, and with these words?"""
    if asked.base == asked.now:
        if asked.is_foreign:
            return verdict("not taken up", "none", (), asked.where, _("the paragraph is as it was"))
        there = _elsewhere(asked, asked.wishes, thresholds)
        return there or verdict("not taken up", "none", (), asked.where, _("the paragraph is as it was"))
    new = set(inserted(asked.base, asked.now))
    found = [one for one in asked.wishes if one in new]
    share = asked.weigher.share(asked.wishes, found) if asked.wishes else 0.0
    if found and share >= thresholds.part:
        words = came(asked.base, asked.now, found)
        return verdict("in part", "same-direction", words, asked.where, None, share)
    if not asked.is_there:
        return verdict("not taken up", "none", note=_("the paragraph is not in the text any more"))
    note = _("the paragraph changed, but whether in this way a person has to say")
    return verdict(UNDETERMINED, "none", (), asked.where, note, share)


_WITHOUT_WORDING: Mapping[str, Callable[[Asked, ChangeThresholds], Verdict]] = {
    "delete": _delete,
    "oppose": _delete,
    "strengthen": _strengthen,
    "reinstate": _reinstate,
    "move": _move,
    "clarify": _wished,
    "add": _wished,
    "amend": _wished,
}
