"""What a file is, by what stands in it and not by its name; what no return comes in is named, with what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from extramile.core.vocabulary import InputError

Kind = Literal["packed", "parquet", "xml", "csv"]
_HEAD = 4096
# Names of parts stand anywhere in an old file of Office; in a larger one they are not looked for.
_MOST_SEARCHED = 20 * 1024**2
_IMAGE = "is a picture."
_AS_TABLE = "Save the table itself as .xlsx or CSV, from the system that it comes from."
_FROM_WORD = "Copy the table into Excel and save it as .xlsx."
_AGAIN = "Open it in Excel and save it as .xlsx (“Save as”, Excel Workbook)."
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF document.", _AS_TABLE),
    (b"\x89PNG", _IMAGE, _AS_TABLE),
    (b"\xff\xd8\xff", _IMAGE, _AS_TABLE),
    (b"GIF8", _IMAGE, _AS_TABLE),
    (b"II*\0", _IMAGE, _AS_TABLE),
    (b"MM\0*", _IMAGE, _AS_TABLE),
    (b"{\\rtf", "is a text document (RTF).", _FROM_WORD),
    (b"\x1f\x8b", "is packed with gzip.", "Unpack it, and give what is inside."),
    (b"7z\xbc\xaf\x27\x1c", "is packed with 7-Zip.", "Unpack it, and give what is inside."),
    (b"Rar!", "is packed with RAR.", "Unpack it, and give what is inside."),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# Names of parts in an old file of Office, as they are written there; the first that is found tells.
_OLD_PARTS = (
    ("EncryptedPackage", "is locked with a password.", "Open it in Excel and save it without one."),
    ("WordDocument", "is a Word document.", _FROM_WORD),
    ("PowerPoint Document", "is a presentation.", _AS_TABLE),
    ("Workbook", "is a workbook of an old Excel (.xls).", _AGAIN),
)
# Files in a zip that is a document.
DOCUMENT_PARTS = (
    ("word/", "is a Word document.", _FROM_WORD),
    ("ppt/", "is a presentation.", _AS_TABLE),
    ("content.xml", "is a document of LibreOffice or OpenOffice.", "Save it there as .xlsx, or a table as CSV."),
    ("Index/Document.iwa", "is a document of Apple’s Numbers or Pages.", "Export it there as .xlsx or CSV."),
)


def kind_of(path: Path) -> Kind:
    """Return what a file is by its first bytes. Raises InputError, with what it is, where no return comes in such a file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return "packed"
    if head.startswith(b"PAR1"):
        return "parquet"
    for begins, said, step in _BEGINNINGS:
        if head.startswith(begins):
            raise InputError(said, where=path.name, next_step=step)
    if head.startswith(_OLD_OFFICE):
        raise _old_office(path)
    bare = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if bare[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise InputError("is a web page.", where=path.name, next_step=_AGAIN)
    return "xml" if bare.startswith((b"<", b"\0<")) else "csv"


def is_called_workbook(path: Path) -> bool:
    """Say whether a file is called an Excel workbook, whatever it is."""
    return path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}


def _old_office(path: Path) -> InputError:
    with path.open("rb") as file:
        inside = file.read(_MOST_SEARCHED)
    for name, said, step in _OLD_PARTS:
        if name.encode("utf-16-le") in inside:
            return InputError(said, where=path.name, next_step=step)
    return InputError("is a file of an old Office.", where=path.name, next_step=_AGAIN)


def check_is_no_document(names: Sequence[str], where: str) -> None:
    """Refuse a zip that is a document of another program."""
    for begins, said, step in DOCUMENT_PARTS:
        if any(each.startswith(begins) for each in names):
            raise InputError(said, where=where, next_step=step)


def no_tables(names: Sequence[str], where: str) -> InputError:
    """Return why a zip without tables was not read, that is none of one workbook."""
    whole = [each for each in names if each.lower().endswith((".xml", ".xlsx", ".xlsm"))]
    if len(whole) == 1 and whole[0].lower().endswith(".xml"):
        return InputError("is a whole return; give it alone.", where=where)
    if whole:
        return InputError(
            "holds several XML files or workbooks, and no tables.",
            where=where,
            next_step="Pack the one that is the return, or unpack it and give that file.",
        )
    return InputError("holds no CSV or Parquet file.", where=where, next_step="Pack the tables themselves.")
