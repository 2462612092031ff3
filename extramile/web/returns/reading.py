"""Reading and checking what was uploaded: from files to a snapshot, and the numbers that may stand in the database."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extramile.core.engines import open_engine
from extramile.core.national import open_reference
from extramile.core.returns import READER_VERSION, Said, cells_of, read, write_workbook
from extramile.core.returns import Load as Read
from extramile.core.rules import READING as READING_RULES
from extramile.core.rules import Outcome, check, grounds_of, marks, problems, run_for, to_dict
from extramile.core.vocabulary import InputError
from extramile.web.returns import snapshots
from extramile.web.returns.folders import READING, working_folder

# Reading is no rule that could be left out: what it does not name was right.
_READ_ALWAYS = "passed"
# The snapshot of the load of a return before this one, by the name of the return.
Before = Callable[[str], bytes | None]


class NoYearError(InputError):
    """The files do not say of which year they are. `years` are those that the return is described for."""

    def __init__(self, years: Sequence[int]) -> None:
        self.years = tuple(years)
        super().__init__(
            "The files do not say of which year the return is.", next_step="Say it on the page of the load."
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What people said beside the files: the year, the day for ages and time limits, and what headings are."""

    year: int | None = None
    day: date | None = None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of reading and checking."""

    data: bytes
    kind: str
    year: int | None
    as_of: date
    # Whether the day was taken from the calendar, because neither the files nor anybody said it.
    day_unsaid: bool
    sources: tuple[str, ...]
    tables: Mapping[str, int]
    rules: tuple[dict[str, Any], ...]
    # The problems by rule, in their order. They are personal data.
    problems: Mapping[str, list[dict[str, Any]]]
    questions: int
    # Whether there was a load of the same return to compare with.
    compared: bool


def make(load_id: int, upload: bytes, *, who: int, when: str, today: date, before: Before, given: Given) -> Made:
    """Read and check what was uploaded. Raises InputError where it cannot be used; its words may be personal data."""
    with working_folder(READING, load_id) as folder:
        manifest = {"load": load_id, "who": who, "when": when, "reader_version": READER_VERSION}
        return _made(manifest, folder, upload, today=today, before=before, given=given)


def _made(manifest: dict[str, Any], folder: Path, upload: bytes, *, today: date, before: Before, given: Given) -> Made:
    found = read(_unpacked(folder, upload), folder / "tables", year=given.year, said=given.said)
    if found.described.years and found.year is None:
        raise NoYearError(sorted(found.described.years))
    census = found.described.years.get(found.year) if found.year else None
    said_day = given.day or found.as_of or found.reference_date or census
    as_of = said_day or today
    councils = frozenset(each.code for each in open_reference().areas.all())
    run = run_for(found, as_of=as_of, year=found.year, registers={"councils": councils})
    with open_engine("duckdb", {name: [found.path(name)] for name in found.counts}) as engine:
        outcome = check(run, engine)
    answer = to_dict(found, outcome)
    write_workbook(folder / snapshots.WORKBOOK, found, as_of, marks(outcome), answer["problems"], answer["rules"])
    by_rule = _by_rule(found, outcome)
    titles = {each.name: each.title for each in found.described.tables}
    manifest |= {
        "kind": found.described.id,
        "year": found.year,
        "as_of": as_of.isoformat(),
        "sources": [{"name": each.name, "sha256": each.sha256} for each in found.sources],
        "tables": dict(found.counts),
        # What measures need to know of the reading, so that a column that was not given is not taken for an empty one.
        "columns": {name: sorted(columns) for name, columns in found.columns.items()},
        "lea": found.lea,
        "by_line": found.by_line,
        "reference_date": found.reference_date.isoformat() if found.reference_date else None,
        "states": {each.rule.id: each.state for each in outcome.results},
        "reasons": {each.rule.id: each.reason for each in outcome.results if each.reason},
        "questions": [
            {
                "table": each.table,
                "table_title": titles[each.table],
                "heading": each.heading,
                "candidates": list(each.candidates),
            }
            for each in found.questions
        ],
        "answered": [{"table": each.table, "heading": each.heading, "column": each.column} for each in found.answered],
    }
    tables = {name: found.path(name).read_bytes() for name in found.counts}
    earlier = before(found.described.id)
    return Made(
        snapshots.pack(manifest, by_rule, (folder / snapshots.WORKBOOK).read_bytes(), tables),
        found.described.id,
        found.year,
        as_of,
        said_day is None,
        tuple(each.sha256 for each in found.sources),
        dict(found.counts),
        _counted(found, outcome, by_rule, earlier),
        by_rule,
        len(found.questions),
        earlier is not None,
    )


def _unpacked(folder: Path, upload: bytes) -> list[Path]:
    paths = []
    with zipfile.ZipFile(io.BytesIO(upload)) as packed:
        for each in packed.namelist():
            place, slash, name = each.partition("/")
            if slash:
                # Each in a folder of its own, under its own name: the name tells a reader which table it is.
                apart = folder / "files" / place
                apart.mkdir(parents=True)
                path = apart / (Path(name).name or "file")
                path.write_bytes(packed.read(each))
                paths.append(path)
    return paths


def _by_rule(found: Read, outcome: Outcome) -> dict[str, list[dict[str, Any]]]:
    titles = {each.name: each.title for each in found.described.tables}
    by_rule: dict[str, list[dict[str, Any]]] = {}
    every = [each.to_dict() for each in problems(found, outcome)]
    for each, beside, cell in zip(every, grounds_of(found, outcome), cells_of(found, every), strict=True):
        row = {**each, "table_title": titles.get(each["table"], ""), "beside": list(beside)}
        by_rule.setdefault(each["rule"], []).append({**row, "place": found.place, "cell": cell})
    return by_rule


def _counted(
    found: Read, outcome: Outcome, by_rule: Mapping[str, list[dict[str, Any]]], before: bytes | None
) -> tuple[dict[str, Any], ...]:
    results = [
        {
            "rule": each.rule.id,
            "severity": each.rule.severity,
            "family": each.rule.family,
            "state": each.state,
            "failures": each.failures,
            "judged": each.judged,
        }
        for each in outcome.results
    ]
    read_problems = Counter(each.rule for each in found.problems)
    results += [
        {"rule": name, "severity": "query", "family": "reading", "state": "failed", "failures": count, "judged": None}
        for name, count in read_problems.items()
    ]
    if before is None:
        return tuple(results)
    was = snapshots.manifest_of(before)["states"]
    for each in results:
        # Of a rule that was not run, now or then, nobody knows which of its problems are new and which are gone.
        if "not run" in {
            each["state"],
            _READ_ALWAYS if each["rule"] in READING_RULES else was.get(each["rule"], "not run"),
        }:
            continue
        here = _places(by_rule.get(each["rule"], ()))
        there = _places(snapshots.rows_of_rule(before, each["rule"]))
        same = (here & there).total()
        each |= {"same": same, "new": here.total() - same, "gone": there.total() - same}
    return tuple(results)


def _places(rows: Sequence[Mapping[str, Any]]) -> Counter[tuple[str, str, str]]:
    """Return how often each place was found. A place is a child's key, not a row: rows move from file to file."""
    return Counter((each["table"], each["key"] or f"row {each['row']}", each["field"]) for each in rows)
