"""What the forms of a roster send: for each row what its page showed (`was-…`) and what was entered. No saving."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.actions.rosters import MOST, Entry
from extramile.web.timetable.models import Answer, Phase

Errors = list[tuple[str, str]]
CAME = {"yes": True, "no": False, "": None}
UNREAD = object()


def read_answer(text: str) -> Any:
    """Return an answer, or UNREAD."""
    return text if text in Answer.values else UNREAD


def read_came(text: str) -> Any:
    """Return whether somebody came (None: not known), or UNREAD."""
    return CAME.get(text, UNREAD)


def read_number(text: str) -> Any:
    """Return a number of people (None where nothing was entered), or UNREAD."""
    if not text.strip():
        return None
    return int(text) if text.strip().isdecimal() and int(text) <= MOST else UNREAD


def read_invited(text: str) -> Any:
    """Return a number of people that has to be there, or UNREAD."""
    return 0 if not text.strip() else read_number(text)


def entries(
    sent: Mapping[str, str], name: str, ids: list[int], read: Callable[[str], Any]
) -> tuple[dict[int, Entry], Errors]:
    """Return what was entered in the fields `name`-id, and what could not be read. A field that was not sent is not touched."""
    found, errors = {}, []
    for each in ids:
        field = f"{name}-{each}"
        if field not in sent and f"was-{field}" not in sent:
            continue
        was, now = read(sent.get(f"was-{field}", "")), read(sent.get(field, ""))
        if now is UNREAD or was is UNREAD:
            errors.append((f"id_{field}", f"Enter a number between 0 and {MOST}, or leave it empty."))
        else:
            found[each] = Entry(was, now)
    return found, errors


class LineForm(forms.Form):
    """People of one sort who are counted, not named."""

    role = forms.CharField(
        max_length=120,
        error_messages={"required": "Enter who they are", "max_length": "Say who they are in 120 characters"},
    )
    organisation = forms.ModelChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": "Choose the organisation from the list"}
    )
    phase = forms.ChoiceField(
        choices=[("", "No single one"), *Phase.choices],
        required=False,
        error_messages={"invalid_choice": "Choose the phase from the list"},
    )
    invited = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    accepted = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    attended = forms.IntegerField(min_value=0, max_value=MOST, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations(scope)
        for name, what in (("invited", "are invited"), ("accepted", "have accepted"), ("attended", "came")):
            sentence = f"How many {what} must be a number between 0 and {MOST}"
            messages = self.fields[name].error_messages
            messages.update(invalid=sentence, min_value=sentence, max_value=sentence)
            for validator in self.fields[name].validators:
                validator.message = sentence

    def clean_invited(self) -> int:
        """Return how many are invited: nobody if nothing was entered."""
        return self.cleaned_data["invited"] or 0

    def clean_accepted(self) -> int:
        """Return how many accepted: nobody if nothing was entered."""
        return self.cleaned_data["accepted"] or 0
