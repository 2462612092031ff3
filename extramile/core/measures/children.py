"""Which figures count the same child: what somebody who subtracts one from another gets is a number of children too.

It is worked out from the records themselves and not from what measures are declared to be, so that it holds for every measure, of
whatever table. It says for each part of each table which ways there are for a child to stand in its measures, and how many
children stand so. It is personal data like the rows: it never leaves, and is not kept.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from extramile.core.engines import Engine
from extramile.core.measures.declaring import MeasureFile
from extramile.core.measures.measuring import STATES, WHOLE, Asked, Judged, asked_of, judged_by
from extramile.core.rules import Run

# How a child stands in some measures: their names with “counted”, “others” (judged and not counted) or “unknown”.
Standing = frozenset[tuple[str, str]]
# By table (`WHOLE` or a group), then by its part, how many children stand so in it.
Children = Mapping[str, Mapping[str, Counter[Standing]]]
# That a child cannot stand so as one: two rows of one measure, or rows in two parts.
_TWICE: Standing = frozenset({("", "")})
# A child with a request, or with none where a row is about the child alone.
_Record = tuple[object, object]
_Found = dict[str, dict[_Record, dict[str, Standing]]]


def children_of(run: Run, engine: Engine, declared: MeasureFile) -> Children:
    """Return how the children of a return stand in its measures, as a whole and in each part of every group.

    Of a child with several requests each stands for itself, the one that is in the most measures with what is said of the child.
    Left out are one that a measure counts twice, and in a table that parts children one that is in two of its parts: no relation
    between figures holds for it. So are rows that belong to no child, and measures of which nobody is told a figure.
    """
    groups = {WHOLE: None, **declared.groups}
    asked, _ = asked_of(run, declared.measures, groups)
    found: _Found = {name: {} for name in groups}
    for table, these in asked.items():
        _add(found, judged_by(table, these, run, engine), these, engine, declared)
    first = _first(found[WHOLE])
    said: dict[str, dict[str, Counter[Standing]]] = {}
    for name, records in found.items():
        group = groups[name]
        parts = said.setdefault(name, {})
        for child, request in [each for each in records if each[1] is None]:
            if (child, request) != first[child]:
                own = records.setdefault(first[child], {})
                for part, standing in records.pop((child, request)).items():
                    own[part] = _joined(own[part], standing) if part in own else standing
        for standings in records.values():
            if len(standings) > 1 and not (group and group.period):
                continue
            for part, standing in standings.items():
                if standing is not _TWICE:
                    parts.setdefault(part, Counter())[standing] += 1
    return said


def _first(records: Mapping[_Record, Mapping[str, Standing]]) -> dict[object, _Record]:
    """Return of each child the record with which goes what is said of the child and of no request."""
    first: dict[object, _Record] = {}
    best: dict[object, int] = {}
    for (child, request), standings in records.items():
        lines = -1 if request is None else sum(len(each) for each in standings.values())
        if lines > best.get(child, -2):
            first[child], best[child] = (child, request), lines
    return first


def _add(
    found: _Found,
    judged: Judged,
    asked: list[Asked],
    engine: Engine,
    declared: MeasureFile,
) -> None:
    """Add how the children of one table stand."""
    numbers = {value: number for number, value in enumerate(judged.parts)}
    # Measures that a group parts by the same value are in the same part of it.
    together: dict[tuple[str, int | None], list[int]] = {}
    for place, each in enumerate(asked):
        for name, value in each.values.items():
            together.setdefault((name, None if value is None else numbers[value]), []).append(place)
    names = [each.measure.id for each in asked]
    told = [place for place, each in enumerate(asked) if not each.measure.kept]

    @cache
    def standings(
        states: tuple[int, ...],
    ) -> list[tuple[dict[_Record, dict[str, Standing]], str, int | None, Standing]]:
        """Return how a row with these answers stands in each group, and by which value it is parted."""
        said = {
            place: (names[place], each)
            for place in told
            for each, count in zip(STATES, states[3 * place : 3 * place + 3], strict=True)
            if count
        }
        stand = ((key, frozenset(said[each] for each in places if each in said)) for key, places in together.items())
        return [(found[name], name, number, standing) for (name, number), standing in stand if standing]

    @cache
    def part_of(name: str, value: str | None) -> str:
        return declared.groups[name].name(value)

    rows = engine.fetch(lambda: judged.rows, ("children", judged.rows.get_name(), *judged.key)).to_pydict()
    values = [rows.get(f"value{number}", ()) for number in range(len(judged.parts))]
    states = zip(*(rows[f"{each}{place}"] for place in range(len(asked)) for each in STATES), strict=True)
    for row, (child, request, answers) in enumerate(zip(rows["person"], rows["request"], states, strict=True)):
        if child is not None:
            for records, name, number, standing in standings(answers):
                part = WHOLE if number is None else part_of(name, values[number][row])
                parts = records.setdefault((child, request), {})
                parts[part] = _joined(parts[part], standing) if part in parts else standing


def _joined(one: Standing, other: Standing) -> Standing:
    if one is _TWICE or {name for name, _ in one} & {name for name, _ in other}:
        return _TWICE
    return one | other
