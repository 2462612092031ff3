"""Public pages of a partnership against an empty Django view, turn about in one process, behind the same middleware.

The partnership has twelve themes that everybody may read, each with two actions and two measures of eight figures, an announcement,
an entry of the loop and a history of changes. Each page is fetched as a visitor gets it (kept ready after the first time), and made
anew each time.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks import Measurement
from benchmarks.timing import beside, median, p95

ROUNDS = 120
MOST_TIMES = 5
THEMES, FIGURES = 12, 8


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
    from tests.partnership import make_place

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    theme, headline = _make(make_place("benchworth"))
    urls.urlpatterns.append(path("empty/", lambda request: HttpResponse("")))
    client = Client()

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    def get_anew(address: str) -> None:
        caches["pages"].clear()
        get(address)

    pages = {
        "the public page": "/local/benchworth/",
        "one theme": f"/local/benchworth/progress/{theme}/",
        "what changed": "/local/benchworth/changes/",
        "its feed": "/local/benchworth/changes.atom",
        "an announcement": f"/news/benchworth/{headline}/",
        "every public page": "/local/",
    }
    for name, address in pages.items():
        for way, fetch in (("kept ready", get), ("made anew", get_anew)):
            empty, found = beside(lambda: get("/empty/"), lambda fetch=fetch, address=address: fetch(address), ROUNDS)
            for what, of in (("median", median), ("p95", p95)):
                ratio = of(found) / of(empty)
                target = f"at most {MOST_TIMES}" if way == "kept ready" and what == "p95" else ""
                yield Measurement(
                    f"{name}, {way}, {what} ({of(found):.2f} ms)",
                    ratio,
                    "×",
                    f"empty view's {what} ({of(empty):.2f} ms)",
                    target,
                    ratio <= MOST_TIMES if target else None,
                )


def _make(place: Any) -> tuple[int, str]:
    """Make a partnership that tells much; return a theme of it and the name of its announcement."""
    from django.utils import timezone

    from extramile.core.disclosure import Basis, Counts
    from extramile.web.plans.actions import planning, theming
    from extramile.web.publicpage.actions import releasing
    from extramile.web.voices.models import LoopEntry
    from tests.integration.announcements.scene import inspected, told

    lead, today = place.scope(), timezone.localdate()
    plan = planning.begin(
        scope=lead, pack="send-2023", kind="strategic-plan", title="Plan", begins=today, inspection=None
    )
    themes = [theming.add_theme(scope=lead, plan=plan, title=f"Theme {n}", outcome="Better") for n in range(THEMES)]
    for theme in themes:
        _fill(lead, theme)
    planning.step(scope=lead, plan=plan, do="adopt", why="The board adopted it")
    LoopEntry.objects.create(
        partnership=lead.partnership,
        said="We hear nothing while we wait.",
        said_by="Parents",
        said_on=today,
        decided="A letter each term.",
        released_on=today,
        made_by=lead.person,
    )
    releasing.write(scope=lead, introduction="For families", contact="The SEND team", seen=1)
    releasing.open_page(scope=lead)
    for theme in themes:
        releasing.release_theme(
            scope=lead,
            theme=theme,
            title=theme.title,
            found="Families told their story too often.",
            outcome="Once is enough.",
            actions=list(theme.places.values_list("action", flat=True)),
            measures={each.pk: Basis(Counts.SHARE, 100) for each in theme.measures.all()},
        )
    return themes[0].pk, told(lead, inspected(lead)).slug


def _fill(lead: Any, theme: Any) -> None:
    from django.utils import timezone

    from extramile.web.plans.actions import doing, measuring

    today = timezone.localdate()
    for number in range(2):
        given = {"words": f"Action {number}", "body": lead.organisation, "due": today + timedelta(days=90)}
        doing.add_action(scope=lead, theme=theme, given=given)
        start = {"baseline": 40.0, "baseline_on": today - timedelta(days=300)}
        end = {"target": 70.0, "target_by": today + timedelta(days=300)}
        made = measuring.add_measure(
            scope=lead, theme=theme, given={"title": f"Measure {number}", "unit": "%", "good": "up", **start, **end}
        )
        for figure in range(FIGURES):
            day = today - timedelta(days=30 * (FIGURES - figure))
            measuring.read(scope=lead, measure=made, day=day, value=41.0 + 2 * figure)
