"""Words for releases of one return that follow each other: whose place one took, what differs, what stands in its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from extramile.core.vocabulary import listed
from extramile.web.evidence.recalled import day
from extramile.web.returns import released
from extramile.web.returns.models import Release
from extramile.web.returns.presenters.letting_out import back_words
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries import released as queries

# Whether a measure can be told, before and now, as a list of what differs says it.
STATES = {
    (released.VALUE, released.SUPPRESSED): "Told before, suppressed now",
    (released.SUPPRESSED, released.VALUE): "Suppressed before, told now",
    (released.VALUE, released.NOT_AVAILABLE): "Told before, not available now",
    (released.SUPPRESSED, released.NOT_AVAILABLE): "Suppressed before, not available now",
    (released.NOT_AVAILABLE, released.VALUE): "Not available before, told now",
    (released.NOT_AVAILABLE, released.SUPPRESSED): "Not available before, suppressed now",
}
OTHER, PARTS, NEW, GONE = (
    "Another figure or other numbers",
    "The same figure, with months, years or groups that are told otherwise",
    "Not measured before",
    "Not measured any more",
)
_TOLD = ("counted", "of", "percentage")


def said_before(slug: str, found: Release, turn: queries.Turn, audience: str) -> dict[str, Any] | None:
    """Return whose place a release took, or what had been taken back before it, and what differs; None where it was the first."""
    if turn.before is not None:
        of = _of(turn.before)
        since = f"Those were taken back on {_day_back(turn.before)}." if queries.is_taken_back(turn.before) else ""
        differs, words = [], ""
        # What was taken back is shown no more, so that nothing is set beside it either.
        if not since and audience in turn.before.content["audiences"]:
            differs = differences(turn.before.content, found.content, audience)
            words = _how_many(differs, len(found.content["audiences"][audience]["figures"]))
        elif not since:
            words = f"Those were not told to {found.content['audiences'][audience]['name']}."
        return {
            "words": "These figures took the place of",
            "href": reverse("returns:released", args=[slug, turn.before.pk]),
            "link": f"those {of}",
            "more": since or words,
            "differs": differs,
        }
    if turn.back:
        same = next((each for each in turn.back if each.sha256 == found.sha256), None)
        again = f" They are the same figures as those {_of(same)}, released again." if same else ""
        many = counted(len(turn.back), "earlier release", "earlier releases")
        words = f"{many} of this return had been taken back before, the last on {_day_back(turn.back[0])}.{again}"
        return {"words": words, "href": "", "link": "", "more": "", "differs": []}
    return None


def said_after(slug: str, turn: queries.Turn) -> dict[str, str] | None:
    """Return what stands in the place of a release, and the way to it; None where nothing does."""
    if turn.after is None:
        return None
    of = _of(turn.after)
    return {
        "words": f"Other figures of this return stand in place of these: those {of}.",
        "stands": f"Of this return those {of}, stand.",
        "href": reverse("returns:released", args=[slug, turn.after.pk]),
    }


def _day_back(found: Release) -> str:
    return day(found.taken_back.at)


def _of(found: Release) -> str:
    return f"of load {found.load_id}, which {found.by.name} released on {day(found.at)}"


def _how_many(differs: list[tuple[str, str]], measures: int) -> str:
    if not differs:
        return "No figure differs."
    verb = "is" if len(differs) == 1 else "are"
    many = f"All {measures}" if len(differs) == measures > 1 else f"{len(differs)} of {measures}"
    return f"{many} measures {verb} told otherwise."


def differences(before: Mapping[str, Any], now: Mapping[str, Any], audience: str) -> list[tuple[str, str]]:
    """Return each measure that an audience is told otherwise than before, by its title, and in which way; no number is said.

    Both are what the audience was told, so that nothing follows that they have not got already.
    """
    was, told = (each["audiences"][audience]["figures"] for each in (before, now))
    found = [
        (now["measures"][name]["title"], words)
        for name, groups in told.items()
        if (words := _differs(was[name], groups) if name in was else NEW)
    ]
    return [*found, *((before["measures"][name]["title"], GONE) for name in was if name not in told)]


def _differs(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    before, whole = was[released.WHOLE][0], now[released.WHOLE][0]
    states = released.state(before), released.state(whole)
    if states in STATES:
        return STATES[states]
    if _numbers(before) != _numbers(whole):
        return OTHER
    return "" if _parts(was) == _parts(now) else PARTS


def _numbers(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _TOLD)


def _parts(groups: Mapping[str, Any]) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {(by, row["group"]): _numbers(row) for by, rows in groups.items() for row in rows}


def withdrawn(slug: str, gone: Sequence[queries.Told], standing: Release | None) -> dict[str, Any] | None:
    """Return that nothing stands of returns that are newer than what does, why, and what it is that stands; None for no such."""
    if not gone:
        return None
    names = listed(list(dict.fromkeys(queries.title_of(each.key.kind, each.key.year) for each in gone)))
    instead = "The figures below are those of an earlier return." if standing else ""
    return {
        "words": f"Nothing of the {names} stands: what was released of it was taken back.",
        "instead": instead,
        "rows": [
            {
                "href": reverse("returns:released", args=[slug, each.release.pk]),
                "title": f"Load {each.release.load_id}, released on {day(each.release.at)}",
                "words": back_words(each.release.taken_back),
            }
            for each in gone
        ],
    }
