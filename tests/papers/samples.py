"""Papers for the tests: one with everything in it, and any paper at all."""

from hypothesis import strategies as st

from soundingboard.write.paper import Bullets, Grid, Heading, Paper, Picture, Prose, Words, words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40"><rect width="80" height="20" fill="#1c4f8c"/></svg>'


def everything() -> Paper:
    """One block of each kind, each look, a link out and one within, a passage from right to left."""
    return Paper(
        title="Reflections on Revision 1 of the Harbour Charter",
        front=("18 June 2026", "HC/2026/B.3"),
        date="2026-06-18",
        author="The Board",
        name="r_1",
        blocks=(
            Heading(1, words("Key aspects to retain"), "retain"),
            Prose((Words("The Board "), Words("welcomes", "strong"), Words(" the balance.")), name="s1"),
            Prose(words("A second paragraph of the same statement."), name="s1"),
            Prose(words("Evidence: change c57."), "evidence", "e1"),
            Bullets((Prose(words("first")), Prose((Words("see "), Words("above", address="#s1"))))),
            Bullets((Prose(words("one")), Prose(words("two"))), is_ordered=True),
            Heading(2, words("On financing (para 64)")),
            Prose(
                (
                    Words("We "),
                    Words("invite ", "delete"),
                    Words("urge ", "insert"),
                    Words("all (", "plain"),
                    Words("the register", "emphasis", "https://example.org/a?b=1&c=(2)"),
                    Words(")."),
                ),
                "wording",
            ),
            Prose((Words("نطلب حذف الفقرة", language="ar"),), "quote"),
            Grid(
                "Positions of members",
                ("Member", "Position", "n"),
                (
                    (words("A. B."), words("agrees"), words("1")),
                    (words("C. D."), words("dissents"), words("12")),
                ),
                (2,),
                "signed",
            ),
            Picture(SVG, "A bar: eight of sixteen"),
            Prose(words("Made from records."), "note"),
        ),
    )


# Letters that the fonts of typst have, and every sign that a format could take for its own.
TEXT = st.text(st.sampled_from("abcdeéЖ αβ 0129 \\`*_[]<>~|&#$%@{}()-+=.!:;'\"^/„“”…–\n"), max_size=24)
STYLES = st.sampled_from(("plain", "strong", "emphasis", "delete", "insert"))
ADDRESSES = st.sampled_from(
    (None, None, None, "https://example.org/x_(y)?a=1&b=2", "#s1", "javascript:alert(1)")
)
LINES = st.lists(st.builds(Words, TEXT, STYLES, ADDRESSES), max_size=5).map(tuple)
NAMES = st.sampled_from(("", "", "s1", "s2", "Ж [x]"))
ROLES = st.sampled_from(("plain", "wording", "quote", "evidence", "note"))
PROSES = st.builds(Prose, LINES, ROLES, NAMES)
GRIDS = st.integers(1, 3).flatmap(
    lambda n: st.builds(
        Grid,
        TEXT,
        st.tuples(*[TEXT] * n),
        st.lists(st.tuples(*[LINES] * n), max_size=3).map(tuple),
        st.just((n - 1,)),
        NAMES,
    )
)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 7), LINES, NAMES),
    PROSES,
    st.builds(Bullets, st.lists(PROSES, min_size=1, max_size=3).map(tuple), st.booleans()),
    GRIDS,
    st.builds(Picture, st.just(SVG), TEXT),
)
PAPERS = st.builds(
    Paper, TEXT, st.lists(BLOCKS, max_size=5).map(tuple), st.lists(TEXT, max_size=2).map(tuple)
)


def texts(paper: Paper) -> list[str]:
    """Every text of a paper in reading order, but for pictures."""
    found = [paper.title, *paper.front]
    for block in paper.blocks:
        match block:
            case Heading() | Prose():
                found.append("".join(one.text for one in block.line))
            case Bullets():
                found += ["".join(one.text for one in item.line) for item in block.items]
            case Grid():
                found += [block.caption, *block.columns]
                found += ["".join(one.text for one in cell) for row in block.rows for cell in row]
    return found


def bare(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())
