"""The reports that are shipped: what they say is what they were made to say."""

from importlib.resources import files

import pytest

from extramile.core.publications import read_report
from tools.example_report import ExampleReport, harrowmere, wexmoor


@pytest.mark.parametrize(("name", "example"), [("wexmoor-2024.pdf", wexmoor()), ("harrowmere-2023.pdf", harrowmere())])
def test_shipped_report_is_read_without_a_warning(name: str, example: ExampleReport) -> None:
    report = read_report(files("extramile").joinpath("examples", name).read_bytes(), file=name)
    assert report.warnings == ()
    assert (report.area, report.outcome) == (example.area, example.outcome)
    assert [each.text for each in report.effective] == example.effective
    assert [each.text for each in report.improve] == example.improve
    assert len(report.priority_actions) == len(example.priority_actions)
    assert len(report.areas_for_improvement) == len(example.areas_for_improvement)


def test_shipped_report_has_a_table_that_runs_over_a_page() -> None:
    data = files("extramile").joinpath("examples", "harrowmere-2023.pdf").read_bytes()
    (section,) = (each for each in read_report(data, file="").sections if each.id == "priority_actions")
    assert len(section.pages) == 2


@pytest.mark.parametrize("name", ["wexmoor-2024.pdf", "harrowmere-2023.pdf"])
def test_shipped_report_says_on_every_page_that_it_is_fictional(name: str) -> None:
    from extramile.core.publications.pages import open_pages

    with open_pages(files("extramile").joinpath("examples", name).read_bytes(), file=name) as pages:
        texts = [" ".join(line.text for line in page.lines).lower() for page in pages]
    assert len(texts) >= 4
    assert all("fictional" in text for text in texts)
