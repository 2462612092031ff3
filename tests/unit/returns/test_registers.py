"""The register of establishments out of the file that is published, and what is no such register."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from extramile.core.rules import read_establishments
from extramile.core.vocabulary import InputError
from tests.registers import FIRST, HEADINGS, MANY, as_csv, register_rows, write_register

# What a file that is no register holds must not be told.
CANARY = "Kanarienvogel"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_establishments(path)
    return str(caught.value)


def test_the_published_file_is_read_with_its_day_and_its_lists(tmp_path: Path) -> None:
    rows = register_rows()
    rows[0] |= {"EstablishmentName": "École Zoë", "TypeOfResourcedProvision (name)": "SEN unit"}
    rows[1] |= {"TypeOfResourcedProvision (name)": "Resourced provision"}
    rows[2] |= {"TypeOfResourcedProvision (name)": "Resourced provision and SEN unit"}
    rows[3] |= {"TypeOfResourcedProvision (name)": "", "TypeOfEstablishment (name)": "Service children’s education"}
    rows[4] |= {"TypeOfEstablishment (name)": ""}
    found = read_establishments(write_register(tmp_path, rows))

    urns = [str(FIRST + place) for place in range(MANY)]
    assert (found.source, found.day, found.rows) == ("edubasealldata20261102.csv", date(2026, 11, 2), MANY)
    assert found.lists["establishments"] == frozenset(urns)
    assert found.lists["sen units"] == {urns[0], urns[2]}
    assert found.lists["resourced provisions"] == {urns[1], urns[2]}
    assert found.lists["establishments of known provision"] == frozenset(urns) - {urns[3]}
    assert found.lists["usual establishments"] == frozenset(urns) - {urns[3], urns[4]}
    assert found.lists["establishments of known type"] == frozenset(urns) - {urns[4]}


def test_utf8_other_spelling_and_another_order_of_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    told = as_csv(register_rows(), HEADINGS[::-1]).replace("EstablishmentName", "establishment name")
    path.write_text("\ufeff" + told, "utf-8")
    found = read_establishments(path)

    assert (found.day, found.rows) == (None, MANY)


def test_without_the_column_of_provision_the_lists_of_units_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(as_csv(register_rows(), HEADINGS[:-1]))

    assert set(read_establishments(path).lists) == {
        *("establishments", "usual establishments", "establishments of known type"),
    }


def test_what_is_no_register_is_refused_with_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"URN,Surname\n{CANARY},{CANARY}\n")
    assert refused(path).startswith(
        "list.csv is no register of establishments: row 1 has no columns “EstablishmentName”, “EstablishmentStatus (name)”"
    )
    rows = register_rows()
    rows[7]["URN"] = CANARY
    said = refused(write_register(tmp_path, rows))
    assert "row 9, column “URN”" in said
    assert CANARY not in said


def test_a_part_of_the_register_is_refused(tmp_path: Path) -> None:
    one = [{**each, "LA (code)": "801"} for each in register_rows()]
    assert "fewer than 100 councils" in refused(write_register(tmp_path, one))
    open_ = [{**each, "EstablishmentStatus (name)": "Open"} for each in register_rows()]
    assert "column “EstablishmentStatus (name)” has no “Closed”" in refused(write_register(tmp_path, open_))
    state = [{**each, "TypeOfEstablishment (name)": "Academy converter"} for each in register_rows()]
    assert "column “TypeOfEstablishment (name)” has no “Community school”" in refused(write_register(tmp_path, state))


def test_a_packed_register_and_one_that_is_not_there_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "extract.zip", "w") as packed:
        packed.write(write_register(tmp_path), "edubasealldata20261102.csv")
    assert "Unpack it" in refused(tmp_path / "extract.zip")
    assert "cannot be read" in refused(tmp_path / "nowhere.csv")
