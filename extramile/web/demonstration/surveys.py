"""The invented surveys: made, opened, answered online, on paper and elsewhere, closed."""

import csv
import io
import random
from typing import Any
from uuid import UUID

from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import Closed, InventedAnswers, InventedSurvey, answers
from extramile.web.demonstration.grammar import Text, Writer
from extramile.web.voices import actions, answering, importing
from extramile.web.voices.models import Question, Survey

# Of those who are asked about themselves, so many answer; the rest leave it out or prefer not to say.
TELLS, PREFERS_NOT = 0.86, 0.03
# A mood moves all of a person's answers the same way, in steps of a scale.
MOOD, DOUBT = 0.75, 0.8


def plan(cast: Cast, told: InventedSurvey) -> None:
    """Note in the diary how a survey was made and answered."""
    cast.on(told.made, _make, cast, told)
    if told.opens is None or told.closes is None:
        return
    cast.on(told.opens, _open, cast, told)
    grammar = answers(told.grammar)
    writer = Writer(grammar)
    last = max(told.closes, 0)
    counts = {"online": cast.sized(told.online), "paper": cast.sized(told.paper), "sheet": cast.sized(told.sheet)}
    # What everybody writes is made in this order whatever the days are, so that the seed alone decides it.
    for number in range(counts["online"]):
        chance = cast.chance("survey", told.key, "online", number)
        cast.on(_day(chance, told.opens, last), _answer, cast, told, writer, chance)
    for number in range(counts["paper"]):
        chance = cast.chance("survey", told.key, "paper", number)
        cast.on(max(last - 1, 0), _enter, cast, told, writer, chance)
    if counts["sheet"]:
        cast.on(max(last, 0), _import, cast, told, writer, counts["sheet"])
    for number in range(cast.sized(told.begun)):
        cast.on(last, _begin, cast, told, cast.chance("survey", told.key, "begun", number))
    if told.closed is not None:
        cast.on(told.closed, _close, cast, told)
    if told.released is not None:
        cast.on(told.released, _release, cast, told)


def _day(chance: random.Random, opens: int, closes: int) -> int:
    """Return how many days ago somebody answered: most when it opens and when it is about to close."""
    span = opens - closes
    place = chance.betavariate(0.7, 0.9)
    return opens - min(span, int(place * (span + 1)))


def _survey(cast: Cast, told: InventedSurvey) -> Survey:
    return Survey.objects.get(pk=cast.made["survey", told.key].pk)


def _make(cast: Cast, told: InventedSurvey) -> None:
    scope = cast.scope(told.by)
    survey = actions.make_survey(scope=scope, template=told.template, title=told.title, audience="", space=told.space)
    if told.opens is not None and told.closes is not None:
        settings = {name: getattr(survey, name) for name in actions.SETTINGS}
        settings |= {"opens": cast.day(told.opens), "closes": cast.day(told.closes)}
        survey = actions.change_survey(scope=scope, survey=survey, version=survey.version, **settings)
    cast.made["survey", told.key] = survey


def _open(cast: Cast, told: InventedSurvey) -> None:
    actions.open_survey(scope=cast.scope(told.by), survey=_survey(cast, told))


def _close(cast: Cast, told: InventedSurvey) -> None:
    actions.close_survey(scope=cast.scope(told.by), survey=_survey(cast, told))


def _release(cast: Cast, told: InventedSurvey) -> None:
    actions.release(scope=cast.scope(told.by), thing=_survey(cast, told), kind="survey")


def _answer(cast: Cast, told: InventedSurvey, writer: Writer, chance: random.Random) -> None:
    survey = _survey(cast, told)
    actions.send_answers(survey=survey, raw=answered(cast, survey, writer, chance))


def _begin(cast: Cast, told: InventedSurvey, chance: random.Random) -> None:
    survey = _survey(cast, told)
    raw = answered(cast, survey, Writer(answers(told.grammar)), chance)
    actions.keep_draft(survey=survey, secret="", raw=dict(list(raw.items())[:3]))


def _enter(cast: Cast, told: InventedSurvey, writer: Writer, chance: random.Random) -> None:
    survey = _survey(cast, told)
    days = max(told.closes or 0, 0)
    way = chance.choice(["paper", "paper", "phone"])
    raw = answered(cast, survey, writer, chance)
    day = cast.day(_day(chance, told.opens or 0, days))
    actions.enter_answers(scope=cast.scope(told.by), survey=survey, raw=raw, way=way, answered_on=day)


def _import(cast: Cast, told: InventedSurvey, writer: Writer, count: int) -> None:
    """Read answers that a forum collected at its coffee mornings, as the table in which they were written down."""
    survey, scope = _survey(cast, told), cast.scope(told.by)
    questions = list(survey.questions.all())
    targets = importing.targets(questions)
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow([words for _, words in targets])
    for number in range(count):
        chance = cast.chance("survey", told.key, "sheet", number)
        raw = answered(cast, survey, writer, chance)
        raw["day"] = cast.day(_day(chance, told.opens or 0, max(told.closes or 0, 0))).isoformat()
        rows.writerow([_cell(questions, name, raw.get(name, "")) for name, _ in targets])
    held = importing.hold_table(
        scope=scope, survey=survey, content=sheet.getvalue().encode(), name="coffee-mornings.csv"
    )
    importing.map_columns(scope=scope, held=held, mapping=held.mapping)
    importing.import_rows(scope=scope, held=held)


def _cell(questions: list[Question], name: str, given: Any) -> str:
    """Return an answer as a person writes it into a table: by its words."""
    question = next((each for each in questions if name in answering.fields(each)), None)
    if question is None or question.kind in {"short", "long"}:
        return str(given)
    words = {choice.value: choice.words for choice in answering.choices(question)}
    return "; ".join(words[each] for each in given) if isinstance(given, list) else words.get(given, "")


def answered(cast: Cast, survey: Survey, writer: Writer, chance: random.Random) -> dict[str, Any]:
    """Return what somebody sends, as the form would send it; what they wrote is remembered with its themes."""
    told = writer.told
    mood = chance.gauss(0, MOOD)
    raw: dict[str, Any] = {}
    for question in survey.questions.all():
        if question.kind == "about":
            raw |= _about(chance, told, question)
        elif question.kind == "long":
            written = next((each for each in told.written if each.question == question.words), None)
            if written and chance.random() < written.share:
                text = writer.text(chance, written)
                cast.made["text", text.words] = text
                raw[answering.field(question)] = text.words
        else:
            raw |= _closed(chance, told, question, mood)
    if not raw:
        # Somebody who sends nothing at all sends nothing; in the demonstration they say at least this.
        raw |= _closed(chance, told, survey.questions.first(), mood, always=True)
    return raw


def _about(chance: random.Random, told: InventedAnswers, question: Question) -> dict[str, str]:
    weights = told.about.get(question.about, {})
    if not weights or chance.random() > TELLS:
        return {}
    value = answering.PREFER_NOT
    if chance.random() > PREFERS_NOT:
        value = chance.choices(list(weights), list(weights.values()))[0]
    return {answering.field(question): value}


def _closed(
    chance: random.Random, told: InventedAnswers, question: Question, mood: float, *, always: bool = False
) -> dict[str, Any]:
    found = next((each for each in told.closed if each.question == question.words), None)
    if found is None or (not always and chance.random() < 0.04):
        return {}
    if question.kind == "grid":
        return {
            name: str(_step(chance, mean, mood))
            for name, mean in zip(answering.fields(question), found.means, strict=True)
            if chance.random() > 0.03
        }
    name = answering.field(question)
    if question.kind == "many":
        ticked = _ticked(chance, found)
        return {name: ticked} if ticked else {}
    if question.kind in {"scale", "faces"}:
        return {name: str(_step(chance, found.means[0], mood))}
    return {name: str(chance.choices(range(len(found.weights)), found.weights)[0])}


def _ticked(chance: random.Random, found: Closed) -> list[str]:
    return [str(number) for number, share in enumerate(found.shares) if chance.random() < share]


def _step(chance: random.Random, mean: float, mood: float) -> int:
    return min(5, max(1, round(mean + mood + chance.gauss(0, DOUBT))))


def themes_of(cast: Cast, words: str) -> frozenset[str]:
    """Return what a careful reader hears in what somebody wrote."""
    found = cast.made.get(("text", words))
    return found.themes if isinstance(found, Text) else frozenset()


def key_from(chance: random.Random) -> UUID:
    """Return a key from a seed, for rows whose key decides who reads them."""
    return UUID(int=chance.getrandbits(128), version=4)
