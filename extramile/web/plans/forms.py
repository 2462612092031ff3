"""Forms of plans: valid input, no saving."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action
from extramile.web.plans.parts import kinds
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries.asked import inspections_with_findings
from extramile.web.plans.queries.sources import places_of_words


def day_field(required: str = "", example: str = "31 March 2027") -> forms.DateField:
    """Return a field for a day: required with a sentence, or not."""
    return forms.DateField(
        required=bool(required),
        input_formats=DATE_FORMATS,
        error_messages={"required": required, "invalid": f"Enter a day, such as {example}"},
    )


def words_field(most: int, required: str = "") -> forms.CharField:
    """Return a field for words: required with a sentence, or not."""
    return forms.CharField(
        required=bool(required),
        max_length=most,
        error_messages={"required": required, "max_length": f"That is too long: it can have {most:,} characters"},
    )


class SeenForm(forms.Form):
    """A form of a thing that two people may change at once. `seen` is the revision that was read, `why` the reason."""

    seen = forms.IntegerField(required=False, min_value=0)
    why = words_field(500)

    # Fields that are no fields of the thing.
    BESIDE = ("seen", "why")

    def given(self) -> dict[str, Any]:
        """Return the values of the thing."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.BESIDE}

    def change(self) -> dict[str, Any]:
        """Return the values with the revision that was read and the reason."""
        return {**self.given(), "seen": self.cleaned_data["seen"] or 0, "why": self.cleaned_data["why"]}

    def whole(self) -> dict[str, Any]:
        """Return the same for actions that take the values of a thing as one."""
        return {"given": self.given(), "seen": self.cleaned_data["seen"] or 0, "why": self.cleaned_data["why"]}

    @classmethod
    def shown(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as the history keeps them, as the fields show them."""
        days = {name for name, field in cls.base_fields.items() if isinstance(field, forms.DateField)}
        return {
            name: day(date.fromisoformat(value)) if name in days and value else value for name, value in kept.items()
        }


class BeginForm(forms.Form):
    """A new plan."""

    what = forms.ChoiceField(
        error_messages={"required": "Choose the kind of plan", "invalid_choice": "Choose the kind from the list"}
    )
    inspection = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )
    title = words_field(160, "Enter a title")
    board = words_field(160)
    begins = day_field("Enter the day on which it begins")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspections = {each.pk: each for each in inspections_with_findings(scope)}
        self.fields["what"].choices = [(f"{pack.id}:{kind.id}", f"{kind.name}, {pack.name}") for pack, kind in kinds()]
        self.fields["inspection"].choices = [
            ("", "No inspection asked for it"),
            *((each.pk, each.title) for each in self.inspections.values()),
        ]

    def values(self) -> dict[str, Any]:
        """Return what `begin` takes."""
        pack, _, kind = self.cleaned_data["what"].partition(":")
        said = {name: self.cleaned_data[name] for name in ("title", "board", "begins")}
        return {"pack": pack, "kind": kind, "inspection": self.inspections.get(self.cleaned_data["inspection"]), **said}


class PlanForm(SeenForm):
    """What a plan is called, who oversees it, when it begins."""

    title = words_field(160, "Enter a title")
    board = words_field(160)
    begins = day_field("Enter the day on which it begins")
    field_order = ["title", "board", "begins"]


class ThemeForm(SeenForm):
    """What a theme is called, and what it wants to be different."""

    title = words_field(200, "Enter what the theme is about")
    outcome = words_field(10_000)
    field_order = ["title", "outcome"]


class ReasonForm(forms.Form):
    """Why something is done."""

    why = words_field(500, "Say why")


class PartForm(forms.Form):
    """A part of a plan in words."""

    words = words_field(10_000)
    seen = forms.IntegerField(required=False, min_value=0)


class WordForm(forms.Form):
    """What families said, and where it can be read."""

    title = words_field(200, "Enter what families said, in a few words")
    words = words_field(10_000)
    said_on = day_field("Enter the day on which they said it")
    loop_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )
    evidence_id = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        loop, evidence = places_of_words(scope)
        self.fields["loop_id"].choices = [("", "No entry of the loop"), *loop]
        self.fields["evidence_id"].choices = [("", "No evidence"), *evidence]


class AskForm(forms.Form):
    """What the board is asked to decide."""

    asked = words_field(400, "Enter what the board is to decide")
    reason = words_field(10_000)
    wanted_by = day_field()
    action = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )

    def __init__(self, *args: Any, actions: Iterable[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = {each.pk: each for each in actions}
        self.fields["action"].choices = [("", "No action"), *((key, str(a.words)) for key, a in self.actions.items())]

    def values(self) -> dict[str, Any]:
        """Return what `ask` takes."""
        said = self.cleaned_data
        action = self.actions.get(said["action"])
        return {"asked": said["asked"], "why": said["reason"], "wanted_by": said["wanted_by"], "action": action}


class DecideForm(forms.Form):
    """What was decided, when, by whom and why."""

    decided = words_field(10_000, "Enter what was decided")
    on = day_field("Enter the day on which it was decided")
    by = words_field(200)
    why = words_field(10_000)
