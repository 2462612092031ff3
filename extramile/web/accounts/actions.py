"""What can be done to an account."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.audit.actions import SYSTEM, Actor, record


@transaction.atomic
def add_person(
    *, email: str, name: str, password: str | None, is_editor: bool = False, about: str = "", by: Actor = SYSTEM
) -> Person:
    """Give a person an account, or raise InputError saying what is wrong with what was given."""
    try:
        if password is not None:
            validate_password(password, Person(email=email, name=name))
        person = Person.objects.create_user(email, name, password, is_editor=is_editor, about=about)
    except ValidationError as error:
        raise InputError(" ".join(error.messages)) from error
    record(by=by, verb="account made", kind="person", thing_id=person.pk, thing=name, after={"editor": is_editor})
    return person


def sign_in(request: HttpRequest, person: Person, *, proof: str) -> None:
    """Sign somebody in who did not come through the sign-in page; the session remembers by which proof and when."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, method=proof)
    # For the list of sessions, so that this one too can be ended from elsewhere.
    UserSession.objects.create_from_request(request)
