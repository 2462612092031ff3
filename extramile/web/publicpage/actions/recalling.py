"""Saying on the public page that figures of a return were taken back: nothing of it changes in silence."""

from typing import Any

from extramile.web.partnerships.models import Partnership
from extramile.web.publicpage.models import Update, short
from extramile.web.publicpage.queries.recalling import shown_of


def tell_taken_back(*, partnership: Partnership, release: int, by: Any) -> None:
    """List, of each theme that is shown, the measures whose figures were taken back. Called within the transaction that does it.

    The reason is not said: it was written for those inside.
    """
    for shown, titles in shown_of(partnership, release):
        part = f"theme-{shown.theme_id}"
        named = ", ".join(f"“{each}”" for each in titles)
        words = f"“{shown.title}”: figures were taken back and do not stand any more, of {named}"
        Update.objects.create(partnership=partnership, words=short(words), part=part, about=part, by=by)
