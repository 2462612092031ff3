"""Making surveys and taking answers. Each action is one transaction with its audit event.

What anonymous people send is the one write without an audit event: the event's time and place in the chain would tell when
each of them answered, which we promise not to keep.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.disclosure import PARTNERSHIP
from extramile.core.listening import AUDIENCES, KINDS, SCALE_STEPS, groups, survey_templates
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.design.secret_links import check_told_to_all
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import answering
from extramile.web.voices.models import Answer, Draft, LoopEntry, Owned, Question, Response, Space, Survey
from extramile.web.voices.ready import answers_changed

# Letters and digits that are not taken for each other when read aloud or copied by hand.
PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
CHANGED = "Somebody changed this while you were at it."
LOOK = "Look at what stands there now, take over what you want to keep, and save again."


def seal(survey: Survey) -> None:
    """Close the batch of answers that others may see counts of, if it holds enough; the next answers are a new one."""
    if survey.responses.filter(batch=survey.batch).count() >= PARTNERSHIP.threshold:
        survey.batch += 1
        survey.save(update_fields=["batch"])
        answers_changed(survey)


def tell(scope: Scope, verb: str, kind: str, thing: Any, **more: Any) -> None:
    """Record what was done to a thing of this room."""
    name = getattr(thing, "title", "")
    record(by=scope.person, verb=verb, kind=kind, thing_id=thing.pk, thing=name, scope=scope.name, **more)


def check_space(scope: Scope, permission: Permission, space: str) -> None:
    """Refuse who may not do this, and anybody but the forum in the forum's own space."""
    scope.check(permission)
    if space == Space.FORUM:
        scope.check(Permission.USE_FORUM_SPACE)


def newest(scope: Scope, thing: Any, version: int | None = None) -> Any:
    """Return a thing of this partnership, locked; refuse a change that was made on an old page."""
    found = type(thing).objects.select_for_update().get(pk=thing.pk, partnership=scope.partnership)
    if version is not None and found.version != version:
        raise InputError(CHANGED, next_step=LOOK)
    return found


@transaction.atomic
def make_survey(*, scope: Scope, template: str, title: str, audience: str, space: str) -> Survey:
    """Make a draft of a survey: from one of those to begin with, or empty."""
    check_space(scope, Permission.RUN_SURVEYS, space)
    begun = survey_templates().get(template)
    if audience not in AUDIENCES and begun is None:
        raise InputError("Choose whom you want to ask.")
    if not title.strip() and begun is None:
        raise InputError("Enter a title.")
    survey = Survey.objects.create(
        partnership=scope.partnership,
        space=Space(space),
        title=title.strip() or begun.title,
        audience=begun.audience if begun else audience,
        introduction=begun.introduction if begun else "Please tell us. We do not ask who you are.",
        next=begun.next if begun else "Thank you. We will tell you what was decided.",
        code=get_random_string(10, PLAIN),
        made_by=scope.person,
    )
    Question.objects.bulk_create(
        Question(
            survey=survey,
            position=position,
            section=each.section,
            kind=each.kind,
            words=each.words,
            hint=each.hint,
            options=list(each.statements or each.options),
            other=each.other,
            about=each.about,
            required=each.required,
        )
        for position, each in enumerate(begun.questions if begun else (), start=1)
    )
    tell(scope, "survey made", "survey", survey, after={"audience": survey.audience, "space": survey.space})
    return survey


SETTINGS = ("title", "introduction", "next", "opens", "closes", "anonymous", "one_page", "second_share")


@transaction.atomic
def change_survey(*, scope: Scope, survey: Survey, version: int, **settings: Any) -> Survey:
    """Change a survey's words and window. Whether it is anonymous is fixed once it has opened: people were promised it."""
    survey = newest(scope, survey, version)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    if survey.state != Survey.State.DRAFT and settings["anonymous"] != survey.anonymous:
        raise InputError("Whether answers are anonymous cannot change any more: people were told.")
    if settings["opens"] and settings["closes"] and settings["closes"] < settings["opens"]:
        raise InputError("The survey closes before it opens.", next_step="Enter a later last day.")
    finish(survey)
    before = {name: getattr(survey, name) for name in SETTINGS if getattr(survey, name) != settings[name]}
    for name in SETTINGS:
        setattr(survey, name, settings[name])
    survey.version += 1
    survey.save()
    tell(scope, "survey changed", "survey", survey, before=before, after={name: settings[name] for name in before})
    return survey


def _check_question(content: Mapping[str, Any]) -> None:
    kind, options = content["kind"], content["options"]
    if kind not in KINDS:
        raise InputError("Choose what kind of question it is.")
    if kind in {"one", "many"} and len(options) < 2:
        raise InputError("Write at least two choices, one on each line.")
    if content["other"] in options:
        raise InputError(
            f"“{content['other']}” stands among the choices already.", next_step="Take one of the two out."
        )
    if kind == "scale" and len(options) not in SCALE_STEPS:
        raise InputError(
            f"A scale has {SCALE_STEPS[0]} to {SCALE_STEPS[-1]} steps.",
            next_step="Write each step on its own line, the lowest first.",
        )
    if kind == "grid" and not options:
        raise InputError("Write the statements, one on each line.")
    if kind == "about" and content["about"] not in {group.id for group in groups()}:
        raise InputError("Choose what you ask about the person.")


def _draft_only(survey: Survey) -> None:
    if survey.state != Survey.State.DRAFT:
        raise InputError(
            "The questions of a survey that has opened stay as they are, so that all answers are to the same questions."
        )


def fingerprint(question: Question) -> str:
    """Return a short sum of what a question says, so that a change made on an old page is noticed."""
    said = [
        question.section,
        question.kind,
        question.words,
        question.hint,
        question.options,
        question.other,
        question.about,
    ]
    return hashlib.sha256(repr([*said, question.required]).encode()).hexdigest()[:16]


@transaction.atomic
def write_question(
    *, scope: Scope, survey: Survey, question: Question | None = None, seen: str = "", **content: Any
) -> Question:
    """Add a question at the end, or change one, while the survey is a draft. `seen` is the fingerprint of the page's."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    _draft_only(survey)
    if question is not None:
        question = survey.questions.filter(pk=question.pk).first()
        if question is None:
            raise InputError("This question was taken out while you were at it.", next_step="Add it as a new one.")
        if seen and seen != fingerprint(question):
            raise InputError(CHANGED, next_step=LOOK)
    if content["kind"] in {"short", "long", "faces", "faces3", "about"}:
        content["options"] = []
    if content["kind"] not in {"one", "many"}:
        content["other"] = ""
    if content["kind"] != "about":
        content["about"] = ""
    _check_question(content)
    verb = "question changed" if question else "question added"
    if question is None:
        last = survey.questions.order_by("-position").values_list("position", flat=True).first() or 0
        question = Question(survey=survey, position=last + 1)
    for name, value in content.items():
        setattr(question, name, value)
    question.save()
    tell(scope, verb, "survey", survey, after={"question": question.words, "kind": question.kind})
    return question


@transaction.atomic
def move_question(*, scope: Scope, survey: Survey, question: Question, up: bool) -> None:
    """Move a question one place up or down."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    _draft_only(survey)
    order = list(survey.questions.all())
    at = order.index(question)
    other = at - 1 if up else at + 1
    if 0 <= other < len(order):
        order[at], order[other] = order[other], order[at]
        for position, each in enumerate(order, start=1):
            each.position = position
        Question.objects.bulk_update(order, ["position"])
        tell(scope, "question moved", "survey", survey, after={"question": question.words, "up": up})


@transaction.atomic
def remove_question(*, scope: Scope, survey: Survey, question: Question) -> None:
    """Take a question out of a draft."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    _draft_only(survey)
    tell(scope, "question removed", "survey", survey, before={"question": question.words})
    question.delete()


@transaction.atomic
def open_survey(*, scope: Scope, survey: Survey) -> None:
    """Open a survey: from its first day on, or from today, everybody with the link can answer."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    if not survey.questions.exists():
        raise InputError("There is no question in it yet.", next_step="Add one.")
    if survey.closes and survey.closes < timezone.localdate():
        raise InputError("Its last day has passed.", next_step="Enter a later one first.")
    survey.state = Survey.State.OPEN
    survey.opens = survey.opens or timezone.localdate()
    survey.version += 1
    survey.save()
    tell(scope, "survey opened", "survey", survey, after={"opens": survey.opens, "closes": survey.closes})


@transaction.atomic
def close_survey(*, scope: Scope, survey: Survey) -> None:
    """Close a survey. What people had begun and not sent is thrown away: they did not give it to us."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    _close(survey)
    tell(scope, "survey closed", "survey", survey, after={"answers": survey.responses.count()})


def _close(survey: Survey) -> None:
    survey.state = Survey.State.CLOSED
    survey.version += 1
    survey.save()
    seal(survey)
    survey.drafts.all().delete()


def finish(survey: Survey) -> None:
    """Let the answers that came until the last day be a batch of their own, before anything is added after it."""
    if survey.state == Survey.State.OPEN and survey.closes and survey.closes < timezone.localdate():
        seal(survey)


def forget_drafts(survey: Survey) -> None:
    """Throw away what people began and did not send before the last day."""
    survey.drafts.all().delete()


@transaction.atomic
def release(*, scope: Scope, thing: Owned, kind: str) -> None:
    """Let the partnership see something of the forum's own space, and everybody an entry of the loop.

    It stays released: what was seen cannot be unseen. Raises InputError where everybody would read one person's secret link.
    """
    scope.check(Permission.RELEASE_FROM_FORUM)
    thing = newest(scope, thing)
    if isinstance(thing, LoopEntry):
        check_told_to_all(thing.said, thing.decided, thing.done, thing.difference, thing.not_done)
    if thing.released_on is None:
        thing.released_on, thing.released_by = timezone.localdate(), scope.person
        thing.version += 1
        thing.save()
        tell(scope, "released from the forum's space", kind, thing, after={"on": thing.released_on})


def secret_hash(secret: str) -> str:
    """Return what is kept of a secret link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check_open(survey: Survey) -> None:
    today = timezone.localdate()
    if (
        survey.state != Survey.State.OPEN
        or (survey.opens and today < survey.opens)
        or (survey.closes and today > survey.closes)
    ):
        raise InputError("This survey does not take answers at the moment.")


@transaction.atomic
def keep_draft(*, survey: Survey, secret: str, raw: Mapping[str, Any]) -> str:
    """Keep what somebody has answered so far and return the secret of its link. Nothing says whose it is."""
    _check_open(survey)
    draft = Draft.objects.select_for_update().filter(survey=survey, secret_hash=secret_hash(secret)).first()
    if draft is None:
        secret = get_random_string(32)
        draft = Draft(survey=survey, secret_hash=secret_hash(secret))
    draft.content = {**draft.content, **raw}
    draft.saved_on = timezone.localdate()
    draft.save()
    return secret


def _write(response: Response, questions: list[Question], raw: Mapping[str, Any]) -> None:
    kept = [(question, answering.values(question, raw)) for question in questions]
    if all(given is None for _, given in kept):
        raise InputError("Nothing is answered yet.", next_step="Answer at least one question.")
    response.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(response=response, question=question, value=given[0], text=given[1])
        for question, given in kept
        if given is not None
    )


@transaction.atomic
def send_answers(
    *, survey: Survey, raw: Mapping[str, Any], secret: str = "", name: str = "", contact: str = ""
) -> None:
    """Take what somebody answered. The draft goes; of an anonymous answer nothing stays but the day and the words."""
    # Locked, so that nobody's answer slips into a batch whose counts are out.
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _check_open(survey)
    questions = list(survey.questions.all())
    if answering.problems(questions, raw):
        raise InputError("Some answers are missing or cannot be read.")
    response = Response(survey=survey, answered_on=timezone.localdate(), way=Response.Way.ONLINE, batch=survey.batch)
    if not survey.anonymous:
        response.name, response.contact = name.strip()[:120], contact.strip()[:160]
    _write(response, questions, raw)
    answers_changed(survey)
    Draft.objects.filter(survey=survey, secret_hash=secret_hash(secret)).delete()


@transaction.atomic
def enter_answers(*, scope: Scope, survey: Survey, raw: Mapping[str, Any], way: str, answered_on: date) -> Response:
    """Enter answers that came on paper or by phone; the window does not matter, the post may be late."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    if survey.state == Survey.State.DRAFT:
        raise InputError("This survey has not opened yet.")
    if way not in {Response.Way.PAPER, Response.Way.PHONE}:
        raise InputError("Choose whether it came on paper or by phone.")
    if answered_on > timezone.localdate():
        raise InputError("The day of the answer lies in the future.")
    questions = list(survey.questions.all())
    if answering.problems(questions, raw):
        raise InputError("Some answers are missing or cannot be read.")
    finish(survey)
    response = Response(survey=survey, answered_on=answered_on, way=way, entered_by=scope.person, batch=survey.batch)
    _write(response, questions, raw)
    answers_changed(survey)
    if survey.state == Survey.State.CLOSED:
        seal(survey)
    tell(scope, "answers entered", "survey", survey, after={"way": way, "answered on": answered_on})
    return response


@transaction.atomic
def forget_names(*, scope: Scope, survey: Survey) -> int:
    """Throw away the names and contacts that people left, once they have been told what came of it. Answers stay."""
    survey = newest(scope, survey)
    check_space(scope, Permission.READ_ANSWERS, survey.space)
    gone = survey.responses.exclude(name="", contact="").update(name="", contact="")
    tell(scope, "names thrown away", "survey", survey, after={"people": gone})
    return gone


@transaction.atomic
def take_texts(*, scope: Scope, survey: Survey, count: int) -> None:
    """Record that somebody took away what people wrote."""
    check_space(scope, Permission.READ_ANSWERS, survey.space)
    tell(scope, "what people wrote taken away", "survey", survey, after={"answers": count})
