"""Writing down what inspectors said in confidence. The words stay out of the trail; what a note said before is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.enquiries.models import Note, NoteKind, NoteText
from extramile.web.enquiries.queries import notes as queries
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

LONGEST = 20_000


def name_of(found: Note) -> str:
    """Return how the trail calls a note: by its meeting and day, never by its words."""
    return f"{NoteKind(found.kind).label}, {timezone.localtime(found.held_at):%-d %B %Y}"


def _checked(inspection: Inspection, words: str, criteria: Sequence[str]) -> tuple[str, list[str]]:
    said = required(words.replace("\r\n", "\n"), "Enter what was said.")
    if len(said) > LONGEST:
        raise InputError(f"A note has at most {LONGEST:,} characters.", next_step="Divide it into two notes.")
    known = {each.id for each in framework_of(inspection).all_criteria()}
    if set(criteria) - known:
        raise InputError("Choose criteria from the list.")
    return said, list(dict.fromkeys(criteria))


@transaction.atomic
def write(
    *, scope: Scope, inspection: Inspection, kind: str, held_at: datetime, words: str, criteria: Sequence[str] = ()
) -> Note:
    """Write a note of a meeting with inspectors."""
    queries.check_sees(scope, inspection)
    locked = taken(scope, inspection)
    if kind not in NoteKind.values:
        raise InputError("Choose at which meeting it was said.")
    if held_at > timezone.now():
        raise InputError("The meeting has not been held yet.", next_step="Correct the day or the time.")
    said, chosen = _checked(locked, words, criteria)
    made = Note.objects.create(
        inspection=locked, kind=kind, held_at=held_at, words=said, criteria=chosen, made_by=scope.person
    )
    NoteText.objects.create(note=made, revision=1, words=said, by=scope.person)
    tell(scope, "note written", "note", made, name_of(made), after={"inspection": locked.pk})
    return made


@transaction.atomic
def correct(*, scope: Scope, note: Note, words: str, criteria: Sequence[str], seen: int) -> Note:
    """Correct a note that still reads as it did at revision `seen`. What it said before is kept beside it."""
    queries.check_sees(scope, note.inspection)
    inspection = taken(scope, note.inspection)
    locked = Note.objects.select_for_update(of=("self",)).get(pk=note.pk, inspection=inspection)
    said, chosen = _checked(inspection, words, criteria)
    if locked.revision != seen:
        raise InputError(
            "Somebody corrected this note while you wrote. Nothing was overwritten.",
            next_step="What it says now stands above the form. Put together what both of you wrote, then save again.",
        )
    if (said, chosen) == (locked.words, locked.criteria):
        return locked
    locked.words, locked.criteria = said, chosen
    locked.revision += 1
    locked.save(update_fields=["words", "criteria", "revision"])
    NoteText.objects.create(note=locked, revision=locked.revision, words=said, by=scope.person)
    tell(scope, "note corrected", "note", locked, name_of(locked), after={"inspection": inspection.pk})
    return locked
