"""The indicator file and its dictionary, small and made up: what is kept, what is named."""

from pathlib import Path

import polars as pl

from extramile.core.national import Reference, Report, build, bundled_folder, compare, open_reference, ranking
from tests.unit.national.published import write_csv

DICTIONARY = (
    *("Measure_code", "Topic", "Measure", "Measure_short", "Polarity", "y_axis_name", "Last Update", "Next Update"),
    *("Hyperlink(s)", "dps", "Year_Type", "No_Quartile", "Description"),
)
LINK = "https://explore-education-statistics.service.gov.uk/find-statistics/made-up-figures"


Value = tuple[str, str, str, str, float]


def entry(code: str, polarity: str = "High", topic: str = "Made up", updated: str = "45809") -> list[str]:
    first = ["1", topic, f"Title of {code}", code, polarity, "%", updated, "TBC"]
    return [*first, LINK, "1", "Calendar Year", "NA", "A text."]


def built(tmp_path: Path, rows: list[Value], *entries: list[str]) -> tuple[Reference, Report]:
    write_csv(tmp_path / "in" / "dictionary.csv", DICTIONARY, entries or [entry("One")])
    columns = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
    table = pl.DataFrame(rows, schema=columns, orient="row")
    table.with_columns(pl.lit("South East").alias("Region")).write_parquet(tmp_path / "in" / "values.parquet")
    report = build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    return open_reference(tmp_path / "facts"), report


def row(code: str, period: str, name: str, value: str, number: int) -> Value:
    return code, period, name, value, float(number)


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems if problem.code != "table_kept"]


def test_value_dash_and_number_in_scientific_form(tmp_path: Path) -> None:
    reference, report = built(
        tmp_path,
        [
            row("One", "2024", "Milton Keynes", "7.0000000000000007E-2", 826),
            row("One", "2024", "Kent", "-", 886),
            row("One", "2024", "England", "46.4", 970),
        ],
    )
    assert codes(report) == []
    found = compare(reference, "one", "Kent")
    assert (found.area.value, found.area.figure.state) == (None, "not available")
    assert found.england.value == 46.4
    assert compare(reference, "One", "826").area.value == 0.07


def test_unknown_indicator_area_and_period_are_left_out_and_named(tmp_path: Path) -> None:
    reference, report = built(
        tmp_path,
        [
            row("One", "2024", "Milton Keynes", "1", 826),
            row("Two", "2024", "Milton Keynes", "1", 826),
            row("One", "2024", "Nowhere", "1", 999),
            row("One", "0", "Milton Keynes", "1", 826),
            row("One", "2024", "Milton Keynes", "2", 826),
        ],
    )
    assert sorted(codes(report)) == ["area_unknown", "indicator_unknown", "period_unreadable", "row_repeated"]
    assert [problem.row for problem in report.problems if problem.code != "table_kept"] == [3, 4, 5, 6]
    assert [(each.code, each.value) for each in ranking(reference, "One")] == [("826", 1.0)]


def test_region_value_is_the_published_one_else_the_mean_of_its_areas(tmp_path: Path) -> None:
    reference, _ = built(
        tmp_path,
        [
            row("One", "2023", "Milton Keynes", "10", 826),
            row("One", "2023", "Kent", "20", 886),
            row("One", "2023", "Surrey", "-", 936),
            row("One", "2023", "South East", "-", 989),
            row("One", "2024", "Milton Keynes", "10", 826),
            row("One", "2024", "South East", "17", 989),
        ],
    )
    earlier, latest = compare(reference, "One", "826", "2023"), compare(reference, "One", "826")
    assert (earlier.region.value, earlier.region.basis) == (15.0, "mean of its areas")
    assert (latest.region.value, latest.region.basis) == (17.0, "published")
    assert [point.value for point in latest.trends["region"]] == [15.0, 17.0]


def test_borough_is_compared_with_its_half_of_london_where_that_is_published(tmp_path: Path) -> None:
    reference, _ = built(
        tmp_path,
        [
            row("One", "2024", "Barnet", "1", 302),
            row("One", "2024", "London (Outer)", "3", 988),
            row("One", "2024", "London", "4", 986),
            row("Two", "2024", "Barnet", "1", 302),
            row("Two", "2024", "London", "5", 986),
        ],
        entry("One"),
        entry("Two"),
    )
    assert compare(reference, "One", "Barnet").region.name == "Outer London"
    assert compare(reference, "Two", "Barnet").region.value == 5.0


def test_description_that_comes_twice_uses_the_newer_and_keeps_both_topics(tmp_path: Path) -> None:
    reference, report = built(
        tmp_path,
        [row("One", "2024", "Milton Keynes", "1", 826)],
        entry("One", "High", "First", "45000"),
        entry("One", "Low", "Second", "45100"),
    )
    info = reference.indicators.get("One")
    assert (info.polarity, info.topics) == ("low", ("First", "Second"))
    assert codes(report) == ["description_repeated"]
    assert [each.code for each in reference.indicators.of_topic("second")] == ["One"]


def test_texts_of_the_dictionary_are_not_carried(tmp_path: Path) -> None:
    built(tmp_path, [row("One", "2024", "Milton Keynes", "1", 826)])
    content = (tmp_path / "facts" / "indicators.parquet").read_bytes()
    assert b"A text." not in content


def test_latest_period_is_the_last_with_a_value(tmp_path: Path) -> None:
    reference, _ = built(
        tmp_path,
        [
            row("One", "2023 (Rev)", "Milton Keynes", "5", 826),
            row("One", "2022", "Milton Keynes", "3", 826),
            row("One", "2024", "Milton Keynes", "-", 826),
        ],
    )
    info = reference.indicators.get("One")
    assert (info.periods, info.latest) == (("2022", "2023 (Rev)", "2024"), "2023 (Rev)")
    found = compare(reference, "One", "826")
    assert (found.period, found.change) == ("2023 (Rev)", 2.0)
    assert compare(reference, "One", "826", "2023").period == "2023 (Rev)"


def test_indicator_file_as_csv_reads_the_same(tmp_path: Path) -> None:
    rows = [row("One", "2024", "Milton Keynes", "1.5", 826), row("One", "2024", "England", "2", 970)]
    built(tmp_path, rows)
    (tmp_path / "in" / "values.parquet").unlink()
    columns = ("LA Number", "Values", "LA and Regions", "Years", "Short Desc", "Region")
    write_csv(tmp_path / "in" / "values.csv", columns, [[*each[::-1], "South East"] for each in rows])
    build(tmp_path / "in", tmp_path / "again", fallback=bundled_folder())
    name = "indicator_values.parquet"
    assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "facts" / name).read_bytes()


def test_columns_of_other_types_read_the_same(tmp_path: Path) -> None:
    rows = [("One", 2024, "Milton Keynes", 0.0, "826"), ("One", 2024, "Kent", float("nan"), "886")]
    write_csv(tmp_path / "in" / "dictionary.csv", DICTIONARY, [entry("One")])
    columns = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(tmp_path / "in" / "values.parquet")
    report = build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    assert codes(report) == []
    found = compare(open_reference(tmp_path / "facts"), "One", "Milton Keynes")
    assert (found.period, found.area.value) == ("2024", 0.0), "nought is a value"
    kent = compare(open_reference(tmp_path / "facts"), "One", "Kent")
    assert (kent.area.value, kent.area.figure.state) == (None, "not available")


def test_file_without_a_row_that_can_be_used_keeps_the_indicators_of_before(tmp_path: Path) -> None:
    reference, report = built(tmp_path, [row("One", "2024", "Nowhere", "1", 999)])
    assert {"area_unknown", "nothing_usable"} <= set(codes(report))
    assert len(reference.indicators.all()) == 434


def test_indicator_file_without_its_dictionary_is_named(tmp_path: Path) -> None:
    values = {"Short Desc": "One", "Years": "2024", "LA and Regions": "Kent", "Values": "1", "LA Number": 886.0}
    (tmp_path / "in").mkdir()
    pl.DataFrame([values]).write_parquet(tmp_path / "in" / "values.parquet")
    assert "file_missing" in codes(build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder()))


def test_heading_that_comes_twice_is_refused(tmp_path: Path) -> None:
    write_csv(tmp_path / "in" / "dictionary.csv", DICTIONARY, [entry("One")])
    headings = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number", "values")
    write_csv(tmp_path / "in" / "values.csv", headings, [("One", "2024", "Kent", "1", "886", "2")])
    report = build(tmp_path / "in", tmp_path / "facts", fallback=bundled_folder())
    assert "twice" in next(each.message for each in report.problems if each.code == "file_left_out")


def test_days_of_the_dictionary_in_any_of_their_forms(tmp_path: Path) -> None:
    days = ("45809", "2025-06-01", "45809.0", "New data", "99999999999")
    entries = [entry(f"One{place}", updated=day) for place, day in enumerate(days)]
    values = [row(f"One{place}", "2024", "Kent", "1", 886) for place in range(len(days))]
    reference, report = built(tmp_path, values, *entries)
    told = [str(info.last_update) for info in reference.indicators.all()]
    assert told == ["2025-06-01", "2025-06-01", "2025-06-01", "None", "None"]
    assert codes(report) == ["date_unreadable"]
