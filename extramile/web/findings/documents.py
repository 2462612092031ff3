"""The letter or report of an inspection as a document: one source for page, Word and PDF."""

from django.utils import timezone

from extramile.core.documents import Document, note
from extramile.core.reporting import compose
from extramile.web.findings.queries.report import known, template_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

EMBARGOED = (
    "Draft under embargo. It is for leads and for those whom a lead let in, until the inspection is published. "
    "Do not pass it on."
)


def status_of(scope: Scope, inspection: Inspection) -> str:
    """Return what stands on every page until nothing needs to: draft, embargo, rehearsal, invented area."""
    states = []
    if scope.partnership.is_fictional:
        states.append("Fictional area")
    if inspection.purpose != Purpose.INSPECTION:
        states.append(inspection.get_purpose_display())
    if embargo.holds(inspection):
        states.append("Draft, under embargo")
    return ", ".join(states)


def report(scope: Scope, inspection: Inspection) -> Document:
    """Return the letter or report, as far as it is known."""
    pack, template = framework_of(inspection), template_of(inspection)
    layout = None if not template.pack else pack.report_for(inspection.kind)
    body = compose(template, pack, layout, known(scope, inspection))
    held = embargo.holds(inspection)
    return Document(
        title=body.title,
        subtitle=body.subtitle,
        author_body=scope.partnership.name,
        date=timezone.localdate() if held or not inspection.published_on else inspection.published_on,
        blocks=(*([note(EMBARGOED)] if held else []), *body.blocks),
        status=status_of(scope, inspection),
        opening=template.opening,
    )
