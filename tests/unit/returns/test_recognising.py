"""Files that are no return, whatever they are called: each is named for what it is, with what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from extramile.core.returns import describe, read
from extramile.core.vocabulary import InputError


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for each in names:
            packed.writestr(each, "x")
    return made.getvalue()


def old_office(part: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + part.encode("utf-16-le") + bytes(60)


NO_RETURN = {
    "is a Word document. Copy the table into Excel": zipped("[Content_Types].xml", "word/document.xml"),
    "is a presentation.": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "is a document of LibreOffice": zipped("mimetype", "content.xml"),
    "holds several XML files or workbooks, and no tables. Pack the one": zipped("sen2/a.xml", "sen2/b.xlsx"),
    "holds no CSV or Parquet file. Pack the tables": zipped("readme.txt"),
    "is a PDF document. Save the table itself": b"%PDF-1.7 ",
    "is a picture.": b"\xff\xd8\xff\xe0 ",
    "is a workbook of an old Excel (.xls). Open it in Excel and save it as .xlsx": old_office("Workbook"),
    "is locked with a password.": old_office("EncryptedPackage"),
    "is a Word document.": old_office("WordDocument"),
    "is a web page.": b"<!DOCTYPE html><html><table>",
}


@pytest.mark.parametrize("said", NO_RETURN)
def test_what_is_no_return_is_named_for_what_it_is(tmp_path: Path, said: str) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(NO_RETURN[said])

    with pytest.raises(InputError) as refused:
        read([path], tmp_path / "tables")
    assert str(refused.value).startswith(f"return.xlsx {said}")


def test_text_that_is_called_a_workbook_is_read_as_csv_with_a_note_or_named(tmp_path: Path) -> None:
    text, table = tmp_path / "text.xlsx", tmp_path / "List_1.xlsx"
    text.write_text("hello,you\n1,2\n")
    columns = describe("annex_a").table("list_1").columns
    table.write_text(",".join(f'"{each.heading}"' for each in columns) + "\n" + ",".join("1" for _ in columns) + "\n")

    with pytest.raises(InputError, match=r"^text\.xlsx is no Excel workbook, but text under that name"):
        read([text], tmp_path / "tables")
    load = read([table], tmp_path / "tables")

    assert load.counts == {"list_1": 1}
    assert [each.message for each in load.problems if each.rule == "READ-not_a_workbook"] == [
        "“List_1.xlsx” is no Excel workbook; it was read as the CSV that it is."
    ]
