"""Reading and checking what was uploaded: from files to a snapshot, and the numbers that may stand in the database."""

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from extramile.core.engines import open_engine
from extramile.core.national import open_reference
from extramile.core.returns import READER_VERSION, Said, Tell, cells_of, has_number, read, untold, write_workbook
from extramile.core.returns import Load as Read
from extramile.core.rules import READING as READING_RULES
from extramile.core.rules import Outcome, check, grounds_of, marks, problems, run_for, to_dict
from extramile.core.vocabulary import InputError
from extramile.web.returns import children, snapshots
from extramile.web.returns.folders import READING, working_folder
from extramile.web.returns.registers import AtHand

# The table that is about the return as a whole, in one row.
HEADER = "header"
# Reading is no rule that could be left out: what it does not name was right.
_READ_ALWAYS = "passed"
# The snapshot of the load of a return before this one, by the name of the return.
Before = Callable[[str], bytes | None]


class NoYearError(InputError):
    """The files do not say of which year they are. `years` are those that the return is described for."""

    def __init__(self, years: Sequence[int]) -> None:
        self.years = tuple(years)
        super().__init__("The files do not say of which year the return is.", next_step="Choose the year.")


@dataclass(frozen=True, slots=True)
class Given:
    """What people gave beside the files: the year, the day for ages and time limits, what headings are, the register."""

    year: int | None = None
    day: date | None = None
    said: Said | None = None
    registers: AtHand = field(default_factory=AtHand)


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
    # Whether so many children of that load are missing that somebody has to say whether this is the whole return.
    is_part: bool


def make(
    load_id: int,
    upload: bytes,
    *,
    who: int,
    when: str,
    today: date,
    before: Before,
    given: Given,
    tell: Tell = untold,
    checking: Callable[[], None] | None = None,
) -> Made:
    """Read and check what was uploaded. Raises InputError where it cannot be used; its words may be personal data.

    `tell` is told now and then how many bytes of how many have been read, and `checking` once that the rules come now.
    """
    with working_folder(READING, load_id) as folder:
        manifest = {"load": load_id, "who": who, "when": when, "reader_version": READER_VERSION}
        found = read(
            _unpacked(folder, upload),
            folder / "tables",
            year=given.year,
            said=given.said,
            most_unpacked=settings.RETURN_MAX_UNPACKED_BYTES,
            tell=tell,
        )
        if checking:
            checking()
        return _made(manifest, folder, found, today=today, before=before, given=given)


def _made(manifest: dict[str, Any], folder: Path, found: Read, *, today: date, before: Before, given: Given) -> Made:
    if found.described.years and found.year is None:
        raise NoYearError(sorted(found.described.years))
    census = found.described.census_day(found.year)
    said_day = given.day or found.as_of or found.reference_date or census
    as_of = said_day or today
    councils = frozenset(each.code for each in open_reference().areas.all())
    lists = {"councils": councils, **given.registers.lists}
    run = run_for(found, as_of=as_of, year=found.year, registers=lists)
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
        "register": given.registers.about,
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
    counts, beside = _counted(found, outcome, by_rule, earlier)
    is_part = False
    if earlier is not None and beside is not None:
        paths = [found.path(name) for name in children.tables(found.described) if name in found.counts]
        gone = _keys_of(earlier, beside["gone"])
        both, away = children.compare(found.described, paths, earlier, set(gone.values()))
        beside["children"] = asdict(both)
        _part_from_gone(counts, beside, {place for place, key in gone.items() if key in away})
        year = snapshots.manifest_of(earlier)["year"]
        is_part = both.is_part(same_return=found.year is not None and found.year == year)
    return Made(
        snapshots.pack(manifest, by_rule, (folder / snapshots.WORKBOOK).read_bytes(), tables, beside),
        found.described.id,
        found.year,
        as_of,
        said_day is None,
        tuple(each.sha256 for each in found.sources),
        dict(found.counts),
        counts,
        by_rule,
        len(found.questions),
        earlier is not None,
        is_part,
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
) -> tuple[tuple[dict[str, Any], ...], dict[str, Any] | None]:
    """Return how each rule went, and where the problems stand that are new beside the load before, or gone from it."""
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
        return tuple(results), None
    beside: dict[str, Any] = {"with": hashlib.sha256(before).hexdigest(), "new": {}, "gone": {}}
    was = snapshots.manifest_of(before)["states"]
    for each in results:
        # Of a rule that was not run, now or then, nobody knows which of its problems are new and which are gone.
        if "not run" in {
            each["state"],
            _READ_ALWAYS if each["rule"] in READING_RULES else was.get(each["rule"], "not run"),
        }:
            continue
        here, there = by_rule.get(each["rule"], ()), snapshots.rows_of_rule(before, each["rule"])
        new, gone = _without(here, there), _without(there, here)
        known = sum(map(_comparable, here))
        each |= {"same": known - len(new), "new": len(new), "gone": len(gone), "untold": len(here) - known}
        beside["new"] |= {each["rule"]: new} if new else {}
        beside["gone"] |= {each["rule"]: gone} if gone else {}
    return tuple(results), beside


def _keys_of(before: bytes, gone: Mapping[str, list[int]]) -> dict[tuple[str, int], str]:
    """Return which children problems that are gone were about, by their places; not those of a whole file."""
    places = [(rule, place) for rule, several in gone.items() for place in several]
    rows = snapshots.rows_at(before, places)
    return {place: row["key"] for place, row in rows.items() if has_number(row["key"])}


def _part_from_gone(counts: Sequence[dict[str, Any]], beside: dict[str, Any], away: set[tuple[str, int]]) -> None:
    """Let problems of children who are not in this load be no more among those that are gone: nobody mended them."""
    every = beside["gone"]
    parted = {rule: [each for each in several if (rule, each) in away] for rule, several in every.items()}
    beside["away"] = {rule: several for rule, several in parted.items() if several}
    left = {rule: [each for each in several if (rule, each) not in away] for rule, several in every.items()}
    beside["gone"] = {rule: several for rule, several in left.items() if several}
    for each in counts:
        if each.get("gone"):
            each["gone"] = len(left[each["rule"]])


def _without(rows: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the places of the problems that are not among others; of several alike so many as the others are fewer.

    Those that no other load could be asked for have no place here.
    """
    left, found = Counter(_about(each) for each in others if _comparable(each)), []
    for place, each in enumerate(rows):
        if not _comparable(each):
            continue
        about = _about(each)
        if left[about]:
            left[about] -= 1
        else:
            found.append(place)
    return found


def _comparable(row: Mapping[str, Any]) -> bool:
    """Say whether another load can be asked for a problem: rows move, so that a child without a number could be another one."""
    return has_number(row["key"]) or not row["row"] or row["table"] == HEADER


def _about(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["table"], row["key"], row["field"]
