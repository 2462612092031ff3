"""Places, the ways between them and school holidays."""

from datetime import date, time

import pytest

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.actions import places
from extramile.web.timetable.models import Place, Travel
from tests.integration.timetable.days import begun

pytestmark = pytest.mark.django_db
SCHOOL = {"kind": "setting", "name": "Elm School", "opens": time(8, 45), "closes": time(15, 15), "seats": 30}


def test_a_place_is_added_changed_and_retired() -> None:
    people, _ = begun()
    elm = places.add_place(scope=people["lead"], **SCHOOL)

    changed = places.change_place(scope=people["lead"], place=elm, **{**SCHOOL, "seats": 12})
    places.retire_place(scope=people["lead"], place=elm)

    assert (changed.seats, changed.opens) == (12, time(8, 45))
    assert Place.objects.get().retired_at is not None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "name"),
        ({"kind": "moon"}, "Choose what"),
        ({"closes": None}, "opens"),
        ({"phase": "x"}, "phase"),
    ],
)
def test_a_place_that_cannot_be_is_refused(wrong: dict, sentence: str) -> None:
    people, _ = begun()

    with pytest.raises(InputError, match=sentence):
        places.add_place(scope=people["lead"], **{**SCHOOL, **wrong})


def test_a_way_is_the_same_either_way_round() -> None:
    people, _ = begun()
    places.set_way(scope=people["lead"], one="Oak House", other="Ash House", minutes=10)
    places.set_way(scope=people["lead"], one="Ash House", other="Oak House", minutes=15)

    assert [(each.one, each.other, each.minutes) for each in Travel.objects.all()] == [("Ash House", "Oak House", 15)]
    for one, other, minutes in (("Ash", "Ash", 5), ("Ash", "", 5), ("Ash", "Oak", 999)):
        with pytest.raises(InputError):
            places.set_way(scope=people["lead"], one=one, other=other, minutes=minutes)


def test_a_holiday_ends_after_it_begins() -> None:
    people, _ = begun()
    places.add_holiday(scope=people["lead"], name="Half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))

    with pytest.raises(InputError, match="ends before"):
        places.add_holiday(scope=people["lead"], name="Wrong", first=date(2026, 10, 30), last=date(2026, 10, 26))


def test_only_those_who_make_the_timetable_add_places() -> None:
    people, _ = begun()

    with pytest.raises(NotAllowedError):
        places.add_place(scope=people["inspector"], **SCHOOL)
