"""Jobs of the report and of what stands beside it."""

import hashlib

from django.template.loader import render_to_string
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.findings import rendering
from extramile.web.findings.actions import outside
from extramile.web.findings.models import BuiltFile, ReadReport, Recognition
from extramile.web.findings.queries.built import may_have, outlived
from extramile.web.inspections import embargo
from extramile.web.jobs.work import Running, work
from extramile.web.library.reading import read
from extramile.web.partnerships.queries import scope_of


@work("findings.build", room=("inspections:inspections", "Inspect"))
def build(running: Running, built_id: int) -> str:
    """Build a document for the person who asked for it, as they may see it now."""
    built = BuiltFile.objects.select_related("inspection__partnership", "person").get(pk=built_id)
    scope = scope_of(built.person, built.inspection.partnership.slug)
    if scope is None or not may_have(scope, built.inspection, built.name):
        return ""
    content = rendering.rendered(scope, built.inspection, built.name, built.form)
    address = reverse("knowing:built", args=[scope.name, built.inspection_id, built.pk])
    with running.commit(address):
        BuiltFile.objects.filter(pk=built.pk).update(content=content)
    return address


@work("findings.forget_built", each_day="Forgetting documents that were taken away")
def forget_built(running: Running) -> str:
    """Forget documents a day after they were built, also where nobody has another one built."""
    with running.commit():
        outlived().delete()
    return ""


@work("findings.read_report", room=("inspections:inspections", "Inspect"))
def read_report(running: Running, reading_id: int) -> str:
    """Read a report that somebody sent, in a child process that is bounded in time and memory; its bytes are not kept."""
    found = ReadReport.objects.select_related("inspection__partnership").get(pk=reading_id)
    content, report, problem = bytes(found.content), None, ""
    try:
        report = read(content, "report.pdf")
        problem = outside.area_problem(found.inspection, report)
    except InputError as error:
        problem = str(error)
    inspection = found.inspection
    address = reverse("knowing:outside", args=[inspection.partnership.slug, inspection.pk])
    with running.commit(address):
        file_hash = hashlib.sha256(content).hexdigest()
        outside.keep_reading(reading=found, report=report, problem=problem, file_hash=file_hash)
    return address


@work("findings.thank")
def thank(running: Running, recognition_id: int) -> str:
    """Send thanks for what was praised, to those who were."""
    found = Recognition.objects.select_related("inspection__partnership").get(pk=recognition_id)
    if embargo.holds(found.inspection) or not found.email:
        return ""
    text = render_to_string("findings/mail/praise.txt", {"praise": found})
    running.send_mail(f"Thank you, from {found.inspection.partnership.name}", text, found.email)
    return ""
