"""A partnership with a published inspection and an announcement of it: what most tests begin with."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.announcements.actions import quoting, releasing, writing
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.inspections.actions.beginning import begin
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import RosterLine, Session

# A word that stands nowhere else: where it is found, something got out.
CANARY = "Zebrafinch"
WORDS = "We build on this with every family."
TEXTS = {
    "headline": "Inspectors find a partnership that works as one",
    "standfirst": "They did not ask for a written statement of action. They named what has to get better.",
    "meaning": "Children will wait less. Plans will say more of health.",
    "strengths": "Schools know each child well.",
    "to_improve": "Plans come late.",
    "next_steps": "The board meets in March.",
    "contact": "Press office, press@council.example.org, 01632 960 123",
    "comparison": "statements-since-march-2017",
}


def again(found: Announcement) -> Announcement:
    """Return an announcement as it stands now."""
    return Announcement.objects.get(pk=found.pk)


def inspected(scope: Scope, *, published: bool = True) -> Inspection:
    """Make an inspection with two visits and a focus group of seven."""
    found = begin(
        scope=scope,
        pack_id="send-2016",
        kind="inspection",
        title="The visit of 2018",
        called_at=timezone.now() - timedelta(days=60),
    )
    for number, kind in enumerate(("setting-visit", "setting-visit", "focus-group")):
        starts = timezone.now() - timedelta(days=40, hours=number)
        session = Session.objects.create(
            inspection=found,
            type=kind,
            title=kind,
            starts=starts,
            ends=starts + timedelta(minutes=40),
            made_by=scope.person,
        )
        if kind == "focus-group":
            RosterLine.objects.create(session=session, role="Parents", invited=9, accepted=8, attended=7)
    if published:
        publish_inspection(found)
    return found


def publish_inspection(found: Inspection) -> None:
    """End the embargo, without the way there."""
    found.published_on, found.outcome = timezone.localdate(), "not-required"
    found.save(update_fields=["published_on", "outcome"])


def written(scope: Scope, inspection: Inspection | None = None, **texts: str) -> Announcement:
    """Write an announcement that passes every check."""
    found = writing.begin(scope=scope, headline="News", inspection_id=inspection.pk if inspection else None)
    return writing.write(scope=scope, announcement=found, texts={**TEXTS, **texts}, seen=1)


def proposed(scope: Scope, found: Announcement, **values: Any) -> Quotation:
    """Propose the words of a leader."""
    about = {"role": "cabinet member", "name": "Ada Quill", "email": "ada@example.org", "words": WORDS, **values}
    return quoting.quote(scope=scope, announcement=found, values=about)


def approved(scope: Scope, found: Announcement, **values: Any) -> Quotation:
    """Have them approved by the person."""
    made = quoting.ask(scope=scope, quotation=proposed(scope, found, **values))
    return quoting.approve(quotation=made, words=made.words, seen=made.revision)


def told(scope: Scope, inspection: Inspection) -> Announcement:
    """Write, check and publish an announcement with a quotation."""
    found = written(scope, inspection)
    approved(scope, found)
    releasing.check(scope=scope, announcement=found)
    return releasing.publish(scope=scope, announcement=found)
