"""The circle of an inspection and what was opened under embargo, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import date as date_format
from django.utils import timezone

from extramile.core.vocabulary import upper_first
from extramile.web.audit.models import Event
from extramile.web.inspections.models import InCircle
from extramile.web.partnerships.models import Member

COLUMNS = ("when", "who", "what", "event")


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody who may read, or might: who they are, since when and why."""

    id: int
    name: str
    standing: str
    why: str = ""
    since: str = ""
    # By whom they were put out, when and why, where they were.
    until: str = ""


def let_in(row: InCircle) -> ReaderRow:
    """Return somebody who was let in, in words."""
    until = ""
    if row.put_out_at and row.put_out_by:
        until = f"{_day(row.put_out_at)} by {row.put_out_by.name}: {row.put_out_why}"
    return ReaderRow(
        row.pk,
        row.member.person.name,
        _standing(row.member),
        row.why,
        f"{_day(row.at)} by {row.let_in_by.name}",
        until,
    )


def by_role(member: Member) -> ReaderRow:
    """Return somebody whose role lets them read, in words."""
    return ReaderRow(member.pk, member.person.name, _standing(member))


def choices(members: Iterable[Member]) -> list[tuple[int, str]]:
    """Return whom one can let in, to choose from."""
    return [(each.pk, f"{each.person.name}, {each.organisation.name}") for each in members]


def reading(event: Event) -> dict[str, str]:
    """Return one reading, by the columns of the file."""
    kind = upper_first(event.kind)
    told = f"{kind} {event.thing_id}" if event.kind in {"finding", "note", "session"} else kind
    when = date_format(timezone.localtime(event.at), "j F Y, H:i")
    return dict(zip(COLUMNS, (when, event.by_name, told, str(event.number)), strict=True))


def _standing(member: Member) -> str:
    return ", ".join(filter(None, (member.post, member.organisation.name)))


def _day(moment: object) -> str:
    return str(date_format(timezone.localtime(moment), "j F Y"))  # type: ignore[arg-type]
