"""Lines of enquiry: raised, read anew, shown evidence, closed. Whatever was said of one before is kept in its turns."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from extramile.core.inspecting import LINE
from extramile.core.vocabulary import InputError
from extramile.web.enquiries.models import Line, Turn
from extramile.web.enquiries.queries import lines as queries
from extramile.web.enquiries.queries.requests import check_sees, visitors
from extramile.web.evidence import actions as evidence_actions
from extramile.web.evidence import queries as evidence
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

LONGEST = 4_000


def _titled(title: str) -> str:
    said = required(" ".join(title.split()), "Enter what inspectors seem to follow.")
    if len(said) > 200:
        raise InputError("The line of enquiry is too long: it can have 200 characters.")
    return said


def _read(reading: str) -> str:
    said = reading.replace("\r\n", "\n").strip()
    if len(said) > LONGEST:
        raise InputError(f"The reading is too long: it can have {LONGEST:,} characters.")
    return said


def _known(inspection: Inspection, criteria: Sequence[str]) -> list[str]:
    if set(criteria) - {each for each, _ in queries.criteria(inspection)}:
        raise InputError("Choose criteria from the list.")
    return list(dict.fromkeys(criteria))


def _turn(scope: Scope, line: Line, verb: str, words: str) -> None:
    Turn.objects.create(line=line, verb=verb, words=words, by=scope.person)
    # The trail says that it happened; what was said stands with the line, for those who see it.
    tell(scope, f"line of enquiry: {verb}", queries.KIND, line, str(line), after={"inspection": line.inspection_id})


def _locked(scope: Scope, line: Line) -> Line:
    check_sees(scope)
    inspection = taken(scope, line.inspection)
    return Line.objects.select_for_update(of=("self",)).get(pk=line.pk, inspection=inspection)


def _open(line: Line) -> Line:
    if line.closed_on:
        raise InputError("This line of enquiry is closed.", next_step="A lead can open it again.")
    return line


@transaction.atomic
def begin(
    *,
    scope: Scope,
    inspection: Inspection,
    title: str,
    raised_on: date,
    raised_by: Participant | None = None,
    criteria: Sequence[str] = (),
    reading: str = "",
) -> Line:
    """Note a line of enquiry: what inspectors seem to follow, since when, and who of them raised it."""
    check_sees(scope)
    locked = taken(scope, inspection)
    if raised_on > timezone.localdate():
        raise InputError("It cannot have been raised on a day to come.", next_step="Correct the day.")
    if raised_by is not None and not visitors(locked).filter(pk=raised_by.pk).exists():
        raise InputError("Choose from the list who raised it.")
    made = Line.objects.create(
        inspection=locked,
        title=_titled(title),
        criteria=_known(locked, criteria),
        raised_on=raised_on,
        raised_by=raised_by,
        reading=_read(reading),
        made_by=scope.person,
    )
    _turn(scope, made, "raised", made.title)
    if made.reading:
        _turn(scope, made, "read", made.reading)
    return made


@transaction.atomic
def change(*, scope: Scope, line: Line, title: str, criteria: Sequence[str], reading: str, seen: int) -> Line:
    """Say how a line reads now, if it still stands as at revision `seen`. Each earlier reading is kept in its turns."""
    found = _open(_locked(scope, line))
    said = {"title": _titled(title), "criteria": _known(found.inspection, criteria), "reading": _read(reading)}
    changed = {name: value for name, value in said.items() if getattr(found, name) != value}
    if not changed:
        return found
    if found.revision != seen:
        raise InputError(
            "Somebody changed this line of enquiry while you wrote. Nothing was overwritten.",
            next_step="What it says now stands above the form. Put together what both of you wrote, then save again.",
        )
    for name, value in changed.items():
        setattr(found, name, value)
    found.revision += 1
    found.save(update_fields=[*changed, "revision"])
    if "title" in changed:
        _turn(scope, found, "named", found.title)
    if "criteria" in changed:
        _turn(scope, found, "criteria", ", ".join(found.criteria) or "none")
    if "reading" in changed:
        _turn(scope, found, "read", found.reading or "Nothing yet")
    return found


@transaction.atomic
def offer(*, scope: Scope, line: Line, item_id: int) -> None:
    """Offer evidence for a line."""
    found = _open(_locked(scope, line))
    item = evidence.item(scope, item_id)
    if item is None:
        raise InputError("There is no such evidence.", next_step="Choose from the list.")
    evidence_actions.check_stands(scope=scope, item_id=item.pk)
    href = reverse("enquiries:line", args=[scope.name, found.inspection_id, found.pk])
    evidence_actions.attach(
        scope=scope, item=item, kind=queries.KIND, thing_id=found.pk, words="A line of enquiry", href=href
    )
    _turn(scope, found, "offered", f"{queries.EVIDENCE}{item.pk}")


@transaction.atomic
def take_back(*, scope: Scope, line: Line, item_id: int) -> None:
    """Say that evidence is no longer offered for a line."""
    found = _open(_locked(scope, line))
    item = evidence.item(scope, item_id)
    if item is not None and item.pk in {each.pk for each in queries.offered(scope, found)}:
        evidence_actions.detach(scope=scope, item=item, kind=queries.KIND, thing_id=found.pk)
        _turn(scope, found, "taken back", f"{queries.EVIDENCE}{item.pk}")


@transaction.atomic
def step(*, scope: Scope, line: Line, do: str, why: str) -> Line:
    """Close a line, or open it again, for a reason."""
    scope.check(Permission.LEAD_INSPECTION)
    found = _locked(scope, line)
    reached = LINE.take("closed" if found.closed_on else "open", do)
    reason = required(" ".join(why.split()), "Say why.")
    if len(reason) > 500:
        raise InputError("The reason is too long: it can have 500 characters.")
    closes = reached == "closed"
    found.closed_on = timezone.localdate() if closes else None
    found.closed_why = reason if closes else ""
    found.revision += 1
    found.save(update_fields=["closed_on", "closed_why", "revision"])
    _turn(scope, found, "closed" if closes else "opened again", reason)
    return found
