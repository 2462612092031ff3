"""Words for the pages of surveys."""

from dataclasses import dataclass
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from markupsafe import Markup

from extramile.core.listening import AUDIENCES, KINDS, groups, survey_templates
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import answering, queries
from extramile.web.voices.coding import code_book, final_codes
from extramile.web.voices.models import Owned, Question, Space, Survey
from extramile.web.voices.presenters.hearing import said


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey in a list."""

    id: int
    title: str
    audience: str
    state: str
    tone: str
    when: str
    until: str
    answers: str
    space: str


def survey_row(survey: Survey) -> SurveyRow:
    """Return a survey in words."""
    state, tone = {
        ("draft", ""): ("Draft", "quiet"),
        ("open", "before"): ("Opens later", "info"),
        ("open", "open"): ("Open", "strength"),
    }.get((survey.state, queries.window(survey) if survey.state == "open" else ""), ("Closed", "quiet"))
    return SurveyRow(
        id=survey.pk,
        title=survey.title,
        audience=AUDIENCES[survey.audience],
        state=state,
        tone=tone,
        when=window_words(survey),
        until=_until(survey),
        answers=answers_words(survey.answered),
        space=space_words(survey),
    )


def _until(survey: Survey) -> str:
    if survey.state == "draft":
        return "not yet"
    return f"until {day_words(survey.closes)}" if survey.closes else "until it is closed"


def answers_words(count: int) -> str:
    """Return how many answered."""
    return "no answers yet" if not count else "1 answer" if count == 1 else f"{count:,} answers"


def counted_words(counted: int, answered: int) -> str:
    """Return what the counts are made of; answers that came later join them five at a time at least."""
    if counted == answered:
        return ""
    waits = answered - counted
    later = "1 answer that came later waits" if waits == 1 else f"{waits:,} answers that came later wait"
    return f"These are the counts of {counted:,} answers. {later} until there are five, so that nobody is seen in the difference."


def day_words(day: date) -> str:
    """Return a day in words."""
    return str(date_format(day, "j F Y"))


def window_words(survey: Survey) -> str:
    """Return the window in words."""
    opens = date_format(survey.opens, "j F Y") if survey.opens else "the day it is opened"
    closes = date_format(survey.closes, "j F Y") if survey.closes else "it is closed"
    return f"from {opens} until {closes}"


def space_words(thing: Owned) -> str:
    """Return whose space a thing stands in, where that needs saying."""
    if thing.space == Space.PARTNERSHIP:
        return ""
    released = thing.released_on
    return f"released by the forum on {date_format(released, 'j F Y')}" if released else "forum only"


@dataclass(frozen=True, slots=True)
class Ways:
    """How people come to a survey: the link and its QR code, drawn without styles of its own."""

    address: str
    qr: Markup


def ways(survey: Survey) -> Ways:
    """Return the link of a survey and its QR code."""
    address = settings.SITE_ADDRESS + reverse("voices:answer", args=[survey.code])
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=3, omitsize=True, svgclass="v-qr", lineclass="v-qr__ink", title=""
    )
    named = drawn.replace("<svg ", '<svg role="img" aria-label="QR code of the survey’s link" ', 1)
    return Ways(address, Markup(named.replace("<title></title>", "")))  # noqa: S704 - made of our own address


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list of whoever makes the survey."""

    id: int
    words: str
    kind: str
    section: str
    required: bool
    options: list[str]


def question_row(question: Question) -> QuestionRow:
    """Return a question in words."""
    return QuestionRow(
        id=question.pk,
        words=question.words,
        kind=KINDS[question.kind],
        section=question.section,
        required=question.required,
        options=[
            f"{choice.words} …" if choice.value == answering.other(question) else choice.words
            for choice in answering.choices(question)
        ]
        if question.kind in {"one", "many", "scale", "about"}
        else list(question.options),
    )


def templates() -> list[tuple[str, str, str]]:
    """Return the surveys to begin with: name, title, for whom."""
    return [(name, each.title, FOR.get(name, AUDIENCES[each.audience])) for name, each in survey_templates().items()]


# Whom a survey to begin with is for, where its audience does not say it.
FOR = {"youngest": "Young children, with faces to point at"}


def group_choices() -> list[tuple[str, str]]:
    """Return what can be asked about a person."""
    return [("", "Nothing"), *((each.id, each.title) for each in groups())]


def theme_rows(scope: Scope) -> list[tuple[str, str, str]]:
    """Return the themes that people spoke of, with what may be seen of their number; those released by the forum as well."""
    counts, quotes = queries.theme_counts(scope), queries.heard_quotes(scope)
    book = code_book(scope)
    used = set(counts.themes) | {code for each in quotes for code in final_codes(each)}
    used |= set(queries.theme_releases(scope).values_list("theme", flat=True))
    return [(code.id, code.title, said(counts.of(code.id)[1])) for code in book if code.id in used]
