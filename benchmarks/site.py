"""How fast the site's pages are with 10,000 contributions, against an empty view of Django in the same run."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONTRIBUTIONS = 10_000
PAGES = {
    "process": "/harbour-charter/",
    "paragraph": "/harbour-charter/drafts/rev2/para_37/",
    "draft": "/harbour-charter/drafts/rev2/",
}
RUNS, COLD_RUNS = 200, 25


def speeds(data: Path) -> dict[str, float]:
    """Ratios and milliseconds for each page; measured in a process of its own, on a database of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "SOUNDINGBOARD_HOME": home,
            "DJANGO_SETTINGS_MODULE": "soundingboard.site.settings",
        }
        command = [sys.executable, "-m", "benchmarks.site"]
        found = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(found.stdout)


def measure() -> dict[str, float]:
    """In the process of the measurement: load the example, say much, ask for each page many times."""
    import django

    django.setup()
    from django.core.cache import caches
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from soundingboard.site import urls

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _fill()
    urls.urlpatterns.insert(0, path("empty/", lambda request: HttpResponse()))
    client = Client(SERVER_NAME="127.0.0.1")
    forget: Callable[[], None] = caches["pages"].clear
    empty = _median(client, "/empty/", RUNS)
    result = {"site_empty_ms": empty}
    for name, address in PAGES.items():
        result[f"site_{name}_ratio"] = _median(client, address, RUNS) / empty
        result[f"site_{name}_first_ms"] = _median(client, address, COLD_RUNS, forget)
    return result


def _fill() -> None:
    """The example with all four drafts, and 10,000 contributions on the paragraphs of Revision 2."""
    from tests.site.many import say_much

    from soundingboard.site.drafts.models import Draft
    from soundingboard.site.folder.actions import load
    from soundingboard.site.folder.reading import read_folder

    load(read_folder(ROOT / "examples" / "harbour-charter"))
    say_much(Draft.objects.get(slug="rev2"), CONTRIBUTIONS)


def _median(client: object, address: str, runs: int, before: Callable[[], None] = lambda: None) -> float:
    """Median milliseconds of a page; what is remembered for good (comparisons) is remembered first."""
    for _ in range(3):
        response = client.get(address)  # type: ignore[attr-defined]
        assert response.status_code == 200, (address, response.status_code)
    times = []
    for _ in range(runs):
        before()
        started = time.perf_counter()
        client.get(address)  # type: ignore[attr-defined]
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    print(json.dumps(measure()))
