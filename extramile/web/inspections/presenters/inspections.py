"""Words for inspections."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.frameworks import Pack
from extramile.web.inspections.models import Inspection, Purpose


def row(found: Inspection, pack: Pack) -> dict[str, Any]:
    """Return an inspection as a line of a list."""
    return {
        "id": found.pk,
        "title": found.title,
        "about": f"{_kind(found, pack)}, {pack.name}",
        "purpose": found.get_purpose_display(),
        "called": date_format(timezone.localtime(found.called_at), "j F Y, H:i"),
        "published": date_format(found.published_on, "j F Y") if found.published_on else "",
        "ended": date_format(timezone.localtime(found.ended_at), "j F Y") if found.ended_at else "",
        "outcome": pack.outcome(found.outcome).name if found.outcome else "",
    }


def _kind(found: Inspection, pack: Pack) -> str:
    """Return what is run: a kind of the framework, and whether it is a rehearsal or a peer challenge."""
    kind = pack.kind(found.kind).name
    if found.purpose == Purpose.INSPECTION:
        return kind
    return f"{found.get_purpose_display()}: {kind[:1].lower()}{kind[1:]}"


# In the order of the list: what is run now first.
STAGES = {"under-way": "Under way", "to-come": "To come", "finished": "Finished"}
FINISHED = {"stage": "finished", "stands": ("", "")}


def running(stands: tuple[str, str], first: date | None, today: date) -> dict[str, Any]:
    """Return the stage of an inspection that is not over: to come until the first day on which inspectors are here."""
    stage = "to-come" if first is None or today < first else "under-way"
    return {"stage": stage, "stands": stands}


def by_stage(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the rows of each stage that has any, with what the stage is called."""
    listed = list(rows)
    groups = [(stage, title, [each for each in listed if each["stage"] == stage]) for stage, title in STAGES.items()]
    return [each for each in groups if each[2]]


def choices(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Return things with a title as choices, none of them first."""
    return [("", "None of them"), *((each.pk, each.title) for each in rows)]
