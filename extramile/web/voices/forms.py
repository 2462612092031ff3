"""Forms of the voices room. They say what is wrong; actions save."""

from datetime import date
from typing import Any

from django import forms

from extramile.core.listening import AUDIENCES, KINDS, groups
from extramile.core.themes import theme_list
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.queries import organisations
from extramile.web.voices.gathering import STAGES
from extramile.web.voices.models import Quote, Response, Session, Space


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
    other = forms.CharField(max_length=80, required=False)
    about = forms.ChoiceField(choices=[("", "Nothing"), *((each.id, each.title) for each in groups())], required=False)
    required = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

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


def number(missing: str, *, required: bool = False) -> forms.IntegerField:
    """Return a field for a count."""
    wrong = "Enter a whole number, such as 12"
    return forms.IntegerField(
        required=required,
        min_value=0,
        max_value=2_000_000,
        error_messages={"required": missing, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class SessionForm(forms.Form):
    """A session."""

    title = forms.CharField(max_length=160, error_messages={"required": "Enter a title"})
    kind = forms.ChoiceField(choices=Session.Kind.choices, error_messages={"required": "Choose what it was"})
    held_on = day("The day", required=True, missing="Enter the day")
    place = forms.CharField(max_length=160, required=False)
    space = forms.ChoiceField(choices=Space.choices, required=False)
    notes = forms.CharField(max_length=20000, required=False)
    themes = forms.MultipleChoiceField(
        required=False, choices=lambda: [(theme.id, theme.title) for theme in theme_list().themes]
    )

    def clean_space(self) -> str:
        """Return the space; a session that exists stays in its own."""
        return self.cleaned_data["space"] or Space.PARTNERSHIP


class RosterForm(forms.Form):
    """Who was asked to a session."""

    organisation = forms.ModelChoiceField(queryset=None, required=False)
    role = forms.CharField(max_length=120, error_messages={"required": "Enter the role, such as “SENCOs”"})
    invited = number("Enter how many were invited", required=True)
    accepted = number("Enter how many accepted", required=True)
    attended = number("Enter how many came", required=True)
    names = forms.CharField(max_length=400, required=False)

    def __init__(self, *args, scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations(scope)


class QuoteForm(forms.Form):
    """Words that somebody said."""

    words = forms.CharField(max_length=2000, error_messages={"required": "Write what was said"})
    said_by = forms.CharField(
        max_length=120, error_messages={"required": "Say who, by role, such as “parent of a child in primary school”"}
    )
    consent = forms.ChoiceField(choices=Quote.Consent.choices, error_messages={"required": "Choose who may see it"})
    consent_until = day("The last day of consent")


class PopulationForm(forms.Form):
    """How many there are in each group."""

    source = forms.CharField(max_length=200, error_messages={"required": "Enter where the numbers are from"})
    as_of = day("The day of the numbers", required=True, missing="Enter the day of the numbers")

    def __init__(self, *args, options, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for option in options:
            self.fields[f"n-{option.id}"] = number("")


class PeriodForm(forms.Form):
    """From which day to which."""

    first = day("The first day", required=True, missing="Enter the first day")
    last = day("The last day", required=True, missing="Enter the last day")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", "The last day lies before the first one")
        return data


class CodeForm(forms.Form):
    """A code of the partnership's own."""

    title = forms.CharField(max_length=80, error_messages={"required": "Enter a title"})
    about = forms.CharField(max_length=300, error_messages={"required": "Say when it fits, in a sentence"})


class LoopForm(forms.Form):
    """What was said and what became of it."""

    said = forms.CharField(max_length=2000, error_messages={"required": "Write what was said"})
    said_by = forms.CharField(max_length=160, error_messages={"required": "Say who said it, by role"})
    said_on = day("The day it was said", required=True, missing="Enter the day it was said")
    theme = forms.CharField(max_length=80, required=False)
    space = forms.ChoiceField(choices=Space.choices, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for stage in STAGES:
            self.fields[stage] = forms.CharField(max_length=2000, required=False)
            self.fields[f"{stage}_by"] = forms.CharField(max_length=160, required=False)
            self.fields[f"{stage}_on"] = day("The day")

    def clean_space(self) -> str:
        """Return the space; an entry that exists stays in its own."""
        return self.cleaned_data["space"] or Space.PARTNERSHIP
