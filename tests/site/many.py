"""Many contributions at once, as a busy process has them."""

import random
from datetime import timedelta

from django.utils import timezone

from soundingboard.site.contributions.models import Ask, AskKind, Contribution, Permission
from soundingboard.site.contributions.tallies import recount
from soundingboard.site.drafts.models import Draft

_WORDS = [
    "harbour",
    "tide",
    "lamp",
    "keeper",
    "signal",
    "stone",
    "water",
    "light",
    "rope",
    "season",
    "repair",
    "cost",
    "watch",
]
_PERMISSIONS = (*[Permission.ORGANISATION] * 8, Permission.ANONYMOUS, Permission.CONFIDENTIAL)


def say_much(draft: Draft, n: int, seed: int = 1) -> None:
    """`n` contributions of some thirty words on the paragraphs of a draft, from all groups and regions."""
    rng = random.Random(seed)  # noqa: S311 (a test, no secret)
    process, eids = draft.process, list(draft.paragraphs.values_list("eid", flat=True))
    now = timezone.now()
    said = Contribution.objects.bulk_create(
        (
            Contribution(
                process=process,
                name=f"many-{seed}-{place}",
                draft=draft,
                text=" ".join(rng.choices(_WORDS, k=30)),
                filed=now - timedelta(seconds=n - place),
                stakeholder_group=rng.choice(process.group_words()),
                regional_group=rng.choice(process.region_words()),
                permission=rng.choice(_PERMISSIONS),
            )
            for place in range(n)
        ),
        batch_size=500,
    )
    kinds = list(AskKind.values)
    Ask.objects.bulk_create(
        (
            Ask(contribution=one, draft=draft, place=f"para:{rng.choice(eids)}", kind=rng.choice(kinds))
            for one in said
        ),
        batch_size=500,
    )
    recount(process)
