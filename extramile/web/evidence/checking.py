"""What may be uploaded: known kinds of files, being what their name says, holding nothing that acts or explodes.

A file is looked at, never run, unpacked to disk or rendered. Whatever is refused is refused with a sentence that says what to do.
"""

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass

import puremagic
from PIL import Image

from extramile.core.publications import text_of
from extramile.core.vocabulary import DAMAGED_ZIP, InputError

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 20_000
# An office document has some dozens of parts; a workbook of 50 MB unpacks to a few hundred.
MOST_PARTS = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
# XML of many equal rows packs a hundred to one. Only large parts are judged by it: a small one cannot hurt.
MOST_RATIO = 200
LARGE_PART = 5 * 1024 * 1024

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OPEN}.text",
    "ods": f"{OPEN}.spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
ACCEPTED = ", ".join(TYPES)
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
IMAGES = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
TEXTS = {"txt", "md", "csv"}
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
# A part of a document that a computer would run.
RUNS = re.compile(
    r"vbaproject\.bin$|vbadata\.xml$|(^|/)activex/|^basic/|^scripts/"
    r"|\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|sh|lnk)$",
    re.IGNORECASE,
)
# What a browser, a shell or an interpreter takes for a program, wherever it stands in a text or hides in an image.
PROGRAM = re.compile(rb"<script|<\?php|<!doctype\s+html|<svg[\s>]|</html>|javascript:", re.IGNORECASE)
PROGRAM_IN_IMAGE = re.compile(rb"<script|<\?php|<!doctype\s+html|%PDF-1", re.IGNORECASE)
MARKUP_FIRST = re.compile(rb"\s*(<!doctype|<html|<svg|<\?xml|<\?php|<script|#!|mz\x90|%pdf-|\{\\rtf)", re.IGNORECASE)
PLAIN_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


@dataclass(frozen=True, slots=True)
class Checked:
    """An upload that may be kept: its name, cleaned, and its type."""

    file_name: str
    extension: str
    media_type: str


def clean_name(name: str) -> str:
    """Return a file's name without a path, without signs that hide or mean something to a system, not too long."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    name = "".join(each for each in name if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    name = re.sub(r'[<>:"|?*%;]+', "-", name)
    name = " ".join(name.split()).strip(". ")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:100].rstrip('. ')}{dot}{extension[:10]}" if stem else ""


def check(name: str, data: bytes) -> Checked:
    """Return what an upload is. Raises InputError with the reason why it cannot be kept."""
    cleaned = clean_name(name)
    extension = cleaned.rpartition(".")[2].lower()
    extension = SAME.get(extension, extension)
    if not data:
        raise InputError("The file is empty.", next_step="Choose the file again.")
    if len(data) > MOST_BYTES:
        raise InputError(
            f"The file has {len(data) / 1024 / 1024:.0f} MB; the most is 50 MB.",
            next_step="Make its pictures smaller, divide it, or give a link to where it is.",
        )
    if data.startswith(OLD_OFFICE):
        raise InputError(
            "The document is protected with a password or in an old Office format.",
            next_step="Save a copy without a password as docx, xlsx or pptx, or as PDF.",
        )
    if extension not in TYPES:
        what = f"Files of the type “{extension[:10]}”" if extension else "Files without a type in their name"
        raise InputError(f"{what} cannot be kept.", next_step=f"Give one of these: {ACCEPTED}.")
    if extension in TEXTS:
        _check_text(data)
    else:
        _check_is(extension, data)
        if extension == "pdf":
            _check_pdf(data)
        elif extension in IMAGES:
            _check_image(extension, data)
        else:
            _check_office(extension, data)
    return Checked(cleaned, extension, TYPES[extension])


def _mismatch(extension: str) -> InputError:
    return InputError(
        f"The file is called {extension} but is something else.", next_step="Save it anew from where it was made."
    )


def _hidden() -> InputError:
    return InputError("Another file is hidden in this one.", next_step="Save it anew from where it was made.")


def _check_is(extension: str, data: bytes) -> None:
    """The first bytes say what the name says."""
    try:
        found = {SAME.get(each.extension[1:], each.extension[1:]) for each in puremagic.magic_string(data[:4096])}
    except (puremagic.PureError, ValueError):
        found = set()
    # Documents of many parts all begin like a zip; which one it is, is seen inside.
    begins = data.startswith(b"PK\x03\x04") if extension in {*MAIN_PART, "odt", "ods"} else extension in found
    if not begins or (extension == "pdf" and not data.startswith(b"%PDF-")):
        raise _mismatch(extension)


def _check_text(data: bytes) -> None:
    text = data.removeprefix(b"\xef\xbb\xbf")
    if MARKUP_FIRST.match(text) or PROGRAM.search(text):
        raise InputError(
            "The text holds a program or a web page.", next_step="Give the words alone, or the page as a PDF."
        )
    if set(data) & PLAIN_CONTROL:
        raise InputError(
            "The file is called a text but is not one.", next_step="Save it as text in UTF-8, or give the original."
        )


def _check_pdf(data: bytes) -> None:
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise _hidden()
    # Opened once, which finds out whether it is whole and whether it asks for a password.
    text_of(data, most_pages=1)


def _check_image(extension: str, data: bytes) -> None:
    if zipfile.is_zipfile(io.BytesIO(data)) or PROGRAM_IN_IMAGE.search(data):
        raise _hidden()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            # Reads the header; nothing is decoded.
            with Image.open(io.BytesIO(data), formats=[IMAGES[extension]]) as image:
                width, height = image.size
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError) as error:
        raise InputError("The picture is damaged.", next_step="Save it anew, or take another copy.") from error
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_many_pixels()


def _too_many_pixels() -> InputError:
    return InputError("The picture has too many pixels.", next_step="Save a smaller copy: 5,000 by 5,000 is plenty.")


def _check_office(extension: str, data: bytes) -> None:
    damaged = InputError("The document is damaged.", next_step="Open it, save a new copy and give that.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            if extension in MAIN_PART:
                _check_microsoft(archive, extension)
            else:
                _check_open(archive, extension)
    except DAMAGED_ZIP as error:
        raise damaged from error
    if any(each.filename.startswith("/") or ".." in each.filename.split("/") for each in parts):
        raise damaged


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(each.file_size for each in parts)
    swollen = any(
        each.file_size > LARGE_PART and each.file_size > MOST_RATIO * max(each.compress_size, 1) for each in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        raise InputError(
            "The document would unpack to far more than a document is.",
            next_step="Save it anew without empty rows and large pictures, or give it as PDF.",
        )
    if any(each.flag_bits & 1 for each in parts):
        raise _locked()
    if any(RUNS.search(each.filename.replace("\\", "/")) for each in parts):
        raise InputError(
            "The document holds macros or programs.",
            next_step="Save a copy without macros (docx, xlsx, pptx) or a PDF.",
        )


def _locked() -> InputError:
    return InputError("The document is protected with a password.", next_step="Save a copy without a password.")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a small part of a document; what declares a large one is no such part."""
    if archive.getinfo(name).file_size > LARGE_PART:
        raise ValueError(name)
    return archive.read(name)


def _check_microsoft(archive: zipfile.ZipFile, extension: str) -> None:
    types = _part(archive, "[Content_Types].xml").decode("utf-8", "replace")
    if "macroenabled" in types.lower():
        raise InputError(
            "The document holds macros or programs.",
            next_step="Save a copy without macros (docx, xlsx, pptx) or a PDF.",
        )
    if MAIN_PART[extension] not in archive.namelist() or f"{TYPES[extension]}.main+xml" not in types:
        raise _mismatch(extension)


def _check_open(archive: zipfile.ZipFile, extension: str) -> None:
    if _part(archive, "mimetype").decode("ascii", "replace").strip() != TYPES[extension]:
        raise _mismatch(extension)
    if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise _locked()
