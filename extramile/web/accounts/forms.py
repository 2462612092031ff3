"""Signing in, and the second factor."""

from allauth.account.forms import LoginForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm


class SignInForm(LoginForm):
    """E-mail address and password, with words that say what to do."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].error_messages["required"] = "Enter your e-mail address"
        self.fields["password"].label = "Password"
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields.pop("remember", None)


class SwitchOnForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code that the app shows"
        self.fields["code"].error_messages["required"] = "Enter the code that the app shows"


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey or security key."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What you call it"
        self.fields["passwordless"].label = "Let it sign me in without my password"
        self.fields["passwordless"].help_text = "The key must then know you by your finger, your face or a PIN."
