"""What people may ask of the library. A filter that makes no sense is left out, with a sentence that says so."""

import json
from datetime import date

from django import forms

from extramile.core.themes import theme_list
from extramile.core.vocabulary import NotFoundError
from extramile.web.library.models import Kind
from extramile.web.library.national import national
from extramile.web.library.queries import FindingFilters
from extramile.web.library.words import FRAMEWORKS, OUTCOME_BY_NUMBER, OUTCOMES

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%m-%Y"]


def date_field(label: str) -> forms.DateField:
    """Return a date that may be left empty and may be typed in any common form, day first."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        error_messages={"invalid": f"“{label}” must be a date, such as 1 March 2017 or 2017-03-01"},
    )


def region_choices() -> list[tuple[str, str]]:
    """Return the nine regions, with "any" first."""
    return [("", "All of England"), *((region.name, region.name) for region in national().areas.regions.all())]


def theme_field() -> forms.MultipleChoiceField:
    """Return themes of the list; none is an answer."""
    return forms.MultipleChoiceField(
        required=False,
        choices=lambda: [(theme.id, theme.title) for theme in theme_list().themes],
        error_messages={"invalid_choice": "Choose themes from the list"},
    )


class FilterForm(forms.Form):
    """A form sent by GET: what is wrong is told, what is right still counts."""

    def used(self) -> dict[str, object]:
        """Return what was asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], False)}

    def problems(self) -> list[tuple[str, str]]:
        """Return what was not understood, as (id of the field, sentence)."""
        self.is_valid()
        first = next(iter(self.fields))
        return [
            (first if name == "__all__" else name, str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]


def _ordered(data: dict, start: str, end: str) -> None:
    first, last = data.get(start), data.get(end)
    if isinstance(first, date) and isinstance(last, date) and first > last:
        raise forms.ValidationError("The first date must not be after the last one.")


class InspectionFilterForm(FilterForm):
    """Filters of the register."""

    framework = forms.ChoiceField(
        required=False,
        choices=[*FRAMEWORKS.items()],
        error_messages={"invalid_choice": "Choose one of the two frameworks"},
    )
    outcome = forms.ChoiceField(
        required=False,
        choices=[("", "Any outcome"), *((name, outcome.words) for name, outcome in OUTCOMES.items())],
        error_messages={"invalid_choice": "Choose an outcome from the list"},
    )
    region = forms.ChoiceField(
        required=False, choices=region_choices, error_messages={"invalid_choice": "Choose a region from the list"}
    )
    started_from = date_field("Inspected from")
    started_to = date_field("Inspected to")
    published_from = date_field("Published from")
    published_by = date_field("Published by")

    def clean(self):
        """Refuse a period that ends before it begins."""
        data = super().clean()
        _ordered(data, "started_from", "started_to")
        _ordered(data, "published_from", "published_by")
        return data


class FindingFilterForm(FilterForm):
    """Filters of the findings library."""

    words = forms.CharField(required=False, max_length=200, strip=True)
    kind = forms.MultipleChoiceField(
        required=False, choices=Kind.choices, error_messages={"invalid_choice": "Choose kinds from the list"}
    )
    theme = theme_field()
    outcome = forms.MultipleChoiceField(
        required=False,
        choices=[(str(number), OUTCOMES[name].words) for number, name in OUTCOME_BY_NUMBER.items()],
        error_messages={"invalid_choice": "Choose outcomes from the list"},
    )
    region = forms.ChoiceField(
        required=False, choices=region_choices, error_messages={"invalid_choice": "Choose a region from the list"}
    )
    area = forms.CharField(required=False, max_length=80)
    near = forms.CharField(required=False, max_length=80)
    started_from = date_field("Inspected from")
    started_to = date_field("Inspected to")
    # The fictional examples are never mixed with real findings.
    fictional = forms.BooleanField(required=False)

    def clean(self):
        """Turn names of areas into their codes; refuse a period that ends before it begins."""
        data = super().clean()
        for name in ("area", "near"):
            if data.get(name):
                try:
                    data[name] = area_code(data[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        _ordered(data, "started_from", "started_to")
        return data

    def given(self) -> dict[str, object]:
        """Return the filters that were understood, as an address carries them."""
        return {name: str(value) if isinstance(value, date) else value for name, value in self.used().items()}

    def filters(self) -> FindingFilters:
        """Return the filters that were understood."""
        used = self.used()
        return FindingFilters(
            words=used.get("words", ""),
            kinds=tuple(used.get("kind", ())),
            themes=tuple(used.get("theme", ())),
            outcomes=tuple(int(number) for number in used.get("outcome", ())),
            region=used.get("region", ""),
            area=used.get("area", ""),
            neighbours_of=used.get("near", ""),
            started_from=used.get("started_from"),
            started_to=used.get("started_to"),
            fictional=bool(used.get("fictional")),
        )


def why_field() -> forms.CharField:
    """Return the reason that every correction needs."""
    return forms.CharField(
        max_length=500,
        error_messages={
            "required": "Enter why you change it, so that readers can trust it",
            "max_length": "Say why in 500 characters or fewer",
        },
    )


MOST_WORDS = 10_000


def words_field(missing: str) -> forms.CharField:
    """Return the words of a finding."""
    return forms.CharField(
        max_length=MOST_WORDS,
        error_messages={"required": missing, "max_length": "A finding has 10,000 characters at the most"},
    )


def page_field(missing: str) -> forms.IntegerField:
    """Return a page of a report."""
    number = "The page must be a number, such as 4"
    return forms.IntegerField(
        min_value=1,
        max_value=80,
        error_messages={"required": missing, "invalid": number, "min_value": number, "max_value": number},
    )


class ReportCorrectionForm(forms.Form):
    """What an editor changes in the facts of a report, and why."""

    outcome = forms.TypedChoiceField(
        choices=[(str(number), OUTCOMES[name].words) for number, name in OUTCOME_BY_NUMBER.items()],
        coerce=int,
        error_messages={"required": "Choose the outcome", "invalid_choice": "Choose the outcome from the list"},
    )
    started = date_field("First day of the inspection")
    ended = date_field("Last day of the inspection")
    published = date_field("Day of publication")
    why = why_field()
    # The facts as they stood when the page was opened, so that nobody overwrites what somebody else corrected meanwhile.
    seen = forms.CharField(required=False, max_length=500)

    def clean_seen(self):
        """Return the facts that were seen; of what cannot be read, none, which are never those that stand."""
        try:
            return json.loads(self.cleaned_data["seen"])
        except ValueError:
            return {}


class CorrectionForm(forms.Form):
    """What an editor changes in a finding, and why."""

    text = words_field("Enter the words of the finding")
    seen_text = forms.CharField(max_length=MOST_WORDS)
    theme = theme_field()
    # Ids, with commas: a theme that has left the list since is no mistake of the editor's.
    seen_themes = forms.CharField(required=False, max_length=2000)
    why = why_field()


class SplitForm(forms.Form):
    """The two parts of a finding that holds two, where the second starts, and why."""

    first = words_field("Enter the words of the first part")
    second = words_field("Enter the words of the second part")
    page = page_field("Enter the page on which the second part starts")
    seen_text = forms.CharField(max_length=MOST_WORDS)
    why = why_field()


class AdditionForm(forms.Form):
    """A finding that the reader missed."""

    kind = forms.ChoiceField(
        choices=Kind.choices,
        error_messages={"required": "Choose the kind of finding", "invalid_choice": "Choose a kind from the list"},
    )
    text = words_field("Enter the words of the finding")
    page = page_field("Enter the page on which it stands")
    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=200,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Its place must be a number, 1 for the first"
        ),
    )
    responsible = forms.CharField(required=False, max_length=1000)
    theme = theme_field()
    why = why_field()


class KeepForm(forms.Form):
    """The day of publication of a report that an editor keeps."""

    published = date_field("Day of publication")


def area_code(text: str) -> str:
    """Return the code of the area that was named, or raise a ValidationError with the nearest names."""
    try:
        return national().areas.find(text).code
    except NotFoundError as error:
        raise forms.ValidationError(str(error)) from error
