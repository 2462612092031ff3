"""Tables that are drawn in Markdown, one part for each rule: a row, a verdict. `rules/README.md` says how to read them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extramile.core.returns import Return, codes, describe, read_date, read_number
from extramile.core.rules import rules
from tests.spec.twin import Row, World

FOLDER = Path(__file__).parent / "rules"
_CHILDREN = re.compile(r"(\w+)\[([\w/]+)\]")


@dataclass(frozen=True)
class Case:
    """A drawn table: what it is about, and the verdict of each row or of the whole."""

    rule: str
    year: int | None
    as_of: date
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    verdict: str = ""
    registers: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    @property
    def verdicts(self) -> list[str]:
        """Return the verdict of each row."""
        return [row[self.headings.index("verdict")] for row in self.rows]


@cache
def cases() -> tuple[Case, ...]:
    """Return every table that is drawn."""
    return tuple(case for path in sorted(FOLDER.glob("*.md")) if path.name != "README.md" for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        ids = [each.strip() for each in title.split(",")]
        settings: dict[str, str] = {}
        lines: list[str] = []
        for line in [*body.splitlines(), "end:"]:
            if line.startswith("|"):
                lines.append(line)
            elif found := re.fullmatch(r"([a-z ]+): ?(.*)", line.strip()):
                if lines and found[1] != "verdict":
                    yield from _cases(ids, settings, lines)
                    settings, lines = {}, []
                settings[found[1]] = found[2]
                if found[1] == "verdict":
                    yield from _cases(ids, settings, lines)
                    settings, lines = {}, []


def _cases(ids: list[str], settings: Mapping[str, str], lines: list[str]) -> Iterator[Case]:
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    year = int(settings.get("year", "2026"))
    registers = {
        name.removeprefix("register "): frozenset(each.strip() for each in listed.split(","))
        for name, listed in settings.items()
        if name.startswith("register ")
    }
    for each in ids:
        described = "annex_a" if each.startswith("AX") else "sen2"
        day = date.fromisoformat(settings.get("as of", "2026-01-15"))
        headings, rows = (tuple(cells[0]), tuple(tuple(row) for row in cells[2:])) if cells else ((), ())
        yield Case(
            each, year if described == "sen2" else None, day, headings, rows, settings.get("verdict", ""), registers
        )


def rule_of(name: str) -> Any:
    """Return a rule by its id."""
    return next(each for which in ("sen2", "annex_a") for each in rules(which) if each.id == name)


class Builder:
    """Builds the tables of a return from drawn rows, with the rows above and below them that are needed."""

    def __init__(self, described: Return) -> None:
        self.described = described
        self.tables: dict[str, list[Row]] = {each.name: [] for each in described.tables}
        self.drawn: dict[str, list[int]] = {}

    def add(self, case: Case) -> list[int]:
        """Add the rows of a case; return the key of each in the rule's table."""
        keys = self.add_to(rule_of(case.rule).table, case)
        self.drawn.setdefault(case.rule, []).extend(keys)
        return keys

    def add_to(self, table: str, case: Case) -> list[int]:
        """Add the rows of a case to a table; return the key of each."""
        named: dict[tuple[str, str], Row] = {}
        keys: list[int] = []
        for cells in case.rows:
            told = {heading: cell for heading, cell in zip(case.headings, cells, strict=True) if heading != "verdict"}
            times = int(told.pop("rows", "1"))
            keys += [self._add_row(table, told, named)["_key"] for _ in range(times)]
        return keys

    def _add_row(self, table: str, told: Mapping[str, str], named: dict[tuple[str, str], Row]) -> Row:
        made: dict[str, Row] = {}
        chain = [*reversed(list(self.described.ancestors(table))), table]
        for place, name in enumerate(chain):
            label = told.get("parent", "") if place == len(chain) - 2 else ""
            if name == "person" and name != table:
                label = label or told.get("person", "")
            if label == "nobody" and place == len(chain) - 2:
                continue
            if label and (name, label) in named:
                made[name] = named[name, label]
                continue
            made[name] = self._record(name, made, told, own=name == table)
            if label:
                named[name, label] = made[name]
        for heading in told:
            other = heading.partition(".")[0]
            if (
                "." in heading
                and other not in made
                and any(told[each] for each in told if each.startswith(f"{other}."))
            ):
                for name in reversed([other, *self.described.ancestors(other)]):
                    if name not in made:
                        made[name] = self._record(name, made, told)
        for heading, cell in told.items():
            if found := _CHILDREN.fullmatch(heading):
                self._children(found[1], found[2].split("/"), cell, made)
        return made[table]

    def _children(self, child: str, columns: list[str], cell: str, made: dict[str, Row]) -> None:
        for each in filter(None, (part.strip() for part in cell.split(","))):
            values = dict(zip(columns, (value.strip() for value in each.split("/")), strict=False))
            for name in reversed([*self.described.ancestors(child)]):
                if name not in made:
                    made[name] = self._record(name, made, {})
            self._record(child, made, {name: "" if value == "-" else value for name, value in values.items()}, own=True)

    def _record(self, table: str, made: Mapping[str, Row], told: Mapping[str, str], *, own: bool = False) -> Row:
        rows = self.tables[table]
        key = len(rows) + 1
        parent = made.get(self.described.table(table).parent)
        request, person = made.get("requests"), made.get("person")
        row: Row = {
            "_row": key,
            "_key": key,
            "_parent": parent and parent["_key"],
            "_request": key if table == "requests" else request and request["_key"],
            "_person": key if not self.described.table(table).parent else person and person["_key"],
            "_label": f"child {key}",
        }
        for column in self.described.table(table).columns:
            text = told.get(column.name if own else f"{table}.{column.name}", "")
            row[column.name] = text or None
            if column.type == "date":
                row[column.name] = read_date(text).day if text else None
            elif column.type == "number":
                row[column.name] = read_number(text) if text else None
            if column.type in {"date", "number"}:
                row[column.name + "__unread"] = text if text and row[column.name] is None else None
        rows.append(row)
        return row


def world(builder: Builder, case: Case) -> World:
    """Return the twin's world of what was built."""
    return world_of(builder.described, builder.tables, case.year, case.as_of, case.registers)


def world_of(  # noqa: PLR0917 - what a run knows
    described: Return,
    tables: dict[str, list[Row]],
    year: int | None,
    as_of: date,
    registers: Mapping[str, frozenset[str]],
    lea: str = "201",
) -> World:
    """Return the twin's world of tables."""
    census = described.years.get(year) if year else None
    values = {
        "CENSUS_DAY": census,
        "AS_OF": as_of,
        "YEAR": year and str(year),
        "YEAR_START": year and date(year - 1, 1, 1),
        "YEAR_END": year and date(year - 1, 12, 31),
        "SCHOOL_YEAR_START": year and date(year - 1, 8, 31),
        "LEA": lea,
    }
    parents = {each.name: each.parent for each in described.tables if each.parent}
    return World(tables, parents, lambda name: codes(name, year), values, registers)


def builder(name: str) -> Builder:
    """Return an empty builder for the return of a rule."""
    return Builder(describe("annex_a" if name.startswith("AX") else "sen2"))
