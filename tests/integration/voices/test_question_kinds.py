"""Kinds of questions that people expect: another choice with room to write, three faces for the youngest."""

import re

import pytest
from django.test import Client

from extramile.core.vocabulary import InputError
from extramile.web.voices import actions, answering, importing, queries
from extramile.web.voices.models import Answer, Question, Survey
from tests.integration.voices.conftest import Area, make_survey
from tools.pdf_ua_check import faults

ONE = Question(pk=1, kind="one", words="Where?", options=["At home", "At school"], other="Somewhere else")
MANY = Question(pk=2, kind="many", words="What helps?", options=["Time", "Quiet, and space"], other="Something else")


@pytest.mark.parametrize(
    ("question", "raw", "kept"),
    [
        (ONE, {"q1": "1"}, (1, "")),
        (ONE, {"q1": "2"}, (2, "")),
        (ONE, {"q1": "2", "q1-other": " On the bus "}, (2, "On the bus")),
        (ONE, {"q1-other": "On the bus"}, (2, "On the bus")),
        (ONE, {"q1": "0", "q1-other": "Mostly"}, (0, "Mostly")),
        (ONE, {"q1-other": "  "}, None),
        (MANY, {"q2": ["0"], "q2-other": "My dog"}, ([0, 2], "My dog")),
        (MANY, {"q2": ["2", "0"]}, ([0, 2], "")),
        (MANY, {"q2": [], "q2-other": ""}, None),
    ],
)
def test_who_writes_beside_the_last_choice_has_chosen_it(question: Question, raw: dict, kept: tuple | None) -> None:
    assert answering.problems([question], raw) == []
    assert answering.values(question, raw) == kept


def test_what_is_written_there_has_an_end() -> None:
    [(where, what)] = answering.problems([ONE], {"q1-other": "x" * 201})

    assert (where, "Somewhere else" in what) == ("id_q1-other", True)


def test_a_required_question_is_answered_by_writing() -> None:
    question = Question(pk=3, kind="one", words="?", options=["a", "b"], other="Else", required=True)

    assert answering.problems([question], {"q3-other": "This"}) == []
    assert answering.problems([question], {"q3-other": " "}) == [("id_q3", "Answer “?”")]


@pytest.mark.parametrize(
    ("question", "cell", "read"),
    [
        (ONE, "at home", (["0"], "")),
        (ONE, "Somewhere else", (["2"], "")),
        (ONE, "Somewhere else: on the bus", (["2"], "on the bus")),
        (ONE, "On the bus", (["2"], "On the bus")),
        (MANY, "Time; My dog", (["0", "2"], "My dog")),
        (MANY, "Quiet, and space, Time, Something else: My dog", (["1", "0", "2"], "My dog")),
    ],
)
def test_a_table_may_have_what_was_written_in_the_same_cell(question: Question, cell: str, read: tuple) -> None:
    assert importing.read_choices(question, cell) == read


def test_a_child_answers_with_a_face_and_with_words_of_their_own(area: Area) -> None:
    survey = make_survey(area.lead, template="youngest", one_page=True)
    face, best = survey.questions.filter(kind="faces3").first(), survey.questions.get(kind="one")
    client = Client()
    page = client.get(f"/answer/{survey.code}/").content.decode()

    group = page.partition(face.words)[2].partition("</fieldset>")[0]
    assert re.findall(r"<span>([^<]+)</span>", group) == ["Sad", "OK", "Happy"]
    assert group.count("<svg") == group.count('aria-hidden="true"') == 3
    assert "Something else: please say what" in page
    sent = {f"q{face.pk}": "3", f"q{best.pk}-other": "Drawing dragons", "do": "go", "step": "1"}
    assert client.post(f"/answer/{survey.code}/", sent).status_code == 302
    assert Answer.objects.get(question=face).value == 3
    written = Answer.objects.get(question=best)
    assert (written.value, written.text) == (len(best.options), "Drawing dragons")
    assert list(queries.text_answers(area.lead)) == [written], "those who code read it"


def test_words_are_kept_with_a_draft_and_come_back(area: Area) -> None:
    survey = make_survey(area.lead, template="youngest")
    best = survey.questions.get(kind="one")
    raw = {f"q{best.pk}-other": "Drawing dragons"}
    secret = actions.keep_draft(survey=survey, secret="", raw=raw)

    page = Client().get(f"/answer/{survey.code}/{secret}/?step=2").content.decode()
    assert 'value="Drawing dragons"' in page


def test_counts_have_the_other_choice_as_one_and_never_its_words(area: Area) -> None:
    survey = make_survey(area.lead, template="youngest")
    best = survey.questions.get(kind="one")
    for number in range(12):
        raw = {f"q{best.pk}-other": f"Dragons {number}"} if number % 2 else {f"q{best.pk}": "0"}
        actions.send_answers(survey=survey, raw=raw)
    actions.close_survey(scope=area.lead, survey=survey)
    told = area.client("contributor").get(f"/p/wexmoor/voices/surveys/{survey.pk}/results.csv").content.decode()

    assert "Something else,6" in told
    assert "Dragons" not in told


def test_paper_has_three_faces_and_a_line_to_write_on(area: Area) -> None:
    survey = make_survey(area.lead, template="youngest")
    for address in ("paper.pdf", "large-print.pdf"):
        printed = area.client("lead").get(f"/p/wexmoor/voices/surveys/{survey.pk}/{address}").content
        assert faults(printed) == []


def test_the_room_to_write_is_made_and_changed_with_the_question(area: Area) -> None:
    survey = actions.make_survey(scope=area.lead, template="", title="Ours", audience="parents", space="partnership")
    content = {
        "words": "Who helps?", "kind": "many", "hint": "", "section": "", "options": ["School", "Health"],
        "about": "", "required": False, "other": "Somebody else",
    }  # fmt: skip
    made = actions.write_question(scope=area.lead, survey=survey, **content)
    assert [each.words for each in answering.choices(made)] == ["School", "Health", "Somebody else"]

    faces = actions.write_question(scope=area.lead, survey=survey, **content | {"kind": "faces3"})
    assert (faces.other, faces.options) == ("", [])
    with pytest.raises(InputError, match="stands among the choices"):
        actions.write_question(scope=area.lead, survey=survey, **content | {"other": "School"})
    page = area.client("lead").get(f"/p/wexmoor/voices/surveys/{survey.pk}/").content.decode()
    assert "Somebody else …" in page
    assert Survey.objects.get().questions.count() == 2
