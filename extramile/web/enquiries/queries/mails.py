"""What a mail from an inspector asks, and which inspector wrote it."""

from extramile.core.inspecting import Mail, read_mail
from extramile.web.enquiries.queries.requests import visitors
from extramile.web.inspections.models import Inspection


def read(*, text: str) -> Mail:
    """Return what a mail says. Raise InputError where it cannot be read."""
    return read_mail(text)


def asker(inspection: Inspection, mail: Mail) -> int | None:
    """Return which inspector a mail is from: by the address, else by the name; None where it is not one person."""
    people = list(visitors(inspection).filter(left_at=None))
    for name, value in (("email", mail.address), ("name", mail.name)):
        same = [each.pk for each in people if value and getattr(each, name).casefold() == value.casefold()]
        if len(same) == 1:
            return same[0]
    return None
