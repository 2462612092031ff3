"""Forms of measures and their readings: valid input, no saving."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.doing_forms import one_of
from extramile.web.plans.forms import SeenForm, day_field, words_field
from extramile.web.plans.models import Measure, MeasureKind, ReadingState
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries import plans as queries

NUMBER = {"invalid": "Enter a number, such as 46.5"}


def number_field() -> forms.FloatField:
    """Return a field for a figure."""
    return forms.FloatField(required=False, error_messages=NUMBER)


class MeasureForm(SeenForm):
    """A measure: what is counted, where it stood, where it should be."""

    title = words_field(200, "Enter what is measured")
    kind = forms.ChoiceField(
        choices=MeasureKind.choices, error_messages={"required": "Choose who says it", "invalid_choice": "Choose one"}
    )
    definition = words_field(10_000)
    unit = words_field(40)
    decimals = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=3,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Enter 0, 1, 2 or 3"),
    )
    good = forms.ChoiceField(
        choices=[("up", "Higher"), ("down", "Lower")],
        error_messages={"required": "Choose whether higher or lower is better", "invalid_choice": "Choose one"},
    )
    baseline = number_field()
    baseline_on = day_field()
    target = number_field()
    target_by = day_field()
    tolerance = number_field()
    waypoints = words_field(2000)
    source_words = words_field(300)
    every_months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=60,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Enter a number of months"),
    )
    owner = one_of()
    field_order = ["title"]

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {each.pk: each for each in queries.owners(scope)}
        owners = [(key, f"{each.person.name}, {each.organisation.name}") for key, each in self.owners.items()]
        self.fields["owner"].choices = [("", "Nobody yet"), *owners]

    def clean_waypoints(self) -> list[dict[str, Any]]:
        """Read lines of a day and a figure."""
        rows = []
        for line in filter(str.strip, self.cleaned_data["waypoints"].splitlines()):
            when, _, value = line.rpartition(":")
            try:
                rows.append({"by": day_field().clean(when.strip()).isoformat(), "value": float(value.strip(" %£"))})
            except (forms.ValidationError, ValueError, AttributeError) as error:
                sentence = f"Write each line like “31 March 2027: 55”. This one is not: {line.strip()[:60]}"
                raise forms.ValidationError(sentence) from error
        return rows

    def given(self) -> dict[str, Any]:
        """Return the values of the measure."""
        said = super().given()
        return {
            **said,
            "owner": self.owners.get(said["owner"]),
            "tolerance": said["tolerance"] or 0,
            "decimals": said["decimals"] or 0,
        }

    @classmethod
    def shown(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as the fields show them."""
        known = {name: value for name, value in kept.items() if name not in ("source", "source_ref")}
        for name in ("baseline", "target", "tolerance"):
            if known.get(name) is not None:
                known[name] = f"{known[name]:.12g}"
        lines = [f"{day(date.fromisoformat(each['by']))}: {each['value']:g}" for each in kept["waypoints"]]
        return {**super().shown(known), "waypoints": "\n".join(lines)}


class ReadingForm(forms.Form):
    """A figure for a day, or why there is none."""

    day = day_field("Enter the last day of the time that the figure speaks of")
    state = forms.ChoiceField(choices=ReadingState.choices, error_messages={"required": "Choose what is known of it"})
    value = forms.CharField(required=False, max_length=40)
    numerator = forms.IntegerField(required=False, min_value=0, error_messages={"invalid": "Enter a whole number"})
    denominator = forms.IntegerField(required=False, min_value=1, error_messages={"invalid": "Enter a whole number"})
    said = words_field(500)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure

    def clean_value(self) -> float | None:
        """Read a figure as people write it: with per cent, pounds, commas."""
        typed = re.sub(r"[%£,\s]", "", self.cleaned_data["value"]).replace("−", "-")
        if not typed:
            return None
        try:
            return float(typed)
        except ValueError as error:
            raise forms.ValidationError(NUMBER["invalid"]) from error

    def clean(self) -> dict[str, Any]:
        """Count a share from its two numbers where only these were given."""
        said = super().clean() or {}
        counts = said.get("numerator"), said.get("denominator")
        if said.get("value") is None and None not in counts and self.measure.unit == "%" and "value" not in self.errors:
            said["value"] = 100 * counts[0] / counts[1]
        return said
