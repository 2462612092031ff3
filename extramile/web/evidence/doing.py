"""Doing something that can fail for a person: what came of it, or the sentence that says why not."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from extramile.core.vocabulary import InputError

TOO_MUCH = "The file has more than 50 MB. Make its pictures smaller, divide it, or give a link to where it is."


def done(action: Callable[..., Any], **arguments: Any) -> tuple[Any, str]:
    """Do the action; return what it returns and "", or None and the sentence."""
    try:
        return action(**arguments), ""
    except InputError as error:
        return None, str(error)


def sent_too_much(request: Any) -> bool:
    """Whether what was sent is larger than any file that is taken."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
