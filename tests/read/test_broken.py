"""Broken files of every kind: a document, a draft or one clear line comes out, never anything else."""

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from soundingboard.errors import InputError
from soundingboard.model import Document, Draft
from soundingboard.read import read_document

PDF = typst.compile(b"= Scope\n1. We recall the outcome#footnote[Of 2031.].\n\n2. We note it.")
assert isinstance(PDF, bytes)
HTML = (
    b"<html lang=en><body><h1>T</h1><ol start=3><li>a<ul><li>b</ul></ol><table><tr><td>1<td>2</table>"
    b"<p>x<sup><a href='#f'>1</a></sup><del>y<p>z</del><pre>q\n\nr</pre><p id=f>1 note"
)
JSON = json.dumps(
    {"paragraphs": [{"number": "1", "text": "We recall.", "notes": [{"mark": "1", "offset": 2}]}]}
).encode()
MARKDOWN = b"# T\n\n1. We *recall*[^1] ~~x~~ **y**\n   - b\n\n> q\n\n|a|b|\n|-|-|\n|1|2|\n\n[^1]: note <b>\n"
TEXT = "A. Scope\n\n1. We recall the\noutcome\f\n3\n    (a) é 我们\n".encode("utf-16")


def holds(data: bytes, name: str, marks: bool = False) -> None:
    try:
        result = read_document(data, name, "kept", marks)
    except InputError as error:
        assert str(error).startswith(f"{name}: ")
        assert "\n" not in str(error)
        return
    assert isinstance(result, Document | Draft)
    for block in result.blocks if isinstance(result, Document) else ():
        assert block.text == block.text.strip()
        assert all(0 <= note.offset <= len(block.text) for note in block.notes)
        if block.runs is not None:
            assert "".join(text for op, text in block.runs if op != "delete") == block.text


cuts = st.tuples(st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=12))


@pytest.mark.parametrize(
    ("data", "name"),
    [(PDF, "x.pdf"), (HTML, "x.html"), (JSON, "x.json"), (MARKDOWN, "x.md"), (TEXT, "x.txt")],
    ids=["pdf", "html", "json", "markdown", "text"],
)
@given(damage=st.lists(cuts, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_damaged_files(data: bytes, name: str, damage: list[tuple[int, int, bytes]]) -> None:
    for start, length, put in damage:
        at = start % (len(data) + 1)
        data = data[:at] + put + data[at + length :]
    holds(data, name, marks=True)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_random_bytes(data: bytes) -> None:
    holds(data, "x")


TAGS = "p div ul ol li table tr td h1 h2 del ins s sup a br pre nav header dl dt dd span b section svg script"
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<a href='#f'>1</a>", "<p id='f'>", "<li value=7>", " ", "We recall ", "<!-- x -->", "1. ", "(a) "]
    ),
)


@given(st.lists(pieces, max_size=60))
@settings(deadline=None)
def test_tags_in_any_order(parts: list[str]) -> None:
    holds(("<body>" + "".join(parts)).encode(), "x.html")


@given(st.text(st.sampled_from("#*~`[]^:()-_>|\\<! 1.ab\n\t"), max_size=120))
@settings(deadline=None)
def test_marks_of_markdown_in_any_order(text: str) -> None:
    holds(text.encode(), "x.md", marks=True)


KEYS = ["paragraphs", "number", "text", "notes", "runs", "offset", "status"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["paragraphs", "number", "text", "notes", "runs", "offset", "status"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(values)
@settings(deadline=None)
def test_json_of_any_shape(value: object) -> None:
    holds(json.dumps({"paragraphs": value}).encode(), "x.json")
    holds(json.dumps({"paragraphs": [value]}).encode(), "x.json")


@pytest.mark.parametrize(
    "data",
    [
        b"<ul><li>a" * 20_000,
        b"<body>" + b"<b>" * 100_000 + b"x",
        b"<body><table>" + b"<tr><td>x" * 20_000,
        b"<body>" + b"<p>" * 3000 + b"<div>" * 3000 + b"<script>" * 100_000,
        b"# x\n\n" + b">" * 20_000 + b" x",
        b"# x\n\n" + b"[" * 20_000 + b"*a " * 20_000,
        b"# x\n" + b"".join(b" " * n + b"- x\n" for n in range(0, 1500, 2)),
        b"[" * 100_000,
        b"x" * 2_000_000,
        b"\xe9\xc3\xa9" * 500_000,
    ],
    ids=[
        "lists",
        "bold",
        "table",
        "script",
        "quotations",
        "brackets",
        "nested list",
        "list",
        "word",
        "bytes",
    ],
)
def test_large_and_deep_files_end(data: bytes) -> None:
    holds(data, "x.md" if data.startswith(b"#") else "x")
