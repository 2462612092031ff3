"""The 28 published reports of the development set, against their annotation: every field, every finding, in order."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from extramile.cli.reports import resolve_area
from extramile.core.publications import PdfFile, read_report, read_reports
from tests.shared import SHARED, needs_shared

pytestmark = [pytest.mark.shared, needs_shared]

FOLDER = SHARED / "reports" / "development"
GOLD: list[dict[str, Any]] = (
    json.loads((SHARED / "reports" / "development.json").read_text("utf-8")) if FOLDER.is_dir() else []
)
SCALARS = [
    "area",
    "inspection_start",
    "inspection_end",
    "previous_inspections",
    "outcome",
    "next_full_inspection_years",
    "monitoring_within_months",
    "priority_action_plan_required",
    "strategic_plan_update",
    "local_authority",
    "icbs",
    "other_partners",
    "inspectors_ofsted",
    "inspectors_cqc",
]


def file_of(slug: str) -> Path:
    (path,) = (each for each in FOLDER.glob("*.pdf") if re.fullmatch(rf"\d+-{slug}-published-.*\.pdf", each.name))
    return path


def first_words(text: str) -> str:
    return " ".join(text.replace("•", " ").split()[:5])


def test_all_reports_are_annotated() -> None:
    assert len(GOLD) == len(list(FOLDER.glob("*.pdf"))) == 28


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["slug"])
def test_report_says_what_its_annotation_says(gold: dict[str, Any]) -> None:
    path = file_of(gold["slug"])
    report = read_report(path.read_bytes(), file=path.name, resolve=resolve_area).to_dict(people=True)
    assert {name: report[name] for name in SCALARS} == {name: gold[name] for name in SCALARS}
    assert re.fullmatch(r"\d{3}", report["la_code"])
    for kind in ("effective", "improve", "areas_for_improvement"):
        assert [first_words(each["text"]) for each in report[kind]] == gold[kind], kind
    actions = [
        {
            "responsible": each["responsible_printed"],
            "first_words": first_words(each["text"]),
            "sub_points": len(each["points"]),
        }
        for each in report["priority_actions"]
    ]
    assert actions == gold["priority_actions"]
    for action in report["priority_actions"]:
        names = " ".join(action["responsible"])
        assert set(re.findall(r"\w+", names)) | {"and"} == set(re.findall(r"\w+", action["responsible_printed"])) | {
            "and"
        }
    assert report["unclassified"] == []
    footers = re.compile(r"inspection report\s*:|local area partnership,? \d+ (?:to|\w+ \d{4})", re.IGNORECASE)
    for kind in ("effective", "improve", "priority_actions", "areas_for_improvement"):
        for each in report[kind]:
            assert not footers.search(each["text"])
            assert each["text"].rstrip("’”\"')").endswith((".", "!", "?")), each["text"]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["slug"])
def test_names_of_people_are_read_only_if_asked(gold: dict[str, Any]) -> None:
    path = file_of(gold["slug"])
    report = read_report(path.read_bytes(), file=path.name)
    names = [*report.inspectors_ofsted, *report.inspectors_cqc]
    assert names
    without = json.dumps(report.to_dict(), ensure_ascii=False)
    assert not [name for name in names if name in without]
    assert "inspectors_ofsted" not in report.to_dict()


def test_batch_reads_the_same_as_one_by_one() -> None:
    paths = sorted(FOLDER.glob("*.pdf"))[:6]
    batch = list(read_reports([PdfFile(path.name, path) for path in paths], workers=2))
    assert [reading.report for reading in batch] == [read_report(p.read_bytes(), file=p.name) for p in paths]
