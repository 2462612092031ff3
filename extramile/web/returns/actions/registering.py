"""Keeping a register of establishments for this installation."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from extramile.core.rules import Establishments
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, Actor, record
from extramile.web.evidence import store
from extramile.web.returns import registers
from extramile.web.returns.models import EstablishmentRegister


@transaction.atomic
def keep_register(*, found: Establishments, day: date | None = None, by: Actor = SYSTEM) -> EstablishmentRegister:
    """Let a register be the one that is asked from now on, and return it; earlier ones stay, for what was checked by them.

    Raises InputError where nobody says of which day it is, where that is to come, or where a newer one is kept.
    """
    day = day or found.day
    if day is None:
        raise InputError("does not say of which day it is.", where=found.source, next_step="Say it with --day.")
    if day > timezone.localdate():
        raise InputError("is of a day that is to come.", where=found.source, next_step="Say the right one with --day.")
    before = registers.newest()
    if before and before.day > day:
        raise InputError(f"is older than the register that is kept, of {before.day:%-d %B %Y}.", where=found.source)
    lists = store.put(registers.pack(found))
    if before and (before.day, before.file_sha256, before.lists) == (day, found.sha256, lists):
        return before
    kept = EstablishmentRegister.objects.create(
        source=found.source[:200], file_sha256=found.sha256, lists=lists, day=day, rows=found.rows
    )
    record(
        by=by,
        verb="register of establishments kept",
        kind="register",
        thing_id=kept.pk,
        thing=f"register of {day.isoformat()}",
        after={"day": day, "rows": found.rows, "sha256": found.sha256},
    )
    return kept
