"""Links from an announcement to pages of the installation itself, which answers under its own name alone."""

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.announcements import links
from extramile.web.announcements.actions import releasing
from extramile.web.announcements.queries.checks import failing
from extramile.web.design.secret_links import secret_addresses
from extramile.web.partnerships.permissions import Role
from extramile.web.publicpage.actions import releasing as page_releasing
from extramile.web.voices import actions as voices
from extramile.web.voices.models import LoopEntry
from tests.integration.announcements.scene import inspected, written
from tests.library import make_library
from tests.partnership import make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/areas/", "/local/", "/inspections/?words=plans"])
def test_a_page_kept_ready_opens_under_the_name_of_the_installation(settings: LazySettings, address: str) -> None:
    settings.ALLOWED_HOSTS = ["extramile.example.org"]
    settings.SITE_ADDRESS = "https://extramile.example.org"
    make_library()
    caches["pages"].clear()

    assert links.opens(address)
    assert not links.opens("/local/nowhere/")


SITE = "https://extramile.example.org"
SECRETS = (
    "/quoted/3/abc/",
    "/asked/3/abc/",
    "/answers/3/abc/",
    "/answer/autumn/abc/",
    "/local/following/3/abc/yes/",
    "/local/following/3/abc/leave/",
    "/calendars/3/abc.ics",
    "/invitations/3/abc/",
    "/account/password/new/1-abc/",
)


@pytest.fixture
def _site(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["extramile.example.org"]
    settings.SITE_ADDRESS = SITE


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("path", SECRETS)
def test_a_secret_link_is_found_however_it_is_written(path: str) -> None:
    for words in (
        f"[Say yes]({path}).",
        f"See {SITE}{path}.",
        f"See ({SITE}:443{path}?from=mail#top), please",
        f"“{SITE.upper()}{path}”",
        f"HTTP://extramile.example.org.{path}",
        f"extramile.example.org{path}",
        f"{SITE}/areas/..{path}",
        f"{SITE}{path}".replace("abc", "%61bc"),
        f"{SITE}{path}".replace("/", "\\").replace(":\\\\", "://"),
        path.removesuffix("/"),
    ):
        [found] = secret_addresses(words)
        assert found in words
        assert not links.opens(path)


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize(
    "words",
    [
        "See [the answers](https://example.org/asked/3/abc/) of another site, and/or 3/4 of it.",
        f"{SITE}/answer/autumn/ is for everybody, and so are /areas/ and {SITE}/local/ashcombe/changes/.",
        "http://[broken/asked/3/abc/",
        "",
    ],
)
def test_what_is_no_secret_of_ours_is_let_be(words: str) -> None:
    assert secret_addresses(words) == []


def test_a_secret_link_is_not_asked_for_when_it_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("extramile.web.timetable.limits.too_often", asked.append)
    monkeypatch.setattr("extramile.web.timetable.queries.calendars.by_link", lambda *given: asked.append(given))
    assert not links.opens("/calendars/3/abc.ics")
    assert asked == []


def test_an_announcement_with_a_secret_link_is_not_published() -> None:
    lead = make_place().scope()
    asked_by = "http://127.0.0.1:8000/quoted/3/abc/"
    found = written(lead, inspected(lead), next_steps=f"Read [what she says]({asked_by}) first.")
    [check] = failing(found, lead)
    assert check.id == "links"
    [fault] = check.faults
    assert "secret link" in fault.words
    assert fault.field == "next_steps"
    with pytest.raises(InputError):
        releasing.check(scope=lead, announcement=found)


def test_the_public_page_takes_no_secret_link() -> None:
    lead = make_place().scope()
    with pytest.raises(InputError, match="secret link"):
        page_releasing.write(scope=lead, introduction="Answer at /asked/3/abc/", contact="The SEND team", seen=1)
    with pytest.raises(InputError, match="secret link"):
        page_releasing.write(scope=lead, introduction="", contact="http://127.0.0.1:8000/quoted/3/abc/", seen=1)
    page_releasing.write(scope=lead, introduction="Answer at /answer/autumn/", contact="The SEND team", seen=1)


def test_the_loop_is_not_released_with_a_secret_link() -> None:
    place = make_place()
    forum = place.scope(Role.FORUM_MEMBER)
    entry = LoopEntry.objects.create(
        partnership=place.partnership,
        made_by=forum.person,
        said="We wait.",
        said_by="Parents",
        said_on=timezone.localdate(),
        decided="Read /quoted/3/abc/",
    )
    with pytest.raises(InputError, match="secret link"):
        voices.release(scope=forum, thing=entry, kind="loop")
    entry.refresh_from_db()
    assert entry.released_on is None
    LoopEntry.objects.update(decided="Read /local/")
    voices.release(scope=forum, thing=LoopEntry.objects.get(), kind="loop")
    assert LoopEntry.objects.get().released_on
