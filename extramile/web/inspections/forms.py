"""Forms of the room: valid input, no saving."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from extramile.web.frameworks.queries import known_packs
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import inspections
from extramile.web.partnerships.forms import DATE_FORMATS, TIME_FORMATS
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Evaluation
from extramile.web.selfevaluation.queries.evaluations import evaluations


class BeginForm(forms.Form):
    """A new inspection: what it is, and when the call came."""

    what = forms.ChoiceField(
        error_messages={"required": "Choose what is run", "invalid_choice": "Choose what is run from the list"}
    )
    purpose = forms.ChoiceField(
        choices=Purpose.choices,
        error_messages={"required": "Choose why it is run", "invalid_choice": "Choose why it is run from the list"},
    )
    title = forms.CharField(max_length=160, error_messages={"required": "Enter a title"})
    day = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={
            "required": "Enter the day of the call",
            "invalid": "The day must be a date, such as 9 November 2026",
        },
    )
    hour = forms.TimeField(
        input_formats=TIME_FORMATS,
        error_messages={"required": "Enter the time of the call", "invalid": "The time must be like 9:30"},
    )
    evaluation = forms.ModelChoiceField(queryset=Evaluation.objects.none(), required=False)
    follows = forms.ModelChoiceField(queryset=Inspection.objects.none(), required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [
            (f"{pack.id}:{kind.id}", f"{kind.name}, {pack.name}") for pack in known_packs() for kind in pack.kinds
        ]
        self.fields["evaluation"].queryset = evaluations(scope)
        self.fields["follows"].queryset = inspections(scope)

    def values(self) -> dict[str, Any]:
        """Return what `begin` takes."""
        said = self.cleaned_data
        pack, _, kind = said["what"].partition(":")
        called = timezone.make_aware(datetime.combine(said["day"], said["hour"]))
        kept = {name: said[name] for name in ("purpose", "title", "evaluation", "follows")}
        return {"pack_id": pack, "kind": kind, "called_at": called, **kept}
