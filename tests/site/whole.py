"""One of everything that a process can hold."""

from datetime import date, timedelta

from django.utils import timezone

from soundingboard.amend import between
from soundingboard.site.amendments.actions import named, propose, stand
from soundingboard.site.amendments.models import Amendment
from soundingboard.site.board.models import Event, Output, OutputState, Seat
from soundingboard.site.contributions.actions import Asked, Said, file
from soundingboard.site.contributions.links import mac
from soundingboard.site.contributions.models import BulkUpload, Topic, UploadedFile
from soundingboard.site.drafts.actions import File, keep_version, receive_version
from soundingboard.site.drafts.models import Draft, LanguageVersion, Standing, State, Upload
from soundingboard.site.ledger.actions import answer, contest, retrace
from soundingboard.site.ledger.models import Contest
from soundingboard.site.people.models import Identity, Participant
from soundingboard.site.people.rules import OPERATOR, VISITOR, Who
from soundingboard.site.processes.models import Mandate, Milestone, Process
from soundingboard.site.reflections import actions as reflections
from soundingboard.site.reflections.models import Return
from tests.site.lighthouse import REV2, record


def one_of_everything(process: Process, drafts: list[Draft]) -> dict[str, str]:
    """Makes them, and gives the parts of addresses that lead to them."""
    newest = drafts[-1]
    said = file(
        VISITOR,
        process,
        Said(
            draft=newest,
            asks=(Asked(kind="retain", place="para:para_3"),),
            text="Keep it.",
            organisation="Pilots",
        ),
    )
    Topic.objects.create(
        process=process,
        slug="fog",
        label="Fog",
        paragraphs=[{"draft": "rev2", "eid": "para_3"}],
        terms=["fog"],
    )
    holder = Participant.objects.create()
    Identity.objects.create(participant=holder, name="Ada Kelmo")
    seat = Seat.objects.create(
        process=process, holder=holder, stakeholder_group="youth", regional_group="North", country="Kelmia"
    )
    now = timezone.now()
    for slug, days in (("coming", 3), ("past", -30)):
        start = now + timedelta(days=days)
        Event.objects.create(
            process=process,
            slug=slug,
            kind="office hour",
            title=f"Office hour {slug}",
            start=start,
            end=start + timedelta(hours=1),
            agenda="1. Fog",
            notes="- Heard.",
            attendance=[{"stakeholder_group": "youth", "regional_group": "North", "n": 6}],
        )
    for slug, state in (("reflections", OutputState.PUBLISHED), ("unfinished", OutputState.DRAFT)):
        Output.objects.create(
            process=process,
            slug=slug,
            kind="reflections",
            title=f"Reflections {slug}",
            date=date(2026, 7, 20),
            draft=newest,
            text="# Reflections\n\nKeep paragraph 3.",
            state=state,
            published=now if state == OutputState.PUBLISHED else None,
        )
    for n in (1, 2):
        Mandate.objects.create(
            process=process,
            label=f"Terms {n}",
            date=date(2026, n, 5),
            text=f"1. The board listens to {n} groups.",
        )
    milestone = Milestone.objects.create(
        process=process, label="Adoption", date=now.date() + timedelta(days=60)
    )
    waiting(process)
    in_french(newest)
    amendment = proposal(newest)
    back = reflected(process, drafts, amendment)
    upload = upload_of(process)
    contested = ledger(process, drafts)
    return {
        "process": process.slug,
        "draft": "rev2",
        "eid": "para_3",
        "name": said.name,
        "mac": mac(said),
        "entry.name": contested.entry.name,
        "why-not.name": contested.entry.name,
        "contest-answer.name": contested.name,
        "amendment.name": amendment.name,
        "amendment-data.name": amendment.name,
        "amendment-withdraw.name": amendment.name,
        "amendment-carry.name": amendment.name,
        "amendment-support.name": amendment.name,
        "slug": "coming",
        **dict.fromkeys((f"{name}.slug" for name in OF_REFLECTIONS), "rev2"),
        **dict.fromkeys(
            (f"{name}.slug" for name in ("reflection", "reflection-file", "reflection-sign")), "rev1"
        ),
        "reflection-file.form": "json",
        **dict.fromkeys(("section-edit.name", "section-move.name"), back.reflection.sections.first().name),
        **dict.fromkeys(("reflection-returned.pk", "reflection-return-file.pk"), str(back.pk)),
        "topic.slug": "fog",
        "topic-data.slug": "fog",
        "topic-edit.slug": "fog",
        "topic-merge.slug": "fog",
        "upload.pk": str(upload.pk),
        "upload-report.pk": str(upload.pk),
        "uploaded-file.pk": str(upload.files.get().pk),
        "file-remove.pk": str(upload.files.get().pk),
        "event-notes.slug": "past",
        "output.slug": "reflections",
        "output-edit.slug": "unfinished",
        "output-publish.slug": "unfinished",
        "seat-edit.pk": str(seat.pk),
        "milestone-edit.pk": str(milestone.pk),
        "kind": "draft",
        "record-object.name": "rev2",
        "form": "json",
        "brief.form": "html",
        "topic-brief.form": "html",
        "topic-brief.slug": "fog",
        "report-file.form": "md",
        "language": "fr",
        "reading.draft": "rev3",
        "reading-paragraph.draft": "rev3",
        "publish.draft": "rev3",
    }


def proposal(draft: Draft) -> Amendment:
    """Wording that the board proposes, and an organisation behind it."""
    text = draft.paragraphs.get(eid="para_3").text
    made = propose(OPERATOR, draft, "para_3", between(text, text.replace("shall", "must")), "It binds.")
    stand(OPERATOR, made, named(draft.process, "Pilots"), "supports", "It is plain.", is_speaker=False)
    return made


OF_REFLECTIONS = (
    "reflection-edit",
    "section-new",
    "section-edit",
    "section-move",
    "reflection-word",
    "reflection-return",
    "reflection-returned",
    "reflection-return-file",
    "reflection-state",
    "reflection-publish",
)


def reflected(process: Process, drafts: list[Draft], amendment: Amendment) -> Return:
    """Published reflections on Rev1, with a dissent; others on Rev2 from the records, and a Word file of them."""
    facts = reflections.Facts("Reflections on Rev1", date(2026, 6, 20), "LA/B/1")
    who = Who(Participant.objects.create().pk, "memberxx")
    first = reflections.begin(who, process, drafts[1], facts)
    reflections.add_section(who, first, kind="general", text="Thanks to all.")
    first = reflections.open_for_signing(who, first, first.version)
    reflections.sign(who, first, "dissents", "It says too little.")
    reflections.publish(who, first, first.version)
    second = reflections.begin(who, process, drafts[2], facts)
    suggested = {"refs": [{"draft": "rev2", "eid": "para_3"}], "amendments": [amendment.name]}
    reflections.add_section(who, second, kind="suggest", text="It binds.", **suggested)
    return Return.objects.create(reflection=second, name="edited.docx", data=b"PK", report=REPORT)


_LISTS = ("kept", "changed", "added", "removed", "order", "orphans", "rewordings", "withdrawn", "comments")
REPORT = {**{name: [] for name in _LISTS}, "joined": {}, "notices": ["Look at this."], "title": ""}


def ledger(process: Process, drafts: list[Draft]) -> Contest:
    """What became of something that was asked on the first draft, an answer to it, and that its author contests it."""
    asked = Asked(kind="amend", place="para:para_2", proposed={"old": "commit to", "new": "shall"})
    said = file(VISITOR, process, Said(draft=drafts[0], asks=(asked,), text="Say what is to be done."))
    retrace(process)
    process.answers = True
    process.save()
    answer(OPERATOR, process, drafts, "It was too strong for some.", "en", ["paragraph:zero-draft/para_2"])
    return contest(said, said.asks.get().entries.latest("pk"), "It was softened, which is the contrary.")


def in_french(draft: Draft) -> LanguageVersion:
    """The draft in French: the first paragraphs only, and one that the draft does not have."""
    text = "\n\n".join(f"{n}. {words}" for n, words in zip((1, 2, 3, 40), FRENCH, strict=True))
    sent = File("rev2-fr.md", "text/markdown", f"# L'Accord des phares\n\n{text}\n".encode())
    version = receive_version(OPERATOR, draft, sent, "fr", Standing.UNOFFICIAL)
    version = LanguageVersion.objects.get(pk=version.pk)
    keep_version(OPERATOR, version)
    return version


FRENCH = (
    "Nous, les ports de la côte nord, réunis dans la ville du port, adoptons le présent Accord.",
    "Nous reconnaissons la nécessité de garder tous les phares de la côte allumés en toute saison.",
    "Les signaux de brume retentissent dès que la visibilité tombe sous un mille marin.",
    "Le présent Accord est déposé aux archives de la ville.",
)


def waiting(process: Process) -> Draft:
    """A draft that was read and is not published."""
    draft = Draft.objects.create(
        process=process,
        slug="rev3",
        stage="rev3",
        label="Revision 3",
        title="The Lighthouse Accord",
        date=date(2026, 9, 1),
        state=State.READ,
        order=4,
        record=record("rev3", "Revision 3", "2026-09-01", REV2),
    )
    Upload.objects.create(draft=draft, name="rev3.md", data=b"# The Lighthouse Accord")
    return draft


def upload_of(process: Process) -> BulkUpload:
    """A file of contributions that was read and waits, with a word that the process does not know."""
    rows = [
        {"id": "a-1", "text": "Keep the lights.", "stakeholder_group": "Pilots", "regional_group": "North"}
    ]
    upload = BulkUpload.objects.create(
        process=process,
        state="read",
        rows=[
            {
                "file": "pilots.csv",
                "place": "row 2",
                "outcome": "read with notices",
                "id": "a-1",
                "notices": ["“Pilots” is kept as written"],
                "reason": None,
                "stakeholder_group": "not stated",
                "regional_group": "North",
                "organisation": "Pilots",
                "language": "en",
                "permission": "organisation",
                "as_written": {"stakeholder_group": "Pilots"},
                "beginning": "Keep the lights.",
            }
        ],
        records=rows,
    )
    UploadedFile.objects.create(upload=upload, name="pilots.csv", data=b"id,text\na-1,Keep the lights.\n")
    return upload
