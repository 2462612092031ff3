"""Words for the packs of a board: for which meeting, when they were built, in which forms they are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.dateformat import time_format

from extramile.web.plans.models import Meeting, Snapshot
from extramile.web.plans.presenters.saying import day, moment


def rows(
    found: Iterable[Snapshot], forms: Mapping[int, Sequence[str]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return packs, the newest first, with the forms in which each is kept; a pack noted by hand has none.

    Of several that were built for one meeting the newest stands for it, and the others stand in `earlier` of it.
    """
    stands: dict[date, dict[str, Any]] = {}
    shown = []
    for each in found:
        has_meeting = hasattr(each, "meeting")
        said = {
            # The page of the job that built it leads here.
            "id": f"meeting-{each.meeting.pk}" if has_meeting else f"pack-{each.number}",
            "number": each.number,
            "title": each.title,
            "held": day(each.held_on),
            "meeting": meeting(each.meeting) if has_meeting else "",
            "words": each.words,
            "built": moment(each.at),
            "saved": f"{each.by.name}, {moment(each.at)}",
            "forms": [(form, words) for form, words in names.items() if form in forms.get(each.pk, ())],
            "earlier": [],
        }
        if has_meeting and each.meeting.day in stands:
            stands[each.meeting.day]["earlier"].append(said)
            continue
        if has_meeting:
            stands[each.meeting.day] = said
        shown.append(said)
    return shown


def of_version(
    found: Snapshot, forms: Sequence[str], names: Mapping[str, str], later: Snapshot | None
) -> dict[str, Any]:
    """Return of a kept version which documents of it are kept as a pack, and which later pack replaced it."""
    return {
        "forms": [(form, words) for form, words in names.items() if form in forms],
        "later": {"number": later.number, "built": moment(later.at)} if later else None,
    }


def meeting(found: Meeting) -> str:
    """Return a meeting in a line."""
    begins = f", {time_format(found.begins, 'H:i')}" if found.begins else ""
    place = f", {found.place}" if found.place else ""
    chair = f", chaired by {found.chair}" if found.chair else ""
    return f"{day(found.day)}{begins}{place}{chair}"


def unbuilt(found: Iterable[Meeting], why: Mapping[int, str], packs: Iterable[Snapshot]) -> list[dict[str, Any]]:
    """Return packs that were asked for and are not built; `problem` says why one could not be, and is "" while it is."""
    built: dict[date, datetime] = {}
    for pack in packs:
        if hasattr(pack, "meeting"):
            built[pack.meeting.day] = max(pack.at, built.get(pack.meeting.day, pack.at))
    return [
        {
            "id": each.pk,
            "meeting": meeting(each),
            "saved": f"{each.by.name}, {moment(each.at)}",
            "problem": why[each.pk],
        }
        for each in found
        # For its meeting another one was built since: nobody waits for this one.
        if not (why[each.pk] and each.day in built and built[each.day] > each.at)
    ]
