"""What people say of a return and of its problems."""

from typing import Any

from django import forms
from django.utils import timezone

from extramile.web.partnerships.forms import DATE_FORMATS

DAY_WRONG = "Enter the day like 30 September 2027"


def day_field(*, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    wrong = {"invalid": DAY_WRONG, "required": DAY_WRONG}
    return forms.DateField(required=required, input_formats=DATE_FORMATS, error_messages=wrong)


class YearForm(forms.Form):
    """Of which year a return is."""

    year = forms.TypedChoiceField(
        coerce=int, error_messages={"required": "Choose a year", "invalid_choice": "Choose a year"}
    )

    def __init__(self, data: Any, years: list[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]


class DayForm(forms.Form):
    """For which day ages and time limits are looked at."""

    day = day_field(required=True)


class WorkForm(forms.Form):
    """What is done about the problems that are ticked."""

    do = forms.ChoiceField(choices=[(each, each) for each in ("assign", "accept", "explain", "comment", "reopen")])
    owner = forms.CharField(required=False, max_length=20)
    due = day_field()
    words = forms.CharField(required=False, max_length=500, error_messages={"max_length": "Use at most 500 characters"})
    which = forms.ChoiceField(required=False, choices=[(each, each) for each in ("ticked", "page", "all")])

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is past: what is due has to be in time still."""
        sent = super().clean()
        if sent.get("do") == "assign" and (due := sent.get("due")) and due < timezone.localdate():
            self.add_error("due", "That day is past. Enter today, or a day to come")
        return sent
