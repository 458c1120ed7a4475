"""The fixed words of the field: one word, one meaning, in code, records and pages alike."""

from typing import Literal, get_args

FORMAT = "soundingboard/1"

Status = Literal["agreed", "suggested", "bracketed", "open"]
ChangeKind = Literal["unchanged", "reworded", "split", "joined", "regrouped", "inserted", "deleted"]
Effect = Literal["strengthens", "softens", "contested"]
Op = Literal["equal", "delete", "insert"]
Visibility = Literal["public", "board", "unofficial"]
Revisions = Literal["accepted", "rejected", "kept"]
AskKind = Literal[
    "retain",
    "strengthen",
    "reinstate",
    "amend",
    "delete",
    "clarify",
    "add",
    "move",
    "oppose",
    "question",
    "remark",
]
Stance = Literal["welcome", "caution", "concern", "neutral"]
About = Literal["text", "change", "omission"]
Basis = Literal["number", "quotation", "similarity", "person"]
AmendmentState = Literal["proposed", "withdrawn", "carried", "orphaned"]
SectionKind = Literal["general", "retain", "welcome", "caution", "clarify", "suggest", "convergence"]
Position = Literal["agrees", "dissents", "stands aside"]
Outcome = Literal[
    "adopted",
    "in part",
    "elsewhere",
    "not taken up",
    "contrary",
    "already in the text",
    "kept",
    "weakened",
    "lost",
    "undetermined",
]
EvidenceKind = Literal["stated", "text-match", "same-direction", "contrary", "none"]
Unit = Literal["paragraph", "preambular", "operative", "article", "recital", "action", "objective", "section"]

CHANGE_KINDS: tuple[ChangeKind, ...] = (
    "unchanged",
    "reworded",
    "split",
    "joined",
    "regrouped",
    "inserted",
    "deleted",
)
EFFECTS: tuple[Effect, ...] = ("strengthens", "softens", "contested")
FLAGS = ("moved", "renumbered")
SECTION_UNITS: tuple[Unit, ...] = ("section", "objective", "action")  # headings, many paragraphs
PARAGRAPH_UNITS: tuple[Unit, ...] = tuple(unit for unit in get_args(Unit) if unit not in SECTION_UNITS)
ASK_KINDS: tuple[AskKind, ...] = get_args(AskKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
NOT_STATED = "not stated"  # with `global`, beside the groups and regions of every process
GLOBAL = "global"
AMENDMENT_STATES: tuple[AmendmentState, ...] = get_args(AmendmentState)
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
POSITIONS: tuple[Position, ...] = get_args(Position)
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
UNDETERMINED: Outcome = "undetermined"
# Outcomes of an ask to change, and those of an ask to retain: the two never share a denominator.
CHANGE_OUTCOMES: tuple[Outcome, ...] = (
    "adopted",
    "in part",
    "elsewhere",
    "not taken up",
    "contrary",
    "already in the text",
    UNDETERMINED,
)
RETAIN_OUTCOMES: tuple[Outcome, ...] = ("kept", "weakened", "lost", UNDETERMINED)
TAKEN_UP: tuple[Outcome, ...] = ("adopted", "in part", "elsewhere")  # what the share taken up counts
UNTRACED_KINDS: tuple[AskKind, ...] = ("question", "remark")  # they ask nothing of the text
