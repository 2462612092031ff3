"""Sessions are made, changed, moved, called off and brought back; what two people change at once meets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.actions import sessions
from extramile.web.timetable.actions.sessions import Said, said_of
from extramile.web.timetable.models import Going, Session
from tests.integration.timetable.days import begun, place, somebody

pytestmark = pytest.mark.django_db

NINE = datetime(2036, 11, 10, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def group(**more) -> Said:
    return replace(Said("focus-group", "A group", NINE, NINE + HOUR), **more)


def test_a_session_is_made_and_the_trail_has_no_names() -> None:
    people, found = begun()
    ada = somebody(found, "Ada Beispiel")

    made = sessions.make(
        scope=people["lead"], inspection=found, said=group(title="  A group ", going=frozenset({ada.pk}))
    )

    assert said_of(made) == group(going=frozenset({ada.pk}))
    assert "Beispiel" not in str(Event.objects.filter(verb="session made").values())


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"type": "party"}, "kind of session"),
        ({"ends": NINE}, "ends before"),
        ({"ends": NINE + timedelta(days=2)}, "at most"),
        ({"title": " "}, "Enter a title"),
        ({"place": 987_654}, "not in use"),
        ({"going": frozenset({987_654})}, "no part"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(wrong: dict, sentence: str) -> None:
    people, found = begun()

    with pytest.raises(InputError, match=sentence):
        sessions.make(scope=people["lead"], inspection=found, said=group(**wrong))
    assert not Session.objects.exists()


def test_places_and_people_of_another_partnership_are_refused() -> None:
    people, found = begun()
    _, elsewhere = begun("otherham")
    theirs, room = somebody(elsewhere), place(elsewhere)

    for wrong in ({"place": room.pk}, {"going": frozenset({theirs.pk})}):
        with pytest.raises(InputError):
            sessions.make(scope=people["lead"], inspection=found, said=group(**wrong))


def test_two_people_who_change_different_things_both_keep_them() -> None:
    people, found = begun()
    ada, bo = somebody(found, "Ada"), somebody(found, "Bo")
    made = sessions.make(scope=people["lead"], inspection=found, said=group())
    seen = said_of(made)

    sessions.change(
        scope=people["lead"], session=made, was=seen, now=replace(seen, title="Better", going=frozenset({ada.pk}))
    )
    sessions.change(
        scope=people["lead"], session=made, was=seen, now=replace(seen, expected=8, going=frozenset({bo.pk}))
    )

    made.refresh_from_db()
    assert said_of(made) == group(title="Better", expected=8, going=frozenset({ada.pk, bo.pk}))
    assert made.revision == 3


def test_who_changes_the_same_thing_is_shown_both_and_nothing_is_overwritten() -> None:
    people, found = begun()
    made = sessions.make(scope=people["lead"], inspection=found, said=group())
    seen = said_of(made)
    sessions.change(scope=people["lead"], session=made, was=seen, now=replace(seen, title="Hers"))

    with pytest.raises(sessions.ChangedMeanwhileError) as refused:
        sessions.change(scope=people["lead"], session=made, was=seen, now=replace(seen, title="His"))

    assert refused.value.met == (sessions.Met("title", "A group", "Hers", "His"),)
    assert Session.objects.get().title == "Hers"


def test_a_begin_of_one_and_an_end_of_another_make_no_session_that_neither_meant() -> None:
    people, found = begun()
    made = sessions.make(scope=people["lead"], inspection=found, said=group())
    seen = said_of(made)
    sessions.change(scope=people["lead"], session=made, was=seen, now=replace(seen, starts=NINE - HOUR))

    with pytest.raises(sessions.ChangedMeanwhileError):
        sessions.change(scope=people["lead"], session=made, was=seen, now=replace(seen, ends=NINE + 2 * HOUR))


def test_saving_what_stands_already_changes_nothing() -> None:
    people, found = begun()
    made = sessions.make(scope=people["lead"], inspection=found, said=group())
    seen = said_of(made)

    assert sessions.change(scope=people["lead"], session=made, was=seen, now=seen).revision == 1


def test_a_session_that_is_moved_lasts_as_long() -> None:
    people, found = begun()
    ada, room = somebody(found, "Ada"), place(found, name="Oak room")
    made = sessions.make(scope=people["lead"], inspection=found, said=group(going=frozenset({ada.pk})))

    later = NINE + timedelta(minutes=15)
    moved = sessions.move(scope=people["lead"], session=made, was=said_of(made), starts=later, place=room.pk)

    assert (moved.starts, moved.ends, moved.place) == (later, later + HOUR, room)


def test_who_is_taken_out_does_not_go_and_who_stays_keeps_the_answer() -> None:
    people, found = begun()
    ada, bo = somebody(found, "Ada"), somebody(found, "Bo")
    made = sessions.make(scope=people["lead"], inspection=found, said=group(going=frozenset({ada.pk, bo.pk})))
    Going.objects.filter(participant=ada).update(answer="accepted")

    seen = said_of(made)
    sessions.change(scope=people["lead"], session=made, was=seen, now=replace(seen, going=frozenset({ada.pk})))

    assert [(each.participant, each.answer) for each in made.goings.all()] == [(ada, "accepted")]


def test_a_session_is_called_off_for_a_reason_and_brought_back() -> None:
    people, found = begun()
    made = sessions.make(scope=people["lead"], inspection=found, said=group())
    with pytest.raises(InputError, match="why"):
        sessions.call_off(scope=people["lead"], session=made, why=" ")

    off = sessions.call_off(scope=people["lead"], session=made, why="Snow")
    assert off.called_off_why == "Snow"
    with pytest.raises(InputError, match="called off"):
        sessions.change(scope=people["lead"], session=made, was=group(), now=group(title="No"))
    with pytest.raises(InputError, match="already"):
        sessions.call_off(scope=people["lead"], session=made, why="Again")

    assert sessions.bring_back(scope=people["lead"], session=made).called_off_at is None
    with pytest.raises(InputError, match="already"):
        sessions.bring_back(scope=people["lead"], session=made)


def test_only_those_who_make_the_timetable_change_it() -> None:
    people, found = begun()

    with pytest.raises(NotAllowedError):
        sessions.make(scope=people["inspector"], inspection=found, said=group())
