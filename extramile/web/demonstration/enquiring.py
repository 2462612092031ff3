"""What inspectors of an invented inspection asked, and what became of it."""

from dataclasses import dataclass

from django.utils import timezone

from extramile.web.demonstration import following
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.course import Course
from extramile.web.demonstration.enquiry_definitions import (
    InventedAsked,
    InventedEnquiries,
    InventedRequest,
    InventedStep,
)
from extramile.web.demonstration.evidence import item_of
from extramile.web.enquiries.actions import entering, settings, steps, working
from extramile.web.enquiries.models import AskedSetting, Request
from extramile.web.enquiries.queries import requests as queries


def plan(cast: Cast, told: InventedEnquiries) -> None:
    """Note in the diary what was asked and answered."""
    course: Course = cast.made["course", told.inspection]
    asking = Asking(course)
    following.plan(course, told)
    for request in told.requests:
        course.on(request.day, asking.enter, request)
        for step in request.steps:
            course.on(step.day, asking.go_on, request, step)
        for asked in request.asked:
            course.on(asked.day, asking.ask_setting, request, asked)
            if asked.answered is not None:
                course.on(asked.answered, asking.setting_answers, request, asked)
            if asked.taken is not None:
                course.on(asked.taken, asking.take, request, asked)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked in one inspection."""

    course: Course

    def request(self, told: InventedRequest) -> Request:
        """Return a request as it stands."""
        found = self.course.cast.made["request", f"{self.course.name}/{told.key}"]
        return Request.objects.select_related("inspection").get(pk=found.pk)

    def enter(self, told: InventedRequest) -> None:
        """Enter what was asked; nobody enters it before."""
        course = self.course
        given = {
            "asked_by": course.part(told.asked_by),
            "asked_at": min(following.moment(course, (told.day, told.at)), timezone.now()),
            "asked_of": course.cast.organisation(told.asked_of) if told.asked_of else None,
            "owner": course.cast.scope(told.owner).member if told.owner else None,
            "criteria": list(told.criteria),
            "due": following.moment(course, told.due) if told.due else None,
            "line": following.line_of(course, told.line) if told.line else None,
        }
        [made] = entering.enter(scope=course.scope, inspection=course.inspection, words=[told.words], given=given)
        course.cast.made["request", f"{course.name}/{told.key}"] = made

    def go_on(self, told: InventedRequest, step: InventedStep) -> None:
        """Do what was done with it next."""
        scope = self.course.cast.scope(step.by)
        if step.evidence:
            item = item_of(self.course.cast, step.evidence)
            working.link_evidence(scope=scope, request=self.request(told), item_id=item.pk)
        found = self.request(told)
        if step.answer:
            working.write_answer(
                scope=scope, request=found, words=step.answer, personal=step.personal, seen=found.revision
            )
        elif step.correct:
            working.correct(scope=scope, request=found, words=step.correct)
        elif step.take:
            at = timezone.now() if step.take == "send" else None
            steps.take_step(
                scope=scope,
                request=found,
                step=step.take,
                words=step.words,
                at=at,
                way=step.way,
                seen=queries.answer_read(found),
            )

    def ask_setting(self, told: InventedRequest, asked: InventedAsked) -> None:
        """Ask a school or setting its part, by a link of its own."""
        course = self.course
        values = asked.model_dump(include={"setting", "name", "email", "words"})
        values["organisation"] = course.cast.organisation(asked.organisation) if asked.organisation else None
        values["due"] = following.moment(course, asked.due)
        made = settings.ask(scope=course.cast.scope(asked.by), request=self.request(told), values=values)
        course.cast.made["asked", f"{course.name}/{told.key}/{asked.email}"] = made

    def asked(self, told: InventedRequest, asked: InventedAsked) -> AskedSetting:
        """Return what was put to a setting, as it stands."""
        found = self.course.cast.made["asked", f"{self.course.name}/{told.key}/{asked.email}"]
        return AskedSetting.objects.select_related("request__inspection").get(pk=found.pk)

    def setting_answers(self, told: InventedRequest, asked: InventedAsked) -> None:
        """Take what a setting sends."""
        settings.answer(asked=self.asked(told, asked), words=asked.answer)

    def take(self, told: InventedRequest, asked: InventedAsked) -> None:
        """Put what a setting sent into the answer."""
        settings.take(scope=self.course.cast.scope(asked.by), asked=self.asked(told, asked))
