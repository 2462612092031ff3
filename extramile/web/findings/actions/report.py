"""Writing the sections of a letter or report, and having it built."""

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import open_to_writing
from extramile.web.findings.models import BuiltFile, SectionText
from extramile.web.findings.queries.access import check_read
from extramile.web.findings.queries.report import written_sections
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import tell
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.scope import Scope

LONGEST = 20_000


class SectionChangedError(Exception):
    """Somebody saved this section after the person had read it. Nothing was overwritten; `theirs` is what stands now."""

    def __init__(self, theirs: SectionText) -> None:
        self.theirs = theirs
        super().__init__(
            f"{theirs.by.name} changed this section while you wrote. Both texts stand below: save one again."
        )


@transaction.atomic
def write_section(*, scope: Scope, inspection: Inspection, section: str, words: str, seen: int) -> SectionText:
    """Save what stands in a section, if nobody saved it since the revision `seen` (0: nobody had written)."""
    locked = open_to_writing(scope, inspection)
    if section not in {each.id for each in written_sections(locked)}:
        raise InputError("Nothing is written in that section.", next_step="Choose a section from the list.")
    clean = words.replace("\r\n", "\n").strip()
    if len(clean) > LONGEST:
        raise InputError(f"A section has {LONGEST:,} characters at most; this has {len(clean):,}.")
    found = SectionText.objects.filter(inspection=locked, section=section).select_related("by").first()
    if found and found.revision != seen and found.words != clean:
        raise SectionChangedError(found)
    if found and found.words == clean:
        return found
    if found is None:
        found = SectionText(inspection=locked, section=section, revision=0)
    found.words, found.by = clean, scope.person
    found.revision += 1
    found.save()
    tell(scope, "section written", "section", found, f"Section {section}", after={"revision": found.revision})
    return found


@transaction.atomic
def have_built(*, scope: Scope, inspection: Inspection, name: str, form: str) -> Job:
    """Put the building of a document on the queue. Who takes away what is under embargo stands in the trail."""
    check_read(scope, inspection)
    embargo.opened(scope, inspection, f"{name} to take away", inspection.pk, f"File of inspection {inspection.pk}")
    BuiltFile.objects.filter(inspection=inspection, person=scope.person, name=name, form=form).delete()
    built = BuiltFile.objects.create(inspection=inspection, person=scope.person, name=name, form=form)
    return start(
        name="findings.build", title="Building the document", by=scope.person, scope=scope.name, built_id=built.pk
    )
