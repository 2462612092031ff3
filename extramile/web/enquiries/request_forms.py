"""Forms of requests: valid input, no saving."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.days import add_working_days, is_working_day
from extramile.core.inspecting import REQUEST
from extramile.web.enquiries.models import Line, Request
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries.requests import Wanted
from extramile.web.enquiries.usual import EVENING, Usual, usual_time
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.forms import DATE_FORMATS, TIME_FORMATS
from extramile.web.partnerships.models import Member, Organisation
from extramile.web.partnerships.scope import Scope

MORNING = time(9, 0)
OTHER, USUAL = "other", "usual"
WHOSE = (("", "Everybody's"), ("mine", "Mine"), ("nobody", "Nobody's yet"))
STATES = (
    ("", "In every state"),
    ("open", "Open"),
    ("overdue", "Overdue"),
    *((each.id, each.words) for each in REQUEST.states.values()),
)
PERSONAL = (("yes", "Yes"), ("no", "No"))


def day_field(what: str, *, required: bool = False) -> forms.DateField:
    """Return a field for a day that is called so."""
    wrong = {
        "invalid": f"{what} must be a date, such as 9 November 2026",
        "required": f"Enter {what[0].lower()}{what[1:]}",
    }
    return forms.DateField(input_formats=DATE_FORMATS, required=required, error_messages=wrong)


def hour_field(what: str, *, required: bool = False) -> forms.TimeField:
    """Return a field for a time of day that is called so."""
    wrong = {"invalid": f"{what} must be like 9:30", "required": f"Enter {what[0].lower()}{what[1:]}"}
    return forms.TimeField(input_formats=TIME_FORMATS, required=required, error_messages=wrong)


def moment(day: date, hour: time) -> datetime:
    """Return a moment here."""
    return timezone.make_aware(datetime.combine(day, hour))


def soon(now: datetime) -> Iterator[tuple[str, str, datetime]]:
    """Give the times that are mostly meant: this evening while it is ahead, and the mornings of the next two working days."""
    today = timezone.localdate(now)
    evening = moment(today, EVENING)
    if now < evening and is_working_day(today):
        yield "today", "Today, 17:00", evening
    for days in (1, 2):
        day = add_working_days(today, days)
        name = "Tomorrow, " if (day - today).days == 1 else ""
        yield f"in-{days}", f"{name}{date_format(day, 'l j F')}, 09:00", moment(day, MORNING)


class DueForm(forms.Form):
    """When something is due: soon, by one of the usual times, or another time."""

    due_when = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose when it is due from the list"}
    )
    due_day = day_field("The day on which it is due")
    due_hour = hour_field("The time at which it is due")

    must_be_due = False

    def __init__(self, *args: Any, usual: Usual | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual
        times = list(soon(timezone.now()))
        self.soon = {name: at for name, _, at in times}
        by_rule = [(USUAL, usual.words)] if usual else []
        none = [] if self.must_be_due else [("none", "No time yet")]
        choices = [(name, words) for name, words, _ in times]
        self.fields["due_when"].choices = [*choices, *by_rule, (OTHER, "Another time"), *none]

    def asked_at(self) -> datetime | None:
        """Return from when the usual time counts; None while that is not known."""
        return None

    def clean(self) -> dict[str, Any]:
        """Bring the choice and the two fields to one moment."""
        said = super().clean()
        when, day, hour = said.get("due_when"), said.get("due_day"), said.get("due_hour")
        asked_at = self.asked_at()
        said["due"] = None
        if when in self.soon:
            said["due"] = self.soon[when]
        elif when == USUAL and self.usual:
            said["due"] = self.usual.due(asked_at) if asked_at else None
        elif day is not None and when != "none":
            said["due"] = moment(day, hour or EVENING)
        elif when == OTHER and "due_day" not in self.errors:
            self.add_error("due_day", "Enter the day on which it is due")
        elif self.must_be_due and not self.errors:
            self.add_error("due_when", "Choose when it is due")
        return said


class RequestForm(DueForm):
    """Whom a request is asked of, who has it, when it is due, what it belongs to."""

    asked_of = forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False)
    owner = forms.ModelChoiceField(queryset=Member.objects.none(), required=False)
    line = forms.ModelChoiceField(queryset=Line.objects.none(), required=False)
    criteria = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose criteria from the list"}
    )

    def __init__(
        self, *args: Any, scope: Scope, inspection: Inspection, asked_at: datetime | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, usual=usual_time(scope, inspection), **kwargs)
        self._asked_at = asked_at
        self.fields["asked_of"].queryset = queries.bodies(scope)
        self.fields["owner"].queryset = queries.owners(scope)
        self.fields["line"].queryset = queries.lines(inspection)
        criteria = framework_of(inspection).all_criteria()
        self.fields["criteria"].choices = [(each.id, f"{each.id} {each.short}") for each in criteria]

    def asked_at(self) -> datetime | None:
        """Return when the request was asked."""
        return self._asked_at

    def values(self) -> dict[str, Any]:
        """Return what is said of a request beside its words."""
        return {name: self.cleaned_data[name] for name in ("asked_of", "owner", "due", "line", "criteria")}


class EnterForm(RequestForm):
    """What requests that came together have in common: who asked, and when. Their words are `pieces`."""

    asked_by = forms.ModelChoiceField(queryset=Participant.objects.none(), required=False)
    asked_day = day_field("The day on which it was asked", required=True)
    asked_hour = hour_field("The time at which it was asked", required=True)
    mail = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, inspection=inspection, **kwargs)
        self.fields["asked_by"].queryset = queries.visitors(inspection).filter(left_at=None)

    def asked_at(self) -> datetime | None:
        """Return when they were asked, as it is said here."""
        day, hour = self.cleaned_data.get("asked_day"), self.cleaned_data.get("asked_hour")
        return moment(day, hour) if day and hour else None

    def given(self) -> dict[str, Any]:
        """Return what `enter` takes."""
        return {**self.values(), "asked_by": self.cleaned_data["asked_by"], "asked_at": self.asked_at()}


class AnswerForm(forms.Form):
    """The answer, and whether it holds personal data."""

    answer = forms.CharField(
        required=False,
        max_length=20_000,
        error_messages={"max_length": "The answer is too long: it can have 20,000 characters"},
    )
    personal = forms.ChoiceField(choices=[("", "Not known yet"), *PERSONAL], required=False)

    def values(self) -> dict[str, Any]:
        """Return what `write_answer` takes."""
        said = self.cleaned_data
        return {"words": said["answer"], "personal": {"yes": True, "no": False}.get(said["personal"])}


class StepForm(forms.Form):
    """A step, with the words that it needs, or when and by what way something was sent."""

    step = forms.ChoiceField(choices=[(each, each) for each in REQUEST.steps])
    words = forms.CharField(
        required=False, max_length=4000, error_messages={"max_length": "This is too long: it can have 4,000 characters"}
    )
    day = day_field("The day on which it was sent")
    hour = hour_field("The time at which it was sent")
    way = forms.CharField(
        required=False, max_length=120, error_messages={"max_length": "The way is too long: a few words are enough"}
    )

    def given(self) -> dict[str, Any]:
        """Return what `take_step` takes."""
        said = self.cleaned_data
        at = moment(said["day"], said["hour"]) if said["day"] and said["hour"] else None
        return {"step": said["step"], "words": said["words"], "at": at, "way": said["way"]}


class FindForm(forms.Form):
    """Which requests to show; what is not understood is left out."""

    words = forms.CharField(required=False, max_length=200)
    whose = forms.ChoiceField(choices=WHOSE, required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False)
    line = forms.ModelChoiceField(queryset=Line.objects.none(), required=False)

    def __init__(self, *args: Any, scope: Scope, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.bodies(scope)
        self.fields["line"].queryset = queries.lines(inspection)

    def wanted(self) -> Wanted:
        """Return what is wanted."""
        self.is_valid()
        said = self.cleaned_data
        body, line = said.get("organisation"), said.get("line")
        return Wanted(
            words=said.get("words", "").strip(),
            whose=said.get("whose", ""),
            state=said.get("state", ""),
            organisation=body.pk if body else None,
            line=line.pk if line else None,
        )


def shown(found: Request) -> dict[str, Any]:
    """Return the values of a request as its form shows them, and as it sends back what a person had read."""
    due = timezone.localtime(found.due) if found.due else None
    return {
        "asked_of": found.asked_of_id or "",
        "owner": found.owner_id or "",
        "line": found.line_id or "",
        "criteria": found.criteria,
        "due_when": OTHER if due else "none",
        "due_day": f"{due:%-d %B %Y}" if due else "",
        "due_hour": f"{due:%H:%M}" if due else "",
    }
