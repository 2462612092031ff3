"""What every test may ask for: people, a library with reports, a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.library import make_editor, make_library

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Chromium is kept from looking for its maker's servers, and from its sandbox, which does not work as root.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# How long a busy machine takes to make examples says nothing of what is tested.
examples.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("steady")

# Whitenoise warns of a folder that is not there, and in tests nothing is collected into it.
Path(os.environ["EXTRAMILE_HOME"], "static").mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Serve static files under their own names: hashing them is tested where the demonstration is set up."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Passwords are hashed slowly on purpose, and tests make many accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_kept_ready() -> None:
    """No test sees a page that another test had made, or is held up by its wrong passwords."""
    for each in caches.all(initialized_only=False):
        each.clear()


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied_between_tests() -> Iterator[None]:
    """Tests in a browser, with threads or processes write for good, and the database is emptied after them.

    Tables that are written once refuse that, as they should: their triggers are taken away for it and made again after it.
    """
    from django.apps import apps

    from extramile.web.audit.kept import Kept
    from extramile.web.audit.operations import statements

    operations = type(connection.ops)
    flush = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **more: Any) -> list[str]:
        found = flush(self, style, tables, **more)
        kept = ["audit_event", *(each._meta.db_table for each in apps.get_models() if issubclass(each, Kept))]
        refusing = [each for each in kept if each in tables]
        if found:
            made, undone = (
                [words for each in refusing for words in statements(connection.vendor, each, undo=undo)]
                for undo in (False, True)
            )
            return [*undone, *found, *made]
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture
def editor(db: None) -> Any:
    """Return an editor of the library."""
    return make_editor()


@pytest.fixture
def library(db: None) -> Any:
    """Return a small library: two reports of real areas in the register, one of a fictional area, invented words."""
    return make_library()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Debian's Chromium. Without it the test is skipped, but never in CI."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium must be installed in CI")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()
