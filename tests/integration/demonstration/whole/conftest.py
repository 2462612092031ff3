"""The demonstration in its real size, built once for all tests that look at it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from extramile.web.demonstration import building


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any, _settings_of_tests: None) -> Iterator[float]:
    """The demonstration, and how many seconds it took; it is gone when the tests of this folder are done.

    A test sees it through `db` as well, and what the test itself writes is taken back after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.monotonic()
        building.build(today=timezone.localdate())
        yield time.monotonic() - began
        transaction.set_rollback(True)
