"""Files in the Explore Education Statistics shape: other files and releases than the bundled ones, and broken ones."""

from pathlib import Path

import polars as pl
import pytest

from extramile.core.national import (
    Figure,
    Reference,
    Report,
    build,
    bundled_folder,
    headlines,
    open_reference,
)
from extramile.core.vocabulary import InputError
from tests.unit.national.published import (
    BUCKINGHAMSHIRE,
    ENGLAND,
    MILTON_KEYNES,
    SHARED,
    SOUTH_EAST,
    statistic,
    statistics_row,
    write_csv,
    write_statistics,
)

REQUESTS = {"requests_received_in_year": 40, "requests_rya": 0, "requests_decided_to_assess": 25}
PLACES = (ENGLAND, SOUTH_EAST, MILTON_KEYNES, BUCKINGHAMSHIRE)


def built(folder: Path, tmp_path: Path) -> tuple[Reference, Report]:
    """Build into a fresh folder; tables other than statistics are the bundled ones."""
    output = tmp_path / "facts"
    report = build(folder, output, fallback=bundled_folder())
    return open_reference(output), report


def codes(report: Report) -> set[str]:
    """The kinds of problems, without those about tables that were kept."""
    return {problem.code for problem in report.problems} - {"table_kept"}


def about_rows(report: Report, code: str) -> list[tuple[int | None, str | None]]:
    return [(problem.row, problem.column) for problem in report.problems if problem.code == code]


def test_file_of_a_known_release_is_read_by_place_period_and_total(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(place, REQUESTS) for place in PLACES])
    reference, report = built(tmp_path / "in", tmp_path)
    assert {"requests", "timeliness_20_week"} <= set(reference.statistics.names), "other statistics are kept"
    assert report.rows == {"statistics_requests": len(PLACES)}
    assert statistic(reference, "requests.csv", "requests_received_in_year", "Milton Keynes") == Figure(40.0)
    assert statistic(reference, "requests", "requests_received_in_year", "south east", period="2024").value == 40
    assert reference.sources["statistics_requests"].publication == "Education, health and care plans"


def test_headings_in_another_order_and_case_read_the_same(tmp_path: Path) -> None:
    rows = [statistics_row(place, REQUESTS) for place in PLACES]
    usual = write_statistics(tmp_path / "one" / "requests.csv", rows)
    headings = usual.read_text("utf-8-sig").splitlines()[0].split(",")
    moved = [headings[8], headings[7], *headings[:7], *reversed(headings[9:])]
    write_statistics(tmp_path / "two" / "requests.csv", rows, moved)
    shouted = tmp_path / "two" / "requests.csv"
    lines = shouted.read_text("utf-8-sig").splitlines()
    shouted.write_text("\n".join([lines[0].upper(), *lines[1:]]), "utf-8-sig")
    first, _ = built(tmp_path / "one", tmp_path / "a")
    second, report = built(tmp_path / "two", tmp_path / "b")
    assert codes(report) <= {"column_missing"}
    for place in ("England", "South East", "826", "825"):
        for measure in REQUESTS:
            assert statistic(first, "requests", measure, place) == statistic(second, "requests", measure, place)


def test_release_of_2024_with_old_codes_first_and_filters_of_its_own(tmp_path: Path) -> None:
    headings = [*SHARED[:7], "old_la_code", "new_la_code", "la_name", "age", "ehcp_or_statement", "num_caseload"]
    base = ["Calendar year", "Local authority", "E92000001", "England", "E12000008", "South East", "826"]
    rows = [
        ["2024", *base, "E06000042", "Milton Keynes", age, kind, count]
        for age, kind, count in (("Total", "Total", 90), ("Under age 5", "EHC plan", 7), ("Under age 5", "Total", 8))
    ]
    write_csv(tmp_path / "in" / "sen2_age_caseload.csv", headings, rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    table = reference.statistics.table("sen2_age_caseload")
    assert table.figure("num_caseload", "826").value == 90
    assert table.figure("num_caseload", "826", topic="Age group", breakdown="Under age 5").value == 8
    assert table.breakdowns["Age group and Plan or statement"] == ("Under age 5 and EHC plan",)


@pytest.mark.parametrize(
    ("text", "state"), [("x", "not available"), ("z", "not applicable"), ("c", "suppressed"), ("low", "low")]
)
def test_symbol_keeps_its_meaning_and_is_not_zero(tmp_path: Path, text: str, state: str) -> None:
    rows = [statistics_row(MILTON_KEYNES, {**REQUESTS, "requests_rya": text})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826") == Figure(None, state)  # type: ignore[arg-type]


def test_x_and_z_swap_in_the_other_publication(tmp_path: Path) -> None:
    measures = {"ehc_plan": "x", "ehc_plan_percent": "z", "sen_support": "5", "total_pupils": "9"}
    more = {"phase_type_grouping": "Total", "type_of_establishment": "Total", "hospital_school": "Total"}
    row = {"time_period": "202223", "time_identifier": "Academic year", **MILTON_KEYNES, **more, **measures}
    write_statistics(tmp_path / "in" / "sen_phase_type_.csv", [row])
    reference, _ = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "sen_phase_type", "ehc_plan", "826").state == "not applicable"
    assert statistic(reference, "sen_phase_type", "ehc_plan_percent", "826").state == "not available"
    assert reference.sources["statistics_sen_phase_type"].publication == "Special educational needs in England"


def test_unknown_symbol_is_named_and_kept_as_unreadable(tmp_path: Path) -> None:
    rows = [statistics_row(MILTON_KEYNES, {**REQUESTS, "requests_rya": "??"})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826").state == "unreadable"
    assert about_rows(report, "value_unreadable") == [(2, "requests_rya")]


def test_numbers_with_commas_are_read_and_named(tmp_path: Path) -> None:
    rows = [statistics_row(ENGLAND, {**REQUESTS, "requests_received_in_year": "154,489"})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_received_in_year").value == 154489
    assert about_rows(report, "number_decorated") == [(2, "requests_received_in_year")]


def test_repeated_heading_with_the_same_values_is_used_once(tmp_path: Path) -> None:
    headings = [*SHARED, "breakdown_topic", "breakdown", "review_meeting_prior_24", "review_meeting_prior_24"]
    row = [statistics_row(MILTON_KEYNES, {}).get(heading, "") for heading in headings[:12]]
    write_csv(tmp_path / "in" / "annual_reviews.csv", headings, [[*row, 5, 5]])
    reference, report = built(tmp_path / "in", tmp_path)
    assert [each.name for each in reference.statistics.table("annual_reviews").measures] == ["review_meeting_prior_24"]
    assert about_rows(report, "heading_repeated") == [(1, "review_meeting_prior_24")]


def test_repeated_heading_with_other_values_keeps_both_and_says_so(tmp_path: Path) -> None:
    headings = [*SHARED, "breakdown_topic", "breakdown", "review_meeting_prior_24", "review_meeting_prior_24"]
    row = [statistics_row(MILTON_KEYNES, {}).get(heading, "") for heading in headings[:12]]
    write_csv(tmp_path / "in" / "annual_reviews.csv", headings, [[*row, 5, 6]])
    reference, report = built(tmp_path / "in", tmp_path)
    table = reference.statistics.table("annual_reviews")
    assert table.figure("review_meeting_prior_24", "826").value == 5
    assert table.figure("review_meeting_prior_24_2", "826").value == 6
    assert "differ in 1 rows" in next(each.message for each in report.problems if each.code == "heading_repeated")


@pytest.mark.parametrize("heading", ["la_name", "old_la_code", "time_period", "breakdown"])
def test_repeated_heading_of_a_key_with_other_values_is_refused(tmp_path: Path, heading: str) -> None:
    headings = [*SHARED, "breakdown_topic", "breakdown", "requests_rya", heading]
    row = [statistics_row(MILTON_KEYNES, {}).get(each, "") for each in headings[:12]]
    write_csv(tmp_path / "in" / "requests.csv", headings, [[*row, 5, "2019"]])
    reference, report = built(tmp_path / "in", tmp_path)
    assert report.rows == {}
    assert f"the heading {heading} twice" in next(each.message for each in report.problems)
    assert statistic(reference, "requests", "requests_received_in_year", "826").value == 846, "the table is kept"


def test_unknown_column_of_short_words_is_a_breakdown(tmp_path: Path) -> None:
    rows = [
        statistics_row(MILTON_KEYNES, {"characteristic_sex": sex, "requests_rya": count})
        for sex, count in (("Total", 5), ("Female", 2), ("Male", 3))
    ]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert "row_repeated" not in codes(report)
    table = reference.statistics.table("requests")
    assert table.figure("requests_rya", "826").value == 5
    assert table.figure("requests_rya", "826", topic="Characteristic sex", breakdown="Male").value == 3


def test_breakdown_that_is_called_like_its_topic_is_no_total(tmp_path: Path) -> None:
    shared = {"phase_type_grouping": "Total", "type_of_establishment": "Total"}
    base = {"time_period": "202223", "time_identifier": "Academic year", **MILTON_KEYNES, **shared}
    rows = [
        {**base, "hospital_school": each, "ehc_plan": count} for each, count in (("Hospital school", 4), ("Total", 90))
    ]
    write_statistics(tmp_path / "in" / "sen_phase_type_.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert "row_repeated" not in codes(report)
    assert statistic(reference, "sen_phase_type", "ehc_plan", "826").value == 90


@pytest.mark.parametrize(
    ("file", "measures", "period", "release"),
    [
        ("sen2_dmo_dco", "des_med_off des_clin_off des_so_care_off", "2025", "2025 release"),
        ("sen2_age_caseload", "num_caseload pc_caseload", "2023", "2023 release"),
        ("sen2_age_new_plans", "num_new_plans pc_new_plans", "2022", "2023 release"),
        ("residential_settings", "res_tot res_52 res_3851", "202526", "2026 release"),
        ("residential_settings", "res_tot res_52 res_3851", "202627", "2027 release"),
        ("sen_phase_type_", "ehc_plan sen_support total_pupils", "202021", "2020/21 release"),
    ],
)
def test_release_follows_from_columns_and_latest_period(
    tmp_path: Path, file: str, measures: str, period: str, release: str
) -> None:
    figures = dict.fromkeys(measures.split(), "Yes" if "dmo" in file else "1")
    identifier = "Calendar year" if len(period) == 4 else "Academic year"
    row = statistics_row(MILTON_KEYNES, figures, time_period=period, time_identifier=identifier)
    write_statistics(tmp_path / "in" / f"{file}.csv", [row])
    reference, report = built(tmp_path / "in", tmp_path)
    assert reference.sources[f"statistics_{file.strip('_')}"].release == release
    assert ("release_unknown" in codes(report)) == (release in {"2027 release", "2020/21 release"})


@pytest.mark.parametrize(("text", "state"), [("n/a", "not applicable"), ("x", "not available"), ("", "unreadable")])
def test_symbol_among_flags_keeps_its_meaning(tmp_path: Path, text: str, state: str) -> None:
    flags = {"des_med_off": text, "des_clin_off": "Yes"}
    rows = [statistics_row(ENGLAND, {"des_med_off": "No"}), statistics_row(MILTON_KEYNES, flags)]
    write_statistics(tmp_path / "in" / "sen2_dmo_dco.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "sen2_dmo_dco", "des_med_off", "826") == Figure(None, state)  # type: ignore[arg-type]
    assert statistic(reference, "sen2_dmo_dco", "des_clin_off", "826") == Figure(None, "text", "Yes")


def test_number_beyond_all_measure_is_unreadable_and_long_cells_are_cut_in_the_report(tmp_path: Path) -> None:
    rows = [statistics_row(MILTON_KEYNES, {"requests_rya": "1e999", "requests_withdrawn": "w" * 90_000})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826").state == "unreadable"
    assert max(len(problem.message) for problem in report.problems) < 500


def test_headlines_are_found_in_files_of_a_later_release(tmp_path: Path) -> None:
    rows = [statistics_row(ENGLAND, {"ehc_plans": 7}, time_period="202526", time_identifier="Academic year")]
    write_statistics(tmp_path / "in" / "sen_needs_caseload.csv", rows)
    write_statistics(tmp_path / "in" / "annual_reviews.csv", [statistics_row(ENGLAND, {"decision_4_weeks": 7})])
    output = tmp_path / "facts"
    build(tmp_path / "in", output, fallback=bundled_folder())
    names = [each.name for each in headlines(open_reference(output))]
    assert len(names) == len(set(names))
    assert "reviews-told-within-4-weeks" not in names, "the later file has no such share"
    plans = next(each for each in headlines(open_reference(output)) if each.name == "plans")
    assert (plans.file, plans.figure.value) == ("sen_needs_caseload", 7)


def test_unknown_column_is_imported_and_named(tmp_path: Path) -> None:
    rows = [statistics_row(MILTON_KEYNES, {**REQUESTS, "brand_new": 3})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "brand_new", "826").value == 3
    assert (1, "brand_new") in about_rows(report, "column_unknown")


def test_unknown_area_is_left_out_and_named_with_its_row(tmp_path: Path) -> None:
    nowhere = {**MILTON_KEYNES, "old_la_code": "999", "new_la_code": "E06000999", "la_name": "Nowhere"}
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(each, REQUESTS) for each in (ENGLAND, nowhere)])
    _, report = built(tmp_path / "in", tmp_path)
    assert report.rows["statistics_requests"] == 1
    problem = next(each for each in report.problems if each.code == "area_unknown")
    assert (problem.file, problem.row) == ("requests.csv", 3)
    assert "999 Nowhere" in problem.message


def test_buckinghamshire_is_one_area_whatever_its_long_code(tmp_path: Path) -> None:
    rows = [
        statistics_row({**BUCKINGHAMSHIRE, "new_la_code": code}, REQUESTS, time_period=year)
        for year, code in (("2020", "E06000060"), ("2023", "E10000002"))
    ]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    trend = reference.statistics.table("requests").trend("requests_rya", "825")
    assert [period for period, _ in trend] == ["2020", "2023"]
    assert all(figure == Figure(0.0) for _, figure in trend)


def test_spellings_of_ages_years_and_totals_are_brought_into_line(tmp_path: Path) -> None:
    topics = (
        ("Child or young persons age", "age 10"),
        ("Years EHC plan in place", "1"),
        ("Years EHC plan in place", "12 years and over"),
        ("Type of placement", "Special - Academy/free schools"),
        ("New EHC plans", "New EHC plans"),
    )
    rows = [statistics_row(MILTON_KEYNES, REQUESTS, breakdown_topic=topic, breakdown=each) for topic, each in topics]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    breakdowns = reference.statistics.table("requests").breakdowns
    assert breakdowns["Child or young persons age"] == ("Age 10",)
    assert breakdowns["Years EHC plan in place"] == ("1 year", "12 years or more")
    assert breakdowns["Type of placement"] == ("Special - academy/free school",)
    assert breakdowns["Total"] == ("Total",)


def test_academic_years_of_six_digits_are_written_as_people_do(tmp_path: Path) -> None:
    rows = [
        statistics_row(MILTON_KEYNES, {"res_tot": 1}, time_period=period, time_identifier="Academic year")
        for period in ("202425", "199900", "202324")
    ]
    write_statistics(tmp_path / "in" / "residential_settings.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    assert reference.statistics.table("residential_settings").periods == ("1999/00", "2023/24", "2024/25")


def test_flags_of_yes_and_no_stay_words(tmp_path: Path) -> None:
    rows = [
        {
            "time_period": "2025",
            "time_identifier": "Calendar year",
            **MILTON_KEYNES,
            "des_med_off": "Yes",
            "des_clin_off": "n/a",
        }
    ]
    write_statistics(tmp_path / "in" / "sen2_dmo_dco.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "sen2_dmo_dco", "des_med_off", "826") == Figure(None, "text", "Yes")
    assert statistic(reference, "sen2_dmo_dco", "des_clin_off", "826").state == "not applicable"


def test_row_that_is_too_short_is_left_out_and_named(tmp_path: Path) -> None:
    path = write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(each, REQUESTS) for each in PLACES])
    lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join([*lines[:2], "2024,Calendar year", *lines[3:]]), "utf-8-sig")
    _, report = built(tmp_path / "in", tmp_path)
    assert about_rows(report, "row_of_another_length") == [(3, None)]
    assert report.rows["statistics_requests"] == len(PLACES) - 1


def test_row_that_comes_twice_is_used_once(tmp_path: Path) -> None:
    rows = [statistics_row(MILTON_KEYNES, REQUESTS), statistics_row(MILTON_KEYNES, {**REQUESTS, "requests_rya": 9})]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826").value == 0
    assert about_rows(report, "row_repeated") == [(3, None)]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    rows = [statistics_row({**MILTON_KEYNES, "la_name": "Milton Kéynes"}, REQUESTS)]
    write_statistics(tmp_path / "in" / "requests.csv", rows, encoding=encoding)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826").value == 0
    assert ("encoding" in codes(report)) is (encoding != "utf-8")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\r\n", b"\x00\x01\x02PK", b'a,"b\n' + b"c" * 200_000])
def test_file_that_is_empty_or_no_table_is_left_out_by_name(tmp_path: Path, content: bytes) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, REQUESTS)])
    (tmp_path / "in" / "bad.csv").write_bytes(content)
    _, report = built(tmp_path / "in", tmp_path)
    left_out = [each for each in report.problems if each.code in {"file_left_out", "file_unknown"}]
    assert [each.file.split(",")[0] for each in left_out] == ["bad.csv"]


def test_heading_without_rows_is_left_out_by_name(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, REQUESTS)])
    write_csv(tmp_path / "in" / "assessments.csv", [*SHARED, "assess_in_year"], [])
    _, report = built(tmp_path / "in", tmp_path)
    assert [each.file for each in report.problems if each.code == "file_left_out"] == ["assessments.csv"]


def test_folder_without_any_known_file_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    write_csv(tmp_path / "in" / "other.csv", ["one", "two"], [[1, 2]])
    with pytest.raises(InputError, match="No published file that we know"):
        build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(each, REQUESTS) for each in PLACES])
    for name in ("one", "two"):
        build(tmp_path / "in", tmp_path / name, fallback=bundled_folder())
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_tables_are_compact(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(each, REQUESTS) for each in PLACES])
    built(tmp_path / "in", tmp_path)
    table = pl.read_parquet(tmp_path / "facts" / "statistics_requests.parquet")
    assert table.schema["requests_rya"] == pl.Int32
    assert table["states"].null_count() == table.height, "no states are stored where every figure is a value"


def test_unknown_column_of_words_is_taken_as_a_breakdown(tmp_path: Path) -> None:
    rows = [
        statistics_row(MILTON_KEYNES, {**REQUESTS, "kind_of_request": kind, "requests_rya": count})
        for kind, count in (("Total", 5), ("From a parent", 3), ("From a school", 2))
    ]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    table = reference.statistics.table("requests")
    assert table.figure("requests_rya", "826").value == 5
    assert table.figure("requests_rya", "826", topic="Kind of request", breakdown="From a school").value == 2
    assert about_rows(report, "column_of_words") == [(1, "kind_of_request")]
    assert "row_repeated" not in codes(report)


def test_terms_of_a_year_are_told_apart(tmp_path: Path) -> None:
    rows = [
        statistics_row(MILTON_KEYNES, REQUESTS, time_period="202425", time_identifier=term)
        for term in ("Autumn term", "Spring term")
    ]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, _ = built(tmp_path / "in", tmp_path)
    assert reference.statistics.table("requests").periods == ("2024/25 (Autumn term)", "2024/25 (Spring term)")


def test_measure_with_a_name_of_ours_steps_aside(tmp_path: Path) -> None:
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(MILTON_KEYNES, {**REQUESTS, "place": 4})])
    reference, _ = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "place_2", "826").value == 4


def test_file_without_the_short_code_is_joined_on_the_long_one(tmp_path: Path) -> None:
    headings = [name for name in (*SHARED, "breakdown_topic", "breakdown", *REQUESTS) if name != "old_la_code"]
    write_statistics(tmp_path / "in" / "requests.csv", [statistics_row(BUCKINGHAMSHIRE, REQUESTS)], headings)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "825").value == 0
    assert (1, "old_la_code") in about_rows(report, "column_missing")


def test_code_of_one_area_with_the_name_of_another_is_named(tmp_path: Path) -> None:
    rows = [statistics_row({**MILTON_KEYNES, "la_name": "Kent"}, REQUESTS)]
    write_statistics(tmp_path / "in" / "requests.csv", rows)
    reference, report = built(tmp_path / "in", tmp_path)
    assert statistic(reference, "requests", "requests_rya", "826").value == 0
    assert about_rows(report, "area_name_differs") == [(2, "la_name")]
