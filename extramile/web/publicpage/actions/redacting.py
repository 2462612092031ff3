"""Saying no more what the list of changes said of a thing, because it told of a person: on the page, in the feed, in mails."""

from typing import Any

from django.db.models import Q

from extramile.web.partnerships.models import Partnership
from extramile.web.publicpage.models import Redaction, Update


def redact(*, partnership: Partnership, about: str, by: Any, title: str = "") -> None:
    """Redact every update about a thing. `title` finds those from before updates said what they are about."""
    of_it = Q(about=about) | Q(about="", words__contains=title) if title else Q(about=about)
    rows = Update.objects.filter(of_it, partnership=partnership, redaction=None)
    Redaction.objects.bulk_create([Redaction(update=each, by=by) for each in rows])
