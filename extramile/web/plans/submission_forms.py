"""Forms of what becomes of a plan as a whole: submission, answer, stocktake, result, a meeting of its board."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from extramile.web.findings.models import Finding
from extramile.web.partnerships.forms import TIME_FORMATS
from extramile.web.plans.forms import AskForm, SeenForm, day_field, words_field
from extramile.web.plans.models import FindingIn, SnapshotKind, Verdict

KEPT_BY_HAND = [(each.value, each.label) for each in (SnapshotKind.STOCKTAKE, SnapshotKind.MONITORING)]


class SubmitForm(forms.Form):
    """To whom a plan was submitted, by what way, when, and what is to be said of it."""

    whom = words_field(200, "Enter to whom it was submitted")
    way = words_field(120, "Enter by what way it was sent")
    on = day_field("Enter the day on which it was sent")
    words = words_field(10_000)


class ReplyForm(forms.Form):
    """What was answered to a submission, or said after a visit."""

    from_whom = words_field(200, "Enter who answered")
    on = day_field("Enter the day of the answer")
    verdict = forms.ChoiceField(
        choices=Verdict.choices,
        error_messages={"required": "Choose what they said", "invalid_choice": "Choose from the list"},
    )
    words = words_field(10_000)


class KeepForm(forms.Form):
    """A stocktake or a monitoring visit, for which a plan is kept as it stands."""

    kind = forms.ChoiceField(
        choices=KEPT_BY_HAND,
        error_messages={"required": "Choose what it is kept for", "invalid_choice": "Choose from the list"},
    )
    title = words_field(160, "Enter what it is kept as")
    held_on = day_field("Enter the day on which it was held")
    whom = words_field(200)
    words = words_field(10_000)


class ResultForm(forms.Form):
    """What a re-visit said of an area of weakness: taken from one of its findings, or typed with where it is written."""

    finding = forms.TypedChoiceField(
        coerce=int,
        error_messages={"required": "Choose the area of weakness", "invalid_choice": "Choose from the list"},
    )
    said_in = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, error_messages={"invalid_choice": "Choose from the list"}
    )
    result = words_field(80)
    enough = forms.TypedChoiceField(
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
        choices=[("yes", "Enough was done"), ("no", "Not enough was done")],
        error_messages={"invalid_choice": "Choose from the list"},
    )
    on = day_field()
    source = words_field(300)
    words = words_field(10_000)

    def __init__(self, *args: Any, places: Iterable[FindingIn], offered: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {each.finding_id: each for each in places}
        self.offered = {each.pk: each for each in offered}
        self.fields["finding"].choices = [
            ("", "Choose"),
            *((key, _short(each.finding.words)) for key, each in self.places.items()),
        ]
        self.fields["said_in"].choices = [
            ("", "It is typed below"),
            *((key, f"{each.inspection.title}: {_short(each.words)}") for key, each in self.offered.items()),
        ]

    def clean(self) -> Mapping[str, Any]:
        """A typed result needs all that a finding of the re-visit says by itself."""
        said = self.cleaned_data
        if not said.get("said_in") and "said_in" not in self.errors:
            sentences = {
                "result": "Enter the result in its own words, or choose a finding of the re-visit",
                "enough": "Choose whether enough was done",
                "on": "Enter the day on which it was said",
                "source": "Enter where it is written",
            }
            for name, sentence in sentences.items():
                if name not in self.errors and said.get(name) in (None, ""):
                    self.add_error(name, sentence)
        return said


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 90 else f"{said[:89]}…"


class MeetingForm(forms.Form):
    """A meeting of the board for which a pack is built."""

    day = day_field("Enter the day of the meeting")
    begins = forms.TimeField(
        required=False, input_formats=TIME_FORMATS, error_messages={"invalid": "Enter a time, such as 14:00 or 2pm"}
    )
    place = words_field(200)
    chair = words_field(200)
    agenda = words_field(10_000)


class RewordForm(AskForm, SeenForm):
    """A question to the board in other words."""

    BESIDE = ("seen", "why", "reason")
    field_order = ["asked", "reason", "wanted_by", "action"]

    def values(self) -> dict[str, Any]:
        """Return what `reword` takes: the question as its fields are called, the revision that was read, why it is changed."""
        said = self.cleaned_data
        action = self.actions.get(said["action"])
        given = {"asked": said["asked"], "why": said["reason"], "wanted_by": said["wanted_by"], "action": action}
        return {"given": given, "seen": said["seen"] or 0, "reason": said["why"]}

    @classmethod
    def shown(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as the history keeps them, under the names of the fields."""
        values = super().shown({name: value for name, value in kept.items() if name != "why"})
        return {**values, "reason": kept.get("why", ""), "why": ""}
