"""Forty real files at once: who speaks is read from the files themselves."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from soundingboard.gather.process import DEFAULT_GROUPS, DEFAULT_REGIONS
from soundingboard.site.contributions.actions import recount
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.drafts.models import Draft
from soundingboard.site.processes.models import Process
from tests.site.contributions.test_uploads import chain_holds, taken, tallied

pytestmark = pytest.mark.django_db

_SECTOR = re.compile(rb"^Sector: *(.+?) *\r?$", re.MULTILINE)


@pytest.fixture
def forty(data: Path) -> list[Path]:
    folder = data / "netmundial2014"
    if not folder.is_dir():
        pytest.skip(f"the files of NETmundial 2014 are not at {folder}")
    return sorted(folder.glob("*.txt"))[:40]


def test_forty_real_files_are_taken_in_with_their_groups(
    process: Process, new: Draft, as_secretariat: Client, forty: list[Path]
) -> None:
    process.groups, process.regions = list(DEFAULT_GROUPS), list(DEFAULT_REGIONS)
    process.save()
    made = taken(as_secretariat, *((path.name, path.read_bytes()) for path in forty))
    assert {row["file"] for row in made.rows} == {path.name for path in forty}
    assert {row["outcome"] for row in made.rows} <= {"read", "read with notices"}
    found = [(path.stem[:3], _SECTOR.search(path.read_bytes())) for path in forty]
    sectors = {name: line[1].decode().casefold() for name, line in found if line}
    said = Counter(sectors.values())
    by_group = Counter(Contribution.objects.values_list("stakeholder_group", flat=True))
    assert by_group == {"not stated" if word == "other" else word: n for word, n in said.items()}
    assert set(Contribution.objects.values_list("name", flat=True)) == {name for name, _line in found}
    kept = tallied()
    recount(process)
    assert kept == tallied()
    assert chain_holds()
