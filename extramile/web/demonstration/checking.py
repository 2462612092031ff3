"""The checklist of an invented inspection: given out by a lead, worked on by those who have its lines."""

from typing import Any

from extramile.web.demonstration.course import Course
from extramile.web.demonstration.evidence import item_of
from extramile.web.demonstration.inspection_definitions import InventedTask
from extramile.web.inspections import task_values
from extramile.web.inspections.actions import tasks
from extramile.web.inspections.models import Task
from extramile.web.partnerships.scope import Scope

GIVEN_OUT = 1


def plan(run: Course) -> None:
    """Note in the diary who was given what, and how far it came."""
    for told in run.told.checklist:
        run.on(GIVEN_OUT, _give, run, told)
        for item in told.evidence:
            run.on(told.done, _link, run, told, item)
        if told.step:
            run.on(told.done, _step, run, told)


def _lines(run: Course, told: InventedTask) -> list[Task]:
    rows = Task.objects.filter(inspection=run.inspection).select_related("inspection", "organisation", "owner")
    found = rows.filter(key__in=told.keys) if told.keys else rows.filter(words=told.words, key="")
    return list(found.order_by("position"))


def _given(run: Course, told: InventedTask) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if told.owner:
        given["owner"] = run.cast.scope(told.owner).member
    if told.organisation:
        given["organisation"] = run.cast.organisation(told.organisation)
    if told.due is not None:
        given["due"] = run.day(told.due)
    return given


def _give(run: Course, told: InventedTask) -> None:
    given = _given(run, told)
    if told.words:
        tasks.add_task(scope=run.scope, inspection=run.inspection, words=told.words, given=given)
    elif given:
        ids = [each.pk for each in _lines(run, told)]
        tasks.change_several(scope=run.scope, inspection=run.inspection, ids=ids, given=given)


def _by(run: Course, told: InventedTask) -> Scope:
    who = told.by or told.owner
    return run.cast.scope(who) if who else run.scope


def _link(run: Course, told: InventedTask, item: str) -> None:
    for line in _lines(run, told):
        tasks.link_evidence(scope=_by(run, told), task=line, item_id=item_of(run.cast, item).pk)


def _step(run: Course, told: InventedTask) -> None:
    for line in _lines(run, told):
        if told.note:
            values = {**task_values.values_of(line), "note": told.note}
            tasks.change_task(scope=_by(run, told), task=line, values=values, seen=line.revision)
        tasks.take_step(scope=_by(run, told), task=line, step=told.step, why=told.why)
