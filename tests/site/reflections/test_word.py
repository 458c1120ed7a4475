"""Out to Word and back: nothing is taken over unseen, nothing overwritten, nothing lost."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from soundingboard.site.people.rules import Who
from soundingboard.site.reflections import actions
from soundingboard.site.reflections.models import Reflection, Return
from tests.site.reflections.conftest import FACTS, in_word, page, sections

HERE = "/lighthouse/reflections/rev2/"


def saved(client: Client, query: str = "") -> bytes:
    answer = client.get(f"{HERE}word.docx{query}")
    assert answer.status_code == 200
    return answer.content


def brought(client: Client, data: bytes, name: str = "edited.docx") -> tuple[int, str]:
    answer = client.post(f"{HERE}word/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.status_code, answer.content.decode()


def take(client: Client, *chosen: str, deed: str = "take") -> int:
    back = Return.objects.first()
    return client.post(f"{HERE}word/{back.pk}/", {"deed": deed, "take": list(chosen)}).status_code


def test_an_unchanged_file_has_nothing_to_take_over(as_board: Client, plain: Reflection) -> None:
    status, words = brought(as_board, saved(as_board))
    assert (status, words.count("3 statements are as they were"), words.count("nothing to take over")) == (
        200,
        1,
        1,
    )
    assert take(as_board, deed="away") == 302
    assert Return.objects.get().state == "put away"


def test_a_change_is_shown_confirmed_and_keeps_its_records(as_board: Client, plain: Reflection) -> None:
    data = in_word(saved(as_board), ("Keep the fog signals.", "Keep the fog signals loud."))
    before = sections(plain)[1]
    _status, words = brought(as_board, data)
    assert words.count("1 changed") == 1
    assert sections(plain)[1].text == before.text
    assert take(as_board, f"changed:{before.name}") == 302
    after = sections(plain)[1]
    assert (after.text, after.evidence, after.refs) == (
        "Keep the fog signals loud.",
        before.evidence,
        before.refs,
    )
    back = Return.objects.get()
    assert (back.state, bytes(back.data)) == ("taken", data)
    assert take(as_board, f"changed:{before.name}") == 409


def test_what_is_not_ticked_is_left(as_board: Client, plain: Reflection) -> None:
    data = in_word(saved(as_board), ("Keep the fog signals.", "Drop the fog signals."))
    brought(as_board, data)
    assert take(as_board) == 302
    assert sections(plain)[1].text == "Keep the fog signals."


def test_a_new_paragraph_is_a_new_statement_marked_new(as_board: Client, plain: Reflection) -> None:
    data = in_word(
        saved(as_board), ("<w:sectPr>", "<w:p><w:r><w:t>And one word more.</w:t></w:r></w:p><w:sectPr>")
    )
    _status, words = brought(as_board, data)
    report = Return.objects.get().report
    assert (len(report["added"]), words.count("It names no record yet.")) == (1, 1)
    take(as_board, f"added:{report['added'][0]['name']}")
    assert [(one.text, one.is_new) for one in sections(plain)][-1] == ("And one word more.", True)
    assert page(as_board, "rev2/").count('<b class="tag">new</b>') == 4


def test_a_file_older_than_later_edits_overwrites_nothing(
    as_board: Client, plain: Reflection, ada: Who
) -> None:
    data = in_word(saved(as_board), ("Keep the fog signals.", "Keep the fog signals loud."))
    section = sections(plain)[1]
    actions.edit_section(ada, section, section.version, text="Keep the fog signals soft.")
    other = sections(plain)[2]
    actions.edit_section(ada, other, other.version, text="Three miles are safer.")
    status, words = brought(as_board, data)
    assert (status, words.count("Somebody changed this statement since the file was made")) == (200, 1)
    assert words.count(f'value="changed:{section.name}"') == 0
    take(as_board, f"changed:{section.name}")
    assert [one.text for one in sections(plain)][1:] == [
        "Keep the fog signals soft.",
        "Three miles are safer.",
    ]
    back = Return.objects.get()
    edit = page(as_board, f"rev2/statements/{section.name}/?word={back.pk}")
    assert edit.count("Keep the fog signals loud.") == 1


def test_a_statement_added_here_meanwhile_is_not_missed_in_the_file(
    as_board: Client, plain: Reflection, ada: Who
) -> None:
    data = saved(as_board)
    actions.add_section(ada, plain, kind="clarify", text="Added meanwhile.")
    _status, words = brought(as_board, data)
    report = Return.objects.get().report
    assert (report["removed"], report["changed"], words.count("nothing to take over")) == ([], [], 1)


def test_a_statement_that_is_not_in_the_file_is_taken_out_only_if_ticked(
    as_board: Client, plain: Reflection
) -> None:
    gone = sections(plain)[1]
    data = in_word(saved(as_board, "?evidence=0"), ("Keep the fog signals.", ""))
    _status, words = brought(as_board, data)
    assert (words.count("1 not in the file"), words.count("Records that would stand beside nothing")) == (
        1,
        1,
    )
    assert len(sections(plain)) == 3
    take(as_board, f"removed:{gone.name}")
    assert [one.kind for one in sections(plain)] == ["general", "suggest"]


def test_no_word_file_is_a_plain_line(as_board: Client, plain: Reflection) -> None:
    status, words = brought(as_board, b"Keep it.", "notes.docx")
    assert (status, Return.objects.count()) == (422, 0)
    assert words.count("notes.docx") > 0


def test_the_file_of_other_reflections_is_refused(as_board: Client, plain: Reflection, ada: Who) -> None:
    other = actions.begin(ada, plain.process, plain.draft, FACTS, from_records=False)
    actions.add_section(ada, other, kind="general", text="Something else.")
    data = as_board.get(f"/lighthouse/reflections/{other.slug}/word.docx").content
    status, words = brought(as_board, data)
    assert (status, words.count("this file is of other reflections"), Return.objects.count()) == (422, 2, 0)


def test_broken_bookmarks_still_find_their_statements(as_board: Client, plain: Reflection) -> None:
    import re

    from tests.site.reflections.conftest import io, zipfile

    old, made = zipfile.ZipFile(io.BytesIO(saved(as_board))), io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "word/document.xml":
                body = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", body)
                body = body.replace(b"Keep the fog signals.", b"Keep the fog signals, please.")
            new.writestr(entry.filename, body)
    status, words = brought(as_board, made.getvalue())
    assert (status, words.count("does not tell from which state")) == (200, 1)
    report = Return.objects.get().report
    assert [row["text"] for row in report["changed"]] == ["Keep the fog signals, please."]


def test_nothing_comes_back_into_a_text_that_is_being_signed(
    as_board: Client, plain: Reflection, ada: Who
) -> None:
    data = saved(as_board)
    actions.open_for_signing(ada, plain, plain.version)
    status, words = brought(as_board, data)
    assert (status, words.count("Members are signing this text"), Return.objects.count()) == (422, 2, 0)


def test_the_board_alone_gets_the_file_and_the_file_that_came(
    as_board: Client, as_secretariat: Client, as_visitor: Client, plain: Reflection
) -> None:
    data = saved(as_board)
    brought(as_board, data)
    path = f"{HERE}word/{Return.objects.get().pk}/file"
    assert as_board.get(path).content == data
    assert [client.get(path).status_code for client in (as_secretariat, as_visitor)] == [403, 404]


def test_reflections_from_a_folder_come_back_as_well(as_board: Client, plain: Reflection, ada: Who) -> None:
    plain.editions.all().delete()
    plain.earlier.all().delete()
    data = in_word(saved(as_board), ("Keep the fog signals.", "Keep the fog signals loud."))
    first, second = sections(plain)[:2]
    actions.edit_section(ada, first, first.version, text="The board thanks you.")
    brought(as_board, data)
    back = Return.objects.get()
    assert (back.edition > 0, len(back.report["kept"]), back.report["added"]) == (True, 2, [])
    take(as_board, f"changed:{second.name}")
    assert [one.text for one in sections(plain)][:2] == [
        "The board thanks you.",
        "Keep the fog signals loud.",
    ]
