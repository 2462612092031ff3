"""Forms of the partnership room."""

from typing import Any, Self

from django import forms

from extramile.web.partnerships.models import Organisation, OrganisationKind
from extramile.web.partnerships.permissions import ROLE_ABOUT
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.standing import Standing

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%m-%Y"]
# A time as people write it: 14:00, 14.00, 2pm, 2 pm, 2.30pm.
TIME_FORMATS = ["%H:%M", "%H.%M", *(f"{time}{space}%p" for time in ("%I:%M", "%I.%M", "%I") for space in ("", " "))]


class StandingForm(forms.Form):
    """Whom a person speaks for, and in which roles."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        error_messages={"required": "Choose the organisation they speak for", "invalid_choice": "Choose from the list"},
    )
    post = forms.CharField(required=False, max_length=120)
    roles = forms.MultipleChoiceField(
        choices=[
            (role.value, f"{role.value.capitalize()}: {about[0].lower()}{about[1:]}")
            for role, about in ROLE_ABOUT.items()
        ],
        error_messages={"required": "Choose at least one role", "invalid_choice": "Choose roles from the list"},
    )
    ends = forms.DateField(
        required=False,
        input_formats=DATE_FORMATS,
        error_messages={"invalid": "The last day must be a date, such as 31 March 2027"},
    )

    def __init__(self, *args, scope: Scope, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations(scope)


class InvitationForm(StandingForm):
    """An invitation."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter their name"})
    email = forms.EmailField(
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        }
    )
    field_order = ["name", "email"]


class MemberForm(StandingForm):
    """A change to a member, with its reason."""

    why = forms.CharField(max_length=500, error_messages={"required": "Enter why, for the audit trail"})
    seen = forms.CharField(max_length=2000, widget=forms.HiddenInput)

    @classmethod
    def of(
        cls, standing: Standing, *, scope: Scope, data: Any = None, seen: Standing | None = None, why: str = ""
    ) -> Self:
        """Return the form of a member who stands so; `seen` is what its reader is shown, if that is something else."""
        initial = {
            "organisation": standing.organisation,
            "post": standing.post,
            "roles": sorted(standing.roles),
            "ends": standing.ends,
            "why": why,
            "seen": (seen or standing).text,
        }
        return cls(data, scope=scope, initial=initial)

    def clean_seen(self) -> Standing:
        """Read what the page showed."""
        try:
            return Standing.from_text(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError("Load this page again, then make your change.") from error


class OrganisationForm(forms.Form):
    """An organisation of the partnership."""

    name = forms.CharField(max_length=160, error_messages={"required": "Enter the organisation's name"})
    kind = forms.ChoiceField(
        choices=OrganisationKind.choices, error_messages={"required": "Choose what kind of organisation it is"}
    )


class ReasonForm(forms.Form):
    """Why something is ended."""

    why = forms.CharField(max_length=500, error_messages={"required": "Enter why, for the audit trail"})


class JoinForm(forms.Form):
    """A new account for somebody who was invited."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter your name"})
    password = forms.CharField(
        min_length=1, strip=False, error_messages={"required": "Enter a password of at least 12 characters"}
    )
