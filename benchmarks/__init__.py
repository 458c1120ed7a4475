"""Measurements: how good on real data, how fast."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent


def data_folder() -> Path:
    """Where the real data is; stops with one line when it is not there."""
    data = (HERE.parent / os.environ.get("SOUNDINGBOARD_DATA", "../shared/data")).resolve()
    if not data.is_dir():
        sys.exit(f"The real data is not at {data}: set SOUNDINGBOARD_DATA to its folder.")
    return data
