"""The card of announcements on today's page: what a person who writes or publishes can do next."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.announcements.models import Announcement
from extramile.web.announcements.presenters.working import moment
from extramile.web.announcements.queries.announcements import announcements, standing
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source

SHOWN = 8


@source(80)
def telling(scope: Scope) -> TodayCard | None:
    """Return the card, for those who write and publish."""
    if not scope.can(Permission.WRITE_ANNOUNCEMENTS):
        return None
    items = [item for each in announcements(scope) for item in _waits(scope, each)]
    if not items:
        return None
    href = reverse("announcements:announcements", args=[scope.name])
    return TodayCard(title="Tell: announcements", items=tuple(items[:SHOWN]), empty="", href=href)


def _waits(scope: Scope, found: Announcement) -> list[TodayItem]:
    # What is not public yet may be under embargo, and this page is looked at over shoulders: then no headline.
    begun = f"announcement {found.pk}, begun {date_format(timezone.localtime(found.made_at), 'j F Y')}"
    name = f"“{found.headline}”" if found.state == "published" else begun
    at = [scope.name, found.pk]
    page, quoted = (reverse(f"announcements:{each}", args=at) for each in ("page", "quotations"))
    if found.state == "scheduled":
        return [TodayItem(f"To be published by itself: {name}", page, due=moment(found.publish_at))]
    if found.state == "checked":
        return [TodayItem(f"Publish, or set a time: {name}", page)]
    if found.state == "published" and found.told_facts is not None and found.told_facts != found.left_facts:
        return [TodayItem(f"The records say something else than everybody reads: {name}", page)]
    if found.state != "writing":
        return []
    items = []
    rows = list(standing(found))
    today = timezone.localdate()
    declined = sum(each.state == "declined" for each in rows)
    late = sum(each.state == "asked" and each.until < today for each in rows)
    unsent = sum(each.state == "drafted" for each in rows)
    if declined:
        items.append(TodayItem(f"{declined} {_people(declined)} not to be quoted: {name}", quoted))
    if late:
        items.append(TodayItem(f"No answer yet from {late} {_quoted(late)}: {name}", quoted, late=True, due="Late"))
    if unsent:
        items.append(TodayItem(f"Send words to {unsent} {_quoted(unsent)}: {name}", quoted))
    if not items and found.steps.filter(by=None).exists():
        items.append(TodayItem(f"Check again: {name}", reverse("announcements:checks", args=at)))
    if not items and rows and all(each.state == "approved" for each in rows):
        items.append(TodayItem(f"All words are approved; check it: {name}", page))
    waits = [each.until for each in rows if each.state == "asked" and each.until >= today]
    if not items and waits:
        words = f"Waiting for {len(waits)} {_quoted(len(waits))} to answer: {name}"
        items.append(TodayItem(words, quoted, due=f"until {date_format(min(waits), 'j F Y')}"))
    if not items:
        items.append(TodayItem(f"Being written: {name}", page))
    return items


def _quoted(number: int) -> str:
    return "person who is to be quoted" if number == 1 else "people who are to be quoted"


def _people(number: int) -> str:
    return "person wants" if number == 1 else "people want"
