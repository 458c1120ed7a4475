"""Where in a text its edits stand: all that can be compared where the languages differ."""

import numpy as np
from numpy.typing import NDArray

from soundingboard.trace.edits import Changed

_CELLS = 200  # a text is laid out over so many cells, whatever its length
_SPREAD = 6  # cells (a thirtieth of the text) by which translations of a sentence slip
_KERNEL = np.exp(-0.5 * (np.arange(-3 * _SPREAD, 3 * _SPREAD + 1) / _SPREAD) ** 2)

Floats = NDArray[np.float64]


def same_place(ours: Changed, theirs: Changed) -> float:
    """How much the edits of two texts cover the same stretch of each (Dice), by their share of the text; 0 to 1.

    Texts of two languages run alike: a clause stands after the same share of the text in both.
    """
    if not (ours.base and theirs.base):
        return 0.0
    one, two = _profile(ours), _profile(theirs)
    both = float(one.sum() + two.sum())
    return 2 * float(np.minimum(one, two).sum()) / both if both else 0.0


def _profile(changed: Changed) -> Floats:
    """How many words change in each cell of a text, as a share of its words, blurred."""
    profile: Floats = np.zeros(_CELLS)
    length = len(changed.base)
    for hunk in changed.hunks:
        start, end = hunk.start / length * _CELLS, max(hunk.end, hunk.start + 0.5) / length * _CELLS
        cells = np.arange(_CELLS)
        cover = np.clip(np.minimum(cells + 1, end) - np.maximum(cells, start), 0, 1)
        words = hunk.end - hunk.start + len(hunk.inserted)
        profile += cover * (words / length / (end - start))
    return np.convolve(profile, _KERNEL / _KERNEL.sum(), "same")
