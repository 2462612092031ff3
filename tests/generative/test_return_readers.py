"""Whatever is in a file, a reader of returns ends in a load or in a sentence: never in another exception, never half loaded."""

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.returns import describe, read
from extramile.core.synthetic import CANARY, make, to_xml
from extramile.core.vocabulary import InputError

XML = "".join(to_xml(make(3, 1).persons)).encode()
CSV = (
    ",".join(f'"{each.heading}"' for each in describe("annex_a").table("list_2").columns)
    + f"\n17,A1,,04/05/2010\n18,{CANARY}\n"
).encode()


def _packed(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("List_2.csv", content)
    return made.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "List_2"
    book.active.append([each.heading for each in describe("annex_a").table("list_2").columns])
    book.active.append(["17", "A1", "", "04/05/2010"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _parquet(content: bytes) -> bytes:
    heading, *lines = csv.reader(io.StringIO(content.decode()))
    rows = [dict(zip(heading, [*line, *[""] * len(heading)], strict=False)) for line in lines]
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), made)
    return made.getvalue()


def _collect() -> bytes:
    """A COLLECT export: a file for each table, linked by keys."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(
            "person.csv", f"persontableid,surname,upn,personbirthdate\n1,{CANARY},P999000016049,2012-05-04\n"
        )
        packed.writestr("requests.csv", "requeststableid,persontableid,receiveddate,requestoutcome\n7,1,2025-02-03,Y\n")
    return made.getvalue()


SSD = f"send_table_id,send_upn,send_uln,send_upn_unknown\n1,P999000016049,,SSD_PH\n2,{CANARY},,\n".encode()
SEEDS = {
    "ssd_send.csv": SSD,
    "ssd_send.parquet": _parquet(SSD),
    "collect.zip": _collect(),
    "return.xml": XML,
    "List_2.csv": CSV,
    "export.zip": _packed(CSV),
    "lists.xlsx": _workbook(),
}


def _changed(content: bytes) -> st.SearchStrategy[bytes]:
    """Cut, overwrite, repeat or put in: a few of these, anywhere."""
    place = st.integers(0, len(content))
    pieces = st.sampled_from(
        [
            b"",
            b"\0",
            b"<",
            b">",
            b"&x;",
            b'"',
            b"\xff\xfe",
            b"\r\n",
            b"\xf0\x9f",
            b"<!DOCTYPE a>",
            b",,,,",
            b"</Person>",
            b"PK\x03\x04",
        ]
    )
    change = st.tuples(place, st.integers(0, 40), pieces | st.binary(max_size=8))

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        found = content
        for start, length, piece in changes:
            found = found[:start] + piece + found[start + length :]
        return found

    return st.lists(change, min_size=1, max_size=4).map(apply)


@pytest.mark.parametrize("name", SEEDS)
def test_a_changed_file_ends_in_a_load_or_in_a_sentence(name: str) -> None:
    @settings(max_examples=60)
    @given(_changed(SEEDS[name]))
    def check(content: bytes) -> None:
        _ends_well(name, content)

    check()


@pytest.mark.parametrize(
    "inner", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_that_is_changed_inside_ends_in_a_load_or_in_a_sentence(inner: str) -> None:
    with zipfile.ZipFile(io.BytesIO(SEEDS["lists.xlsx"])) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}

    @settings(max_examples=50)
    @given(_changed(parts[inner]))
    def check(content: bytes) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            for each, own in parts.items():
                packed.writestr(each, content if each == inner else own)
        _ends_well("lists.xlsx", made.getvalue())

    check()


@settings(max_examples=100)
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=400))
def test_any_bytes_end_in_a_load_or_in_a_sentence(name: str, content: bytes) -> None:
    _ends_well(name, content)


@pytest.mark.parametrize("name", SEEDS)
def test_a_file_that_was_cut_off_ends_in_a_load_or_in_a_sentence(name: str) -> None:
    content = SEEDS[name]
    for length in range(1, len(content), max(len(content) // 40, 1)):
        _ends_well(name, content[:length])


@pytest.mark.parametrize("name", SEEDS)
def test_every_seed_is_read_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SEEDS[name])

    assert read([tmp_path / name], tmp_path / "tables").counts


def _ends_well(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        refused = None
        try:
            load = read([path], Path(folder) / "tables")
        except InputError as error:
            refused = error
        if refused is None:
            assert all(load.path(each).is_file() for each in load.counts)
        else:
            assert name in str(refused)
            assert CANARY not in str(refused)
            assert [each.name for each in Path(folder).iterdir()] == [name]
