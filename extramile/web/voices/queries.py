"""Reading surveys and sessions. What stands in the forum's own space is seen by the forum until it is released."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from extramile.core.disclosure import PARTNERSHIP
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.actions import secret_hash
from extramile.web.voices.coding import QUOTES_TWICE, code_book
from extramile.web.voices.counting import CROSSED, Crossed, SurveyCounts, Voted, count_by_group, count_survey, voted
from extramile.web.voices.hearing import Spoke, ThemeCounts, VoiceTheme, count_themes, theme_of
from extramile.web.voices.keeping import (
    read_counts,
    read_tables,
    read_themes,
    write_counts,
    write_tables,
    write_themes,
)
from extramile.web.voices.models import (
    Answer,
    Coding,
    Draft,
    Import,
    LoopEntry,
    Population,
    Question,
    Quote,
    Response,
    RosterLine,
    Session,
    Space,
    Survey,
    ThemeRelease,
    Unfinished,
)
from extramile.web.voices.ready import key_of, questions_key, ready


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


def text_answers(scope: Scope, survey: Survey | None = None, words: str = "") -> QuerySet[Answer]:
    """Return what people wrote, in one survey or in all, for those who may read single answers; with these words in it."""
    scope.check(Permission.READ_ANSWERS)
    found = Answer.objects.filter(question__survey__in=Survey.objects.filter(open_to(scope))).exclude(text="")
    if survey is not None:
        found = found.filter(question__survey=survey)
    if words:
        found = found.filter(text__icontains=words)
    return found.select_related("question__survey").order_by("question__survey", "question__position", "id")


def contacts(scope: Scope, survey: Survey) -> QuerySet[Response]:
    """Return who left a name or a way to reach them, in no order that tells of their answers."""
    scope.check(Permission.READ_ANSWERS)
    own = Survey.objects.filter(open_to(scope))
    return Response.objects.filter(survey=survey, survey__in=own).exclude(name="", contact="").order_by("name", "id")


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


def roster_line(scope: Scope, session_id: int, line_id: int) -> RosterLine | None:
    """Return a line of the roster of a session in which this person works, or None."""
    own = Session.objects.filter(open_to(scope), pk=session_id)
    return RosterLine.objects.select_related("session").filter(session__in=own, pk=line_id).first()


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


def counts(scope: Scope, survey: Survey, questions: Sequence[Question]) -> SurveyCounts:
    """Return what this person may see of the counts of a survey, ready or made now."""
    kept = ready(
        partnership=scope.partnership,
        survey=survey,
        name=f"survey-{survey.pk}-{_behind(scope, survey)}",
        key=key_of(survey.answers_revision, questions_key(questions)),
        make=lambda: write_counts(count_survey(questions, votes(scope, survey))),
    )
    return read_counts(kept, questions)


def tables_by_group(scope: Scope, survey: Survey, questions: Sequence[Question], by: Question) -> Mapping[int, Crossed]:
    """Return the answers to the questions of a survey by group, as far as this person may see them."""

    def make() -> dict[str, Any]:
        answers = votes(scope, survey)
        asked = [each for each in questions if each.pk != by.pk and each.kind in CROSSED and answers.enough(each)]
        tables = {each.pk: count_by_group(each, by, answers) for each in asked}
        return write_tables({number: table for number, table in tables.items() if table})

    kept = ready(
        partnership=scope.partnership,
        survey=survey,
        name=f"survey-{survey.pk}-by-{by.pk}-{_behind(scope, survey)}",
        key=key_of(survey.answers_revision, questions_key(questions)),
        make=make,
    )
    return read_tables(kept)


def _behind(scope: Scope, survey: Survey) -> str:
    return "all" if reads(scope, survey) else f"until-{unfinished_batch(survey)}"


def votes(scope: Scope, survey: Survey) -> Voted:
    """Return the answers to closed questions of everybody behind the counts: to be counted, never shown one by one."""
    behind = behind_counts(scope, survey)
    closed = Answer.objects.filter(response__in=behind, value__isnull=False)
    return voted(behind.values_list("pk", flat=True), closed.values_list("response_id", "question_id", "value"))


def counts_are_out(scope: Scope, survey: Survey) -> bool:
    """Say whether this person may see counts now.

    While a survey is open the difference between two days' counts is what few people said, so that only those see counts who may
    read the answers themselves.
    """
    if not reads(scope, survey) and window(survey) != "after":
        return False
    return counted(scope, survey) >= PARTNERSHIP.threshold


def reads(scope: Scope, survey: Survey) -> bool:
    """Say whether this person may read the single answers of a survey."""
    return scope.can(Permission.READ_ANSWERS) and inside(scope, survey)


def behind_counts(scope: Scope, survey: Survey) -> QuerySet[Response]:
    """Return the responses that counts are made of: for others than readers of answers, those of finished batches.

    What comes in after the survey was closed joins the counts five at a time at least.
    """
    found = survey.responses.all()
    return found if reads(scope, survey) else found.filter(batch__lt=unfinished_batch(survey))


def heard_between(
    scope: Scope, first: date, last: date
) -> tuple[list[tuple[Survey, list[Question], SurveyCounts]], list[Survey]]:
    """Return the surveys that could be answered in a period, whole, with what this person may see of their counts.

    Those of which no count may be seen yet come apart: they were asked, and stand without a number.
    """
    began = surveys(scope).exclude(state=Survey.State.DRAFT).filter(opens__lte=last).prefetch_related("questions")
    shown, waiting = [], []
    for each in began.order_by("opens", "pk"):
        ended = each.closes or (each.opens if each.state == Survey.State.CLOSED else last)
        if ended < first:
            continue
        if counts_are_out(scope, each):
            questions = list(each.questions.all())
            shown.append((each, questions, counts(scope, each, questions)))
        else:
            waiting.append(each)
    return shown, waiting


def sessions_between(scope: Scope, first: date, last: date) -> list[Session]:
    """Return the sessions held in a period, with their rosters."""
    held = sessions(scope).filter(held_on__gte=first, held_on__lte=last)
    return list(held.order_by("held_on", "pk").prefetch_related("roster"))


def unfinished_batch(survey: Survey) -> int:
    """Return the first batch of answers that is not finished: nothing of it is in the counts of others.

    The batch of a survey whose last day has passed is finished as well, if it holds enough: whatever is added later begins
    another.
    """
    over = survey.state == Survey.State.OPEN and window(survey) == "after"
    enough = over and survey.responses.filter(batch=survey.batch).count() >= PARTNERSHIP.threshold
    return survey.batch + enough


def settled(survey: Survey) -> bool:
    """Say whether every answer is in the counts that everybody sees: none waits for its batch."""
    return not survey.responses.filter(batch__gte=unfinished_batch(survey)).exists()


def counted(scope: Scope, survey: Survey) -> int:
    """Return how many responses the counts are made of that this person sees."""
    return behind_counts(scope, survey).count()


def imports(scope: Scope, survey: Survey) -> QuerySet[Import]:
    """Return the tables that were read for a survey, the latest first."""
    return Import.objects.filter(survey=survey, survey__in=Survey.objects.filter(open_to(scope)))


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
    every = [*_with_readings(_texts_open_to(scope)), *_with_readings(_quotes_open_to(scope))]
    return sorted(every, key=lambda each: each.pk.int)


def _texts_open_to(scope: Scope) -> QuerySet[Answer]:
    return Answer.objects.filter(question__survey__in=Survey.objects.filter(open_to(scope))).exclude(text="")


def _quotes_open_to(scope: Scope) -> QuerySet[Quote]:
    return Quote.objects.filter(session__in=Session.objects.filter(open_to(scope)))


def _with_readings(things: QuerySet[Any]) -> QuerySet[Any]:
    around = ("question__survey", "response") if things.model is Answer else ("session",)
    return things.select_related(*around).prefetch_related("codings__by")


def mine_to_code(scope: Scope) -> list[tuple[type[Answer] | type[Quote], UUID]]:
    """Return what waits to be read by this person, as `coding.part_for` says of each, in the order of its random key.

    Of thousands of answers no text is read: only keys, of those alone which may be theirs.
    """
    scope.check(Permission.CODE_ANSWERS)
    found: list[tuple[type[Answer] | type[Quote], UUID]] = []
    for things, of, share in (
        (_texts_open_to(scope), "answer", F("question__survey__second_share")),
        (_quotes_open_to(scope), "quote", Value(QUOTES_TWICE)),
    ):
        done = Coding.objects.filter(**{of: OuterRef("pk")})
        first = things.filter(~Exists(done.filter(part__in=("first", "settled"))))
        second = things.filter(
            Exists(done.filter(part="first").exclude(by=scope.person)), ~Exists(done.exclude(part="first"))
        )
        found += [(things.model, pk) for pk in first.values_list("pk", flat=True)]
        found += [(things.model, pk) for pk, most in second.values_list("pk", share) if pk.int % 100 < most]
    return sorted(found, key=lambda each: each[1].int)


def to_code_with(scope: Scope, words: str) -> list[tuple[type[Answer] | type[Quote], UUID]]:
    """Return what people said with these words in it, whoever is to read it, in the order of its random key."""
    scope.check(Permission.CODE_ANSWERS)
    answers = _texts_open_to(scope).filter(text__icontains=words).values_list("pk", flat=True)
    said = _quotes_open_to(scope).filter(words__icontains=words).values_list("pk", flat=True)
    return sorted([*((Answer, pk) for pk in answers), *((Quote, pk) for pk in said)], key=lambda each: each[1].int)


def said(scope: Scope, chosen: Sequence[tuple[type[Answer] | type[Quote], UUID]]) -> list[Answer | Quote]:
    """Return these things with their readings, in the same order."""
    keys = [pk for _, pk in chosen]
    found = {each.pk: each for each in _with_readings(_texts_open_to(scope).filter(pk__in=keys))}
    found |= {each.pk: each for each in _with_readings(_quotes_open_to(scope).filter(pk__in=keys))}
    return [found[pk] for pk in keys if pk in found]


def how_much_was_said(scope: Scope) -> int:
    """Return how many texts and quotes there are that this person may code."""
    return _texts_open_to(scope).count() + _quotes_open_to(scope).count()


def read_twice(scope: Scope) -> list[Answer | Quote]:
    """Return what two people have read, with its readings: what they agree on is counted from it."""
    scope.check(Permission.CODE_ANSWERS)
    found: list[Answer | Quote] = []
    for things, of in ((_texts_open_to(scope), "answer"), (_quotes_open_to(scope), "quote")):
        done = Coding.objects.filter(**{of: OuterRef("pk")})
        found += _with_readings(things.filter(Exists(done.filter(part="first")), Exists(done.filter(part="second"))))
    return sorted(found, key=lambda each: each.pk.int)


def theme_counts(scope: Scope) -> ThemeCounts:
    """Return how many wrote of each theme, as far as this person may see it, ready or made now.

    Counting needs no right to read single answers. Whoever may not read them has counts of closed surveys, and of finished
    batches of answers, as in `behind_counts`.
    """
    behind: list[tuple[Survey, int | None]] = []
    for survey in Survey.objects.filter(visible(scope)).exclude(state=Survey.State.DRAFT).order_by("pk"):
        if reads(scope, survey):
            behind.append((survey, None))
        elif window(survey) == "after":
            behind.append((survey, unfinished_batch(survey)))
    kept = ready(
        partnership=scope.partnership,
        survey=None,
        name="-".join(["themes", *(each for each in EYES if scope.can(each))]),
        key=key_of([(each.pk, each.answers_revision, each.readings_revision, until) for each, until in behind]),
        make=lambda: write_themes(count_themes(_spoken(behind))),
    )
    return read_themes(kept)


# What people may see of themes depends on these and on nothing else.
EYES = (Permission.READ_ANSWERS, Permission.USE_FORUM_SPACE)


def _spoken(behind: Sequence[tuple[Survey, int | None]]) -> Iterator[Spoke]:
    """Yield who wrote an answer in these surveys, up to a batch, and the codes that hold of it."""
    seen = Q(pk__in=[])
    for survey, until in behind:
        seen |= Q(question__survey=survey) & (Q() if until is None else Q(response__batch__lt=until))
    answers = Answer.objects.filter(seen).exclude(text="")
    codes: dict[Any, list[str]] = {}
    read = Coding.objects.filter(answer__in=answers).exclude(part=Coding.Part.SECOND)
    for answer, part, given in read.values_list("answer_id", "part", "codes"):
        if part == Coding.Part.SETTLED or answer not in codes:
            codes[answer] = given
    # As plain rows: there may be thousands, and nothing of them but this is needed.
    for pk, who, audience in answers.values_list("pk", "response_id", "question__survey__audience"):
        yield Spoke(who, audience, frozenset(codes.get(pk, ())))


def heard_quotes(scope: Scope) -> list[Quote]:
    """Return what was said in sessions, with its readings."""
    heard = Quote.objects.filter(session__in=sessions(scope)).select_related("session").prefetch_related("codings")
    return list(heard)


def theme_releases(scope: Scope, theme: str = "") -> QuerySet[ThemeRelease]:
    """Return what the forum released of themes."""
    found = ThemeRelease.objects.filter(partnership=scope.partnership)
    return found.filter(theme=theme) if theme else found


def entry(scope: Scope, entry_id: int) -> LoopEntry | None:
    """Return an entry of the loop that this person may know of, or None."""
    return loop(scope).filter(pk=entry_id).first()


LOOP_WORDS = ("said", "decided", "done", "difference", "not_done")


def loop(scope: Scope, words: str = "", theme: str = "") -> QuerySet[LoopEntry]:
    """Return what was said and what became of it; with these words in any of its steps, on this theme."""
    found = LoopEntry.objects.filter(visible(scope))
    if words:
        found = found.filter(_any_of(LOOP_WORDS, words))
    return found.filter(theme=theme) if theme else found


def _any_of(fields: Sequence[str], words: str) -> Q:
    wanted = Q()
    for name in fields:
        wanted |= Q(**{f"{name}__icontains": words})
    return wanted


def search(scope: Scope, words: str) -> dict[str, list[Any]]:
    """Return what of this room has these words in it, by kind, as far as this person may see it."""
    held = sessions(scope).filter(Q(title__icontains=words) | Q(place__icontains=words))
    if scope.can(Permission.READ_ANSWERS):
        held |= Session.objects.filter(open_to(scope), notes__icontains=words)
    asked = surveys(scope).filter(Q(title__icontains=words) | Q(introduction__icontains=words))
    said = Quote.objects.filter(consented(scope), words__icontains=words).select_related("session")
    texts = text_answers(scope, words=words) if scope.can(Permission.READ_ANSWERS) else Answer.objects.none()
    return {
        "surveys": list(asked[:MOST_FOUND]),
        "sessions": list(held.distinct()[:MOST_FOUND]),
        "quotes": list(said[:MOST_FOUND]),
        "texts": list(texts[:MOST_FOUND]),
        "entries": list(loop(scope, words)[:MOST_FOUND]),
    }


MOST_FOUND = 50


def unfinished(scope: Scope, form: str, thing_id: int = 0) -> Unfinished | None:
    """Return what this person kept of a form that they did not finish, or None."""
    return Unfinished.objects.filter(
        person=scope.person, partnership=scope.partnership, form=form, thing_id=thing_id
    ).first()


def voice_theme(scope: Scope, theme: str) -> VoiceTheme:
    """Return what was heard of a theme, fit to be offered as evidence."""
    return theme_of(
        theme,
        code_book(scope),
        theme_counts(scope),
        heard_quotes(scope),
        set(Quote.objects.filter(consented_by_all(scope))),
    )


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
