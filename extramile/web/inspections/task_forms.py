"""Forms of the checklist."""

from typing import Any

from django import forms

from extramile.core.inspecting import TASK
from extramile.web.inspections.models import Task, TaskState
from extramile.web.inspections.queries.tasks import Wanted, bodies, owners
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.models import Member, Organisation
from extramile.web.partnerships.scope import Scope

DUE_WRONG = {"invalid": "The day must be a date, such as 9 November 2026"}
WHOSE = (("", "Everybody's"), ("mine", "Mine"), ("nobody", "Nobody's yet"))
STATES = (("", "In every state"), ("unsettled", "Still to do"), *TaskState.choices)
# Several lines at once take the steps that need no reason.
STEPS = (("", "Leave it"), *((each.id, each.words) for each in TASK.steps.values() if not each.needs))
NOBODY = "nobody"


class TaskForm(forms.Form):
    """Who has a line, when it is due, a note."""

    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False)
    owner = forms.ModelChoiceField(queryset=Member.objects.none(), required=False)
    due = forms.DateField(input_formats=DATE_FORMATS, required=False, error_messages=DUE_WRONG)
    note = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={"max_length": "The note is too long: it can have 1,000 characters"},
    )

    def __init__(self, *args: Any, scope: Scope, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leads:
            self.fields["organisation"].queryset = bodies(scope)
            self.fields["owner"].queryset = owners(scope)
        else:
            for name in ("organisation", "owner", "due"):
                del self.fields[name]

    def clean_note(self) -> str:
        """Return the note with the line ends that we keep."""
        return str(self.cleaned_data["note"]).replace("\r\n", "\n").strip()


class AddTaskForm(TaskForm):
    """A line of the area's own."""

    words = forms.CharField(
        max_length=400,
        error_messages={
            "required": "Enter what is to be done",
            "max_length": "What is to be done is too long: it can have 400 characters",
        },
    )


class SeveralForm(forms.Form):
    """What should become of the lines that are ticked; what is left empty stays as it is."""

    organisation = forms.ChoiceField(required=False)
    owner = forms.ChoiceField(required=False)
    due = forms.DateField(input_formats=DATE_FORMATS, required=False, error_messages=DUE_WRONG)
    step = forms.ChoiceField(choices=STEPS, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        # The page has a form to find lines too, with an organisation of its own.
        super().__init__(*args, prefix="to", **kwargs)
        self.bodies = {str(each.pk): each for each in bodies(scope)}
        self.people = {str(each.pk): each for each in owners(scope)}
        stays = [("", "Leave it"), (NOBODY, "Nobody")]
        self.fields["organisation"].choices = stays + [(pk, each.name) for pk, each in self.bodies.items()]
        self.fields["owner"].choices = stays + [(pk, each.person.name) for pk, each in self.people.items()]

    def given(self) -> dict[str, Any]:
        """Return what is to be changed."""
        said = self.cleaned_data
        found: dict[str, Any] = {}
        for name, known in (("organisation", self.bodies), ("owner", self.people)):
            if said[name]:
                found[name] = None if said[name] == NOBODY else known[said[name]]
        if said["due"]:
            found["due"] = said["due"]
        return found


class FindForm(forms.Form):
    """Which lines to show; what is not understood is left out."""

    words = forms.CharField(required=False, max_length=200)
    whose = forms.ChoiceField(choices=WHOSE, required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False)
    late = forms.BooleanField(required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies(scope)

    def wanted(self) -> Wanted:
        """Return what is wanted."""
        self.is_valid()
        said = self.cleaned_data
        body = said.get("organisation")
        return Wanted(
            words=said.get("words", "").strip(),
            whose=said.get("whose", ""),
            state=said.get("state", ""),
            organisation=body.pk if body else None,
            late=bool(said.get("late")),
        )


def seen_values(task: Task) -> dict[str, Any]:
    """Return the hidden fields that say what a person had read."""
    return {
        "organisation": task.organisation_id or "",
        "owner": task.owner_id or "",
        "due": f"{task.due.day} {task.due:%B %Y}" if task.due else "",
        "note": task.note,
    }
