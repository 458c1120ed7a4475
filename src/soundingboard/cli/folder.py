"""A process folder as the library's records: drafts, contributions, asks, topics, and what became of them."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from soundingboard.cli.inputs import objects
from soundingboard.cli.output import notices
from soundingboard.compare import Progress, compare
from soundingboard.concordance import joined
from soundingboard.errors import InputError
from soundingboard.exposure import Frozen, Words, frozen_of, words_by_field
from soundingboard.gather import ProcessWords, gather, process_words
from soundingboard.i18n import _
from soundingboard.model import (
    Amendment,
    Ask,
    Comparison,
    Concordance,
    Contribution,
    Draft,
    Reflection,
    Response,
    Topic,
)
from soundingboard.read import read_bytes
from soundingboard.segment import read_draft
from soundingboard.write.outcomes import amendment_of, reflection_of, response_of
from soundingboard.write.said import ask_of, topic_of

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Folder:
    """What a process folder holds; parts are read when they are asked for."""

    path: Path
    about: Record
    progress: Progress

    @cached_property
    def drafts(self) -> list[Draft]:
        """The drafts that are in force, oldest first, named by their slug or stage."""
        entries = self.about.get("drafts") or []
        replaced = {entry.get("corrects") for entry in entries}
        found = []
        for n, entry in enumerate(entries):
            name = str(entry.get("slug") or entry.get("stage") or f"draft-{n + 1}")
            if name in replaced:
                continue
            self.progress("read", n, len(entries))
            draft = read_draft(self._file(str(entry.get("file") or "")))
            label, date = entry.get("label") or draft.label, entry.get("date")
            symbol = entry.get("symbol") or draft.symbol
            found.append(
                replace(draft, stage=name, label=label, symbol=symbol, date=str(date or draft.date or ""))
            )
        if not found:
            raise InputError(_("{folder}: its process names no drafts").format(folder=self.path))
        return found

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Each draft with the next one."""
        return [
            compare(old, new, self.drafts[:n], self.progress)
            for n, (old, new) in enumerate(zip(self.drafts, self.drafts[1:], strict=False))
        ]

    @cached_property
    def record(self) -> Concordance:
        """Which paragraph of each draft became which."""
        return joined(self.drafts, self.comparisons)

    @cached_property
    def process_words(self) -> ProcessWords:
        return process_words(self.about)

    @property
    def words(self) -> Words:
        """The words of the process for groups, regions, groupings."""
        return words_by_field(
            self.process_words.groups, self.process_words.regions, self.process_words.groupings
        )

    @cached_property
    def contributions(self) -> list[Contribution]:
        """Those that stand: no withdrawn ones, none that another supersedes."""
        folder = self.path / "contributions"
        files = (
            sorted(one for one in folder.glob("*") if not one.name.startswith("asks"))
            if folder.is_dir()
            else []
        )
        found = gather(files, self.process_words, progress=self.progress)
        for row in found.report:
            if row.outcome == "set aside":
                notices(f"{row.file}, {row.place}", row.notices)
        gone = {str(row.get("id")) for row in self._states(files) if row.get("state", "current") != "current"}
        return [one for one in found.contributions if one.id not in gone]

    def _states(self, files: Sequence[Path]) -> Iterator[Record]:
        for file in files:
            if file.suffix == ".jsonl":
                yield from (record for record, _where in objects(str(file)))

    @cached_property
    def asks(self) -> list[Ask]:
        return [ask_of(record, where)[0] for record, where in self._lines("contributions/asks.jsonl")]

    @cached_property
    def topics(self) -> list[Topic]:
        rows = self.about.get("topics") or []
        return [topic_of({"id": row.get("slug"), **row}, f"topics[{n}]") for n, row in enumerate(rows, 1)]

    @cached_property
    def amendments(self) -> list[Amendment]:
        return [amendment_of(record, where) for record, where in self._lines("amendments.jsonl")]

    @cached_property
    def support(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """By amendment, the organisations for and against it."""
        found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for record, where in self._lines("support.jsonl"):
            position = record.get("position")
            if position not in ("supports", "opposes"):
                raise InputError(_("{where}: position must be supports or opposes").format(where=where))
            up, down = found.get(str(record.get("amendment")), ((), ()))
            name = (str(record.get("organisation")),)
            found[str(record.get("amendment"))] = (
                (up + name, down) if position == "supports" else (up, down + name)
            )
        return found

    @cached_property
    def reflections(self) -> list[Reflection]:
        return [reflection_of(record, where) for record, where in self._lines("reflections.jsonl")]

    @cached_property
    def responses(self) -> list[Response]:
        return [response_of(record, where) for record, where in self._lines("responses.jsonl")]

    @cached_property
    def frozen(self) -> list[Frozen]:
        return [frozen_of(record.get("record", record)) for record, _where in self._lines("frozen.jsonl")]

    @cached_property
    def events(self) -> list[Record]:
        return [record for record, _where in self._lines("events.jsonl")]

    @cached_property
    def outputs(self) -> list[Record]:
        return [record for record, _where in self._lines("outputs.jsonl")]

    @cached_property
    def names(self) -> dict[str, str]:
        """What readers see for an amendment's `by`: the board, or the organisation of an open contribution."""
        found = {"board": _("the Board")}
        for one in self.contributions:
            if one.permission in ("named", "organisation") and one.organisation:
                found[one.id] = one.organisation
        return found

    def draft(self, name: str) -> int:
        """The place of a draft, from 0. Raises InputError for one that the process does not have."""
        names = [draft.name for draft in self.drafts]
        if name not in names:
            message = _("{folder}: has no draft {name}; it has {names}")
            raise InputError(message.format(folder=self.path, name=name, names=", ".join(names)))
        return names.index(name)

    def text(self, row: Record) -> str:
        """The text of a row: given in place, or in the file that it names."""
        if row.get("text") or not row.get("file"):
            return str(row.get("text") or "")
        return read_bytes(str(self._file(str(row["file"]))))[1].decode("utf-8", "replace")

    def _lines(self, name: str) -> Iterator[tuple[Record, str]]:
        return objects(str(self.path / name)) if (self.path / name).is_file() else iter(())

    def _file(self, name: str) -> Path:
        path = (self.path / name).resolve()
        if self.path.resolve() not in path.parents:
            raise InputError(_("{file}: lies outside the folder; move it inside").format(file=name))
        return path


def take_folder(name: str, progress: Progress) -> Folder:
    """The process folder of this name. Raises InputError when it is none."""
    path = Path(name)
    parsers: tuple[tuple[str, Callable[[str], Any]], ...] = (
        ("process.toml", tomllib.loads),
        ("process.json", json.loads),
    )
    for file, parse in parsers:
        if (path / file).is_file():
            try:
                about = parse(read_bytes(str(path / file))[1].decode())
            except ValueError as error:
                message = _("{file}: cannot be read: {error}").format(file=path / file, error=error)
                raise InputError(message) from None
            if not isinstance(about, dict):
                raise InputError(_("{file}: is not an object with title, drafts and so on").format(file=file))
            return Folder(path, about, progress)
    raise InputError(
        _("{folder}: holds no process.toml or process.json; name a process folder").format(folder=name)
    )
