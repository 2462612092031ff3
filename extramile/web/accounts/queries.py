"""Looking at accounts."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

from extramile.web.accounts.models import Person


def has_account(email: str) -> bool:
    """Say whether somebody has an account with this address. Only for pages that a secret link opens."""
    return Person.objects.filter(email__iexact=email).exists()


def account_of(email: str) -> Person:
    """Return the account with this address."""
    return Person.objects.get(email__iexact=email)


def has_second_factor(person: Person) -> bool:
    """Say whether signing in needs more than the password."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def organisations_that_sign_in() -> list[tuple[str, str]]:
    """Return the organisations with an identity service of their own: name and the address that begins signing in."""
    return [
        (app["name"], reverse("openid_connect_login", args=[app["provider_id"]]))
        for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    ]
