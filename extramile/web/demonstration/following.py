"""What was followed in an invented inspection: lines of enquiry, tracked cases by number, notes of meetings."""

from datetime import datetime

from django.utils import timezone

from extramile.web.demonstration.course import Course
from extramile.web.demonstration.enquiry_definitions import (
    InventedCases,
    InventedEnquiries,
    InventedLine,
    InventedNote,
    InventedTurn,
    Moment,
)
from extramile.web.demonstration.evidence import item_of
from extramile.web.enquiries.actions import cases, lines, notes
from extramile.web.enquiries.models import CasePaper, Line

# The shortest time that is chosen for which cases are kept.
MONTHS_KEPT = 1


def moment(course: Course, told: Moment) -> datetime:
    """Return a moment of a working day."""
    return timezone.make_aware(datetime.combine(course.day(told[0]), told[1]))


def line_of(course: Course, key: str) -> Line:
    """Return a line of enquiry as it stands."""
    made = course.cast.made["line", f"{course.name}/{key}"]
    return Line.objects.select_related("inspection").get(pk=made.pk)


def plan(course: Course, told: InventedEnquiries) -> None:
    """Note in the diary what was followed."""
    for line in told.lines:
        course.on(line.day, _begin, course, line)
        for turn in line.turns:
            course.on(turn.day, _turn, course, line, turn)
    if told.cases:
        course.on(told.cases.day, _name_cases, course, told.cases)
        for number, case in enumerate(told.cases.named, 1):
            for paper in case.papers:
                what = (course, told.cases.by, number, paper.kind)
                for day, step in ((paper.came, "came"), (paper.handed_on, "handed-on"), (paper.not_held, "not-held")):
                    if day is not None:
                        course.on(day, _paper, *what, step)
    for note in told.notes:
        course.on(note.day, _write, course, note)


def _begin(course: Course, told: InventedLine) -> None:
    made = lines.begin(
        scope=course.cast.scope(told.by),
        inspection=course.inspection,
        title=told.title,
        raised_on=course.day(told.day),
        raised_by=course.part(told.raised_by) if told.raised_by else None,
        criteria=told.criteria,
        reading=told.reading,
    )
    course.cast.made["line", f"{course.name}/{told.key}"] = made


def _turn(course: Course, told: InventedLine, turn: InventedTurn) -> None:
    scope, found = course.cast.scope(turn.by), line_of(course, told.key)
    if turn.evidence:
        lines.offer(scope=scope, line=found, item_id=item_of(course.cast, turn.evidence).pk)
    if turn.reading:
        stands = {"title": found.title, "criteria": found.criteria, "seen": found.revision}
        lines.change(scope=scope, line=found, reading=turn.reading, **stands)
    if turn.closed:
        lines.step(scope=scope, line=found, do="close", why=turn.closed)


def _name_cases(course: Course, told: InventedCases) -> None:
    scope = course.cast.scope(told.by)
    for case in told.named:
        values = case.model_dump(include={"age_band", "need", "setting", "consent"})
        made = cases.add(scope=scope, inspection=course.inspection, values=values, months=MONTHS_KEPT)
        for paper in case.papers:
            body = course.cast.organisation(paper.organisation)
            cases.ask_paper(scope=scope, case=made, organisation=body, kind=paper.kind, due=moment(course, paper.due))


def _paper(course: Course, by: str, number: int, kind: str, step: str) -> None:
    rows = CasePaper.objects.select_related("case__inspection")
    found = rows.get(case__inspection=course.inspection, case__number=number, kind=kind)
    cases.step(scope=course.cast.scope(by), paper=found, do=step)


def _write(course: Course, told: InventedNote) -> None:
    notes.write(
        scope=course.cast.scope(told.by),
        inspection=course.inspection,
        kind=told.kind,
        held_at=min(moment(course, (told.day, told.at)), timezone.now()),
        words=told.words,
        criteria=told.criteria,
    )
