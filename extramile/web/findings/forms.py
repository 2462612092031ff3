"""Forms of findings: valid input, no saving."""

from typing import Any

from django import forms

from extramile.core.inspecting import FINDING, OUTCOME
from extramile.web.findings.presenters.findings import note_words, session_words
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries import outcome as outcomes
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.scope import Scope


class FindingForm(forms.Form):
    """A finding, new or changed. `seen` is the revision that the person had read."""

    kind = forms.ChoiceField(
        error_messages={"required": "Choose the kind of finding", "invalid_choice": "Choose the kind from the list"}
    )
    words = forms.CharField(
        max_length=4000,
        widget=forms.Textarea,
        error_messages={
            "required": "Enter the finding in words",
            "max_length": "A finding has 4,000 characters at most; make two of it",
        },
    )
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )
    responsible = forms.TypedMultipleChoiceField(
        required=False, coerce=int, error_messages={"invalid_choice": "Choose who must act from the list"}
    )
    session_id = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Choose a session from the list"},
    )
    note_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose a note from the list"}
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scope: Scope, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        sorts = queries.kinds(inspection)
        criteria = framework_of(inspection).all_criteria()
        self.needs_responsible = any(each.responsible for each in sorts)
        self.fields["kind"].choices = [(each.id, each.name) for each in sorts]
        self.fields["criteria"].choices = [(each.id, f"{each.id} {each.short}") for each in criteria]
        self.fields["responsible"].choices = [(each.pk, each.name) for each in queries.bodies(inspection)]
        self.fields["session_id"].choices = [
            ("", "No session"),
            *((each.pk, session_words(each)) for each in queries.sessions(inspection)),
        ]
        self.fields["note_id"].choices = [
            ("", "No note"),
            *((each.pk, note_words(each)) for each in queries.notes(scope, inspection)),
        ]

    def said(self) -> dict[str, Any]:
        """Return what the finding says, and what it rests on beside evidence."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class StepForm(forms.Form):
    """A step of a finding."""

    step = forms.ChoiceField(
        choices=[(each.id, each.words) for each in FINDING.steps.values()],
        error_messages={"required": "Choose what to do", "invalid_choice": "There is no such step"},
    )
    words = forms.CharField(
        required=False, max_length=500, error_messages={"max_length": "A reason has 500 characters at most"}
    )
    seen = forms.IntegerField(required=False, min_value=0)


class SearchForm(forms.Form):
    """What somebody looks for among the findings."""

    words = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False)
    criterion = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        required=False, choices=[("", "All that stand"), *((each.id, each.words) for each in FINDING.states.values())]
    )
    by = forms.ChoiceField(required=False, choices=[("", "By kind"), ("criterion", "By criterion")])

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = framework_of(inspection).all_criteria()
        self.fields["kind"].choices = [("", "All"), *((each.id, each.name) for each in queries.kinds(inspection))]
        self.fields["criterion"].choices = [("", "All"), *((each.id, f"{each.id} {each.short}") for each in criteria)]

    def wanted(self) -> queries.Wanted:
        """Return what is looked for; what is no choice is not looked for."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in ("words", "kind", "criterion", "state")}
        return queries.Wanted(**said)


class OutcomeForm(forms.Form):
    """The outcome that somebody proposes, and why. `seen` is the revision that they had read."""

    outcome = forms.ChoiceField(
        error_messages={"required": "Choose the outcome", "invalid_choice": "Choose the outcome from the list"}
    )
    why = forms.CharField(
        max_length=10_000, widget=forms.Textarea, error_messages={"required": "Enter the reasons for this outcome"}
    )
    seen = forms.IntegerField(required=False, min_value=0)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(each.id, each.name) for each in outcomes.choices(inspection)]

    def values(self) -> dict[str, Any]:
        """Return what `propose` takes."""
        return {**self.cleaned_data, "seen": self.cleaned_data["seen"] or 0}


class OutcomeStepForm(StepForm):
    """A step of the outcome."""

    step = forms.ChoiceField(
        choices=[(each.id, each.words) for each in OUTCOME.steps.values()],
        error_messages={"required": "Choose what to do", "invalid_choice": "There is no such step"},
    )


class PublishForm(forms.Form):
    """The day of publication, and where the report stands."""

    on = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={
            "required": "Enter the day of publication",
            "invalid": "The day must be a date, such as 17 November 2026",
        },
    )
    address = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "The address must be like https://example.org/report"},
    )


class ReasonForm(forms.Form):
    """Why something published is corrected, and the revision that the person had read."""

    why = forms.CharField(
        max_length=500,
        error_messages={
            "required": "Enter why it is corrected",
            "max_length": "A reason has 500 characters at most",
        },
    )
    seen = forms.IntegerField(
        min_value=0, error_messages={"required": "Load the page again", "invalid": "Load the page again"}
    )


class CorrectionForm(ReasonForm):
    """A correction of a published finding."""

    words = forms.CharField(
        max_length=4000, widget=forms.Textarea, error_messages={"required": "Enter the finding in words"}
    )
    field_order = ("words",)


class PublicationCorrectionForm(PublishForm, ReasonForm):
    """A correction of the day or the address of a publication."""

    field_order = ("on", "address")
