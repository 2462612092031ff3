"""Where sessions are held, how long the ways between take, and when no pupils come."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Holiday, Phase, Place, PlaceKind, Travel

FIELDS = ("kind", "name", "building", "address", "organisation", "phase", "seats", "offers", "opens", "closes")
# Nobody goes from one building of an area to another for longer than this.
LONGEST_WAY = 240


def _checked(scope: Scope, given: dict[str, Any]) -> dict[str, Any]:
    said = {name: given[name] for name in FIELDS if name in given}
    if said.get("kind") not in PlaceKind.values:
        raise InputError("Choose what the place is: a room, a school or setting, or online.")
    said["name"] = required(said.get("name", ""), "Enter the name of the place.")[:160]
    if said.get("phase") and said["phase"] not in Phase.values:
        raise InputError("Choose the phase from the list.")
    organisation = said.get("organisation")
    if organisation is not None and not organisations(scope).filter(pk=organisation.pk).exists():
        raise InputError("This organisation is not in this partnership.")
    opens, closes = said.get("opens"), said.get("closes")
    if (opens is None) != (closes is None) or (opens and closes <= opens):
        raise InputError("Enter when the place opens and when it closes, in this order, or neither.")
    return said


def _for_trail(place: Place) -> dict[str, Any]:
    kept = {name: getattr(place, name) for name in FIELDS if name != "organisation"}
    times = {name: f"{kept[name]:%H:%M}" if kept[name] else "" for name in ("opens", "closes")}
    return {**kept, **times, "organisation": place.organisation_id}


@transaction.atomic
def add_place(*, scope: Scope, **given: Any) -> Place:
    """Add a place in which sessions can be held."""
    scope.check(Permission.EDIT_TIMETABLE)
    place = Place.objects.create(partnership=scope.partnership, **_checked(scope, given))
    tell(scope, "place added", "place", place, place.name, after=_for_trail(place))
    return place


@transaction.atomic
def change_place(*, scope: Scope, place: Place, was: dict[str, Any] | None = None, **given: Any) -> Place:
    """Change what is known of a place. `was` is what its page showed: what somebody else changed since is not written over."""
    scope.check(Permission.EDIT_TIMETABLE)
    place = Place.objects.select_for_update().get(pk=place.pk, partnership=scope.partnership)
    before, checked = _for_trail(place), _checked(scope, given)
    for name, value in checked.items():
        stands = getattr(place, name)
        base = was.get(name, stands) if was is not None else stands
        if value == base:
            continue
        if stands not in {base, value} if not isinstance(stands, list) else stands not in [base, value]:
            raise InputError(
                "Somebody else changed the same of this place meanwhile. Nothing was saved.",
                next_step="See what it says now beside the form, then save again.",
            )
        setattr(place, name, value)
    place.save()
    tell(scope, "place changed", "place", place, place.name, before=before, after=_for_trail(place))
    return place


@transaction.atomic
def retire_place(*, scope: Scope, place: Place) -> Place:
    """Offer a place no longer for new sessions; those that are in it stay."""
    scope.check(Permission.EDIT_TIMETABLE)
    place = Place.objects.select_for_update().get(pk=place.pk, partnership=scope.partnership)
    if place.retired_at is None:
        place.retired_at = timezone.now()
        place.save(update_fields=["retired_at"])
        tell(scope, "place retired", "place", place, place.name)
    return place


@transaction.atomic
def use_place_again(*, scope: Scope, place: Place) -> Place:
    """Offer a place again that was retired."""
    scope.check(Permission.EDIT_TIMETABLE)
    place = Place.objects.select_for_update().get(pk=place.pk, partnership=scope.partnership)
    if place.retired_at is not None:
        place.retired_at = None
        place.save(update_fields=["retired_at"])
        tell(scope, "place in use again", "place", place, place.name)
    return place


@transaction.atomic
def set_way(*, scope: Scope, one: str, other: str, minutes: int) -> Travel:
    """Say how long it takes from one building to another, either way round."""
    scope.check(Permission.EDIT_TIMETABLE)
    ends = sorted(required(each, "Choose two buildings.")[:160] for each in (one, other))
    if ends[0] == ends[1]:
        raise InputError("Choose two different buildings.")
    if not 0 <= minutes <= LONGEST_WAY:
        raise InputError(f"The way must take between 0 and {LONGEST_WAY} minutes.")
    key = {"partnership": scope.partnership, "one": ends[0], "other": ends[1]}
    way, _ = Travel.objects.update_or_create(**key, defaults={"minutes": minutes})
    tell(scope, "way entered", "way", way, f"{ends[0]} and {ends[1]}", after={"minutes": minutes})
    return way


@transaction.atomic
def add_holiday(*, scope: Scope, name: str, first: date, last: date) -> Holiday:
    """Say when the schools of the area have holidays."""
    scope.check(Permission.EDIT_TIMETABLE)
    words = required(name, "Enter the name of the holiday, for example autumn half-term.")[:80]
    if last < first:
        raise InputError("The holiday ends before it begins.", next_step="Correct one of the two days.")
    holiday = Holiday.objects.create(partnership=scope.partnership, name=words, first=first, last=last)
    after = {"first": first.isoformat(), "last": last.isoformat()}
    tell(scope, "school holiday added", "holiday", holiday, words, after=after)
    return holiday


@transaction.atomic
def take_out_way(*, scope: Scope, way: Travel) -> None:
    """Forget how long a way takes."""
    scope.check(Permission.EDIT_TIMETABLE)
    tell(scope, "way taken out", "way", way, f"{way.one} and {way.other}", before={"minutes": way.minutes})
    way.delete()


@transaction.atomic
def take_out_holiday(*, scope: Scope, holiday: Holiday) -> None:
    """Take out a holiday that was a mistake."""
    scope.check(Permission.EDIT_TIMETABLE)
    before = {"first": holiday.first.isoformat(), "last": holiday.last.isoformat()}
    tell(scope, "school holiday taken out", "holiday", holiday, holiday.name, before=before)
    holiday.delete()
