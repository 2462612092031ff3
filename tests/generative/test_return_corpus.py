"""Files that nobody should send, one of each kind, by name: each ends in a sentence, or in a load."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extramile.core.returns import Load, describe, read
from extramile.core.synthetic import CANARY, make, to_xml
from extramile.core.vocabulary import InputError
from tests.architecture.repository import ROOT

HEADINGS = [each.heading for each in describe("annex_a").table("list_2").columns]
ROW = ["17", "P999000016049", "", "04/05/2010"]
XML = "".join(to_xml(make(2, 1).persons))
LINE = (",".join(f'"{each}"' for each in HEADINGS) + "\r\n").encode()


def book(*fill: Callable[[openpyxl.Workbook], None], titles: tuple[str, ...] = ("List_2",)) -> bytes:
    found = openpyxl.Workbook()
    found.remove(found.worksheets[0])
    for title in titles:
        page = found.create_sheet(title)
        page.append(HEADINGS)
        page.append(ROW)
    for each in fill:
        each(found)
    made = io.BytesIO()
    found.save(made)
    return made.getvalue()


def inside(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for each in before.namelist():
            after.writestr(each, change(before.read(each)) if each == name else before.read(each))
    return made.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def parquet(table: pa.Table) -> bytes:
    made = io.BytesIO()
    pq.write_table(table, made)
    return made.getvalue()


def not_text() -> bytes:
    """A column that says it is text, and is not: bytes that no encoding makes."""
    column = pa.array([b"\xff\xfe\xff"], pa.binary()).view(pa.string())
    return parquet(pa.table({"send_table_id": ["1"], "send_upn": column, "send_uln": [""]}))


def laughing() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return XML.replace("<Message", f'<!DOCTYPE m [<!ENTITY l0 "ha">{levels}]><Message', 1).encode()


def second_name(content: bytes) -> bytes:
    return content.replace(b'name="B"', b'name="List_2"')


REFUSED = {
    "entities that expand.xml": laughing(),
    "an entity from outside.xml": XML.replace(
        "<Message", '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message', 1
    ).encode(),
    "deep.xml": b"<Message>" + b"<a>" * 10_000,
    "a huge item.xml": XML.replace("<UPN>", f"<UPN>{'7' * 200_000}", 1).encode(),
    "a bomb.zip": zipped({"List_2.csv": b"0" * (64 << 20)}),
    "many files.zip": zipped({f"{n}.csv": LINE for n in range(300)}),
    "a file without a name.zip": zipped({"Ax": LINE}).replace(b"Ax", b"\0x"),
    "two sheets of one name.xlsx": inside(book(titles=("List_2", "B")), "xl/workbook.xml", second_name),
    "a line without end.csv": LINE + b"7" * 3_000_000,
    "a quotation mark without end.csv": LINE + b'"' + b"row\r\n" * 100_000,
    "thousands of columns.csv": LINE + b"," * 5_000,
    "zeros.csv": b"\0" * 10_000,
    "no encoding mark.csv": LINE.decode().encode("utf-16-le"),
    "thousands of columns.parquet": parquet(pa.table({f"c{n}": ["1"] for n in range(600)})),
    "not text.parquet": not_text(),
    "days beyond the calendar.parquet": parquet(
        pa.table({"send_table_id": [1], "send_upn": pa.array([10**15], pa.timestamp("s")), "send_uln": [""]})
    ),
    "a picture.csv": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "old Excel.xlsx": b"\xd0\xcf\x11\xe0" + b"0" * 1_000,
}
LOADED = {
    "NUL in a cell.csv": LINE + b'"1\x007","P99\x00","","04/05/2010"\r\n',
    "Windows.csv": LINE.decode().encode("cp1252") + "17,É,,04/05/2010\r\n".encode("cp1252"),
    "UTF-16.csv": (LINE.decode() + "17,É,,04/05/2010\r\n").encode("utf-16"),
    "a long cell.csv": LINE + b"17," + b"P" * 100_000 + b",,04/05/2010\r\n",
    "uneven rows.csv": LINE + b"17\r\n17,,,04/05/2010,,,,,,,,,,,,,,,,,,,,,,x\r\n\r\n",
    "merged.xlsx": book(lambda each: each["List_2"].merge_cells("A2:C2")),
    "formulas.xlsx": book(lambda each: each["List_2"].append(["=1+1", "=HYPERLINK(A1)"])),
    "a long end.xlsx": inside(book(), "xl/worksheets/sheet1.xml", lambda each: each + b" " * (64 << 20)),
    "odd values.parquet": parquet(
        pa.table({"send_table_id": [1.5, None], "send_upn": [b"x", None], "send_uln": [{"a": [1]}, None]})
    ),
}


def ends(folder: Path, name: str, content: bytes) -> Load | InputError:
    path = folder / name
    path.write_bytes(content)
    try:
        return read([path], folder / "tables")
    except InputError as error:
        assert [each.name for each in folder.iterdir()] == [name], "nothing is left half loaded"
        return error


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    error = ends(tmp_path, name, REFUSED[name])

    assert isinstance(error, InputError)
    assert CANARY not in str(error)
    assert len(str(error)) < 400


@pytest.mark.parametrize("name", LOADED)
def test_it_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    load = ends(tmp_path, name, LOADED[name])

    assert isinstance(load, Load), load
    assert sum(load.counts.values()) >= 1


_BOUNDED = """
import json, resource, sys
from pathlib import Path
from extramile.core.returns import read
from extramile.core.vocabulary import InputError
said = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        read([path], Path(sys.argv[2]) / path.name)
        how = "read"
    except InputError:
        how = "refused"
    said[path.name] = how, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(json.dumps(said))
"""


def test_what_is_huge_takes_bounded_memory(tmp_path: Path) -> None:
    """Files of 120 MB, or that unpack to them: none is held in memory."""
    size = 120 << 20
    files, out = tmp_path / "files", tmp_path / "out"
    for each in (files, out):
        each.mkdir()
    (files / "0 plain.csv").write_bytes(LINE + b"17,,,04/05/2010\r\n")
    (files / "line.csv").write_bytes(LINE + b"7" * size)
    (files / "item.xml").write_bytes(XML.partition("<UPN>")[0].encode() + b"<UPN>" + b"7" * size)
    (files / "list.zip").write_bytes(zipped({"List_2.csv": LINE + b"7" * size}))

    said = subprocess.run(
        [sys.executable, "-c", _BOUNDED, files, out], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = json.loads(said.stdout)

    assert {name: how for name, (how, _) in found.items() if name != "0 plain.csv"} == dict.fromkeys(
        ("item.xml", "line.csv", "list.zip"), "refused"
    )
    assert all(more < 60 for name, (_, more) in found.items() if name != "0 plain.csv"), found
