"""Signing in and out."""

from django.contrib.auth import views

from extramile.web.accounts.forms import SignInForm
from extramile.web.design.errors import errors_of


class SignIn(views.LoginView):
    """The sign-in page; brings people back to where they were."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        """Add the errors as the summary wants them."""
        context = super().get_context_data(**kwargs)
        return {**context, "errors": errors_of(context["form"])}


class SignOut(views.LogoutView):
    """Signing out, by button only."""
