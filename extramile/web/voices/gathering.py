"""Writing sessions, quotes, populations, the loop, releases of themes, and importing answers collected elsewhere."""

import hashlib
import json
from collections import Counter
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.listening import groups, read_table
from extramile.core.vocabulary import InputError
from extramile.web.partnerships.models import Partner
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import answering
from extramile.web.voices.actions import check_space, newest, tell
from extramile.web.voices.models import (
    Answer,
    Import,
    LoopEntry,
    Population,
    Question,
    Quote,
    Response,
    RosterLine,
    Session,
    Survey,
    ThemeRelease,
)


@transaction.atomic
def write_session(
    *, scope: Scope, session: Session | None = None, version: int | None = None, **content: Any
) -> Session:
    """Note a session, or change what was noted."""
    if session is None:
        check_space(scope, Permission.RUN_SURVEYS, content["space"])
        session = Session(partnership=scope.partnership, made_by=scope.person)
    else:
        session = newest(scope, session, version)
        check_space(scope, Permission.RUN_SURVEYS, session.space)
        content.pop("space", None)
        session.version += 1
    verb = "session changed" if session.pk else "session noted"
    for name, value in content.items():
        setattr(session, name, value)
    session.save()
    # Notes may hold what people said in confidence: the trail says that they changed, not what they say.
    kept = {name: value for name, value in content.items() if name != "notes"}
    tell(scope, verb, "session", session, after=kept)
    return session


@transaction.atomic
def add_roster_line(*, scope: Scope, session: Session, **content: Any) -> RosterLine:
    """Note who was asked, accepted and came, by organisation and role."""
    session = newest(scope, session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    organisation = content["organisation"]
    if organisation and not Partner.objects.filter(partnership=scope.partnership, organisation=organisation).exists():
        raise InputError("Choose an organisation of this partnership.")
    if content["accepted"] > content["invited"]:
        raise InputError("More people accepted than were invited.", next_step="Mend one of the numbers.")
    line = RosterLine.objects.create(session=session, **content)
    counts = {name: content[name] for name in ("role", "invited", "accepted", "attended")}
    tell(scope, "roster added to", "session", session, after=counts)
    return line


@transaction.atomic
def add_quote(*, scope: Scope, session: Session, **content: Any) -> Quote:
    """Keep words that somebody said, with their consent."""
    session = newest(scope, session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    if content["consent"] != Quote.Consent.NONE and not content["consent_until"]:
        raise InputError("Consent has an end.", next_step="Enter its last day.")
    quote = Quote.objects.create(session=session, **content)
    consent = {"consent": content["consent"], "until": content["consent_until"]}
    tell(scope, "quote added to", "session", session, after=consent)
    return quote


@transaction.atomic
def withdraw_consent(*, scope: Scope, quote: Quote) -> None:
    """End the consent to a quote at once; whoever gave it may take it back."""
    session = newest(scope, quote.session)
    check_space(scope, Permission.RUN_SURVEYS, session.space)
    before = {"consent": quote.consent, "until": quote.consent_until}
    quote.consent, quote.consent_until = Quote.Consent.NONE, None
    quote.save(update_fields=["consent", "consent_until"])
    tell(scope, "consent withdrawn", "session", session, before=before)


@transaction.atomic
def set_population(*, scope: Scope, group: str, counts: dict[str, int], source: str, as_of: date) -> Population:
    """Note how many there are in each group, from which source."""
    scope.check(Permission.RUN_SURVEYS)
    known = next((each for each in groups() if each.id == group), None)
    if known is None or not set(counts) <= {option.id for option in known.options}:
        raise InputError("Choose groups from the list.")
    if not any(counts.values()):
        raise InputError("Enter at least one number.")
    made, _ = Population.objects.update_or_create(
        partnership=scope.partnership, group=group, defaults={"counts": counts, "source": source, "as_of": as_of}
    )
    tell(scope, "population entered", "population", made, after={"group": group, "source": source, "as of": as_of})
    return made


@transaction.atomic
def release_theme(*, scope: Scope, theme: str, summary: str, people: int | None) -> ThemeRelease:
    """Let the partnership know what the forum heard of a theme, in the forum's words and numbers of that day."""
    scope.check(Permission.RELEASE_FROM_FORUM)
    if not summary.strip():
        raise InputError("Say in a sentence or two what families said.")
    made = ThemeRelease.objects.create(
        partnership=scope.partnership,
        theme=theme,
        summary=summary.strip(),
        people=people,
        released_on=timezone.localdate(),
        released_by=scope.person,
    )
    tell(scope, "theme released from the forum's space", "theme release", made, after={"theme": theme})
    return made


STAGES = ("decided", "done", "difference", "not_done")


@transaction.atomic
def write_loop(
    *, scope: Scope, entry: LoopEntry | None = None, version: int | None = None, **content: Any
) -> LoopEntry:
    """Write what was said and what became of it. What everybody reads already is written anew and released anew."""
    if entry is None:
        check_space(scope, Permission.TELL_THE_LOOP, content["space"])
        entry = LoopEntry(partnership=scope.partnership, made_by=scope.person)
    else:
        entry = newest(scope, entry, version)
        check_space(scope, Permission.TELL_THE_LOOP, entry.space)
        content.pop("space", None)
        entry.version += 1
    for stage in STAGES:
        if content[stage] and not content[f"{stage}_on"]:
            raise InputError(f"Enter the day for “{stage.replace('_', ' ')}”.")
    if content["not_done"] and content["done"]:
        raise InputError("It was either done or not done.", next_step="Leave one of the two empty.")
    before = {name: getattr(entry, name) for name, value in content.items() if getattr(entry, name) != value}
    verb = "loop changed" if entry.pk else "loop begun"
    for name, value in content.items():
        setattr(entry, name, value)
    if entry.released_on and before:
        entry.released_on = entry.released_by = None
    entry.save()
    tell(scope, verb, "loop", entry, before=before, after={name: content[name] for name in before})
    return entry


@transaction.atomic
def withdraw_loop(*, scope: Scope, entry: LoopEntry) -> None:
    """Take an entry off the public page."""
    scope.check(Permission.RELEASE_FROM_FORUM)
    entry = newest(scope, entry)
    entry.released_on = entry.released_by = None
    entry.version += 1
    entry.save()
    tell(scope, "taken off the public page", "loop", entry)


# Importing: a table is read and held, its columns are given to questions, its rows are looked at, and then all are taken or none.


@transaction.atomic
def hold_table(*, scope: Scope, survey: Survey, content: bytes, name: str) -> Import:
    """Read a table and hold it until it is imported or dropped."""
    survey = newest(scope, survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    table = read_table(content, name)
    questions = list(survey.questions.all())
    guess = {}
    for column, heading in enumerate(table.headings):
        match = next((key for key, words in targets(questions) if words.casefold() == heading.casefold()), "")
        if match:
            guess[str(column)] = match
    held = Import.objects.create(
        survey=survey,
        file_hash=hashlib.sha256(content).hexdigest(),
        headings=list(table.headings),
        rows=[list(row) for row in table.rows],
        numbers=list(table.numbers),
        mapping=guess,
        made_by=scope.person,
    )
    tell(scope, "table read for", "survey", survey, after={"rows": len(table.rows)})
    return held


def targets(questions: list[Question]) -> list[tuple[str, str]]:
    """Return what a column can be: a question, one statement of a grid, the day of the answer."""
    found = [("day", "Day of the answer")]
    for question in questions:
        for number, name in enumerate(answering.fields(question)):
            words = f"{question.words} {question.options[number]}" if question.kind == "grid" else question.words
            found.append((name, words))
    return found


def read_row(questions: list[Question], held: Import, row: list[str]) -> tuple[dict[str, Any], date | None, list[str]]:
    """Return a row as the form would send it, its day, and what cannot be read. Messages quote nothing that was answered."""
    raw: dict[str, Any] = {}
    wrong: list[str] = []
    day = None
    by_name = {name: (question, n) for question in questions for n, name in enumerate(answering.fields(question))}
    for column, target in held.mapping.items():
        cell = row[int(column)].strip()
        if not cell:
            continue
        heading = held.headings[int(column)]
        if target == "day":
            try:
                day = date.fromisoformat(cell[:10])
            except ValueError:
                wrong.append(f"{heading}: the day must be written as 2027-03-31")
            continue
        if target not in by_name:
            continue
        question, _ = by_name[target]
        if question.kind in {"short", "long"}:
            raw[target] = cell
            continue
        words = {choice.words.casefold(): choice.value for choice in answering.choices(question)}
        words |= {choice.value.casefold(): choice.value for choice in answering.choices(question)}
        parts = [part.strip() for part in cell.split(";")] if question.kind == "many" else [cell]
        values = [words.get(part.casefold(), "") for part in parts if part]
        if not all(values):
            wrong.append(f"{heading}: this is none of the choices")
            continue
        raw[target] = values if question.kind == "many" else values[0]
    wrong += [words for _, words in answering.problems(questions, raw)]
    if day and day > timezone.localdate():
        wrong.append("The day lies in the future")
    return raw, day, wrong


@transaction.atomic
def map_columns(*, scope: Scope, held: Import, mapping: dict[str, str]) -> None:
    """Say which column answers which question."""
    survey = newest(scope, held.survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    used = [target for target in mapping.values() if target]
    if not [target for target in used if target != "day"]:
        raise InputError("Choose a question for at least one column.")
    if len(used) != len(set(used)):
        raise InputError("Two columns answer the same question.", next_step="Choose another question for one of them.")
    allowed = {key for key, _ in targets(list(survey.questions.all()))}
    held.mapping = {column: target for column, target in mapping.items() if target in allowed}
    held.save(update_fields=["mapping"])


def row_keys(held: Import) -> list[str]:
    """Return a key for each row that is the same whenever the same table is read again, and differs for equal rows in one."""
    keys, seen = [], Counter()
    for row in held.rows:
        content = json.dumps([held.headings, row], ensure_ascii=False)
        seen[content] += 1
        keys.append(hashlib.sha256(f"{held.survey_id}:{seen[content]}:{content}".encode()).hexdigest())
    return keys


@transaction.atomic
def import_rows(*, scope: Scope, held: Import) -> Import:
    """Take all rows or none; rows that were taken before are left alone. The held table goes."""
    survey = newest(scope, held.survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    held = Import.objects.select_for_update().get(pk=held.pk)
    if held.rows is None:
        raise InputError("This table was imported or dropped already.")
    questions = list(survey.questions.all())
    known = set(survey.responses.exclude(row_key="").values_list("row_key", flat=True))
    responses, answers = [], []
    for key, row in zip(row_keys(held), held.rows, strict=True):
        if key in known:
            continue
        raw, day, wrong = read_row(questions, held, row)
        if wrong:
            raise InputError(
                "Some rows cannot be read; nothing was imported.", next_step="Mend the table, and read it again."
            )
        kept = [(question, answering.values(question, raw)) for question in questions]
        if all(given is None for _, given in kept):
            continue
        response = Response(
            survey=survey,
            answered_on=day or timezone.localdate(),
            way=Response.Way.IMPORT,
            entered_by=scope.person,
            row_key=key,
        )
        responses.append(response)
        answers += [
            Answer(response=response, question=question, value=given[0], text=given[1])
            for question, given in kept
            if given is not None
        ]
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)
    held.taken, held.known = len(responses), len(held.rows) - len(responses)
    held.rows = held.numbers = None
    held.imported_at = timezone.now()
    held.save()
    tell(scope, "answers imported", "survey", survey, after={"taken": held.taken, "left alone": held.known})
    return held


@transaction.atomic
def drop_table(*, scope: Scope, held: Import) -> None:
    """Throw a held table away."""
    survey = newest(scope, held.survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    held.delete()
    tell(scope, "held table dropped", "survey", survey)
