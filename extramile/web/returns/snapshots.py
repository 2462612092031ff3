"""The snapshot of a load: one sealed file, so that all of it is there or none.

It is a zip: the manifest, a Parquet file for each table, the problems by rule, and the workbook with its cells marked. The
evidence store keeps it by its hash, encrypted. It names its load, so that no two loads share a file and one can be deleted alone.
"""

import io
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from extramile.core.engines import open_engine
from extramile.core.national import open_reference
from extramile.core.returns import READER_VERSION, read, write_workbook
from extramile.core.returns import Load as Read
from extramile.core.rules import Outcome, check, marks, problems, run_for, to_dict
from extramile.core.vocabulary import InputError
from extramile.web.evidence import store

MANIFEST, WORKBOOK, ALL = "manifest.json", "marked.xlsx", "problems.json"
# Always the same: the same content must make the same file, so that a second attempt finds what the first one kept.
_MADE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of reading and checking: the sealed file to be, and the numbers that may stand in the database."""

    data: bytes
    kind: str
    year: int | None
    as_of: date
    sources: tuple[str, ...]
    tables: Mapping[str, int]
    rules: tuple[dict[str, Any], ...]
    # Whether there was a load of the same return to compare with.
    compared: bool


def pack_upload(load_id: int, files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return uploaded files as one, to wait for their reader."""
    return _zip(
        {"load": str(load_id).encode(), **{f"{place}/{name}": data for place, (name, data) in enumerate(files)}}
    )


def make(load_id: int, upload: bytes, *, who: int, when: str, today: date, before: bytes | None) -> Made:
    """Read and check what was uploaded. Raises InputError where it cannot be used; its words may be personal data."""
    # Named after the load: what a killed worker left is found and cleared by the next attempt.
    folder = working_folder(load_id)
    clear(load_id)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        return _made(load_id, folder, upload, who=who, when=when, today=today, before=before)
    finally:
        clear(load_id)


def working_folder(load_id: int) -> Path:
    """Return the folder in which a load is read."""
    return Path(settings.HOME) / "reading" / str(load_id)


def clear(load_id: int) -> None:
    """Take away the folder in which a load was read."""
    shutil.rmtree(working_folder(load_id), ignore_errors=True)


def _made(load_id: int, folder: Path, upload: bytes, *, who: int, when: str, today: date, before: bytes | None) -> Made:
    found = read(_unpacked(folder, upload), folder / "tables")
    if found.described.years and found.year is None:
        raise InputError(
            "The files do not say of which year the return is.", next_step="Load the return with its header."
        )
    census = found.described.years.get(found.year) if found.year else None
    as_of = found.reference_date or census or today
    councils = frozenset(each.code for each in open_reference().areas.all())
    run = run_for(found, as_of=as_of, registers={"councils": councils})
    with open_engine("duckdb", {name: [found.path(name)] for name in found.counts}) as engine:
        outcome = check(run, engine)
    if before is not None and manifest_of(before)["kind"] != found.described.id:
        before = None
    answer = to_dict(found, outcome)
    write_workbook(folder / WORKBOOK, found, marks(outcome), answer["problems"], answer["rules"])
    titles = {each.name: each.title for each in found.described.tables}
    rows = [{**each.to_dict(), "table_title": titles.get(each.table, "")} for each in problems(found, outcome)]
    manifest = {
        "load": load_id,
        "who": who,
        "when": when,
        "reader_version": READER_VERSION,
        "kind": found.described.id,
        "year": found.year,
        "as_of": as_of.isoformat(),
        "sources": [{"name": each.name, "sha256": each.sha256} for each in found.sources],
        "tables": dict(found.counts),
        # What measures need to know of the reading, so that a column that was not given is not taken for an empty one.
        "columns": {name: sorted(columns) for name, columns in found.columns.items()},
        "lea": found.lea,
        "reference_date": found.reference_date.isoformat() if found.reference_date else None,
        "reasons": {each.rule.id: each.reason for each in outcome.results if each.reason},
        "questions": [
            {"table": titles.get(each.table, each.table), "heading": each.heading} for each in found.questions
        ],
    }
    files = {MANIFEST: _json(manifest), ALL: _json(rows), WORKBOOK: (folder / WORKBOOK).read_bytes()}
    files |= {f"tables/{name}.parquet": found.path(name).read_bytes() for name in found.counts}
    return Made(
        _zip(files),
        found.described.id,
        found.year,
        as_of,
        tuple(each.sha256 for each in found.sources),
        dict(found.counts),
        _counted(found, outcome, rows, before),
        before is not None,
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


def _counted(
    found: Read, outcome: Outcome, rows: list[dict[str, Any]], before: bytes | None
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
    now, then = _by_rule(rows), _by_rule(rows_of(before))
    for each in results:
        # Of a rule that was not run nobody knows whether its problems are gone.
        if each["state"] == "not run":
            continue
        here, there = now.get(each["rule"], Counter()), then.get(each["rule"], Counter())
        same = (here & there).total()
        each |= {"same": same, "new": here.total() - same, "gone": there.total() - same}
    return tuple(results)


def _by_rule(rows: Sequence[Mapping[str, Any]]) -> dict[str, Counter[tuple[str, str, str]]]:
    """Return how often each rule found each place. A place is a child's key, not a row: rows move from file to file."""
    found: dict[str, Counter[tuple[str, str, str]]] = {}
    for each in rows:
        place = (each["table"], each["key"] or f"row {each['row']}", each["field"])
        found.setdefault(each["rule"], Counter())[place] += 1
    return found


def manifest_of(data: bytes) -> dict[str, Any]:
    """Return the manifest of a snapshot."""
    found: dict[str, Any] = json.loads(_part(data, MANIFEST))
    return found


def rows_of(data: bytes) -> list[dict[str, Any]]:
    """Return every problem of a snapshot. They are personal data."""
    found: list[dict[str, Any]] = json.loads(_part(data, ALL))
    return found


def workbook_of(data: bytes) -> bytes:
    """Return the workbook with its cells marked."""
    return _part(data, WORKBOOK)


def refusal_of(data: bytes) -> str:
    """Return why files could not be read; the sentence may name what stands in them."""
    return str(manifest_of(data)["refusal"])


def refused(load_id: int, sentence: str) -> bytes:
    """Return what is kept of files that could not be read."""
    return _zip({MANIFEST: _json({"load": load_id, "refusal": sentence})})


def opened(sha256: str) -> bytes:
    """Return a kept snapshot. Raises store.DamagedError."""
    return store.get(sha256)


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, _MADE), data, compress_type=zipfile.ZIP_DEFLATED)
    return into.getvalue()
