"""PDF files that mean no good, or are none, made on the spot."""

import io
import zlib

import pypdfium2


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))
    )


def one_page(content: bytes, *, trailer: bytes = b"", extra: bytes = b"null") -> bytes:
    """Return a PDF with one page that draws `content`."""
    packed = zlib.compress(content, 9)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        extra,
        trailer=trailer,
    )


def encrypted() -> bytes:
    """Return a PDF that no empty password opens."""
    key = b"<" + b"ab" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (key, key)
    return one_page(b"", extra=lock, trailer=b"/Encrypt 6 0 R /ID [<00> <00>]")


def endless() -> bytes:
    """Return a small file whose one page writes some hundred million letters."""
    return one_page(b"BT /F 1 Tf 1 0 0 1 50 700 Tm " + b"(abcdefghijklmnopqrstuvwxyz) Tj " * 4_000_000 + b"ET")


def many_pages(count: int) -> bytes:
    """Return a PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def says(*lines: str) -> bytes:
    """Return a PDF whose page says these lines."""
    shown = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("ascii") for line in lines)
    return one_page(b"BT /F 10 Tf 50 780 Td " + shown + b"ET")
