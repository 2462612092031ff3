"""Signing in with an organisation's own identity service: a real one, if small, on this machine."""

from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from extramile.web.accounts.models import Person
from extramile.web.partnerships.permissions import Role
from tests.integration.ground.identity import Service, identity_service
from tests.library import make_person
from tests.partnership import make_member, make_partnership

pytestmark = pytest.mark.django_db
BEGIN = "/account/organisation/oidc/organisation/login/"


@pytest.fixture
def council(settings: Any) -> Iterator[Service]:
    """A council's service that vouches for the address of our reader."""
    with identity_service(email="Reader@example.org", email_verified=True, name="R. Eader") as service:
        settings.SOCIALACCOUNT_PROVIDERS = service.settings
        yield service


def signed_in_there(client: Client, path: str = BEGIN) -> Any:
    """Begin here, be sent there, come back; return the answer to coming back."""
    there = urlsplit(client.post(path).headers["Location"])
    connection = HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().getheader("Location"))
    connection.close()
    return client.get(f"{back.path}?{back.query}")


def test_somebody_with_an_account_comes_in_and_reaches_their_partnership(council: Service, client: Client) -> None:
    person = make_member(make_partnership(), Role.READER, person=make_person()).person
    page = client.get("/sign-in/?next=/p/ashcombe/").content.decode()
    assert "Sign in with Ashcombe council" in page

    response = signed_in_there(client, BEGIN + "?next=/p/ashcombe/")

    assert response.headers["Location"] == "/p/ashcombe/"
    assert client.get("/p/ashcombe/").status_code == 200
    assert council.asked[-2:] == ["/token", "/userinfo"]
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.get(pk=person.pk).name == "Reader Example", "their name here is their own"


def test_where_somebody_wanted_to_go_is_kept_by_the_sign_in_page(council: Service, client: Client) -> None:
    page = client.get("/sign-in/?next=/p/ashcombe/").content.decode()

    form = page.partition(f'action="{BEGIN}"')[2].partition("</form>")[0]
    assert 'name="next" value="/p/ashcombe/"' in form


def test_nobody_gets_an_account_that_way(council: Service, client: Client) -> None:
    response = signed_in_there(client)
    page = client.get(response.headers["Location"]) if response.status_code == 302 else response

    assert "invitation" in page.content.decode()
    assert not Person.objects.exists()
    assert client.get("/account/").status_code == 302


def test_an_address_that_the_service_has_not_checked_lets_nobody_in(council: Service, client: Client) -> None:
    make_person()
    council.who["email_verified"] = False

    signed_in_there(client)

    assert client.get("/account/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(council: Service, client: Client) -> None:
    make_person()

    response = client.get(BEGIN + "callback/?code=a-code&state=forged")

    assert "did not work" in response.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_second_factor_is_asked_for_after_the_service_too(council: Service, client: Client) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(make_person(), generate_totp_secret())

    assert signed_in_there(client).headers["Location"] == "/account/second-factor/authenticate/"
    assert client.get("/account/").status_code == 302


def test_a_service_that_is_down_is_told_in_a_sentence(council: Service, client: Client, settings: Any) -> None:
    providers = council.settings
    providers["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = providers

    response = client.post(BEGIN)

    assert response.status_code == 503
    assert "Try again in a few minutes" in response.content.decode()
