"""Where a contribution comes from: its country, its regional group, its groupings of countries."""

import re
from dataclasses import dataclass

from soundingboard.gather.lexicon import fold
from soundingboard.gather.speech import Country, Speech
from soundingboard.i18n import _
from soundingboard.vocabulary import NOT_STATED


@dataclass(frozen=True, slots=True)
class Place:
    """What words for a place name: one country, or a region, or a country and its region; neither where unclear.

    `area` is a region that stands beside a country ("Senegal / Africa"); `unsaid` is true for words that say that
    nothing is stated.
    """

    country: Country | None = None
    region: str | None = None
    area: str | None = None
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The fields of a contribution that say where it comes from, with what is kept as written, and the notices."""

    country: str | None
    regional_group: str
    groupings: tuple[str, ...]
    as_written: dict[str, str]
    notices: tuple[str, ...]


def read_place(words: str, speech: Speech) -> Place:
    """What `words` name: "Ukraine", "GRULAC", "Geneva, Switzerland", "Norway, Europe", "India and Brazil".

    Two countries give no country, and a region only where both are of the same.
    """
    region = speech.regions.get(fold(words))
    if not words.strip() or region == NOT_STATED:
        return Place(unsaid=True)
    if region:
        return Place(None, region)
    if country := speech.country(words):
        return Place(country, country.region)
    if len(words) > _LONGEST:
        return Place()
    parts = [part for raw in _PARTS.split(words) if (part := raw.strip())]
    return _of_parts(parts, speech) if len(parts) > 1 else Place()


def _of_parts(parts: list[str], speech: Speech) -> Place:
    countries = {country.name: country for part in parts if (country := speech.country(part))}
    areas = {speech.regions[fold(part)] for part in parts if fold(part) in speech.regions} - {NOT_STATED}
    regions = areas | {country.region for country in countries.values()}
    unknown = [
        part
        for part in parts
        if not speech.country(part) and fold(part) not in speech.regions and fold(part) not in speech.wide
    ]
    if len(countries) == 1 and (not unknown or len(parts) == _CITY_AND_COUNTRY):
        (country,) = countries.values()
        return Place(country, country.region, areas.pop() if len(areas) == 1 else None)
    if unknown or len(regions) != 1:
        return Place()
    return Place(None, regions.pop())


def settle_places(region: str, country: str, groupings: str, speech: Speech) -> Settled:
    """Country, regional group and groupings from the words of their fields.

    A country stands under its name in the list; one that the list does not have is kept. A region that is not given
    follows from the country, groupings too: both are suggestions, and notices say so.
    """
    in_region, in_country = read_place(region, speech), read_place(country, speech)
    kept: dict[str, str] = {}
    notices: list[str] = []
    name = _settle_country(country, in_country, in_region, kept, notices, speech)
    home = in_country.country or (in_region.country if in_country.unsaid else None)
    regional = _settle_region(region, in_region, in_country, home, kept, notices)
    codes = _settle_groupings(groupings, home, kept, notices, speech)
    return Settled(name, regional, codes, kept, tuple(notices))


def _settle_country(
    words: str, place: Place, other: Place, kept: dict[str, str], notices: list[str], speech: Speech
) -> str | None:
    if place.country:
        if place.country is not speech.country(words):
            notices.append(_told(_("“{words}” read as the country {meaning}"), words, place.country.name))
        return place.country.name
    if place.unsaid:
        return other.country.name if other.country else None
    if place.region or _PARTS.search(words) or fold(words) in speech.wide:
        kept["country"] = words
        notices.append(_("“{words}” is not one country: kept as written").format(words=words))
        return None
    return words


def _settle_region(
    words: str,
    place: Place,
    country_place: Place,
    home: Country | None,
    kept: dict[str, str],
    notices: list[str],
) -> str:
    if place.region and not place.country:
        if fold(place.region) != fold(words):
            notices.append(_told(_("“{words}” read as the regional group “{meaning}”"), words, place.region))
        return place.region
    region = place.area or country_place.region or (home.region if home else place.region)
    if place.area and place.area != place.region:
        notices.append(_told(_("“{words}” read as the regional group “{meaning}”"), words, place.area))
        return place.area
    if region:
        notices.append(_from_country(region, home, country_place, words))
        return region
    if not place.unsaid and not place.country:
        kept["regional_group"] = words
        notices.append(
            _("“{words}” is no regional group of this process: kept as written").format(words=words)
        )
    return NOT_STATED


def _from_country(region: str, home: Country | None, country_place: Place, words: str) -> str:
    if home is None:
        return _("the regional group “{region}” is taken from the place that the contribution names").format(
            region=region
        )
    if words.strip() and country_place.country:
        return _(
            "“{words}” is no regional group of this process: “{region}” is taken from the country {country}"
        ).format(words=words, region=region, country=home.name)
    return _("the regional group “{region}” is taken from the country {country}").format(
        region=region, country=home.name
    )


def _settle_groupings(
    words: str, home: Country | None, kept: dict[str, str], notices: list[str], speech: Speech
) -> tuple[str, ...]:
    said = [code.strip() for code in _CODES.split(words) if code.strip()]
    known = dict.fromkeys(speech.groupings[fold(code)] for code in said if fold(code) in speech.groupings)
    unknown = [code for code in said if fold(code) not in speech.groupings]
    if unknown:
        kept["groupings"] = "; ".join(unknown)
        text = _("no country grouping of this process: {codes}; kept as written")
        notices.append(text.format(codes=", ".join(unknown)))
    if said or home is None or not home.groupings:
        return tuple(known)
    text = _("the country groupings {codes} are taken from the country {country}")
    notices.append(text.format(codes=", ".join(home.groupings), country=home.name))
    return home.groupings


def _told(text: str, words: str, meaning: str) -> str:
    return text.format(words=words, meaning=meaning)


_PARTS = re.compile(r"\s*[,;/|()–—]\s*|\s+-\s+|\s*&\s*|\s+(?:and|et|und|y|e)\s+", re.IGNORECASE)
_CODES = re.compile(r"[;,|/\n]")
_LONGEST = 200  # characters: longer words tell a story, not a place
_CITY_AND_COUNTRY = 2  # parts: of three unknown names one may be anything
