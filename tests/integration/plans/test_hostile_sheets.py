"""Sheets of a plan as nobody should send them, through the page: refused or told with what to do, and nothing else is touched."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from extramile.web.plans.actions import planning, sheeting, theming
from extramile.web.plans.models import Action, Change, SheetIn
from tests.hostile_workbooks import packed, part
from tests.integration.plans.making import Ground, at, client_of, make_action, make_ground, words
from tests.integration.plans.test_sheets import cells, changed, fields, out, sent

DUE = timezone.localdate() + timedelta(days=60)
SHEET_XML = "xl/worksheets/sheet1.xml"


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def posted(ground: Ground, content: bytes, name: str = "actions.xlsx") -> Any:
    return client_of(ground.worker).post(at(ground, "sheets"), {"sheet": SimpleUploadedFile(name, content)})


def merged(book: Workbook) -> None:
    book["Actions"].merge_cells("D2:E2")


def hidden(book: Workbook) -> None:
    book.create_sheet("Secret").sheet_state = "veryHidden"


def renamed(book: Workbook) -> None:
    book["Actions"].title = "Sheet1"


def empty_rows(content: bytes, many: int) -> bytes:
    """Return a workbook with so many empty rows behind its own, as they come from a format given to whole columns."""
    xml = part(content, SHEET_XML)
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1_000, 1_000 + many))
    return packed(content, {SHEET_XML: xml.replace(b"</sheetData>", rows + b"</sheetData>")})


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a CSV": (lambda _: b"Number,Version,Action\r\n1,1,=cmd|' /C calc'!A0\r\n", "is not a readable Excel workbook"),
    "merged cells": (lambda content: changed(content, merged), "has merged cells in the sheet “Actions” (D2:E2)"),
    "a hidden sheet": (lambda content: changed(content, hidden), "hides the sheet “Secret”"),
    "another sheet": (lambda content: changed(content, renamed), "has no sheet “Actions”"),
    "100,000 empty rows": (lambda content: empty_rows(content, 100_000), "more than 20,000 rows"),
    "a macro": (lambda content: packed(content, {"xl/vbaProject.bin": b"x"}), "holds macros"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_on_the_page_and_nothing_is_held(ground: Ground, kind: str) -> None:
    make_action(ground, due=DUE)
    hostile, sentence = REFUSED[kind]
    started = time.monotonic()
    answer = posted(ground, hostile(out(ground)))
    assert time.monotonic() - started < 20
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not SheetIn.objects.exists()


def test_some_thousand_empty_rows_are_no_rows(ground: Ground) -> None:
    action = make_action(ground)
    content = empty_rows(changed(out(ground), cells(action, Action="One record")), 5_000)
    sheet = sent(ground, content)
    assert (fields(sheet), sheet.problems) == ({action.pk: ["words"]}, [])


def test_columns_that_were_moved_are_found_by_their_headings(ground: Ground) -> None:
    action = make_action(ground, due=DUE)

    def turned_round(book: Workbook) -> None:
        page = book["Actions"]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(["My notes" if number == 1 else "x", *reversed(row)], 1):
                page.cell(number, column).value = value
                page.cell(number, column).number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"

    content = changed(changed(out(ground), cells(action, Action="One record")), turned_round)
    sheet = sent(ground, content)
    assert (fields(sheet), sheet.problems) == ({action.pk: ["words"]}, [])


def test_a_number_that_stands_twice_changes_nothing_of_its_action(ground: Ground) -> None:
    action, other = make_action(ground), make_action(ground, "Train staff")

    def doubled(book: Workbook) -> None:
        page = book["Actions"]
        again = [cell.value for cell in page[2]]
        page.append(again)
        page.cell(page.max_row, 4).value = "Another record"

    content = changed(changed(out(ground), cells(other, Action="Train all staff")), doubled)
    sheet = sent(ground, content)
    assert fields(sheet) == {other.pk: ["words"]}
    (problem,) = sheet.problems
    assert problem["message"] == f"Action {action.pk} stands in the rows 2, 4. Keep one of them."
    assert sheeting.take_over(scope=ground.worker, sheet=sheet)
    assert Action.objects.get(pk=action.pk).revision == 1


def test_a_row_that_was_deleted_leaves_its_action_as_it_is(ground: Ground) -> None:
    action, other = make_action(ground), make_action(ground, "Train staff")
    content = changed(out(ground), cells(other, Action="Train all staff"))
    sheet = sent(ground, changed(content, lambda book: book["Actions"].delete_rows(2)))
    assert (fields(sheet), sheet.problems) == ({other.pk: ["words"]}, [])
    assert sheeting.take_over(scope=ground.worker, sheet=sheet)
    assert Action.objects.filter(pk=action.pk, revision=1, state="not-started").exists()


def test_an_action_of_another_plan_is_not_touched_and_not_told(ground: Ground) -> None:
    action = make_action(ground)
    plan = planning.begin(
        scope=ground.lead, pack="send-2023", kind="strategic-plan", title="Strategy", begins=timezone.localdate()
    )
    beside = theming.add_theme(scope=ground.lead, plan=plan, title="Adult life")
    foreign = make_ground("birchover")
    theirs = make_action(foreign, "Heron canary")
    elsewhere = [make_action(Ground(*ground_of(ground, plan)), "In the other plan"), theirs]
    assert beside.places.count() == 1
    for each in elsewhere:
        content = changed(out(ground), cells(action, Number=each.pk, Action="Taken by force"))
        sheet = sent(ground, content)
        assert sheet.differences == []
        (problem,) = sheet.problems
        assert f"There is no action {each.pk} in this plan." in problem["message"]
        page = words(client_of(ground.worker).get(at(ground, "sheet", sheet_id=sheet.pk)))
        assert "canary" not in page
        assert "In the other plan" not in page
        each.refresh_from_db()
        assert each.revision == 1
    assert not Change.objects.filter(verb="changed", kind="action").exists()


def ground_of(ground: Ground, plan: Any) -> tuple[Any, ...]:
    return ground.partnership, ground.lead, ground.worker, ground.inspection, plan


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 7700 900000", "-5 forms", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "'=1+1", "＝1+1"]
)
def test_what_looks_like_a_formula_goes_out_as_words_and_comes_back_as_them(ground: Ground, typed: str) -> None:
    action = make_action(ground, typed, risk="high", risk_words=typed, cost_words=typed)
    content = out(ground)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(each) for each in package.namelist() if each.startswith("xl/worksheets/")]
    assert not any(re.search(rb"<f[ >/]", each) for each in sheets)
    row = load_workbook(io.BytesIO(content))["Actions"][2]
    assert all(cell.data_type != "f" for cell in row)
    assert not any(
        str(cell.value).startswith(("=", "+", "-", "@", "＝", "\t")) for cell in row if cell.data_type == "s"
    )
    unchanged = sent(ground, content)
    assert (unchanged.differences, unchanged.problems) == ([], [])
    page = words(client_of(ground.worker).get(at(ground, "action", action_id=action.pk)))
    assert page


def test_a_formula_that_comes_in_is_told_and_its_row_is_left_out(ground: Ground) -> None:
    action, other = make_action(ground, due=DUE), make_action(ground, "Train staff")
    content = changed(out(ground), cells(other, Action="Train all staff"))
    content = changed(content, cells(action, Action='=HYPERLINK("http://evil.example","x")', Due="1 June 2031"))
    sheet = sent(ground, content)
    assert fields(sheet) == {other.pk: ["words"]}
    told = {each["column"]: each["message"] for each in sheet.problems}
    assert "It holds a formula" in told["Action"]
    assert "It holds a day as text" in told["Due"]
    assert "evil.example" not in words(client_of(ground.worker).get(at(ground, "sheet", sheet_id=sheet.pk)))
