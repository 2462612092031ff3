"""The form of somebody who has a part in an inspection."""

from typing import Any

from django import forms

from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.inspections.queries import people as queries
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.models import Member, Organisation
from extramile.web.partnerships.scope import Scope


def _line(most: int, named: str, **more: Any) -> dict[str, Any]:
    return {"max_length": most, "error_messages": {"max_length": f"{named} can have {most} characters", **more}}


class PersonForm(forms.Form):
    """Who somebody is, on which side, in which role, and how they are reached."""

    name = forms.CharField(**_line(120, "The name", required="Enter a name"))
    side = forms.ChoiceField(
        choices=Side.choices,
        error_messages={
            "required": "Choose on which side they stand",
            "invalid_choice": "Choose on which side they stand",
        },
    )
    role = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a role from the list"})
    post = forms.CharField(required=False, **_line(160, "The post"))
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose an organisation from the list"},
    )
    member = forms.ModelChoiceField(
        queryset=Member.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose an account from the list; one has one part"},
    )
    managed_by = forms.ModelChoiceField(
        queryset=Participant.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose a manager from the list"},
    )
    email = forms.EmailField(
        required=False, error_messages={"invalid": "The e-mail address must be like name@example.org"}
    )
    phone = forms.CharField(required=False, **_line(40, "The telephone number"))

    def __init__(
        self, *args: Any, scope: Scope, inspection: Inspection, person: Participant | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        roles = [each for each in framework_of(inspection).roles if each.side in Side.values and not each.only_after]
        self.fields["role"].choices = [("", "No role of the framework"), *((each.id, each.name) for each in roles)]
        self.fields["organisation"].queryset = queries.bodies(scope)
        self.fields["member"].queryset = queries.accounts(scope, inspection, person)
        others = queries.people(inspection).filter(left_at=None)
        self.fields["managed_by"].queryset = others.exclude(pk=person.pk) if person else others

    def clean_email(self) -> str:
        """Return the address, empty where there is none."""
        return str(self.cleaned_data["email"] or "")


def seen_values(person: Participant) -> dict[str, Any]:
    """Return what a page was made of, for its form and its hidden fields."""
    return {
        "name": person.name,
        "side": person.side,
        "role": person.role,
        "post": person.post,
        "organisation": person.organisation_id or "",
        "member": person.member_id or "",
        "managed_by": person.managed_by_id or "",
        "email": person.email,
        "phone": person.phone,
    }
