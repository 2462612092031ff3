"""The invented inspections: begun from a pack, with the people of both sides, places, timetable and rosters.

One that was over when the partnership began is typed in on one day; one under way grows from day to day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from extramile.core.days import add_working_days, working_day_on_or_after
from extramile.web.demonstration import judging
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.inspection_definitions import (
    InventedInspection,
    InventedLine,
    InventedMeeting,
    InventedPart,
    InventedPlace,
    InventedWay,
)
from extramile.web.inspections.actions import beginning, days, people
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.actions import places, rosters, sessions, telling
from extramile.web.timetable.models import Answer, Place, Session

DAY = timedelta(days=1)


def plan(cast: Cast, name: str, told: InventedInspection) -> None:
    """Note in the diary how an inspection was run."""
    Running(cast, name, told).plan()


def called_on(today: date, told: InventedInspection) -> date:
    """Return the day of the call: its own, or the Monday so many weeks ago; the working day after it, if nobody works on it."""
    monday = today - timedelta(days=today.weekday(), weeks=told.weeks_ago)
    return told.called or working_day_on_or_after(monday)


@dataclass(frozen=True, slots=True)
class Running:
    """One inspection while it is run; `name` is the one of its file."""

    cast: Cast
    name: str
    told: InventedInspection

    @property
    def today(self) -> date:
        """The day on which the demonstration is built."""
        return self.cast.diary.today

    def day(self, number: int) -> date:
        """Return the working day so many after the call."""
        return add_working_days(called_on(self.today, self.told), number)

    def on(self, number: int, do: Any, *arguments: Any) -> None:
        """Note what is done so many working days after the call, if that day has come."""
        ago = (self.today - self.day(number)).days if self.told.typed is None else self.told.typed
        if ago >= 0:
            self.cast.on(ago, do, *arguments)

    @property
    def scope(self) -> Scope:
        """Where the person stands who runs it."""
        return self.cast.scope(self.told.by)

    @property
    def inspection(self) -> Inspection:
        """What is run, as it stands."""
        return Inspection.objects.get(pk=self.cast.made["inspection", self.name].pk)

    def plan(self) -> None:
        """Note everything, in the order in which it is done on one day."""
        told = self.told
        self.on(0, self.begin)
        for place in told.places:
            self.on(0, self.add_place, place)
        for way in told.ways:
            self.on(0, self.add_way, way)
        for part in told.people:
            self.on(told.peopled, self.add_part, part)
        for meeting in told.sessions:
            self.plan_session(meeting)
        if told.typed is None:
            self.on(told.timetabled, self.tell_all)
        if told.result:
            judging.plan(self.cast, self.name, told, told.result)

    def plan_session(self, meeting: InventedMeeting) -> None:
        """Note when a session was put in, answered, called off, held."""
        made = self.told.timetabled if meeting.made is None else meeting.made
        self.on(made, self.make, meeting)
        self.on(max(made, self.told.answered), self.answer, meeting)
        if meeting.called_off:
            self.on(max(made, self.told.answered), self.call_off, meeting)
        elif self.told.typed is not None or self.day(meeting.day) < self.today:
            # Who came is entered when the day is over.
            self.on(meeting.day + 1, self.attend, meeting)

    def begin(self) -> None:
        """Begin it."""
        told = self.told
        made = beginning.begin(
            scope=self.scope,
            pack_id=told.pack,
            kind=told.kind,
            purpose=told.purpose,
            title=told.title,
            called_at=_moment(self.day(0), told.called_at),
            evaluation=self.cast.made["evaluation", told.evaluation] if told.evaluation else None,
        )
        self.cast.made["inspection", self.name] = made
        if told.days:
            seen: dict[str, date | None] = dict.fromkeys(told.days)
            days.set_days(scope=self.scope, inspection=made, days=told.days, seen=seen)

    def add_place(self, told: InventedPlace) -> None:
        """Add a place."""
        given = told.model_dump(exclude={"key", "organisation"})
        given["offers"] = list(told.offers)
        body = self.cast.organisation(told.organisation) if told.organisation else None
        self.cast.made["place", told.key] = places.add_place(scope=self.scope, organisation=body, **given)

    def add_way(self, told: InventedWay) -> None:
        """Say how long a way takes."""
        places.set_way(scope=self.scope, one=told.one, other=told.other, minutes=told.minutes)

    def part(self, key: str) -> Participant:
        """Return somebody who has a part."""
        return self.cast.made[f"part {self.name}", key]

    def add_part(self, told: InventedPart) -> None:
        """Give somebody a part."""
        values = told.model_dump(include={"side", "name", "role", "post"})
        values["organisation"] = self.cast.organisation(told.organisation) if told.organisation else None
        values["member"] = self.cast.scope(told.member).member if told.member else None
        values["managed_by"] = self.part(told.managed_by) if told.managed_by else None
        made = people.add_person(scope=self.scope, inspection=self.inspection, values=values)
        self.cast.made[f"part {self.name}", told.key] = made

    def session(self, meeting: InventedMeeting) -> Session:
        """Return a session as it stands."""
        found = self.cast.made["meeting", f"{self.name}/{meeting.key or meeting.title}"]
        return Session.objects.select_related("inspection", "place").get(pk=found.pk)

    def make(self, meeting: InventedMeeting) -> None:
        """Put a session into the timetable, with those who are counted."""
        starts = _moment(self.day(meeting.day), meeting.at)
        place: Place | None = self.cast.made["place", meeting.place] if meeting.place else None
        kept = meeting.model_dump(
            include={"type", "title", "link", "asks_to_see", "expected", "staff_group", "with_pupils"}
        )
        said = sessions.Said(
            **kept,
            starts=starts,
            ends=starts + timedelta(minutes=meeting.minutes),
            place=place.pk if place else None,
            needs=meeting.needs,
            arranged=meeting.arranged,
            going=frozenset(self.part(each).pk for each in meeting.going),
        )
        made = sessions.make(scope=self.scope, inspection=self.inspection, said=said)
        self.cast.made["meeting", f"{self.name}/{meeting.key or meeting.title}"] = made
        for line in meeting.roster:
            self.add_line(made, line)

    def add_line(self, session: Session, line: InventedLine) -> None:
        """Put those on a roster who are counted."""
        all_of_them = line.invited if line.came is None else line.came
        rosters.add_line(
            scope=self.scope,
            session=session,
            role=line.role,
            organisation=self.cast.organisation(line.organisation) if line.organisation else None,
            phase=line.phase,
            invited=line.invited,
            accepted=min(line.invited, all_of_them if line.accepted is None else line.accepted),
        )

    def answer(self, meeting: InventedMeeting) -> None:
        """Enter what those who were asked by name have answered."""
        session = self.session(meeting)
        said = dict.fromkeys(meeting.going, Answer.ACCEPTED) | dict.fromkeys(meeting.declined, Answer.DECLINED)
        by_part = {self.part(key).pk: answer for key, answer in said.items() if key not in meeting.unanswered}
        entries = {
            each.pk: rosters.Entry(each.answer, by_part[each.participant_id])
            for each in session.goings.all()
            if each.participant_id in by_part
        }
        rosters.save_answers(scope=self.scope, session=session, answers=entries, invited={}, accepted={})

    def call_off(self, meeting: InventedMeeting) -> None:
        """Call a session off."""
        sessions.call_off(scope=self.scope, session=self.session(meeting), why=meeting.called_off)

    def attend(self, meeting: InventedMeeting) -> None:
        """Enter who came."""
        session = self.session(meeting)
        came = {each.role: each.came for each in meeting.roster}
        attended = {
            line.pk: rosters.Entry(None, came[line.role])
            for line in session.roster.all()
            if came.get(line.role) is not None
        }
        rosters.record_attendance(scope=self.scope, session=session, came={}, attended=attended, all_came=True)

    def tell_all(self) -> None:
        """Note that everybody was given the timetable by hand, so that nobody is written to about what is old."""
        for part in self.told.people:
            person = self.part(part.key)
            telling.told_by_hand(scope=self.scope, inspection=self.inspection, participant=person)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
