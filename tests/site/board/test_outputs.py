"""What the board puts out: written by the board alone, seen by nobody else before it is published."""

from datetime import date

import pytest
from django.test import Client
from lxml import etree

from soundingboard.site.board.models import Output, OutputState
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers
from tests.site.board.conftest import output

NEW = "/lighthouse/outputs/new/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def typed(**other: str) -> dict[str, str]:
    start = {
        "kind": "reflections",
        "title": "Reflections on Rev2",
        "summary": "",
        "date": "2026-09-30",
        "draft": "",
        "language": "en",
        "text": "Keep **paragraph 3**.",
        "version": "1",
    }
    return start | other


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def feed(client: Client) -> etree._Element:
    answer = client.get("/lighthouse/outputs.atom")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(answer.content)


def found(element: etree._Element, path: str) -> list[str]:
    return [str(one) for one in element.xpath(path, namespaces=ATOM)]


def test_published_ones_are_listed_newest_first(
    as_visitor: Client, unpublished: Output, published: Output
) -> None:
    output(published.process, "newer", date=date(2026, 8, 1), title="خبر", language="ar")
    words = words_of(as_visitor, "/lighthouse/outputs/")
    assert words.index("/outputs/newer/") < words.index("/outputs/first-post/")
    assert words.count('lang="ar" dir="rtl">خبر</a>') == 1
    assert words.count("16 April 2026 · reflections") == 1
    assert words.count("Working title") == 0


def test_nothing_published_says_what_will_be_here(as_visitor: Client, unpublished: Output) -> None:
    assert words_of(as_visitor, "/lighthouse/outputs/").count("will stand here") == 1


def test_an_output_is_read_as_markdown_in_its_language(as_visitor: Client, published: Output) -> None:
    words = words_of(as_visitor, "/lighthouse/outputs/first-post/")
    assert words.count("We <em>met</em>.") == 1
    assert words.count('<div class="output" lang="en" dir="ltr">') == 1
    assert words.count("First post</h1>") == 1
    assert words.count("First post</h2>") == 0


def test_a_draft_for_the_board_only_is_not_named_to_others(
    as_visitor: Client, as_board: Client, published: Output, drafts: list[Draft]
) -> None:
    Output.objects.update(draft=drafts[0])
    addresses = ("/lighthouse/outputs/", "/lighthouse/outputs/first-post/")
    label = f"on {drafts[0].label}"
    link = f'on <a href="/lighthouse/drafts/{drafts[0].slug}/">{drafts[0].label}</a>'
    assert [
        words_of(as_visitor, addresses[0]).count(label),
        words_of(as_visitor, addresses[1]).count(link),
    ] == [1, 1]
    Draft.objects.update(visibility=Visibility.BOARD)
    assert [words_of(as_visitor, address).count(drafts[0].label) for address in addresses] == [0, 0]
    assert [words_of(as_board, addresses[0]).count(label), words_of(as_board, addresses[1]).count(link)] == [
        1,
        1,
    ]


def test_scripts_in_an_output_do_not_run(as_visitor: Client, published: Output) -> None:
    script = (
        "<script>alert(1)</script> [x](javascript:alert(2)) ![y](https://evil.example/p.png) <b onclick=z>"
    )
    Output.objects.update(
        title=script, summary=script, text=f"# {script}\n\n{script}", language='en" onload="x'
    )
    for address in ("/lighthouse/outputs/", "/lighthouse/outputs/first-post/"):
        words = words_of(as_visitor, address)
        assert (words.count("<script"), words.count("<img"), words.count('href="javascript')) == (0, 0, 0)
        assert (words.count("<b onclick"), words.count('" onload="')) == (0, 0)
    assert found(feed(as_visitor), "//a:entry/a:title/text()") == [script]


def test_the_board_writes_reads_and_publishes(
    as_board: Client, as_visitor: Client, drafts: list[Draft]
) -> None:
    answer = as_board.post(NEW, typed(draft="rev2"))
    address = "/lighthouse/outputs/reflections-2026-09-30/"
    assert answer["Location"] == address
    made = Output.objects.get()
    assert (made.state, made.published, made.draft.slug) == (OutputState.DRAFT, None, "rev2")
    assert as_visitor.get(address).status_code == 404
    assert words_of(as_board, address).count("<button>Publish</button>") == 1
    answer = as_board.post(f"{address}publish/", {"version": "1", "confirmed": "yes"})
    assert answer["Location"] == address
    made.refresh_from_db()
    assert (made.state, made.version, made.published is None) == (OutputState.PUBLISHED, 2, False)
    assert words_of(as_visitor, address).count("Keep <strong>paragraph 3</strong>.") == 1
    assert words_of(as_board, address).count("<button>Publish</button>") == 0


def test_what_is_not_published_leaves_nothing_to_read_in_the_record(
    as_board: Client, as_visitor: Client, as_cofacilitator: Client, process: Process
) -> None:
    as_board.post(NEW, typed(title="Secret title"))
    address = "/lighthouse/outputs/reflections-2026-09-30/"
    as_board.post(f"{address}edit/", typed(title="Secret title", text="Other words"))
    entries = list(Entry.objects.of_process("lighthouse"))
    assert [(entry.verb, entry.object, entry.readers) for entry in entries] == [
        ("wrote output", "outputs:unpublished", Readers.BOARDROOM),
        ("edited output", "outputs:unpublished", Readers.BOARDROOM),
    ]
    assert entries[1].content["changed"] == ["text"]
    for client in (as_visitor, as_cofacilitator):
        for path in ("record/", "record.jsonl", "outputs/"):
            answer = client.get(f"/lighthouse/{path}")
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert (body.count(b"Secret"), body.count(b"reflections-2026")) == (0, 0)
        assert client.get("/lighthouse/record/output/reflections-2026-09-30/").status_code == 404
    as_board.post(f"{address}publish/", {"version": "2", "confirmed": "yes"})
    entry = Entry.objects.head("lighthouse")
    assert (entry.verb, entry.object, entry.readers) == (
        "published output",
        "output:reflections-2026-09-30",
        Readers.PUBLIC,
    )
    assert entry.content["title"] == "Secret title"
    assert entry.content["version"] == 3
    assert as_visitor.get("/lighthouse/record/output/reflections-2026-09-30/").status_code == 200


def test_publishing_wants_to_be_confirmed(as_board: Client, unpublished: Output) -> None:
    address = f"/lighthouse/outputs/{unpublished.slug}/publish/"
    answer = as_board.post(address, {"version": "1"})
    assert answer.status_code == 422
    assert answer.content.decode().count("tick the box") == 1
    assert as_board.get(address).status_code == 405
    assert Output.objects.get().state == OutputState.DRAFT


@pytest.mark.parametrize("version", ["", "0", "2", "x", "-1", "٣", "9" * 30])
def test_only_the_version_that_was_read_is_published(
    as_board: Client, unpublished: Output, version: str
) -> None:
    address = f"/lighthouse/outputs/{unpublished.slug}/publish/"
    answer = as_board.post(address, {"version": version, "confirmed": "yes"})
    assert answer.status_code == 409
    assert answer.content.decode().count("nothing was published") == 1
    assert Output.objects.get().state == OutputState.DRAFT
    assert Entry.objects.count() == 0


def test_publishing_twice_is_publishing_once(as_board: Client, unpublished: Output) -> None:
    address = f"/lighthouse/outputs/{unpublished.slug}/publish/"
    for _ in range(2):
        assert as_board.post(address, {"version": "1", "confirmed": "yes"}).status_code == 302
    assert (Output.objects.get().version, Entry.objects.count()) == (2, 1)


def test_a_published_text_is_changed_in_the_open(as_board: Client, published: Output) -> None:
    address = "/lighthouse/outputs/first-post/"
    body = typed(title=published.title, kind="reflections", date="2026-04-16", text="Better words.")
    before = published.published
    assert as_board.post(f"{address}edit/", body).status_code == 302
    entry = Entry.objects.get()
    assert (entry.object, entry.readers, entry.content["changed"]) == (
        "output:first-post",
        Readers.PUBLIC,
        ["text"],
    )
    assert Output.objects.get().published == before


def test_the_second_of_two_editors_is_told(as_board: Client, unpublished: Output) -> None:
    address = f"/lighthouse/outputs/{unpublished.slug}/edit/"
    assert as_board.post(address, typed(text="First words")).status_code == 302
    answer = as_board.post(address, typed(text="Second words"))
    words = answer.content.decode()
    assert answer.status_code == 409
    assert words.count("Second words</textarea>") == 1
    assert words.count("<dd>First words</dd>") == 1
    assert Output.objects.get().text == "First words"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("date", value) for value in ("", "soon", "2026-02-30", "0001-01-01")),
        *(("title", value) for value in ("", " ", "x" * 301)),
        *(("text", value) for value in ("", "\r\n", "x" * 200_001)),
        *(("kind", value) for value in ("", "song")),
        *(("language", value) for value in ("", "tlh")),
        *(("draft", value) for value in ("nothing", "<script>")),
        ("summary", "x" * 501),
    ],
)
def test_what_is_not_right_is_named_and_not_saved(
    as_board: Client, unpublished, field: str, value: str
) -> None:
    for address in (NEW, f"/lighthouse/outputs/{unpublished.slug}/edit/"):
        answer = as_board.post(address, typed(**{"title": "Kept title", field: value}))
        words = answer.content.decode()
        assert answer.status_code == 422
        assert words.count(f'id="id_{field}_error"') == 1
        assert words.count('value="Kept title"') == (field != "title")
        assert words.count("<script") == 0
    assert (Output.objects.count(), Entry.objects.count()) == (1, 0)


def test_sending_a_text_twice_writes_it_once(as_board: Client, process: Process) -> None:
    assert [as_board.post(NEW, typed()).status_code for _ in range(2)] == [302, 422]
    assert Output.objects.count() == 1


def test_an_unknown_output_is_not_found(as_board: Client, published: Output) -> None:
    for path in ("nothing/", "nothing/edit/"):
        assert as_board.get(f"/lighthouse/outputs/{path}").status_code == 404
    assert as_board.post("/lighthouse/outputs/nothing/publish/").status_code == 404


def test_the_feed_has_what_is_published_with_absolute_addresses(
    as_visitor: Client, published: Output, unpublished: Output, settings
) -> None:
    settings.SITE_ADDRESS = "https://board.example"
    output(
        published.process, "newer", date=date(2026, 8, 1), title="خبر & <b>", summary="<i>&", language="ar"
    )
    root = feed(as_visitor)
    start = "https://board.example/lighthouse/outputs"
    assert found(root, "a:id/text()") == [f"{start}/"]
    assert found(root, "a:link/@href") == [f"{start}/", f"{start}.atom"]
    assert found(root, "a:updated/text()") == ["2026-08-01T12:00:00+00:00"]
    assert found(root, "a:author/a:name/text()") == ["The board"]
    assert found(root, "a:entry/a:id/text()") == [f"{start}/newer/", f"{start}/first-post/"]
    assert found(root, "a:entry/a:link/@href") == [f"{start}/newer/", f"{start}/first-post/"]
    assert found(root, "a:entry/a:title/text()") == ["خبر & <b>", "First post"]
    assert found(root, "a:entry/a:summary/text()") == ["&lt;i&gt;&amp;"]
    assert found(root, "a:entry/@xml:lang") == ["ar", "en"]
    updated = ["2026-08-01T12:00:00+00:00", "2026-04-16T12:00:00+00:00"]
    assert found(root, "a:entry/a:updated/text()") == updated


def test_the_feed_gives_the_same_bytes_for_the_same_outputs(as_visitor: Client, published: Output) -> None:
    address = "/lighthouse/outputs.atom"
    assert as_visitor.get(address).content == as_visitor.get(address).content
    Output.objects.all().delete()
    assert found(feed(as_visitor), "a:updated/text()") == ["1970-01-01T00:00:00+00:00"]


def test_control_characters_do_not_break_the_feed(as_visitor: Client, published: Output) -> None:
    Output.objects.update(title="a\x0bb\x00c\x1f", summary="d\x08e\ufffe")
    root = feed(as_visitor)
    assert found(root, "a:entry/a:title/text()") == ["abc"]
    assert found(root, "a:entry/a:summary/text()") == ["de"]


def test_the_feed_of_an_unknown_process_is_not_found(as_visitor: Client) -> None:
    assert as_visitor.get("/nowhere/outputs.atom").status_code == 404


@pytest.mark.parametrize("n", [1, 25])
def test_the_number_of_queries_does_not_grow(
    as_visitor: Client, drafts: list[Draft], django_assert_num_queries, n: int
) -> None:
    for number in range(n):
        output(drafts[0].process, f"post-{number}", draft=drafts[0])
    with django_assert_num_queries(4):  # the process, how many, a page of them with their drafts, reflections
        words_of(as_visitor, "/lighthouse/outputs/")
    with django_assert_num_queries(3):  # the process, its outputs, its reflections
        feed(as_visitor)
