"""Reading surveys and sessions. What stands in the forum's own space is seen by the forum until it is released."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from extramile.core.disclosure import PARTNERSHIP
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.actions import secret_hash
from extramile.web.voices.coding import code_book
from extramile.web.voices.hearing import VoiceTheme, theme_of
from extramile.web.voices.models import (
    Answer,
    Draft,
    Import,
    LoopEntry,
    Population,
    Question,
    Quote,
    Session,
    Space,
    Survey,
    ThemeRelease,
)


def visible(scope: Scope) -> Q:
    """Return what this person may know of: the partnership's things, the forum's own if they are in it, what it released."""
    shared = Q(space=Space.PARTNERSHIP) | Q(released_on__isnull=False)
    return Q(partnership=scope.partnership) & (Q() if scope.can(Permission.USE_FORUM_SPACE) else shared)


def open_to(scope: Scope) -> Q:
    """Return the spaces in which this person may read what single people said: releasing a survey never releases that."""
    own = Q() if scope.can(Permission.USE_FORUM_SPACE) else Q(space=Space.PARTNERSHIP)
    return Q(partnership=scope.partnership) & own


def inside(scope: Scope, thing: Any) -> bool:
    """Say whether this person works in the space of the thing."""
    return bool(thing.space == Space.PARTNERSHIP or scope.can(Permission.USE_FORUM_SPACE))


def surveys(scope: Scope) -> QuerySet[Survey]:
    """Return the surveys that this person may know of, with how many answered."""
    return Survey.objects.filter(visible(scope)).annotate(answered=Count("responses")).order_by("-made_at")


def survey(scope: Scope, survey_id: int) -> Survey | None:
    """Return a survey that this person may know of, or None."""
    return surveys(scope).filter(pk=survey_id).first()


def question(scope: Scope, survey_id: int, question_id: int) -> Question | None:
    """Return a question of such a survey, or None."""
    return Question.objects.filter(
        survey__in=Survey.objects.filter(visible(scope)), survey=survey_id, pk=question_id
    ).first()


def text_answers(scope: Scope, survey: Survey) -> QuerySet[Answer]:
    """Return what people wrote in a survey, for those who may read single answers."""
    scope.check(Permission.READ_ANSWERS)
    return (
        Answer.objects.filter(question__survey__in=Survey.objects.filter(open_to(scope)), question__survey=survey)
        .filter(question__kind__in=["short", "long"])
        .select_related("question")
        .order_by("question__position", "id")
    )


def text_answer(scope: Scope, answer_id: Any) -> Answer | None:
    """Return one of them, or None."""
    scope.check(Permission.READ_ANSWERS)
    return (
        Answer.objects.filter(pk=answer_id, question__survey__in=Survey.objects.filter(open_to(scope)))
        .exclude(text="")
        .select_related("question", "question__survey")
        .first()
    )


def sessions(scope: Scope) -> QuerySet[Session]:
    """Return the sessions that this person may know of."""
    return Session.objects.filter(visible(scope))


def session(scope: Scope, session_id: int) -> Session | None:
    """Return a session that this person may know of, or None."""
    return sessions(scope).filter(pk=session_id).first()


def consented(scope: Scope) -> Q:
    """Return which quotes this person may see: with consent that has not ended, or as a reader of single answers."""
    today = timezone.localdate()
    seen = Q(session__in=sessions(scope)) & ~Q(consent="none") & Q(consent_until__gte=today)
    if scope.can(Permission.READ_ANSWERS):
        seen |= Q(session__in=Session.objects.filter(open_to(scope)))
    return seen


def quotes(scope: Scope, session: Session) -> QuerySet[Quote]:
    """Return what was said in a session, as far as this person may see it."""
    return Quote.objects.filter(consented(scope), session=session).order_by("id")


def quote(scope: Scope, quote_id: Any) -> Quote | None:
    """Return a quote, for those who read single answers in its space."""
    scope.check(Permission.READ_ANSWERS)
    own = Session.objects.filter(open_to(scope))
    return Quote.objects.filter(session__in=own, pk=quote_id).select_related("session").first()


def closed_answers(scope: Scope, survey: Survey) -> QuerySet[Answer]:
    """Return the answers to closed questions, to be counted and never shown one by one."""
    seen = Survey.objects.filter(visible(scope))
    return Answer.objects.filter(question__survey=survey, question__survey__in=seen, value__isnull=False)


def counts_are_out(scope: Scope, survey: Survey) -> bool:
    """Say whether this person may see counts now.

    While a survey is open the difference between two days' counts is what few people said, so that only those see counts who may
    read the answers themselves.
    """
    if survey.responses.count() < PARTNERSHIP.threshold:
        return False
    return survey.state == Survey.State.CLOSED or (scope.can(Permission.READ_ANSWERS) and inside(scope, survey))


def held_table(scope: Scope, import_id: int) -> Import | None:
    """Return a table that was read for a survey this person may know of, or None."""
    seen = Survey.objects.filter(open_to(scope))
    return Import.objects.select_related("survey").filter(pk=import_id, survey__in=seen).first()


def populations(scope: Scope) -> dict[str, Population]:
    """Return the population tables of the partnership by group."""
    return {each.group: each for each in Population.objects.filter(partnership=scope.partnership)}


def to_code(scope: Scope) -> list[Answer | Quote]:
    """Return everything people said that this person may code, with its readings."""
    scope.check(Permission.CODE_ANSWERS)
    answers = (
        Answer.objects.filter(question__survey__in=Survey.objects.filter(open_to(scope)))
        .exclude(text="")
        .select_related("question__survey", "response")
        .prefetch_related("codings__by")
    )
    said = (
        Quote.objects.filter(session__in=Session.objects.filter(open_to(scope)))
        .select_related("session")
        .prefetch_related("codings__by")
    )
    return sorted([*answers, *said], key=lambda each: each.pk.int)


def spoken(scope: Scope) -> tuple[list[Answer], list[Quote]]:
    """Return what stands behind the voice themes: everything this person's spaces hold, with its readings.

    Counting needs no right to read single answers; what is shown of it is counts and consented quotes.
    """
    answers = (
        Answer.objects.filter(question__survey__in=Survey.objects.filter(visible(scope)))
        .exclude(text="")
        .select_related("question__survey")
        .prefetch_related("codings")
    )
    heard = Quote.objects.filter(session__in=sessions(scope)).select_related("session").prefetch_related("codings")
    return list(answers), list(heard)


def theme_releases(scope: Scope, theme: str = "") -> QuerySet[ThemeRelease]:
    """Return what the forum released of themes."""
    found = ThemeRelease.objects.filter(partnership=scope.partnership)
    return found.filter(theme=theme) if theme else found


def entry(scope: Scope, entry_id: int) -> LoopEntry | None:
    """Return an entry of the loop that this person may know of, or None."""
    return loop(scope).filter(pk=entry_id).first()


def loop(scope: Scope) -> QuerySet[LoopEntry]:
    """Return what was said and what became of it."""
    return LoopEntry.objects.filter(visible(scope))


def voice_theme(scope: Scope, theme: str) -> VoiceTheme:
    """Return what was heard of a theme, fit to be offered as evidence."""
    return theme_of(theme, code_book(scope), *spoken(scope), set(Quote.objects.filter(consented_by_all(scope))))


def consented_by_all(scope: Scope) -> Q:
    """Return the quotes that the whole partnership may see today."""
    today = timezone.localdate()
    return Q(session__in=sessions(scope)) & ~Q(consent="none") & Q(consent_until__gte=today)


# Public pages: no scope, because whoever asks is nobody in particular.


def public_survey(code: str) -> Survey | None:
    """Return the survey behind a public link; a draft has no public page."""
    return Survey.objects.select_related("partnership").filter(code=code).exclude(state=Survey.State.DRAFT).first()


def window(survey: Survey) -> str:
    """Return "before", "open" or "after": where today lies."""
    today = timezone.localdate()
    if survey.state == Survey.State.CLOSED or (survey.closes and today > survey.closes):
        return "after"
    return "before" if survey.opens and today < survey.opens else "open"


def draft(survey: Survey, secret: str) -> Draft | None:
    """Return what was begun under a secret link, or None."""
    return Draft.objects.filter(survey=survey, secret_hash=secret_hash(secret)).first()


def public_loop(slug: str) -> list[LoopEntry]:
    """Return what everybody may read of a partnership's loop: what the forum released."""
    return list(
        LoopEntry.objects.select_related("partnership").filter(partnership__slug=slug, released_on__isnull=False)
    )
