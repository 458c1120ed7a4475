"""The compilation text: all proposals beside each other, and the draft as it stands where there are none."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from soundingboard.amend import Support, compilation
from soundingboard.model import Amendment, Heading
from soundingboard.write import paper
from soundingboard.write.compiled import compilation_paper, compilation_record
from tests.amend.made import amendment, draft

REV1 = draft(
    "rev1",
    p1="We call upon ports to report, and upon ports to publish.",
    p2="We commit to scaling up the financing of small ports.",
    p3="We report on reporting.",
    p12="We welcome the Forum, and its work.",
    p13="We agree.",
)
NAMES = {"youth": "Harbour Youth", "keepers": "Lamp Keepers"}
_STYLES = {"plain": "{}", "delete": "~~{}~~", "insert": "**{}**"}


def shown(*ones: Amendment, support: dict[str, Support] | None = None, open_only: bool = True) -> list[str]:
    """The blocks of the paper as lines."""
    made = compilation_paper(compilation(REV1, ones, NAMES, support or {}, open_only))
    return [_line(block) for block in made.blocks]


def _line(block: paper.Block) -> str:
    assert isinstance(block, paper.Prose | paper.Heading)
    return "".join(_STYLES[words.style].format(words.text) for words in block.line)


def test_what_is_inserted_deleted_and_replaced_stands_in_brackets_with_whose_it_is() -> None:
    assert shown(
        amendment("a", "para_1", "and upon ports to publish", "", "keepers"),
        amendment("b", "para_1", "to report", "to report each year", "youth"),
        amendment("c", "para_2", "small", "all", "keepers"),
    ) == [
        "1. We call upon ports to report [**each year** – Harbour Youth],"
        " [Delete – Lamp Keepers: ~~and upon ports to publish~~].",
        "2. We commit to scaling up the financing of [~~small~~ **all** – Lamp Keepers] ports.",
    ]


def test_collisions_are_alternatives_side_by_side_and_marked() -> None:
    assert shown(
        amendment("a", "para_2", "commit to scaling up", "shall scale up", "youth"),
        amendment("b", "para_2", "scaling up", "expanding", "keepers"),
    ) == [
        "2. We [Alt. 1 (Harbour Youth): ~~commit to scaling~~ **shall scale** up]"
        " [Alt. 2 (Lamp Keepers): commit to ~~scaling up~~ **expanding**] the financing of small ports.",
        "2 proposals change the same words: “commit to scaling up”.",
    ]


def test_the_same_proposal_of_two_is_one_with_both_names() -> None:
    assert shown(
        amendment("a", "para_2", "small", "all", "youth"), amendment("b", "para_2", "small", "all", "keepers")
    ) == [
        "2. We commit to scaling up the financing of [~~small~~ **all** – Harbour Youth, Lamp Keepers] ports."
    ]


def test_who_supports_and_who_opposes_is_said() -> None:
    support = {"a": Support(("Fishers", "Pilots"), ("Shippers",))}
    (line,) = shown(amendment("a", "para_2", "small", "all", "youth"), support=support)
    assert "[~~small~~ **all** – Harbour Youth; supported by Fishers, Pilots; opposed by Shippers]" in line


def test_a_deleted_paragraph_and_one_written_anew() -> None:
    assert shown(
        amendment("a", "para_13", "We agree.", "", "youth"),
        amendment(
            "b", "para_12", REV1.paragraphs[3].text, "Nothing here binds anybody else at all.", "keepers"
        ),
    ) == [
        "12. [~~We welcome the Forum, and its work.~~ **Nothing here binds anybody else at all.** – Lamp Keepers]",
        "13. [Delete – Harbour Youth: ~~We agree.~~]",
    ]


def test_new_paragraphs_stand_after_their_number_and_without_one_at_the_end() -> None:
    assert shown(
        amendment("a", None, None, "We also agree.", "youth"),
        amendment("b", None, None, "12 bis. We thank the keepers.", "keepers"),
        amendment("c", None, None, "12 bis. We thank all keepers.", "youth"),
        amendment("d", "para_13", "agree", "disagree", "youth"),
    ) == [
        "12 bis (new) [Alt. 1 (Lamp Keepers): **We thank the keepers.**]"
        " [Alt. 2 (Harbour Youth): **We thank all keepers.**]",
        "13. We [~~agree~~ **disagree** – Harbour Youth].",
        "(new) [**We also agree.** – Harbour Youth]",
    ]


def test_what_has_no_place_is_listed_with_the_reason() -> None:
    assert shown(
        amendment("a", "para_3", "writing", "printing", "youth"), amendment("b", "para_99", "We agree.", "")
    ) == [
        "3. We report on reporting.",
        "Not placed (Harbour Youth): ~~writing~~ **printing** – its words are not in paragraph 3",
        "Proposals that have no place in this draft",
        "Not placed: ~~We agree.~~ – paragraph para_99 is not in rev1",
    ]


def test_one_that_was_orphaned_before_is_listed_under_its_paragraph() -> None:
    one = replace(
        amendment("a", "para_3", "report", "write", "youth"), state="orphaned", notices=("it left",)
    )
    assert shown(one)[1] == "Not placed (Harbour Youth): ~~report~~ **write** – it left"


def test_paragraphs_without_proposals_stay_as_they_stand_or_are_left_out() -> None:
    one = amendment("a", "para_13", "agree", "disagree", "youth")
    assert shown(one, open_only=False)[:4] == [f"{p.label} {p.text}" for p in REV1.paragraphs[:4]]
    assert len(shown(one)) == 1
    assert shown(replace(one, state="withdrawn")) == []


def test_headings_stand_above_their_paragraphs() -> None:
    section = replace(REV1.paragraphs[4], section="sec_1")
    headed = replace(
        REV1, headings=(Heading("sec_1", "B", 1, "Closing"),), paragraphs=(*REV1.paragraphs[:4], section)
    )
    made = compilation_paper(compilation(headed, [amendment("a", "para_13", "agree", "see")], {}, {}, True))
    assert [type(block).__name__ for block in made.blocks] == ["Heading", "Prose"]
    assert _line(made.blocks[0]) == "B Closing"


def test_the_record_has_every_alternative() -> None:
    found = compilation(REV1, [amendment("a", "para_2", "small", "all", "youth")], NAMES, {}, True)
    (paragraph,) = compilation_record(found)["paragraphs"]
    assert paragraph["pieces"][1] == {
        "text": "small",
        "alternatives": [
            {
                "runs": [["delete", "small"], ["insert", "all"]],
                "by": ["Harbour Youth"],
                "amendments": ["a"],
                "supported": [],
                "opposed": [],
                "number": None,
            }
        ],
    }


_WORDS = REV1.paragraphs[0].text.split()
_CHANGED = st.lists(
    st.one_of(st.sampled_from(_WORDS), st.just("bays"), st.just("shall")), min_size=1, max_size=14
).map(" ".join)


@given(st.lists(_CHANGED, max_size=5))
def test_pieces_joined_are_the_paragraph_and_each_alternative_leaves_from_its_stretch(
    texts: list[str],
) -> None:
    text = REV1.paragraphs[0].text
    ones = [amendment(f"a{n}", "para_1", text, new) for n, new in enumerate(texts)]
    first = compilation(REV1, ones).paragraphs[0]
    assert "".join(piece.text for piece in first.pieces) == text
    for piece in first.pieces:
        for one in piece.alternatives:
            assert "".join(words for op, words in one.runs if op != "insert") == piece.text
    compiled = {name for piece in first.pieces for one in piece.alternatives for name in one.amendments}
    assert compiled == {one.id for one in ones if one.new != text}


@given(st.lists(_CHANGED, min_size=1, max_size=4))
def test_what_does_not_collide_can_all_be_taken(texts: list[str]) -> None:
    """Each proposal's own alternatives put in give its new text."""
    text = REV1.paragraphs[0].text
    ones = [amendment(f"a{n}", "para_1", text, new) for n, new in enumerate(texts)]
    pieces = compilation(REV1, ones).paragraphs[0].pieces
    for one in ones:
        parts = []
        for piece in pieces:
            mine = next((each for each in piece.alternatives if one.id in each.amendments), None)
            kept = piece.text if mine is None else "".join(t for op, t in mine.runs if op != "delete")
            parts.append(kept)
        assert "".join(parts) == one.new
