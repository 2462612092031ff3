"""The form of a session, and the short form that moves one. No saving."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.partnerships.forms import DATE_FORMATS, TIME_FORMATS
from extramile.web.timetable.actions.sessions import Said
from extramile.web.timetable.presenters.rosters import TYPES

MOST = 5000


def _day() -> forms.DateField:
    wrong = {"required": "Enter the day", "invalid": "The day must be a date, such as 9 November 2026"}
    return forms.DateField(input_formats=DATE_FORMATS, error_messages=wrong)


def _hour(what: str) -> forms.TimeField:
    wrong = {"required": f"Enter when it {what}", "invalid": f"When it {what} must be a time, such as 9:30"}
    return forms.TimeField(input_formats=TIME_FORMATS, error_messages=wrong)


def _place(places: Sequence[Any]) -> list[tuple[str, str]]:
    return [("", "No place yet"), *((str(each.pk), each.name) for each in places)]


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _several(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", ",").split(",") if word.strip())


class SessionForm(forms.Form):
    """What a session is, when and where, who goes, what they need. `places` and `people` are what can be chosen."""

    type = forms.ChoiceField(
        choices=list(TYPES.items()),
        error_messages={
            "required": "Choose what kind of session it is",
            "invalid_choice": "Choose what kind of session it is",
        },
    )
    title = forms.CharField(
        max_length=200,
        error_messages={"required": "Enter a title", "max_length": "The title has at most 200 characters"},
    )
    day = _day()
    start = _hour("begins")
    end = _hour("ends")
    place = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a place from the list"})
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "The link must be like https://meet.example.org/abc"},
    )
    asks_to_see = forms.CharField(required=False, max_length=5000)
    expected = forms.IntegerField(required=False, min_value=0, max_value=MOST)
    needs = forms.CharField(required=False, max_length=1000)
    arranged = forms.CharField(required=False, max_length=1000)
    staff_group = forms.BooleanField(required=False)
    with_pupils = forms.BooleanField(required=False)
    going = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose who goes from the list"}
    )

    def __init__(self, *args: Any, places: Sequence[Any], people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _place(places)
        self.fields["going"].choices = [(str(each.pk), each.name) for each in people]
        sentence = f"How many are expected must be a number between 0 and {MOST}"
        messages = self.fields["expected"].error_messages
        messages.update(invalid=sentence, min_value=sentence, max_value=sentence)
        for validator in self.fields["expected"].validators:
            validator.message = sentence

    def said(self) -> Said:
        """Return what was entered."""
        given = self.cleaned_data
        return Said(
            **{name: given[name] for name in ("type", "title", "link", "asks_to_see", "staff_group", "with_pupils")},
            starts=_moment(given["day"], given["start"]),
            ends=_moment(given["day"], given["end"]),
            place=int(given["place"]) if given["place"] else None,
            expected=given["expected"] or 0,
            needs=_several(given["needs"]),
            arranged=_several(given["arranged"]),
            going=frozenset(int(each) for each in given["going"]),
        )


class MoveForm(forms.Form):
    """Another time or place; the session lasts as long as before."""

    day = _day()
    start = _hour("begins")
    place = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a place from the list"})

    def __init__(self, *args: Any, places: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _place(places)

    def starts(self) -> datetime:
        """Return when it begins."""
        return _moment(self.cleaned_data["day"], self.cleaned_data["start"])

    def place_id(self) -> int | None:
        """Return where."""
        return int(self.cleaned_data["place"]) if self.cleaned_data["place"] else None


def values_of(said: Said) -> dict[str, Any]:
    """Return what stands, as the fields of the form show it."""
    starts, ends = timezone.localtime(said.starts), timezone.localtime(said.ends)
    return {
        "type": said.type,
        "title": said.title,
        "day": date_format(starts, "j F Y"),
        "start": date_format(starts, "H:i"),
        "end": date_format(ends, "H:i"),
        "place": said.place or "",
        "link": said.link,
        "asks_to_see": said.asks_to_see,
        "expected": said.expected or "",
        "needs": ", ".join(said.needs),
        "arranged": ", ".join(said.arranged),
        "staff_group": said.staff_group,
        "with_pupils": said.with_pupils,
        "going": {str(each) for each in said.going},
    }
