"""The errors of a form, as the error summary wants them."""

from collections.abc import Callable
from typing import Any

from django import forms

from extramile.core.vocabulary import InputError


def errors_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Return each error as (id of the field, sentence); errors of the whole form point at its first field."""
    first = next(iter(form.fields))
    return [
        (form[first if name == "__all__" else name].auto_id, str(message))
        for name, messages in form.errors.items()
        for message in messages
    ]


def told(action: Callable[..., Any], /, **arguments: Any) -> str:
    """Do the action and return "", or the sentence that says why it could not be done."""
    return str(refusal(action, **arguments) or "")


def refusal(action: Callable[..., Any], /, **arguments: Any) -> InputError | None:
    """Do the action and return None, or why it could not be done."""
    try:
        action(**arguments)
    except InputError as error:
        return error
    return None
