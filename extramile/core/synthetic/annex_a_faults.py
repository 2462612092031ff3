"""What breaks each rule of the child lists: a table by rule, for each list that has it."""

from collections.abc import Callable, Mapping

from extramile.core.synthetic.planting import Fault, Plant, Shared
from extramile.core.synthetic.record import Record, Year, lettered, moved
from extramile.core.synthetic.sen2_faults import NO_URN

# Rules that are broken by nothing here, and why.
NOT_PLANTED_LISTS = {
    **dict.fromkeys(("AX-1-16", "AX-2-16"), "The codes were not seen, so that the rule is not run."),
    **dict.fromkeys(("AX-1-18b", "AX-2-18b"), NO_URN),
}
Values = Mapping[str, str]
Value = str | Callable[[Values, Year], str]
When = Callable[[Values, Year], bool]


def _put(when: When, **values: Value) -> Plant:
    """Return what puts values into the row of a child that is such."""

    def plant(record: Record, year: Year) -> bool:
        row = record.values
        if not when(row, year):
            return False
        record.values |= {name: each if isinstance(each, str) else each(row, year) for name, each in values.items()}
        return True

    return plant


def _any(_row: Values, _year: Year) -> bool:
    return True


def _aged(low: int, high: int) -> When:
    return lambda row, year: low <= year.age(row["birth_date"]) <= high


def _at_school(row: Values, year: Year) -> bool:
    return _aged(5, 15)(row, year) and bool(row["urn"]) and not row["subsidiary_phase"]


def _new(row: Values, year: Year) -> bool:
    """Say whether a plan is new: not reviewed and not updated yet."""
    return not row["last_review_date"] and row["initial_plan_date"] > year.from_census(-300)


def _reviewed(row: Values, year: Year) -> bool:
    """Say whether an older plan was reviewed, long enough ago for something to have followed, and was not updated."""
    last = row["last_review_date"]
    older = row["initial_plan_date"] < year.from_census(-400)
    return older and bool(last) and last < year.from_census(-130) and not row.get("updated_plan_date")


def _on(name: str, after: int) -> Callable[[Values, Year], str]:
    return lambda row, _year: moved(row[name], after)


def _census(after: int) -> Callable[[Values, Year], str]:
    return lambda _row, year: year.from_census(after)


def _born(years: int) -> Callable[[Values, Year], str]:
    """Return what gives the day of birth of somebody who is so old."""
    return lambda _row, year: f"{year.year - 1 - years}-06-01"


def _both_lists(name: str, plant: Plant, second: Mapping[str, int] | None = None) -> tuple[Fault, Fault]:
    """Return the fault in each list; `second` are rules of List 2 alone that fail with it."""
    return (
        Fault(f"AX-1-{name}", plant, table="list_1"),
        Fault(f"AX-2-{name}", plant, table="list_2", also=second or {}),
    )


def _first(name: str, plant: Plant, **also: int) -> tuple[Fault, ...]:
    return (
        Fault(f"AX-1-{name}", plant, table="list_1", also={f"AX-1-{each[1:]}": times for each, times in also.items()}),
    )


def _twice(name: str, column: str) -> tuple[Shared, Shared]:
    return (
        Shared(f"AX-1-{name}", column, table="list_1"),
        Shared(f"AX-2-{name}", column, table="list_2"),
    )


LIST_FAULTS: tuple[Fault | Shared, ...] = (
    # Plans that are new come first: they are few.
    *_first("05a", _put(_new, birth_date=_census(30)), _22=1),
    Fault("AX-2-05a", _put(_any, birth_date=_census(30)), table="list_2"),
    *_first("05b", _put(_new, initial_plan_date=_census(10))),
    *_first("05c", _put(_new, updated_plan_date=_census(10))),
    *_first("06a", _put(_new, updated_plan_date=_on("initial_plan_date", -10))),
    *_first("06b", _put(_new, last_review_date=_on("initial_plan_date", -10))),
    *_first("22b", _put(_new, updated_plan_date=_on("birth_date", -10)), _06a=1),
    *_first("22c", _put(_new, last_review_date=_on("birth_date", -10)), _06b=1),
    *_first("05d", _put(_reviewed, last_review_date=_census(10))),
    *_first("20", _put(_reviewed, last_review_date="")),
    *_first("21", _put(_reviewed, updated_plan_date=_on("last_review_date", 100)), _21b=1),
    *_first("21b", _put(_reviewed, updated_plan_date=_on("last_review_date", 50))),
    *_first("19", _put(_reviewed, initial_plan_date="")),
    *_first("22", _put(_reviewed, initial_plan_date=_on("birth_date", -10))),
    *_first("23", _put(_at_school, home_education="Yes")),
    *_both_lists("08a", _put(_at_school, urn="")),
    *_both_lists("08b", _put(_at_school, urn="", subsidiary_phase="Primary")),
    *_both_lists("07", _put(_aged(6, 15), upn="", uln="")),
    *_both_lists("29", _put(_aged(16, 19), urn="", phase="", subsidiary_phase="")),
    *_both_lists("12", _put(_any, uln=lambda row, _year: f"0{int(row['unique_id'][1:]):09d}")),
    *_twice("12b", "uln"),
    *_twice("09", "upn"),
    *_twice("10b", "unique_id"),
    Shared("AX-1-27", "upn", failures=1, table="list_1", other="list_2"),
    Shared("AX-1-27b", "unique_id", failures=1, table="list_1", other="list_2"),
    *_both_lists("01a", _put(_any, birth_date="")),
    *_both_lists("01b", _put(_any, gender="")),
    *_both_lists("01c", _put(_any, ethnicity="")),
    *_both_lists("01d", _put(_any, primary_need="")),
    *_both_lists("02a", _put(_aged(16, 24), birth_date=_born(25)), {"AX-2-28": 1}),
    *_both_lists("02b", _put(_aged(16, 24), birth_date=_born(28)), {"AX-2-28": 1}),
    Fault("AX-2-28", _put(_aged(16, 19), birth_date=_born(22)), table="list_2"),
    *_both_lists("03", _put(_any, disability="")),
    *_both_lists("10", _put(_any, unique_id="")),
    *_both_lists("11", _put(lambda row, _year: bool(row["upn"]), upn=lambda row, _year: row["upn"][:-1])),
    *_both_lists(
        "11b", _put(lambda row, _year: bool(row["upn"]), upn=lambda row, _year: lettered(row["upn"][1:], beside=1))
    ),
    *_both_lists("13", _put(_any, gender="X")),
    *_both_lists("14", _put(_any, ethnicity="WHITE")),
    *_both_lists("15", _put(_any, primary_need="ZZZ")),
    *_both_lists("17", _put(_any, disability="maybe")),
    *_both_lists("18", _put(_aged(5, 15), urn="99")),
    *_both_lists("24", _put(_any, absence="some")),
    *_both_lists("25", _put(_any, suspensions="-1")),
    *_both_lists("25b", _put(_any, permanent_exclusions="-1")),
    *_both_lists("25c", _put(_any, absence="140")),
    *_both_lists("26", _put(_any, social_care="Yes", social_care_team="")),
    *_both_lists("30", _put(_any, birth_date="soon")),
)
