"""Measures and their readings. A reading is written once; a wrong one is replaced by another, and both can be seen."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.disclosure import fits as share_fits
from extramile.core.disclosure import is_share
from extramile.core.planning import Good, asks_for_more
from extramile.core.vocabulary import InputError
from extramile.web.evidence import queries as evidence
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken, taken_measure, taken_theme
from extramile.web.plans.changing import ChangedMeanwhileError, change, note
from extramile.web.plans.models import Measure, MeasureKind, MeasureSource, Reading, ReadingState, Theme
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.offering import Offer, same_unit

REPLACES_BACK = "The figure that stood here was taken back."
FIGURES = ("baseline", "target", "tolerance")


def check(scope: Scope, measure: Measure | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a measure is given, tidied. Raises InputError where it cannot have them."""
    said = dict(given)
    for name in ("title", "definition", "unit", "source_words"):
        if name in said:
            said[name] = fits(Measure, name, said[name])

    def value(name: str) -> Any:
        return said[name] if name in said else getattr(measure, name, None)

    required(value("title") or "", "Enter what is measured.")
    for name, choices, sentence in (
        ("kind", MeasureKind.values, "Choose who says it from the list."),
        ("source", MeasureSource.values, "Choose the source from the list."),
        ("good", ["up", "down"], "Choose whether higher or lower is better."),
    ):
        if name in said and said[name] not in choices:
            raise InputError(sentence)
    for name in FIGURES:
        if value(name) is not None and not isfinite(value(name)):
            raise InputError("Enter a number.")
    if (value("tolerance") or 0) < 0:
        raise InputError("A tolerance is not negative: it says how much of a change is noise.")
    for name in ("baseline", "target"):
        day = {"baseline": "baseline_on", "target": "target_by"}[name]
        if (value(name) is None) != (value(day) is None):
            raise InputError(f"A {name} needs its figure and its day.")
    start, end = value("baseline_on"), value("target_by")
    if start and end and end <= start:
        raise InputError("The target must lie after the baseline.", next_step="Correct one of the two days.")
    _check_target(value("good") or "", value("baseline"), value("target"))
    if "waypoints" in said:
        said["waypoints"] = _waypoints(said["waypoints"], start, end)
    if value("owner") is not None and not queries.owners(scope).filter(pk=value("owner").pk).exists():
        raise InputError("This person cannot own a measure.", next_step="Choose somebody from the list.")
    return said


def _check_target(good: str, baseline: float | None, target: float | None) -> None:
    """Refuse a target that asks for no change to the better: it would be reached before anything was done."""
    if not good or baseline is None or target is None or asks_for_more(Good(good), baseline, target):
        return
    better = "higher" if good == Good.UP else "lower"
    raise InputError(
        f"The target, {target:.12g}, is no better than the baseline, {baseline:.12g}: {better} is said to be better.",
        next_step="Correct one of the two figures, or which way is better.",
    )


def _waypoints(given: Any, start: date | None, end: date | None) -> list[dict[str, Any]]:
    rows = sorted(((each["by"], float(each["value"])) for each in given), key=lambda each: str(each[0]))
    days = [date.fromisoformat(str(day)) for day, _ in rows]
    if any(after <= before for before, after in pairwise(days)):
        raise InputError("Each day on the way can have one figure.")
    if rows and (start is None or end is None or not all(start < day < end for day in days)):
        raise InputError("Figures on the way lie between the days of the baseline and of the target.")
    return [{"by": day.isoformat(), "value": value} for day, (_, value) in zip(days, rows, strict=True)]


@transaction.atomic
def add_measure(*, scope: Scope, theme: Theme, given: Mapping[str, Any]) -> Measure:
    """Add a measure to a theme."""
    locked = taken_theme(scope, theme)
    said = check(scope, None, {"good": "", **given})
    last = locked.measures.aggregate(last=Max("position"))["last"] or 0
    made = Measure.objects.create(theme=locked, position=last + 1, **said)
    after = {name: said[name] for name in ("title", "baseline", "baseline_on", "target", "target_by") if name in said}
    note(scope, made, "made", plan=locked.plan, after=after)
    return made


@transaction.atomic
def change_measure(*, scope: Scope, measure: Measure, given: Mapping[str, Any], seen: int, why: str = "") -> Measure:
    """Change a measure, with the reason why: everything that moves is measured by it."""
    locked = taken_measure(scope, measure)
    said = check(scope, locked, given)
    fixed = ("baseline", "baseline_on", "target", "target_by", "tolerance", "good")
    moved = [name for name in fixed if name in said and getattr(locked, name) not in (None, said[name])]
    what = "the baseline, the target, the tolerance or the direction is another one" if moved else "it is changed"
    reason = required(why, "Say why.") if why.strip() else ""
    change(scope, locked, said, seen=seen, plan=locked.theme.plan, why=reason, needs=f"Say why {what}.")
    return locked


@transaction.atomic
def take_out_measure(*, scope: Scope, measure: Measure, why: str) -> Measure:
    """Take a measure out, for a reason. Its readings stay."""
    locked = taken_measure(scope, measure)
    locked.out_at, locked.out_why = timezone.now(), required(why, "Say why it is taken out.")
    locked.save(update_fields=["out_at", "out_why"])
    note(scope, locked, "taken out", plan=locked.theme.plan, why=locked.out_why)
    return locked


@transaction.atomic
def put_back_measure(*, scope: Scope, measure: Measure, why: str) -> Measure:
    """Put back a measure that was taken out, for a reason: it counts again."""
    plan = taken(scope, measure.theme.plan)
    locked = Measure.objects.select_for_update().get(pk=measure.pk, theme__plan=plan)
    if locked.out_at:
        reason = required(why, "Say why it is put back.")
        locked.out_at, locked.out_why = None, ""
        locked.save(update_fields=["out_at", "out_why"])
        note(scope, locked, "put back", plan=plan, why=reason)
    return locked


@transaction.atomic
def read(
    *,
    scope: Scope,
    measure: Measure,
    day: date,
    value: float | None,
    state: str = ReadingState.KNOWN,
    numerator: int | None = None,
    denominator: int | None = None,
    said: str = "",
    evidence_id: int | None = None,
    source: str = MeasureSource.OWN,
    release: int | None = None,
) -> Reading:
    """Enter a figure of a measure for a day. A second one for the same day replaces the first, and says why in `said`.

    Only its two numbers can be added to a share without a reason, and what was taken back can be replaced without one. `source` is
    where the figure was taken from, `release` which released figures of a return it is one of.
    """
    locked = taken_measure(scope, measure)
    if state not in ReadingState.values:
        raise InputError("Choose what is known of the figure from the list.")
    if (state == ReadingState.KNOWN) != (value is not None):
        raise InputError("Enter the figure, or say that there is none to show.")
    if value is not None and not isfinite(value):
        raise InputError("Enter a number.")
    if day > timezone.localdate():
        raise InputError("A figure cannot be of a day to come.", next_step="Correct the day.")
    if numerator is not None and (denominator is None or numerator > denominator):
        raise InputError("Of how many is it? The second number cannot be smaller than the first.")
    if is_share(locked.unit) and value is not None and numerator is not None and denominator:
        _check_share(value, numerator, denominator)
    item = evidence.item(scope, evidence_id) if evidence_id else None
    if evidence_id and item is None:
        raise InputError("There is no such evidence.", next_step="Choose from the list.")
    earlier = locked.readings.filter(day=day).order_by("-pk").first()
    if earlier is not None:
        counts = (numerator, denominator) if state == ReadingState.KNOWN else (None, denominator)
        same = earlier.stands_as(value, state, source)
        if earlier.back_at is not None:
            said = said if said.strip() else REPLACES_BACK
        if same and (earlier.numerator, earlier.denominator) == counts and not said.strip():
            return earlier
        if not same or earlier.denominator is not None:
            required(said, "There is a figure for this day. Say why it is another one.")
    made = Reading.objects.create(
        measure=locked,
        day=day,
        state=state,
        value=value,
        numerator=numerator if state == ReadingState.KNOWN else None,
        denominator=denominator,
        note=fits(Reading, "note", said),
        source=source,
        release=release,
        evidence=item,
        by=scope.person,
    )
    before = {"value": earlier.value, "state": earlier.state} if earlier else {}
    after = {"day": day, "value": value, "state": state}
    note(scope, locked, "read", plan=locked.theme.plan, before=before, after=after, why=made.note)
    return made


def _check_share(value: float, numerator: int, denominator: int) -> None:
    """Refuse a share that is not that of its two numbers: what everybody may read of it rests on these."""
    if not share_fits(value, numerator, denominator):
        raise InputError(
            f"{numerator:,} of {denominator:,} is {100 * numerator / denominator:.12g}%, not {value:.12g}%.",
            next_step="Correct the figure or the numbers; or leave the figure empty, and it is counted from them.",
        )


@transaction.atomic
def take_readings(
    *, scope: Scope, measure: Measure, offer: Offer, days: Collection[date], seen: int, why: str = ""
) -> int:
    """Take readings that a person chose from what a source offers; return how many. The measure is of that source from then on.

    A figure that stands for one of the days is replaced only with a reason, as with `read`.
    """
    locked = taken_measure(scope, measure)
    chosen = [each for each in offer.readings if each.day in days]
    if not chosen:
        raise InputError(offer.why_none or "Choose at least one figure.")
    if not same_unit(locked.unit, offer.unit):
        raise InputError(
            f"The source counts in “{offer.unit or 'numbers'}” and this measure in “{locked.unit or 'numbers'}”.",
            next_step="Change the unit of the measure first.",
        )
    named = {"source": offer.source, "source_ref": offer.ref, "source_words": offer.words}
    try:
        reason = why.strip() or f"Its figures are taken from: {offer.words}"
        change(scope, locked, named, seen=seen, plan=locked.theme.plan, why=reason[:500])
    except ChangedMeanwhileError as error:
        raise InputError(
            "Somebody changed where its figures come from while you chose. Nothing was taken.",
            next_step="Look at the measure, then choose again.",
        ) from error
    standing = {each.day: each for each in queries.standing(list(locked.readings.all()))}
    taken_now = 0
    for each in chosen:
        before = standing.get(each.day)
        if before is not None and before.stands_as(each.value, each.state, offer.source):
            continue
        read(
            scope=scope,
            measure=locked,
            day=each.day,
            value=each.value,
            state=each.state,
            numerator=each.numerator,
            denominator=each.denominator,
            said=why if before is not None else f"{each.period}: {offer.words}"[:500],
            evidence_id=offer.evidence_id,
            source=offer.source,
            release=each.release,
        )
        taken_now += 1
    return taken_now
