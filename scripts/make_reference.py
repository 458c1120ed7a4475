"""Writes the parts of the reference that come from the code: the commands, the wording rules, the addresses."""

import argparse
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soundingboard.cli.arguments import parser
from soundingboard.devices import rules
from soundingboard.devices.rulebook import Outcome, Rule

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the code: change it there. -->\n"


def commands() -> str:
    """Every command with its arguments and options."""
    top = parser()
    parts = [f"# Commands\n\n{MADE}\n{top.description}\n\n{top.epilog}\n\n{_CONVENTIONS}"]
    for name, command in sorted(_subparsers(top).items()):
        parts.append(
            f"## soundingboard {name}\n\n{command.description}\n\n```\n{_usage(command)}\n```\n\n{_table(command)}"
        )
    return "\n".join(parts)


_CONVENTIONS = """Every command takes `-` for standard input where it reads a file, writes its result to `--output`
(standard output by default; binary formats are refused on a terminal), notices as `note: ...` and progress (only on a
terminal, only after a second) to standard error.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | done, but some records were bad; each bad one became `{"id", "error"}` (`redline`) |
| 2 | input that cannot be used: one line names the file, the place and the mend |
| 130 | stopped by Ctrl-C |
"""


def _subparsers(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    action = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    return dict(action.choices)


def _usage(command: argparse.ArgumentParser) -> str:
    return " ".join(command.format_usage().removeprefix("usage: ").split())


def _table(command: argparse.ArgumentParser) -> str:
    rows = [
        f"| {_name(action)} | {(action.help or '').replace('|', chr(92) + '|')} |"
        for action in command._actions
    ]
    return "\n".join(["| argument or option | meaning |", "|---|---|", *rows]) + "\n"


def _name(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"
    if action.choices:
        return f"{names} {' or '.join(str(choice) for choice in action.choices)}"
    return f"{names} {action.metavar}" if action.option_strings and action.metavar else names


def devices() -> str:
    """Every wording rule with its effect and source."""
    parts = [f"# Wording devices\n\n{MADE}\n{_DEVICES}"]
    for language in ("en", "fr", "es"):
        parts.append(
            "\n".join([f"## {language}\n", _HEAD, "|---|---|---|---|---|", *map(_row, rules(language)), ""])
        )
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    cells = [f"`{rule.id}`", _outcome(rule.added), _outcome(rule.dropped), rule.note, _source(rule.source)]
    return f"| {' | '.join(cells)} |"


_DEVICES = """A device is a change of wording that analysts and negotiators have named as strengthening or
softening a text. Each finding names the words on both sides and the rule that found them. It is a flag, not a
verdict: analysts disagree, and a person confirms. The rules with their phrases and examples are data files in
`src/soundingboard/rules/`.
"""


_HEAD = "| rule | words come, or a step up | words go, or a step down | note | source |"


def _outcome(outcome: Outcome) -> str:
    return f"{outcome.device}, {outcome.effect}"


def _source(source: str) -> str:
    return f"<{source}>" if source.startswith("http") else source


def addresses() -> str:
    """Every address of the site with its name, its methods and what is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soundingboard.site.settings")
    os.environ.setdefault("SOUNDINGBOARD_SECRET", "none is needed to list addresses")
    import django  # only here: commands and devices are made without the site
    from django.urls import get_resolver

    django.setup()
    rows = [_address(*found) for found in sorted(_patterns(get_resolver(), ""), key=lambda found: found[0])]
    return "\n".join([f"# Addresses\n\n{MADE}\n{_ADDRESSES}", "|---|---|---|---|", *rows, ""])


def _patterns(resolver: Any, before: str) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _patterns(one, path)
        else:
            yield path, one


def _address(path: str, pattern: Any) -> str:
    shown = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", path)
    words = (pattern.callback.__doc__ or _UNSAID[pattern.name]).strip().split("\n")[0].replace("|", "\\|")
    return f"| `{shown}` | {pattern.name} | {_methods(pattern.name)} | {words} |"


def _methods(name: str) -> str:
    """The methods that are answered, as the test of roles has them."""
    table = tomllib.loads((ROOT / "tests" / "site" / "roles.toml").read_text(encoding="utf-8"))
    return ", ".join(method.upper() for method, row in table[name].items() if set(row) != {405})


_UNSAID = {"sign-in": "Sign in.", "sign-out": "Sign out."}  # views of Django's
_ADDRESSES = """Addresses mirror the names of the field. `<process>` is the process, `<draft>` a draft (`rev2`),
`<eid>` a paragraph (`para_12bis`), `<mac>` the code of a private link. An address that is out stays. Who may do what
there stands under [roles](roles.md).

| address | takes |
|---|---|
| draft | `?with=` an earlier draft, `view=` `inline`, `side` or `clean`, `show=` a filter (`changed`, `softens` …) |
| draft-changes | `<form>` is `docx`, `html` or `json`; `?from=` an earlier draft |
| say | `?draft=` with `paragraph=`, `section=`, `change=`, `topic=`, `missing=1` or `whole=1`; `words=` quotes |
| contributions | `?draft=`, `paragraph=`, `kind=`, `group=`, `region=`, `language=`, `late=yes` or `no`, `state=` |
| search | `?q=` words |

| address | name | methods | what is there |"""


if __name__ == "__main__":
    for name, text in (("commands", commands()), ("devices", devices()), ("addresses", addresses())):
        (REFERENCE / f"{name}.md").write_text(text, encoding="utf-8")
