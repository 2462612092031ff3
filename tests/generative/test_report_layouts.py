"""The same words in many layouts: what is read does not depend on where the pages break or how things are printed.

Reports are set with our own template (`tools/example_report`), varied as the published ones vary, and more.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.core.publications import Report, read_report
from tools.example_report import ExampleReport, build, harrowmere, wexmoor
from tools.example_report.content import Action, outcome_text


def read(example: ExampleReport) -> Report:
    return read_report(build(example), file="example.pdf")


def whole(action: Action) -> str:
    points = "".join(f"\n• {point}" for point in action.points)
    return f"{action.text}{points}" + (f"\n{action.after}" if action.after else "")


def check(example: ExampleReport, report: Report) -> None:
    assert [each.text for each in report.effective] == example.effective
    assert [each.text for each in report.improve] == example.improve
    assert [(each.responsible_printed, each.text) for each in report.priority_actions] == [
        (each.responsible, whole(each)) for each in example.priority_actions
    ]
    assert [each.text for each in report.areas_for_improvement] == [
        whole(each) for each in example.areas_for_improvement
    ]
    assert (report.area, report.outcome) == (example.area, example.outcome)
    assert (report.local_authority, list(report.icbs)) == (example.local_authority, example.icbs)
    assert [*report.inspectors_ofsted, *report.inspectors_cqc] == [
        name.split(",", 1)[0] for name in (*example.inspectors_ofsted, *example.inspectors_cqc)
    ]
    assert report.unclassified == ()


LAYOUTS = st.fixed_dictionaries(
    {
        "size": st.sampled_from([9.5, 10.5, 11, 12, 13]),
        "extra_bottom": st.integers(0, 330),
        "glyph": st.sampled_from(["■", "▪", "•", "◼", "–"]),
        "inner_glyph": st.sampled_from(["•", "▪", "-", "−", "–"]),
        "heading_bold": st.booleans(),
        "table_header": st.booleans(),
        "page_breaks": st.booleans(),
        "stray_bullet": st.booleans(),
        "footer": st.sampled_from(
            [
                ["Area SEND inspection report: AREA Local Area Partnership", "9 to 13 September 2024 PAGE"],
                ["Inspection report: AREA Local AREA Partnership, 9 to 13 September 2024 PAGE"],
                ["Area SEND inspection report: AREA Local Area Partnership, 9 to 13", "September 2024 PAGE"],
                ["AREA Local Area Partnership PAGE9 to 13 September 2024"],
            ]
        ),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LAYOUTS, st.sampled_from([wexmoor(), harrowmere()]))
def test_what_is_read_does_not_depend_on_the_layout(layout: dict[str, Any], example: ExampleReport) -> None:
    footer = [text.replace("AREA", example.area, 1) for text in layout["footer"]]
    example = replace(example, **{**layout, "footer": footer})
    check(example, read(example))


@pytest.mark.parametrize(
    "headings",
    [
        {"experience": ["What is it like to be a child or young person with special", "needs in this area?"]},
        {"effective": ["WHAT IS THE AREA PARTNERSHIP DOING", "THAT IS EFFECTIVE?"]},
        {"improve": ["What does the local area partnership need to do better?"]},
        {"areas_for_improvement": []},
        {"priority_actions": []},
        {"priority_actions": ["Areas  for priority", "action"]},
        {"priority_actions": ["Priority actions"]},
        {"outcome": []},
        {"outcome": ["Outcome of this inspection"]},
        {"effective": ["What is the area partnership doing that is working well?"]},
        {"effective": ["What are the partnership’s strengths?"]},
        {"improve": ["What needs to improve?"]},
        {"areas_for_improvement": ["Areas to improve"]},
        {"details": ["Details of the local area partnership"]},
        {"team": ["The inspection team"]},
    ],
)
def test_headings_wrap_change_and_go_missing(headings: dict[str, list[str]]) -> None:
    example = harrowmere().with_headings(**headings)
    check(example, read(example))


@pytest.mark.parametrize("headings", [{"details": []}, {"team": []}, {"details": [], "about": [], "team": []}])
@pytest.mark.parametrize("example", [wexmoor(), harrowmere()], ids=["wexmoor", "harrowmere"])
def test_names_of_people_stay_apart_without_the_headings_above_them(
    headings: dict[str, list[str]], example: ExampleReport
) -> None:
    report = read(example.with_headings(**headings))
    check(example, report)
    told = str(report.to_dict())
    assert not [name for name in (*report.inspectors_ofsted, *report.inspectors_cqc) if name in told]


@pytest.mark.parametrize(
    "title",
    [
        ["Area SEND inspection: Wexmoor Local Area Partnership"],
        ["Area SEND full inspection of Wexmoor Local Area"],
        ["Area SEND reinspection of the Wexmoor", "local area partnership"],
        ["Area special educational needs and/or disabilities (SEND)", "inspection of Wexmoor Local Area Partnership"],
        ["Wexmoor Local Area Partnership", "Area SEND inspection"],
        ["Inspection of Wexmoor Local Area Partnership"],
    ],
)
def test_titles_in_other_words(title: list[str]) -> None:
    example = replace(wexmoor(), title=title)
    report = read(example)
    check(example, report)
    assert report.warnings == ()


@pytest.mark.parametrize(
    "previous",
    [
        "Previous area SEND inspection dates: 3 to 7 July 2017",
        "Date of previous local area SEND inspection: 3 to 7 July 2017",
        "Date(s) of last inspection: 3 to 7 July 2017",
    ],
)
def test_previous_inspection_in_other_words(previous: str) -> None:
    report = read(replace(wexmoor(), previous=previous))
    assert [visit.start.isoformat() for visit in report.previous_inspections] == ["2017-07-03"]
    assert report.warnings == ()


def test_several_boards_in_one_cell() -> None:
    example = replace(
        wexmoor(), icbs=["Wexmoor ICB", "Isles ICB"], details_header=["Local Authority", "Integrated Care Boards"]
    )
    check(example, read(example))


@pytest.mark.parametrize("extra_bottom", [0, 120, 250, 300])
def test_one_cell_of_bodies_beside_several_actions(extra_bottom: int) -> None:
    actions = [
        replace(each, responsible="Harrowmere Council and NHS Harrowmere ICB") for each in harrowmere().priority_actions
    ]
    example = replace(
        harrowmere(), priority_actions=actions, one_responsible_cell=True, size=11, extra_bottom=extra_bottom
    )
    check(example, read(example))


@pytest.mark.parametrize(("outcome", "years"), [(1, 5), (2, 3), (3, 3)])
def test_outcome_and_intervals(outcome: int, years: int) -> None:
    example = replace(harrowmere() if outcome == 3 else wexmoor(), outcome=outcome, outcome_text=outcome_text(outcome))
    report = read(example)
    assert (report.outcome, report.next_full_inspection_years) == (outcome, years)
    assert report.monitoring_within_months == (18 if outcome == 3 else None)
    assert (report.priority_action_plan_required, report.strategic_plan_update) == (outcome == 3, outcome != 3)
    assert report.warnings == ()


def test_title_that_wraps_inside_the_name() -> None:
    title = ["Area SEND inspection of Wex-", "moor-upon-Isle Local Area Partnership"]
    example = replace(wexmoor(), area="Wex-moor-upon-Isle", title=title)
    assert read(example).area == "Wex-moor-upon-Isle"


def test_dates_that_disagree_with_the_footer_are_kept_and_said() -> None:
    example = replace(wexmoor(), dates="Inspection dates: 2 to 6 September 2024")
    report = read(example)
    assert report.inspection is not None
    assert report.inspection.start.isoformat() == "2024-09-02"
    assert any("footers give other dates" in warning for warning in report.warnings)


def test_unreadable_outcome_is_said() -> None:
    report = read(replace(wexmoor(), outcome_text=["Nothing that tells.", "Nothing else."]))
    assert report.outcome is None
    assert any("outcome could not be read" in warning for warning in report.warnings)
