"""What a page showed of a session, carried in its form: signed, so that it needs no checks."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core import signing

from extramile.core.vocabulary import InputError
from extramile.web.timetable.actions.sessions import Said

SALT = "timetable.seen"
AGAIN = "Open the page again: what it showed of the session did not come with the form."


def seal(said: Said) -> str:
    """Return what was seen as text for a hidden field."""
    plain = {
        **asdict(said),
        "starts": said.starts.isoformat(),
        "ends": said.ends.isoformat(),
        "going": sorted(said.going),
    }
    return signing.dumps(plain, salt=SALT, compress=True)


def unseal(*, text: str) -> Said:
    """Return what was seen. Raise InputError where it was not ours."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise InputError(AGAIN) from None
    moments = {name: datetime.fromisoformat(found[name]) for name in ("starts", "ends")}
    lists = {name: tuple(found[name]) for name in ("needs", "arranged")}
    return Said(**{**found, **moments, **lists, "going": frozenset(found["going"])})


def seal_where(said: Said) -> str:
    """Return when and where a session was, for the address of a page that can put it back: nothing else is told in an address."""
    return signing.dumps([said.starts.isoformat(), said.place], salt=f"{SALT}.where")


def unseal_where(*, text: str) -> tuple[datetime, int | None]:
    """Return when and where a session was. Raise InputError where it was not ours."""
    try:
        starts, place = signing.loads(text, salt=f"{SALT}.where")
    except signing.BadSignature:
        raise InputError(AGAIN) from None
    return datetime.fromisoformat(starts), place
