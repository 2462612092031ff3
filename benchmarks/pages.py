"""Pages of the library against an empty Django view in the same process, behind the same middleware.

Two ways: as a visitor gets them (kept ready after the first time), and made anew each time.
"""

from collections.abc import Iterator

from benchmarks import Measurement
from benchmarks.timing import median, p95, times

ROUNDS = 60
PAGES = {
    "home": "/",
    "register, 2023": "/inspections/",
    "register, 2016": "/inspections/?framework=2016",
    "indicator": "/indicators/sen-ehc-excpt-20wks/",
    "indicator of an area": "/indicators/sen-ehc-excpt-20wks/?area=826",
    "area": "/areas/826/",
    "profile of 20 indicators": "/areas/826/profile/",
    "inspection": "/inspections/2023-826-2024-03/",
    "findings": "/findings/",
}
MOST_TIMES = 5


def measure() -> Iterator[Measurement]:
    """Measure each page: median and p95 as multiples of the empty view's."""
    import django

    django.setup()
    from django.core.cache import caches
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.library import asking
    from tests.library import make_library

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_library()
    urls.urlpatterns.append(path("empty/", lambda request: HttpResponse("")))
    sen = [info.code for info in asking.topics()[0][1]][:20]
    pages = {**PAGES, "profile of 20 indicators": "/areas/826/profile/?" + "&".join(f"i={code}" for code in sen)}
    client = Client()

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    def get_anew(address: str) -> None:
        caches["pages"].clear()
        get(address)

    empty = times(lambda: get("/empty/"), 5 * ROUNDS)
    yield Measurement("empty view, median", median(empty), "ms")
    yield Measurement("empty view, p95", p95(empty), "ms")
    for name, address in pages.items():
        for way, fetch in (("kept ready", get), ("made anew", get_anew)):
            found = times(lambda fetch=fetch, address=address: fetch(address), ROUNDS)
            for what, of in (("median", median), ("p95", p95)):
                ratio = of(found) / of(empty)
                target = f"at most {MOST_TIMES}" if way == "kept ready" else ""
                yield Measurement(
                    f"{name}, {way}, {what} ({of(found):.2f} ms)",
                    ratio,
                    "×",
                    f"empty view's {what}",
                    target,
                    ratio <= MOST_TIMES if target else None,
                )
