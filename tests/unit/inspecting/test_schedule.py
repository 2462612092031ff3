"""Dates from both packs' rules: worked examples that were published, what is not known, and what an area enters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.days import is_working_day, working_day_on_or_after
from extramile.core.frameworks import pack
from extramile.core.inspecting import Due, Schedule, schedule
from extramile.core.vocabulary import NotFoundError

EALING = {"notification": date(2025, 9, 8)}


def due(found: Schedule, rule: str) -> Due:
    return next(each for each in found.due if each.deadline.id == rule)


def test_ealing_2025() -> None:
    """Notified on 8 September, fieldwork from the 18th, on site from the 22nd to the 26th."""
    found = schedule(pack("send-2023"), "full", EALING)

    assert found.day_of("fieldwork-start") == date(2025, 9, 18)
    assert found.day_of("on-site-start") == date(2025, 9, 22)
    assert found.day_of("fieldwork-end") == date(2025, 9, 26)
    assert due(found, "CAL5-opens").until == date(2025, 9, 9)
    assert [each.day for each in found.due] == sorted(
        (each.day for each in found.due), key=lambda day: (day is None, day or date.min)
    )


def test_milton_keynes_2018() -> None:
    """Called on Monday 1 October, inspected from the 8th to the 12th."""
    found = schedule(pack("send-2016"), "inspection", {"notification": date(2018, 10, 1)})

    assert found.day_of("fieldwork-start") == date(2018, 10, 8)
    assert found.day_of("fieldwork-end") == date(2018, 10, 12)


def test_what_is_recalled_makes_what_is_counted_from_it_unverified() -> None:
    found = schedule(pack("send-2023"), "full", EALING)

    assert due(found, "P4-1").unverified
    assert due(found, "P4-2").unverified
    assert not due(found, "CAL3").unverified


def test_a_date_that_is_not_known_has_a_reason() -> None:
    found = schedule(pack("send-2023"), "full", EALING)

    assert due(found, "monitoring-due").missing == (
        "It is counted from receipt of the final report, and that day is not known yet."
    )
    assert due(found, "person-level-data").missing == "The rule is not known."
    assert due(found, "reform-plan-due").missing == "The rule is a date that is not known."
    assert all((each.day is None) == bool(each.missing) for each in found.due)


def test_what_was_entered_goes_before_the_rule_and_says_so() -> None:
    entered = EALING | {"fieldwork-end": date(2025, 9, 25), "report-received": date(2025, 11, 10)}
    found = schedule(pack("send-2023"), "full", entered)

    left = due(found, "CAL4")
    assert left.day == date(2025, 9, 25)
    assert left.remarks == ("By the rule it would be 26 September 2025.", "It is usually a Friday; this is a Thursday.")
    assert due(found, "monitoring-due").day == date(2027, 5, 10)
    assert due(found, "P4-1").day == date(2025, 11, 6)


def test_an_area_sets_a_rule_otherwise() -> None:
    rules = pack("send-2023")
    own = rules.deadline("person-level-data").with_override(
        3, "working-days", "Agreed in the set-up meeting", by="A. Lead", when=date(2025, 9, 9)
    )
    found = schedule(rules, "full", EALING, {own.id: own})

    assert due(found, own.id).day == date(2025, 9, 11)
    assert not due(found, own.id).unverified


def test_a_call_on_another_day_is_remarked() -> None:
    found = schedule(pack("send-2023"), "full", {"notification": date(2025, 9, 9)})

    assert due(found, "CAL3").day == date(2025, 9, 23)
    assert due(found, "CAL3").remarks == ("It is usually a Monday; this is a Tuesday.",)


def test_events_that_the_pack_does_not_have_are_refused() -> None:
    with pytest.raises(NotFoundError, match="notificaton"):
        schedule(pack("send-2023"), "full", {"notificaton": date(2025, 9, 8)})


@given(
    st.dates(date(2016, 1, 1), date(2050, 12, 31)),
    st.sampled_from([(name, kind.id) for name in ("send-2016", "send-2023") for kind in pack(name).kinds]),
)
def test_over_the_years(day: date, which: tuple[str, str]) -> None:
    """Whenever the call comes, what is counted in working days falls on one, and everything after what it hangs on."""
    name, kind = which
    found = schedule(pack(name), kind, {"notification": working_day_on_or_after(day)})

    for each in found.due:
        if each.day is None or each.counted_from is None or each.counted_from.day is None:
            continue
        assert each.day >= each.counted_from.day
        assert each.deadline.unit != "working-days" or is_working_day(each.day)
    spine = ("notification", "fieldwork-start", "on-site-start", "fieldwork-end", "draft-received", "report-published")
    days = [day for day in map(found.day_of, spine) if day]
    assert days == sorted(set(days))
