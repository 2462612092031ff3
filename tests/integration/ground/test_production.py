"""What production settings are: read in a process of their own, as `extramile serve` reads them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
SECRET = "x" * 50
GIVEN = {
    "EXTRAMILE_MODE": "production",
    "EXTRAMILE_SECRET_KEY": SECRET,
    "EXTRAMILE_EVIDENCE_KEY": SECRET,
    "EXTRAMILE_HOSTS": "extramile.example",
}
ASKS = """
import json, re
from extramile.web.config.commands import set_up
set_up()
from django.conf import settings
from django.test import Client
from django.test.utils import setup_test_environment
from django.core.management import call_command
call_command("migrate", verbosity=0)
from extramile.web.accounts.personas import DOMAIN, persona, personas
from extramile.web.accounts.models import Person
Person.objects.create_user(f"ada@{DOMAIN}", "Ada", None, about="Invented")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
client = Client(headers={"host": "extramile.example", "x-forwarded-proto": "https"})
page = client.get("/sign-in/")
plain = Client(headers={"host": "extramile.example"}).get("/sign-in/")
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)', page.content.decode())[1]
Person.objects.create_user("real@example.org", "Real", "a long enough password 7")
sent = {"login": "real@example.org", "password": "a long enough password 7", "csrfmiddlewaretoken": token}
client.post("/sign-in/", sent)
print("ANSWER" + json.dumps({
    "plain": [plain.status_code, plain.headers["Location"]],
    "hsts": page.headers["Strict-Transport-Security"],
    "cookies": {name: [bool(c["secure"]), bool(c["httponly"]), c["samesite"]] for name, c in client.cookies.items()},
    "offered": "Try it as one of these people" in page.content.decode(),
    "personas": len(personas()),
    "persona": str(persona(f"ada@{DOMAIN}")),
    "as": client.post("/sign-in/as/", {"persona": f"ada@{DOMAIN}", "csrfmiddlewaretoken": token}).status_code,
    "mails": client.get("/demonstration/mails/").status_code,
    "mail": client.get("/demonstration/mails/20260101-000000-1-0/").status_code,
    "room": client.get("/p/ashcombe/").headers["Location"],
    "backend": settings.EMAIL_BACKEND,
    "debug": settings.DEBUG,
    "passkeys": settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
}))
"""


def process(code: list[str], tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(ROOT), "EXTRAMILE_HOME": str(tmp_path), **given}
    return subprocess.run(
        [sys.executable, *code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory: Any) -> dict[str, Any]:
    """What a production installation says of itself."""
    home = tmp_path_factory.mktemp("production")
    done = process(["-c", ASKS], home, **GIVEN)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.partition("ANSWER")[2])


def test_everything_goes_over_https(found: dict[str, Any]) -> None:
    assert found["plain"] == [301, "https://extramile.example/sign-in/"]
    assert found["hsts"] == "max-age=31536000; includeSubDomains"


def test_cookies_are_for_https_only_and_no_script_reads_them(found: dict[str, Any]) -> None:
    assert found["cookies"] == {name: [True, True, "Lax"] for name in ("csrftoken", "sessionid")}


def test_there_is_no_way_into_a_demonstration(found: dict[str, Any]) -> None:
    assert (found["offered"], found["personas"], found["persona"], found["as"]) == (False, 0, "None", 404)
    assert (found["mails"], found["mail"]) == (404, 404)
    assert found["backend"].endswith("smtp.EmailBackend")


def test_rooms_need_a_second_factor_and_nothing_is_shown_of_faults(found: dict[str, Any]) -> None:
    assert found["room"] == "/account/"
    assert (found["debug"], found["passkeys"]) == (False, False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"EXTRAMILE_SECRET_KEY": ""}, "EXTRAMILE_SECRET_KEY"),
        ({"EXTRAMILE_SECRET_KEY": "short"}, "40 characters"),
        ({"EXTRAMILE_EVIDENCE_KEY": ""}, "EXTRAMILE_EVIDENCE_KEY"),
        ({"EXTRAMILE_RETURN_MAX_MB": "4 GB"}, "EXTRAMILE_RETURN_MAX_MB is “4 GB”. It must be a whole number"),
        ({"EXTRAMILE_HOSTS": ""}, "EXTRAMILE_HOSTS"),
        ({"EXTRAMILE_MODE": "demonstration"}, "must be demo or production"),
    ],
)
def test_a_mistake_in_the_environment_is_told_and_nothing_starts(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    done = process(["-m", "extramile", "audit", "verify"], tmp_path, **{**GIVEN, **changed})

    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demonstration_does_not_start_in_production(tmp_path: Path) -> None:
    done = process(["-m", "extramile", "demo", "--prepare-only"], tmp_path, **GIVEN)

    assert done.returncode != 0
    assert "does not run in production" in done.stderr
