"""The measures of a load, worked out once and sealed: raw figures, the rows behind each, the cases of the statutory clock.

Like the snapshot it is one zip that the evidence store keeps encrypted, and names its load. All of it is personal data.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from extramile.core.clock import CLOCKED, Case, cases_of, gaps, unlinked, worklist
from extramile.core.disclosure import audiences
from extramile.core.engines import open_engine
from extramile.core.measures import (
    WHOLE,
    Measure,
    RawFigure,
    children_of,
    list_rows,
    listed,
    measure_tables,
    measures,
    not_here,
)
from extramile.core.rules import run_for
from extramile.web.evidence import store
from extramile.web.returns import released
from extramile.web.returns.sealing import as_json, names, part, seal
from extramile.web.returns.tables import tables_of

FIGURES, CASES, RELEASED = "figures.json", "cases.json", "released.json"


@dataclass(frozen=True, slots=True)
class Figures:
    """The raw figures of a load: by measure, then by grouping (`WHOLE` for none).

    `work` counts its worklist on its own day, `late` the cases of it that are late. `cases` is how many there are, None of a load
    without requests; `untold` are those without a day of request, `unlinked` the rows that belong to no request, by table, `gaps`
    what the clock needs and the load does not hold. None is not known: an earlier version sealed the figures.
    """

    year: int | None
    as_of: date
    work: Mapping[str, int]
    by_measure: Mapping[str, Mapping[str, tuple[RawFigure, ...]]]
    not_here: tuple[RawFigure, ...] = ()
    late: int | None = 0
    cases: int | None = 0
    untold: int | None = 0
    unlinked: Mapping[str, int] | None = field(default_factory=dict)
    gaps: tuple[str, ...] | None = ()

    def whole(self, name: str) -> RawFigure:
        """Return the figure of a measure that is not parted."""
        return self.by_measure[name][WHOLE][0]

    def all(self) -> list[tuple[str, RawFigure]]:
        """Return every figure with its grouping."""
        return [(by, each) for groups in self.by_measure.values() for by, figures in groups.items() for each in figures]


def declared_hash(kind: str = "sen2") -> str:
    """Return what tells these declarations from others: of the measures, and of who is told what of them."""
    told = [asdict(each) for each in audiences().values()]
    # What single rows are called makes no figure another one.
    said = measures(kind).model_dump_json(exclude={"measures": {"__all__": {"counted", "others"}}})
    return hashlib.sha256((said + json.dumps(told)).encode()).hexdigest()


def declared(kind: str = "sen2") -> dict[str, Measure]:
    """Return the measures of a return by their names."""
    return {each.id: each for each in measures(kind).measures}


def work_out(load_id: int, snapshot: bytes, as_of: date) -> bytes:
    """Work out every measure of a load, whole and by each grouping, with its rows and the cases of the clock."""
    files: dict[str, bytes] = {}
    with tables_of(load_id, snapshot) as load:
        run, known = run_for(load, as_of=as_of), measures(load.described.id)
        found: dict[str, dict[str, list[dict[str, Any]]]] = {each.id: {} for each in known.measures}
        with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
            tables = measure_tables(run, engine, known)
            children = {} if known.kept else children_of(run, engine, known)
            for each in known.measures:
                rows = list_rows(run, engine, each)
                files[f"rows/{each.id}.json"] = as_json([[row.row, row.key, row.counted] for row in rows])
                said = {"names": listed(each, load.described), "rows": [[row.request, *row.read] for row in rows]}
                files[f"read/{each.id}.json"] = as_json(said)
        for name, figures in tables.items():
            for figure in figures:
                found[figure.measure.id].setdefault(name, []).append(_plain(figure))
        out = {} if known.kept else released.content(tables, known, children, load=load_id, year=load.year, as_of=as_of)
        clocked = known.returns in CLOCKED and "requests" in load.counts
        cases = list(cases_of(load)) if clocked else []
        todo = worklist(cases, as_of)
        said = {
            "load": load_id,
            "return": known.returns,
            "year": load.year,
            "as_of": as_of.isoformat(),
            "figures": found,
            "work": Counter(each.group for each in todo),
            "late": len({each.case.key for each in todo if each.group == "late"}),
            "cases": len(cases) if clocked else None,
            "untold": sum(each.untold for each in cases),
            "unlinked": unlinked(load) if cases else {},
            "gaps": gaps(load) if clocked else [],
        }
    files |= {FIGURES: as_json(said), RELEASED: as_json(out), CASES: as_json([_case(each) for each in cases])}
    return seal(files)


def figures_of(sealed: str) -> Figures:
    """Return the raw figures that were sealed. Raises store.DamagedError."""
    said = json.loads(part(store.get(sealed), FIGURES))
    # Those that were sealed before other returns had measures do not say of which they are.
    kind = said.get("return", "sen2")
    known = declared(kind)
    return Figures(
        said["year"],
        date.fromisoformat(said["as_of"]),
        said["work"],
        {
            name: {by: tuple(RawFigure(known[name], **each) for each in rows) for by, rows in groups.items()}
            for name, groups in said["figures"].items()
            # A measure that is declared no more has no words to be shown with.
            if name in known
        },
        tuple(not_here(measures(kind))),
        # Of figures that were sealed before these were counted nobody knows them.
        said.get("late"),
        said.get("cases", 0),
        said.get("untold"),
        said.get("unlinked"),
        tuple(said["gaps"]) if "gaps" in said else None,
    )


def released_of(sealed: str) -> dict[str, Any]:
    """Return what each audience may be told, nothing where figures are not released. Raises store.DamagedError."""
    found: dict[str, Any] = json.loads(part(store.get(sealed), RELEASED))
    return found


def rows_of(sealed: str, name: str) -> list[tuple[int, str, bool | None]]:
    """Return the rows of a measure: row, child, whether it is counted. Raises store.DamagedError."""
    return [(row, key, counted) for row, key, counted in json.loads(part(store.get(sealed), f"rows/{name}.json"))]


@dataclass(frozen=True, slots=True)
class Decided:
    """What decided whether the rows of a measure are counted: names of values, and for each row its request and the values."""

    names: list[str]
    rows: list[tuple[int | None, list[str]]]


def decided_by(sealed: str, name: str) -> Decided:
    """Return what decided the rows of a measure, in their order. Nothing where an earlier version sealed them.

    Raises store.DamagedError.
    """
    data, file = store.get(sealed), f"read/{name}.json"
    if file not in names(data):
        return Decided([], [])
    said = json.loads(part(data, file))
    return Decided(said["names"], [(request, values) for request, *values in said["rows"]])


def sealed_cases(sealed: str) -> list[Case]:
    """Return the cases of the clock. Raises store.DamagedError."""
    return [_as_case(each) for each in json.loads(part(store.get(sealed), CASES))]


def _plain(figure: RawFigure) -> dict[str, Any]:
    names = ("group", "counted", "of", "unknown", "reason")
    return {name: getattr(figure, name) for name in names}


def _case(found: Case) -> dict[str, Any]:
    return {
        "key": found.key,
        "row": found.row,
        "label": found.label,
        "events": {name: day.isoformat() for name, day in found.events.items()},
        "undated": sorted(found.undated),
        "ended": found.ended.isoformat() if found.ended else None,
        "exception": found.exception,
        "amended": found.amended,
        "by_line": found.by_line,
    }


def _as_case(said: Mapping[str, Any]) -> Case:
    return Case(
        said["key"],
        said["row"],
        said["label"],
        {name: date.fromisoformat(day) for name, day in said["events"].items()},
        frozenset(said["undated"]),
        date.fromisoformat(said["ended"]) if said["ended"] else None,
        said["exception"],
        said["amended"],
        said.get("by_line", False),
    )
