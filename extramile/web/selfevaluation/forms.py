"""Forms of the self-evaluation."""

from django import forms

from extramile.web.frameworks.queries import known_packs
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.models import NO_PARTNERS, OrganisationKind
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Audience, Confidence, Polarity, Service


def _text(**more) -> forms.CharField:
    return forms.CharField(required=False, max_length=10_000, widget=forms.Textarea, **more)


class EvaluationForm(forms.Form):
    """A new self-evaluation."""

    pack_id = forms.ChoiceField(
        error_messages={"required": "Choose the framework", "invalid_choice": "Choose the framework from the list"}
    )
    title = forms.CharField(max_length=160, error_messages={"required": "Enter a title"})
    period = forms.CharField(max_length=80, error_messages={"required": "Enter the period, such as autumn 2026"})
    by_group = forms.ChoiceField(
        choices=[("", "One part for each criterion"), ("1", "One part for each group of criteria")], required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack_id"].choices = [(pack.id, pack.name) for pack in known_packs()]

    def clean_by_group(self) -> bool:
        """Return whether parts are groups."""
        return bool(self.cleaned_data["by_group"])


class ClaimForm(forms.Form):
    """A claim."""

    polarity = forms.ChoiceField(
        choices=Polarity.choices,
        error_messages={
            "required": "Choose whether it is a strength or a gap",
            "invalid_choice": "Choose a strength or a gap",
        },
    )
    judgement = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Enter the judgement in a sentence",
            "max_length": "The judgement is one sentence: 300 characters at most",
        },
    )
    what_we_do = _text()
    how_we_know = _text()
    difference = _text()
    what_next = _text()
    confidence = forms.ChoiceField(
        choices=Confidence.choices,
        error_messages={"required": "Choose how sure you are", "invalid_choice": "Choose how sure you are"},
    )
    confidence_why = forms.CharField(required=False, max_length=500)
    service = forms.ChoiceField(
        choices=Service.choices,
        error_messages={
            "required": "Choose which service it speaks of",
            "invalid_choice": "Choose a service from the list",
        },
    )
    # The revision that the writer read.
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class SearchForm(forms.Form):
    """What is looked for among the claims; an address that somebody changed finds everything."""

    words = forms.CharField(required=False, max_length=200)
    polarity = forms.ChoiceField(required=False, choices=[("", "Strengths and gaps"), *Polarity.choices])
    service = forms.ChoiceField(required=False, choices=[("", "Any service"), *Service.choices])
    confidence = forms.ChoiceField(required=False, choices=[("", "Any confidence"), *Confidence.choices])


class ReasonForm(forms.Form):
    """Why something is done."""

    why = forms.CharField(max_length=500, error_messages={"required": "Enter why"})


class AssignForm(forms.Form):
    """Who answers for a part, and by when."""

    organisation = forms.ModelChoiceField(
        queryset=None, error_messages={"required": "Choose the organisation", "invalid_choice": "Choose from the list"}
    )
    member = forms.ModelChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": "Choose a person from the list"}
    )
    due = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={
            "required": "Enter the day it is due",
            "invalid": "The day must be a date, such as 31 March 2027",
        },
    )

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Who may not write cannot answer for a part, and inspectors write none.
        writers = present_members(scope).filter(grants__role__in=MAY[Permission.WRITE_CLAIMS])
        self.fields["organisation"].queryset = organisations(scope).exclude(kind__in=NO_PARTNERS)
        self.fields["member"].queryset = writers.distinct()


class ChallengeForm(forms.Form):
    """A challenge, or the answer to one."""

    text = forms.CharField(max_length=2000, error_messages={"required": "Enter what you want to say"})


class QuoteForm(forms.Form):
    """What somebody said, beside a claim."""

    words = forms.CharField(max_length=2000, error_messages={"required": "Enter what was said, in their words"})
    who = forms.CharField(
        max_length=300, error_messages={"required": "Enter who said it, in general: a parent of a child of seven"}
    )
    audience = forms.ChoiceField(
        choices=Audience.choices,
        error_messages={"required": "Choose whose voice it is", "invalid_choice": "Choose whose voice it is"},
    )
    said_on = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={"required": "Enter the day", "invalid": "The day must be a date, such as 31 March 2027"},
    )
    source = forms.CharField(required=False, max_length=200)


class AskForm(forms.Form):
    """A question, and whom it goes to."""

    words = forms.CharField(max_length=500, error_messages={"required": "Enter the question"})
    due = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={
            "required": "Enter the day by which you need it",
            "invalid": "The day must be a date, such as 31 March 2027",
        },
    )
    members = forms.ModelMultipleChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": "Choose people from the list"}
    )
    others = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    audience = forms.ChoiceField(
        choices=Audience.choices,
        initial=Audience.PRACTITIONERS,
        error_messages={"required": "Choose whose voice it is", "invalid_choice": "Choose whose voice it is"},
    )

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Inspectors and reviewers read; they are not asked.
        inspectorate = OrganisationKind.INSPECTORATE
        self.fields["members"].queryset = present_members(scope).exclude(organisation__kind=inspectorate)


class AnswerForm(forms.Form):
    """An answer to a question."""

    answer = forms.CharField(max_length=5000, error_messages={"required": "Write your answer"})


class PlaceForm(forms.Form):
    """Where an answer goes, and which of its words."""

    claim = forms.IntegerField(error_messages={"required": "Choose the claim", "invalid": "Choose the claim"})
    words = forms.CharField(max_length=5000, error_messages={"required": "Keep at least some of their words"})


class NoteForm(forms.Form):
    """A note to a version."""

    note = forms.CharField(required=False, max_length=300)
