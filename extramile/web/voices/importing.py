"""Answers collected elsewhere: a table is read and held, its columns are given to questions, its rows are looked at, and then
all are taken or none. An import can be undone as long as nobody has coded what it brought.
"""

import hashlib
import json
import re
from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.listening import read_table
from extramile.core.vocabulary import InputError
from extramile.web.partnerships.forms import DATE_FORMATS
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import answering
from extramile.web.voices.actions import check_space, finish, newest, seal, tell
from extramile.web.voices.models import Answer, Coding, Import, Question, Response, Survey
from extramile.web.voices.ready import answers_changed


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
        if question.other:
            found.append((answering.other_field(question), f"{question.words} {question.other}"))
    return found


def read_day(cell: str) -> date | None:
    """Return the day in a cell, as survey tools and spreadsheets write it; a time behind it is not looked at."""
    words = re.split(r"[ T]\d{1,2}:", cell, maxsplit=1)[0].strip()
    for form in ("%Y-%m-%d", *DATE_FORMATS):
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


# Where a spreadsheet made a number of "4".
WHOLE = re.compile(r"(\d+)\.0+")


def read_choices(question: Question, cell: str) -> tuple[list[str], str]:
    """Return the values of the choices in a cell, or none if one of them is no choice, and what was written beside the last.

    Several are separated by semicolons or line breaks; some tools use commas, which may stand in a choice as well, so that the
    longest choice that fits is taken each time. Tools put what somebody wrote into the same cell: where a question has room to
    write, whatever is no choice was written there.
    """
    known = {choice.value.casefold(): choice.value for choice in answering.choices(question)}
    known |= {choice.words.casefold(): choice.value for choice in answering.choices(question)}
    said = WHOLE.sub(r"\1", cell) if WHOLE.fullmatch(cell) else cell
    if question.kind != "many":
        if said.casefold() in known:
            return [known[said.casefold()]], ""
        return ([answering.other(question)], _beside_other(question, said)) if question.other else ([], "")
    found: list[str] = []
    written: list[str] = []
    for part in (each.strip() for each in re.split(r"[;\n]", said)):
        rest = part
        while rest:
            fits = [words for words in known if rest.casefold() == words or rest.casefold().startswith(f"{words},")]
            if not fits and not question.other:
                return [], ""
            if not fits:
                written.append(_beside_other(question, rest))
                found.append(answering.other(question))
                break
            longest = max(fits, key=len)
            found.append(known[longest])
            rest = rest[len(longest) + 1 :].strip()
    return list(dict.fromkeys(found)), "; ".join(written)


def _beside_other(question: Question, said: str) -> str:
    """Return what somebody wrote, without the choice that some tools put before it."""
    name, colon, rest = said.partition(":")
    return rest.strip() if colon and name.strip().casefold() == question.other.casefold() else said.strip()


def read_row(questions: list[Question], held: Import, row: list[str]) -> tuple[dict[str, Any], date | None, list[str]]:
    """Return a row as the form would send it, its day, and what cannot be read. Messages quote nothing that was answered."""
    raw: dict[str, Any] = {}
    wrong: list[str] = []
    day = None
    by_name = {name: question for question in questions for name in answering.names(question)}
    for column, target in held.mapping.items():
        cell = row[int(column)].strip()
        if not cell:
            continue
        heading = held.headings[int(column)]
        if target == "day":
            day = read_day(cell)
            if day is None:
                wrong.append(f"{heading}: this is no day; write it as 2027-03-31 or 31/03/2027")
            continue
        if target not in by_name:
            continue
        question = by_name[target]
        if question.kind in {"short", "long"} or (question.other and target == answering.other_field(question)):
            raw[target] = cell
            continue
        values, written = read_choices(question, cell)
        if not values:
            wrong.append(f"{heading}: this is none of the choices")
            continue
        raw[target] = values if question.kind == "many" else values[0]
        if written:
            raw[answering.other_field(question)] = written
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
    finish(survey)
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
            batch=survey.batch,
            source=held,
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
    answers_changed(survey)
    if survey.state == Survey.State.CLOSED:
        seal(survey)
    tell(scope, "answers imported", "survey", survey, after={"taken": held.taken, "left alone": held.known})
    return held


@transaction.atomic
def drop_table(*, scope: Scope, held: Import) -> None:
    """Throw a held table away."""
    survey = newest(scope, held.survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    held.delete()
    tell(scope, "held table dropped", "survey", survey)


@transaction.atomic
def undo_import(*, scope: Scope, held: Import) -> int:
    """Take out again what an import brought, while nobody has coded any of it; the same table can be read again after that."""
    survey = newest(scope, held.survey)
    check_space(scope, Permission.RUN_SURVEYS, survey.space)
    held = Import.objects.select_for_update().get(pk=held.pk)
    if held.imported_at is None or held.undone_at is not None:
        raise InputError("There is nothing to undo: this table was not imported, or its import was undone already.")
    if Coding.objects.filter(answer__response__source=held).exists():
        raise InputError(
            "Some of these answers have been coded, and undoing the import would throw that work away.",
            next_step="Leave the import as it is, or ask your lead.",
        )
    gone = held.responses.count()
    held.responses.all().delete()
    answers_changed(survey)
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    tell(scope, "import undone", "survey", survey, after={"answers": gone})
    return gone
