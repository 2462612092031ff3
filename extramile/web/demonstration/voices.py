"""What is heard in the demonstration besides surveys: population, sessions, coding by two people, themes, the loop."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from extramile.web.demonstration import surveys
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.days import DAY, school_day
from extramile.web.demonstration.definitions import (
    Coders,
    InventedLoop,
    InventedSession,
    InventedVoices,
    OwnCode,
    ReleasedTheme,
    Stage,
)
from extramile.web.voices import actions, coding, gathering, queries
from extramile.web.voices.models import Answer, LoopEntry, Quote, Response

# How a first and a second reader err: what they overhear, and how often they take one thing for another.
FIRST, SECOND = (0.08, 0.08), (0.16, 0.14)
# Of what they saw differently, so much was settled between them.
SETTLED = 0.65
STAGES = ("decided", "done", "difference", "not_done")


def plan(cast: Cast, told: InventedVoices) -> None:
    """Note in the diary what was heard, when."""
    cast.on(told.population_ago, _population, cast, told)
    for survey in told.surveys:
        surveys.plan(cast, survey)
    for code in told.codes:
        cast.on(code.ago, _own_code, cast, code)
    for session in told.sessions:
        cast.on(session.held - 1, _session, cast, session)
        if session.released is not None:
            cast.on(session.released, _release, cast, "session", session.title, session.by)
    for coders in told.coders:
        cast.on(coders.first_ago, _first, cast, told, coders)
        cast.on(coders.second_ago, _second, cast, told, coders)
        cast.on(coders.settled_ago, _settle, cast, told, coders)
    for theme in told.themes:
        cast.on(theme.ago, _theme, cast, theme)
    for number, entry in enumerate(told.loop):
        _plan_loop(cast, number, entry)


def _population(cast: Cast, told: InventedVoices) -> None:
    for each in told.population:
        gathering.set_population(
            scope=cast.scope(told.population_by),
            group=each.group,
            counts=each.counts,
            source=told.population_source,
            as_of=cast.day(told.population_ago),
        )


def _own_code(cast: Cast, code: OwnCode) -> None:
    coding.add_code(scope=cast.scope(code.by), title=code.title, about=code.about)


def _held_on(cast: Cast, told: InventedSession) -> date:
    """Return the day of a session: schools are open, and no two are held on one day, however many fall into a holiday."""
    day = school_day(cast.day(told.held))
    taken = {session.held_on for _, session in cast.of_kind("session")}
    while day in taken:
        day = school_day(day - DAY)
    return day


def _session(cast: Cast, told: InventedSession) -> None:
    scope = cast.scope(told.by)
    session = gathering.write_session(
        scope=scope,
        title=told.title,
        kind=told.kind,
        held_on=_held_on(cast, told),
        place=told.place,
        space=told.space,
        notes=told.notes,
        themes=list(told.themes),
    )
    cast.made["session", told.title] = session
    for line in told.roster:
        gathering.add_roster_line(
            scope=scope,
            session=session,
            organisation=cast.organisation(line.organisation) if line.organisation else None,
            role=line.role,
            invited=line.invited,
            accepted=line.accepted,
            attended=line.attended,
            names="",
        )
    for quote in told.quotes:
        gathering.add_quote(
            scope=scope,
            session=session,
            words=quote.words,
            said_by=quote.by,
            consent=quote.consent,
            consent_until=None if quote.until is None else cast.day(quote.until),
        )
        cast.made["text", quote.words] = surveys.Text(quote.words, frozenset(quote.themes))


def _release(cast: Cast, kind: str, key: str, who: str) -> None:
    found = cast.made[kind, key]
    actions.release(scope=cast.scope(who), thing=type(found).objects.get(pk=found.pk), kind=kind)


# Coding.


def _things(cast: Cast, who: str, of: str) -> list[Any]:
    """Return what a coder has before them: of one survey, or what was said in sessions."""
    every = queries.to_code(cast.scope(who))
    if of == "sessions":
        return [each for each in every if isinstance(each, Quote)]
    survey = cast.made["survey", of]
    return [each for each in every if isinstance(each, Answer) and each.question.survey_id == survey.pk]


def _words(thing: Any) -> str:
    return thing.text if isinstance(thing, Answer) else thing.words


def _heard(told: InventedVoices, true: frozenset[str], chance: random.Random, errs: tuple[float, float]) -> list[str]:
    """Return what a reader hears, who misses some and mistakes some."""
    misses, mistakes = errs
    heard = {theme for theme in true if chance.random() > misses}
    heard |= {told.confused[theme] for theme in sorted(true) if theme in told.confused and chance.random() < mistakes}
    return sorted(heard)


def _first(cast: Cast, told: InventedVoices, coders: Coders) -> None:
    scope = cast.scope(coders.first)
    for thing in _things(cast, coders.first, coders.of):
        chance = cast.chance("first", _words(thing))
        if chance.random() < coders.waits or coding.part_for(scope, thing) != "first":
            continue
        coding.code(scope=scope, thing=thing, codes=_heard(told, surveys.themes_of(cast, _words(thing)), chance, FIRST))


def _second(cast: Cast, told: InventedVoices, coders: Coders) -> None:
    scope = cast.scope(coders.second)
    for thing in _things(cast, coders.second, coders.of):
        chance = cast.chance("second", _words(thing))
        part = coding.part_for(scope, thing)
        if part != "second" or "first" not in coding.codings(thing) or chance.random() < coders.waits:
            continue
        codes = _heard(told, surveys.themes_of(cast, _words(thing)), chance, SECOND)
        coding.code(scope=scope, thing=thing, codes=codes)


def _settle(cast: Cast, told: InventedVoices, coders: Coders) -> None:
    scope = cast.scope(coders.first)
    for thing in _things(cast, coders.first, coders.of):
        done = coding.codings(thing)
        differ = {"first", "second"} <= set(done) and done["first"].codes != done["second"].codes
        chance = cast.chance("settled", _words(thing))
        if differ and chance.random() < SETTLED:
            codes = sorted(surveys.themes_of(cast, _words(thing)))
            coding.settle(scope=scope, thing=thing, codes=codes, why=chance.choice(told.settled_because))


def _theme(cast: Cast, told: ReleasedTheme) -> None:
    scope = cast.scope(told.by)
    people = getattr(queries.voice_theme(scope, told.theme).total, "count", None)
    gathering.release_theme(scope=scope, theme=told.theme, summary=told.words, people=people)


# The loop.


def _plan_loop(cast: Cast, number: int, told: InventedLoop) -> None:
    cast.on(told.ago, _write_loop, cast, number, told, ())
    reached: list[str] = []
    for stage in STAGES:
        found: Stage | None = getattr(told, stage)
        if found:
            reached.append(stage)
            cast.on(found.ago, _write_loop, cast, number, told, tuple(reached))
    if told.released is not None:
        cast.on(told.released, _release_loop, cast, number)


def _write_loop(cast: Cast, number: int, told: InventedLoop, reached: tuple[str, ...]) -> None:
    content: dict[str, Any] = {
        "said": told.said,
        "said_by": told.said_by,
        "said_on": cast.day(told.ago),
        "theme": told.theme,
        "space": told.space,
    }
    for stage in STAGES:
        found: Stage | None = getattr(told, stage) if stage in reached else None
        content[stage] = found.words if found else ""
        content[f"{stage}_by"] = found.by if found else ""
        content[f"{stage}_on"] = cast.day(found.ago) if found else None
    entry = cast.made.get(("loop", str(number)))
    fresh = LoopEntry.objects.get(pk=entry.pk) if entry else None
    version = fresh.version if fresh else None
    cast.made["loop", str(number)] = gathering.write_loop(
        scope=cast.scope(told.by), entry=fresh, version=version, **content
    )


def _release_loop(cast: Cast, number: int) -> None:
    entry = LoopEntry.objects.get(pk=cast.made["loop", str(number)].pk)
    actions.release(scope=cast.scope("forum.chair"), thing=entry, kind="loop")


@contextmanager
def seeded_keys(cast: Cast) -> Iterator[None]:
    """Take the keys of answers and quotes from the seed, so that the same ones are read twice in every build.

    Everywhere else these keys are random, because they must not tell in which order people answered.
    """
    chance = cast.chance("keys")
    fields = [model._meta.get_field("id") for model in (Response, Answer, Quote)]
    before = [field.default for field in fields]
    for field in fields:
        field.default = lambda: surveys.key_from(chance)
        field.__dict__.pop("_get_default", None)
    try:
        yield
    finally:
        for field, default in zip(fields, before, strict=True):
            field.default = default
            field.__dict__.pop("_get_default", None)
