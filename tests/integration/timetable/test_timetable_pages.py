"""The timetable as it is used: sessions made, changed, moved and put back, called off; two people at once; who sees what."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.audit.models import Event
from extramile.web.inspections.actions import circle
from extramile.web.inspections.embargo import OPENED
from extramile.web.timetable.actions import sessions
from extramile.web.timetable.models import Session
from extramile.web.timetable.presenters import timetable as words
from tests.integration.selfevaluation.scene import signed_in
from tests.integration.timetable import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> dict[str, Any]:
    people, found = days.begun()
    return {
        "people": people,
        "found": found,
        "hall": days.place(found, name="Hall"),
        "ada": days.somebody(found, "Ada Beispiel", member=people["contributor"].member),
        "lead": signed_in(people["lead"]),
    }


def at(scene: dict[str, Any], path: str = "") -> str:
    return f"/p/wexmoor/inspect/{scene['found'].pk}/timetable/{path}"


def entered(scene: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {
        "type": "focus-group",
        "title": "Group of nurses",
        "day": "11 November 2026",
        "start": "9:30",
        "end": "11:00",
        "place": scene["hall"].pk,
        "needs": "BSL interpreter, step-free access",
        "going": [scene["ada"].pk],
        **changed,
    }


def make(scene: dict[str, Any], **changed: Any) -> Session:
    response = scene["lead"].post(at(scene, "new/"), entered(scene, **changed))
    assert response.status_code == 302, response.content.decode()
    return Session.objects.latest("pk")


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return html.unescape(found.group(1))


def page_of(client: Any, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_session_is_made_and_stands_in_the_list_on_its_day_and_with_who_goes(scene: dict[str, Any]) -> None:
    made = make(scene)
    assert timezone.localtime(made.starts).strftime("%H:%M") == "09:30"
    assert made.needs == ["BSL interpreter", "step-free access"]
    for path in ("", "days/2026-11-11/", f"people/{scene['ada'].pk}/", f"sessions/{made.pk}/"):
        assert "Group of nurses" in page_of(scene["lead"], at(scene, path)), path
    assert "BSL interpreter" in page_of(scene["lead"], at(scene, "clashes/"))


def test_what_is_missing_is_said_and_what_was_entered_stays(scene: dict[str, Any]) -> None:
    response = scene["lead"].post(at(scene, "new/"), entered(scene, title="", start="half nine"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a title" in page
    assert "must be a time, such as 9:30" in page
    assert "half nine" in page
    assert not Session.objects.exists()


def test_a_session_is_moved_and_put_back(scene: dict[str, Any]) -> None:
    made = make(scene)
    path = at(scene, f"sessions/{made.pk}/")
    moved = scene["lead"].post(
        f"{path}move/",
        {"seen": seen_in(page_of(scene["lead"], path)), "day": "2026-11-12", "start": "14:00", "place": ""},
    )
    made.refresh_from_db()
    assert timezone.localtime(made.starts).strftime("%d %H:%M") == "12 14:00"
    assert (made.ends - made.starts, made.place) == (timedelta(minutes=90), None)
    page = page_of(scene["lead"], moved["Location"])
    assert "It was on 11 November 2026 at 09:30 before you moved it" in page
    assert "Group" not in moved["Location"]
    back = dict(re.findall(r'<input type="hidden" name="(seen|day|start|place)" value="([^"]*)"', page))
    scene["lead"].post(f"{path}move/", back)
    made.refresh_from_db()
    assert timezone.localtime(made.starts).strftime("%d %H:%M") == "11 09:30"
    assert made.place == scene["hall"]


def test_two_who_change_one_session_both_keep_what_they_wrote(scene: dict[str, Any]) -> None:
    made = make(scene)
    path = at(scene, f"sessions/{made.pk}/change/")
    first, second = (seen_in(page_of(scene["lead"], path)) for _ in range(2))
    scene["lead"].post(path, entered(scene, title="Group of all nurses", seen=first))
    refused = scene["lead"].post(path, entered(scene, title="Nurses", asks_to_see="A plan", seen=second))
    page = refused.content.decode()
    assert refused.status_code == 422
    for said in ("What changed while you wrote", "Theirs: Group of all nurses", "Yours: Nurses", "A plan"):
        assert said in page
    saved = scene["lead"].post(path, entered(scene, title="Nurses", asks_to_see="A plan", seen=seen_in(page)))
    made.refresh_from_db()
    assert saved.status_code == 302
    assert (made.title, made.asks_to_see) == ("Nurses", "A plan")
    assert "Title: Nurses, before Group of all nurses" in page_of(scene["lead"], at(scene, f"sessions/{made.pk}/"))


def test_a_form_that_was_tampered_with_changes_nothing(scene: dict[str, Any]) -> None:
    made = make(scene)
    for path in ("change/", "move/"):
        response = scene["lead"].post(at(scene, f"sessions/{made.pk}/{path}"), entered(scene, title="Taken", seen="x"))
        assert response.status_code == 422
        assert "Open the page again" in response.content.decode()
    assert Session.objects.get().revision == 1


def test_a_session_is_called_off_for_a_reason_and_brought_back(scene: dict[str, Any]) -> None:
    made = make(scene)
    path = at(scene, f"sessions/{made.pk}/")
    assert scene["lead"].post(f"{path}call-off/").status_code == 422
    scene["lead"].post(f"{path}call-off/", {"why": "The hall is flooded"})
    assert "The hall is flooded" in page_of(scene["lead"], at(scene))
    scene["lead"].post(f"{path}bring-back/")
    assert "flooded" not in page_of(scene["lead"], at(scene))


def test_nobody_who_came_is_taken_out(scene: dict[str, Any]) -> None:
    made = make(scene)
    made.goings.update(came=True)
    path = at(scene, f"sessions/{made.pk}/change/")
    seen = seen_in(page_of(scene["lead"], path))
    response = scene["lead"].post(path, entered(scene, going=[], seen=seen))
    assert "recorded as having come" in response.content.decode()
    assert made.goings.count() == 1


def test_what_was_said_afterwards_is_for_those_of_the_area_who_were_asked(scene: dict[str, Any]) -> None:
    made = make(scene)
    path = at(scene, f"sessions/{made.pk}/")
    scene["lead"].post(f"{path}debrief/", {"debrief": "They asked for more plans.", "was": ""})
    second = scene["lead"].post(f"{path}debrief/", {"debrief": "Something else.", "was": ""})
    assert second.status_code == 422
    assert "Something else." in second.content.decode()
    people = scene["people"]
    assert "more plans" in page_of(signed_in(people["contributor"]), path)
    for name in ("reader", "inspector"):
        assert "more plans" not in page_of(signed_in(people[name]), path)
        assert "Ada Beispiel" not in page_of(signed_in(people[name]), path)
    assert "more plans" not in page_of(scene["lead"], "/p/wexmoor/audit/")


def test_the_list_is_searched(scene: dict[str, Any]) -> None:
    make(scene)
    make(scene, title="Visit to Ash Lane", type="setting-visit", going=[], place="")
    mine = signed_in(scene["people"]["contributor"])
    assert "Ash Lane" not in page_of(mine, at(scene, "?mine=yes"))
    assert "Group of nurses" in page_of(mine, at(scene, "?mine=yes"))
    assert "Group of nurses" not in page_of(mine, at(scene, "?kind=setting-visit"))
    assert "No session is like that" in page_of(mine, at(scene, "?words=nothing"))


def test_sessions_in_one_place_at_once_stand_beside_each_other(scene: dict[str, Any]) -> None:
    for title, start, end in (("One", "9:30", "11:00"), ("Two", "10:10", "10:50"), ("Three", "11:00", "12:00")):
        make(scene, title=title, start=start, end=end)
    rows = list(Session.objects.all())
    grid = words.grid(rows, {}, {})
    assert grid.places == [("Hall", 2)]
    placed = {cell.session.title: (time, cell.rows) for time, cells in grid.rows for cell in cells if cell.session}
    assert placed == {"One": ("09:30", 6), "Two": ("10:00", 4), "Three": ("11:00", 4)}
    # Every row has as many columns as there are, counting what reaches into it from above.
    open_ = []
    for _, cells in grid.rows:
        open_ = [left - 1 for left in open_ if left > 1] + [cell.rows for cell in cells]
        assert len(open_) == 2


def test_a_page_of_many_sessions_asks_the_database_no_more_often(
    scene: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        days.goes(days.session(scene["found"], title=f"Group {number}", place=scene["hall"]), scene["ada"])
    for path in ("", f"people/{scene['ada'].pk}/", "clashes/"):
        with django_assert_max_num_queries(40):
            page_of(scene["lead"], at(scene, path))
    today = timezone.localdate()
    with django_assert_max_num_queries(40):
        page_of(scene["lead"], at(scene, f"days/{today.isoformat()}/"))


def test_a_day_that_is_none_does_not_exist(scene: dict[str, Any]) -> None:
    assert scene["lead"].get(at(scene, "days/2026-02-31/")).status_code == 404
    assert sessions.LONGEST_HOURS == 14


def test_what_is_ahead_and_what_nobody_recorded_is_on_the_countdown_and_on_the_sheet(scene: dict[str, Any]) -> None:
    ahead = days.session(scene["found"], title="Group ahead", in_=timedelta(hours=3))
    over = days.session(scene["found"], title="Group over", in_=timedelta(hours=-3))
    known = days.session(scene["found"], title="Group known", in_=timedelta(hours=-3))
    for each in (ahead, over):
        days.goes(each, scene["ada"])
    days.goes(known, scene["ada"], came=True)
    front = f"/p/wexmoor/inspect/{scene['found'].pk}/"
    told = page_of(scene["lead"], front)
    assert "Group ahead, No place yet" in told
    assert "Who came to Group over" in told
    assert "Who came to Group known" not in told
    assert "Who came to" not in page_of(signed_in(scene["people"]["reader"]), front)
    assert "Group ahead" in page_of(scene["lead"], f"{front}people/{scene['ada'].pk}/")


@pytest.mark.parametrize("kind", ["keep-in-touch", "feedback-meeting"])
def test_what_inspectors_say_in_confidence_is_no_note_of_a_session(scene: dict[str, Any], kind: str) -> None:
    people, found = scene["people"], scene["found"]
    made = make(scene)
    path = at(scene, f"sessions/{made.pk}/")
    scene["lead"].post(f"{path}debrief/", {"debrief": "They doubt our figures.", "was": ""})
    Session.objects.filter(pk=made.pk).update(type=kind)

    refused = scene["lead"].post(f"{path}debrief/", {"debrief": "More.", "was": "They doubt our figures."})

    assert refused.status_code == 422
    assert "under embargo" in refused.content.decode()
    assert Session.objects.get().debrief == "They doubt our figures."
    # What stood there before it became such a meeting is for those who may read notes.
    assert "doubt our figures" in page_of(scene["lead"], path)
    assert Event.objects.filter(verb=OPENED, kind="session", by_id=people["lead"].person.pk).count() == 1
    contributor = signed_in(people["contributor"])
    assert "doubt our figures" not in page_of(contributor, path)
    circle.let_in(scope=people["lead"], inspection=found, member=people["contributor"].member, why="Writes the plan")
    assert "doubt our figures" in page_of(contributor, path)
