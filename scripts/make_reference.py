"""Writes the parts of the reference that come from the code: the commands and the wording rules."""

import argparse
from pathlib import Path

from soundingboard.cli.arguments import parser
from soundingboard.devices import rules
from soundingboard.devices.rulebook import Outcome, Rule

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
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


if __name__ == "__main__":
    for name, text in (("commands", commands()), ("devices", devices())):
        (REFERENCE / f"{name}.md").write_text(text, encoding="utf-8")
