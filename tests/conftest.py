"""What every test shares: where the real data is, and what its absence means."""

import importlib.util
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
DATA = (ROOT / os.environ.get("SOUNDINGBOARD_DATA", "../shared/data")).resolve()

if importlib.util.find_spec("pytest_django"):  # not where the library is tested alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soundingboard.site.settings")
    os.environ["SOUNDINGBOARD_HOME"] = tempfile.mkdtemp(prefix="soundingboard-test-")
    os.environ["SOUNDINGBOARD_TASKS"] = "immediate"
    django = importlib.import_module("django")
    django.setup()  # a folder of tests may be run alone: its conftest imports models before pytest-django is ready

# The same examples on every run, so that what lands is what was tested; HYPOTHESIS=wild looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("wild", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data. Without it a test skips and says why; with REQUIRE_DATA=1 it fails instead."""
    if DATA.is_dir():
        return DATA
    reason = f"the real data is not at {DATA}: set SOUNDINGBOARD_DATA"
    if os.environ.get("REQUIRE_DATA") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
