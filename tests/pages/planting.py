"""Words that occur nowhere else, planted into every guarded text of an inspection: by the actions, and into every row.

A planted word says of itself whose it is: the inspection, the field, and what guards it in this row.
"""

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from extramile.web.enquiries import case_values
from extramile.web.enquiries.actions import cases, entering, lines, notes, settings, steps, working
from extramile.web.enquiries.models import Case, Line, Note, Request
from extramile.web.enquiries.queries.requests import answer_read
from extramile.web.findings.actions import accuracy, findings, knowledge, outcome, recognition, report
from extramile.web.findings.actions import steps as finding_steps
from extramile.web.findings.models import Finding, Proposal, ReadReport, Recognition
from extramile.web.inspections.actions import beginning
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import Role
from extramile.web.timetable.actions import sessions
from extramile.web.timetable.models import Session
from tests.pages.guarded import GUARDED, Guard, guard_of, inspection_of
from tests.partnership import Place, make_organisation

LETTERS = "abcdefghij"
PLANTED = re.compile(r"zq([a-j]+)z([a-y]+)z([a-y]+)zq")
# A choice of ours that a case is given, and the word that stands for it.
CHOICES = MappingProxyType(
    {"AGE_BANDS": "zqage", "NEEDS": "zqneed", "SETTINGS": "zqset", "PAPERS": "zqpaper"},
)


def word(inspection: Inspection, guard: Guard, field: str) -> str:
    """Return the word of a field. It holds letters only, so that searches take it for one word and files keep it whole."""
    number = "".join(LETTERS[int(digit)] for digit in str(inspection.pk))
    return f"zq{number}z{guard}z{re.sub('[^a-z]', '', field.lower().partition('.')[2]).replace('z', '')}zq"


def read(text: str) -> set[tuple[int, Guard, str]]:
    """Return the planted words that stand in a text: of which inspection, how guarded, in which field."""
    return {
        (int("".join(str(LETTERS.index(each)) for each in number)), Guard(guard), field)
        for number, guard, field in PLANTED.findall(text.lower())
    }


def know_cases(patch: Any) -> None:
    """Let there be one more choice in each list of cases."""
    # Forms copy the lists when they are first read: they must not keep what is taken back.
    import_module("extramile.web.enquiries.case_forms")
    for name, value in CHOICES.items():
        patch.setitem(getattr(case_values, name), value, f"{value}inwords")


class Acts:
    """A week as people would enter it, in an inspection under embargo; every word that an action takes is planted."""

    def __init__(self, place: Place, inspection: Inspection) -> None:
        self.place, self.inspection = place, inspection
        self.lead, self.second = place.scope(), place.scope(Role.QUALITY_AUDITOR)
        self.here = {"scope": self.lead, "inspection": inspection}

    def word(self, field: str, guard: Guard | None = None) -> str:
        return word(self.inspection, guard or GUARDED[field], field)

    def all(self) -> None:
        InCircle.objects.get_or_create(
            inspection=self.inspection,
            member=self.second.member,
            defaults={"why": "Moderates", "let_in_by": self.lead.person},
        )
        self.findings()
        self.report()
        self.notes_and_lines()
        self.requests()
        self.case()

    def findings(self) -> None:
        says, draft = self.word("findings.Finding.words", Guard.DRAFT), self.word("findings.FindingStep.words")
        made = findings.make_finding(**self.here, kind="effective", words=says, criteria=["I1"])
        said = {"kind": "effective", "words": f"{says} again", "criteria": ["I1"], "responsible": []}
        made = findings.change_finding(scope=self.lead, finding=made, said=said, seen=1)
        for who, step in (
            (self.lead, "offer"),
            (self.second, "return"),
            (self.lead, "offer"),
            (self.second, "moderate"),
        ):
            made = finding_steps.take_step(scope=who, finding=made, step=step, words=draft, seen=made.revision)
        dropped = findings.make_finding(**self.here, kind="effective", words=says, criteria=["I1"])
        dropped = finding_steps.take_step(scope=self.lead, finding=dropped, step="drop", words=draft)
        accuracy.make_point(
            **self.here,
            kind="fact",
            finding_id=dropped.pk,
            **{name: self.word(f"findings.AccuracyPoint.{name}") for name in ("place", "says", "should_say", "proof")},
        )
        point = self.inspection.points.last()
        answer = self.word("findings.AccuracyPoint.answer")
        accuracy.take_step(scope=self.lead, point=point, step="accept", answer=answer, seen=point.revision)
        why = self.word("findings.Pair.why")
        knowledge.decide(**self.here, decision="missed-by-us", finding_id=made.pk, why=why)

    def report(self) -> None:
        why, said = self.word("findings.Judgement.why"), self.word("findings.JudgementStep.words")
        judged = getattr(self.inspection, "judgement", None)
        seen = judged.revision if judged else 0
        if judged is None or judged.state != "proposed":
            judged = outcome.propose(**self.here, outcome="inconsistent", why=why, seen=seen)
        second = {"scope": self.second, "inspection": self.inspection}
        outcome.take_step(**second, step="return", words=said, seen=judged.revision)
        judged.refresh_from_db()
        judged = outcome.propose(**self.here, outcome="inconsistent", why=why, seen=judged.revision)
        outcome.take_step(**second, step="agree", words=said, seen=judged.revision)
        section = {"section": "context", "words": self.word("findings.SectionText.words")}
        held = self.inspection.sections.filter(section="context").first()
        report.write_section(**self.here, **section, seen=held.revision if held else 0)
        # The registry has the PDF built.
        for form in ("docx", "html"):
            report.have_built(**self.here, name="report", form=form)
        report.have_built(**self.here, name="accuracy", form="docx")
        report.have_built(**self.here, name="self-knowledge", form="docx")
        said = {name: self.word(f"findings.Recognition.{name}", Guard.DRAFT) for name in ("who", "words", "said_by")}
        praised = recognition.record_praise(**self.here, **said, email="praised@example.org")
        recognition.note_consent(scope=self.lead, recognition=praised, consent="given")

    def notes_and_lines(self) -> None:
        said = self.word("enquiries.Note.words")
        held = datetime(2025, 9, 12, 15, tzinfo=UTC)
        made = notes.write(**self.here, kind="feedback", held_at=held, words=said)
        notes.correct(scope=self.lead, note=made, words=f"{said} again", criteria=["I1"], seen=1)
        title, reading, why = (self.word(f"enquiries.Line.{name}") for name in ("title", "reading", "closed_why"))
        line = lines.begin(**self.here, title=title, raised_on=timezone.localdate(), reading=reading)
        line = lines.change(scope=self.lead, line=line, title=f"{title} again", criteria=["I1"], reading="", seen=1)
        lines.step(scope=self.lead, line=line, do="close", why=why)

    def debrief(self) -> None:
        held = Session.objects.filter(inspection=self.inspection).first()
        said = self.word("timetable.Session.debrief")
        sessions.write_debrief(scope=self.lead, session=held, text=said, was=held.debrief)

    def requests(self) -> None:
        asked, mail = self.word("enquiries.Request.words"), self.word("enquiries.Request.mail")
        answer, step = self.word("enquiries.Request.answer"), self.word("enquiries.RequestStep.words")
        line = Line.objects.filter(inspection=self.inspection).first()
        given = {"asked_by": None, "asked_of": None, "due": None, "line": line, "criteria": []}
        given |= {"asked_at": self.inspection.called_at, "owner": self.lead.member}
        text = f"Subject: {mail}\n\n{mail}\n1. {asked}\n"
        made = entering.enter(**self.here, words=[asked], given=given, mail=text)[0]

        def take(name: str, who: Any = self.lead, words: str = "", **more: Any) -> Request:
            seen = answer_read(Request.objects.get(pk=made.pk))
            return steps.take_step(scope=who, request=made, step=name, words=words, seen=seen, **more)

        made = take("ask-back", words=step)
        made = take("clarified", words=step)
        working.correct(scope=self.lead, request=made, words=step)
        made.refresh_from_db()
        if made.state != "in-hand":
            made = take("take-in-hand")
        values = {"setting": "Elm School", "organisation": None, "due": timezone.now() + timedelta(days=1)}
        values |= {"name": self.word("enquiries.AskedSetting.name"), "words": self.word("enquiries.AskedSetting.words")}
        setting = settings.ask(scope=self.lead, request=made, values={**values, "email": "elm@example.org"})
        # The mail goes out while the setting is waited for.
        run(str(Job.objects.get(work=settings.SEND, arguments__asked_id=setting.pk).pk))
        sent = self.word("enquiries.AskedSetting.answer")
        settings.answer(asked=setting, words=sent, file_name="list.txt", data=b"A list.")
        settings.take(scope=self.lead, asked=setting)
        made.refresh_from_db()
        made = working.write_answer(scope=self.lead, request=made, words=answer, personal=True, seen=made.revision)
        take("hand-in")
        take("return", self.second, step)
        take("hand-in")
        take("pass", self.second)
        take("send", at=timezone.now(), way=self.word("enquiries.Request.sent_by_way"))

    def case(self) -> Case:
        values = {"age_band": "zqage", "need": "zqneed", "setting": "zqset", "consent": "refused"}
        made = cases.add(**self.here, values={"age_band": "0-4", "consent": "asked"}, months=1)
        made = cases.change(scope=self.lead, case=made, values=values, was={"age_band": "0-4", "consent": "asked"})
        # An agency that nobody here speaks for: whoever owes a paper sees which.
        body = make_organisation(self.place.partnership, "icb")
        self.place.partnership.partners.get_or_create(organisation=body)
        due = timezone.now() + timedelta(days=2)
        paper = cases.ask_paper(scope=self.lead, case=made, organisation=body, kind="zqpaper", due=due)
        for do in ("came", "handed-on", "again", "not-held"):
            cases.step(scope=self.lead, paper=paper, do=do)
        return made


def challenged(place: Place) -> Inspection:
    """Return a peer challenge in which a finding and a note stand: reviewers read the one and never the other."""
    lead = place.scope()
    called = timezone.now() - timedelta(days=21)
    made = beginning.begin(
        scope=lead, pack_id="send-2023", kind="full", title="Peers", called_at=called, purpose="challenge"
    )
    kind = next(iter(findings.queries.kinds(made))).id
    findings.make_finding(scope=lead, inspection=made, kind=kind, words="Said.", criteria=["I1"])
    notes.write(scope=lead, inspection=made, kind="feedback", held_at=called, words="Said.")
    return made


def rows_for_what_is_read_from_outside(inspection: Inspection, failed: Inspection, by: Any) -> None:
    """Make what only a job makes: in one inspection a report that could not be read, in another what was left out of one."""
    ReadReport.objects.create(inspection=failed, problem="No.", read_at=timezone.now(), sent_by=by)
    left = {"left_out_why": "Twice", "decided_at": timezone.now(), "decided_by": by, "position": 9}
    Proposal.objects.create(reading=inspection.readings.get(), source="left", kind="effective", words="It.", **left)


def share_praise(inspection: Inspection) -> None:
    """Let praise of an inspection be told, with a name and without."""
    for consent in ("given", "unnamed"):
        Recognition.objects.create(
            inspection=inspection,
            who="They",
            words="They do.",
            said_by="An inspector",
            consent=consent,
            shared_at=timezone.now(),
            made_by=inspection.made_by,
        )


def let_one_pass(inspection: Inspection, second: Any) -> None:
    """Let the first finding of an inspection have passed a second person."""
    found = Finding.objects.filter(inspection=inspection).exclude(author=second).exclude(written_by=second)
    if (first := found.order_by("pk").first()) is not None:
        Finding.objects.filter(pk=first.pk).update(state="moderated", moderated_by=second, moderated_at=timezone.now())


def plant() -> set[str]:
    """Put its word into every guarded text of every row; return the fields that hold one."""
    planted = set()
    for name in GUARDED:
        label, _, field = name.rpartition(".")
        model = apps.get_model(label)
        for row in model.objects.all():
            inspection = inspection_of(row)
            if inspection is None or guard_of(row, field) == Guard.SECRET:
                continue
            value = _as_held(row, field, word(inspection, guard_of(row, field), name))
            if value is None:
                continue
            try:
                with transaction.atomic():
                    model.objects.filter(pk=row.pk).update(**{field: value})
            except IntegrityError:
                # A row in this state has no such text.
                continue
            planted.add(name)
    return planted


def _as_held(row: Any, field: str, said: str) -> Any:
    held = getattr(row, field)
    if isinstance(held, dict):
        return {**held, "area": said, "warnings": [said], "outcome_printed": said}
    if isinstance(held, list):
        return [said]
    if isinstance(held, (bytes, memoryview)):
        return said.encode()
    if field == "email":
        return f"{said}@example.org"
    # A report has a problem or is read; a text of a finding has a reason where it corrects what was published.
    if field in ("problem", "why") and not held:
        return None
    return said


def note_of(inspection: Inspection) -> Note:
    """Return a note of an inspection."""
    return Note.objects.filter(inspection=inspection).first()
