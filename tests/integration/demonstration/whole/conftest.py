"""The demonstration in its real size, built once for all tests that look at it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from extramile.web.demonstration import building

# How long a laptop computes for a million squares.
LAPTOP = 0.09


def laptop_seconds(computed: float) -> float:
    """Return how long a laptop would compute for what took this machine so long: a busy one says nothing of the product."""
    began = time.process_time()
    sum(number * number for number in range(1_000_000))
    return computed * LAPTOP / (time.process_time() - began)


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any, _settings_of_tests: None) -> Iterator[float]:
    """The demonstration, and how many seconds it takes on a laptop; it is gone when the tests of this folder are done.

    A test sees it through `db` as well, and what the test itself writes is taken back after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.process_time()
        building.build(today=timezone.localdate())
        yield laptop_seconds(time.process_time() - began)
        transaction.set_rollback(True)
