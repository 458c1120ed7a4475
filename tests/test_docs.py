"""The documentation says what is true: generated parts are fresh, links lead somewhere, commands exist."""

import importlib.util
import re
import shlex
from pathlib import Path

import pytest
from scripts.make_reference import addresses, commands, devices

from soundingboard.cli.arguments import parser

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*/README.md")])


@pytest.mark.parametrize(("name", "make"), [("commands", commands), ("devices", devices)])
def test_the_generated_reference_is_what_the_code_says(name: str, make) -> None:
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8") == make(), "run make docs"


@pytest.mark.skipif(not importlib.util.find_spec("django"), reason="the library is tested alone")
def test_the_reference_of_addresses_is_what_the_code_says() -> None:
    assert (ROOT / "docs" / "reference" / "addresses.md").read_text(encoding="utf-8") == addresses(), (
        "run make docs"
    )


def test_every_setting_that_is_read_is_in_the_reference() -> None:
    code = (ROOT / "src" / "soundingboard" / "site" / "environment.py").read_text(encoding="utf-8")
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    read = {f"SOUNDINGBOARD_{name}" for name in re.findall(r'_get\("(\w+)"', code)}
    assert read == set(re.findall(r"^\| `(SOUNDINGBOARD_\w+)`", text, re.MULTILINE))


def test_every_option_of_every_command_is_in_the_reference() -> None:
    text = commands()
    choices = next(a for a in parser()._actions if hasattr(a, "add_parser")).choices
    options = {
        option
        for command in choices.values()
        for action in command._actions
        for option in action.option_strings
    }
    assert {option for option in options if f"`{option}`" not in text} == set()
    assert all(action.help for command in choices.values() for action in command._actions)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_commands_that_the_documentation_shows_are_understood() -> None:
    shown = [
        line
        for page in PAGES
        for block in re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.startswith(("soundingboard ", ".venv/bin/soundingboard ")) and "[-h]" not in line
    ]
    assert len(shown) >= 8
    for line in shown:
        assert parser().parse_args(shlex.split(line)[1:]).run


def test_every_make_target_that_the_documentation_names_is_there() -> None:
    named = {name for page in PAGES for name in re.findall(r"`make (\w+)", page.read_text(encoding="utf-8"))}
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named - targets == set()
    assert {"demo", "test", "bench"} <= named
