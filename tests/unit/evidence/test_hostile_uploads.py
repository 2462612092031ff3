"""Files that somebody may send: what is kept, what is refused, and with which sentence."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from extramile.core.vocabulary import InputError
from extramile.web.evidence import checking
from extramile.web.evidence.checking import ACCEPTED, check, clean_name
from extramile.web.evidence.extracting import words_of
from tests.integration.evidence.scene import docx, pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(parts: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as found:
        for name, content in parts.items():
            found.writestr(name, content)
    return out.getvalue()


def word(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": WORD.encode(), "word/document.xml": b"<w:t>Words</w:t>"}
    return archive(parts | {name.replace("__", "/"): content for name, content in more.items()})


def sheet(kind: str) -> bytes:
    main = {
        "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
        "pptx": ("presentationml.presentation", "ppt/presentation.xml"),
    }
    types, part = main[kind]
    content = f"application/vnd.openxmlformats-officedocument.{types}.main+xml".encode()
    return archive({"[Content_Types].xml": content, part: b"<x/>"})


def open_document(kind: str, manifest: bytes = b"<manifest/>") -> bytes:
    return archive(
        {"mimetype": checking.TYPES[kind].encode(), "META-INF/manifest.xml": manifest, "content.xml": b"<x/>"}
    )


def image(kind: str = "PNG", size: tuple[int, int] = (10, 10)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG whose header says that it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + image()[33:]


def bomb(size: int = 60 * 1024 * 1024) -> bytes:
    return word(word__media=b"\0" * size)


KEPT = {
    "report.pdf": pdf(),
    "report.docx": docx(),
    "figures.xlsx": sheet("xlsx"),
    "slides.pptx": sheet("pptx"),
    "letter.odt": open_document("odt"),
    "table.ods": open_document("ods"),
    "words.txt": "Curly “quotes” & 3 < 4".encode(),
    "windows.txt": "It’s £5".encode("cp1252"),
    "notes.md": b"# Title\n\n* a <b> c\n",
    "rows.csv": b"\xef\xbb\xbfa,b\r\n1,2\r\n",
    "a.png": image(),
    "a.jpeg": image("JPEG"),
    "a.gif": image("GIF"),
    "a.webp": image("WEBP"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_people_have_is_kept(name: str) -> None:
    found = check(name, KEPT[name])

    assert found.file_name == name
    assert found.media_type == checking.TYPES[found.extension]


REFUSED: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("a.pdf", b"", "empty"),
    "too large": ("a.txt", lambda: b"a" * (checking.MOST_BYTES + 1), "the most is 50 MB"),
    "no type": ("report", b"words", "cannot be kept"),
    "zip": ("a.zip", archive({"a.txt": b"a"}), "Give one of these"),
    "executable": ("a.exe", b"MZ\x90\0", "Give one of these"),
    "executable called a text": ("a.txt", b"MZ\x90\0\x03", "program|not one"),
    "executable called a pdf": ("a.pdf", b"MZ\x90\0\x03" * 100, "something else"),
    "html": ("a.html", b"<html>", "Give one of these"),
    "html called a text": ("a.txt", b"  <!DOCTYPE html><p>", "web page"),
    "script in a csv": ("a.csv", b"a,<ScRiPt>alert(1)</script>", "web page"),
    "svg": ("a.svg", b"<svg/>", "Give one of these"),
    "svg called an image": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "something else"),
    "svg called a text": ("a.md", b"words\n<svg onload=x>", "web page"),
    "shell script": ("a.txt", b"#!/bin/sh\nrm", "program"),
    "binary called a text": ("a.txt", b"words\0words", "not one"),
    "pdf called a picture": ("a.png", pdf(), "something else"),
    "picture called a pdf": ("a.pdf", image(), "something else"),
    "word called excel": ("a.xlsx", docx(), "something else"),
    "zip called word": ("a.docx", archive({"[Content_Types].xml": b"", "a": b""}), "something else"),
    "zip without anything called word": ("a.docx", archive({"a": b""}), "damaged"),
    "pdf that begins late": ("a.pdf", b"\n\n" + pdf(), "something else"),
    "pdf that is a zip as well": ("a.pdf", pdf() + archive({"a.txt": b"a"}), "hidden"),
    "picture that is a zip as well": ("a.png", image() + archive({"a.txt": b"a"}), "hidden"),
    "picture with a script": ("a.gif", image("GIF") + b"<script>alert(1)</script>", "hidden"),
    "picture with a pdf": ("a.jpg", image("JPEG") + pdf(), "hidden"),
    "damaged pdf": ("a.pdf", b"%PDF-1.7\n" + b"x" * 500, "damaged"),
    "damaged word": ("a.docx", docx()[:-200], "damaged"),
    "damaged picture": ("a.png", image()[:20], "damaged"),
    "macros": ("a.docx", word(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macros"),
    "macros by content type": (
        "a.docx",
        archive({"[Content_Types].xml": b"ms-word.document.macroEnabled.main+xml", "word/document.xml": b""}),
        "macros",
    ),
    "macros of libreoffice": ("a.odt", archive({"mimetype": b"", "Basic/Standard/M.xml": b"Sub"}), "macros"),
    "a program inside": ("a.docx", archive({"[Content_Types].xml": b"", "word/embeddings/run.EXE": b"MZ"}), "programs"),
    "old word": ("a.doc", checking.OLD_OFFICE + b"\0" * 600, "old Office format"),
    "word with a password": ("a.docx", checking.OLD_OFFICE + b"\0" * 600, "password"),
    "opendocument with a password": ("a.odt", open_document("odt", b"<encryption-data>"), "password"),
    "zip bomb": ("a.docx", bomb, "unpack"),
    "too many parts": ("a.docx", lambda: word(**{f"p{number}": b"" for number in range(5_001)}), "unpack"),
    "path out of the archive": ("a.docx", word(**{"..__..__evil.xml": b"x"}), "damaged"),
    "huge picture": ("a.png", huge_png(60_000, 60_000), "too many pixels"),
    "long picture": ("a.png", huge_png(30_000, 2), "too many pixels"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_hostile_is_refused_with_a_sentence(case: str) -> None:
    name, content, sentence = REFUSED[case]

    with pytest.raises(InputError) as caught:
        check(name, content() if callable(content) else content)

    said = str(caught.value)
    assert re.search(sentence, said), said
    assert said.endswith((".", "pdf", ACCEPTED.split(", ")[-1]))
    # A sentence is shown and logged: nothing of the file may stand in it.
    assert "alert" not in said


def test_a_pdf_with_a_password_is_refused() -> None:
    # The password entry is broken on purpose: it cannot be opened without knowing it.
    owner, user = b"11" * 32, b"22" * 32
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + owner + b"> /U <" + user + b"> >>"
    locked = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] " + entry)

    with pytest.raises(InputError, match="password"):
        check("a.pdf", locked)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("in\u202efdp.exe.txt", "infdp.exe.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie- x.txt"),
        ('a"b;c%41.txt', "a-b-c-41.txt"),
        ("  .hidden.txt ", "hidden.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
        ("Übersicht – 2026.pdf", "Übersicht – 2026.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_words_are_read_from_what_has_them() -> None:
    assert words_of("pdf", pdf("Families wait")) == "Families wait"
    assert "A & B\n" in words_of("docx", docx("A & B"))
    assert words_of("txt", b"\xef\xbb\xbfwords") == "words"
    assert (words_of("png", image()), words_of("docx", b"PK broken"), words_of("pdf", b"broken")) == ("", "", "")
