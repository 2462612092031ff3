"""Forms of the public page and of the page on which it is made."""

from collections.abc import Mapping
from typing import Any

from django import forms

from extramile.core.disclosure import Basis, Counts

NAMES = ("title", "found", "outcome", "correction", "private", "confirm", "actions")


class AboutForm(forms.Form):
    """What stands at the top of the page, and whom to ask."""

    introduction = forms.CharField(required=False, max_length=4_000)
    contact = forms.CharField(required=False, max_length=300)
    revision = forms.IntegerField(required=False, min_value=0, max_value=10**9)


class ThemeForm(forms.Form):
    """What is shown of a theme."""

    title = forms.CharField(
        max_length=200,
        error_messages={
            "required": "Enter a heading that a parent understands.",
            "max_length": "The heading can have 200 characters.",
        },
    )
    found = forms.CharField(
        max_length=2_000,
        error_messages={
            "required": "Enter what was found, in plain words.",
            "max_length": "What was found can have 2,000 characters.",
        },
    )
    outcome = forms.CharField(
        required=False,
        max_length=2_000,
        error_messages={"max_length": "What should be different can have 2,000 characters."},
    )
    correction = forms.CharField(
        required=False, max_length=300, error_messages={"max_length": "What was wrong can have 300 characters."}
    )
    # What was left out told of a person: then what was wrong is kept here.
    private = forms.BooleanField(required=False)
    confirm = forms.CharField(
        required=False, max_length=500, error_messages={"max_length": "How it is known can have 500 characters."}
    )
    actions = forms.TypedMultipleChoiceField(required=False, coerce=int)
    measures = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, *args, actions, measures: Mapping[int, Any], **kwargs) -> None:
        """`measures` are the choices of what each counts, by its id."""
        super().__init__(*args, **kwargs)
        self.fields["actions"].choices = actions
        self.fields["measures"].choices = [(pk, "") for pk in measures]
        for pk, choices in measures.items():
            wrong = {"invalid_choice": "Choose from the list what it counts."}
            self.fields[f"counts_{pk}"] = forms.ChoiceField(choices=choices, required=False, error_messages=wrong)
            number = dict.fromkeys(("invalid", "min_value", "max_value"), "Enter a whole number of people.")
            self.fields[f"least_{pk}"] = forms.IntegerField(
                required=False, min_value=0, max_value=10**7, error_messages=number
            )

    def values(self) -> dict[str, Any]:
        """Return what `release_theme` takes."""
        said = self.cleaned_data
        own = {name: said[name] for name in NAMES}
        bases = {pk: Basis(Counts(said[f"counts_{pk}"]), said[f"least_{pk}"] or 0) for pk in said["measures"]}
        return {**own, "measures": bases}


class FollowForm(forms.Form):
    """An address that wants to follow. `website` is empty unless a machine filled it."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": "Enter your mail address.",
            "invalid": "Enter a mail address, such as name@example.org.",
            "max_length": "Enter a mail address, such as name@example.org.",
        },
    )
    website = forms.CharField(required=False)
