"""Forms of the check of facts, and of praise: valid input, no saving."""

from typing import Any

from django import forms

from extramile.core.inspecting import POINT
from extramile.web.findings.models import PointKind, PraiseConsent
from extramile.web.findings.presenters.findings import session_words
from extramile.web.findings.queries import findings as queries
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.scope import Scope

LONG = 4000


def words_field(sentence: str, longest: int = LONG, *, needed: bool = True) -> forms.CharField:
    """Return a field for words, with its sentences."""
    errors = {"required": sentence, "max_length": f"It has {longest:,} characters at most"}
    return forms.CharField(required=needed, max_length=longest, error_messages=errors)


def day_field(sentence: str) -> forms.DateField:
    """Return a field for a day that may be left empty."""
    return forms.DateField(required=False, input_formats=DATE_FORMATS, error_messages={"invalid": sentence})


class PointForm(forms.Form):
    """A point about the facts of a draft."""

    kind = forms.ChoiceField(
        choices=PointKind.choices,
        error_messages={"required": "Choose what kind of point it is", "invalid_choice": "Choose it from the list"},
    )
    place = words_field("Enter where in the draft it stands: a section, a page", 160)
    says = words_field("Enter what the draft says there")
    should_say = words_field("Enter what it should say")
    proof = words_field("", needed=False)
    finding_id = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Choose a finding from the list"},
    )
    seen = forms.IntegerField(required=False, min_value=0)

    def __init__(self, *args: Any, scope: Scope, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.findings(scope, inspection)
        self.fields["finding_id"].choices = [("", "No finding"), *((each.pk, each.words[:90]) for each in found)]


class AnswerForm(forms.Form):
    """What became of a point."""

    step = forms.ChoiceField(
        choices=[(each.id, each.words) for each in POINT.steps.values()],
        error_messages={"required": "Choose what became of it", "invalid_choice": "Choose it from the list"},
    )
    answer = words_field("", needed=False)
    on = day_field("Enter the day of the answer, such as 3 March 2026")
    seen = forms.IntegerField(min_value=0, error_messages={"required": "Load the page again, then save"})


class PraiseForm(forms.Form):
    """Practice that was praised."""

    who = words_field("Enter who did it: a person or a team", 160)
    organisation_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose it from the list"}
    )
    email = forms.EmailField(required=False, error_messages={"invalid": "Enter an address such as name@example.org"})
    words = words_field("Enter what was praised")
    said_by = words_field("Enter who said it: a role, such as lead inspector", 160)
    session_id = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Choose a session from the list"},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = queries.sessions(inspection)
        self.fields["organisation_id"].choices = [
            ("", "No organisation"),
            *((e.pk, e.name) for e in queries.bodies(inspection)),
        ]
        self.fields["session_id"].choices = [("", "No session"), *((each.pk, session_words(each)) for each in sessions)]


class ConsentForm(forms.Form):
    """What those who were praised want."""

    consent = forms.ChoiceField(
        choices=PraiseConsent.choices,
        error_messages={"required": "Choose what they want", "invalid_choice": "Choose it from the list"},
    )
    on = day_field("Enter the day on which they said so, such as 3 March 2026")
