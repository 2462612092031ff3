"""Words for loads and their rules."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.clock import CLOCKED
from extramile.core.measures import measured_returns, measures
from extramile.core.rules import empty_words
from extramile.core.vocabulary import listed, upper_first
from extramile.web.evidence import store
from extramile.web.returns import registers, snapshots
from extramile.web.returns.models import Load, RuleCount
from extramile.web.returns.presenters import children, headings, queue
from extramile.web.returns.presenters.words import STATES, counted
from extramile.web.returns.queries import loads as queries
from extramile.web.returns.queries import queue as stands

ANSWER = {Load.Asks.YEAR: "Needs an answer: which year?", Load.Asks.HEADINGS: "Needs an answer: which headings?"}
KEEP_REGISTER = "extramile returns keep-register FILE"
IS_IT_WHOLE = "Needs an answer: is it the whole return?"
FILES_GONE = "Does not stand: load again, or take it as it is"
TONES = {"reading": "info", "checked": "strength", "refused": "priority", "deleted": "quiet"}


def load_row(slug: str, load: Load) -> dict[str, Any]:
    """Return a load in the list. One that waits for an answer says which, and which load stands until then."""
    asks = load.asks if load.upload and not load.taken_at else ""
    year = asks == Load.Asks.YEAR
    answer = FILES_GONE if _left_lying(load) else ANSWER.get(asks, "")
    answer = IS_IT_WHOLE if load.asks == Load.Asks.WHOLE and load.asks_first else answer
    return {
        "title": f"{title(load)}, load {load.pk}",
        "href": reverse("returns:load", args=[slug, load.pk]),
        "state": ANSWER[Load.Asks.YEAR] if year else Load.State(load.state).label,
        "tone": "develop" if year else TONES[load.state],
        "asks": "" if year else answer,
        "answer": answer,
        "waits": waiting_words(load),
        "by": load.made_by.name,
        "at": load.made_at,
    }


def listed_rows(slug: str, loads: Sequence[Load]) -> list[dict[str, Any]]:
    """Return the loads that are looked at, newest first, each with what it holds and, where another is newer, which."""
    found = queries.numbers(loads)
    newest: dict[tuple[str, int | None], int] = {}
    for each in loads:
        if each.state == Load.State.CHECKED and not each.asks_first:
            newest.setdefault((each.kind, each.year), each.pk)
    rows = []
    for each in loads:
        later = newest.get((each.kind, each.year), 0)
        newer = f"Load {later} is newer, and stands." if each.state == Load.State.CHECKED and later > each.pk else ""
        row = _listed_row(slug, each)
        held = _held_words(each, found[each.pk]) if each.pk in found else ""
        rows.append(row | {"held": held, "waits": row["waits"] or newer})
    return rows


def _held_words(load: Load, found: queries.Numbers) -> str:
    """Return of which day a load is, how many children it has and what was found in it."""
    rows = (
        counted(found.rows, "child", "children") if found.tables == 1 else f"{counted(found.rows, 'row')} of children"
    )
    said = f"{rows}, {counted(found.errors, 'error')}, {counted(found.queries, 'query', 'queries')}"
    return f"As of {date_format(load.as_of, 'j F Y')}: {said}" if load.as_of else upper_first(said)


def same_words(load: Load) -> str:
    """Return that the same files were loaded before or since, in a sentence; "" where they were not."""
    several = [f"load {each}" for each in queries.same_files(load)]
    return (
        f"{upper_first(listed(several))} {'is' if len(several) == 1 else 'are'} of the same files." if several else ""
    )


def _listed_row(slug: str, load: Load) -> dict[str, Any]:
    """Return a load in the list of those that are looked at; one that was refused says why, and can be taken out of it."""
    row = load_row(slug, load)
    refused = load.state == Load.State.REFUSED and not load.upload
    return {
        **row,
        "why": _why_refused(load) if refused else "",
        "delete": reverse("returns:delete", args=[slug, load.pk]) if refused else "",
    }


def _why_refused(load: Load) -> str:
    """Return the first sentence of why files could not be read, "" where it cannot be opened."""
    try:
        said = str(queries.refused(load)["refusal"])
    except store.DamagedError:
        return ""
    first, more, _ = said.partition(". ")
    return f"{first}." if more else first


def _left_lying(load: Load) -> bool:
    """Say whether nobody said what headings are before the files went, and no newer load of the same return came since."""
    if load.asks != Load.Asks.HEADINGS or load.taken_at or load.state != Load.State.CHECKED or load.upload:
        return False
    return stands.newest(load).pk <= load.pk


def before_it(load: Load) -> Load | None:
    """Return the load that stands while this one asks something first; None where it asks nothing, or is the only one."""
    if not load.asks_first or load.state != Load.State.CHECKED:
        return None
    found = stands.newest(load)
    return found if found.pk != load.pk else None


def waiting_words(load: Load) -> str:
    """Return which load stands while this one asks, in a sentence; "" where there is nothing to say."""
    found = before_it(load)
    if found is None:
        return ""
    if found.pk > load.pk:
        return f"Load {found.pk}, which came later, stands."
    return f"Until it is answered or taken as it is, load {found.pk} stands in its place."


def other_words(load: Load) -> tuple[int, str] | None:
    """Return the load that stands in the place of this one, and why, in a sentence that goes on after its name; None: this one."""
    if load.state != Load.State.CHECKED or (found := stands.newest(load)).pk == load.pk:
        return None
    if found.pk > load.pk:
        return found.pk, "is newer and took the place of this one: problems, worklist and Today are of that one."
    return found.pk, f"stands in the place of this one, which asks {load.asks_what}."


def taken_words(load: Load) -> str:
    """Return that a load is taken as it is, and which load of its return stands: a later one goes on standing."""
    found = stands.newest(load)
    if found.pk != load.pk:
        return f"This load is taken as it is. Load {found.pk}, which came later, stands: problems and worklist are of that one."
    return "This load is taken as it is, and stands as the newest of its return."


def _would_stand(load: Load) -> bool:
    """Say whether a load would be the newest of its return if it were taken as it is."""
    found = stands.newest(load)
    return found.pk <= load.pk or found.asks_first


def released_rows(slug: str, load: Load) -> list[dict[str, str]]:
    """Return which figures were released from a load, with the way to each and whether they were taken back."""
    return [
        {
            "words": f"Released on {date_format(timezone.localdate(each.at), 'j F Y')}",
            "more": "and taken back" if hasattr(each, "taken_back") else "",
            "href": reverse("returns:released", args=[slug, each.pk]),
        }
        for each in queries.released_from(load)
    ]


def title(load: Load) -> str:
    """Return what a load is called: its return and year, never its file."""
    said = queries.kind_title(load.kind)
    return f"{said} {load.year}" if load.year else said


def summary(slug: str, load: Load, today: date) -> dict[str, Any]:
    """Return what a checked load came to."""
    found = list(queries.counts(load))
    known = queries.declared(load.kind)
    data = queries.snapshot(load)
    opened = snapshots.manifest_of(data)
    settled, empty = stands.settled(load), queries.empty_columns(load)
    rows = [
        {
            **_rule_row(slug, load, each, known),
            "reason": opened["reasons"].get(each.rule, ""),
            "settled": settled.get(each.rule, 0),
            "once": empty.get(each.rule, ""),
        }
        for each in found
    ]
    failed = [each for each in found if each.state == "failed"]
    errors = sum(each.failures for each in failed if each.severity == "error")
    queried = sum(each.failures for each in failed if each.severity == "query")
    return {
        "beside": _beside(slug, load, data),
        "children": children.said(load, lambda: data),
        "totals": f"{counted(errors, 'error')} and {counted(queried, 'query', 'queries')} were found."
        + empty_words(len(empty), sum(each.failures for each in failed if each.rule in empty)),
        "tables": queries.tables(load),
        "states": _crossed(found, "severity"),
        "families": _crossed(found, "family"),
        "groups": [
            (STATES[state], sorted((each for each in rows if each["state"] == state), key=lambda row: -row["failures"]))
            for state in STATES
        ],
        "compared": load.compared_with,
        "same": same_words(load),
        "register": _asked_register(opened),
        "questions": counted(len(opened["questions"]), "heading") if opened["questions"] else "",
        "answered": headings.answered(load, opened),
        "owned": queue.owned_rows(slug, load, sum(opened["listed"].values()), today),
        "settled": _settled_words(settled),
        "sources": [each["name"] for each in opened["sources"]],
    }


def register_words() -> tuple[str, str]:
    """Return which register of establishments is asked, or why none is and what to do, with the command for it."""
    kept = registers.newest()
    if kept is None:
        words = (
            "Rules that ask the register of establishments are not run: none is kept here yet. Whoever looks after this service "
            "downloads “All establishment data” from Get Information about Schools and keeps it with:"
        )
        return words, KEEP_REGISTER
    day = date_format(kept.day, "j F Y")
    if registers.is_damaged(kept):
        words = (
            f"Rules that ask the register of establishments are not run: the register of {day} that is kept here cannot be opened. "
            "Whoever looks after this service keeps it again with:"
        )
        return words, KEEP_REGISTER
    said = f"{kept.rows:,} establishments, from {kept.source}"
    return f"Rules about URNs ask the register of establishments of {day} ({said}).", ""


def _asked_register(opened: dict[str, Any]) -> str:
    """Return by which register a load was checked, in a sentence; "" where it was by none."""
    about = opened.get("register")
    if not about:
        return ""
    day = date_format(date.fromisoformat(about["day"]), "j F Y")
    return f"Rules about URNs asked the register of establishments of {day} ({about['source']})."


def _beside(slug: str, load: Load, data: bytes) -> dict[str, Any] | None:
    """Return what is gone, new and the same beside the load before, each with the way there."""
    found = queries.beside(load, data)
    if found is None:
        return None
    queue_of = reverse("returns:queue", args=[slug, load.pk])
    gone, rest = reverse("returns:gone", args=[slug, load.pk]), found.rules_not_compared
    return {
        "load": load.compared_with_id,
        "figures": [
            ("Gone", found.gone, gone if found.gone else ""),
            *([("Of children who are not in this load", found.away, f"{gone}?away=on")] if found.away else []),
            ("New", found.new, f"{queue_of}?new=on" if found.new else ""),
            ("The same", found.same, queue_of if found.same else ""),
            *([("Cannot tell", found.untold, "")] if found.untold else []),
        ],
        "rest": f"{counted(rest, 'rule is', 'rules are')} not compared: not run in both." if rest else "",
    }


def _settled_words(settled: dict[str, int]) -> str:
    many = sum(settled.values())
    return f" {counted(many, 'of them is', 'of them are')} accepted or explained." if many else ""


def asked(load: Load) -> dict[str, Any]:
    """Return what a load asks of who may load returns: headings, the year, the day, and until when its files wait."""
    reads = load.again == Load.Again.READING and not queries.broke_off(load)
    waits = bool(load.upload and load.held_until and not reads)
    census = queries.census(load.kind)
    return {
        "again": load.again,
        "reads": reads,
        "waits": waits,
        "until": load.held_until,
        "headings": load.asks == Load.Asks.HEADINGS,
        "whole": load.asks == Load.Asks.WHOLE and load.asks_first,
        "before": before_it(load),
        "would_stand": _would_stand(load) if load.asks_first else False,
        "taken": f"Taken as it is by {load.taken_by.name}, {date_format(load.taken_at, 'j F Y')}."
        if load.taken_by
        else "",
        "years": [(str(year), str(year)) for year in years(load)] if load.asks == Load.Asks.YEAR else [],
        "day": waits and load.state == Load.State.CHECKED and not census,
        "day_said": load.said_day,
    }


def years(load: Load) -> list[int]:
    """Return the years that somebody can choose from for files that do not say theirs. Raises store.DamagedError."""
    found: list[int] = queries.refused(load)["years"]
    return found


def _crossed(found: list[RuleCount], by: str) -> list[dict[str, Any]]:
    """Return how many rules of each kind stand in each state."""
    counts = Counter((getattr(each, by), each.state) for each in found)
    return [
        {"name": name.capitalize(), "counts": [counts[name, state] for state in STATES]}
        for name in sorted({getattr(each, by) for each in found})
    ]


def _rule_row(slug: str, load: Load, each: RuleCount, known: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": each.rule,
        "href": reverse("returns:rule", args=[slug, load.pk, each.rule]),
        "title": queries.title_of(each.rule, known),
        "severity": each.severity,
        "state": each.state,
        "failures": each.failures,
        "new": each.new,
        "gone": each.gone,
        "same": each.same,
        "untold": "–" if each.untold is None else each.untold,
    }


def ways(load: Load) -> list[tuple[str, str]]:
    """Return the pages of a load: the name of each address, and its words."""
    if load.state != Load.State.CHECKED:
        return []
    found = [("returns:load", "Rules"), ("returns:queue", "Problems")]
    if load.kind in measured_returns():
        found.append(("returns:figures", "Measures"))
        if load.kind in CLOCKED:
            found += [("returns:work", "Worklist"), ("returns:forecast", "Forecast")]
        if not measures(load.kind).kept:
            found.append(("returns:audiences", "What others are told"))
    return found
