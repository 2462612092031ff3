"""The forms of a tracked case and of a paper. Choices only. No saving."""

from datetime import datetime
from typing import Any

from django import forms

from extramile.web.enquiries.case_values import AGE_BANDS, KEPT, NEEDS, PAPERS, SETTINGS
from extramile.web.enquiries.models import Consent
from extramile.web.enquiries.queries import cases as queries
from extramile.web.enquiries.request_forms import day_field, hour_field, moment
from extramile.web.enquiries.usual import EVENING
from extramile.web.partnerships.scope import Scope


def _choice(what: str, choices: dict[Any, str], *, required: bool = False) -> forms.ChoiceField:
    sentence = f"Choose {what} from the list"
    wrong = {"required": sentence, "invalid_choice": sentence}
    return forms.ChoiceField(choices=list(choices.items()), required=required, error_messages=wrong)


class CaseForm(forms.Form):
    """What stands beside a number."""

    age_band = _choice("the age band", AGE_BANDS, required=True)
    need = _choice("the area of need", NEEDS)
    setting = _choice("the setting", SETTINGS)
    consent = _choice("where consent stands", dict(Consent.choices), required=True)


class NewCaseForm(CaseForm):
    """A new case: also after how long it is emptied."""

    months = forms.TypedChoiceField(
        choices=list(KEPT.items()),
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose after how long the case is emptied"),
    )


class PaperForm(forms.Form):
    """A paper that an agency owes."""

    organisation = forms.ModelChoiceField(
        queryset=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose the organisation from the list"),
    )
    kind = _choice("the paper", PAPERS, required=True)
    day = day_field("The day by which it is due")
    hour = hour_field("The time by which it is due")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.bodies(scope)

    def due(self) -> datetime | None:
        """Return by when: at the end of the working day where no time is given."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        if day is None:
            return None
        return moment(day, hour or EVENING)
