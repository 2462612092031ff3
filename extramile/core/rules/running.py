"""Runs the rules of a return: all of a table in one pass, each with one of four honest states."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from extramile.core.engines import Engine
from extramile.core.returns import KEY, LABEL, LINKED, ROW, UNREAD, Load, Return, RowProblem
from extramile.core.rules.declaring import Rule, Share, rules
from extramile.core.rules.expressing import Ground, Registers, Values, answered, express, opposite, scope
from extramile.core.rules.families import Check, NoCodesError, checks
from extramile.core.rules.language import TRUE, Count, Listed, Name, Node, Parameter, Pick, reads, walk
from extramile.core.rules.registers import not_at_hand
from extramile.core.vocabulary import upper_first

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

State = Literal["passed", "failed", "not run", "not applicable"]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How a rule went: its state, how many rows it judged and how many failures it found; why it was not run."""

    rule: Rule
    state: State
    failures: int = 0
    judged: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Failing:
    """The rows of a table in which something failed: keys, values, and a column of truth for each check, in order."""

    table: str
    checks: tuple[Check, ...]
    rows: "pa.Table"


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that the rules found in a return."""

    described: Return
    year: int | None
    as_of: date
    results: tuple[RuleResult, ...]
    failing: tuple[Failing, ...] = ()
    shares: tuple[RowProblem, ...] = ()

    @property
    def errors(self) -> int:
        """Return how many failures are errors."""
        return sum(each.failures for each in self.results if each.rule.severity == "error")

    def problems(self) -> Iterator[RowProblem]:
        """Yield every failure as a problem, table by table."""
        yield from self.shares
        for each in self.failing:
            yield from _problems(each, self.described)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is about: the return, its year and day, and the registers at hand."""

    described: Return
    year: int | None
    as_of: date
    census_day: date | None
    lea: str
    counts: Mapping[str, int]
    columns: Mapping[str, frozenset[str]]
    registers: Registers = field(default_factory=dict)

    def parameters(self) -> Values:
        """Return the values that rules may name; None where a return has no such thing."""
        year, census = self.year, self.census_day
        return {
            "CENSUS_DAY": census,
            "AS_OF": self.as_of,
            "YEAR": str(year) if year else None,
            "YEAR_START": date(year - 1, 1, 1) if year else None,
            "YEAR_END": date(year - 1, 12, 31) if year else None,
            "SCHOOL_YEAR_START": date(year - 1, 8, 31) if year else None,
            "LEA": self.lea or None,
        }


def run_for(load: Load, *, as_of: date, year: int | None = None, registers: Registers | None = None) -> Run:
    """Return what a run over a load is about. The census day is that of the year, as the definitions have it."""
    year = year or load.year
    census = load.described.census_day(year)
    return Run(
        load.described, year, as_of, census or load.reference_date, load.lea, load.counts, load.columns, registers or {}
    )


def check(run: Run, engine: Engine, only: Sequence[Rule] | None = None) -> Outcome:
    """Run the rules of a return over the tables that an engine holds."""
    wanted = rules(run.described.id) if only is None else tuple(only)
    states: dict[str, RuleResult] = {}
    ready: dict[str, list[Check]] = {}
    # Rules of several fields of which some are not there: the others are judged, and the rule never passes.
    partly: dict[str, str] = {}
    for rule in wanted:
        result = _before(rule, run)
        if isinstance(result, RuleResult):
            states[rule.id] = result
            continue
        tests, reason = result
        ready.setdefault(rule.table, []).extend(tests)
        if reason:
            partly[rule.id] = reason
    failing, shares = [], []
    for table, tests in ready.items():
        found, rows, notes = _check_table(table, tests, run, engine)
        states |= {name: _but_partly(state, partly.get(name, "")) for name, state in found.items()}
        shares += notes
        if rows is not None:
            failing.append(rows)
    return Outcome(
        run.described, run.year, run.as_of, tuple(states[each.id] for each in wanted), tuple(failing), tuple(shares)
    )


def _but_partly(result: RuleResult, reason: str) -> RuleResult:
    """Return the result of a rule that could judge only some of its fields: failed, or else not run."""
    if not reason:
        return result
    state: State = "failed" if result.failures else "not run"
    return RuleResult(result.rule, state, result.failures, result.judged, reason)


def _of_no_year(rule: Rule, run: Run) -> RuleResult | None:
    """Return why a rule says nothing of the return of this year, if it does not."""
    if rule.years and run.year is None:
        return RuleResult(rule, "not run", reason="The year of the return is not known.")
    if rule.in_year(run.year):
        return None
    known = run.described.years
    if known and run.year not in known:
        return RuleResult(rule, "not run", reason=f"What the return of {run.year} asks is not known to us.")
    return RuleResult(rule, "not applicable", reason=f"It is not a rule of the return of {run.year}.")


def _before(rule: Rule, run: Run) -> RuleResult | tuple[list[Check], str]:
    """Return the checks of a rule that can be run and why others cannot, or why the rule says nothing here."""
    if said := _of_no_year(rule, run):
        return said
    try:
        tests = checks(rule, run.described, run.year)
    except NoCodesError as error:
        return RuleResult(rule, "not run", reason=f"{upper_first(str(error))}.")
    lacking = [missing(rule.table, (each.when, each.holds), run) for each in tests]
    reason = next((each for each in lacking if each), "")
    if all(lacking):
        return RuleResult(rule, "not run", reason=reason)
    if not run.counts[rule.table]:
        return RuleResult(rule, "not applicable", reason="There is no row to judge.")
    return [test for test, said in zip(tests, lacking, strict=True) if not said], reason


def missing(table: str, conditions: Sequence[Node], run: Run) -> str:
    """Return what conditions about a table need and the return does not have, in words; empty where all is there."""
    needed = {each for node in conditions for each in reads(node, table)} | {(table, "")}
    for name in sorted({each for each, _ in needed}):
        if name not in run.counts:
            return f"The table “{run.described.table(name).title}” was not given."
    for name, column in sorted(needed):
        if column and not column.startswith("_") and column not in run.columns[name]:
            return f"There is no column {run.described.table(name).column(column).called} in what was given."
    nodes = [each for node in conditions for each in walk(node)]
    for name in sorted({each for node in nodes for each in _linked(node, table)}):
        if LINKED not in run.columns[name]:
            return f"The rows of “{run.described.table(name).title}” do not say to which others they belong."
    return _missing_values(nodes, run)


def _linked(node: Node, table: str) -> set[str]:
    """Return the tables that must say to which rows of others theirs belong."""
    if isinstance(node, (Count, Pick)):
        return {table, node.table}
    if isinstance(node, Name) and (node.table or node.column.startswith("_")):
        return {table, node.table or table}
    return set()


def _missing_values(nodes: Sequence[Node], run: Run) -> str:
    from extramile.core.rules.language import PARAMETERS

    for each in nodes:
        if isinstance(each, Parameter) and run.parameters()[each.name] is None:
            return (
                f"The {PARAMETERS[each.name]} is not known."
                if not PARAMETERS[each.name].startswith("the ")
                else f"{PARAMETERS[each.name].capitalize()} is not known."
            )
        if isinstance(each, Listed) and each.register not in run.registers:
            return not_at_hand(each.register, run.registers)
    return ""


def _check_table(
    table: str, tests: Sequence[Check], run: Run, engine: Engine
) -> tuple[dict[str, RuleResult], Failing | None, list[RowProblem]]:
    fields = {each.field for each in tests} - {""}
    typed = {each.name for each in run.described.table(table).columns if each.type in {"date", "number"}}
    fields = {each for each in fields if not each.startswith("_")}
    shown = sorted(fields | {each + UNREAD for each in fields & typed})
    bad = [f"b{place}" for place in range(len(tests))]
    # Many checks judge the same rows: how many those are is counted once for all of them.
    judges = [(test.when, None if test.empty_fails else test.holds) for test in tests]
    judged = {each: f"j{place}" for place, each in enumerate(dict.fromkeys(judges))}

    def build() -> "ir.Table":
        import ibis

        nodes = [node for each in tests for node in (each.when, each.holds)]
        within = scope(table, nodes, Ground(run.described, engine, run.parameters(), run.registers), fields)
        # Said once, and used by name: the answers are long.
        names = {node: f"n{place}" for place, node in enumerate(dict.fromkeys(nodes)) if node != TRUE}
        asked = within.wide.select(
            *(ROW, KEY, LABEL, *shown), **{name: express(node, within) for node, name in names.items()}
        )

        def when(node: Node, also: Any) -> Any:
            return also if node == TRUE else asked[names[node]].fill_null(False) & also

        said = {
            bad[place]: when(test.when, opposite(asked[names[test.holds]]).fill_null(test.empty_fails))
            for place, test in enumerate(tests)
        }
        for (node, holds), name in judged.items():
            said[name] = when(node, ibis.literal(True) if holds is None else answered(asked[names[holds]]))
        marked = asked.select(ROW, KEY, LABEL, *shown, **said)
        # Texts of rows in which all is well are not kept: nobody asks for them.
        failed = reduce(or_, (marked[name] for name in bad))
        texts = {name: ibis.ifelse(failed, marked[name], None) for name in (LABEL, *shown)}
        return marked.select(ROW, KEY, **texts, **{name: marked[name] for name in said})

    # What an engine remembers of a question is its words: the lists that it names have to be there.
    asked = {
        each.register
        for test in tests
        for node in (test.when, test.holds)
        for each in walk(node)
        if isinstance(each, Listed)
    }
    for name in sorted(asked):
        engine.listing(name, run.registers[name])
    # Joined and judged once; the two questions about it are cheap.
    key = (run.described.id, table, tuple(tests), tuple(run.parameters().items()))
    marked = engine.keep(build, key)
    sums = (*judged.values(), *bad)
    counts = engine.fetch(
        lambda: marked.aggregate(**{name: marked[name].cast("int64").sum() for name in sums}),
        ("counts", marked.get_name(), *sums),
    ).to_pylist()[0]
    by_rule: dict[str, list[tuple[Check, int, int]]] = {}
    shares = []
    for place, test in enumerate(tests):
        seen, failed = int(counts[judged[judges[place]]] or 0), int(counts[f"b{place}"] or 0)
        if test.share is not None:
            note = _share(test.share, seen, failed)
            shares += [note] if note else []
            failed = 1 if note else 0
            seen = seen if seen >= test.share.least_rows else 0
        by_rule.setdefault(test.rule.id, []).append((test, seen, failed))
    states = {name: _state(found) for name, found in by_rule.items()}
    named = [place for place, test in enumerate(tests) if test.share is None and counts[f"b{place}"]]
    if not named:
        return states, None, shares
    answers = [f"b{place}" for place in named]
    told = (ROW, KEY, LABEL, *shown, *answers)
    rows = engine.fetch(
        lambda: marked.filter(reduce(or_, (marked[each] for each in answers))).select(*told),
        ("failing", marked.get_name(), *told),
    )
    # An engine gives rows in any order; people and files get them as they stand in the return.
    rows = rows.sort_by([(ROW, "ascending"), (KEY, "ascending")])
    return (
        states,
        Failing(table, tuple(tests[place] for place in named), rows.rename_columns(_plain_names(rows, named))),
        shares,
    )


def _plain_names(rows: "pa.Table", named: Sequence[int]) -> list[str]:
    """Return the names of the columns, those of checks by their place among the ones that failed."""
    places = {f"b{place}": f"bad{number}" for number, place in enumerate(named)}
    return [places.get(each, each) for each in rows.column_names]


def _state(found: Sequence[tuple[Check, int, int]]) -> RuleResult:
    rule = found[0][0].rule
    judged, failures = sum(each for _, each, _ in found), sum(each for _, _, each in found)
    if not judged:
        few = rule.family == "share"
        return RuleResult(
            rule,
            "not applicable",
            reason="There are too few rows to judge a share." if few else "There is no row to judge.",
        )
    return RuleResult(rule, "failed" if failures else "passed", failures, judged)


def _share(rule: Share, judged: int, failed: int) -> RowProblem | None:
    if judged < rule.least_rows or not rule.too_many(failed, judged):
        return None
    said = f"{rule.title} Here it is {failed:,} of {judged:,} ({failed / judged:.0%}). {rule.do}"
    return RowProblem(rule.id, rule.severity, rule.table, 0, "", rule.field, "", said)


def _problems(failing: Failing, described: Return) -> Iterator[RowProblem]:
    table = described.table(failing.table)
    labels = {each.name: each.label for each in table.columns}
    for batch in failing.rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            for number, test in enumerate(failing.checks):
                if row[f"bad{number}"]:
                    rule = test.rule
                    value = _shown(row, test.field)
                    yield RowProblem(
                        rule.id,
                        rule.severity,
                        failing.table,
                        row[ROW],
                        row[LABEL] or "",
                        labels.get(test.field, test.field),
                        value,
                        f"{rule.title} {rule.do}",
                    )


def _shown(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        value = row.get(name + UNREAD)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
