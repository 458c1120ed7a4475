"""With a translation that wraps every message in ⟦…⟧, set long after the import, no bare English is left."""

import ast
import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from soundingboard import InputError, compare, concordance, term_table
from soundingboard.cli.arguments import parser
from soundingboard.cli.output import Progress
from soundingboard.i18n import _, environment, ngettext, translations, use_translations
from soundingboard.model import Comparison, Draft, Paragraph
from soundingboard.read import read_document
from soundingboard.write.html import comparison_page
from soundingboard.write.html.fragments import contents_markup, parts, sides, signed, spoken_style
from soundingboard.write.html.tables import concordance_page, terms_page
from soundingboard.write.markdown import comparison_markdown
from soundingboard.write.records import comparison_from_record, to_record
from soundingboard.write.signs import SIGNS, VOICES
from soundingboard.write.tables import concordance_csv
from tests.write.samples import small

SOURCES = Path(__file__).parent.parent / "src" / "soundingboard"
NAMES = {"SHA", "Soundingboard"}  # they are the same in every language
CODES = {"id", "kind", "effect", "status", "eid", "section", "parent", "stage", "language", "visibility"}
FOREIGN = {**{ord("a") + n: 0x430 + n for n in range(26)}, **{ord("A") + n: 0x410 + n for n in range(26)}}


class Wrapping(gettext.NullTranslations):
    """Says what was asked for."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"⟦{one if n == 1 else many}⟧"


@pytest.fixture(autouse=True)
def wrapped() -> Iterator[None]:
    use_translations(lambda: _WRAPPING)
    yield
    use_translations(environment)


_WRAPPING = Wrapping()


def foreign(value: Any, key: str = "") -> Any:
    """A record whose texts are in letters that no message has."""
    if isinstance(value, dict):
        return {name: foreign(each, name) for name, each in value.items()}
    if isinstance(value, list) and key == "redline":
        return [[op, text.translate(FOREIGN)] for op, text in value]
    if isinstance(value, list):
        return [foreign(each, key) for each in value]
    return value.translate(FOREIGN) if isinstance(value, str) and key not in CODES else value


def comparison() -> Comparison:
    """Everything once, in drafts that people call by their stages, with nothing in Latin letters."""
    record = json.loads(json.dumps(foreign(to_record(small()))))
    for name, month in (("old", 3), ("new", 5)):
        record[name] |= {"label": None, "date": f"2031-0{month}-05"}
    record["changes"][1]["reinstates"]["draft"] = "elements"
    return comparison_from_record(record)


def bare(text: str) -> list[str]:
    """The words in Latin letters that stand in no wrapping."""
    kept, depth = "", 0
    for character in text:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        kept += character if depth == 0 else ""
    assert depth == 0
    return [word for word in re.findall(r"[A-Za-z]+", kept) if word not in NAMES]


def seen(page: str) -> Iterator[str]:
    """What a reader of a page sees or hears."""
    root = html.fragment_fromstring(f"<div>{page.split('</style>')[-1]}</div>")
    yield root.text_content()
    yield from root.xpath("//@title | //@aria-label")


def test_no_bare_english_is_on_the_page() -> None:
    page = comparison_page(comparison(), explain=True)
    assert page.count("⟦") > 100
    assert [word for text in seen(page) for word in bare(text)] == []
    title = html.document_fromstring(page).xpath("string(//title)")
    assert title.endswith(": ⟦⟦Revision 1⟧ compared with ⟦Zero Draft⟧⟧")


def test_none_is_in_the_fragments() -> None:
    made = comparison()
    shown = [contents_markup(made), *(side for change in made.changes for side in sides(change, made))]
    shown += [f"{each.wording}{each.margin}" for part in parts(made) for each in part.fragments]
    shown += [part.heading or "" for part in parts(made)]
    assert [word for markup in shown for text in seen(markup) for word in bare(text)] == []
    assert spoken_style().count("⟦") == 4
    assert {signed(key).split("</svg>")[1] for key in VOICES} == {"⟦said⟧</span>", "⟦nobody yet⟧</span>"}
    assert all(sign.word == f"⟦{sign.message}⟧" for sign in SIGNS.values())


def test_none_is_in_markdown() -> None:
    text = comparison_markdown(comparison(), explain=True)
    assert bare(re.sub(r"</?(?:ins|del)>", "", text)) == []


def test_none_is_in_tables() -> None:
    drafts = [
        Draft(stage=stage, paragraphs=(Paragraph("para_1", "1", "Порт города открыт всем судам."),))
        for stage in ("zero-draft", "rev1")
    ]
    record = concordance(drafts)
    pages = concordance_page(record), terms_page(term_table(drafts, ["порт"]))
    assert [word for page in pages for text in seen(page) for word in bare(text)] == []
    assert "⟦Zero Draft⟧" in pages[0]
    assert concordance_csv(record)


def test_what_is_refused_and_what_is_done_are_said_in_the_reader_s_language() -> None:
    with pytest.raises(InputError, match=r"^⟦1\.2: is ⟦an RTF file⟧; save it as .*⟧$"):
        read_document(b"{\\rtf1 x", "1.2")
    progress = Progress()
    progress("align", 0, 1)
    assert progress._words.startswith("⟦matching paragraphs⟧")
    assert str(parser().description).startswith("⟦Reads the drafts")


def test_one_process_speaks_several_languages_one_after_the_other() -> None:
    made = comparison()
    before = comparison_page(made)
    use_translations(lambda: translations("en"))
    assert "⟦" not in comparison_page(made)
    use_translations(lambda: _WRAPPING)
    assert comparison_page(made) == before


def test_a_language_without_a_catalogue_is_english_and_is_looked_up_once() -> None:
    assert translations("tlh").gettext("kept") == "kept"
    assert translations("pt-BR") is translations("pt-BR")
    use_translations(environment)
    assert (_("kept"), ngettext("{n} file", "{n} files", 2)) == ("kept", "{n} files")


def test_the_marker_leaves_what_is_compared_alone() -> None:
    old = Draft(paragraphs=(Paragraph("para_1", "1", "Boats leave."),))
    assert compare(old, old).changes[0].redline == (("equal", "Boats leave."),)


def test_nothing_is_translated_while_a_module_is_imported() -> None:
    early = [
        f"{path.relative_to(SOURCES)}:{line}"
        for path in sorted(SOURCES.rglob("*.py"))
        if "site" not in path.relative_to(SOURCES).parts
        for line in _at_import(ast.parse(path.read_text()))
    ]
    assert early == []


def _at_import(node: ast.AST) -> Iterator[int]:
    """Lines of the calls of `_` and `ngettext` outside the bodies of functions; their defaults are inside."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
        yield node.lineno
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _at_import(child)
