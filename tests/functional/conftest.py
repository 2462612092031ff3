"""Somebody with a browser, and the library they come to."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.functional.person import Person


@pytest.fixture
def somebody(browser: Any, live_server: Any, library: Any) -> Iterator[Person]:
    """A visitor of the small library, at a desk. Whatever their browser complains of fails the test."""
    person = Person(browser, live_server.url)
    yield person
    person.leaves()


@pytest.fixture
def somebody_without_scripts(browser: Any, live_server: Any, library: Any) -> Iterator[Person]:
    """A visitor whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    yield person
    person.leaves()


@pytest.fixture
def anybody(browser: Any, live_server: Any) -> Iterator[Callable[..., Person]]:
    """Call it for one more person at a browser of their own, signed in where an account is given."""
    came: list[Person] = []

    def comes(account: Any = None, *, scripts: bool = True) -> Person:
        person = Person(browser, live_server.url, scripts=scripts)
        if account is not None:
            person.is_signed_in(account)
        came.append(person)
        return person

    yield comes
    for person in came:
        person.leaves()
