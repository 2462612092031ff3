"""The link of somebody who is quoted: whose it is, whether it is open, what they may read by it."""

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.core.announcing import PUBLIC_STATES, QUOTATION
from extramile.web.announcements.models import Quotation
from extramile.web.announcements.queries.announcements import told_of, under_embargo
from extramile.web.inspections import embargo
from extramile.web.partnerships.queries import scope_of


def token(found: Quotation) -> str:
    """Return the secret part of a link."""
    return salted_hmac("extramile.quotation", f"{found.pk}:{found.nonce}", algorithm="sha256").hexdigest()


def by_link(quotation_id: int, given: str) -> Quotation | None:
    """Return whose link it is, also where it is open no longer; None for one that was made by nobody."""
    rows = Quotation.objects.select_related(
        "announcement__partnership", "announcement__inspection", "announcement__plan__inspection", "asked_by", "member"
    )
    found = rows.filter(pk=quotation_id).exclude(state="drafted").first()
    return found if found is not None and constant_time_compare(token(found), given) else None


def can_be_asked(found: Quotation) -> bool:
    """Say whether the person may read what surrounds their words: under embargo only somebody of the circle may."""
    announcement = found.announcement
    if not under_embargo(announcement):
        return True
    if found.member is None:
        return False
    scope = scope_of(found.member.person, announcement.partnership.slug)
    return scope is not None and all(embargo.may_read_findings(scope, each) for each in told_of(announcement))


def is_open(found: Quotation) -> bool:
    """Say whether they can approve, change or decline now: until the last day, and not once everybody reads it."""
    over = found.announcement.state in PUBLIC_STATES or found.announcement.state == "dropped"
    if over or QUOTATION.states[found.state].final or found.state == "drafted":
        return False
    return found.until is not None and timezone.localdate() <= found.until and can_be_asked(found)


def waits(found: Quotation) -> bool:
    """Say whether a first answer is still waited for."""
    return found.state == "asked" and is_open(found)
