"""Schools and settings that were asked by a link of their own: the link, whether it is open, what came."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.core.inspecting import REQUEST_OVER
from extramile.web.enquiries.models import AskedSetting, Request
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item, Version
from extramile.web.partnerships.scope import Scope

# A link that was never used ends by itself.
LATEST = timedelta(days=14)


def asked_settings(found: Request) -> QuerySet[AskedSetting]:
    """Return who was asked for a request."""
    return found.asked_settings.select_related("asked_by", "organisation")


def asked_setting(found: Request, asked_id: int) -> AskedSetting | None:
    """Return one of them, or None."""
    return asked_settings(found).filter(pk=asked_id).first()


def token(asked: AskedSetting) -> str:
    """Return the secret part of a link."""
    return salted_hmac("extramile.asked", f"{asked.pk}:{asked.nonce}", algorithm="sha256").hexdigest()


def asked_by_link(asked_id: int, given: str) -> AskedSetting | None:
    """Return whom a link belongs to, also where it is open no longer; None where it was made by nobody."""
    rows = AskedSetting.objects.select_related("asked_by", "request__inspection__partnership")
    found = rows.filter(pk=asked_id).first()
    return found if found is not None and constant_time_compare(token(found), given) else None


def is_open(asked: AskedSetting) -> bool:
    """Say whether something can be sent by the link now: a first answer until the link ends, another until it was due."""
    over = asked.request.state in REQUEST_OVER or asked.request.inspection.ended_at is not None
    if over or asked.withdrawn_at or asked.taken_at:
        return False
    return timezone.now() <= (asked.due if asked.answered_at else asked.due + LATEST)


def waits(asked: AskedSetting) -> bool:
    """Say whether a first answer is still waited for."""
    return asked.answered_at is None and is_open(asked)


def came_item(scope: Scope, asked: AskedSetting) -> Item | None:
    """Return the file that came with an answer, as far as this person may see it."""
    return evidence.item(scope, asked.item) if asked.item else None


def sent_name(asked: AskedSetting) -> str:
    """Return how the file was called that came with an answer, for who sent it."""
    if not asked.item:
        return ""
    return Version.objects.filter(item=asked.item).values_list("file_name", flat=True).first() or ""


def to_look_at(scope: Scope, requests: QuerySet[Request]) -> QuerySet[AskedSetting]:
    """Return the answers that came for these requests and were not put into an answer yet."""
    rows = AskedSetting.objects.filter(request__in=requests, taken_at=None, withdrawn_at=None)
    return rows.exclude(answered_at=None).select_related("request")
