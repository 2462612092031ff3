"""Signing in and out, one's own account, and the demonstration's people."""

from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from extramile.web.accounts import actions, mails, personas, queries
from extramile.web.design.secret_links import untold

MOST_MAILS = 100


class SignIn(LoginView):
    """The sign-in page; brings people back to where they were. A demonstration offers its invented people."""

    def get_context_data(self, **kwargs):
        """Add what the page offers besides address and password."""
        context = super().get_context_data(**kwargs)
        context["personas"] = personas.personas()
        context["oidc"] = queries.organisations_that_sign_in()
        context["redirect_field_value"] = self.request.GET.get("next", "")
        return context


def with_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go and sign in at an organisation's own identity service; the library does not expect it to be down."""
    try:
        return openid_connect.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    has = queries.has_second_factor(request.user)
    context = {"has_second_factor": has, "needs_second_factor": settings.SECOND_FACTOR_REQUIRED and not has}
    return render(request, "accounts/account.html", context)


@require_POST
def as_persona(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people. In production there is no such page."""
    if settings.PRODUCTION:
        raise Http404
    person = personas.persona(request.POST.get("persona", ""))
    if person is None:
        raise Http404
    actions.sign_in(request, person, proof="persona")
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if safe else settings.LOGIN_REDIRECT_URL)


def _only_in_a_demonstration() -> None:
    if settings.PRODUCTION:
        raise Http404


@never_cache
def sent_mails(request: HttpRequest) -> HttpResponse:
    """The mails that this demonstration sent, newest first."""
    _only_in_a_demonstration()
    return render(request, "accounts/mails.html", {"mails": mails.mails()[:MOST_MAILS], "most": MOST_MAILS})


@never_cache
def sent_mail(request: HttpRequest, place: str) -> HttpResponse:
    """One of them; its links can be followed."""
    _only_in_a_demonstration()
    found = next((mail for mail in mails.mails() if mail.place == place), None)
    if found is None:
        raise Http404
    # Its links are secrets even here.
    return untold(render(request, "accounts/mail.html", {"mail": found, "pieces": found.pieces()}))
