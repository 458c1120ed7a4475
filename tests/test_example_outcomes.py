"""The example's records of what became of what was said, against its drafts, contributions and texts."""

import json
import re
import tomllib
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from soundingboard.segment import read_draft
from soundingboard.vocabulary import ASK_KINDS, CHANGE_OUTCOMES, RETAIN_OUTCOMES, UNTRACED_KINDS
from soundingboard.write.outcomes import (
    amendment_of,
    amendment_record,
    reflection_of,
    reflection_record,
    response_of,
    response_record,
)

HERE = Path(__file__).parents[1] / "examples" / "harbour-charter"
PROCESS = tomllib.loads((HERE / "process.toml").read_text(encoding="utf-8"))
STAGES = ("zero-draft", "rev1", "rev2", "adopted")
TENS = {30: "thirty", 40: "forty", 60: "sixty", 70: "seventy"}
COUNTED = {
    "governments": "government",
    "civil society": "civil society",
    "private sector": "private sector",
    "technical community": "technical community",
    "international organisations": "international organisation",
    "academia": "academia",
    "youth": "youth",
    "at-large": "at-large",
    "anonymous": "anonymous",
    "closed": "confidential",
}
ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
IN_FIGURES = {word: n for n, word in enumerate(ONES) if word} | {"twelve": 12, "fourteen": 14}
NUMBERS = "|".join(IN_FIGURES)


def rows(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def in_words(n):
    tens, one = TENS[n // 10 * 10], ONES[n % 10]
    return f"{tens}-{one}" if one else tens


CONTRIBUTIONS = {row["id"]: row for row in rows("contributions/contributions.jsonl")}
ASKS = {row["id"]: row for row in rows("contributions/asks.jsonl")}
TRUTH = rows("outcomes-truth.jsonl")
AMENDMENTS = {row["id"]: row for row in rows("amendments.jsonl")}
REFLECTIONS = rows("reflections.jsonl")
SECTIONS = [(reflection, section) for reflection in REFLECTIONS for section in reflection["sections"]]
LIVES = {ask: [row for row in TRUTH if row["ask"] == ask] for ask in {row["ask"] for row in TRUTH}}


def kinds(row):
    return ASKS[row["ask"]]["kind"]


def draft_of(ask):
    """The draft that an ask was made on."""
    return CONTRIBUTIONS[ASKS[ask]["contribution"]]["draft"]


def carried():
    """Asks that the board carried: named in what it says itself, not in what it only reports."""
    said = [section for _, section in SECTIONS if section["kind"] not in {"convergence", "general"}]
    return {name[4:] for section in said for name in section["evidence"] if name.startswith("ask:")}


@pytest.fixture(scope="module")
def texts():
    """{stage: {eid: text}} of the drafts as the library reads their files."""
    read = {entry["stage"]: read_draft(HERE / entry["file"]) for entry in PROCESS["drafts"]}
    return {stage: {p.eid: p.text for p in draft.paragraphs} for stage, draft in read.items()}


@pytest.fixture(scope="module")
def sections_of_drafts():
    read = {entry["stage"]: read_draft(HERE / entry["file"]) for entry in PROCESS["drafts"]}
    return {stage: {heading.eid for heading in draft.headings} for stage, draft in read.items()}


def test_the_truth_tells_of_sixty_asks_from_the_draft_they_were_made_on_to_the_next():
    assert len(LIVES) == 60
    for ask, life in LIVES.items():
        assert life[0]["from"] == draft_of(ask), ask
        assert all((row["from"], row["to"]) in set(pairwise(STAGES)) for row in life)
        steps = [STAGES.index(row["to"]) for row in life]
        assert steps == sorted(set(steps)), ask
    assert sum(len(life) > 1 for life in LIVES.values()) >= 15


def test_the_sixty_come_from_every_draft_group_and_kind_that_asks_something_of_the_text():
    assert {draft_of(ask) for ask in LIVES} == {"zero-draft", "rev1", "rev2"}
    assert {ASKS[ask]["kind"] for ask in LIVES} == set(ASK_KINDS) - set(UNTRACED_KINDS)
    groups = {CONTRIBUTIONS[ASKS[ask]["contribution"]]["stakeholder_group"] for ask in LIVES}
    assert groups == {*PROCESS["groups"], "not stated"}
    assert sum(ASKS[ask]["kind"] == "retain" for ask in LIVES) >= 12


def test_outcomes_are_those_of_the_kind_and_each_occurs():
    for row in TRUTH:
        assert row["outcome"] in (RETAIN_OUTCOMES if kinds(row) == "retain" else CHANGE_OUTCOMES), row
    assert {row["outcome"] for row in TRUTH} == {*CHANGE_OUTCOMES, *RETAIN_OUTCOMES}


def test_most_of_what_was_asked_was_not_taken_up():
    first = [life[0]["outcome"] for life in LIVES.values() if kinds(life[0]) != "retain"]
    told = [outcome for outcome in first if outcome != "undetermined"]
    assert Counter(told)["not taken up"] > len(told) / 2


def test_the_words_of_an_outcome_stand_where_it_says(texts):
    for row in TRUTH:
        assert row["why"], row
        if row["where"] is None:
            assert row["words"] == [], row
            continue
        assert row["where"]["draft"] == row["to"], row
        for words in row["words"]:
            assert texts[row["to"]][row["where"]["eid"]].count(words) == 1, row
    words_are_needed = {"adopted", "in part", "elsewhere", "weakened", "kept"}
    bare = [row["ask"] for row in TRUTH if not row["words"] and row["outcome"] in words_are_needed]
    assert bare == ["hc-081-1"]  # it asked for a deletion, and got it


def became(draft, eids, to):
    """The paragraphs that those of a draft became by a later one, by the drafters' own list."""
    told = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))["comparisons"]
    for comparison in told[STAGES.index(draft) : STAGES.index(to)]:
        now = set()
        for change in comparison["changes"]:
            back = change["reinstates"] or {}
            if eids & {old["eid"] for old in change["old"]} or (
                back.get("draft") == draft and back["eid"] in eids
            ):
                now |= {new["eid"] for new in change["new"]}
        # an ancestor stays in mind, since a text may come back after a draft without it
        eids = now or eids
    return eids


def test_what_is_met_stands_in_the_paragraph_asked_of_and_what_is_elsewhere_does_not():
    for row in TRUTH:
        target = ASKS[row["ask"]]["target"]
        if row["outcome"] not in {"adopted", "in part", "elsewhere"} or not (
            row["where"] and target.get("eid")
        ):
            continue
        there = became(target["draft"], {target["eid"]}, row["to"])
        assert (row["where"]["eid"] in there) == (row["outcome"] != "elsewhere"), row


@pytest.mark.parametrize(
    ("name", "read", "write"),
    [
        ("amendments.jsonl", amendment_of, amendment_record),
        ("reflections.jsonl", reflection_of, reflection_record),
        ("responses.jsonl", response_of, response_record),
    ],
)
def test_records_read_back_as_they_stand(name, read, write):
    found = rows(name)
    assert len({row["id"] for row in found}) == len(found)
    for row in found:
        row_now = json.loads(json.dumps(write(read(row, name))))
        beyond = (
            {"ask"} if name == "amendments.jsonl" else {"state"}
        )  # what the folder says and no record has
        assert row_now == {key: value for key, value in row.items() if key not in beyond}


def test_an_amendment_names_words_that_stand_once_in_its_paragraph(texts):
    for row in AMENDMENTS.values():
        if row["eid"] is None:
            assert (row["old"], row["anchor"]) == (None, None)
            continue
        text, anchor = texts[row["draft"]][row["eid"]], row["anchor"]
        assert anchor["text"] == row["old"] == text[anchor["start"] : anchor["end"]], row["id"]
        assert text.count(row["old"]) == 1
        assert row["new"] != row["old"]


def test_an_amendment_of_a_stakeholder_proposes_what_the_contribution_does():
    theirs = [row for row in AMENDMENTS.values() if row["by"] != "board"]
    assert 10 <= len(theirs) <= 15
    for row in theirs:
        ask = ASKS[row["ask"]]
        assert (ask["contribution"], ask["target"]) == (row["by"], {"draft": row["draft"], "eid": row["eid"]})
        assert ask["proposed"] == {"old": row["old"], "new": row["new"]}
        assert CONTRIBUTIONS[row["by"]]["date"].startswith(row["date"])
    superseded = {row["supersedes"] for row in CONTRIBUTIONS.values()}
    assert {row["id"] for row in theirs if row["state"] == "withdrawn"} == {
        row["id"] for row in theirs if row["by"] in superseded
    }


def marked_up(draft):
    """The wording that the board's published text proposes on a draft: [(number or "", text after the edit)]."""
    text = (HERE / "outputs" / f"reflections-{draft}.md").read_text(encoding="utf-8")
    found = []
    for line in re.findall(r"^> (.+)$", text, flags=re.M):
        plain = re.sub(r"~~.*?~~", "", line).replace("**", "").strip(" …")
        number = re.match(r"(\d+(?: bis)?)\. ", plain)
        found.append((number[1], plain[number.end() :]) if number else ("", plain))
    return found


@pytest.mark.parametrize(("draft", "count"), [("zero-draft", 6), ("rev1", 5), ("rev2", 3)])
def test_the_boards_amendments_have_the_wording_of_its_reflections(draft, count, texts):
    ours = [row for row in AMENDMENTS.values() if row["by"] == "board" and row["draft"] == draft]
    proposed = marked_up(draft)
    assert len(proposed) == count
    for number, text in proposed:
        if text.startswith("Closing the digital divide"):  # a heading; 11, 12 and 19 follow it
            assert {row["eid"] for row in ours if row["new"].startswith("closing")} == {
                "para_11",
                "para_12",
                "para_19",
            }
            continue
        made = [
            texts[draft][row["eid"]].replace(row["old"], row["new"]) if row["eid"] else row["new"]
            for row in ours
            if row["eid"] in {f"para_{number}", None}
        ]
        assert sum(plain(whole).startswith(plain(text)) for whole in made) == 1, (number, text)


def plain(text):
    """Without differences of space and of quotation marks."""
    return " ".join(text.replace("’", "'").split())


def overlap(one, other):
    same = (one["draft"], one["eid"]) == (other["draft"], other["eid"])
    if not (same and one["anchor"] and other["anchor"]) or "withdrawn" in {one["state"], other["state"]}:
        return False
    return max(one["anchor"]["start"], other["anchor"]["start"]) < min(
        one["anchor"]["end"],
        other["anchor"]["end"],
    )


def test_amendments_collide_on_these_words_and_on_no_others():
    found = {
        (one["id"], other["id"])
        for one, other in combinations(sorted(AMENDMENTS.values(), key=lambda row: row["id"]), 2)
        if overlap(one, other)
    }
    assert found == {
        ("am-rev1-51-hc-027", "am-rev1-51-hc-034"),
        ("am-rev2-37", "am-rev2-37-hc-056"),
        ("am-rev2-37", "am-rev2-37-hc-070"),
        ("am-rev2-37-hc-056", "am-rev2-37-hc-070"),
        ("am-rev2-71-hc-049", "am-rev2-71-hc-061"),
        ("am-zero-10-hc-003", "am-zero-10-hc-004"),
        ("am-zero-36", "am-zero-36-hc-006"),
    }


def test_one_amendment_amends_another_of_the_same_paragraph():
    pairs = {row["id"]: row["amends"] for row in AMENDMENTS.values() if row["amends"]}
    assert pairs == {"am-rev2-37-hc-070": "am-rev2-37-hc-056"}
    one, other = AMENDMENTS["am-rev2-37-hc-070"], AMENDMENTS["am-rev2-37-hc-056"]
    assert (one["draft"], one["eid"], one["old"]) == (other["draft"], other["eid"], other["old"])
    assert one["new"].startswith(other["new"])


def test_support_comes_from_organisations_that_speak_openly_and_once():
    found = rows("support.jsonl")
    assert 18 <= len(found) <= 25
    assert len({(row["amendment"], row["organisation"]) for row in found}) == len(found)
    speaking = {
        row["organisation"]
        for row in CONTRIBUTIONS.values()
        if row["permission"] in {"named", "organisation"} and row["organisation"]
    }
    for row in found:
        assert row["amendment"] in AMENDMENTS
        assert row["organisation"] in speaking
    assert Counter(row["position"] for row in found).keys() == {"supports", "opposes"}


def test_reflections_stand_on_records_that_exist(texts, sections_of_drafts):
    labels = {topic["label"] for topic in PROCESS["topics"]}
    for reflection, section in SECTIONS:
        assert section["topic"] is None or section["topic"] in labels
        assert set(section["amendments"]) <= {
            name for name, row in AMENDMENTS.items() if row["draft"] == reflection["draft"]
        }
        for ref in section["refs"]:
            assert ref["eid"] in {*texts[ref["draft"]], *sections_of_drafts[ref["draft"]]}, section["id"]
        for name in section["evidence"]:
            kind, _, of = name.partition(":")
            draft, _, eid = of.rpartition("/")
            assert of in ASKS if kind == "ask" else eid in texts[draft or reflection["draft"]], name
    named = [section["id"] for _, section in SECTIONS]
    assert len(set(named)) == len(named)


def test_a_section_names_in_its_evidence_the_contributions_that_its_text_names():
    for _, section in SECTIONS:
        if section["kind"] != "general":
            named = set(re.findall(r"hc-\d{3}", section["text"]))
            behind = {ASKS[e[4:]]["contribution"] for e in section["evidence"] if e.startswith("ask:")}
            assert named == behind, section["id"]


def test_reflections_say_what_the_published_texts_say():
    outputs = {row["id"]: row for row in rows("outputs.jsonl")}
    for reflection in REFLECTIONS:
        output = outputs[reflection["id"]]
        text = (HERE / output["file"]).read_text(encoding="utf-8")
        told = {key: reflection[key] for key in ("title", "date", "draft")}
        assert told == {key: output[key] for key in ("title", "date", "draft")}
        found = set(re.findall(r"hc-\d{3}", json.dumps(reflection)))
        assert found == set(re.findall(r"hc-\d{3}", text))
    made = {name for _, section in SECTIONS for name in section["amendments"]}
    assert made == {name for name, row in AMENDMENTS.items() if row["by"] == "board"}


def test_members_sign_whose_seat_they_hold_on_the_day():
    positions = Counter()
    for reflection in REFLECTIONS:
        seated = {
            seat["name"]
            for seat in PROCESS["seats"]
            if f"{seat['from']}" <= reflection["date"] <= f"{seat['until']}"
            and seat["capacity"] != "alternate"
        }
        members = [signature["member"] for signature in reflection["signed"]]
        assert set(members) <= seated
        assert len(set(members)) == len(members)
        for signature in reflection["signed"]:
            assert bool(signature["reason"]) == (signature["position"] != "agrees")
            positions[reflection["draft"], signature["position"]] += 1
    dissent = {key: n for key, n in positions.items() if key[1] != "agrees"}
    assert dissent == {
        ("zero-draft", "dissents"): 1,
        ("rev1", "stands aside"): 1,
        ("rev1", "dissents"): 1,
    }


def test_counts_in_the_boards_texts_are_those_of_the_contributions():
    by_draft = Counter(row["draft"] for row in CONTRIBUTIONS.values())
    by_late_september = sum(
        row["draft"] == "rev2" and row["date"] < "2026-09-30" for row in CONTRIBUTIONS.values()
    )
    first_two = [row for row in CONTRIBUTIONS.values() if row["draft"] in {"zero-draft", "rev1"}]
    languages = Counter(row["language"] for row in first_two)
    zero, rev1, rev2, report, speech = (
        (HERE / "outputs" / f"{name}.md").read_text(encoding="utf-8").casefold()
        for name in (
            "reflections-zero-draft",
            "reflections-rev1",
            "reflections-rev2",
            "report-2026-09",
            "speech-2026-05-05",
        )
    )
    n_zero, n_rev1 = in_words(by_draft["zero-draft"]), in_words(by_draft["rev1"])
    assert f"{n_zero} contributions had reached us" in zero
    assert f"{n_zero} contributions reached us" in speech
    assert f"{n_rev1} contributions arrived" in rev1
    assert f"{in_words(by_late_september)} contributions had arrived by 29 september" in rev2
    assert f"{in_words(len(first_two))} contributions on two drafts: {n_zero} on the zero draft" in report
    assert f"and {n_rev1} on revision 1" in report
    spoken = [ONES[languages[code]] for code in ("fr", "es", "ar")]
    told = "{} were written in english, {} in french, {} in spanish and {} in arabic"
    assert told.format(in_words(languages["en"]), *spoken) in report
    events = (HERE / "events.jsonl").read_text(encoding="utf-8")
    assert events.count(f"{n_zero.capitalize()} contributions: reading together") == 1
    assert events.count(f"{n_rev1.capitalize()} contributions, two of them late") == 1


@pytest.mark.parametrize(
    ("draft", "before"), [("zero-draft", "2027"), ("rev1", "2027"), ("rev2", "2026-09-30")]
)
def test_groups_are_counted_of_those_who_speak_openly_and_the_rest_by_permission(draft, before):
    filed = [row for row in CONTRIBUTIONS.values() if row["draft"] == draft and row["date"] < before]
    speaking = [row for row in filed if row["permission"] in {"named", "organisation"}]
    expected = Counter(row["stakeholder_group"] for row in speaking)
    expected.update(row["permission"] for row in filed if row not in speaking)
    first = next(row for row in REFLECTIONS if row["draft"] == draft)["sections"][0]["text"]
    counted = re.search(rf"(?<=: )(?:{NUMBERS})\b[^.:]+", first)[0]
    assert counted in (HERE / "outputs" / f"reflections-{draft}.md").read_text(encoding="utf-8")
    told = Counter()
    for piece in re.split(rf",? (?:and )?(?=(?:{NUMBERS}) )", counted):
        number, _, of = piece.partition(" ")
        told.update({word: IN_FIGURES[number] for said, word in COUNTED.items() if said in of})
    assert told == expected


def test_what_is_closed_is_named_nowhere():
    closed = {row["id"] for row in CONTRIBUTIONS.values() if row["permission"] == "confidential"}
    assert len(closed) == 5
    texts_of_the_board = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*(HERE / "outputs").iterdir(), *HERE.glob("*.jsonl")]
        if path.name != "asks-truth.jsonl"
    )
    assert {name for name in closed if name in texts_of_the_board} == set()


def test_an_ask_is_carried_or_there_is_a_reason_why_not():
    told = rows("not-carried.jsonl")
    asks = [row["ask"] for row in told]
    assert 10 <= len(asks) == len(set(asks)) <= 15
    assert set(asks) <= set(ASKS)
    assert set(asks) & carried() == set()
    assert all(row["because"] for row in told)
    assert {
        "Against",
        "No agreement",
        "Too late for the text of 29 September; it came on the day after.",
    } <= {row["because"].split(":")[0] for row in told}


def test_responses_answer_asks_paragraphs_and_topics_that_exist(texts):
    slugs = {topic["slug"] for topic in PROCESS["topics"]}
    found = rows("responses.jsonl")
    kinds_answered = set()
    for row in found:
        for name in row["to"]:
            kind, _, of = name.partition(":")
            kinds_answered.add(kind)
            draft, _, eid = of.partition("/")
            there = {"ask": ASKS, "paragraph": texts.get(draft, {}), "topic": slugs}[kind]
            assert (eid or of) in there, name
    assert kinds_answered == {"ask", "paragraph", "topic"}
    published = {entry["stage"]: f"{entry['date']}" for entry in PROCESS["drafts"]}
    for row in found:
        asked = [draft_of(name[4:]) for name in row["to"] if name.startswith("ask:")]
        assert all(row["date"] > published[draft] for draft in asked)


def test_one_answer_claims_an_uptake_that_the_text_does_not_show(texts):
    claim = next(row for row in rows("responses.jsonl") if "ask:hc-107-1" in row["to"])
    assert "provides for the part of national treasuries" in claim["text"]
    assert "treasuries" not in " ".join(texts["rev2"].values())
    assert LIVES["hc-107-1"][0]["outcome"] == "not taken up"
