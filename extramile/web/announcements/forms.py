"""Forms of announcements: valid input, no saving."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from extramile.core.announcing import FIELDS
from extramile.web.announcements.actions.quoting import LONGEST
from extramile.web.announcements.actions.releasing import LATEST
from extramile.web.announcements.queries.announcements import inspections_to_tell_of, plans_to_tell_of
from extramile.web.announcements.queries.facts import comparisons
from extramile.web.partnerships.forms import DATE_FORMATS, TIME_FORMATS
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.scope import Scope

TOO_LONG = f"Words quoted have {LONGEST} characters at most"


class NewForm(forms.Form):
    """What an announcement is of, and its first headline."""

    headline = forms.CharField(
        max_length=140,
        error_messages={
            "required": "Enter a headline; it can be changed later",
            "max_length": "A headline has 140 characters at most",
        },
    )
    of = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose from the list what it is of"})

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [
            ("", "Neither an inspection nor a plan"),
            *((f"inspection-{each.pk}", each.title) for each in inspections_to_tell_of(scope)),
            *((f"plan-{each.pk}", each.title) for each in plans_to_tell_of(scope)),
        ]

    def values(self) -> dict[str, Any]:
        """Return what `begin` takes."""
        kind, _, number = self.cleaned_data["of"].partition("-")
        return {"headline": self.cleaned_data["headline"], **({f"{kind}_id": int(number)} if number else {})}


class WriteForm(forms.Form):
    """The texts. `seen` is the revision that the person had read."""

    comparison = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a question from the list"})
    seen = forms.IntegerField(min_value=0, max_value=10**9, error_messages={"required": "Load the page again"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in FIELDS:
            self.fields[each.name] = forms.CharField(
                required=each.name == "headline",
                max_length=each.longest,
                error_messages={
                    "required": f"Enter the {each.label.lower()}",
                    "max_length": f"“{each.label}” has {each.longest:,} characters at most",
                },
            )
        self.fields["comparison"].choices = [("", "No comparison"), *comparisons()]

    def texts(self) -> dict[str, str]:
        """Return the texts as they were sent, valid or not."""
        return {name: self.data.get(name, "") for name in self.fields if name != "seen"}


class WordsForm(forms.Form):
    """Words of a quotation, and the revision that was read."""

    words = forms.CharField(max_length=LONGEST, error_messages={"required": "Enter the words", "max_length": TOO_LONG})
    seen = forms.IntegerField(min_value=0, max_value=10**9, error_messages={"required": "Load the page again"})


class QuoteForm(forms.Form):
    """Somebody who is to be quoted."""

    role = forms.CharField(max_length=120, error_messages={"required": "Enter the role: it stands under the words"})
    name = forms.CharField(max_length=120, error_messages={"required": "Enter who is quoted"})
    organisation = forms.CharField(max_length=160, required=False)
    email = forms.EmailField(
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        }
    )
    member = forms.ModelChoiceField(queryset=Member.objects.none(), required=False)
    words = forms.CharField(
        max_length=LONGEST, error_messages={"required": "Propose their words", "max_length": TOO_LONG}
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Member.objects.filter(partnership=scope.partnership, left_at=None)
        self.fields["member"].queryset = members.select_related("person", "organisation")

    def members(self) -> list[tuple[str, str]]:
        """Return the members to choose from."""
        rows = self.fields["member"].queryset
        return [
            ("", "Has no account here"),
            *((str(each.pk), f"{each.person.name}, {each.organisation.name}") for each in rows),
        ]


class TimeForm(forms.Form):
    """When it is published by itself."""

    day = forms.DateField(
        input_formats=DATE_FORMATS,
        error_messages={"required": "Enter the day", "invalid": "The day must be a date, such as 17 November 2026"},
    )
    hour = forms.TimeField(
        input_formats=[*TIME_FORMATS, "%H"],
        error_messages={"required": "Enter the time", "invalid": "The time must be like 09:30"},
    )

    def at(self) -> datetime:
        """Return the moment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))

    @property
    def days_ahead(self) -> int:
        """How far ahead it can be, in days."""
        return LATEST.days


class PictureForm(forms.Form):
    """A picture and its words."""

    upload = forms.FileField(
        required=False, allow_empty_file=True, max_length=255, error_messages={"required": "Choose a picture"}
    )
    alternative = forms.CharField(
        required=False, max_length=250, error_messages={"max_length": "The words have 250 characters at most"}
    )
    decorative = forms.BooleanField(required=False)

    def words(self) -> dict[str, Any]:
        """Return what is said of the picture."""
        return {name: self.cleaned_data[name] for name in ("alternative", "decorative")}


class ProtectForm(forms.Form):
    """What is left of a text once what tells of a person is out, and why: that is kept inside."""

    words = forms.CharField(required=False, max_length=3000)
    why = forms.CharField(
        max_length=500,
        error_messages={
            "required": "Enter why: it is kept here, and nobody outside reads it",
            "max_length": "A reason has 500 characters at most",
        },
    )
    seen = forms.IntegerField(min_value=0, max_value=10**9, error_messages={"required": "Load the page again"})
    parts = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "required": "Choose what tells of the person: without that it does not come back",
            "invalid_choice": "Choose from the list what tells of the person",
        },
    )

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`parts` are those of which at least one is named; none where a single part is taken out."""
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices, self.fields["parts"].required = parts, bool(parts)


class CorrectForm(forms.Form):
    """A correction of what everybody reads."""

    words = forms.CharField(required=False, max_length=3000)
    why = forms.CharField(
        max_length=500,
        error_messages={
            "required": "Enter why it is corrected: everybody reads it",
            "max_length": "A reason has 500 characters at most",
        },
    )
    seen = forms.IntegerField(min_value=0, max_value=10**9, error_messages={"required": "Load the page again"})

    def __init__(self, *args: Any, beside: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`beside` are the texts that are corrected with the figures, as they stand."""
        super().__init__(*args, **kwargs)
        self.beside = {f"text_{name}": name for name in beside or {}}
        for field, name in self.beside.items():
            self.fields[field] = forms.CharField(required=False, max_length=3000, initial=(beside or {})[name])

    def texts(self) -> dict[str, str]:
        """Return the texts that are corrected with the figures."""
        return {name: self.cleaned_data[field] for field, name in self.beside.items()}
