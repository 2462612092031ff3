"""Praise: recorded with what those praised want, thanked and shared after publication only."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.findings.models import PraiseConsent, Recognition
from extramile.web.findings.queries import findings as finding_queries
from extramile.web.findings.queries.access import check_write
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.scope import Scope

TOLD = frozenset({PraiseConsent.GIVEN, PraiseConsent.UNNAMED})


def _open(scope: Scope, inspection: Inspection) -> Inspection:
    locked = taken(scope, inspection, ended=True)
    check_write(scope, locked)
    return locked


def _found(scope: Scope, recognition: Recognition) -> Recognition:
    locked = _open(scope, recognition.inspection)
    return Recognition.objects.select_for_update().get(pk=recognition.pk, inspection=locked)


@transaction.atomic
def record_praise(
    *, scope: Scope, inspection: Inspection, who: str, words: str, said_by: str, **more: Any
) -> Recognition:
    """Record what was praised; nobody was asked yet whether it may be told."""
    locked = _open(scope, inspection)
    session, body = more.get("session_id"), more.get("organisation_id")
    found = Recognition(
        inspection=locked,
        who=required(who, "Enter who did it: a person or a team."),
        words=required(words, "Enter what was praised."),
        said_by=required(said_by, "Enter who said it: a role, such as lead inspector."),
        email=more.get("email") or "",
        session=finding_queries.sessions(locked).filter(pk=session).first() if session else None,
        organisation=finding_queries.bodies(locked).filter(pk=body).first() if body else None,
        made_by=scope.person,
    )
    if (session and found.session is None) or (body and found.organisation is None):
        raise InputError("The session and the organisation are of this inspection.", next_step="Choose from the lists.")
    found.save()
    tell(scope, "praise recorded", "recognition", found, f"Praise {found.pk}")
    return found


@transaction.atomic
def note_consent(*, scope: Scope, recognition: Recognition, consent: str, on: date | None = None) -> Recognition:
    """Note what those praised want. Who refuses is told of no more, at once."""
    found = _found(scope, recognition)
    if consent not in PraiseConsent.values:
        raise InputError("Choose what they want from the list.")
    if on and on > timezone.localdate():
        raise InputError("The day on which they said so lies ahead.")
    before = found.consent
    found.consent = consent
    found.consent_on = None if consent == PraiseConsent.NOT_ASKED else on or timezone.localdate()
    if consent not in TOLD:
        found.shared_at = None
    found.save()
    states = {"before": {"consent": before}, "after": {"consent": consent}}
    tell(scope, "consent noted", "recognition", found, f"Praise {found.pk}", **states)
    return found


def _published(inspection: Inspection) -> None:
    if embargo.holds(inspection):
        raise InputError(
            "The inspection is not published yet: until then nobody is thanked for what was said in it.",
            next_step="Come back after publication.",
        )


@transaction.atomic
def share_praise(*, scope: Scope, recognition: Recognition) -> Recognition:
    """Share praise with the partnership, and with what is announced later: after publication, and with consent."""
    found = _found(scope, recognition)
    _published(found.inspection)
    if found.consent not in TOLD:
        raise InputError("Those who were praised did not say that it may be told.", next_step="Ask them, and note it.")
    if found.shared_at is None:
        found.shared_at = timezone.now()
        found.save()
        tell(scope, "praise shared", "recognition", found, f"Praise {found.pk}")
    return found


@transaction.atomic
def thank(*, scope: Scope, recognition: Recognition) -> Job:
    """Have a mail of thanks sent, once."""
    found = _found(scope, recognition)
    _published(found.inspection)
    if not found.email:
        raise InputError("There is no address to thank.", next_step="Thank them in person, or record an address.")
    if found.thanked_at:
        raise InputError("They were thanked already.")
    found.thanked_at = timezone.now()
    found.save()
    tell(scope, "thanked", "recognition", found, f"Praise {found.pk}")
    return start(
        name="findings.thank", title="Sending thanks", by=scope.person, scope=scope.name, recognition_id=found.pk
    )
