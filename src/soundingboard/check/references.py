"""References inside a draft that lead nowhere, or to another paragraph than they meant."""

from collections.abc import Iterator, Sequence

from soundingboard.check.finding import Finding, finding
from soundingboard.cite import cite, resolve
from soundingboard.concordance import concordance
from soundingboard.i18n import _
from soundingboard.model import Citation, Concordance, Draft, Paragraph, PlaceName
from soundingboard.vocabulary import SECTION_UNITS


def dangling(draft: Draft, earlier: Sequence[Draft] = ()) -> Iterator[Finding]:
    """References to paragraphs that are not there; with the draft before, also those that renumbering shifted."""
    record = concordance([earlier[-1], draft]) if earlier else None
    for paragraph in draft.paragraphs:
        for citation in cite(paragraph.text, [draft]):
            if citation.document is None and citation.draft in (None, draft.name):
                yield from _unknown(draft, paragraph, citation, record)
                if record is not None:
                    yield from _shifted(draft, paragraph, citation, record)


def _unknown(
    draft: Draft, paragraph: Paragraph, citation: Citation, record: Concordance | None
) -> Iterator[Finding]:
    for number in resolve(citation, [draft]).unknown:
        now = _now(record, number) if record and citation.unit not in SECTION_UNITS else []
        hint = _(" (the paragraph of this number in the draft before is now {numbers})")
        told = hint.format(numbers=", ".join(one.number for one in now)) if now else ""
        message = _("refers to {number}, which this draft does not have").format(number=number) + told
        others = tuple(PlaceName(draft.name, one.eid) for one in now)
        yield finding(
            "dangling-reference", paragraph, citation.start, citation.end, message, "references", others
        )


def _shifted(
    draft: Draft, paragraph: Paragraph, citation: Citation, record: Concordance
) -> Iterator[Finding]:
    """The same words stood in the draft before, and their number meant a paragraph that has another number now."""
    old = record.drafts[0]
    came = {e.old.eid for e in record.edges if e.new.draft == record.names[1] and e.new.eid == paragraph.eid}
    if citation.unit in SECTION_UNITS or not any(
        citation.text in one.text for one in old.paragraphs if one.eid in came
    ):
        return
    here = {one.number: one.eid for one in draft.paragraphs}
    for number in citation.numbers:
        now = _now(record, number)
        if now and number in here and here[number] not in {one.eid for one in now}:
            numbers = ", ".join(one.number for one in now)
            message = _("refers to {number}; what that number meant in the draft before is now {numbers}")
            words = message.format(number=number, numbers=numbers)
            others = tuple(PlaceName(draft.name, one.eid) for one in now)
            yield finding(
                "shifted-reference", paragraph, citation.start, citation.end, words, "references", others
            )


def _now(record: Concordance | None, number: str) -> list[Paragraph]:
    """What the paragraph of this number in the draft before has become."""
    if record is None:
        return []
    old, new = record.drafts
    eids = {one.eid for one in old.paragraphs if one.number == number}
    ends = {
        edge.new.eid for edge in record.edges if edge.old.eid in eids and edge.new.draft == record.names[1]
    }
    return [one for one in new.paragraphs if one.eid in ends]
