"""What every test may ask for: people, a library with reports, a browser."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples
from xdist.scheduler import LoadScopeScheduling

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

# Folders with something that is made once for all their tests.
ONE_WORKER = ("tests/integration/demonstration/whole/",)

# What tests keep for each other are millions of small objects: looking through them for rings, again and again, took a sixth
# of the time of tests that ask for pages.
gc.set_threshold(100_000, 50, 1_000)

# How long a busy machine takes to make examples says nothing of what is tested.
examples.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("steady")

# Whitenoise warns of a folder that is not there, and in tests nothing is collected into it.
Path(os.environ["EXTRAMILE_HOME"], "static").mkdir(exist_ok=True)


class Sharing(LoadScopeScheduling):
    """A worker takes a module at a time, or a folder whose tests share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in ONE_WORKER if nodeid.startswith(each)), super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Say how tests are shared out."""
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long begin first: two workers then end together."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests() -> Iterator[None]:
    """Serve static files under their own names, and hash passwords quickly.

    Hashed names are tested where the demonstration is set up. Passwords are hashed slowly on purpose, and tests make
    many accounts.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept_ready(request: pytest.FixtureRequest) -> None:
    """No test sees a page that another test had made, or is held up by its wrong passwords."""
    caches["pages"].clear()
    mark = request.node.get_closest_marker("django_db")
    # Tries are counted in the database: what is written for good is emptied here, all else is rolled back.
    if mark and mark.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        caches["default"].clear()


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


@pytest.fixture(scope="module")
def shared_db(django_db_setup: None, django_db_blocker: Any, _settings_of_tests: None) -> Iterator[None]:
    """A database for what all tests of a module look at; it is made once, and gone when they are done.

    A test sees it through `db` as well, and what the test itself writes is taken back after it. Give each test a copy of
    the objects (`copy.deepcopy`): a test may change one, and the database alone is as it was.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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
