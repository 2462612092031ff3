"""What everybody may read of a partnership. Nothing here takes a scope: it is the same for all eyes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from extramile.web.announcements.beside import WITHDRAWN as TOLD_AS_WITHDRAWN
from extramile.web.announcements.models import Announcement
from extramile.web.announcements.queries import public as announcements
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Version
from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.plans.models import Measure, Reading
from extramile.web.publicpage.models import Page, Redaction, ShownDocument, ShownTheme, Update
from extramile.web.publicpage.queries.acting import ShownAction, shown_action
from extramile.web.publicpage.queries.figures import PublicMeasure, public_measure

# What an update of an announcement that was withdrawn later says: its headline is not said again.
WITHDRAWN = "An announcement that has been withdrawn since"
# What an update says that told of a person.
REDACTED = "A change of which no more is said, to protect somebody’s privacy"


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that changed, as everybody may read it today; `announcement` is the one that it is about, if it is.

    `said_at` is when its words became what they are.
    """

    update: Update
    words: str
    announcement: Announcement | None
    said_at: datetime

    @property
    def redacted(self) -> bool:
        """Whether its words are said no more because they told of a person."""
        return self.words == REDACTED


@dataclass(frozen=True, slots=True)
class Progress:
    """A theme that everybody may read, with its actions as they were released and its measures as they stand.

    `told_at` is when the list of changes last said something of it.
    """

    shown: ShownTheme
    actions: tuple[ShownAction, ...]
    measures: tuple[PublicMeasure, ...]
    told_at: datetime


def pages() -> QuerySet[Page]:
    """Return every page that is open."""
    return Page.objects.filter(opened_at__isnull=False).select_related("partnership").order_by("partnership__name")


def page(slug: str) -> Page | None:
    """Return the page of a partnership, if it is open."""
    return pages().filter(partnership__slug=slug).first()


def inspections(found: Page) -> list[Inspection]:
    """Return the published inspections of the partnership, the newest first. Rehearsals and challenges are no history."""
    rows = Inspection.objects.filter(
        partnership=found.partnership, purpose=Purpose.INSPECTION, published_on__lte=timezone.localdate()
    )
    passed = Finding.objects.filter(state=FindingState.MODERATED).order_by("position", "pk")
    return list(rows.order_by("-published_on", "-pk").prefetch_related(Prefetch("findings", passed)))


def shown_themes(found: Page) -> QuerySet[ShownTheme]:
    """Return the themes that everybody may read."""
    rows = ShownTheme.objects.filter(theme__plan__partnership=found.partnership, taken_back_at=None, theme__out_at=None)
    return rows.select_related("theme__plan").order_by("-theme__plan__begins", "theme__position", "theme")


def progress(found: Page, theme_id: int | None = None) -> list[Progress]:
    """Return what was found and how far it is, theme by theme, or of one theme."""
    rows = shown_themes(found)
    if theme_id is not None:
        rows = rows.filter(theme=theme_id)
    shown = list(rows)
    about = {f"theme-{each.theme_id}": each for each in shown}
    told_at = dict(updates(found).filter(about__in=about).order_by().values_list("about").annotate(at=Max("at")))
    measures = Measure.objects.filter(pk__in={told["id"] for each in shown for told in each.measures}, out_at=None)
    measures = measures.prefetch_related(Prefetch("readings", Reading.objects.order_by("day", "pk")))
    by_measure = {each.pk: each for each in measures}
    return [
        Progress(
            each,
            tuple(shown_action(told) for told in each.actions),
            tuple(
                public_measure(by_measure[told["id"]], told, each.released_at)
                for told in each.measures
                if told["id"] in by_measure
            ),
            told_at.get(name, each.released_at),
        )
        for name, each in about.items()
    ]


def documents(found: Page) -> list[tuple[ShownDocument, Version]]:
    """Return the documents of a page with what each holds: those that are still marked public."""
    rows = list(found.documents.select_related("item"))
    versions = {each.item_id: each for each in evidence.public_versions([each.item_id for each in rows])}
    return [(each, versions[each.item_id]) for each in rows if each.item_id in versions]


def document(found: Page, document_id: int) -> Version | None:
    """Return what a document of a page holds, or None."""
    return next((version for each, version in documents(found) if each.pk == document_id), None)


def news(found: Page) -> QuerySet[Announcement]:
    """Return what the partnership announces, the newest first; what was withdrawn stands there with its note."""
    return announcements.news(found.partnership.slug)


def part_of(announcement: Announcement) -> str:
    """Return the part of the page that an announcement is."""
    return f"announcement-{announcement.pk}"


def updates(found: Page) -> QuerySet[Update]:
    """Return what changed, the newest first."""
    return Update.objects.filter(partnership=found.partnership).order_by("-at", "-pk")


def changes(found: Page, rows: Iterable[Update]) -> list[Changed]:
    """Return updates of a page as everybody may read them today."""
    updates = list(rows)
    about: dict[str, Announcement] = {}
    if any(each.part.startswith("announcement-") for each in updates):
        about = {part_of(each): each for each in news(found)}
    redacted = dict(Redaction.objects.filter(update__in=updates).values_list("update", "at"))
    return [
        Changed(each, REDACTED, about.get(each.part), redacted[each.pk])
        if each.pk in redacted
        else _changed(each, about.get(each.part))
        for each in updates
    ]


def _changed(update: Update, announcement: Announcement | None) -> Changed:
    gone = (
        announcement is not None
        and announcement.state == "withdrawn"
        and not update.words.startswith(TOLD_AS_WITHDRAWN)
    )
    return Changed(update, WITHDRAWN if gone else update.words, announcement, update.at)
