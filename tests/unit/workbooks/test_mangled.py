"""However a workbook is mangled, it is read or refused with a sentence: nothing else ever leaves the reader."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.vocabulary import InputError
from extramile.core.workbooks import read
from tests.hostile_workbooks import COLUMNS, SHEET, made, packed, part

PLAIN = made()
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
)
# What means something in such a file, to be put where it does not belong.
PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b"</row>",
        b'<c r="B2" t="s"><v>9</v></c>',
        b'<c r="ZZ9"/>',
        b'r="0"',
        b'r="-1"',
        b't="d"',
        b't="e"',
        b't="b"',
        b's="99"',
        b"<v>1E999</v>",
        b"<v>NaN</v>",
        b"<v/>",
        b"<f>1+1</f>",
        b'<f t="shared" si="0"/>',
        b'<mergeCell ref="A1:XFD1048576"/>',
        b"&lt;",
        b"&a;",
        b"\x00",
        b"\xff",
        b'state="hidden"',
    ]
) | st.binary(max_size=6)


@given(st.sampled_from(PARTS), st.floats(0, 1), st.integers(0, 40), PIECES)
@settings(max_examples=250, deadline=None)
def test_a_mangled_part_is_read_or_refused(name: str, place: float, gone: int, piece: bytes) -> None:
    whole = part(PLAIN, name)
    at = int(place * len(whole))
    content = packed(PLAIN, {name: whole[:at] + piece + whole[at + gone :]})
    with contextlib.suppress(InputError):
        read(content, SHEET, COLUMNS)


@given(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=60))
@settings(max_examples=150, deadline=None)
def test_a_mangled_package_is_read_or_refused(place: float, gone: int, piece: bytes) -> None:
    at = int(place * len(PLAIN))
    with contextlib.suppress(InputError):
        read(PLAIN[:at] + piece + PLAIN[at + gone :], SHEET, COLUMNS)


@pytest.mark.parametrize("where", range(0, 400, 7))
def test_a_broken_stream_is_damage(where: int) -> None:
    """What is packed is cut or written over in the middle of a part: the unpacker itself trips."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    at = info.header_offset + 30 + len(info.filename) + where % max(info.compress_size - 8, 1)
    with pytest.raises(InputError, match="not a readable Excel workbook"):
        read(PLAIN[:at] + b"\xff\xff\xff\xff\xff\xff" + PLAIN[at + 6 :], SHEET, COLUMNS)


@given(st.binary(max_size=300))
def test_anything_at_all_is_refused(content: bytes) -> None:
    with contextlib.suppress(InputError):
        read(content, SHEET, COLUMNS)
        raise AssertionError("it was taken for a workbook")
