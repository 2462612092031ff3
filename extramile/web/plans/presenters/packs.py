"""Words for the packs of a board: for which meeting, when they were built, in which forms they are kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.dateformat import time_format

from extramile.web.plans.models import Meeting, Snapshot
from extramile.web.plans.presenters.saying import day, moment


def rows(
    found: Iterable[Snapshot], forms: Mapping[int, Sequence[str]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return packs with the forms in which each is kept; a pack noted by hand has none."""
    return [
        {
            # The page of the job that built it leads here.
            "id": f"meeting-{each.meeting.pk}" if hasattr(each, "meeting") else f"pack-{each.number}",
            "number": each.number,
            "title": each.title,
            "held": day(each.held_on),
            "meeting": meeting(each.meeting) if hasattr(each, "meeting") else "",
            "words": each.words,
            "saved": f"{each.by.name}, {moment(each.at)}",
            "forms": [(form, words) for form, words in names.items() if form in forms.get(each.pk, ())],
        }
        for each in found
    ]


def meeting(found: Meeting) -> str:
    """Return a meeting in a line."""
    begins = f", {time_format(found.begins, 'H:i')}" if found.begins else ""
    place = f", {found.place}" if found.place else ""
    chair = f", chaired by {found.chair}" if found.chair else ""
    return f"{day(found.day)}{begins}{place}{chair}"


def waiting(found: Meeting) -> dict[str, str]:
    """Return a pack that was asked for and is not built."""
    return {"meeting": meeting(found), "saved": f"{found.by.name}, {moment(found.at)}"}
