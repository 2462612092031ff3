"""The invented inspections: begun from a pack, with the people of both sides, places, timetable and rosters.

One that was over when the partnership began is typed in on one day; one under way grows from day to day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from extramile.web.demonstration import checking, judging
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.course import Course
from extramile.web.demonstration.inspection_definitions import (
    InventedInspection,
    InventedLetter,
    InventedLine,
    InventedMeeting,
    InventedPart,
    InventedPlace,
    InventedReader,
    InventedWay,
)
from extramile.web.inspections.actions import beginning, circle, days, letters, people
from extramile.web.inspections.person_values import values_of
from extramile.web.inspections.queries import letters as letter_queries
from extramile.web.inspections.queries import people as people_queries
from extramile.web.timetable.actions import places, rosters, sessions, telling
from extramile.web.timetable.models import Answer, Place, Session


def plan(cast: Cast, name: str, told: InventedInspection) -> None:
    """Note in the diary how an inspection was run."""
    running = Running(cast, name, told)
    # What is asked in it is told elsewhere and finds it there.
    cast.made["course", name] = running
    running.plan()


@dataclass(frozen=True, slots=True)
class Running(Course):
    """Puts into the diary what is told of an inspection."""

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
            if part.account is not None:
                self.on(part.account, self.join_account, part)
        for meeting in told.sessions:
            self.plan_session(meeting)
        if told.typed is None:
            self.on(told.timetabled, self.tell_all)
        checking.plan(self)
        for letter in told.letters:
            self.on(letter.day, self.send, letter)
        for reader in told.circle:
            self.on(reader.day, self.let_in, reader)
            if reader.until is not None:
                self.on(reader.until, self.put_out, reader)
        for praise in told.praise:
            self.on(praise.day, judging.record_praise, self.cast, self.name, told.by, praise)
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

    def add_part(self, told: InventedPart) -> None:
        """Give somebody a part."""
        values = told.model_dump(include={"side", "name", "role", "post", "email", "phone"})
        values["organisation"] = self.cast.organisation(told.organisation) if told.organisation else None
        values["member"] = self.cast.scope(told.member).member if told.member and told.account is None else None
        values["managed_by"] = self.part(told.managed_by) if told.managed_by else None
        made = people.add_person(scope=self.scope, inspection=self.inspection, values=values)
        self.cast.made[f"part {self.name}", told.key] = made

    def join_account(self, told: InventedPart) -> None:
        """Say which account somebody has who came later."""
        person = people_queries.participant(self.inspection, self.part(told.key).pk)
        if person is not None:
            values = {**values_of(person), "member": self.cast.scope(told.member).member}
            people.change_person(scope=self.scope, person=person, values=values, seen=person.revision)

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

    def send(self, told: InventedLetter) -> None:
        """Fill what the records do not know of a letter, and note that it went out."""
        stands = letter_queries.letter(self.inspection, told.letter)
        if told.blanks and stands is not None:
            words = stands.text
            for blank, filled in told.blanks.items():
                words = words.replace(f"{{{blank}}}", filled)
            letters.write_letter(
                scope=self.scope,
                inspection=self.inspection,
                letter=told.letter,
                title=stands.title,
                words=words,
                seen=stands.revision,
            )
        letters.note_sent(scope=self.scope, inspection=self.inspection, letter=told.letter, way=told.way)

    def let_in(self, told: InventedReader) -> None:
        """Let somebody read what is under embargo."""
        member = self.cast.scope(told.who).member
        made = circle.let_in(scope=self.scope, inspection=self.inspection, member=member, why=told.why)
        self.cast.made[f"reader {self.name}", told.who] = made

    def put_out(self, told: InventedReader) -> None:
        """Let somebody read it no more."""
        row = self.cast.made[f"reader {self.name}", told.who]
        circle.put_out(scope=self.scope, inspection=self.inspection, row=row, why=told.until_why)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
