"""A counter printed in one of Word's number formats; the alphabets and signs are in formats.toml."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reach:
    """Up to which number each kind of format is written; beyond it the plain number stands."""

    letters: int = 780  # Word's own end: thirty times the alphabet
    sums: int = 32_767  # Word's own end for roman numerals
    counting: int = 9_999  # the units of the data end at a thousand
    words: int = 99  # no list is longer and spelled out


REACH = Reach()


def printed(number: int, format: str, sample: str = "", reach: Reach = REACH) -> str:
    """`number` (from 0) in a w:numFmt `format`; `sample` is the w:format of a custom one ("01, 02, ...").

    An unknown format, or a number beyond what it can write, gives the plain decimal. `none` gives "".
    """
    if format == "none":
        return ""
    if format == "custom":
        return str(number).zfill(len(sample.split(",")[0].strip()) if sample[:1].isdecimal() else 0)
    writer = _writers(reach).get(format)
    return (writer(number) if writer and number > 0 else None) or str(number)


@cache
def _writers(reach: Reach) -> Mapping[str, Callable[[int], str | None]]:
    """A function for each format; each gives None for a number that it cannot write."""
    data = _data()
    return {
        "decimalZero": lambda n: f"{n:02}",
        "numberInDash": lambda n: f"- {n} -",
        "hex": lambda n: f"{n:X}",
        "ordinal": _ordinal,
        "cardinalText": lambda n: _words(n, data["words"]["cardinals"], data["words"]["tens"], reach),
        "ordinalText": lambda n: _words(n, data["words"]["ordinals"], data["words"]["ordinal_tens"], reach),
        **{name: _letter(signs, reach) for name, signs in data["alphabets"].items()},
        **{name: _digits(signs) for name, signs in data["digits"].items()},
        **{name: _sign(signs) for name, signs in data["signs"].items()},
        **{name: _sum(pairs, reach) for name, pairs in data["sums"].items()},
        **{name: _counting(how, reach) for name, how in data["counting"].items()},
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "formats.toml").read_text("utf-8"))


def _letter(letters: str, reach: Reach) -> Callable[[int], str | None]:
    def write(number: int) -> str | None:
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1) if number <= reach.letters else None

    return write


def _digits(digits: str) -> Callable[[int], str | None]:
    return lambda number: str(number).translate({ord("0") + n: sign for n, sign in enumerate(digits)})


def _sign(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if number <= len(signs) else None


def _sum(pairs: list[tuple[int, str]], reach: Reach) -> Callable[[int], str | None]:
    def write(number: int) -> str | None:
        if number > reach.sums:
            return None
        signs = []
        for worth, sign in pairs:
            times, number = divmod(number, worth)
            signs.append(sign * times)
        return "".join(signs)

    return write


def _counting(how: dict[str, Any], reach: Reach) -> Callable[[int], str | None]:
    signs = ["", *how["digits"]]
    units = [*reversed(how["units"]), ""]

    def write(number: int) -> str | None:
        if number > reach.counting:
            return None
        places = [
            signs[int(digit)] + unit if digit != "0" else "0"
            for digit, unit in zip(f"{number:04}", units, strict=True)
        ]
        text = re.sub("0+", "0", "".join(places).replace("0000", "0")).strip("0").replace("0", how["nought"])
        bare = how["bare_ten"] and text.startswith(signs[1] + units[2])
        return text[1:] if bare else text

    return write


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _words(number: int, units: list[str], tens: list[str], reach: Reach) -> str | None:
    """English words as Word prints them, the first letter a capital: Twenty-first."""
    if number > reach.words:
        return None
    ten, unit = divmod(number, 10)
    if number < 20:
        return units[number - 1].capitalize()
    if unit == 0:
        return tens[ten - 2].capitalize()
    return f"{_data()['words']['tens'][ten - 2]}-{units[unit - 1]}".capitalize()
