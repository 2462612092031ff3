"""Signing in as people do it: password, second factor, forgotten password, other sessions, too many attempts."""

import re
import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.db import connection
from django.test import Client

from extramile.web.accounts.models import Person
from extramile.web.accounts.personas import DOMAIN
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import invitation_token
from tests.library import PASSWORD, make_person
from tests.partnership import invite, make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db
FACTOR = "/account/second-factor/"
ASKS_AGAIN = "/account/again/"


@pytest.fixture
def person() -> Person:
    return make_person()


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/", {"login": person.email, "password": password}, **more)


def code_of(secret: str, steps: int = 0) -> str:
    """Return what an app shows: now, or some steps later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def switch_on(client: Client) -> str:
    """Switch on an authenticator app; return its key."""
    page = client.get(FACTOR + "totp/activate/").content.decode()
    secret = re.search(r"Key: <strong[^>]*>(\w+)<", page)[1]
    response = client.post(FACTOR + "totp/activate/", {"code": code_of(secret)})
    assert response.status_code == 302, response.content.decode()
    return secret


@pytest.mark.django_db(transaction=True)
def test_who_has_just_signed_in_sets_up_a_second_factor_without_another_password(
    client: Client, person: Person
) -> None:
    sign_in(client, person)

    assert client.get(FACTOR + "totp/activate/").status_code == 200
    switch_on(client)
    assert client.get(FACTOR + "recovery-codes/").status_code == 200
    assert [each.subject for each in mail.outbox] == ["An authenticator app was switched on"]
    assert "Dear Reader Example,\n\nSigning in" in mail.outbox[0].body


def test_who_signed_in_long_ago_is_asked_again_and_comes_back(client: Client, person: Person, settings: Any) -> None:
    sign_in(client, person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    session.save()
    path = FACTOR + "totp/activate/"

    asked = client.get(path)
    assert asked.headers["Location"].startswith(ASKS_AGAIN)
    page = client.post(ASKS_AGAIN, {"password": "not this", "next": path}).content.decode()
    assert "This is not the password of your account." in page
    assert client.post(ASKS_AGAIN, {"password": PASSWORD, "next": path}).headers["Location"] == path
    assert client.get(path).status_code == 200


def test_who_has_shown_no_proof_in_this_session_is_asked(client: Client, person: Person) -> None:
    client.force_login(person)

    assert client.get(FACTOR + "totp/activate/").headers["Location"].startswith(ASKS_AGAIN)


def test_who_joins_by_invitation_has_just_shown_who_they_are(client: Client) -> None:
    invitation = invite(scope_for(make_member(make_partnership(), Role.LEAD)))
    client.post(f"/invitations/{invitation.pk}/{invitation_token(invitation)}/", {"name": "New", "password": PASSWORD})

    assert client.get(FACTOR + "totp/activate/").status_code == 200


def test_the_password_alone_does_not_let_in_who_has_an_app(client: Client, person: Person) -> None:
    sign_in(client, person)
    secret = switch_on(client)
    other = Client()

    assert sign_in(other, person).headers["Location"] == FACTOR + "authenticate/"
    assert other.get("/account/").status_code == 302
    assert other.get(FACTOR + "authenticate/").status_code == 200
    assert "This code is not right" in other.post(FACTOR + "authenticate/", {"code": "000000"}).content.decode()
    assert other.get("/account/").status_code == 302

    code = code_of(secret)
    assert other.post(FACTOR + "authenticate/", {"code": code}).status_code == 302
    assert other.get("/account/").status_code == 200
    # Nobody who saw the code over a shoulder comes in with it as well.
    third = Client()
    sign_in(third, person)
    third.post(FACTOR + "authenticate/", {"code": code})
    assert third.get("/account/").status_code == 302


def test_a_recovery_code_lets_in_once(client: Client, person: Person) -> None:
    sign_in(client, person)
    switch_on(client)
    page = client.get(FACTOR + "recovery-codes/").content.decode()
    codes = re.findall(r"<li><strong>(\d+)</strong>", page)
    assert len(codes) == 10

    def tried(code: str) -> int:
        other = Client()
        sign_in(other, person)
        other.post(FACTOR + "authenticate/", {"code": code})
        return other.get("/account/").status_code

    assert tried(codes[0]) == 200
    assert tried(codes[0]) == 302, "used up"
    assert tried(codes[1]) == 200
    assert "8 of 10 are left" in client.get(FACTOR + "recovery-codes/").content.decode()


def test_the_database_holds_no_secret_that_lets_somebody_in(client: Client, person: Person) -> None:
    sign_in(client, person)
    secret = switch_on(client)
    page = client.get(FACTOR + "recovery-codes/").content.decode()
    kept = str(list(Authenticator.objects.values("data")))

    assert secret not in kept
    assert not [code for code in re.findall(r"<li><strong>(\d+)</strong>", page) if code in kept]
    data = Authenticator.objects.get(type="totp").data["secret"]
    assert data.startswith("gAAAA"), "sealed"
    assert Authenticator.objects.get(type="recovery_codes").data["seed"].startswith("gAAAA")


def test_signing_out_elsewhere_ends_the_other_session(client: Client, person: Person) -> None:
    other = Client(HTTP_USER_AGENT="Another browser")
    sign_in(client, person)
    sign_in(other, person)
    page = client.get("/account/sessions/").content.decode()
    assert "Another browser" in page
    assert "Sign out everywhere else" in page

    client.post("/account/sessions/")

    assert other.get("/account/").headers["Location"].startswith("/sign-in/")
    assert client.get("/account/").status_code == 200
    assert "You are signed in here alone." in client.get("/account/sessions/").content.decode()


def test_whoever_came_in_by_invitation_or_as_a_persona_can_be_signed_out_from_elsewhere_too(client: Client) -> None:
    invitation = invite(scope_for(make_member(make_partnership(), Role.LEAD)))
    joined = Client(HTTP_USER_AGENT="Where I joined")
    joined.post(f"/invitations/{invitation.pk}/{invitation_token(invitation)}/", {"name": "N", "password": PASSWORD})
    sign_in(client, Person.objects.get(email="new@example.org"))
    assert "Where I joined" in client.get("/account/sessions/").content.decode()
    client.post("/account/sessions/")
    assert joined.get("/account/").status_code == 302

    persona = Person.objects.create_user(f"ada@{DOMAIN}", "Ada", None, about="Invented")
    client.logout()
    client.post("/sign-in/as/", {"persona": persona.email})
    assert "this one" in client.get("/account/sessions/").content.decode()


def test_a_forgotten_password_is_chosen_anew_by_a_mail_that_works_once(client: Client, person: Person) -> None:
    elsewhere = Client()
    sign_in(elsewhere, person)
    assert client.post("/account/password/forgotten/", {"email": person.email.upper()}).status_code == 302
    [sent] = mail.outbox
    assert sent.to == [person.email]
    assert sent.subject == "A new password for Extramile"
    path = re.search(r"http://testserver(\S+)", sent.body)[1]

    asked = client.get(path, follow=True)
    form = asked.redirect_chain[-1][0]
    assert path.split("-")[-1].strip("/") not in form, "the secret leaves the address"
    short = client.post(form, {"password1": "short", "password2": "short"})
    assert short.status_code == 200
    assert "too short" in short.content.decode()
    new = "four other words 8"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302

    assert sign_in(Client(), person).status_code == 200, "the old one is refused"
    assert sign_in(Client(), person, new).status_code == 302
    assert elsewhere.get("/account/").status_code == 302, "whoever knew the old one is out"
    again = Client().get(path, follow=True).content.decode()
    assert "This link is no longer good" in again
    assert mail.outbox[-1].subject == "Your password for Extramile was changed"


def test_nobody_learns_who_has_an_account(client: Client, person: Person) -> None:
    known = client.post("/account/password/forgotten/", {"email": person.email})
    unknown = client.post("/account/password/forgotten/", {"email": "nobody@example.org"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [each.to for each in mail.outbox] == [[person.email]]


def test_the_pause_after_wrong_passwords_is_the_one_that_is_set(client: Client, person: Person, settings: Any) -> None:
    for _ in range(settings.SIGN_IN_ATTEMPTS):
        assert "do not belong together" in sign_in(client, person, "wrong").content.decode()

    page = sign_in(client, person).content.decode()
    assert f"Too many attempts. Wait {settings.SIGN_IN_PAUSE_MINUTES} minutes, then try again." in page
    assert sign_in(client, make_person("other@example.org")).status_code == 302, "others are not kept out"


def test_the_pause_holds_over_every_process_that_serves(client: Client, person: Person, settings: Any) -> None:
    for _ in range(settings.SIGN_IN_ATTEMPTS):
        sign_in(client, person, "wrong")
        # Each process has a memory of its own, empty at its start.
        locmem._caches.clear()

    assert "Too many attempts" in sign_in(Client(), person).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM tries")
        names = [name for (name,) in cursor.fetchall()]
    assert names
    assert all(re.fullmatch("[0-9a-f]{64}", name) for name in names), "no address of a machine is kept"


def test_nobody_pushes_their_failures_out_by_asking_for_pages(client: Client, person: Person, settings: Any) -> None:
    for _ in range(settings.SIGN_IN_ATTEMPTS):
        sign_in(client, person, "wrong")
    for number in range(2000):
        caches["pages"].set(str(number), "page")

    assert "Too many attempts" in sign_in(client, person).content.decode()


def test_asking_for_mails_again_and_again_is_answered_in_our_words(client: Client, person: Person) -> None:
    for _ in range(5):
        assert client.post("/account/password/forgotten/", {"email": person.email}).status_code == 302

    response = client.post("/account/password/forgotten/", {"email": person.email})

    assert response.status_code == 429
    assert "<h1" in response.content.decode()
    assert "Too many attempts" in response.content.decode()
    assert len(mail.outbox) == 5
