"""The forms of a line of enquiry. No saving."""

from typing import Any

from django import forms

from extramile.web.enquiries.queries import lines as queries
from extramile.web.enquiries.queries.requests import visitors
from extramile.web.enquiries.request_forms import day_field
from extramile.web.inspections.models import Inspection, Participant


class LineForm(forms.Form):
    """What inspectors seem to follow, for which criteria, and how it reads at present."""

    title = forms.CharField(
        max_length=200,
        error_messages={
            "required": "Enter what inspectors seem to follow",
            "max_length": "The line of enquiry is too long: it can have 200 characters",
        },
    )
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )
    reading = forms.CharField(required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = queries.criteria(inspection)


class NewLineForm(LineForm):
    """A new line: also since when, and who raised it."""

    raised_by = forms.ModelChoiceField(
        queryset=Participant.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose from the list who raised it"},
    )
    raised_on = day_field("The day on which it was raised", required=True)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, inspection=inspection, **kwargs)
        self.fields["raised_by"].queryset = visitors(inspection)
