"""Forms for asking a school or setting, and for its answer."""

from typing import Any

from django import forms

from extramile.web.enquiries.actions.settings import LONGEST
from extramile.web.enquiries.queries.requests import bodies
from extramile.web.enquiries.request_forms import DueForm
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.scope import Scope


class AskForm(DueForm):
    """Who is asked, what, until when."""

    setting = forms.CharField(max_length=160, error_messages={"required": "Enter the school or setting"})
    name = forms.CharField(max_length=120, error_messages={"required": "Enter who is asked"})
    email = forms.EmailField(
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        }
    )
    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False)
    words = forms.CharField(
        max_length=4000,
        error_messages={
            "required": "Write what they are asked for",
            "max_length": "What they are asked for is too long: it can have 4,000 characters",
        },
    )
    must_be_due = True
    field_order = ("setting", "name", "email", "organisation", "words", "due_when", "due_day", "due_hour")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies(scope)

    def values(self) -> dict[str, Any]:
        """Return what `ask` takes."""
        return {name: self.cleaned_data[name] for name in ("setting", "name", "email", "organisation", "words", "due")}


class LinkForm(forms.Form):
    """What a setting sends."""

    answer = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"The answer is too long: it can have {LONGEST:,} characters"},
    )
    upload = forms.FileField(required=False, allow_empty_file=True, max_length=255)

    def values(self) -> dict[str, Any]:
        """Return what `answer` takes."""
        file = self.cleaned_data["upload"]
        kept = {"file_name": file.name, "data": file.read()} if file else {}
        return {"words": self.cleaned_data["answer"], **kept}
