"""Whether an announcement can be published as it stands now."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings

from extramile.core.announcing import BY_NAME, FIELDS, Check, Draft, Fault, Pictured, Quoted, check_all
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


def draft(found: Announcement, scope: Scope | None = None, known: Facts | None = None, *, reason: str = "") -> Draft:
    """Return an announcement as the checks look at it, with these facts or those of the records, and why it is changed."""
    known = known or facts(found, scope)
    return Draft(
        texts={each.name: getattr(found, each.name) for each in FIELDS},
        quotations=tuple(
            Quoted(each.pk, each.role, each.words, each.state, each.name, each.organisation) for each in standing(found)
        ),
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
        reason=reason,
    )


def checks(found: Announcement, scope: Scope | None = None, known: Facts | None = None) -> tuple[Check, ...]:
    """Return every check of an announcement as it stands now."""
    return check_all(draft(found, scope, known))


def faults_of(
    found: Announcement, scope: Scope, known: Facts, fields: Collection[str], *, reason: str = "", check: str = ""
) -> list[Fault]:
    """Return what is wrong with some of its texts, the reason among them, beside these facts; by one check or by all."""
    asked = [each for each in check_all(draft(found, scope, known, reason=reason)) if check in ("", each.id)]
    return [fault for each in asked for fault in each.faults if fault.field in fields]


def contradicted(found: Announcement, scope: Scope, known: Facts) -> list[str]:
    """Return the texts that say another figure than these facts: they are corrected at once with the figures."""
    faults = faults_of(found, scope, known, set(BY_NAME), check="facts")
    return list(dict.fromkeys(each.field for each in faults))


def failing(found: Announcement, scope: Scope | None = None) -> list[Check]:
    """Return the checks that it does not pass now."""
    return [each for each in checks(found, scope) if not each.passes]
