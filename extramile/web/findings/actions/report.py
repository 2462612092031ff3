"""Writing the sections of a letter or report, and having it built."""

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import open_to_writing
from extramile.web.findings.meeting import Standing, check_met
from extramile.web.findings.models import BuiltFile, SectionText
from extramile.web.findings.queries.built import may_have
from extramile.web.findings.queries.report import section_texts, written_sections
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import tell
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.scope import Scope

LONGEST = 20_000
LABELS = {"words": "Section"}


@transaction.atomic
def write_section(*, scope: Scope, inspection: Inspection, section: str, words: str, seen: int) -> SectionText:
    """Save what stands in a section, if nobody saved it since the revision `seen` (0: nobody had written).

    What stood before is kept. Raises ChangedMeanwhileError where two people wrote at once.
    """
    locked = open_to_writing(scope, inspection)
    if section not in {each.id for each in written_sections(locked)}:
        raise InputError("Nothing is written in that section.", next_step="Choose a section from the list.")
    clean = words.replace("\r\n", "\n").strip()
    if len(clean) > LONGEST:
        raise InputError(f"A section has {LONGEST:,} characters at most; this has {len(clean):,}.")
    kept = {each.revision: each for each in section_texts(locked, section)}
    stands = kept[max(kept)] if kept else None
    if stands and stands.words == clean:
        return stands
    if stands and stands.revision != seen:
        before = kept[seen].words if seen in kept else ""
        check_met(
            Standing("section", LABELS, stands.revision), {"words": before}, {"words": stands.words}, {"words": clean}
        )
    revision = stands.revision + 1 if stands else 1
    found = SectionText.objects.create(
        inspection=locked, section=section, revision=revision, words=clean, by=scope.person
    )
    tell(scope, "section written", "section", found, f"Section {section}", after={"revision": found.revision})
    return found


@transaction.atomic
def have_built(*, scope: Scope, inspection: Inspection, name: str, form: str) -> Job:
    """Put the building of a document on the queue. Who takes away what is under embargo stands in the trail."""
    if not may_have(scope, inspection, name):
        embargo.refuse(scope)
    embargo.opened(scope, inspection, f"{name} to take away", inspection.pk, f"File of inspection {inspection.pk}")
    BuiltFile.objects.filter(inspection=inspection, person=scope.person, name=name, form=form).delete()
    built = BuiltFile.objects.create(inspection=inspection, person=scope.person, name=name, form=form)
    return start(
        name="findings.build", title="Building the document", by=scope.person, scope=scope.name, built_id=built.pk
    )
