"""What can be done to an account."""

from django.core.exceptions import ValidationError
from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person


def add_person(*, email: str, name: str, password: str | None, is_editor: bool) -> Person:
    """Give a person an account, or raise InputError saying what is wrong with what was given."""
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, name, password, is_editor=is_editor)
    except ValidationError as error:
        raise InputError(" ".join(error.messages)) from error
