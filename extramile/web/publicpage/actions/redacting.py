"""Saying no more what the list of changes said of a thing, because it told of a person: on the page, in the feed, in mails."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from extramile.core.vocabulary import InputError
from extramile.web.announcements.queries.silencing import Tells, everything
from extramile.web.audit.actions import record
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage.models import Redaction, Update

LINE = "A line of what changed is not shown any more, to protect somebody’s privacy."


def redact(*, partnership: Partnership, about: str, by: Any, title: str = "", silenced: Tells = everything) -> None:
    """Redact the updates about a thing: every one, or those of which `silenced` says so.

    `title` finds those from before updates said what they are about.
    """
    of_it = Q(about=about) | Q(about="", words__contains=title) if title else Q(about=about)
    rows = Update.objects.filter(of_it, partnership=partnership, redaction=None)
    Redaction.objects.bulk_create([Redaction(update=each, by=by) for each in rows if silenced(each.words)])


@transaction.atomic
def redact_one(*, scope: Scope, update_id: int, why: str) -> None:
    """Redact one update, of whatever it is: a thing may be long gone from the page when somebody sees what the list says of it."""
    scope.check(Permission.PROTECT_PEOPLE)
    found = Update.objects.filter(partnership=scope.partnership, pk=update_id, redaction=None).first()
    if found is None:
        raise InputError("There is no such line any more.", next_step="Choose one from the list.")
    reason = why.strip()[:500]
    if not reason:
        raise InputError("Say why: it is kept here, and nobody outside reads it.")
    Redaction.objects.create(update=found, by=scope.person)
    # That it changed is told as every change is, and makes the page and its feed anew.
    Update.objects.create(partnership=scope.partnership, words=LINE, part="changes", by=scope.person)
    record(
        by=scope.person,
        verb="line redacted",
        kind="public page",
        thing_id=found.pk,
        thing=f"Line {found.pk} of what changed",
        why=reason,
        scope=scope.name,
    )
