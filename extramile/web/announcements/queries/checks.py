"""Whether an announcement can be published as it stands now."""

from urllib.parse import urlsplit

from django.conf import settings

from extramile.core.announcing import FIELDS, Check, Draft, Pictured, Quoted, check_all
from extramile.web.announcements import links
from extramile.web.announcements.models import Announcement
from extramile.web.announcements.queries.announcements import pictures, standing, under_embargo
from extramile.web.announcements.queries.facts import Facts, counted, facts
from extramile.web.design.secret_links import secret_addresses
from extramile.web.findings.queries.recognition import unnamed
from extramile.web.partnerships.scope import Scope


def hosts() -> frozenset[str]:
    """Return the names under which this installation is found."""
    return frozenset({urlsplit(settings.SITE_ADDRESS).netloc.lower()})


def draft(found: Announcement, scope: Scope | None = None, known: Facts | None = None) -> Draft:
    """Return an announcement as the checks look at it."""
    known = known or facts(found, scope)
    return Draft(
        texts={each.name: getattr(found, each.name) for each in FIELDS},
        quotations=tuple(Quoted(each.pk, each.role, each.words, each.state) for each in standing(found)),
        pictures=tuple(
            Pictured(number, each.alternative, each.decorative) for number, each in enumerate(pictures(found), start=1)
        ),
        under_embargo=under_embargo(found),
        counted=counted(known),
        facts=known,
        # While it is being written, its facts are those of today: only what has passed can have changed since.
        # What was withdrawn comes back with the facts that it had.
        frozen=found.facts if found.state in ("checked", "scheduled", "withdrawn") else None,
        names=tuple(unnamed(found.inspection)) if found.inspection else (),
        opens=links.opens,
        secret=secret_addresses,
        hosts=hosts(),
    )


def checks(found: Announcement, scope: Scope | None = None, known: Facts | None = None) -> tuple[Check, ...]:
    """Return every check of an announcement as it stands now."""
    return check_all(draft(found, scope, known))


def failing(found: Announcement, scope: Scope | None = None) -> list[Check]:
    """Return the checks that it does not pass now."""
    return [each for each in checks(found, scope) if not each.passes]
