"""Words for inspections."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.frameworks import Pack
from extramile.web.inspections.models import Inspection


def row(found: Inspection, pack: Pack) -> dict[str, Any]:
    """Return an inspection as a line of a list."""
    return {
        "id": found.pk,
        "title": found.title,
        "kind": pack.kind(found.kind).name,
        "framework": pack.name,
        "purpose": found.get_purpose_display(),
        "called": date_format(timezone.localtime(found.called_at), "j F Y, H:i"),
        "published": date_format(found.published_on, "j F Y") if found.published_on else "",
        "ended": bool(found.ended_at),
        "outcome": pack.outcome(found.outcome).name if found.outcome else "",
    }


def choices(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return things with a title as choices, none of them first."""
    return [("", "None of them"), *((each.pk, each.title) for each in rows)]
