"""The wording that an ask proposes: old and new, from "replace X with Y" to a marked-up paragraph."""

import re

from soundingboard.ask.lexicon import QUOTE
from soundingboard.ask.masks import Masked
from soundingboard.model import Proposed, Run
from soundingboard.numbers import read_label
from soundingboard.vocabulary import Op

_STRUCK = r"~~(?P<a>.+?)~~|<(?P<tag>del|s|strike)>(?P<b>.+?)</(?P=tag)>|\[-(?P<c>.+?)-\]"
_ADDED = (
    r"\*\*(?P<d>.+?)\*\*|<(?P<tag2>ins|u|b|strong)>(?P<e>.+?)</(?P=tag2)>|\{\+(?P<f>.+?)\+\}|__(?P<g>.+?)__"
)
STRUCK = re.compile(_STRUCK, re.DOTALL)
_REVISED = re.compile(f"{_STRUCK}|{_ADDED}", re.DOTALL)
_FROM_TO = re.compile(
    r"(?:From|Old|Current(?: text)?|De|Texte actuel|Texto actual)\s*:\s*(?P<old>.+?)\s*"
    r"\b(?:To|New|Proposed(?: text)?|À|Vers|A|Texte proposé|Texto propuesto)\s*:\s*(?P<new>.+)",
    re.DOTALL,
)
_MAIL = re.compile(r"(?:Subject|Sent|Date|Cc|Objet|Envoyé|Asunto|Fecha|Enviado)\s*:|@")  # the head of a mail
_LABEL_COLON = re.compile(r"\s*(?:[Pp]ara(?:graph|\.)?\s*)?\d{1,4}(?:\s?(?:bis|ter))?\s*[:.)]\s*")
_WORDED = re.compile(r"[“\"«](?P<words>.+)[”\"»]", re.DOTALL)


def marked_up(words: str, before: str | None = None) -> Proposed:
    """Wording given as a paragraph: its revisions read (~~struck~~, **inserted**), the number left out.

    `before` is the text of the paragraph in the draft, where that is at hand; otherwise the old wording is the
    marked-up one without its insertions, and None where nothing is marked.
    """
    runs = marked_runs(words)
    old = before or (tidy(_side(runs, "delete")) if is_marked(words) else None)
    return Proposed(old, tidy(_side(runs, "insert")))


def is_marked(words: str) -> bool:
    """Whether anything is marked as struck or inserted."""
    return _REVISED.search(words) is not None


def marked_runs(words: str) -> tuple[Run, ...]:
    """Marked-up wording as runs, without the number and the quotation marks that it stands in."""
    body = _body(words)
    runs: list[Run] = []
    place = 0
    for match in _REVISED.finditer(body):
        runs.append(("equal", body[place : match.start()]))
        struck = match["a"] or match["b"] or match["c"]
        added = match["d"] or match["e"] or match["f"] or match["g"]
        runs.append(("delete", struck) if struck else ("insert", added or ""))
        place = match.end()
    runs.append(("equal", body[place:]))
    return tuple(run for run in runs if run[1])


def _side(runs: tuple[Run, ...], side: Op) -> str:
    return "".join(text for op, text in runs if op in ("equal", side))


def _body(words: str) -> str:
    match = _LABEL_COLON.match(words)
    if match:
        words = words[match.end() :]
    elif label := read_label(words.strip()):
        words = label.rest
    quoted = _WORDED.fullmatch(words.strip())
    return quoted["words"] if quoted else words


def tidy(words: str) -> str:
    """One blank between words, none before a stop."""
    return re.sub(r"\s+(?=[,;.:])", "", re.sub(r"\s+", " ", words)).strip()


_REASON = re.compile(
    r"\n\s*(?:Reasons?|Rationale|Justification|Explanation|Comment|Motif|Raison|Justificación|Razón|Motivo)\s*:\s*",
    re.IGNORECASE,
)
_MAIL_HEAD = re.compile(r"[>\s]*(?:From|To|De|À|Para|Von|An|Date|Subject)\s*:")


def without_reason(words: str) -> tuple[str, str | None]:
    """Wording apart from the reason that a line below it gives ("Reason: …")."""
    parts = _REASON.split(words, maxsplit=1)
    return (parts[0], " ".join(parts[1].split())) if len(parts) > 1 else (words, None)


def is_mail_head(words: str) -> bool:
    """Whether these are the lines at the head of a mail: sender, date, subject."""
    return _MAIL.search(words) is not None and _MAIL_HEAD.match(words) is not None


def from_to(words: str) -> Proposed | None:
    """Wording given as "From: … To: …"."""
    match = None if _MAIL.search(words) else _FROM_TO.search(words)
    return Proposed(_plain(match["old"]), _plain(match["new"])) if match else None


def _plain(words: str) -> str:
    bare = tidy(re.sub(r"\*\*|~~", "", words))
    quoted = _WORDED.fullmatch(bare)
    return (quoted["words"] if quoted else bare).strip()


# Between the quotations of a clause: which is the old wording and which the new. Each language's words at once; they
# do not clash. "replace A with B", "change A to B", "B instead of A", "add B after A".
_INSTEAD = (
    r"instead\s+of|in\s+(?:the\s+)?place\s+of|rather\s+than|au\s+lieu\s+de|à\s+la\s+place\s+de|plutôt\s+que|et\s+non(?:\s+pas)?|and\s+not|y\s+no"
    r"|en\s+lugar\s+de|en\s+vez\s+de|بدلاً?\s+من"
)
_WITH = r"with|by|to|into|for|as|par|en|avec|a|à|por|con|read|reads|say|lire|leer|diga|بـ?|→|->|=>"
_PREFERS = r"\bpr[eé]f[eé]r"  # "prefer B over A", in each of the languages
_AFTER = r"after|following|après|después\s+de|tras|بعد"
_BEFORE = r"before|avant|antes\s+de|قبل"
_RATHER = re.compile(
    r"\b(?:should|must|to)\s+(?:be\s+)?(?:on\s+|read\s+|say\s+)?(?P<new>[^,;.]{2,80}?)\s+"
    r"(?:rather\s+than|instead\s+of|and\s+not)\s+(?:on\s+)?(?P<old>[^,;.]{2,80})"
)


def quoted_change(masked: Masked, start: int, end: int, operation: str) -> Proposed | None:
    """The wording that a clause proposes by its quotations, given the operation that it asks for."""
    inside = [k for k, span in enumerate(masked.outer) if start <= span[0] and span[1] <= end]
    quotes = [masked.quotes[k].text.strip() for k in inside]
    if not quotes or operation in ("retain", "unclear", "move"):
        return _rather(masked, start, end)
    if len(quotes) == 1:
        return _single(masked, start, masked.outer[inside[0]], quotes[0], operation)
    between = masked.text[masked.outer[inside[0]][1] : masked.outer[inside[1]][0]]
    after = masked.text[start : masked.outer[inside[0]][0]]
    return _double(quotes[0], quotes[1], between, after, operation)


def _rather(masked: Masked, start: int, end: int) -> Proposed | None:
    match = _RATHER.search(masked.text, start, end)
    if match is None or QUOTE in match[0]:
        return None
    return Proposed(tidy(match["old"]), tidy(match["new"]))


def _single(masked: Masked, start: int, span: tuple[int, int], quote: str, operation: str) -> Proposed | None:
    before = masked.text[start : span[0]]
    if operation in ("delete", "lose"):
        return Proposed(quote, "")
    if re.search(rf"\b(?:{_INSTEAD})\s*(?:the\s+\w+\s+)?$", before, re.IGNORECASE):
        return None  # the new wording is not told
    return Proposed(None, quote)


def _double(first: str, second: str, between: str, before: str, operation: str) -> Proposed | None:
    def ends(words: str) -> re.Match[str] | None:
        return re.search(rf"(?<!\w)(?:{words})(?!\w)", between, re.IGNORECASE)

    if operation in ("delete", "lose"):
        return Proposed(first, "")
    if ends(_INSTEAD) or (ends(r"over|to|à|a") and re.search(_PREFERS, before, re.IGNORECASE)):
        return Proposed(second, first)
    if ends(_AFTER):
        return Proposed(second, f"{second} {first}")
    if ends(_BEFORE):
        return Proposed(second, f"{first} {second}")
    if re.search(rf"(?<!\w)(?:{_INSTEAD})\s*$", before, re.IGNORECASE):
        return Proposed(first, second)
    if operation == "add" and re.search(rf"(?<!\w)(?:{_AFTER})[^,]*$", before, re.IGNORECASE):
        return Proposed(first, f"{first} {second}")
    return Proposed(first, second) if ends(_WITH) else Proposed(None, first)
