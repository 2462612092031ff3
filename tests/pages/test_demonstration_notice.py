"""In a demonstration every page says so: the library's, the sign-in, the rooms, what went wrong. In production none does."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from extramile.web.config import errors
from extramile.web.config.templates import in_demonstration

pytestmark = pytest.mark.django_db
NOTICE = 'class="x-demo"'
OPEN = (
    "/",
    "/inspections/",
    "/findings/",
    "/areas/",
    "/indicators/",
    "/read/",
    "/sign-in/",
    "/frameworks/",
    "/no-such-page/",
)


def words_of(client: Client, address: str) -> str:
    """Return a page as it was answered, whatever its status."""
    return client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("address", OPEN)
def test_every_page_of_a_demonstration_says_so(client: Client, library: Any, address: str) -> None:
    assert NOTICE in words_of(client, address)


@pytest.mark.parametrize("address", OPEN)
def test_no_page_in_production_does(client: Client, library: Any, settings: Any, address: str) -> None:
    settings.PRODUCTION = True
    assert NOTICE not in words_of(client, address)


@pytest.mark.parametrize("answer", [errors.bad_request, errors.forbidden, errors.not_found])
def test_what_went_wrong_says_so(answer: Any) -> None:
    assert NOTICE in answer(RequestFactory().get("/"), ValueError()).content.decode()


def test_what_broke_says_so_without_asking_anything(django_assert_num_queries: Any, settings: Any) -> None:
    assert in_demonstration()
    with django_assert_num_queries(0):
        assert NOTICE in errors.broken(RequestFactory().get("/")).content.decode()
        settings.PRODUCTION = True
        assert NOTICE not in errors.broken(RequestFactory().get("/")).content.decode()
