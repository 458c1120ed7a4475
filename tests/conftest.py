"""What every test shares: where the real data is, and what its absence means."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = (ROOT / os.environ.get("SOUNDINGBOARD_DATA", "../shared/data")).resolve()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data. Without it a test skips and says why; with REQUIRE_DATA=1 it fails instead."""
    if DATA.is_dir():
        return DATA
    reason = f"the real data is not at {DATA}: set SOUNDINGBOARD_DATA"
    if os.environ.get("REQUIRE_DATA") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
