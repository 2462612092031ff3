"""A survey from its making to what became of it: who makes it, who answers on a phone, who codes, who reads."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from extramile.web.partnerships.permissions import Role
from extramile.web.voices import actions
from extramile.web.voices.models import Answer, Response, Survey
from tests.functional.person import PHONE, Person
from tests.partnership import Place, make_place

pytestmark = pytest.mark.browser
HOME = "/p/ashcombe/voices/"
KEPT = ("title", "introduction", "next", "opens", "closes", "anonymous", "one_page", "second_share")


@pytest.fixture
def place(db: None, somebody: Person) -> Place:
    return make_place()


@pytest.fixture
def another(browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    yield person
    person.leaves()


@pytest.fixture
def family(browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody with a phone whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.page.set_viewport_size(PHONE)
    yield person
    person.leaves()


def comes_in(person: Person, place: Place, role: Role) -> None:
    """Come as somebody who signed in a moment ago: signing in has a journey of its own."""
    person.is_signed_in(place.members[role].person)


def open_survey(place: Place, template: str = "parents", **more: Any) -> Survey:
    scope = place.scope()
    survey = actions.make_survey(scope=scope, template=template, title="", audience="", space="partnership")
    settings = {name: getattr(survey, name) for name in KEPT} | {"second_share": 100} | more
    survey = actions.change_survey(scope=scope, survey=survey, version=survey.version, **settings)
    actions.open_survey(scope=scope, survey=survey)
    survey.refresh_from_db()
    return survey


def answer(survey: Survey, times: int, words: str) -> None:
    plan = survey.questions.get(kind="one")
    need = survey.questions.get(about="need")
    text = survey.questions.filter(kind="long").first()
    for number in range(times):
        raw = {f"q{plan.pk}": str(number % 2), f"q{need.pk}": "asd" if number % 3 else "vi", f"q{text.pk}": words}
        actions.send_answers(survey=survey, raw=raw)


@pytest.mark.django_db(transaction=True)
def test_a_survey_is_built_and_opened(somebody: Person, place: Place) -> None:
    comes_in(somebody, place, Role.LEAD)
    somebody.opens(HOME)
    somebody.sees("No survey yet")
    somebody.finds_the_page_usable()
    somebody.presses("Make a survey")
    somebody.finds_the_page_usable()
    somebody.ticks("Children and young people: “How is it for you?”")
    somebody.presses("Make the draft")
    assert somebody.heading == "How is it for you?"
    somebody.finds_the_page_usable()

    somebody.presses("Add a question")
    somebody.writes("Question", "How was your week?")
    somebody.ticks("Three faces, for the youngest")
    somebody.finds_the_page_usable()
    somebody.presses("Save")
    somebody.sees("How was your week?")
    somebody.presses("Open the survey")

    somebody.sees("/answer/")
    assert somebody.page.locator("svg.v-qr").count() == 1
    somebody.finds_the_page_usable()
    assert somebody.takes("To print (PDF)").startswith(b"%PDF-")


@pytest.mark.django_db(transaction=True)
def test_a_family_answers_on_a_phone_without_scripts_and_comes_back_by_the_link(family: Person, place: Place) -> None:
    survey = open_survey(place)
    family.opens(f"/answer/{survey.code}/")
    family.page.get_by_label("Being assessed").check()
    sizes = family.page.evaluate(
        "[...document.querySelectorAll('.v-choice')].map(each => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 44, "a finger finds every choice"
    assert family.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    family.presses("Save and finish later")
    family.sees("They are not sent yet")
    link = family.page.locator(".v-link a").get_attribute("href")

    family.opens(f"/answer/{survey.code}/")
    assert not family.page.get_by_label("Being assessed").is_checked(), "who has not the link does not see it"
    family.opens(link)
    assert family.page.get_by_label("Being assessed").is_checked()
    family.presses("Go on")
    family.page.get_by_label(re.compile("What should be better")).fill("Tell us why it takes so long.")
    family.presses("Go on")
    family.presses("Send my answers")

    family.sees("Your answers have been sent")
    assert family.context.cookies() == []
    said = Response.objects.get()
    assert (said.way, said.answers.count()) == ("online", 2)


@pytest.mark.django_db(transaction=True)
def test_a_child_points_at_a_face_on_a_phone_without_scripts(family: Person, place: Place) -> None:
    survey = open_survey(place, template="youngest")
    family.opens(f"/answer/{survey.code}/")
    first = family.page.locator("fieldset").first
    assert first.get_by_role("radio").count() == 3
    for words in ("Sad", "OK", "Happy"):
        face = first.locator(".v-choice", has_text=words)
        assert first.get_by_role("radio", name=words, exact=True).count() == 1, "a screen reader says the word"
        box, drawn = face.bounding_box(), face.locator("svg").bounding_box()
        assert min(box["width"], box["height"]) >= 80, "a small finger finds it"
        assert drawn["y"] + drawn["height"] <= face.get_by_text(words, exact=True).bounding_box()["y"], "words under it"
    first.locator(".v-choice", has_text="Happy").locator("svg").click()
    assert first.get_by_role("radio", name="Happy").is_checked(), "pointing at the face is enough"
    family.presses("Go on")
    family.page.get_by_label("Something else: please say what").fill("Drawing dragons")
    assert family.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    family.presses("Go on")
    family.presses("Send my answers")

    family.sees("Your answers have been sent")
    assert sorted(Answer.objects.values_list("value", "text")) == [(3, ""), (5, "Drawing dragons")]


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_answering_are_usable(somebody: Person, place: Place) -> None:
    survey = open_survey(place)
    somebody.opens(f"/answer/{survey.code}/")
    somebody.finds_the_page_usable()
    somebody.presses("Save and finish later")
    somebody.finds_the_page_usable()
    # One page with faces, choices with room to write, words, and what is asked about the person.
    young = open_survey(place, template="youngest", one_page=True)
    somebody.opens(f"/answer/{young.code}/")
    somebody.finds_the_page_usable()


@pytest.mark.django_db(transaction=True)
def test_paper_is_entered_the_survey_closed_and_its_results_read(somebody: Person, place: Place) -> None:
    survey = open_survey(place)
    answer(survey, 11, "Annual reviews come late.")
    comes_in(somebody, place, Role.LEAD)
    somebody.opens(f"{HOME}surveys/{survey.pk}/")
    somebody.presses("Enter paper or phone answers")
    somebody.ticks("On paper")
    somebody.writes("Day of the answer", f"{survey.opens:%-d %B %Y}")
    somebody.page.get_by_label("Being assessed").check()
    somebody.finds_the_page_usable()
    somebody.presses("Save and enter the next")
    somebody.sees("The answer is saved")
    assert somebody.page.get_by_label("On paper").is_checked()

    somebody.opens(f"{HOME}surveys/{survey.pk}/")
    somebody.presses("Close the survey")
    somebody.follows("Results and who has been heard")
    somebody.sees("12 answers")
    somebody.sees("12 people answered this.")
    somebody.sees("suppressed")
    somebody.finds_the_page_usable()
    somebody.follows("By main need")
    assert somebody.page.get_by_role("region", name=re.compile("By group")).count() == 1
    assert b"people" in somebody.takes("Counts as CSV")

    somebody.opens(HOME)
    somebody.follows("Whom we have heard, and whom not")
    somebody.sees("What families tell us")
    somebody.finds_the_page_usable()
    assert b"Main need" in somebody.takes("These tables as CSV")


@pytest.mark.django_db(transaction=True)
def test_two_people_code_and_see_how_far_they_agree(somebody: Person, another: Person, place: Place) -> None:
    survey = open_survey(place)
    answer(survey, 1, "Annual reviews come late.")
    said = Answer.objects.exclude(text="").get()
    for person, role, theme in (
        (somebody, Role.LEAD, "Annual reviews"),
        (another, Role.QUALITY_AUDITOR, "Leadership"),
    ):
        comes_in(person, place, role)
        person.opens(f"{HOME}coding/")
        if person is somebody:
            person.finds_the_page_usable()
        person.follows("Code answer 1", within="article")
        person.sees("suggested by")
        assert person.page.locator("input:checked").count() == 0, "nothing is chosen for anybody"
        person.page.get_by_label(re.compile(theme)).first.check()
        if person is somebody:
            person.finds_the_page_usable()
        person.presses("Save and go on")
        person.sees("Nothing waits for you")

    another.follows("How far readers agree")
    another.sees("Cohen’s kappa over all themes is")
    another.finds_the_page_usable()
    another.page.locator("article").get_by_role("checkbox").first.check()
    another.presses("Settle difference 1")
    another.sees("No difference is open.")
    assert said.codings.filter(part="settled").exists()


@pytest.mark.django_db(transaction=True)
def test_the_forum_releases_what_came_of_it_and_takes_it_back(somebody: Person, family: Person, place: Place) -> None:
    comes_in(somebody, place, Role.FORUM_MEMBER)
    somebody.opens(f"{HOME}loop/new/")
    somebody.writes("What was said", "Reviews are late.")
    somebody.writes("Who said it", "Parents at the coffee morning")
    somebody.writes("Day it was said", "1 June 2026")
    somebody.ticks("The whole partnership")
    somebody.finds_the_page_usable()
    somebody.page.get_by_role("button", name="Save", exact=True).click()
    somebody.is_at(f"{HOME}loop/")
    somebody.finds_the_page_usable()
    somebody.page.get_by_role("button", name="Release to everybody").click()
    somebody.sees("Public")

    family.opens("/voices/ashcombe/")
    family.sees("Reviews are late.")
    somebody.opens("/voices/ashcombe/")
    somebody.finds_the_page_usable()
    somebody.opens(f"{HOME}loop/")
    somebody.page.get_by_role("button", name="Take it off the public page").click()
    somebody.sees("Not public")
    family.opens("/voices/ashcombe/")
    family.sees("There is no such page")
    family.complaints.clear()


@pytest.mark.django_db(transaction=True)
def test_with_the_keyboard_alone_somebody_answers(somebody: Person, place: Place) -> None:
    survey = open_survey(place, one_page=True)
    keys = somebody.page.keyboard
    somebody.opens(f"/answer/{survey.code}/")
    first = f"q{survey.questions.first().pk}"
    for _ in range(20):
        keys.press("Tab")
        if somebody.focused["name"] == first:
            break
    keys.press("Space")
    keys.press("ArrowDown")
    assert somebody.page.get_by_label("Being assessed").is_checked()
    for _ in range(60):
        keys.press("Tab")
        now = somebody.focused
        assert now["inside"], f"the focus is out of sight on {now}"
        if now["words"] == "Send my answers":
            break
    assert now["ring"]
    keys.press("Enter")

    somebody.sees("Your answers have been sent")
