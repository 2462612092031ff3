"""Notes of what inspectors said in confidence: who reads them, who writes them, finding one."""

from django.db.models import QuerySet

from extramile.web.enquiries.models import Note, NoteText
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope


def may_see(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may read notes: leads and the circle, also after publication, for they were said in confidence.

    They are the area's own: who inspects or reviews never sees them.
    """
    return not scope.roles <= {Role.INSPECTOR} and embargo.is_let_in(scope, inspection)


def check_sees(scope: Scope, inspection: Inspection) -> None:
    """Raise NotAllowedError, which says who can, if this person may not read notes."""
    if not may_see(scope, inspection):
        embargo.refuse(scope)


def notes(inspection: Inspection, words: str = "") -> QuerySet[Note]:
    """Return the notes that have all these words, in the order of the meetings. The caller has checked who asks."""
    rows = Note.objects.filter(inspection=inspection).select_related("made_by")
    for word in words.split()[:10]:
        rows = rows.filter(words__icontains=word)
    return rows


def note(inspection: Inspection, note_id: int) -> Note | None:
    """Return a note of this inspection, or None."""
    return notes(inspection).filter(pk=note_id).first()


def texts(found: Note) -> QuerySet[NoteText]:
    """Return what a note has said, newest first."""
    return found.texts.select_related("by")
