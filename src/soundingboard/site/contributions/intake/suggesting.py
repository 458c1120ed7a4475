"""What the software reads in a contribution: suggestions, apart from what people decide. The one file of the site that
asks the library what somebody asks.

A later run never touches what was decided, and replaces only what was not. The same inputs give no second run.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Left
from django_tasks import task

from soundingboard import model
from soundingboard.errors import InputError
from soundingboard.site.contributions import records
from soundingboard.site.contributions.models import (
    Ask,
    AskKind,
    Contribution,
    ContributionState,
    Decision,
    Run,
    Suggestion,
    Topic,
)
from soundingboard.site.contributions.places import MISSING, WHOLE
from soundingboard.site.contributions.records import place_of
from soundingboard.site.drafts.comparing import named_draft
from soundingboard.site.drafts.languages import in_order_of, primary
from soundingboard.site.drafts.lives import chain as chain_of
from soundingboard.site.drafts.models import Change, Draft, Edge, LanguageVersion, Return, Visibility
from soundingboard.site.processes.models import Process
from soundingboard.site.record.actions import canonical
from soundingboard.write.records import plain

if TYPE_CHECKING:
    from soundingboard.link import Index

_PARTS = ("cite", "link", "ask")  # of the library: what a run decides with
_OTHERS = 3  # places to choose from beside the best: more are not looked at
_LENT = 2000  # confirmed asks that lend their words, the newest: the index of a large process stays small
_WORDS = 1200  # characters of each: about the longest paragraph of a statement


@dataclass(frozen=True, slots=True)
class Shelf:
    """What contributions on one draft are read against."""

    drafts: tuple[model.Draft, ...]  # up to the one under review; each is named by its slug
    by_name: Mapping[str, int]
    record: model.Concordance
    index: "Index | None"
    digest: str


@task()
def suggest(contribution_id: int) -> None:
    """Read one contribution, unless it was withdrawn, has no draft, or was read from the very same before."""
    rows = Contribution.objects.filter(pk=contribution_id, state=ContributionState.CURRENT)
    found = rows.select_related("process", "draft__process").first()
    if found and found.draft and found.draft.is_out:
        _read(found)


@task()
def suggest_all(process_id: int) -> None:
    """Read what waits in a process and was never read; suggestions that people work on are left alone."""
    unread = Contribution.objects.waiting(Process.objects.get(pk=process_id)).filter(runs=None)
    for pk in list(unread.values_list("pk", flat=True)):
        suggest.call(pk)


@task()
def suggest_in(draft_id: int, language: str) -> None:
    """Read again what waits on a draft in one language; suggestions that people work on are left alone."""
    draft = Draft.objects.select_related("process").get(pk=draft_id)
    code = primary(language)
    rows = Contribution.objects.waiting(draft.process).filter(draft=draft)
    rows = rows.filter(Q(language__iexact=code) | Q(language__istartswith=f"{code}-"))
    decided = Suggestion.objects.exclude(decision=Decision.OPEN).values("contribution")
    for pk in list(rows.exclude(pk__in=decided).values_list("pk", flat=True)):
        suggest.call(pk)


def suggest_through(version: LanguageVersion, **_signal: Any) -> None:
    """Have what waits in a language read again, through the version of its draft that stands now in it."""
    suggest_in.enqueue(version.draft_id, version.language)


def suggest_later(contribution: Contribution) -> None:
    """Have a contribution read by the worker; asking twice does no harm."""
    suggest.enqueue(contribution.pk)


def suggest_waiting(process: Process) -> None:
    """Have everything read that waits and was not read yet, after a folder was loaded or files were taken in."""
    suggest_all.enqueue(process.pk)


def _read(contribution: Contribution) -> None:
    draft = contribution.draft
    shelf = _shelf_of(draft)
    inputs = _digest([contribution.text, contribution.language, shelf.digest])
    if _stands(contribution, inputs):
        return
    found = [_row(contribution, ask, shelf) for ask in _asks(contribution, shelf)]
    _keep(contribution, inputs, [row for row in found if _is_telling(row)])


def _asks(contribution: Contribution, shelf: Shelf) -> Sequence[model.Ask]:
    """What the library reads in it; nothing in a language that it does not know."""
    from soundingboard.ask import asks  # here and below: pages that show suggestions need none of it

    if not knows_language(contribution.language):
        return ()
    said = replace(records.said(contribution), draft=shelf.drafts[-1].stage)
    return asks(said, shelf.drafts, shelf.index, shelf.record)


def _is_telling(row: Suggestion) -> bool:
    """Whether a suggestion says more than that something was said: a remark that has no place of its own does not."""
    return row.kind != AskKind.REMARK or row.place not in (WHOLE, MISSING)


def program() -> str:
    return f"soundingboard {version('soundingboard')}"[:30]


@cache
def thresholds(parts: tuple[str, ...] = _PARTS) -> dict[str, Any]:
    """With what values a run decides: those of every part of the library that reads, by module and name."""
    found: dict[str, Any] = {}
    for package in parts:
        root = import_module(f"soundingboard.{package}")
        names = [root.__name__, *(one.name for one in walk_packages(root.__path__, f"{root.__name__}."))]
        for name in names:
            for key, value in vars(import_module(name)).items():
                if key.endswith("Thresholds") and is_dataclass(value) and value.__module__ == name:
                    found[f"{name.removeprefix('soundingboard.')}.{key}"] = plain(asdict(value()))
    return found


def _stands(contribution: Contribution, inputs: str) -> bool:
    """Whether the newest run was made from the very same."""
    newest = contribution.runs.last()
    made = (newest.inputs, newest.version, newest.thresholds) if newest else None
    return made == (inputs, program(), thresholds())


def _row(contribution: Contribution, ask: model.Ask, shelf: Shelf) -> Suggestion:
    """An ask of the library as a row; its run is given when it is kept."""
    place, name = _place(contribution.process, ask), ask.target.draft
    alike = _alike(contribution, ask, place, shelf)
    own = [one["score"] for one in alike if one["place"] == place]  # to be compared with those of the others
    return Suggestion(
        contribution=contribution,
        statement=(ask.statement or ask.id)[:60],
        draft_id=shelf.by_name.get(name or "", contribution.draft_id),
        place=place,
        kind=ask.kind,
        stance=ask.stance,
        about=ask.about,
        quote=plain(asdict(ask.quote)) if ask.quote else None,
        proposed=plain(asdict(ask.proposed)) if ask.proposed else None,
        rationale=ask.rationale or "",
        basis=ask.basis,
        score=own[0] if own else ask.score,
        sure=ask.sure,
        words=list(ask.words),
        topic=(ask.topic or "")[:200],
        others=[one for one in alike if one["place"] != place][:_OTHERS],
    )


def _place(process: Process, ask: model.Ask) -> str:
    """The place of a target; a topic that the process does not have is no place, only words."""
    target = {key: value for key, value in asdict(ask.target).items() if value}
    named = str(target.pop("topic", "")).casefold()
    if named:
        topics = Topic.objects.standing(process).values_list("slug", "label")
        slug = next((slug for slug, label in topics if named in (slug, label.casefold())), None)
        target |= {"topic": slug} if slug else {}
    return place_of(target, ask.about)


def _alike(contribution: Contribution, ask: model.Ask, place: str, shelf: Shelf) -> list[dict[str, Any]]:
    """The paragraphs that are most alike, best first, where neither a number nor a quotation says which it is."""
    is_told = place.startswith("para:") and ask.basis != "similarity"
    if is_told or not ask.quote or not shelf.index:
        return []
    from soundingboard.link import link

    found = link(ask.quote.text, shelf.index, top=_OTHERS + 1, language=contribution.language)
    return [
        {"place": f"para:{one.eid}", "label": one.number, "score": one.score, "words": list(one.words)}
        for one in found
    ]


@transaction.atomic
def _keep(contribution: Contribution, inputs: str, rows: Sequence[Suggestion]) -> None:
    """A run and its suggestions, in the place of those that nobody decided; nothing if the words changed meanwhile."""
    now = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if (now.text, now.draft_id, now.language) != (
        contribution.text,
        contribution.draft_id,
        contribution.language,
    ):
        return
    run = Run.objects.create(
        contribution=contribution, version=program(), thresholds=thresholds(), inputs=inputs
    )
    contribution.suggestions.filter(decision=Decision.OPEN).delete()
    known = {_key(one) for one in (*contribution.suggestions.all(), *contribution.asks.all())}
    wanted = [row for row in rows if _key(row) not in known]
    for row in wanted:
        row.run = run
    Suggestion.objects.bulk_create(wanted)


def _key(one: Suggestion | Ask) -> tuple[Any, ...]:
    """What makes two suggestions (or a suggestion and what stands) the same."""
    quote = one.quote or {}
    return one.draft_id, one.place, one.kind, quote.get("start"), quote.get("end")


def _shelf_of(draft: Draft) -> Shelf:
    """What a draft's contributions are read against; kept while drafts, links and confirmed asks are the same."""
    process = draft.process
    chain = chain_of(process, inside=draft.visibility == Visibility.BOARD)
    ids = [one.pk for one in chain]
    upto = tuple((one.pk, one.version) for one in chain[: ids.index(draft.pk) + 1])
    pairs = list(pairwise(pk for pk, _version in upto))
    known = Edge.objects.between(pairs).values_list("comparison", flat=True).distinct()
    versions = LanguageVersion.objects.kept().filter(draft=draft).order_by("pk").values_list("pk", flat=True)
    return _shelf(upto, tuple(sorted(known)), tuple(versions), _lent(draft))


def _lent(draft: Draft) -> tuple[tuple[str, str], ...]:
    """The paragraphs and words of asks that a person placed on this draft; nothing that was said in confidence."""
    rows = Ask.objects.filter(draft=draft, place__startswith="para:").filter(
        ~Q(confirmed_by="") | Q(basis="person")
    )
    rows = rows.filter(
        contribution__in=Contribution.objects.not_closed().filter(state=ContributionState.CURRENT)
    )
    text = Left("contribution__text", _WORDS)
    newest = rows.order_by("-pk").values_list("place", "quote", text)[:_LENT]
    found = (
        (place.removeprefix("para:"), (quote or {}).get("text") or text) for place, quote, text in newest
    )
    return tuple(sorted((eid, words[:_WORDS]) for eid, words in found if words))


@lru_cache(maxsize=8)  # a few megabytes each: the drafts that are spoken on now
def _shelf(
    upto: tuple[tuple[int, int], ...],
    comparisons: tuple[int, ...],
    in_languages: tuple[int, ...],
    lent: tuple[tuple[str, str], ...],
) -> Shelf:
    """`upto`: the ids and versions of the drafts; `comparisons`: those whose edges are walked; `in_languages`: the
    ids of the last draft's versions in other languages.
    """
    by_pk = Draft.objects.in_bulk([pk for pk, _version in upto])
    rows = [by_pk[pk] for pk, _version in upto]
    drafts = tuple(named_draft(row) for row in rows)
    record = concordance_of(rows, drafts, comparisons)
    versions = _versions(rows[-1], in_languages)
    content = [plain(asdict(one)) for one in (*drafts, *versions)]
    return Shelf(
        drafts=drafts,
        by_name={row.slug: row.pk for row in rows},
        record=record,
        index=_index(drafts[-1], versions, lent),
        digest=_digest([content, [plain(asdict(edge)) for edge in record.edges], lent]),
    )


def _index(
    draft: model.Draft, versions: Sequence[model.Draft], lent: Sequence[tuple[str, str]]
) -> "Index | None":
    """The index of a draft; None where it has nothing to link to."""
    from soundingboard.link import Confirmed, index_of

    try:
        return index_of(draft, versions, [Confirmed(text=words, eid=eid) for eid, words in lent])
    except InputError:
        return None


def _versions(draft: Draft, ids: Sequence[int]) -> tuple[model.Draft, ...]:
    """The draft in other languages, each paragraph under the draft's own number."""
    rows = LanguageVersion.objects.filter(pk__in=ids).order_by("pk")
    return tuple(in_order_of(draft, version) for version in rows)


def concordance_of(
    rows: Sequence[Draft], drafts: tuple[model.Draft, ...], comparisons: Iterable[int]
) -> model.Concordance:
    """Which paragraph became which, as comparisons have it with what people decided."""
    slugs = {row.pk: row.slug for row in rows}
    numbers = {
        (row.pk, paragraph.eid): paragraph.number
        for row, draft in zip(rows, drafts, strict=True)
        for paragraph in draft.paragraphs
    }

    def place(pk: int, eid: str) -> model.Place:
        return model.Place(slugs[pk], eid, numbers.get((pk, eid), ""))

    changes = Change.objects.filter(comparison__in=comparisons).in_bulk()
    edges = Edge.objects.filter(comparison__in=comparisons).select_related("comparison").order_by("pk")
    found = [
        model.Edge(
            place(edge.comparison.old_id, edge.old_eid),
            place(edge.comparison.new_id, edge.new_eid),
            changes[edge.change_id].kind,
            changes[edge.change_id].record.get("score"),
        )
        for edge in edges
    ]
    returns = Return.objects.filter(comparison__in=comparisons, origin__in=slugs)
    for one in returns.select_related("comparison").order_by("pk"):
        old, new = place(one.origin_id, one.old_eid), place(one.comparison.new_id, one.new_eid)
        found.append(model.Edge(old, new, "reinstated", None))
    return model.Concordance(drafts, tuple(row.slug for row in rows), tuple(found))


def _digest(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def knows_language(language: str) -> bool:
    """Whether the software knows how people ask in a language."""
    from soundingboard.ask import languages

    return language.partition("-")[0].lower() in languages()
