"""The full-text index of SQLite (FTS5) beside a table with a column `text`, kept in step by triggers."""

from collections.abc import Callable
from typing import Any

_CREATE = """
CREATE VIRTUAL TABLE {table}_words USING fts5(
  text, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER {table}_words_in AFTER INSERT ON {table} BEGIN
  INSERT INTO {table}_words(rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER {table}_words_out AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_words({table}_words, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER {table}_words_anew AFTER UPDATE OF text ON {table} BEGIN
  INSERT INTO {table}_words({table}_words, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO {table}_words(rowid, text) VALUES (new.id, new.text); END;
INSERT INTO {table}_words({table}_words) VALUES ('rebuild');
"""
_DROP = "DROP TRIGGER {table}_words_in; DROP TRIGGER {table}_words_out; DROP TRIGGER {table}_words_anew;"


def indexed(table: str) -> tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]:
    """What a migration does to give a table its index, and to take it away; nothing where it is not SQLite."""

    def give(_apps: Any, editor: Any) -> None:
        _run(editor, _CREATE.format(table=table))

    def take(_apps: Any, editor: Any) -> None:
        _run(editor, (_DROP + "DROP TABLE {table}_words;").format(table=table))

    return give, take


def _run(editor: Any, script: str) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in _statements(script):
            editor.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of a script; a trigger ends with END."""
    found, current = [], ""
    for part in script.split(";"):
        current += part
        if "TRIGGER" in current and "DROP" not in current and not current.rstrip().endswith("END"):
            current += ";"
            continue
        if current.strip():
            found.append(current.strip())
        current = ""
    return found
