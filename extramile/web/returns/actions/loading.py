"""Loading a return, finishing what a job read, and deleting it."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from extramile.core.returns import READER_VERSION
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, Actor
from extramile.web.evidence import store
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import folders, reading, snapshots
from extramile.web.returns.actions import carrying, measuring
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Leaving, Load, LoadedTable, Measured, RuleCount

logger = logging.getLogger(__name__)

# Long enough to compare a year's return with the last one.
DAYS_KEPT = 400
# Long enough to ask somebody what a heading means; then uploaded files go, answered or not.
DAYS_HELD = 7
LONGEST_WHY = 500
WORK, TITLE = "returns.read", "Check of a return"


def load_files(*, scope: Scope, files: Sequence[tuple[str, bytes]]) -> Load:
    """Take files over, encrypted, and start the job that reads them."""
    scope.check(Permission.LOAD_RETURNS)
    if not files or not any(data for _, data in files):
        raise InputError("There is nothing in the file.", next_step="Export it again.")
    today = timezone.localdate()
    load = Load.objects.create(
        partnership=scope.partnership, made_by=scope.person, ends_on=today + timedelta(days=DAYS_KEPT)
    )
    data = snapshots.pack_upload(load.pk, files)
    # Where it will be is written down before it is there: whatever breaks off, nothing is kept that nobody knows of.
    load.upload = hashlib.sha256(data).hexdigest()
    Load.objects.filter(pk=load.pk).exclude(state=Load.State.DELETED).update(upload=load.upload)
    with transaction.atomic():
        if not Load.objects.select_for_update().filter(pk=load.pk, state=Load.State.READING).exists():
            raise InputError("The load was deleted before its files were kept.", next_step="Load them again.")
        store.put(data)
        job = start(name=WORK, title=TITLE, by=scope.person, scope=scope.name, load_id=load.pk)
        load.job = job.pk
        load.save(update_fields=["job"])
        tell(scope.person, load, "return loaded", {"files": len(files)})
    return load


def note_coming(load: Load, data: bytes) -> None:
    """Write down where an outcome will be, before it is there: whatever breaks off, nothing is kept that nobody knows of."""
    sha256 = hashlib.sha256(data).hexdigest()
    if load.coming and load.coming not in {sha256, load.snapshot}:
        store.remove(load.coming)
    load.coming = sha256
    Load.objects.filter(pk=load.pk).exclude(state=Load.State.DELETED).update(coming=sha256)


def finish(load: Load, made: reading.Made, before: Load | None, *, by: Actor) -> None:
    """Keep what was read and let the load be checked. Called in the transaction that ends its job."""
    key = carrying.lock(load.partnership)
    if not _still_reading(load):
        return
    _keep(load, store.put(made.data))
    load.state, load.kind = Load.State.CHECKED, made.kind
    load.year, load.as_of, load.reader_version = made.year, made.as_of, READER_VERSION
    load.sources, load.compared_with = list(made.sources), before if made.compared else None
    part = Load.Asks.WHOLE if made.is_part else Load.Asks.NOTHING
    load.asks = Load.Asks.HEADINGS if made.questions else part
    # Only who is asked something has the files kept: about headings, or of which day lists are that do not say it.
    load.held_until = _held() if made.questions or made.day_unsaid else None
    load.save()
    load.tables.all().delete()
    load.rules.all().delete()
    LoadedTable.objects.bulk_create(LoadedTable(load=load, table=name, rows=rows) for name, rows in made.tables.items())
    RuleCount.objects.bulk_create(RuleCount(load=load, **each) for each in made.rules)
    carrying.carry(key, load, made.problems)
    tell(by, load, "return checked", {"kind": made.kind, "year": made.year, "snapshot": load.snapshot})
    measuring.begin(load, by)


def refuse(load: Load, data: bytes, *, by: Actor, asks: str = "") -> None:
    """Keep why files could not be read. Called in the transaction that ends the job.

    A load that was checked before stays as it was: what was said did not make it better.
    """
    if not _still_reading(load):
        return
    if load.state == Load.State.CHECKED:
        # What would have been kept was never put anywhere.
        load.again, load.coming = Load.Again.REFUSED, ""
        load.save()
        tell(by, load, "return could not be read again")
        return
    _keep(load, store.put(data))
    load.state, load.asks = Load.State.REFUSED, asks
    load.held_until = _held() if asks else None
    load.save()
    tell(by, load, "return could not be read")


def _keep(load: Load, snapshot: str) -> None:
    """Let an outcome take the place of the one before it, which `tidy` deletes."""
    load.stale = load.snapshot if load.snapshot != snapshot else ""
    load.snapshot, load.coming, load.again = snapshot, "", Load.Again.NO


def _held() -> date:
    return timezone.localdate() + timedelta(days=DAYS_HELD)


def _still_reading(load: Load) -> bool:
    """Say whether nobody deleted the load while it was read."""
    open_ = Load.objects.filter(state=Load.State.READING) | Load.objects.filter(again=Load.Again.READING)
    return open_.exclude(state=Load.State.DELETED).select_for_update().filter(pk=load.pk).exists()


def tidy(load: Load) -> None:
    """Delete what nobody needs any more once a load was read: the outcome before, and files that wait for no answer."""
    load.refresh_from_db(fields=["stale", "upload", "held_until", "snapshot"])
    if load.stale and load.stale != load.snapshot:
        store.remove(load.stale)
    Load.objects.filter(pk=load.pk, stale=load.stale).update(stale="")
    if load.held_until is None:
        forget_upload(load)


def forget_upload(load: Load) -> None:
    """Delete uploaded files that have been read; what was said last of them is over, too."""
    if load.upload:
        store.remove(load.upload)
        Load.objects.filter(pk=load.pk).update(upload="", held_until=None, again=Load.Again.NO)


def delete_load(*, scope: Scope, load: Load, why: str) -> None:
    """Delete what a load holds of children, with a reason; that it was there, and its counts, stay. Raises InputError."""
    scope.check(Permission.LOAD_RETURNS)
    why = why.strip()
    if not why:
        raise InputError("Say why.", next_step="The audit trail keeps the reason, for whoever looks for the load.")
    if len(why) > LONGEST_WHY:
        raise InputError(f"The reason is longer than {LONGEST_WHY} characters.", next_step="Shorten it.")
    gone = _delete(load, scope.person, why)
    if gone is None:
        return
    # A job that is reading it has it open.
    folders.clear(load.pk)
    # What others left behind is for the job of the day: it is nothing to who deletes this one.
    remove_leaving(Leaving.objects.filter(sha256__in=gone))


def clear_loads(today: date) -> int:
    """Delete loads whose time is over, and return how many."""
    yesterday = timezone.now() - timedelta(days=1)
    reasons = [
        (Q(ends_on__lt=today), f"kept for {DAYS_KEPT} days"),
        # What a job that broke off left behind.
        (Q(state=Load.State.READING, made_at__lt=yesterday), "was not read within a day"),
    ]
    many = 0
    for over, why in reasons:
        for load in Load.objects.filter(over).exclude(state=Load.State.DELETED).select_related("partnership"):
            if _delete(load, SYSTEM, why, only=over) is not None:
                folders.clear(load.pk)
                many += 1
    remove_leaving(Leaving.objects.all())
    read = Load.objects.filter(state__in=[Load.State.CHECKED, Load.State.REFUSED])
    for load in read.exclude(upload="", stale="", coming=""):
        _let_go_of_files(load, today)
        tidy(load)
    return many


@transaction.atomic
def _let_go_of_files(load: Load, today: date) -> None:
    """Let files wait no more whose week is over, and forget an outcome that never came."""
    found = Load.objects.select_for_update().exclude(state=Load.State.DELETED).filter(pk=load.pk).first()
    if found is None:
        return
    # A job that reads them again at this moment gets another day.
    grace = timedelta(days=found.again == Load.Again.READING)
    if found.held_until and found.held_until + grace < today:
        found.held_until, found.again = None, Load.Again.NO
    if found.again != Load.Again.READING and found.coming:
        # What came out as it was before is what stands here.
        if found.coming != found.snapshot:
            store.remove(found.coming)
        found.coming = ""
    found.save(update_fields=["held_until", "again", "coming"])


@transaction.atomic
def _delete(load: Load, by: Actor, why: str, *, only: Q | None = None) -> set[str] | None:
    """Delete a load that is not deleted yet and still is as `only` says; return the hashes of its bytes, None if it was not."""
    carrying.lock(load.partnership)
    rows = Load.objects.select_for_update(of=("self",)).select_related("partnership").exclude(state=Load.State.DELETED)
    # Read again under the lock: a job may have ended meanwhile, and what it kept must go as well, or it must stay.
    found = rows.filter(only or Q(), pk=load.pk).first()
    if found is None:
        return None
    outcomes = {found.upload, found.snapshot, found.coming, found.stale, measuring.sealed_of(found)} - {""}
    # The load is deleted whole or not at all: its bytes go after that, and until then it is written down that they must. Nothing
    # comes to them meanwhile, because whoever keeps something asks under the same lock whether the load is still there.
    Leaving.objects.bulk_create((Leaving(sha256=each) for each in outcomes), ignore_conflicts=True)
    Measured.objects.filter(load=found).delete()
    found.state, found.upload, found.snapshot, found.deleted_at = Load.State.DELETED, "", "", timezone.now()
    found.coming, found.stale, found.again, found.asks, found.held_until = "", "", "", "", None
    found.save()
    carrying.let_go(found)
    tell(by, found, "return deleted", why=why)
    return outcomes


def remove_leaving(rows: QuerySet[Leaving]) -> None:
    """Take away the bytes of loads that were deleted; what broke off, or the storage would not do, is for the next day."""
    for each in rows:
        try:
            store.remove(each.sha256)
        except Exception as error:  # noqa: BLE001 - what a storage raises is its own; the load is deleted whatever it is
            logger.error("bytes that are leaving (%s) could not be removed: %s", each.pk, type(error).__name__)
        else:
            each.delete()
