"""One paragraph: the text with its last change, its life through all drafts, who said what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from soundingboard.site.amendments.reading import Proposal, on_paragraph
from soundingboard.site.amendments.rules import may_propose
from soundingboard.site.contributions.carried import NOTHING, said_by_paragraph
from soundingboard.site.contributions.models import Tally, Topic
from soundingboard.site.contributions.said.links import Lists
from soundingboard.site.contributions.said.tables import SaidTable, said_table
from soundingboard.site.contributions.said.voices import NO_VOICES, Voice, Voices, earlier_voices, voices
from soundingboard.site.drafts import lives, shown
from soundingboard.site.drafts.models import Comparison, Draft, Paragraph, State
from soundingboard.site.drafts.rules import may_confirm_flags
from soundingboard.site.drafts.shown import Flag, Verdicts, all_verdicts, flags_of
from soundingboard.site.ledger import rules as ledger_rules
from soundingboard.site.ledger.models import Response
from soundingboard.site.ledger.reading import Met, answers_on, met_on
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process

Pairs = Mapping[tuple[int, int], Comparison]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph as it is cited, and its page."""

    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """A paragraph in one draft, and how it came there from the draft before."""

    draft: Draft
    places: Sequence[Place]
    margin: SafeString | None
    wording: SafeString | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None
    was: Sequence[tuple[Draft, str]]
    wording: SafeString
    margin: SafeString
    against: Draft | None
    flags: Sequence[Flag]
    may_confirm: bool
    steps: Sequence[Step]
    say_address: str
    said: SaidTable | None = None
    voices: Voices = NO_VOICES
    earlier_voices: Sequence[Voice] = ()
    topics: Sequence[Topic] = field(default=())
    proposals: Sequence[Proposal] = field(default=())
    met: Sequence[Met] = field(default=())
    answers: Sequence[Response] = field(default=())
    propose_address: str = ""
    may_answer: bool = False


def paragraph_page(
    process: Process, chain: Sequence[Draft], here: Draft, eid: str, who: Who
) -> ParagraphPage | None:
    """Everything about a paragraph; None when the draft has none of this name."""
    found = _neighbours(here, eid)
    if found is None:
        return None
    before, paragraph, after = found
    walk, pairs = lives.lives(chain), shown.pairs(chain)
    against = _against(chain, here)
    pair = pairs.get((against.pk, here.pk)) if against else None
    judged = all_verdicts(chain)
    decided = judged.get((against.pk, here.pk), frozenset()) if against else frozenset()
    text = shown.compared(pair, against, here, decided) if pair and against else None
    piece = text.by_eid.get(eid) if text else None
    spoken = said_by_paragraph(chain, walk, here).get(eid, NOTHING)
    tally = Tally.objects.filter(draft=here, place=f"para:{eid}").first() if spoken.here else None
    lists = Lists.of(process, here.slug)
    return ParagraphPage(
        paragraph=paragraph,
        before=before,
        after=after,
        was=_was(walk, chain, here, eid),
        wording=mark_safe(piece.wording if piece else shown.clean(here).by_eid[eid]),  # noqa: S308 (the library's)
        margin=mark_safe(piece.margin if piece else ""),  # noqa: S308 (the library's)
        against=against,
        flags=flags_of(piece.change, decided) if piece else [],
        may_confirm=may_confirm_flags(who, process.slug),
        steps=_steps(walk, chain, here, eid, pairs, judged),
        say_address=f"{reverse('say', args=[process.slug])}?{urlencode({'draft': here.slug, 'paragraph': eid})}",
        said=said_table(process, tally, lists) if tally else None,
        voices=voices(tally, lists, here.language) if tally else NO_VOICES,
        earlier_voices=earlier_voices(spoken.places, here.language) if spoken.before else (),
        topics=_topics(process, here, eid),
        proposals=on_paragraph(here, eid, chain),
        met=met_on(process, here, eid, chain),
        answers=answers_on(process, here, eid, chain),
        propose_address=_propose_address(process, here, eid, who),
        may_answer=ledger_rules.may_answer(who, process),
    )


def _propose_address(process: Process, here: Draft, eid: str, who: Who) -> str:
    """Where this reader proposes wording for the paragraph; empty for who cannot."""
    if not may_propose(who, process.slug):
        return ""
    return (
        f"{reverse('amendment-new', args=[process.slug])}?{urlencode({'draft': here.slug, 'paragraph': eid})}"
    )


def _neighbours(here: Draft, eid: str) -> tuple[Paragraph | None, Paragraph, Paragraph | None] | None:
    """The paragraph with the one before and the one after."""
    paragraph = Paragraph.objects.filter(draft=here, eid=eid).first()
    if paragraph is None:
        return None
    around = Paragraph.objects.filter(draft=here, index__in=(paragraph.index - 1, paragraph.index + 1))
    by_index = {one.index: one for one in around}
    return by_index.get(paragraph.index - 1), paragraph, by_index.get(paragraph.index + 1)


def _against(chain: Sequence[Draft], here: Draft) -> Draft | None:
    """The last draft before this one that was not replaced."""
    place = next(n for n, draft in enumerate(chain) if draft.pk == here.pk)
    return next((draft for draft in reversed(chain[:place]) if draft.state == State.PUBLISHED), None)


def _was(walk: lives.Lives, chain: Sequence[Draft], here: Draft, eid: str) -> list[tuple[Draft, str]]:
    """Under which numbers it stood in earlier drafts, newest first."""
    by_id = {draft.pk: draft for draft in chain}
    return [
        (by_id[draft], ", ".join(place.number for place in _places_in(by_id[draft], eids)))
        for draft, eids in walk.backward(here.pk, eid)
    ]


def _places_in(draft: Draft, eids: Sequence[str]) -> list[Place]:
    """The paragraphs of a draft, with their numbers and addresses."""
    numbers = shown.clean(draft).numbers
    base = reverse("draft", args=[draft.process.slug, draft.slug])
    return [Place(numbers.get(eid, eid), f"{base}{quote(eid)}/") for eid in eids]


def _steps(
    walk: lives.Lives,
    chain: Sequence[Draft],
    here: Draft,
    eid: str,
    pairs: Pairs,
    judged: Mapping[tuple[int, int], Verdicts],
) -> list[Step]:
    """The whole life, oldest first: where it stood, and what happened on the way there."""
    by_id = {draft.pk: draft for draft in chain}
    steps = walk.steps(here.pk, eid)
    if not steps:
        return []
    first = by_id[steps[0].old]
    found = [Step(first, _places_in(first, steps[0].old_eids), None, None, first.pk == here.pk)]
    for step in steps:
        old, new = by_id[step.old], by_id[step.new]
        decided = judged.get((step.old, step.new), frozenset())
        text = shown.compared(pairs[step.old, step.new], old, new, decided)
        pieces = list(dict.fromkeys(text.by_eid[one] for one in step.new_eids if one in text.by_eid))
        found.append(
            Step(
                new,
                _places_in(new, step.new_eids),
                mark_safe("".join(piece.margin for piece in pieces)),  # noqa: S308 (the library's)
                mark_safe("".join(piece.wording for piece in pieces)),  # noqa: S308 (the library's)
                new.pk == here.pk,
            )
        )
    return found


def _topics(process: Process, here: Draft, eid: str) -> list[Topic]:
    """The topics that name this paragraph."""
    named = {"draft": here.slug, "eid": eid}
    return [topic for topic in Topic.objects.standing(process) if named in topic.paragraphs]
