"""Every address of the site, with names that lead somewhere in the small process of the tests."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse

ROLES = ("visitor", "participant", "board", "secretariat", "cofacilitator", "administrator")


def patterns(
    resolver: URLResolver | None = None, before: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address, with the names of its parts."""
    for one in (resolver or get_resolver()).url_patterns:
        parts = (*before, *re.findall(r"<(?:\w+:)?(\w+)>", str(one.pattern)))
        if isinstance(one, URLPattern):
            assert one.name, one
            yield one.name, parts
        else:
            yield from patterns(one, parts)


def pages(filled: dict[str, str]) -> dict[str, str]:
    """Each address once, by its name; `filled` gives each part of an address, or "ADDRESS.PART" where one differs."""
    return {
        name: reverse(
            name, kwargs={part: filled.get(f"{name}.{part}", filled.get(part, "")) for part in parts}
        )
        for name, parts in patterns()
    }


def words_of_the_data() -> set[str]:
    """Every word that stands in the database, folded: what people typed, not what the site says."""
    found: set[str] = set()
    for model in apps.get_models():
        if model.__module__.startswith("soundingboard."):
            for row in model.objects.all():
                for field in model._meta.concrete_fields:
                    if isinstance(field, models.CharField | models.TextField | models.JSONField):
                        found |= set(re.findall(r"[^\W\d_]{2,}", str(getattr(row, field.attname)).casefold()))
    return found
