"""Files of text as people and machines send them: folders in folders, quotation marks, headings again, databases' words."""

import zipfile
from pathlib import Path

import pytest

from extramile.core.returns import read, sheets, xml
from extramile.core.synthetic import make, to_xml
from extramile.core.vocabulary import InputError
from extramile.core.workbooks import StreamedSheet, write_streamed
from tests.unit.returns.test_tables import rows

PERSON = "persontableid,surname,forename,upn\n1,Ash,Ivy,A1\n2,Birch,Oak,A2\n"


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "person.csv"
    path.write_text(PERSON.replace("Ash", '"Ash'))

    with pytest.raises(InputError, match="a quotation mark in row 2 that is never closed"):
        read([path], tmp_path / "tables")


def test_a_folder_in_a_folder_and_what_a_mac_adds_to_a_zip(tmp_path: Path) -> None:
    inner = tmp_path / "export" / "export"
    inner.mkdir(parents=True)
    (inner / "person.csv").write_text(PERSON)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        packed.write(inner / "person.csv", "export/person.csv")
        packed.writestr("export/._person.csv", b"\0\1\2")

    for number, each in enumerate((tmp_path / "export", tmp_path / "export.zip")):
        assert read([each], tmp_path / f"tables{number}").counts == {"person": 2}


def test_a_row_that_repeats_the_headings_is_no_child(tmp_path: Path) -> None:
    path = tmp_path / "person.csv"
    path.write_text(PERSON + PERSON)
    load = read([path], tmp_path / "tables")

    assert [each["_row"] for each in rows(load, "person")] == [2, 3, 5, 6]
    assert [each.row for each in load.problems if each.rule == "READ-headings_again"] == [4]


def test_placeholders_of_the_dataset_in_any_form(tmp_path: Path) -> None:
    (tmp_path / "ssd").mkdir()
    for name, text in {
        "ssd_send": "send_table_id,send_upn,send_uln\ns1,SSD_PH,NULL\n",
        "ssd_ehcp_requests": "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date,ehcr_ehcp_req_outcome\n"
        "r1,s1,01/01/1900 00:00,H\n",
        "ssd_ehcp_active_plans": "ehcp_active_ehcp_id,ehcp_ehcp_request_id,ehcp_active_ehcp_last_review_date\n"
        "p1,r1,1900-01-01 00:00:00.000\n",
        "ssd_sen_need": "senn_table_id,senn_active_ehcp_id,senn_active_ehcp_need_type,senn_active_ehcp_need_rank\nn1,p1,ASD,0\n",
    }.items():
        (tmp_path / "ssd" / f"{name}.csv").write_text(text)

    load = read([tmp_path / "ssd"], tmp_path / "tables")

    person, need = rows(load, "person")[0], rows(load, "sen_need")[0]
    assert (person["upn"], person["uln"], person["_label"]) == (None, None, "key s1")
    assert rows(load, "requests")[0]["received_date"] is None
    assert rows(load, "active_plans")[0]["last_review"] is None
    assert need["sen_type_rank"] is None


def packed(path: Path, **files: str | bytes) -> Path:
    """Return a zip of files; a double underscore in a name is the dot before its ending."""
    with zipfile.ZipFile(path, "w") as into:
        for name, content in files.items():
            into.writestr(name.replace("__", "."), content)
    return path


def test_an_empty_file_among_others_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "person.csv").write_text(PERSON)
    (folder / "requests.csv").write_text("")
    source = packed(tmp_path / "export.zip", person__csv=PERSON, requests__csv="")

    for number, each in enumerate((folder, source)):
        load = read([each], tmp_path / f"tables{number}")
        assert load.counts == {"person": 2}
        said = {problem.rule: problem.message for problem in load.problems}
        assert "“requests.csv” is empty; it was not read." in said["READ-empty_file"]
        assert "READ-missing_table" in said

    for nothing in (packed(tmp_path / "none.zip", person__csv="", requests__csv=""), tmp_path / "empty"):
        if nothing.suffix != ".zip":
            nothing.mkdir()
            (nothing / "person.csv").touch()
        with pytest.raises(InputError, match="empty"):
            read([nothing], tmp_path / "nowhere")
        assert not list(tmp_path.glob("nowhere*"))


def test_a_zip_of_one_xml_file_or_one_workbook_is_read(tmp_path: Path) -> None:
    text = "".join(to_xml(make(3, 1, faults=0).persons))
    (tmp_path / "alone.xml").write_text(text)
    book = tmp_path / "people.xlsx"
    with book.open("wb") as file:
        write_streamed(file, [StreamedSheet("person", PERSON.splitlines()[0].split(","), [["1", "Ash", "Ivy", "A1"]])])

    alone = read([tmp_path / "alone.xml"], tmp_path / "tables0")
    inside = read([packed(tmp_path / "sen2.zip", sen2__xml=text)], tmp_path / "tables1")
    sheets = read([packed(tmp_path / "book.zip", people__xlsx=book.read_bytes())], tmp_path / "tables2")

    assert (inside.counts, inside.by_line, inside.year) == (alone.counts, True, alone.year)
    assert [each.name for each in inside.sources] == ["sen2.zip"]
    assert sheets.counts == {"person": 1}
    for number in range(3):
        assert not list((tmp_path / f"tables{number}").glob("unpacked*")), "no file of children is left open"


def test_a_zip_of_which_nobody_knows_what_is_the_return_is_refused_or_says_what_was_not_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="several XML files or workbooks"):
        read([packed(tmp_path / "two.zip", one__xml="<a/>", two__xml="<a/>")], tmp_path / "tables0")

    load = read([packed(tmp_path / "mixed.zip", person__csv=PERSON, notes__xlsx=b"PK")], tmp_path / "tables1")
    assert "“notes.xlsx” stands beside tables" in "".join(each.message for each in load.problems)


def test_a_broken_file_in_a_zip_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a whole XML file"):
        read([packed(tmp_path / "broken.zip", sen2__xml="<Message><Persons>")], tmp_path / "tables")
    assert not list(tmp_path.glob("tables*"))


def test_keys_join_although_a_spreadsheet_took_the_zeros_in_front(tmp_path: Path) -> None:
    requests = "requeststableid,persontableid,receiveddate\n11,1,2025-02-03\n12,2,2025-02-03\n13,3,2025-02-03\n"
    source = packed(
        tmp_path / "export.zip", person__csv=PERSON.replace("\n1,", "\n0001,") + "03,Elm,Fern,A3\n003,Fir,Ash,A4\n",
        requests__csv=requests,
    )  # fmt: skip
    load = read([source], tmp_path / "tables")

    assert [each["_parent"] for each in rows(load, "requests")] == [1, 2, None], "of two that it could be it is neither"
    assert [each.table for each in load.problems if each.rule == "READ-padded_key"] == ["requests"]


@pytest.mark.parametrize("kind", ["csv", "xml"])
def test_it_is_told_how_far_through_the_files_one_is(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_TELL_EACH", 2)
    monkeypatch.setattr(xml, "CHUNK", 1000)
    text = {
        "csv": PERSON + "".join(f"{number},Ash,Ivy,A{number}\n" for number in range(3, 3000)),
        "xml": "".join(to_xml(make(9, 1, faults=0).persons)),
    }
    path = tmp_path / f"person.{kind}"
    path.write_text(text[kind])
    told: list[tuple[int, int]] = []
    read([path], tmp_path / "tables", tell=lambda *said: told.append(said))

    size = path.stat().st_size
    assert {of for _, of in told} == {size}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({done for done, _ in told}) > 3
    assert told[-1][0] == size

    class StoppedError(Exception):
        """Work that was given to another."""

    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read([path], tmp_path / "stopped", tell=stop)
    assert not list(tmp_path.glob("stopped*")), "nothing is half loaded"


def test_what_unpacks_to_more_than_is_taken_is_refused_with_the_number(tmp_path: Path) -> None:
    source = packed(tmp_path / "large.zip", person__csv=PERSON + "3,Elm,Fern,A3\n" * 200_000)
    with pytest.raises(InputError, match=r"too large when it is unpacked \(more than 1 MB\)"):
        read([source], tmp_path / "tables", most_unpacked=1024**2)
