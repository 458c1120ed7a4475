"""Reads the drafts of a negotiated text and shows what changed between them.

>>> from soundingboard import compare, read_draft
>>> comparison = compare(read_draft("rev1.html"), read_draft("rev2.docx"))
"""

from soundingboard.align import align
from soundingboard.compare import compare
from soundingboard.concordance import concordance, life
from soundingboard.devices import find_devices
from soundingboard.errors import InputError
from soundingboard.model import (
    Change,
    Comparison,
    Concordance,
    Device,
    Draft,
    GivenLink,
    Heading,
    Paragraph,
    TermTable,
)
from soundingboard.redline import redline
from soundingboard.segment import read_draft, segment
from soundingboard.terms import term_table

__all__ = [
    "Change",
    "Comparison",
    "Concordance",
    "Device",
    "Draft",
    "GivenLink",
    "Heading",
    "InputError",
    "Paragraph",
    "TermTable",
    "align",
    "compare",
    "concordance",
    "find_devices",
    "life",
    "read_draft",
    "redline",
    "segment",
    "term_table",
]
