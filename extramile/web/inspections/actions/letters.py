"""Writing the letters of the first day, noting that they went out, having the whole pack built. No text is ever overwritten."""

from django.db import transaction

from extramile.core.documents import to_text
from extramile.core.letters import check_text
from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.letter_documents import letter_document
from extramile.web.inspections.models import BuiltPack, Inspection, LetterSent, LetterText
from extramile.web.inspections.queries import letters as queries
from extramile.web.inspections.queries import people as people_queries
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

LONGEST, LONGEST_TITLE, LONGEST_WAY = 12_000, 160, 200
KIND = "letter"


class LetterChangedError(Exception):
    """Somebody saved this letter after the person had read it. Nothing was overwritten; `theirs` is what stands now."""

    def __init__(self, theirs: queries.Letter) -> None:
        self.theirs = theirs
        who = theirs.saved.by.name if theirs.saved else "Somebody"
        super().__init__(f"{who} changed this letter while you wrote. Both texts stand below: save one again.")


@transaction.atomic
def write_letter(
    *, scope: Scope, inspection: Inspection, letter: str, title: str, words: str, seen: int
) -> queries.Letter:
    """Save a letter as a person wants it, if nobody saved it since the revision `seen` (0: nobody had)."""
    locked, stands = _taken(scope, inspection, letter)
    said = " ".join(required(title, "Enter a title.").split())
    text = required(words, "Enter the letter.").replace("\r\n", "\n")
    if len(said) > LONGEST_TITLE:
        raise InputError(f"A title has {LONGEST_TITLE} characters at most; this has {len(said)}.")
    if len(text) > LONGEST:
        raise InputError(f"A letter has {LONGEST:,} characters at most; this has {len(text):,}.")
    check_text(said)
    check_text(text)
    if (said, text) == (stands.title, stands.text):
        return stands
    if stands.revision != seen:
        raise LetterChangedError(stands)
    return _put(scope, locked, stands, "letter written", (said, text))


@transaction.atomic
def take_template(*, scope: Scope, inspection: Inspection, letter: str, seen: int) -> queries.Letter:
    """Let the template stand again. What people wrote is kept with the texts before it."""
    locked, stands = _taken(scope, inspection, letter)
    if not stands.is_own:
        raise InputError("The template stands already.")
    if stands.revision != seen:
        raise LetterChangedError(stands)
    return _put(scope, locked, stands, "letter as its template", ("", ""))


@transaction.atomic
def note_sent(*, scope: Scope, inspection: Inspection, letter: str, way: str) -> LetterSent:
    """Note that a letter went out as it stands, to whom and by what way. The words are kept as they went out."""
    locked, stands = _taken(scope, inspection, letter)
    if locked.is_rehearsal:
        raise InputError("In a rehearsal no letter goes out.", next_step="Tick the line of the checklist off instead.")
    said = required(way, "Enter to whom and by what way it went out.")
    if len(said) > LONGEST_WAY:
        raise InputError(f"That is too long: it can have {LONGEST_WAY} characters.")
    document = letter_document(scope, locked, stands)
    if missing := document.missing():
        raise InputError(
            f"Something is missing in this letter: {', '.join(missing)}.",
            next_step="Enter it, or write the words in its place; then note it.",
        )
    made = LetterSent.objects.create(
        inspection=locked, letter=letter, way=said, content=to_text(document), by=scope.person
    )
    tell(
        scope,
        "letter went out",
        KIND,
        locked,
        f"Letter {letter}",
        after={"letter": letter, "revision": stands.revision},
    )
    return made


@transaction.atomic
def have_pack_built(*, scope: Scope, inspection: Inspection) -> Job:
    """Put the building of the whole pack on the queue: letters, contact sheet, role sheets."""
    people_queries.check_sees(scope, inspection)
    BuiltPack.objects.filter(inspection=inspection, person=scope.person).delete()
    built = BuiltPack.objects.create(inspection=inspection, person=scope.person)
    tell(scope, "pack of the first day taken", "inspection", inspection, inspection.title)
    return start(
        name="inspections.build_pack",
        title="Building the day-zero pack",
        by=scope.person,
        scope=scope.name,
        built_id=built.pk,
    )


def _taken(scope: Scope, inspection: Inspection, letter: str) -> tuple[Inspection, queries.Letter]:
    scope.check(Permission.EDIT_TIMETABLE)
    locked = taken(scope, inspection)
    stands = queries.letter(locked, letter)
    if stands is None:
        raise InputError("There is no such letter.", next_step="Choose one from the list.")
    return locked, stands


def _put(
    scope: Scope, inspection: Inspection, stands: queries.Letter, verb: str, said: tuple[str, str]
) -> queries.Letter:
    row = LetterText.objects.create(
        inspection=inspection,
        letter=stands.template.id,
        revision=stands.revision + 1,
        title=said[0],
        words=said[1],
        by=scope.person,
    )
    after = {"letter": row.letter, "revision": row.revision}
    tell(scope, verb, KIND, inspection, f"Letter {row.letter}", after=after)
    found = queries.letter(inspection, row.letter)
    assert found is not None  # noqa: S101 - it was there a moment ago
    return found
