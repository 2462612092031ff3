"""Forms of the frameworks."""

from django import forms

UNITS = [("working-days", "working days"), ("days", "days"), ("months", "months"), ("years", "years")]


class DeadlineForm(forms.Form):
    """A length of time that an area sets, and why."""

    value = forms.IntegerField(
        min_value=0,
        max_value=1000,
        error_messages={
            "required": "Enter a number",
            "invalid": "Enter a whole number, such as 35",
            "min_value": "Enter 0 or more",
            "max_value": "Enter 1000 or less",
        },
    )
    unit = forms.ChoiceField(
        choices=UNITS, error_messages={"required": "Choose the unit", "invalid_choice": "Choose the unit from the list"}
    )
    reason = forms.CharField(max_length=500, error_messages={"required": "Enter why this area sets it differently"})


class BackForm(forms.Form):
    """Why an area goes back to the framework's own."""

    why = forms.CharField(
        max_length=500, error_messages={"required": "Enter why this area goes back to the framework's own"}
    )
