"""The desk: what waits for someone, by the roles held."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from soundingboard.site.board.models import Output, OutputState
from soundingboard.site.contributions.closing.counted import to_close
from soundingboard.site.contributions.models import BulkUpload, Contribution, UploadState
from soundingboard.site.drafts import lives
from soundingboard.site.drafts.models import Draft
from soundingboard.site.drafts.publishing_page import state_words
from soundingboard.site.ledger import filters as ledger
from soundingboard.site.ledger import rules as ledger_rules
from soundingboard.site.ledger.models import Contest, ContestState
from soundingboard.site.people.models import Organisation, RoleName
from soundingboard.site.people.rules import Who
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection, ReflectionState, ReturnState


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
        waiting += _for_board(process, who)
        tools += _board_tools(process)
    if ledger_rules.may_decide(who, process.slug):
        waiting += _to_confirm(process)
    if ledger_rules.may_answer(who, process):
        tools.append(Task(_("Answer something officially"), reverse("answer-new", args=[process.slug])))
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
        Task(
            _("Checks of {label}").format(label=newest.label),
            reverse("checks", args=[process.slug, newest.slug]),
        ),
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
            Contest.objects.filter(process=process, state=ContestState.OPEN).count(),
            lambda n: ngettext("{n} contest to answer", "{n} contests to answer", n),
            reverse("contests", args=[slug]),
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


def _to_confirm(process: Process) -> list[Task]:
    """How many asks to change nobody has confirmed the outcome of, in the newest draft; where they are."""
    chain = lives.chain(process, inside=True)
    draft = ledger.step(chain, "")
    if draft is None:
        return []
    asked = ledger.Filters(to=draft.slug, confirmed="no")
    n = ledger.in_part(ledger.found(process, chain, asked, draft), ledger.CHANGE).count()
    words = ngettext("{n} outcome of an ask to confirm", "{n} outcomes of asks to confirm", n)
    return [Task(words.format(n=n), ledger.Lists.of(process, asked).at() + "#lines")] if n else []


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


def _for_board(process: Process, who: Who) -> list[Task]:
    """What is not published yet: reflections, with what they wait for, and what else the board puts out.

    A text under the name of reflections is not told again: they stand in its place.
    """
    reflections = list(Reflection.objects.of(process).defer("draft__record"))
    outputs = Output.objects.filter(process=process, state=OutputState.DRAFT).order_by("-date")
    outputs = outputs.exclude(kind="reflections", slug__in=[one.slug for one in reflections])
    words = _("{title}: not yet published")
    found = [task for one in reflections if not one.is_published for task in _of_reflections(one, who)]
    return found + [
        Task(words.format(title=one.title), reverse("output-edit", args=[process.slug, one.slug]))
        for one in outputs
    ]


def _of_reflections(one: Reflection, who: Who) -> list[Task]:
    """That they are not out, whether this member has still to sign, and each Word file that came back."""
    here = [one.process.slug, one.slug]
    signed = one.signatures.filter(member=who.participant, replaced=None).exists()
    if one.state == ReflectionState.SIGNING and not signed:
        found = [Task(_("{title}: you have not signed yet").format(title=one.title), one.get_absolute_url())]
    else:
        found = [Task(_("{title}: not yet published").format(title=one.title), one.get_absolute_url())]
    for back in one.returns.filter(state=ReturnState.WAITING).defer("data", "report"):
        words = _("{name} came back for {title}: look at what it changes")
        address = reverse("reflection-returned", args=[*here, back.pk])
        found.append(Task(words.format(name=back.name, title=one.title), address))
    return found


def _board_tools(process: Process) -> list[Task]:
    slug = process.slug
    return [
        Task(_("Begin reflections"), reverse("reflection-new", args=[slug])),
        Task(_("Propose wording"), reverse("amendment-new", args=[slug])),
        Task(_("Write something to put out"), reverse("output-new", args=[slug])),
        Task(_("Add an event"), reverse("event-new", args=[slug])),
        Task(_("Seats"), reverse("board", args=[slug])),
    ]
