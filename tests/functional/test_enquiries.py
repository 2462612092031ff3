"""From a pasted mail to an answer that a second person let go; a school answers on a phone without scripts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from extramile.web.enquiries.actions import settings
from extramile.web.enquiries.queries.asked import token
from tests.functional.person import PHONE
from tests.integration.enquiries.asking import ask, inspect, take
from tests.integration.evidence.scene import make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAIL = "From: Ada Lane <ada@inspectorate.example>\n\nDear all,\n\nplease send\n\n1. The waiting times\n2. The minutes\n"


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    cache.clear()
    return make_partnership("wexmoor", area_code="")


def test_from_the_mail_to_sent_by_way_of_a_second_person(people: dict[str, Any], anybody: Any) -> None:
    home = f"/p/wexmoor/inspect/{inspect(people['lead']).pk}/requests/"
    officer = anybody(people["lead"].person)
    officer.opens(home)
    officer.sees("Nothing was asked yet")
    officer.presses("Enter what was asked")
    officer.finds_the_page_usable()
    officer.writes("The mail", MAIL)
    # By keyboard: the button comes after the text.
    officer.page.get_by_label("The mail", exact=True).focus()
    officer.page.keyboard.press("Tab")
    assert officer.focused["ring"]
    officer.page.keyboard.press("Enter")
    officer.sees("Is this what was asked?")
    officer.sees("Ada Lane, who is not among the inspectors")
    officer.finds_the_page_usable()
    officer.presses("Enter them")
    officer.sees("Requests 1 to 2 are entered.")
    officer.finds_the_page_usable()
    officer.follows("1. The waiting times", within="main")
    officer.presses("Take it in hand")
    officer.writes("Answer", "Twelve weeks.")
    officer.ticks("Yes")
    officer.presses("Save the answer")
    officer.finds_the_page_usable()
    officer.presses("Give it to be checked")
    officer.sees("can check it")

    second = anybody(people["auditor"].person, scripts=False)
    second.page.set_viewport_size(PHONE)
    second.opens("/p/wexmoor/")
    second.follows("Check the answer to request 1")
    second.sees("Twelve weeks.")
    second.presses("Pass it")
    second.sees("Ready to send", within="main")

    officer.page.reload()
    officer.writes("By what way", "the inspectors' portal")
    officer.presses("Note that it was sent")
    officer.sees("Sent", within="main")
    officer.follows("Everything that happened")
    officer.finds_the_page_usable()


def test_a_senco_answers_on_a_phone_without_scripts(people: dict[str, Any], anybody: Any, tmp_path: Path) -> None:
    lead = people["lead"]
    request = take(lead, ask(lead, inspect(lead)), "take-in-hand")
    values = {"setting": "Oakfield School", "name": "Jo", "email": "jo@oakfield.example", "organisation": None}
    values |= {"words": "How many wait?", "due": timezone.now() + timedelta(hours=20)}
    asked = settings.ask(scope=lead, request=request, values=values)
    senco = anybody(scripts=False)
    senco.page.set_viewport_size(PHONE)
    senco.opens(f"/asked/{asked.pk}/{token(asked)}/")
    senco.sees("How many wait?")
    senco.expects_refusal = True
    senco.presses("Send the answer")
    senco.sees("There is a problem")
    file = tmp_path / "list.txt"
    file.write_text("Twelve wait.")
    senco.writes("Your answer", "Twelve; the list is beside.")
    senco.gives("A file, if it says it better", file)
    senco.presses("Send the answer")
    senco.sees("Your answer was received")
    asked.refresh_from_db()
    senco.sees(asked.receipt)
    over = senco.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0

    officer = anybody(lead.person)
    officer.opens(f"/p/wexmoor/inspect/{request.inspection_id}/requests/{request.pk}/")
    officer.sees("Twelve; the list is beside.")
    officer.finds_the_page_usable()
    officer.page.get_by_role("button", name="Put it into the answer").click()
    officer.sees("It stands in the answer.")
