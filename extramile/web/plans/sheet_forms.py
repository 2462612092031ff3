"""The form that changes many actions at once: valid input, no saving."""

from typing import Any

from django import forms

from extramile.web.audit.actions import plain
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.forms import day_field, words_field
from extramile.web.plans.models import Action, Plan
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.sheets import themes_by_action
from extramile.web.plans.sheets import CHOICES, lists_of

AS_IT_IS = [("", "As it is")]
MOST_WEEKS = 104


class ManyForm(forms.Form):
    """Which actions change, and how. `shown` are those that the page offers."""

    all = forms.BooleanField(required=False)
    actions = forms.TypedMultipleChoiceField(
        required=False, coerce=int, error_messages={"invalid_choice": "Tick actions that stand on the page"}
    )
    state = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose from the list"})
    owner = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )
    body = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )
    confidence = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose from the list"})
    due = day_field()
    later = forms.IntegerField(
        required=False,
        min_value=-MOST_WEEKS,
        max_value=MOST_WEEKS,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Enter a number of weeks, at most {MOST_WEEKS}"
        ),
    )
    why = words_field(400, "Say why")
    field_order = ["actions"]

    def __init__(self, *args: Any, scope: Scope, shown: list[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {each.pk: each for each in shown}
        lists = lists_of(scope, ())
        self.fields["actions"].choices = [(key, each.words) for key, each in self.shown.items()]
        self.fields["owner"].choices = AS_IT_IS + [(key, words) for words, key in lists.owners.items()]
        self.fields["body"].choices = AS_IT_IS + [(key, words) for words, key in lists.bodies.items()]
        for name in ("state", "confidence"):
            self.fields[name].choices = AS_IT_IS + [(key, words) for words, key in CHOICES[name].items()]

    def clean(self) -> dict[str, Any]:
        """Refuse what names no action or no change, and a day beside a number of weeks: one of them would be lost."""
        said = super().clean() or {}
        if not said.get("all") and not said.get("actions") and "actions" not in self.errors:
            self.add_error("actions", "Tick the actions that change")
        if said.get("due") and said.get("later"):
            self.add_error("later", "Enter a day or a number of weeks, and not both")
        changing = ("state", "owner", "body", "confidence", "due", "later")
        if not any(said.get(each) for each in changing) and not set(changing) & set(self.errors):
            self.add_error("state", "Say what changes")
        return said

    def wanted(self) -> dict[str, Any]:
        """Return what `hold_ticked` takes."""
        said = self.cleaned_data
        names = ("state", "owner", "body", "confidence", "due")
        return {
            "actions": [self.shown[each] for each in (self.shown if said["all"] else said["actions"])],
            "given": {name: plain(said[name]) for name in names if said[name]},
            "later": said["later"] or 0,
            "why": said["why"],
        }


def by_theme(scope: Scope, plan: Plan, shown: list[Action]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the actions to tick under the first theme of this plan that each serves."""
    places = themes_by_action(plan)
    found: dict[str, list[tuple[int, str]]] = {}
    for each in shown:
        title = places.get(each.pk, ["Without a theme"])[0]
        found.setdefault(title, []).append((each.pk, each.words))
    order = list(queries.themes(plan).values_list("title", flat=True))
    return sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order))
