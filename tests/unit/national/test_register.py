"""The register as it is bundled."""

import json

import pytest

from extramile.core.national import OUTCOMES, open_reference
from extramile.core.vocabulary import NotFoundError

REFERENCE = open_reference()
REGISTER = REFERENCE.register


def test_milton_keynes_is_as_its_letter_and_report_say() -> None:
    first, second = REGISTER.get("2016-826"), REGISTER.get("2023-826-2024-03")
    assert (str(first.started), str(first.ended), str(first.published)) == ("2018-10-08", "2018-10-12", "2018-12-06")
    assert first.outcome == "not-required"
    assert second.outcome == "inconsistent"
    assert (second.next_full_years, second.next_due_month, second.next_due_derived) == (3, "2027-03", True)
    assert second.previous is not None
    assert second.previous.started == first.started
    assert REGISTER.of_area("826") == (second, first)


def test_every_inspection_has_sources_confidence_and_an_outcome_of_its_framework() -> None:
    for each in REGISTER:
        assert each.sources, each.id
        assert each.confidence in {"high", "medium", "low"}, each.id
        assert each.outcome in OUTCOMES[each.framework], each.id
        assert each.report_address.startswith("https://") or each.framework == "2016", each.id


def test_notes_are_our_own_sentences() -> None:
    for each in REGISTER:
        for note in each.notes:
            assert note.endswith("."), note
            assert len(note) < 120, note


def test_unknown_days_stay_unknown() -> None:
    thurrock = REGISTER.get("2023-883-published-2026-03")
    assert (thurrock.started, thurrock.month, thurrock.next_due_month) == (None, "", "")
    buckinghamshire = REGISTER.get("2023-825-2025-11")
    assert (buckinghamshire.started, buckinghamshire.next_due_month) == (None, "2028-11")


def test_former_areas_are_in_the_register_under_their_own_codes() -> None:
    assert {REGISTER.get(f"2016-{code}").area for code in ("835", "909", "928")} == {
        "Dorset (pre-2019)",
        "Cumbria",
        "Northamptonshire",
    }


def test_register_is_newest_first() -> None:
    days = [each.started for each in REGISTER if each.started]
    assert days == sorted(days, reverse=True)


def test_inspections_are_plain_values_for_json() -> None:
    content = json.loads(json.dumps([each.to_dict() for each in REGISTER]))
    assert len(content) == len(REGISTER) == 248


def test_unknown_inspection_names_those_of_the_area() -> None:
    with pytest.raises(NotFoundError) as refused:
        REGISTER.get("2023-826")
    assert set(refused.value.nearest) == {"2016-826", "2023-826-2024-03"}


def test_every_table_has_a_source() -> None:
    for name, source in REFERENCE.sources.items():
        assert source.publication, name
        assert source.publisher, name
        assert source.release, name
        assert source.retrieved, name
        assert source.licence, name
        assert source.address.startswith("https://"), name
