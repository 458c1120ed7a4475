"""Published reflections as anyone reads them, and what nobody may learn from them."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from soundingboard.site.contributions.models import Ask, Contribution, ContributionState, Permission
from soundingboard.site.drafts.models import Draft, Visibility
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections import actions, referring
from soundingboard.site.reflections.models import Reflection, Section
from tests.site.reflections.conftest import page, sections

HERE = "/lighthouse/reflections/rev2"


def resting_on(published: Reflection, *names: str) -> None:
    Section.objects.filter(pk=sections(published)[1].pk).update(evidence=list(names))


def ask_of(one: Contribution) -> str:
    return f"ask:{one.asks.get().name}"


def test_a_published_page_links_what_it_names(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    words = page(as_visitor, "rev2/")
    assert words.count("Rests on 1 record") == 1
    assert words.count(f'<a href="/lighthouse/contributions/{said[0].name}/">{said[0].name}</a>') == 1
    assert words.count('<a href="/lighthouse/drafts/rev2/para_3/">3</a>') == 2
    assert (words.count("<del>one</del>"), words.count('<ins class="next">two</ins>')) == (1, 1)
    assert words.count("Suggested for paragraph 3 of Revision 2: Ferries are fast.") == 1
    assert (words.count("Two miles are too many for me."), words.count(">Change<")) == (1, 0)


def test_evidence_can_be_left_out(as_visitor: Client, published: Reflection) -> None:
    words = page(as_visitor, "rev2/?evidence=0")
    assert (
        words.count("Rests on"),
        words.count("names no record"),
        words.count("Keep the fog signals."),
    ) == (0, 0, 1)


def test_files_are_without_evidence_where_the_page_is(as_visitor: Client, published: Reflection) -> None:
    for query, expected in (("", []), ("?evidence=0", ["docx", "pdf", "md"])):
        words = page(as_visitor, f"rev2/{query}")
        forms = ("docx", "pdf", "md", "json")
        assert [one for one in forms if f'href="{HERE}.{one}?evidence=0"' in words] == expected


def test_a_section_is_named_by_its_heading(
    as_visitor: Client, published: Reflection, drafts: list[Draft]
) -> None:
    heading = drafts[-1].headings.first()
    refs = [{"draft": "rev2", "eid": heading.eid}]
    Section.objects.filter(pk=sections(published)[1].pk).update(refs=refs)
    link = f'<a href="/lighthouse/drafts/rev2/#{heading.eid}">section “{heading.number} {heading.text}”</a>'
    assert page(as_visitor, "rev2/").count(link) == 1


def test_of_anonymous_and_confidential_records_no_more_is_told_than_anyone_may_know(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    resting_on(published, *map(ask_of, said))
    words = page(as_visitor, "rev2/")
    assert words.count("Rests on 4 records") == 1
    assert words.count("in confidence, government") == 1
    assert (words.count("secret"), words.count("Spies"), words.count("Pilots")) == (0, 0, 1)
    markdown = as_visitor.get(f"{HERE}.md").content.decode()
    assert (
        markdown.count("secret"),
        markdown.count("Spies"),
        markdown.count("in confidence, government"),
    ) == (0, 0, 1)


def test_a_record_that_was_closed_or_withdrawn_since_is_not_quoted(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    Ask.objects.filter(contribution=said[0]).update(rationale="My own words")
    assert page(as_visitor, "rev2/").count("My own words") == 1
    Contribution.objects.filter(pk=said[0].pk).update(state=ContributionState.WITHDRAWN)
    assert page(as_visitor, "rev2/").count("My own words") == 0
    Contribution.objects.filter(pk=said[0].pk).update(
        state=ContributionState.CURRENT, tightened=Permission.CONFIDENTIAL
    )
    words = page(as_visitor, "rev2/")
    assert (words.count("My own words"), words.count("Pilots")) == (0, 0)


def test_what_is_on_a_draft_for_the_board_is_not_named(
    as_visitor: Client, as_board: Client, published: Reflection, said: list[Contribution]
) -> None:
    Section.objects.filter(pk=sections(published)[1].pk).update(
        refs=[{"draft": "rev1", "eid": "para_4"}], evidence=["draft:rev1", "change:para_3"]
    )
    Draft.objects.filter(slug="rev1").update(visibility=Visibility.BOARD)
    inside, outside = page(as_board, "rev2/"), page(as_visitor, "rev2/")
    assert (inside.count("drafts/rev1/"), outside.count("drafts/rev1/")) == (1, 0)
    assert outside.count("all that was said on Revision 1") == 0
    Draft.objects.filter(slug="rev2").update(visibility=Visibility.BOARD)
    assert as_visitor.get(f"{HERE}/").status_code == 404
    assert page(as_visitor, "").count("Reflections on Rev2") == 0


@pytest.mark.parametrize("name", ["change:para_7", "change:rev1/para_12", "change:c7"])
def test_a_change_is_known_by_each_of_its_names(as_visitor: Client, published: Reflection, name: str) -> None:
    resting_on(published, name)
    words = page(as_visitor, "rev2/")
    assert (words.count("no longer shown"), words.count(">Revision 2, paragraph")) == (0, 1)


def test_a_record_that_is_not_there_is_named_all_the_same(as_visitor: Client, published: Reflection) -> None:
    resting_on(published, "ask:gone-1")
    words = page(as_visitor, "rev2/")
    assert (words.count("gone-1"), words.count("no longer shown")) == (1, 1)


def test_the_files(as_visitor: Client, published: Reflection) -> None:
    record = json.loads(as_visitor.get(f"{HERE}.json").content)
    assert [section["kind"] for section in record["sections"]] == ["general", "retain", "suggest"]
    assert [(one["member"], one["position"]) for one in record["signed"]] == [
        ("Ada Kelmo", "agrees"),
        ("Bo Tarn", "dissents"),
    ]
    begins = {form: as_visitor.get(f"{HERE}.{form}").content[:4] for form in ("docx", "pdf", "md")}
    assert begins == {"docx": b"PK\x03\x04", "pdf": b"%PDF", "md": b"# Re"}
    assert as_visitor.get(f"{HERE}.odt").status_code == 404
    markdown = as_visitor.get(f"{HERE}.md").content.decode()
    assert (markdown.count("~~one~~"), markdown.count("Evidence, 1 record")) == (1, 1)
    assert as_visitor.get(f"{HERE}.md?evidence=0").content.decode().count("Evidence") == 0


def test_scripts_do_not_run(as_visitor: Client, published: Reflection) -> None:
    script = "<script>alert(1)</script> [x](javascript:alert(2)) <b onclick=z>"
    Section.objects.update(text=script, topic=script)
    Reflection.objects.update(title=script, symbol=script)
    published.signatures.update(reason=script)
    words = page(as_visitor, "rev2/")
    assert (words.count("<script"), words.count('href="javascript'), words.count("<b onclick")) == (0, 0, 0)


def test_a_page_takes_as_many_queries_however_much_there_is(
    as_visitor: Client, published: Reflection, said: list[Contribution]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(as_visitor, "rev2/")
        return len(found)

    resting_on(published, *map(ask_of, said), "change:c3")
    before = queries()
    for n, section in enumerate(sections(published) * 5, 10):
        section.pk, section.name, section.order = None, f"more_{n}", n
        section._state.adding = True
        section.evidence = [*map(ask_of, said), "change:c3", "change:c7", "draft:rev2"]
        section.save()
    assert (queries(), before < 40) == (before, True)


def test_the_boards_outputs_and_feed_hold_its_reflections(as_visitor: Client, published: Reflection) -> None:
    listed = as_visitor.get("/lighthouse/outputs/").content.decode()
    assert listed.count('<a href="/lighthouse/reflections/rev2/"') == 1
    feed = etree.fromstring(as_visitor.get("/lighthouse/outputs.atom").content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("//a:entry/a:title/text()", namespaces=atom) == ["Reflections on Rev2"]
    assert str(feed.xpath("//a:entry/a:link/@href", namespaces=atom)[0]).endswith(
        "/lighthouse/reflections/rev2/"
    )


@pytest.mark.parametrize(
    "eids", [[], ["para_3"], ["para_1", "para_2", "para_3", "para_9"], ["para_4", "para_5"]]
)
def test_references_read_back_as_they_are_written(
    process: Process, drafts: list[Draft], eids: list[str]
) -> None:
    there = referring.drafts_up_to(drafts, drafts[-1])
    refs = [{"draft": slug, "eid": eid} for slug in ("rev2", "rev1", "zero-draft") for eid in eids]
    assert referring.read(referring.written(refs, there), there) == refs


def test_bare_numbers_are_references(process: Process, drafts: list[Draft]) -> None:
    there = referring.drafts_up_to(drafts, drafts[-1])
    assert [ref["eid"] for ref in referring.read("2-4, 9", there)] == ["para_2", "para_3", "para_4", "para_9"]


def test_a_signature_is_never_lost(published: Reflection, ada: Who) -> None:
    for position in ("stands aside", "agrees", "agrees"):
        actions.sign(ada, published, position)
    mine = published.signatures.filter(member=ada.participant)
    assert [(one.position, one.late, one.replaced is None) for one in mine] == [
        ("agrees", False, False),
        ("stands aside", True, False),
        ("agrees", True, True),
    ]
