"""Two people may change the same thing at once: the second is told, and nothing is overwritten."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import F

from soundingboard.site.processes.forms import PlainForm

Made = TypeVar("Made")


class Refused(Exception):
    """What was asked for cannot be done; the words say why, for the one who asked."""


class Crossed(Exception):
    """Somebody else changed it since it was read; `current` is what stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(str(current))
        self.current = current


def change(obj: models.Model, version: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write what differs from what stands. Gives the values before, of what differs; nothing: there was nothing to do.

    Raises Crossed where what stands is no longer the version that was read.
    """
    rows = type(obj)._default_manager.filter(pk=obj.pk)
    current = rows.get()
    if current.version != version:
        raise Crossed(current)
    before = {
        name: getattr(current, name) for name, value in fields.items() if getattr(current, name) != value
    }
    wanted = {name: fields[name] for name in before}
    if before and not rows.filter(version=version).update(**wanted, version=F("version") + 1):
        raise Crossed(rows.get())
    return before


def saved(form: PlainForm, save: Callable[..., Made]) -> Made | None:
    """What `save` made of a valid form; None where there is a reason, which the form then shows."""
    if form.is_valid():
        try:
            return save(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Crossed as crossed:
            form.cross(crossed.current)
    return None


def digest(text: str) -> str:
    """A text in the record: enough to prove what it was, nothing to read in it."""
    return hashlib.sha256(text.encode()).hexdigest()
