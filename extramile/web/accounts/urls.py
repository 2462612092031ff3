"""Addresses of signing in and of one's own account.

The names without a prefix are those by which the sign-in library finds its own pages.
"""

from allauth.account import views as library
from allauth.socialaccount.providers.openid_connect.views import callback
from django.urls import include, path, re_path

from extramile.web.accounts import views

own = (
    [
        path("account/", views.account, name="account"),
        path("sign-in/as/", views.as_persona, name="as-persona"),
        path("demonstration/mails/", views.sent_mails, name="mails"),
        path("demonstration/mails/<slug:place>/", views.sent_mail, name="mail"),
    ],
    "accounts",
)
urlpatterns = [
    path("", include(own)),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", library.logout, name="account_logout"),
    path("account/closed/", library.account_inactive, name="account_inactive"),
    path("account/new/", library.signup, name="account_signup"),
    path("account/again/", library.reauthenticate, name="account_reauthenticate"),
    path("account/password/", library.password_change, name="account_change_password"),
    path("account/password/set/", library.password_set, name="account_set_password"),
    path("account/password/forgotten/", library.password_reset, name="account_reset_password"),
    path("account/password/forgotten/sent/", library.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        library.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/changed/", library.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/organisation/", include("allauth.socialaccount.urls")),
    path("account/organisation/oidc/<slug:provider_id>/login/", views.with_organisation, name="openid_connect_login"),
    path("account/organisation/oidc/<slug:provider_id>/login/callback/", callback, name="openid_connect_callback"),
]
