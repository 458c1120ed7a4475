"""Contributions written as a table are read as the same contributions."""

import csv
import io
import json
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.gather import ProcessWords, contributions_csv, gather_bytes
from soundingboard.gather.columns import FIELDS

WORDS = {
    "id": ["a", "a_2", "=1", "row-0002", "ü"],
    "kind": ["submission", "note", "Oral", "letter?"],
    "date": ["2026-03-16", "03/04/2026", "16 mars 2026", "yesterday", "16/03/2026 14:05"],
    "draft": ["rev1", "Revision 1", "Rev. 1", "the other one"],
    "language": ["en", "Français", "PT_br", "Klingon speech", "und", "sw"],
    "channel": ["form", "E-mail", "pigeon"],
    "organisation": ["Harbour Watch", "=cmd", "a@b.org", "'=x"],
    "organisation_verified": ["true", "no", "perhaps"],
    "stakeholder_group": ["civil society", "NGO", "Société civile", "Other", "not stated", "global", "N/A"],
    "regional_group": [
        "African",
        "Asia",
        "Europe",
        "Ukraine",
        "Senegal / AFRICA",
        "India and Brazil",
        "global",
        "?",
    ],
    "country": [
        "Kenya",
        "USA",
        "Geneva, Switzerland",
        "Africa",
        "Argentina and Uruguay",
        "Talavai",
        "N/A",
        "EU",
    ],
    "groupings": ["SIDS", "LDC; G77", "ldc, sids", "BRICS"],
    "heard_or_observed": ["heard", "Observed", "dreamt"],
    "permission": ["named", "Anonyme", "yes please"],
    "supersedes": ["a", "nothing"],
    "as_written": [
        '{"stakeholder_group": "NGOs of the sea"}',
        "{",
        '{"date": "05/06/2026"}',
        '{"text": "x"}',
    ],
}
PROCESS = ProcessWords(
    languages=("en", "fr"), drafts=("zero-draft", "rev1"), draft_also={"Revision 1": "rev1"}
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of any cells, many of which mean something."""
    names = draw(st.permutations(FIELDS))
    columns = ["text", *[name for name in names if name != "text"][: draw(st.integers(0, 18))]]
    any_cell = st.text(max_size=12)
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(WORDS.get(name, [""])) | any_cell for name in columns)), max_size=6
        )
    )
    target = io.StringIO(newline="")
    csv.writer(target).writerows([columns, *rows])
    return target.getvalue().encode("utf-8", errors="surrogatepass")


@settings(max_examples=300)
@given(
    tables(),
    st.sampled_from([PROCESS, ProcessWords(), ProcessWords(groups=("Business", "NGOs"), regions=("North",))]),
)
def test_any_table_of_any_cells_comes_back_from_its_export(table: bytes, words: ProcessWords) -> None:
    first = gather_bytes("table.csv", table, words)
    again = gather_bytes("export.csv", contributions_csv(first.contributions).encode(), words)
    assert again.contributions == first.contributions


@settings(max_examples=100)
@given(tables())
def test_records_in_json_lines_say_what_the_table_says(table: bytes) -> None:
    first = gather_bytes("table.csv", table, PROCESS)
    lines = "\n".join(json.dumps(asdict(contribution), default=dict) for contribution in first.contributions)
    if lines:
        again = gather_bytes("records.jsonl", b'{"format": "soundingboard/1"}\n' + lines.encode(), PROCESS)
        assert again.contributions == first.contributions


@given(tables())
def test_every_record_has_its_row_in_the_report(table: bytes) -> None:
    gathered = gather_bytes("table.csv", table, PROCESS)
    read = [row.id for row in gathered.report if row.place and row.outcome != "set aside"]
    assert read == [contribution.id for contribution in gathered.contributions]
    assert len(set(read)) == len(read)
