"""Three drafts of the Lighthouse Accord, as interchange records, with changes that are known beforehand.

Zero Draft to Rev1: 2 is softened ("commit to" became "recognize the need to"), 4 is split, 6 is new.
Rev1 to Rev2: 3 is gone, 9 and 10 are joined, the last paragraph (12) has moved to the head of its section (7).
"""

from typing import Any

Record = dict[str, Any]

COAST, KEEPERS = ("sec_1", "A", "The coast and its lights"), ("sec_2", "B", "Keepers and their training")

_PREAMBLE = (
    "We, the ports of the northern coast, gathered in the harbour town, adopt this Accord for safe passage."
)
_LIT = "keep every lighthouse of the coast lit from dusk until dawn in all seasons of the year."
_COMMIT, _NEED = f"We commit to {_LIT}", f"We recognize the need to {_LIT}"
_BUOYS = "Floating buoys shall be painted in bright colours and inspected by the harbour masters after every storm."
_FOG = (
    "Fog signals shall sound whenever visibility falls below one nautical mile. "
    "Radio beacons shall repeat the same warning on an open frequency for small craft."
)
_FOG_ONE, _FOG_TWO = _FOG.split(". ", 1)
_CHARTS = "Printed charts and tide tables are published free of charge and corrected in every spring."
_NEW = "Each port shall name a liaison officer who answers the questions of fishing communities."
_WAGES = "Lighthouse keepers shall be paid in full and on time, with an allowance for remote stations."
_SCHOOL = "A school for keepers shall be opened in the harbour town before the end of next year."
_STIPEND = "The school shall offer stipends to apprentices from islands without a ferry."
_WOMEN = "Women and young people shall have equal access to all posts and to promotion in the service."
_REVIEW = "This Accord shall be reviewed every five years by a conference of all ports and of those who sail."

ZERO = [
    (COAST, [_PREAMBLE, _COMMIT, _BUOYS, _FOG, _CHARTS]),
    (KEEPERS, [_WAGES, _SCHOOL, _STIPEND, _WOMEN, _REVIEW]),
]
REV1 = [
    (COAST, [_PREAMBLE, _NEED, _BUOYS, f"{_FOG_ONE}.", _FOG_TWO, _NEW, _CHARTS]),
    (KEEPERS, [_WAGES, _SCHOOL, _STIPEND, _WOMEN, _REVIEW]),
]
REV2 = [
    (COAST, [_PREAMBLE, _NEED, f"{_FOG_ONE}.", _FOG_TWO, _NEW, _CHARTS]),
    (KEEPERS, [_REVIEW, _WAGES, f"{_SCHOOL} {_STIPEND}", _WOMEN]),
]
STAGES = (
    ("zero-draft", "Zero Draft", "2026-03-02", ZERO),
    ("rev1", "Revision 1", "2026-05-04", REV1),
    ("rev2", "Revision 2", "2026-07-06", REV2),
)


def record(stage: str, label: str, date: str, sections: list[Any]) -> Record:
    """A draft whose paragraphs are numbered from 1, in the interchange format."""
    texts = [(section[0], text) for section, texts in sections for text in texts]
    return {
        "format": "soundingboard/1",
        "title": "The Lighthouse Accord",
        "stage": stage,
        "label": label,
        "date": date,
        "language": "en",
        "headings": [
            {"eid": eid, "number": number, "level": 1, "text": text}
            for (eid, number, text), _texts in sections
        ],
        "paragraphs": [
            {"eid": f"para_{n}", "number": f"{n}", "label": f"{n}.", "section": section, "text": text}
            for n, (section, text) in enumerate(texts, 1)
        ],
    }
