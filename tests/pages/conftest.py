"""Every page, asked for once by each role; the tests then look at what came back."""

from dataclasses import dataclass, field
from functools import cache as once
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

import extramile
from extramile.web.accounts.models import Person
from extramile.web.audit.models import Event
from extramile.web.inspections.embargo import OPENED
from extramile.web.library.actions import correct_finding
from extramile.web.library.models import Correction, Finding
from extramile.web.returns.actions.taking import READ, ROWS_READ
from tests.library import PASSWORD, make_editor, make_library, make_person
from tests.pages.addresses import ROLES, Example, Role
from tests.pages.markup import Markup
from tests.pages.registry import CORRECTED, EXAMPLES, INSPECTION, ROOMS, made_for_examples
from tests.partnership import Place, make_place
from tests.passkey import make_passkey

REPORT = Path(extramile.__file__).parent / "examples" / "wexmoor-2024.pdf"


@dataclass
class Visit:
    """One request and its answer."""

    example: Example
    role: str
    path: str
    response: HttpResponse
    queries: list[str] = field(default_factory=list)
    # Is it a page of a partnership, asked for by a member; did the trail grow by more than its being opened?
    room: bool = False
    changed: bool = False

    def __str__(self) -> str:
        return f"{self.path} ({self.role})"

    @property
    def is_page(self) -> bool:
        """Is this HTML that a person reads? Redirections and wrong methods are answered without words."""
        return bool(self.response.content) and self.response.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def markup(self) -> Markup:
        """Return the page as a tree."""
        return Markup(self.response.content)


@pytest.fixture
def visits(db: None) -> list[Visit]:
    """Return the answer to every example for every role, and to each form sent with a mistake in it."""
    return _visits()


@pytest.fixture
def pages(visits: list[Visit]) -> list[Visit]:
    """Return the answers that are HTML: pages, and what stands in their place when something is wrong."""
    return [each for each in visits if each.is_page]


@once
def _visits() -> list[Visit]:
    """Ask once for all tests; what was made for it in the database is taken back."""
    with transaction.atomic():
        make_library()
        place = make_place()
        clients = _clients()
        made = {
            "correction": _correct().pk,
            "key": Authenticator.objects.get(type="webauthn").pk,
            **made_for_examples(place),
        }
        found = []
        for example in EXAMPLES:
            path = example.path.format(**made)
            for role in ROLES:
                caches["pages"].clear()
                with CaptureQueriesContext(connection) as queries:
                    response = clients[role].get(path)
                found.append(Visit(example, role, path, response, [each["sql"] for each in queries]))
        found += _in_rooms(place)
        found += _sent(clients)
        transaction.set_rollback(True)
    return found


def _clients() -> dict[Role, Client]:
    clients: dict[Role, Client] = {role: Client() for role in ROLES}
    make_person()
    make_editor()
    for role, client in clients.items():
        if role != "visitor":
            data = {"login": f"{role}@example.org", "password": PASSWORD}
            assert client.post("/sign-in/", data).status_code == 302
    editor = Person.objects.get(email="editor@example.org")
    TOTP.activate(editor, generate_totp_secret())
    RecoveryCodes.activate(editor)
    make_passkey(editor)
    return clients


def _in_rooms(place: Place) -> list[Visit]:
    """Ask for every page of a partnership as a member with each role."""
    found = []
    # That somebody who may opened what is under embargo, or read of children, is in the trail, and should be.
    changes = Event.objects.exclude(verb__in=[OPENED, READ, ROWS_READ])
    for role, member in place.members.items():
        client = Client()
        client.force_login(member.person)
        for room in ROOMS:
            if not room.only_posted:
                path, status = room.at(place), room.status(role)
                example = Example(room.name, path, status, status, status, page=room.page)
                before = changes.count()
                visit = Visit(example, role.value, path, client.get(path), room=True)
                visit.changed = changes.count() != before
                found.append(visit)
    return found


def _correct() -> Correction:
    finding = Finding.objects.get(key=CORRECTED)
    return correct_finding(
        finding=finding,
        text="Annual reviews come late & families wait for <news>.",
        themes=["annual-reviews", "leadership"],
        why="“Come” is printed",
        by=Person.objects.get(email="editor@example.org"),
    )[0]


def _sent(clients: dict[Role, Client]) -> list[Visit]:
    """Send forms: what comes back is a page as well."""

    def post(role: Role, path: str, data: dict[str, Any], status: int) -> Visit:
        example = Example("", path, status, status, status)
        return Visit(example, role, path, clients[role].post(path, data))

    def report() -> SimpleUploadedFile:
        return SimpleUploadedFile("wexmoor.pdf", REPORT.read_bytes(), "application/pdf")

    correct = f"/findings/{CORRECTED}/correct/"
    correct_report = f"/inspections/{INSPECTION}/correct/"
    stale = {"text": "Mine.", "seen_text": "What stood there once.", "theme": ["leadership"], "why": "A reason"}
    return [
        post("visitor", "/sign-in/", {}, 200),
        post("visitor", "/sign-in/", {"login": "nobody@example.org", "password": "wrong"}, 200),
        post("visitor", "/read/", {}, 422),
        post("visitor", "/read/", {"report": SimpleUploadedFile("a.pdf", b"no report")}, 422),
        post("visitor", "/read/", {"report": report()}, 200),
        post("editor", "/read/", {"report": report()}, 200),
        post("editor", "/read/keep/", {"sealed": "broken"}, 422),
        post("editor", correct, {}, 422),
        post("editor", correct, stale, 422),
        post("editor", correct_report, {}, 422),
        post("reader", correct, stale, 403),
    ]
