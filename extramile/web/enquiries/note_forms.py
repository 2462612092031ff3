"""The form of a note. No saving."""

from datetime import datetime
from typing import Any

from django import forms

from extramile.web.enquiries.models import NoteKind
from extramile.web.enquiries.request_forms import day_field, hour_field, moment
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of


class CorrectForm(forms.Form):
    """What was said, and for which criteria."""

    words = forms.CharField(error_messages={"required": "Enter what was said"})
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = framework_of(inspection).all_criteria()
        self.fields["criteria"].choices = [(each.id, f"{each.id} {each.short}") for each in criteria]


class NoteForm(CorrectForm):
    """A new note: also at which meeting, and when."""

    kind = forms.ChoiceField(
        choices=NoteKind.choices,
        error_messages={
            "required": "Choose at which meeting it was said",
            "invalid_choice": "Choose at which meeting it was said",
        },
    )
    day = day_field("The day of the meeting", required=True)
    hour = hour_field("The time of the meeting", required=True)

    def held_at(self) -> datetime:
        """Return when the meeting was held."""
        return moment(self.cleaned_data["day"], self.cleaned_data["hour"])
