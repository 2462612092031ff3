"""The form of what happened when: a day for each event, with what the person had read beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from extramile.core.frameworks import Pack
from extramile.core.inspecting import Schedule
from extramile.core.vocabulary import upper_first
from extramile.web.inspections.models import PUBLISHED
from extramile.web.inspections.presenters.dates import long_day
from extramile.web.partnerships.forms import DATE_FORMATS

WRONG = {"invalid": "The day must be a date, such as 9 November 2026"}
SEEN = "seen-"


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


class DaysForm(forms.Form):
    """A day for each event of the pack that this kind of inspection has; publication has a page of its own."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, pack: Pack, schedule: Schedule) -> None:
        used = {each.event.id: each for each in schedule.events}
        self.happenings = [used[each.id] for each in pack.events if each.id in used and each.id != PUBLISHED]
        self.first = self.happenings[0].event.id
        entered = {each.event.id: each.day if each.entered else None for each in self.happenings}
        initial = {name: _said(day) for name, day in entered.items()}
        super().__init__(data, initial={**initial, **{SEEN + name: _said(day) for name, day in entered.items()}})
        for each in self.happenings:
            for prefix in ("", SEEN):
                field = forms.DateField(input_formats=DATE_FORMATS, required=False, error_messages=WRONG)
                self.fields[prefix + each.event.id] = field

    def days(self) -> dict[str, date | None]:
        """Return the day of each event; None where there is none."""
        return {each.event.id: self.cleaned_data[each.event.id] for each in self.happenings}

    def seen(self) -> dict[str, date | None]:
        """Return what this person had read."""
        return {each.event.id: self.cleaned_data[SEEN + each.event.id] for each in self.happenings}

    def met(self, now_known: Schedule) -> dict[str, Any]:
        """Return what to show after a refusal: the days that this person changed, and all others as they are now."""
        changed = {name: day for name, day in self.days().items() if day != self.seen()[name]}
        now = {
            each.event.id: each.day if each.entered else None
            for each in now_known.events
            if each.event.id in self.fields
        }
        shown = {name: _said(changed.get(name, day)) for name, day in now.items()}
        return {**shown, **{SEEN + name: _said(day) for name, day in now.items()}}

    def rows(self) -> list[dict[str, str]]:
        """Return the fields for the page: name, label, hint, value, and what was seen."""
        return [
            {
                "name": each.event.id,
                "label": upper_first(each.event.name),
                "hint": f"Expected by the rule: {long_day(each.day)}" if each.day and not each.entered else "",
                "value": self[each.event.id].value() or "",
                "seen": self[SEEN + each.event.id].value() or "",
            }
            for each in self.happenings
        ]
