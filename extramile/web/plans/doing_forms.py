"""Forms of actions and their milestones: valid input, no saving."""

from collections.abc import Mapping
from typing import Any

from django import forms

from extramile.core.planning import ACTIVITY, SECTORS, SETTLED
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.doing import MONTHS
from extramile.web.plans.forms import SeenForm, day_field, words_field
from extramile.web.plans.models import Action, Confidence, Risk
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.sheets import places_of


def one_of(sentence: str = "Choose from the list") -> forms.TypedChoiceField:
    """Return a field for one thing of a list, or none."""
    return forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": sentence}
    )


def some_of(sentence: str = "Choose from the list") -> forms.TypedMultipleChoiceField:
    """Return a field for several things of a list."""
    return forms.TypedMultipleChoiceField(required=False, coerce=int, error_messages={"invalid_choice": sentence})


class ActionForm(SeenForm):
    """An action with all that is said of it."""

    words = words_field(400, "Enter what is done")
    body = one_of()
    owner = one_of()
    others = some_of()
    sectors = forms.MultipleChoiceField(required=False, choices=[(each, each.capitalize()) for each in SECTORS])
    begins = day_field()
    due = day_field()
    confidence = forms.ChoiceField(choices=Confidence.choices, required=False)
    risk = forms.ChoiceField(choices=Risk.choices, required=False)
    risk_words = words_field(500)
    cost = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        error_messages={
            "invalid": "Enter the cost in pounds, such as 12000",
            "min_value": "A cost is not negative",
            "max_digits": "Enter the cost in pounds, with 10 digits at most",
            "max_whole_digits": "Enter the cost in pounds, with 10 digits at most",
            "max_decimal_places": "Enter the cost in pounds and pence",
        },
    )
    cost_words = words_field(200)
    needs = some_of()
    field_order = ["words"]

    def __init__(self, *args: Any, scope: Scope, action: Action | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {each.pk: each for each in queries.bodies(scope)}
        self.owners = {each.pk: each for each in queries.owners(scope)}
        self.known = {each.pk: each for each in queries.actions(scope) if action is None or each.pk != action.pk}
        bodies = [(key, each.name) for key, each in self.bodies.items()]
        owners = [(key, f"{each.person.name}, {each.organisation.name}") for key, each in self.owners.items()]
        self.fields["body"].choices = [("", "No body yet"), *bodies]
        self.fields["others"].choices = bodies
        self.fields["owner"].choices = [("", "Nobody yet"), *owners]
        self.fields["needs"].choices = [(key, each.words) for key, each in self.known.items()]
        self.scope = scope

    def needs_by_theme(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Return what could be done before it, under the theme in which each stands first: a plan has a hundred actions."""
        titles = places_of(self.scope, self.known)
        found: dict[str, list[tuple[int, str]]] = {}
        for key, each in sorted(self.known.items(), key=lambda one: (one[1].state in SETTLED, one[1].words)):
            said = (
                f"{each.words} ({ACTIVITY.states[each.state].words.lower()})" if each.state in SETTLED else each.words
            )
            found.setdefault(titles.get(key, "Without a theme"), []).append((key, said))
        order = list(dict.fromkeys(titles.values()))
        return sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order))

    def given(self) -> dict[str, Any]:
        """Return the values of the action."""
        said = super().given()
        return {
            **said,
            "body": self.bodies.get(said["body"]),
            "owner": self.owners.get(said["owner"]),
            "others": [self.bodies[each] for each in said["others"]],
            "needs": [self.known[each] for each in said["needs"]],
            "confidence": said["confidence"] or Confidence.UNKNOWN,
            "risk": said["risk"] or Risk.NONE,
        }


class MilestoneForm(SeenForm):
    """Where an action should be by when, and where it is."""

    expected = words_field(400, "Enter what should be so by then")
    months = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "On a day of its own"), *((each, f"{each} months after the plan begins") for each in MONTHS)],
    )
    due = day_field()
    actual = words_field(400)
    reached_on = day_field()
    field_order = ["expected"]

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["months"]
            self.fields["due"].required = True
            self.fields["due"].error_messages["required"] = "Enter the day by which it should be so"

    def clean(self) -> dict[str, Any]:
        """Refuse a day beside a number of months: one of them would be lost."""
        said = super().clean() or {}
        if said.get("months") and said.get("due"):
            self.add_error("due", "Choose after how many months or enter a day, and not both")
        return said

    def added(self) -> dict[str, Any]:
        """Return what `add_milestone` takes."""
        return {name: self.cleaned_data[name] for name in ("expected", "months", "due")}

    @classmethod
    def shown(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as the fields show them."""
        return super().shown({name: value for name, value in kept.items() if name != "months"})


class SearchForm(forms.Form):
    """What somebody looks for among the actions of a plan."""

    words = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(
        required=False, choices=[("", "Any"), *((each.id, each.words) for each in ACTIVITY.states.values())]
    )

    def wanted(self) -> dict[str, str]:
        """Return what is looked for; what is no choice is not looked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("words", "state")}
