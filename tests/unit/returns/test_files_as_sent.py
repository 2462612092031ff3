"""Files of text as people and machines send them: folders in folders, quotation marks, headings again, databases' words."""

import zipfile
from pathlib import Path

import pytest

from extramile.core.returns import read
from extramile.core.vocabulary import InputError
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
