"""Saying what was not in the files: what a heading is, of which year or day they are. Then they are read again."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from extramile.core.returns import LEFT_OUT
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import digests, snapshots
from extramile.web.returns.actions import carrying, loading
from extramile.web.returns.actions.seen import check_seen
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Heading, Load
from extramile.web.returns.queries.loads import broke_off

# How leaving a heading out is said in a form; an answer that is empty is no answer.
LEAVE_OUT = "-"
GONE = "The files are not here any more."
LOAD_ANEW = "Load them again: what was said of headings is remembered."


@transaction.atomic
def answer_headings(*, scope: Scope, load: Load, answers: Mapping[int, str], seen: str | None = None) -> Load:
    """Remember what headings are and read the files again with that.

    `answers` are by the place of the question in the snapshot: the name of an item, or LEAVE_OUT. `seen` is the hash
    of that snapshot, without it that of the load as it is given: if the files were read again since, nothing is done. Raises
    InputError, and store.DamagedError where the snapshot cannot be opened.
    """
    seen = load.snapshot if seen is None else seen
    load = _waiting(scope, load)
    check_seen(load=load, seen=seen)
    questions = snapshots.manifest_of(snapshots.opened(load.snapshot))["questions"]
    said = {place: answer for place, answer in answers.items() if answer and 0 <= place < len(questions)}
    if not said:
        raise InputError("Nothing was chosen.", next_step="Say of at least one heading what it is.")
    for place, answer in said.items():
        if answer != LEAVE_OUT and answer not in questions[place]["candidates"]:
            raise InputError("One heading was given an item that is not offered for it.", next_step="Choose again.")
    taken = Counter((questions[place]["table"], answer) for place, answer in said.items() if answer != LEAVE_OUT)
    if twice := next((each for each, many in taken.items() if many > 1), None):
        title = next(each["table_title"] for each in questions if each["table"] == twice[0])
        raise InputError(f"Two headings of “{title}” were given the same item.", next_step="Leave one of them out.")
    digest = digests.digest_for(load.partnership)
    for place, answer in said.items():
        Heading.objects.update_or_create(
            partnership=load.partnership,
            kind=load.kind,
            table=questions[place]["table"],
            digest=digests.heading_digest(digest, questions[place]["heading"]),
            defaults={"column": LEFT_OUT if answer == LEAVE_OUT else answer, "said_by": scope.person},
        )
    tell(scope.person, load, "headings of a return explained", {"headings": len(said)})
    return _read_again(scope, load)


@transaction.atomic
def say_year(*, scope: Scope, load: Load, year: int) -> Load:
    """Say of which year a return is, and read it again. Raises InputError."""
    load = _waiting(scope, load)
    if load.asks != Load.Asks.YEAR:
        raise InputError("The files say of which year they are.")
    if year not in snapshots.manifest_of(snapshots.opened(load.snapshot))["years"]:
        raise InputError("Choose one of the years.")
    load.said_year = year
    tell(scope.person, load, "year of a return said", {"year": year})
    return _read_again(scope, load)


@transaction.atomic
def say_day(*, scope: Scope, load: Load, day: date) -> Load:
    """Say for which day ages and time limits are looked at, and read the lists again. Raises InputError."""
    load = _waiting(scope, load)
    if load.state != Load.State.CHECKED:
        raise InputError("The files could not be read.")
    load.said_day = day
    tell(scope.person, load, "day of a return said", {"day": day})
    return _read_again(scope, load)


def _waiting(scope: Scope, load: Load) -> Load:
    """Return the load, locked, if its files are still here and nobody reads them now. Raises InputError."""
    scope.check(Permission.LOAD_RETURNS)
    load = Load.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=load.pk)
    if load.again == Load.Again.READING and not broke_off(load):
        raise InputError("The files are being read again at this moment.", next_step="Wait until it is done.")
    if not load.upload or load.held_until is None:
        raise InputError(GONE, next_step=LOAD_ANEW)
    return load


def _read_again(scope: Scope, load: Load) -> Load:
    job = start(name=loading.WORK, title=loading.TITLE, by=scope.person, scope=scope.name, load_id=load.pk)
    load.again, load.job = Load.Again.READING, job.pk
    load.save()
    return load


@transaction.atomic
def take_as_it_is(*, scope: Scope, load: Load) -> Load:
    """Let a load take the place of the one before it although nobody said what some headings are, or children are missing.

    What people did meanwhile about the problems of the one before goes with it. Raises InputError, and store.DamagedError where
    the snapshot cannot be opened.
    """
    scope.check(Permission.LOAD_RETURNS)
    key = carrying.lock(scope.partnership)
    load = Load.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=load.pk)
    if load.state != Load.State.CHECKED or not load.asks_first:
        raise InputError("This load waits for nothing.", next_step="Look at its page as it is now.")
    load.taken_by, load.taken_at = scope.person, timezone.now()
    load.save(update_fields=["taken_by", "taken_at"])
    # When it was read, it found again only what had been taken up by then.
    carrying.carry(key, load, snapshots.by_rule(snapshots.opened(load.snapshot)))
    tell(scope.person, load, "return taken as it is")
    return load


@transaction.atomic
def stop_asking(*, scope: Scope, load: Load) -> None:
    """Delete files that wait for an answer; the load stays as it was read."""
    load = _waiting(scope, load)
    # The bytes first: a row that names what is gone is harmless, the other way round is not.
    loading.forget_upload(load)
    tell(scope.person, load, "files of a return deleted")


@transaction.atomic
def take_back(*, scope: Scope, heading_id: int) -> bool:
    """Forget what a heading was said to be, from the next reading on; say whether there was such a heading."""
    scope.check(Permission.LOAD_RETURNS)
    found = Heading.objects.filter(partnership=scope.partnership, pk=heading_id).first()
    if found is None:
        return False
    record(
        by=scope.person,
        verb="heading of returns taken back",
        kind="heading",
        thing_id=found.pk,
        before={"kind": found.kind, "table": found.table, "column": found.column},
        scope=scope.name,
    )
    found.delete()
    return True
