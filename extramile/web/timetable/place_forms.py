"""The forms of a place, a way and a holiday. No saving."""

from typing import Any

from django import forms
from django.utils.formats import date_format

from extramile.web.partnerships.forms import DATE_FORMATS, TIME_FORMATS
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Phase, Place, PlaceKind

MOST_SEATS = 2000


def _hour(when: str) -> forms.TimeField:
    sentence = f"When it {when} must be a time, such as 8:30"
    return forms.TimeField(required=False, input_formats=TIME_FORMATS, error_messages={"invalid": sentence})


def _day(what: str) -> forms.DateField:
    wrong = {"required": f"Enter the {what} day", "invalid": f"The {what} day must be a date, such as 26 October 2026"}
    return forms.DateField(input_formats=DATE_FORMATS, error_messages=wrong)


def _number(sentence: str, most: int, *, required: bool) -> forms.IntegerField:
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(required=required, min_value=0, max_value=most, error_messages=wrong)


class PlaceForm(forms.Form):
    """Where sessions can be held."""

    kind = forms.ChoiceField(
        choices=PlaceKind.choices,
        error_messages={"required": "Choose what the place is", "invalid_choice": "Choose what the place is"},
    )
    name = forms.CharField(
        max_length=160,
        error_messages={"required": "Enter the name of the place", "max_length": "The name has at most 160 characters"},
    )
    building = forms.CharField(required=False, max_length=160)
    address = forms.CharField(required=False, max_length=300)
    organisation = forms.ModelChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": "Choose the organisation from the list"}
    )
    phase = forms.ChoiceField(choices=[("", "No single one"), *Phase.choices], required=False)
    seats = _number(f"How many it seats must be a number between 0 and {MOST_SEATS}", MOST_SEATS, required=False)
    offers = forms.CharField(required=False, max_length=1000)
    opens = _hour("opens")
    closes = _hour("closes")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations(scope)

    def clean_offers(self) -> list[str]:
        """Return what there is, each once."""
        words = self.cleaned_data["offers"].replace("\n", ",").split(",")
        return list(dict.fromkeys(each.strip() for each in words if each.strip()))


class WayForm(forms.Form):
    """How long it takes from one building to another."""

    one = forms.CharField(max_length=160, error_messages={"required": "Choose the first building"})
    other = forms.CharField(max_length=160, error_messages={"required": "Choose the second building"})
    minutes = _number("How long the way takes must be a number of minutes between 0 and 240", 240, required=True)


class HolidayForm(forms.Form):
    """When no pupils come."""

    name = forms.CharField(
        max_length=80, error_messages={"required": "Enter the name of the holiday, for example autumn half-term"}
    )
    first = _day("first")
    last = _day("last")


def values_of(place: Place) -> dict[str, Any]:
    """Return what is known of a place, as the fields of its form show it."""
    return {
        "kind": place.kind,
        "name": place.name,
        "building": place.building,
        "address": place.address,
        "organisation": place.organisation_id or "",
        "phase": place.phase,
        "seats": "" if place.seats is None else place.seats,
        "offers": ", ".join(place.offers),
        "opens": date_format(place.opens, "H:i") if place.opens else "",
        "closes": date_format(place.closes, "H:i") if place.closes else "",
    }
