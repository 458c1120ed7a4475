"""A small process: two drafts, contributions of every permission, asks of every kind that reflections tell of."""

from soundingboard import compare
from soundingboard.exposure import words_by_field
from soundingboard.model import (
    Amendment,
    Ask,
    Contribution,
    Draft,
    Heading,
    Paragraph,
    PlaceName,
    Proposed,
    Span,
    Target,
    Topic,
)

WORDS = words_by_field(("civil society", "government", "private sector", "youth"), ("African",))


def _paragraph(number: int, text: str, section: str) -> Paragraph:
    return Paragraph(f"para_{number}", str(number), text, f"{number}.", section=section)


ZERO = Draft(
    title="The Charter",
    stage="zero-draft",
    label="Zero Draft",
    headings=(Heading("sec_1", "A", 1, "Access"), Heading("sec_2", "B", 1, "Rights")),
    paragraphs=(
        _paragraph(1, "We recognize the role of ports in trade and in the life of coasts.", "sec_1"),
        _paragraph(2, "We commit to simplify the procedures that ships and crews must complete.", "sec_1"),
        _paragraph(
            3, "We affirm that surveillance of persons in ports must be lawful and necessary.", "sec_2"
        ),
        _paragraph(4, "We call upon operators to publish the figures of accidents each year.", "sec_2"),
    ),
)
REV1 = Draft(
    title="The Charter",
    stage="rev1",
    label="Revision 1",
    symbol="C/L.1",
    date="2026-06-18",
    headings=ZERO.headings,
    paragraphs=(
        _paragraph(1, "We recognize the role of ports in trade and in the life of coasts.", "sec_1"),
        _paragraph(
            2, "We recognize the need to simplify the procedures that ships and crews must complete.", "sec_1"
        ),
        _paragraph(3, "We call upon operators to publish the figures of accidents each year.", "sec_2"),
        _paragraph(4, "We welcome the establishment of a fund for small islands.", "sec_2"),
    ),
)
COMPARISON = compare(ZERO, REV1)


def person(
    name: str, group: str = "not stated", permission: str = "organisation", draft: str = "rev1"
) -> Contribution:
    """A contribution of its own organisation."""
    return Contribution(
        id=name,
        text=f"words of {name}",
        draft=draft,
        organisation=f"Org {name}",
        stakeholder_group=group,
        permission=permission,
    )


PEOPLE = (
    person("p1", "civil society"),
    person("p2", "government"),
    person("p3", "civil society"),
    person("p4", "youth", "anonymous"),
    person("p5", "private sector", "confidential"),
    person("p6", "government"),
    person("p7", "government", draft="zero-draft"),
)


def ask(
    name: str, by: str, kind: str, eid: str | None, about: str = "text", stance: str = "neutral", **more
) -> Ask:
    """An ask of a paragraph of Revision 1, with a quotation of its own."""
    draft = more.pop("draft", "rev1")
    return Ask(
        id=name,
        contribution=by,
        kind=kind,
        stance=stance,
        about=about,
        target=Target(draft=draft, eid=eid) if eid else Target(whole=True),
        quote=Span(0, 5, f"said in {name}"),
        **more,
    )


ASKS = (
    ask("a1", "p1", "retain", "para_1", stance="welcome"),
    ask("a2", "p2", "retain", "para_1", stance="welcome"),
    ask("a3", "p3", "delete", "para_1", stance="concern"),
    ask("a4", "p1", "strengthen", "para_2", about="change", stance="caution"),
    ask("a5", "p4", "reinstate", "para_3", about="change", stance="caution", draft="zero-draft"),
    ask("a6", "p5", "reinstate", "para_3", about="change", stance="caution", draft="zero-draft"),
    ask("a7", "p6", "retain", "para_4", about="change", stance="welcome"),
    ask("a8", "p3", "clarify", "para_3"),
    ask("a9", "p4", "add", None, about="omission"),
    ask("a10", "p2", "amend", "para_3", proposed=Proposed("each year", "every year")),
    ask("a11", "p1", "remark", "para_1"),
    ask("a12", "p7", "delete", "para_4", draft="zero-draft"),
)
TOPICS = (
    Topic("surveillance", "Surveillance", (PlaceName("zero-draft", "para_3"),)),
    Topic("accidents", "Figures of accidents", (PlaceName("rev1", "para_3"),)),
)
AMENDMENTS = (
    Amendment("w1", "rev1", "para_2", "recognize the need to", "undertake to"),
    Amendment("w2", "rev1", "para_1", "of coasts", "of coasts and islands"),
    Amendment("w3", "rev1", "para_3", None, "Withdrawn.", state="withdrawn"),
)
