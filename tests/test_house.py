"""The rules of the house that a machine can check: sizes, names of files, public names."""

import ast
import statistics
from pathlib import Path

import soundingboard

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path for path in (ROOT / "src").rglob("*.py") if path.parent.name != "migrations"
)  # those are made
FORBIDDEN = {"utils", "helpers", "common", "misc", "core"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def code_lines(node: ast.AST, lines: list[str]) -> int:
    """Lines from the node's first to its last, without docstrings, decorators and blank lines."""
    skipped: set[int] = set()
    for inner in ast.walk(node):
        body = getattr(inner, "body", None)
        if isinstance(body, list) and body and _is_docstring(inner, body[0]):
            skipped |= set(range(body[0].lineno, body[0].end_lineno + 1))
        for decorator in getattr(inner, "decorator_list", []):
            skipped |= set(range(decorator.lineno, decorator.end_lineno + 1))
    first = getattr(node, "lineno", 1)
    last = getattr(node, "end_lineno", len(lines))
    return sum(bool(lines[n - 1].strip()) and n not in skipped for n in range(first, last + 1))


def _is_docstring(node: ast.AST, first: ast.stmt) -> bool:
    holder = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    return holder and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)


def functions() -> dict[str, int]:
    """Every function of the library and its size."""
    sizes = {}
    for path in SOURCES:
        text = path.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                sizes[f"{path.relative_to(ROOT)}:{node.name}:{node.lineno}"] = code_lines(
                    node, text.splitlines()
                )
    return sizes


def test_no_function_is_over_sixty_lines() -> None:
    assert {name: size for name, size in functions().items() if size > 60} == {}


def test_nine_functions_in_ten_are_at_most_thirty_lines_and_half_at_most_ten() -> None:
    sizes = sorted(functions().values())
    assert statistics.median(sizes) <= 10
    assert sizes[int(len(sizes) * 0.9)] <= 30


def test_no_file_is_over_four_hundred_lines() -> None:
    sizes = {}
    for path in SOURCES:
        text = path.read_text()
        sizes[str(path.relative_to(ROOT))] = code_lines(ast.parse(text), text.splitlines())
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [
        str(path)
        for path in SOURCES
        if FORBIDDEN & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def test_a_function_is_measured_without_its_docstring_decorators_and_blank_lines() -> None:
    text = '@decorated\ndef f():\n    """Words."""\n\n    x = 1\n    return x\n'
    assert code_lines(ast.parse(text).body[0], text.splitlines()) == 3


def test_public_names_are_sorted_and_there() -> None:
    assert soundingboard.__all__ == sorted(soundingboard.__all__)
    assert [name for name in soundingboard.__all__ if not hasattr(soundingboard, name)] == []


def test_the_library_imports_neither_a_web_framework_nor_the_network() -> None:
    banned = {"django", "sqlite3", "socket", "http", "urllib.request", "requests", "httpx"}
    found = set()
    for path in SOURCES:
        if "site" in path.relative_to(ROOT / "src" / "soundingboard").parts or path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            found |= {(path.name, name) for name in names if name in banned or name.split(".")[0] in banned}
    assert found == set()
