"""Keeping a form that somebody has not finished, until they have: theirs alone, and there when their session has ended.

No audit event: it is a person's own note until they save it.
"""

from collections.abc import Mapping

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.models import Unfinished

LONGEST = 60_000


@transaction.atomic
def keep(*, scope: Scope, form: str, thing_id: int, content: Mapping[str, object]) -> Unfinished:
    """Keep what stands in a form."""
    if sum(len(str(value)) for value in content.values()) > LONGEST:
        raise InputError("This is too long to be kept as a draft.", next_step="Shorten it, or save it.")
    key = {"person": scope.person, "partnership": scope.partnership, "form": form, "thing_id": thing_id}
    return Unfinished.objects.update_or_create(**key, defaults={"content": dict(content)})[0]


def drop(*, scope: Scope, form: str, thing_id: int) -> None:
    """Throw it away: it was saved, or is not wanted any more."""
    Unfinished.objects.filter(person=scope.person, partnership=scope.partnership, form=form, thing_id=thing_id).delete()
