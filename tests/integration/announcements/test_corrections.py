"""What everybody reads of a correction: the sentences that are another one, in words; and that who corrected is told it worked."""

import pytest
from django.test import Client

from extramile.web.announcements.actions import correcting
from extramile.web.announcements.presenters.changed import changed
from tests.integration.announcements.scene import inspected, told
from tests.partnership import Place, make_place

LONG = "The board met in March. It adopted a plan. Every figure stands on [the page of Ashcombe](/local/)."


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("One. Two. Three.", "One. Four. Three.", ("Two.", "Four.")),
        ("One. Two.", "One. Two. Three.", ("", "Three.")),
        ("One. Two.", "Two.", ("One.", "")),
        ("A. B. C. D. E.", "A. X. C. Y. E.", ("B. … D.", "X. … Y.")),
        ("- One\n- Two", "- One\n- Three", ("- Two", "- Three")),
        (LONG, LONG.replace("March", "April"), ("The board met in March.", "The board met in April.")),
        (
            LONG,
            LONG.replace("/local/", "/local/ashcombe/"),
            (
                "Every figure stands on the page of Ashcombe (/local/).",
                "Every figure stands on the page of Ashcombe (/local/ashcombe/).",
            ),
        ),
        (
            "See [here](/local/) today.",
            "See [here](/local/) tomorrow.",
            ("See here today.", "See here tomorrow."),
        ),
    ],
)
def test_a_correction_says_the_sentences_that_are_another_one(was: str, now: str, said: tuple[str, str]) -> None:
    assert changed(was, now) == said


@pytest.mark.django_db
def test_a_correction_of_one_word_is_no_second_copy_of_the_section() -> None:
    place: Place = make_place()
    lead = place.scope()
    found = told(lead, inspected(lead))
    kept = {"scope": lead, "announcement": found, "field": "next_steps", "seen": found.revision}
    correcting.correct_text(**kept, words=LONG.replace("/local/", "/areas/"), why="It was [written](/areas/) anew")
    found.refresh_from_db()
    kept["seen"] = found.revision
    correcting.correct_text(**kept, words=LONG.replace("/local/", "/areas/").replace("March", "April"), why="The month")
    page = Client().get(f"/news/ashcombe/{found.slug}/").content.decode().split('id="corrections"')[1]
    assert "](/" not in page
    assert "It said: <del>The board met in March.</del>" in page
    assert "It says: The board met in April." in page
    assert page.count("It adopted a plan.") == 1, "once, in the first correction, where it was new"
    lead_browser = Client()
    lead_browser.force_login(lead.person)
    text = lead_browser.get(f"/p/ashcombe/tell/{found.pk}.txt").content.decode()
    assert "It said: “The board met in March.”" in text


@pytest.mark.django_db
def test_who_changed_what_everybody_reads_is_told_that_it_worked() -> None:
    lead = make_place().scope()
    found = told(lead, inspected(lead))
    browser = Client()
    browser.force_login(lead.person)
    at = f"/p/ashcombe/tell/{found.pk}/"
    posts = [
        (f"{at}correct/contact/", {"words": "Press office", "why": "It was old"}, "It is corrected."),
        (f"{at}privacy/strengths/", {"words": "Schools know families.", "why": "One"}, "It is taken out."),
        (f"{at}step/", {"step": "withdraw", "why": "It was too early"}, "It is withdrawn."),
        (f"{at}step/", {"step": "restore", "why": "It is time"}, "It is published again"),
        (f"{at}privacy/all/", {"why": "It names one", "parts": ["strengths"]}, "It is withdrawn."),
    ]
    for address, sent, notice in posts:
        found.refresh_from_db()
        answer = browser.post(address, {**sent, "seen": found.revision}, follow=True)
        assert notice in answer.content.decode(), address
