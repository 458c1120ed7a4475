"""Small drafts and amendments for the tests."""

from soundingboard.concordance import concordance
from soundingboard.model import Amendment, Concordance, Draft, Paragraph


def draft(stage: str, **texts: str) -> Draft:
    """A draft whose paragraphs are named by number: `p1="We agree."`, `p12_bis="…"`."""
    return Draft(
        stage=stage,
        paragraphs=tuple(
            Paragraph(
                f"para_{name[1:].replace('_', '')}",
                name[1:].replace("_", " "),
                text,
                f"{name[1:].replace('_', ' ')}.",
            )
            for name, text in texts.items()
        ),
    )


def amendment(
    name: str, eid: str | None, old: str | None, new: str, by: str | None = None, stage: str = "rev1"
) -> Amendment:
    return Amendment(name, stage, eid, old, new, by)


def record(*drafts: Draft) -> Concordance:
    return concordance(drafts)
