"""Logs name what happened, never what was in it."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from extramile.web.library.models import Finding
from tests.library import make_person

pytestmark = pytest.mark.django_db
CANARY = "zzyzxacanary"


def test_debug_is_off_and_so_are_its_pages(client: Client) -> None:
    assert settings.DEBUG is False
    assert b"DEBUG" not in client.get("/nothing/").content


def test_no_line_holds_what_was_typed_or_who_typed_it(
    library: Any, client: Client, caplog: Any, monkeypatch: Any
) -> None:
    caplog.set_level(logging.INFO)
    client.raise_request_exception = False
    make_person(f"{CANARY}@example.org")

    client.get(f"/nothing/?q={CANARY}")
    client.get(f"/areas/?q={CANARY}")
    client.get(f"/findings/?words={CANARY}&near={CANARY}")
    client.get(f"/api/v1/areas/unknown?x={CANARY}")
    client.get(f"/api/v1/compare?indicator={CANARY}&area=826")
    client.post("/sign-in/", {"login": f"{CANARY}@example.org", "password": CANARY})
    client.post("/read/keep/", {"sealed": CANARY})
    client.get(f"/findings/?words={CANARY}%00")
    Client(enforce_csrf_checks=True).post(f"/sign-in/?next={CANARY}", {"login": CANARY})

    assert len(caplog.records) > 3, "something was logged"
    assert [line for line in caplog.text.splitlines() if CANARY in line] == []


def test_an_error_of_ours_logs_where_it_happened_and_nothing_of_the_request(
    library: Any, client: Client, caplog: Any, monkeypatch: Any
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(Finding.objects, "filter", None)

    response = client.get(f"/findings/{'a' * 5}/?words={CANARY}", headers={"cookie": f"a={CANARY}"})

    assert response.status_code == 500
    assert "Something of ours went wrong" in response.content.decode()
    assert "Traceback" in caplog.text
    assert CANARY not in caplog.text
    assert "Traceback" not in response.content.decode()


def test_no_mail_is_sent_about_errors() -> None:
    assert settings.ADMINS == []
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
