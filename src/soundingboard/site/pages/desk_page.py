"""The desk: what waits for someone, by the roles held."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.site.board.models import Output, OutputState
from soundingboard.site.contributions.closing.counted import to_close
from soundingboard.site.contributions.models import BulkUpload, Contribution, UploadState
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.publishing_page import state_words
from soundingboard.site.people.models import Organisation, RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, and where."""

    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    roles: list[str]
    waiting: list[Task]
    tools: list[Task]


def desk_page(process: Process, who: Who) -> Desk:
    """What waits, and what someone with these roles can do."""
    roles = who.roles.get(process.slug, frozenset())
    waiting: list[Task] = []
    tools: list[Task] = []
    if RoleName.SECRETARIAT in roles:
        waiting += _for_secretariat(process)
        tools += _secretariat_tools(process)
    if RoleName.BOARD in roles:
        waiting += _for_board(process)
        tools += _board_tools(process)
    if RoleName.ADMINISTRATOR in roles or RoleName.SECRETARIAT in roles:
        tools.append(Task(_("People, roles and organisations"), reverse("people", args=[process.slug])))
    tools += _for_everyone(process)
    labels = [str(label) for value, label in RoleName.choices if value in roles]
    return Desk(labels, waiting, tools)


def _for_everyone(process: Process) -> list[Task]:
    """Where everyone with a role begins to read: the newest draft, and what was said on it."""
    newest = Draft.objects.chain(process, inside=True).last()
    if newest is None:
        return []
    newest.process = process
    said = reverse("matrix", args=[process.slug]) + f"?draft={newest.slug}"
    return [
        Task(_("Read {label}").format(label=newest.label), newest.get_absolute_url()),
        Task(_("Who said what on {label}").format(label=newest.label), said),
        Task(_("Change your password"), reverse("password")),
    ]


def _for_secretariat(process: Process) -> list[Task]:
    slug = process.slug
    drafts = Draft.objects.waiting(process)
    found = [
        Task(
            _("{label}: {state}").format(label=draft.label, state=state_words(draft)),
            reverse("reading", args=[slug, draft.slug]),
        )
        for draft in drafts
    ]
    found += _to_close(process)
    counts = (
        (
            Contribution.objects.waiting(process).count(),
            lambda n: ngettext("{n} contribution to deal with", "{n} contributions to deal with", n),
            reverse("intake", args=[slug]),
        ),
        (
            BulkUpload.objects.filter(process=process, state=UploadState.READ).count(),
            lambda n: ngettext("{n} upload to take in", "{n} uploads to take in", n),
            reverse("uploads", args=[slug]),
        ),
        (
            Contribution.objects.current(process).filter(late=True).count(),
            lambda n: ngettext("{n} contribution came late", "{n} contributions came late", n),
            reverse("contributions", args=[slug]) + "?late=yes",
        ),
        (
            Contribution.objects.current(process).closed().count(),
            lambda n: ngettext("{n} confidential contribution", "{n} confidential contributions", n),
            reverse("contributions", args=[slug]) + "?closed=yes",
        ),
        (
            Organisation.objects.filter(process=slug, verified=False).count(),
            lambda n: ngettext("{n} organisation to verify", "{n} organisations to verify", n),
            reverse("people", args=[slug]),
        ),
    )
    return found + [Task(words(n).format(n=n), address) for n, words, address in counts if n]


def _to_close(process: Process) -> list[Task]:
    """The drafts that wait to be closed, with what that would count."""
    found = []
    for draft, n in to_close(process):
        words = ngettext(
            "Close {label}: {n} anonymous contribution to count",
            "Close {label}: {n} anonymous contributions to count",
            n,
        )
        address = reverse("closing", args=[process.slug, draft.slug])
        found.append(Task(words.format(label=draft.label, n=n), address))
    return found


def _secretariat_tools(process: Process) -> list[Task]:
    slug = process.slug
    return [
        Task(_("Publish a draft"), reverse("publishing", args=[slug])),
        Task(_("Take in contributions from files"), reverse("uploads", args=[slug])),
        Task(_("Words for groups and regions to mend"), reverse("words", args=[slug])),
        Task(_("Topics that are suggested"), reverse("topics-suggested", args=[slug])),
        Task(_("What lost its paragraph"), reverse("orphans", args=[slug])),
        Task(_("Add an event"), reverse("event-new", args=[slug])),
        Task(_("Milestones"), reverse("milestones", args=[slug])),
        Task(_("New version of the mandate"), reverse("mandate-new", args=[slug])),
    ]


def _for_board(process: Process) -> list[Task]:
    drafts = Output.objects.filter(process=process, state=OutputState.DRAFT).order_by("-date")
    return [
        Task(
            _("{title}: not yet published").format(title=output.title),
            reverse("output-edit", args=[process.slug, output.slug]),
        )
        for output in drafts
    ]


def _board_tools(process: Process) -> list[Task]:
    slug = process.slug
    return [
        Task(_("Write something to put out"), reverse("output-new", args=[slug])),
        Task(_("Add an event"), reverse("event-new", args=[slug])),
        Task(_("Seats"), reverse("board", args=[slug])),
    ]
