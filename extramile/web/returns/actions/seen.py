"""Whether what somebody saw is what a load holds now: ticks and answers name a place, and a place is of one snapshot alone."""

from extramile.core.vocabulary import InputError
from extramile.web.returns.models import Load

READ_AGAIN = (
    "The files were read again after this page was opened, so that what was ticked or chosen could mean other rows."
)


def check_seen(*, load: Load, seen: str) -> None:
    """Raises InputError where `seen`, the hash of the snapshot that a page was made of, is not the one of the load."""
    if seen != load.snapshot:
        raise InputError(READ_AGAIN, next_step="Nothing was changed. Look at the page as it is now, and choose again.")
