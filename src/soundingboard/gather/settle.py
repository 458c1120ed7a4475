"""What a file says of a contribution becomes its fields, in the process's words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from soundingboard.gather.dates import read_date
from soundingboard.gather.lexicon import fold
from soundingboard.gather.places import settle_places
from soundingboard.gather.row import Raw
from soundingboard.gather.speech import Speech
from soundingboard.i18n import _
from soundingboard.model import Contribution
from soundingboard.read.language import guess_language
from soundingboard.vocabulary import NOT_STATED

UNKNOWN_LANGUAGE = "und"  # undetermined: ISO 639-2


@dataclass(slots=True)
class _Making:
    """A contribution in the making: the words for each field, what is kept of them, what a person should know."""

    said: dict[str, str]
    speech: Speech
    kept: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def words(self, name: str) -> str:
        return self.said.get(name, "")

    def keep(self, name: str, notice: str) -> None:
        """The words for this field stay as written, with a notice."""
        self.kept[name] = self.words(name)
        self.notices.append(notice)


def settle(raw: Raw, speech: Speech) -> tuple[Contribution, tuple[str, ...]]:
    """The contribution that a record makes, and the notices that came of its fields.

    A word that the process does not have stands in `as_written`, and the field gets its most careful value: "not
    stated", "confidential", none. Read again, the same words give the same contribution.
    """
    guessed = guess_language(raw.text)
    made = _Making(_with_earlier(raw, speech, guessed), speech)
    place = settle_places(
        made.words("regional_group"), made.words("country"), made.words("groupings"), speech
    )
    defaults = speech.defaults
    contribution = Contribution(
        id=made.words("id") or raw.made,
        text=raw.text,
        kind=_fixed(made, "kind", defaults.kind, defaults.kind),
        date=_date(made),
        draft=_draft(made),
        language=_language(made, guessed),
        channel=_fixed(made, "channel", defaults.channel, defaults.channel),
        participant=_participant(made),
        organisation=_organisation(made),
        organisation_verified=_fixed(made, "organisation_verified", "no", "no", "truth") == "yes",
        stakeholder_group=_group(made),
        regional_group=place.regional_group,
        country=place.country,
        groupings=place.groupings,
        event=made.words("event") or defaults.event,
        heard_or_observed=_fixed(made, "heard_or_observed", defaults.heard_or_observed or "", "") or None,
        permission=_fixed(made, "permission", defaults.permission, "confidential"),
        supersedes=made.words("supersedes") or None,
        as_written=_in_order(made.kept | place.as_written),
    )
    return contribution, (*made.notices, *place.notices)


def _in_order(kept: Mapping[str, str]) -> dict[str, str]:
    return {name: kept[name] for name in MENDABLE if name in kept}


def _with_earlier(raw: Raw, speech: Speech, guessed: str | None) -> dict[str, str]:
    """The words for each field, with those kept at an earlier reading where nobody has stated the field since."""
    said = dict(raw.said)
    careful = {
        "kind": speech.defaults.kind,
        "channel": speech.defaults.channel,
        "organisation_verified": "no",
        "language": guessed or UNKNOWN_LANGUAGE,
        "stakeholder_group": NOT_STATED,
        "regional_group": NOT_STATED,
        "permission": "confidential",
    }
    for name, words in raw.as_written.items():
        now = said.get(name, "")
        if name == "groupings":
            said[name] = "; ".join(filter(None, (now, words)))
        elif name in MENDABLE and (not now or _same(name, now, careful.get(name, ""), speech)):
            said[name] = words
    return said


def _same(name: str, now: str, careful: str, speech: Speech) -> bool:
    if name == "organisation_verified":
        return speech.fixed["truth"].get(fold(now)) == careful
    return fold(now) == fold(careful)


def _fixed(made: _Making, name: str, default: str, careful: str, table: str = "") -> str:
    """A fixed word: as it is, or the one that the words stand for, or the careful one where they stand for none."""
    words = made.words(name)
    if not words:
        return default
    known = made.speech.fixed[table or name].get(fold(words))
    if known is not None:
        return known
    text = _("“{words}” is no word for {field}: “{taken}” was taken")
    made.keep(name, text.format(words=words, field=name, taken=careful))
    return careful


def _date(made: _Making) -> str | None:
    if not made.words("date"):
        return made.speech.defaults.date
    read = read_date(made.words("date"))
    if read.iso is None:
        made.keep("date", read.notice)
    return read.iso


def _draft(made: _Making) -> str | None:
    words = made.words("draft")
    if not words:
        return made.speech.defaults.draft
    if not made.speech.drafts:
        return words
    known = made.speech.drafts.get(fold(words)) or _by_letters(words, made.speech)
    if known is None:
        made.keep("draft", _("“{words}” is no draft of this process: kept as written").format(words=words))
    return known


def _by_letters(words: str, speech: Speech) -> str | None:
    """The draft whose name has the same letters and figures: "Rev. 1" is "rev1"."""
    tight = fold(words).replace(" ", "")
    return next((name for key, name in speech.drafts.items() if key.replace(" ", "") == tight), None)


def _language(made: _Making, guessed: str | None) -> str:
    words = made.words("language")
    code = guessed or UNKNOWN_LANGUAGE
    if words and fold(words) != UNKNOWN_LANGUAGE:
        known = made.speech.fixed["languages"].get(fold(words)) or _tag(words)
        if known is None:
            made.keep("language", _("“{words}” is no language that is known here").format(words=words))
        code = known or code
    if code == UNKNOWN_LANGUAGE:
        made.notices.append(_("the language could not be told: it is marked as undetermined"))
    elif made.speech.words.languages and code.split("-")[0] not in {
        language.split("-")[0].lower() for language in made.speech.words.languages
    }:
        made.notices.append(
            _("the language “{code}” is not one of this process: kept and marked").format(code=code)
        )
    return code


def _tag(words: str) -> str | None:
    """A language tag in its usual letters ("PT_br" is "pt-BR"): RFC 5646, section 2.1.1."""
    if not _TAG.fullmatch(words):
        return None
    first, *rest = words.replace("_", "-").split("-")
    return "-".join(
        (
            first.lower(),
            *(
                part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
                for part in rest
            ),
        )
    )


def _participant(made: _Making) -> str | None:
    """The name without the address that mail puts behind it ("Ana <ana@example.org>"): a name may be published."""
    words = made.words("participant")
    name = " ".join(_BEHIND.sub("", words).split()) if len(words) <= _LONGEST_NAME else words
    if name and name != words:
        made.notices.append(_("the e-mail address behind the name was left out"))
        return name
    return words or None


def _organisation(made: _Making) -> str | None:
    words = made.words("organisation")
    if len(words) > _LONGEST_NAME or not _ADDRESS.fullmatch(words):
        return words or None
    # An address is a person's; a name of an organisation is published where it stands.
    made.keep("organisation", _("the organisation is an e-mail address: it is left for mending"))
    return None


def _group(made: _Making) -> str:
    words = made.words("stakeholder_group")
    if not words:
        return NOT_STATED
    known = made.speech.groups.get(fold(words))
    if known is None:
        text = _("“{words}” is no stakeholder group of this process: kept as written")
        made.keep("stakeholder_group", text.format(words=words))
        return NOT_STATED
    if fold(known) != fold(words):
        text = _("“{words}” read as the stakeholder group “{meaning}”")
        made.notices.append(text.format(words=words, meaning=known))
    return known


MENDABLE = (
    "kind",
    "date",
    "draft",
    "language",
    "channel",
    "organisation",
    "organisation_verified",
    "stakeholder_group",
    "regional_group",
    "country",
    "groupings",
    "heard_or_observed",
    "permission",
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST_NAME = 320  # characters: an address has at most 254 (RFC 5321, erratum 1690), with a name before it
_BEHIND = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s@<>]+@[^\s@<>]+\s*[>)\]]", re.I)
_ADDRESS = re.compile(r"(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+", re.I)
