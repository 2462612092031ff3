"""Returns in zips as people pack them: several of them, files of one name, names without end."""

import io
import zipfile
from pathlib import Path

import polars
import pytest

from extramile.core.returns import describe, read
from extramile.core.vocabulary import InputError
from extramile.core.workbooks import StreamedSheet, write_streamed
from tests.unit.returns.test_files_as_sent import PERSON, packed
from tests.unit.returns.test_tables import rows

REQUESTS = "requeststableid,persontableid,receiveddate\n11,1,2025-02-03\n"


def book(sheet: str, heads: list[str], values: list[str]) -> bytes:
    """Return a workbook with one sheet of one row."""
    made = io.BytesIO()
    write_streamed(made, [StreamedSheet(sheet, heads, [values])])
    return made.getvalue()


def test_workbooks_of_one_name_in_two_zips_are_both_read(tmp_path: Path) -> None:
    for number, name in enumerate(("list_1", "list_2")):
        table = describe("annex_a").table(name)
        heads = [each.heading for each in table.columns]
        packed(tmp_path / f"{number}.zip", lists__xlsx=book(table.sheet, heads, [f"of {name}" for _ in heads]))
    load = read([tmp_path / "0.zip", tmp_path / "1.zip"], tmp_path / "tables")

    for name in ("list_1", "list_2"):
        assert [each["unique_id"] for each in rows(load, name)] == [f"of {name}"]


def test_tables_of_one_name_in_two_zips_are_both_read(tmp_path: Path) -> None:
    sources = [packed(tmp_path / "0.zip", export__csv=PERSON), packed(tmp_path / "1.zip", export__csv=REQUESTS)]

    assert read(sources, tmp_path / "tables").counts == {"person": 2, "requests": 1}


@pytest.mark.parametrize("letter", ["x", "🌳"])
def test_a_name_without_end_in_a_zip_is_no_failure(letter: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "long.zip", "w") as into:
        into.writestr(letter * 300 + ".csv", PERSON)
    assert read([tmp_path / "long.zip"], tmp_path / "tables").counts == {"person": 2}

    with zipfile.ZipFile(tmp_path / "broken.zip", "w") as into:
        into.writestr(letter * 300 + ".xml", "<Message>")
    with pytest.raises(InputError, match=f"{letter}.xml is not a whole XML file"):
        read([tmp_path / "broken.zip"], tmp_path / "nowhere")


def test_a_zip_in_a_zip_in_a_zip_is_refused_and_not_followed(tmp_path: Path) -> None:
    content: str | bytes = "no zip at all"
    for _ in range(3):
        content = packed(tmp_path / "deep.zip", lists__xlsx=content).read_bytes()
    with pytest.raises(InputError, match=r"^lists\.xlsx is a packed file inside a packed file\. Unpack it once first"):
        read([tmp_path / "deep.zip"], tmp_path / "tables")

    letter = packed(tmp_path / "inner.zip", **{"word/document__xml": "x"}).read_bytes()
    with pytest.raises(InputError, match=r"^letter\.xlsx is a Word document"):
        read([packed(tmp_path / "outer.zip", letter__xlsx=letter)], tmp_path / "tables")


def test_what_a_return_unpacks_to_is_counted_over_all_its_files(tmp_path: Path) -> None:
    people = packed(tmp_path / "a.zip", person__csv=PERSON)
    requests = tmp_path / "b.parquet"
    polars.read_csv(REQUESTS.encode()).write_parquet(requests)
    sources = [people, packed(tmp_path / "c.zip", requests__csv=REQUESTS)]

    assert read(sources, tmp_path / "tables", most_unpacked=len(PERSON + REQUESTS)).counts
    with pytest.raises(InputError, match=r"^c\.zip is far too large .* together with the files before it\)"):
        read(sources, tmp_path / "tables0", most_unpacked=len(PERSON + REQUESTS) - 1)
    with pytest.raises(InputError, match=r"^b\.parquet is far too large .* together with the files before it\)"):
        read([people, requests], tmp_path / "tables1", most_unpacked=len(PERSON) + 1)
    with pytest.raises(InputError, match=r"^b\.parquet is far too large when it is unpacked \(more than 0 MB\)"):
        read([requests], tmp_path / "tables2", most_unpacked=1)


def test_a_zip_of_one_xml_file_beside_tables_is_a_whole_return(tmp_path: Path) -> None:
    (tmp_path / "person.csv").write_text(PERSON)
    source = packed(tmp_path / "sen2.zip", sen2__xml="<Message/>", readme__txt="Read me.")
    with pytest.raises(InputError, match=r"^sen2\.zip is a whole return; give it alone\.$"):
        read([source, tmp_path / "person.csv"], tmp_path / "tables")


def test_a_workbook_in_a_zip_is_counted_once_packed_and_once_unpacked(tmp_path: Path) -> None:
    content = book("person", *(line.split(",") for line in PERSON.splitlines()[:2]))
    with zipfile.ZipFile(io.BytesIO(content)) as inside:
        unpacked = sum(each.file_size for each in inside.infolist())
    source = packed(tmp_path / "book.zip", people__xlsx=content)

    assert read([source], tmp_path / "tables", most_unpacked=len(content) + unpacked).counts == {"person": 1}
    with pytest.raises(InputError, match="far too large"):
        read([source], tmp_path / "tables0", most_unpacked=len(content) + unpacked - 1)
