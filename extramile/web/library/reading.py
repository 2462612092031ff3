"""Reading a report for the web: by upload, and for the library.

What an upload says goes back to the browser at once and is not kept. An editor who may keep it gets it sealed
(signed) in the page itself, so that nothing of an upload ever waits on the server.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from extramile.core.publications import PdfFile, Report, read_reports
from extramile.core.vocabulary import InputError, NotFoundError
from extramile.web.accounts.models import Person
from extramile.web.library.actions import keep_reading
from extramile.web.library.national import national
from extramile.web.library.tagging import tag

SALT = "extramile.library.reading"
KEPT_FOR_SECONDS = 3600
# Anybody may send a file, and reading one may take 20 seconds and 1 GB: so many at once in this process, and no more.
AT_ONCE = 2
WAIT_SECONDS = 10
_places = BoundedSemaphore(AT_ONCE)


def resolve(name: str) -> tuple[str, str] | None:
    """Return the code and name of the area that a report prints, or None if no area is called so."""
    try:
        area = national().areas.find(name)
    except NotFoundError:
        return None
    return area.code, area.name


def read(data: bytes, file: str) -> Report:
    """Read a report with the library's areas and themes, in a child process that is bounded in time and memory."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise InputError("Other reports are being read at this moment.", next_step="Wait a minute, then send it again.")
    try:
        reading = next(read_reports([PdfFile(file, data)], resolve=resolve, tag=tag, workers=1))
    finally:
        _places.release()
    if reading.report is None:
        raise reading.error or InputError("could not be read.", where=file)
    return reading.report


def read_upload(upload: UploadedFile | None, sent: int) -> tuple[dict[str, Any], str]:
    """Return what an upload says, or a sentence that says why it cannot be read. `sent` is what came, in bytes.

    What is larger than any upload may be is not taken at all, and arrives as none.
    """
    limit = settings.REPORT_MAX_BYTES
    if (upload.size or 0) > limit if upload else sent > limit:
        return {}, f"The file must be smaller than {limit // 1024 // 1024} MB; a report has about 1 MB"
    if upload is None:
        return {}, "Choose a report: a PDF file"
    data = upload.read()
    name = (upload.name or "report.pdf")[-200:]
    try:
        report = read(data, name)
    except InputError as error:
        return {}, str(error)
    return {**report.to_dict(), "file_hash": hashlib.sha256(data).hexdigest()}, ""


def seal(result: Mapping[str, Any]) -> str:
    """Return a reading as text that only this installation can have made."""
    return signing.dumps(result, salt=SALT, compress=True)


def keep(sealed: str, published: date | None, by: Person) -> tuple[str, str, bool]:
    """Keep a sealed reading; return its slug, a sentence that says why it cannot be kept, and whether it is new."""
    if not by.is_editor:
        return "", "Only editors of the library can keep a report. An administrator can make you one.", False
    try:
        result = signing.loads(sealed, salt=SALT, max_age=KEPT_FOR_SECONDS)
    except signing.SignatureExpired:
        return "", "This page is more than an hour old. Read the report again, then keep it.", False
    except signing.BadSignature:
        return "", "What was sent is not what was read. Read the report again, then keep it.", False
    if not result["area"] or not result["inspection_start"]:
        return (
            "",
            "The area or the days of the inspection could not be read, so the library cannot file this report.",
            False,
        )
    file_hash = result.pop("file_hash")
    report, new = keep_reading(reading=result, file_hash=file_hash, by=by, published=published)
    return report.slug, "", new
