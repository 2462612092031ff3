"""The snapshot of a load: one sealed file, so that all of it is there or none.

It is a zip: the manifest, a Parquet file for each table, the problems of each rule in parts that are read alone, and the
workbook with its cells marked. The evidence store keeps it by its hash, encrypted. It names its load, so that no two loads share
a file and one can be deleted alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extramile.web.evidence import store
from extramile.web.returns import sealing

MANIFEST, WORKBOOK, COMPARED = "manifest.json", "marked.xlsx", "compared.json"
# What pages and comparisons read of a load that was checked.
NEEDED = {"states", "reasons", "listed", "questions", "answered", "sources"}
# So many problems stand in one part: a page needs one or two of them.
PART = 500


def pack(
    manifest: Mapping[str, Any],
    by_rule: Mapping[str, Sequence[Mapping[str, Any]]],
    workbook: bytes,
    tables: Mapping[str, bytes],
    compared: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a snapshot. The manifest gets how many problems of each rule there are, in the order of the rules.

    `compared` is what `compared_of` returns, of a load that another one came before.
    """
    listed = {rule: len(rows) for rule, rows in by_rule.items()}
    files = {MANIFEST: sealing.as_json({**manifest, "listed": listed}), WORKBOOK: workbook}
    for rule, rows in by_rule.items():
        files |= {
            _part_name(rule, first): sealing.as_json(rows[first : first + PART]) for first in range(0, len(rows), PART)
        }
    files |= {f"tables/{name}.parquet": data for name, data in tables.items()}
    if compared is not None:
        files[COMPARED] = sealing.as_json(compared)
    return sealing.seal(files)


def compared_of(data: bytes) -> dict[str, Any]:
    """Return which problems are new in a snapshot, and which of the one before are gone: places, by rule.

    `away` are those of the one before whose children are not here at all; an earlier version had them among what is gone.
    `with` is the hash of the snapshot before; `children`, where an earlier version did not leave them out, says how many children
    are here, in the one before and in both. Of a load that was compared with none, or by an earlier version, nothing is known.
    """
    known: dict[str, Any] = {"with": "", "new": {}, "gone": {}, "away": {}}
    return known | (json.loads(sealing.part(data, COMPARED)) if COMPARED in sealing.names(data) else {})


def pack_upload(load_id: int, files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return uploaded files as one, to wait for their reader."""
    return sealing.seal(
        {"load": str(load_id).encode(), **{f"{place}/{name}": data for place, (name, data) in enumerate(files)}}
    )


def refused(load_id: int, sentence: str, years: Sequence[int] = ()) -> bytes:
    """Return what is kept of files that could not be read: why, and which years somebody can choose from."""
    return sealing.seal({MANIFEST: sealing.as_json({"load": load_id, "refusal": sentence, "years": list(years)})})


def manifest_of(data: bytes) -> dict[str, Any]:
    """Return the manifest of a snapshot."""
    found: dict[str, Any] = json.loads(sealing.part(data, MANIFEST))
    return found


def rows_of(data: bytes) -> list[dict[str, Any]]:
    """Return every problem of a snapshot, rule by rule. They are personal data."""
    return [row for rule in manifest_of(data)["listed"] for row in rows_of_rule(data, rule)]


def by_rule(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return every problem of a snapshot by its rule. They are personal data."""
    return {rule: rows_of_rule(data, rule) for rule in manifest_of(data)["listed"]}


def rows_of_rule(data: bytes, rule: str, start: int = 0, stop: int | None = None) -> list[dict[str, Any]]:
    """Return the problems of a rule, from one place to another; only the parts that hold them are read."""
    many = int(manifest_of(data)["listed"].get(rule, 0))
    stop = many if stop is None else min(stop, many)
    begin = start - start % PART
    found: list[dict[str, Any]] = []
    for first in range(begin, stop, PART):
        found += json.loads(sealing.part(data, _part_name(rule, first)))
    return found[start - begin : max(stop - begin, 0)]


def rows_at(data: bytes, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Return the problems at some places, each part read once."""
    parts: dict[tuple[str, int], list[dict[str, Any]]] = {}
    found = {}
    for rule, place in places:
        first = place - place % PART
        if (rule, first) not in parts:
            parts[rule, first] = rows_of_rule(data, rule, first, first + PART)
        if place - first < len(parts[rule, first]):
            found[rule, place] = parts[rule, first][place - first]
    return found


def tables_of(data: bytes, wanted: Sequence[str]) -> Iterator[bytes]:
    """Yield those of some tables that a snapshot has, each a Parquet file. They are personal data."""
    there = sealing.names(data)
    for name in wanted:
        if (file := f"tables/{name}.parquet") in there:
            yield sealing.part(data, file)


def workbook_of(data: bytes) -> bytes:
    """Return the workbook with its cells marked."""
    return sealing.part(data, WORKBOOK)


class OutdatedError(store.DamagedError):
    """A snapshot was made before snapshots held what is read from them today. It is whole; its files have to be loaded again."""

    def __init__(self) -> None:
        super().__init__("This load was made by an earlier version of Extramile.")


def opened(sha256: str) -> bytes:
    """Return a kept snapshot. Raises store.DamagedError, which is OutdatedError where it was made by an earlier version."""
    data = store.get(sha256)
    manifest = manifest_of(data)
    if "refusal" not in manifest and not manifest.keys() >= NEEDED:
        raise OutdatedError
    return data


def _part_name(rule: str, first: int) -> str:
    return f"problems/{rule}/{first}.json"
