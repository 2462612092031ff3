"""Links from an announcement to pages of the installation itself, which answers under its own name alone."""

import pytest
from django.conf import LazySettings
from django.core.cache import caches

from extramile.web.announcements import links
from tests.library import make_library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/areas/", "/local/", "/inspections/?words=plans"])
def test_a_page_kept_ready_opens_under_the_name_of_the_installation(settings: LazySettings, address: str) -> None:
    settings.ALLOWED_HOSTS = ["extramile.example.org"]
    settings.SITE_ADDRESS = "https://extramile.example.org"
    make_library()
    caches["pages"].clear()

    assert links.opens(address)
    assert not links.opens("/local/nowhere/")
