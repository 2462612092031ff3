"""What a version of evidence holds: checked, and brought into the shape in which it is kept."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import invented, snapshots, store
from extramile.web.evidence.checking import check
from extramile.web.evidence.extracting import tidy, words_of
from extramile.web.partnerships.scope import Scope

LONGEST_NOTE = 20_000


@dataclass(frozen=True, slots=True)
class Content:
    """What a version will hold. `words` are what it is found by."""

    sha256: str
    size: int
    media_type: str
    words: str = ""
    file_name: str = ""
    address: str = ""
    text: str = ""
    data: Any = None


def of_file(file_name: str, data: bytes) -> Content:
    """Check a file and keep its bytes. Raises InputError where it is nothing that can be kept."""
    found = check(file_name, data)
    words = words_of(found.extension, data)
    return Content(store.put(data), len(data), found.media_type, words, file_name=found.file_name)


def of_link(address: str, text: str = "") -> Content:
    """Return where something is, and what is found there."""
    address = address.strip()
    try:
        URLValidator(schemes=["https", "http"])(address)
    except ValidationError as error:
        raise InputError(
            "The address cannot be followed.", next_step="Give all of it, such as https://www.example.org/report."
        ) from error
    text = tidy(text)
    return _of_words(address, "text/uri-list", words=f"{address}\n{text}", address=address, text=text)


def of_note(text: str) -> Content:
    """Return words that somebody wrote."""
    text = tidy(text.replace("\r\n", "\n")).strip()
    if not text:
        raise InputError("Write the note.")
    if len(text) > LONGEST_NOTE:
        raise InputError(
            f"The note has {len(text):,} characters; the most is {LONGEST_NOTE:,}.", next_step="Give a file."
        )
    return _of_words(text, "text/plain; charset=utf-8", words=text, text=text)


def of_snapshot(scope: Scope, indicator: str, area: str) -> Content:
    """Return an indicator of the Library as it stands today, for the partnership's own area or the one named."""
    data = snapshot_data(scope, indicator, area)
    return _frozen(data, words=snapshots.words(data))


def snapshot_data(scope: Scope, indicator: str, area: str) -> dict[str, Any]:
    """Return what a snapshot taken today would hold. A fictional area has figures that were invented for it."""
    partnership, day = scope.partnership, timezone.localdate()
    if partnership.is_fictional and not area.strip():
        return invented.frozen(partnership=partnership, indicator=indicator, day=day)
    return snapshots.frozen(indicator=indicator, area=area or partnership.area_code, day=day)


def of_returned(data: dict[str, Any]) -> Content:
    """Return a figure of the area's own returns as it was released: what `snapshots.frozen` holds, and `returns`."""
    return _frozen(data, words=snapshots.words(data))


def of_theme(text: str, data: dict[str, Any]) -> Content:
    """Return what people said on a theme: `text` for readers, `data` as it was counted."""
    text = tidy(text)
    return _frozen(data, words=text, text=text)


def _of_words(held: str, media_type: str, **more: Any) -> Content:
    encoded = held.encode("utf-8")
    return Content(hashlib.sha256(encoded).hexdigest(), len(encoded), media_type, **more)


def _frozen(data: dict[str, Any], **more: Any) -> Content:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return _of_words(text, "application/json", data=data, **more)
