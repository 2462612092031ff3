"""Examples of the addresses of public pages, and of the closed page on which each is made."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.core.disclosure import Basis, Counts
from extramile.web.evidence import actions as evidence
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.plans.actions import doing, measuring, planning
from extramile.web.publicpage.actions import following, releasing
from extramile.web.publicpage.models import Subscriber
from extramile.web.publicpage.queries import making
from tests.pages.addresses import Example, Room, only_posted
from tests.partnership import Place

PUBLISH = Permission.PUBLISH


def shown_of(place: Place) -> dict[str, Any]:
    """Return the ids of a theme and a document that everybody may read, and the links of somebody who follows."""
    return place.once("shown", _make)


def _make(place: Place) -> dict[str, Any]:
    lead, today = place.scope(), timezone.localdate()
    inspection = Inspection.objects.create(
        partnership=place.partnership,
        pack="send-2016",
        kind="inspection",
        title="Inspection of <spring> & after",
        called_at=timezone.now() - timedelta(days=200),
        outcome="not-required",
        published_on=today - timedelta(days=100),
        made_by=lead.person,
    )
    Finding.objects.create(
        inspection=inspection,
        kind="area-for-development",
        words="Families tell <their> story & wait.",
        position=1,
        state="moderated",
        author=lead.person,
        written_by=lead.person,
        moderated_by=place.members[Role.QUALITY_AUDITOR].person,
        moderated_at=timezone.now(),
    )
    plan = planning.begin(
        scope=lead,
        pack="send-2023",
        kind="strategic-plan",
        title="Plan <of> what was found",
        begins=today - timedelta(days=90),
        inspection=inspection,
    )
    theme = plan.themes.get()
    given = {"words": "One <record> & one form", "body": lead.organisation, "due": today}
    action = doing.add_action(scope=lead, theme=theme, given=given)
    start = {"baseline": 40.0, "baseline_on": today - timedelta(days=80)}
    end = {"target": 70.0, "target_by": today + timedelta(days=300)}
    measure = measuring.add_measure(
        scope=lead, theme=theme, given={"title": "Told <once>", "unit": "%", "good": "up", **start, **end}
    )
    measuring.read(scope=lead, measure=measure, day=today - timedelta(days=30), value=50.0)
    planning.step(scope=lead, plan=plan, do="adopt", why="The board adopted it")
    about = evidence.About(title="A <leaflet> & more", sensitivity="public")
    item = evidence.add_note(scope=lead, text="For everybody", about=about)
    releasing.write(scope=lead, introduction="For <families>", contact="The team & its desk", seen=1)
    releasing.open_page(scope=lead)
    releasing.release_theme(
        scope=lead,
        theme=theme,
        title="Telling <it> once",
        found="Families told it & told it.",
        outcome="",
        actions=[action.pk],
        measures={measure.pk: Basis(Counts.SHARE, 60)},
    )
    document = releasing.show_document(scope=lead, item_id=item.pk, title="Leaflet <one>")
    following.ask(page=making.page_of(lead), email="parent@example.org")
    found = Subscriber.objects.get(page=making.page_of(lead))
    links = {name: f"{found.pk}/{following.token(found, name)}" for name in ("confirm", "leave")}
    return {"shown_theme": theme.pk, "shown_document": document.pk, "public_slug": place.slug, **links}


def _public(name: str, path: str, **more: Any) -> Example:
    return Example(f"publicpage:{name}", f"/local/{{public_slug}}/{path}", queries=20, **more)


EXAMPLES = (
    Example("publicpage:everywhere", "/local/", queries=2),
    only_posted("publicpage:tell-now", "/demonstration/followers/"),
    _public("page", ""),
    _public("theme", "progress/{shown_theme}/"),
    _public("changes", "changes/"),
    _public("feed", "changes.atom", page=False),
    _public("document", "documents/{shown_document}/", page=False),
    _public("follow", "follow/", form=True),
    _public("asked", "follow/asked/"),
    Example("publicpage:confirm", "/local/following/{confirm}/yes/", queries=2, form=True, referrer="strict-origin"),
    Example("publicpage:leave", "/local/following/{leave}/leave/", queries=2, form=True, referrer="strict-origin"),
)
ROOMS = (
    Room("publicpage:making", "/p/{slug}/tell/page/", PUBLISH, needs=shown_of, form=True),
    Room(
        "publicpage:opening",
        "/p/{slug}/tell/page/open/",
        PUBLISH,
        needs=shown_of,
        form=True,
        only_posted=True,
        sent={"do": "open"},
    ),
    Room("publicpage:lines", "/p/{slug}/tell/page/changes/", Permission.PROTECT_PEOPLE, needs=shown_of, form=True),
    Room("publicpage:documents", "/p/{slug}/tell/page/documents/", PUBLISH, needs=shown_of, form=True),
    Room("publicpage:showing", "/p/{slug}/tell/page/themes/{shown_theme}/", PUBLISH, needs=shown_of, form=True),
)
