"""How the sign-in library behaves here: accounts by invitation only, secrets sealed, no personal data in messages."""

import base64
import hashlib
import time

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation; the library's own sign-up is closed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask an administrator.",
        "email_password_mismatch": "Check your e-mail address and password: the two do not belong together.",
        "too_many_login_attempts": f"Too many attempts. Wait {settings.SIGN_IN_PAUSE_MINUTES} minutes, then try again.",
        "incorrect_password": "This is not the password of your account.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def add_message(self, *args, **kwargs) -> None:
        """Say nothing: pages here tell what happened themselves."""

    def send_notification_mail(self, template_prefix: str, user, context=None, email=None) -> None:
        """Tell somebody of a change to their account, by name."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Ask for another proof only of somebody whose last one is old.

        The library itself counts none but proofs given again after signing in, and so asks whoever has just signed in.
        """
        proofs = get_authentication_records(context.request, context.request.user)
        if proofs and time.time() - proofs[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class OrganisationAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with an organisation's own identity service, for people who have an account here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        """Nobody signs up that way either."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, their secrets encrypted with a key made from the installation's."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or was used already. Enter the one that your app shows now.",
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code of a key. It is made of figures alone: nothing that anybody typed stands in it."""
        # The library's own is a file with a prologue, which has no place in a page. The words stand around it.
        drawing = segno.make(url, micro=False).svg_inline(scale=4, border=2, svgclass=None, lineclass=None)
        return mark_safe(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:
        """Propose what a new key is called."""
        has = Authenticator.objects.filter(user=user, type=type).count()
        return f"Key {has + 1}" if has else "My key"

    def _seal(self) -> Fernet:
        key = hashlib.sha256(b"extramile.second-factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """Return `text` encrypted."""
        return self._seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return it again."""
        return self._seal().decrypt(encrypted_text.encode()).decode()
