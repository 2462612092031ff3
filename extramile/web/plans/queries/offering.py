"""Readings that a measure can be offered: of a published indicator, of returns, of frozen evidence, of a survey question."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extramile.core.disclosure import NotAvailable, Shown
from extramile.core.vocabulary import InputError
from extramile.web.evidence import contents, recalled, snapshots
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.queries import Filters
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.evidence.visibility import Space as EvidenceSpace
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import returned
from extramile.web.plans.models import Measure, MeasureSource, Reading, ReadingState
from extramile.web.voices import answering
from extramile.web.voices import queries as voices
from extramile.web.voices.models import Question, Space, Survey

ONE_ANSWER = frozenset({"one", "many", "scale", "faces", "faces3"})
SILENT = frozenset({"", "number", "score", "rate", "ratio"})
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """A reading that is offered: for which day, as what it is published, and the figure or why there is none."""

    day: date
    period: str
    state: str
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    # Of a figure of a return: the release that tells it.
    release: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What one source offers. `ref` is what the source calls it, `words` how people do; `why_none` if there is nothing."""

    source: str
    ref: dict[str, Any]
    words: str
    unit: str
    readings: tuple[Offered, ...]
    evidence_id: int | None = None
    why_none: str = ""


def of_indicator(scope: Scope, measure: Measure, indicator: str, area: str) -> Offer:
    """Return what the Library has of an indicator for an area since the baseline. Raises InputError for what it has not."""
    return _of_frozen(measure, contents.snapshot_data(scope, indicator, area))


def of_evidence(scope: Scope, measure: Measure, item_id: int) -> Offer:
    """Return what a frozen figure among the evidence holds since the baseline."""
    item = next((each for each in frozen_evidence(scope) if each.pk == item_id), None)
    version = evidence.version(scope, item_id) if item else None
    if item is None or version is None or not version.data:
        raise InputError("There is no such evidence.", next_step="Choose a measure snapshot from the list.")
    return _of_frozen(measure, version.data, item)


def of_returns(scope: Scope, measure: Measure, name: str) -> Offer:
    """Return what was released of a measure of the area's returns since the baseline."""
    data = returned.frozen(scope, name)
    if data is None:
        raise InputError("No figure of this was released.", next_step="Choose a measure from the list.")
    return _of_frozen(measure, data)


def fresh_of_returns(scope: Scope, measure: Measure, standing: Iterable[Reading]) -> Offer | None:
    """Return the figures of its return that a measure has not, or has otherwise, if it is read from one; a person takes them.

    What a person took from frozen evidence stays as it was frozen.
    """
    name = measure.source_ref.get("measure", "") if measure.source == MeasureSource.RETURNS else ""
    data = returned.frozen(scope, name) if name else None
    if data is None:
        return None
    found, known = _of_frozen(measure, data), {each.day: each for each in standing}
    new = tuple(each for each in found.readings if _is_news(each, known.get(each.day)))
    return replace(found, readings=new) if new and same_unit(measure.unit, found.unit) else None


def _is_news(offered: Offered, stands: Reading | None) -> bool:
    if stands is None or stands.back_at is not None:
        return True
    return stands.evidence_id is None and (stands.value, stands.state) != (offered.value, offered.state)


def frozen_evidence(scope: Scope) -> list[Item]:
    """Return the measure snapshots whose figures everybody who sees plans may see."""
    return [
        each
        for each in evidence.items(scope, Filters(kind=Kind.SNAPSHOT))
        if each.sensitivity in (Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP) and each.space == EvidenceSpace.PARTNERSHIP
    ]


def _of_frozen(measure: Measure, data: dict[str, Any], item: Item | None = None) -> Offer:
    by_day = {}
    back = recalled.of(snapshots.releases(data))
    for each in data["trend"]:
        day, release = snapshots.last_day(each), snapshots.release_of(data, each)
        if day is not None and _counts(measure, day) and release not in back:
            state = _state(each)
            value = each["value"] if state == ReadingState.KNOWN else None
            by_day[day] = Offered(day, each["period"], state, value, *_counts_of(data, each), release)
    place = data["area"]["name"]
    if snapshots.is_returned(data):
        source, ref = MeasureSource.RETURNS, {name: data["returns"][name] for name in ("measure", "release")}
        none = "No figure was released of a time since the baseline."
        none = next((each.words for each in back.values()), none)
    else:
        source, ref = MeasureSource.INDICATOR, {"indicator": data["indicator"], "area": data["area"]["code"]}
        none = "Nothing is published of it since the baseline."
    return Offer(
        source=source,
        ref=ref,
        words=f"{data['title']}, {place}"[:300],
        unit=data["unit"],
        readings=tuple(by_day.values()),
        evidence_id=item.pk if item else None,
        why_none="" if by_day else none,
    )


def _counts_of(data: dict[str, Any], point: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the two numbers of a share where both may be told: rounded ones are not those that were counted."""
    counted, of = point.get("counted"), point.get("of")
    if (
        snapshots.round_to(data) > 1
        or point["value"] is None
        or not isinstance(counted, int)
        or not isinstance(of, int)
        or not of
    ):
        return None, None
    return (counted, of) if abs(100 * counted / of - point["value"]) <= 0.5 else (None, None)


def _state(point: dict[str, Any]) -> str:
    if point["value"] is not None:
        return ReadingState.KNOWN
    return ReadingState.SUPPRESSED if point["state"] in ("suppressed", "unreliable") else ReadingState.MISSING


def _counts(measure: Measure, day: date) -> bool:
    return measure.baseline_on is None or day > measure.baseline_on


def questions(scope: Scope) -> list[tuple[Survey, Question]]:
    """Return the questions whose counts can be a measure: closed ones, of surveys that are over and nobody's own space."""
    return [
        (survey, question)
        for survey in voices.surveys(scope).prefetch_related("questions")
        if survey.space == Space.PARTNERSHIP or survey.released_on
        for question in survey.questions.all()
        if question.kind in ONE_ANSWER and voices.window(survey) == "after"
    ]


def answers_to(question: Question) -> Choices:
    """Return the answers to a question that can be counted."""
    return [(each.value, each.words) for each in answering.choices(question)]


def of_question(scope: Scope, measure: Measure, question_id: int, chosen: Collection[str]) -> Offer:
    """Return the share of those who gave one of the chosen answers, as disclosure control lets it out.

    Of a survey that is over and has no answer which waits for its batch: then everybody's counts are the same, and the figure
    beside the page of the survey is no way to a single answer.
    """
    found = next((each for each in questions(scope) if each[1].pk == question_id), None)
    if found is None:
        raise InputError("There is no such question.", next_step="Choose one from the list.")
    survey, question = found
    known = dict(answers_to(question))
    if not chosen or not set(chosen) <= known.keys():
        raise InputError("Choose the answers that are counted.", next_step="Choose at least one from the list.")
    if question.kind == "many" and len(chosen) > 1:
        raise InputError("People could give several answers, so their counts cannot be added.", next_step="Choose one.")
    day = survey.closes or date.max
    words = f"{survey.title}: {question.words} ({', '.join(known[each] for each in known if each in chosen)})"
    why = _why_not(scope, survey, measure, day)
    return Offer(
        source=MeasureSource.VOICE,
        ref={"question": question.pk, "answers": sorted(chosen)},
        words=words[:300],
        unit="%",
        readings=() if why else (_counted(scope, survey, question, chosen, day),),
        why_none=why,
    )


def _why_not(scope: Scope, survey: Survey, measure: Measure, day: date) -> str:
    if not voices.counts_are_out(scope, survey) or not voices.settled(survey):
        return "The counts of this survey are not out yet: too few answered, or answers that came later wait for more."
    if day == date.max:
        return "The survey has no last day, so nobody can say of which day its counts are."
    return "" if _counts(measure, day) else "The survey is from before the baseline."


def _counted(scope: Scope, survey: Survey, question: Question, chosen: Iterable[str], day: date) -> Offered:
    counted = next(iter(voices.counts(scope, survey, list(survey.questions.all())).of(question)), None)
    if counted is None or isinstance(counted.total, NotAvailable):
        return Offered(day, survey.title, ReadingState.MISSING)
    released = {value: each for value, _, each in counted.choices}
    parts = [released[each].count if isinstance(released[each], Shown) else None for each in chosen]
    if not isinstance(counted.total, Shown) or None in parts or not counted.total.count:
        return Offered(day, survey.title, ReadingState.SUPPRESSED)
    number, whole = sum(each for each in parts if each is not None), counted.total.count
    return Offered(day, survey.title, ReadingState.KNOWN, 100 * number / whole, number, whole)


def same_unit(one: str, other: str) -> bool:
    """Say whether two units are one: a plain number has many names."""
    return one == other or {one, other} <= SILENT
