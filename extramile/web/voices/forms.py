"""Forms of the voices room. They say what is wrong; actions save."""

from datetime import date

from django import forms

from extramile.core.listening import AUDIENCES, KINDS, groups
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.voices.models import Response, Space


def day(name: str, *, required: bool = False, missing: str = "") -> forms.DateField:
    """Return a field for a day, written as people write days."""
    return forms.DateField(
        required=required,
        input_formats=DATE_FORMATS,
        error_messages={"required": missing, "invalid": f"{name} must be a date, such as 31 March 2027"},
    )


class NewSurveyForm(forms.Form):
    """A new survey."""

    template = forms.CharField(required=False)
    title = forms.CharField(max_length=160, required=False)
    audience = forms.ChoiceField(choices=[("", "Choose"), *AUDIENCES.items()], required=False)
    space = forms.ChoiceField(choices=Space.choices, error_messages={"required": "Choose where it stands"})


class SurveyForm(forms.Form):
    """A survey's words and window."""

    title = forms.CharField(max_length=160, error_messages={"required": "Enter a title"})
    introduction = forms.CharField(max_length=4000, error_messages={"required": "Say what the survey is for"})
    next = forms.CharField(max_length=2000, error_messages={"required": "Say what happens with the answers"})
    opens = day("The first day")
    closes = day("The last day")
    anonymous = forms.BooleanField(required=False)
    one_page = forms.BooleanField(required=False)
    second_share = forms.IntegerField(
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Enter the share for a second reader, such as 20",
            "invalid": "The share for a second reader must be a number, such as 20",
            "min_value": "The share must be between 0 and 100",
            "max_value": "The share must be between 0 and 100",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    """A question."""

    words = forms.CharField(max_length=300, error_messages={"required": "Write the question"})
    kind = forms.ChoiceField(choices=list(KINDS.items()), error_messages={"required": "Choose what kind it is"})
    hint = forms.CharField(max_length=300, required=False)
    section = forms.CharField(max_length=120, required=False)
    options = forms.CharField(max_length=4000, required=False)
    about = forms.ChoiceField(choices=[("", "Nothing"), *((each.id, each.title) for each in groups())], required=False)
    required = forms.BooleanField(required=False)

    def clean_options(self) -> list[str]:
        """Return the choices, one on each line; none twice."""
        lines = [" ".join(line.split())[:160] for line in self.cleaned_data["options"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class EntryForm(forms.Form):
    """How an answer came that somebody enters."""

    way = forms.ChoiceField(
        choices=[(way.value, way.label) for way in (Response.Way.PAPER, Response.Way.PHONE)],
        error_messages={"required": "Choose whether it came on paper or by phone"},
    )
    answered_on = day("The day of the answer", required=True, missing="Enter the day of the answer")

    def clean_answered_on(self) -> date:
        """Return the day; the action refuses one that has not come."""
        return self.cleaned_data["answered_on"]
