"""Every definition says where it is from."""

from pathlib import Path

import pytest
import yaml

from extramile.core import definitions
from extramile.core.vocabulary import InputError
from tests.architecture.repository import ROOT, tracked

FOLDER = ROOT / "extramile" / "definitions"
YAML = [path for path in tracked() if path.is_relative_to(FOLDER) and path.suffix == ".yaml"]
TABLES = [path for path in tracked() if path.is_relative_to(FOLDER) and path.suffix == ".csv"]


def test_definitions_are_yaml_or_csv() -> None:
    inside = {path for path in tracked() if path.is_relative_to(FOLDER) and path.suffix != ".py"}

    assert inside == {*YAML, *TABLES}
    assert len(YAML) > 5


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.stem)
def test_a_definition_says_where_it_is_from(path: Path) -> None:
    provenance = definitions.Provenance.model_validate(yaml.safe_load(path.read_text("utf-8"))["provenance"])

    assert provenance.grade != "R", "recalled and not verified: never shown as fact"


@pytest.mark.parametrize("without", ["source", "date", "licence", "grade", "everything"])
def test_a_definition_that_does_not_say_it_is_refused(tmp_path: Path, without: str) -> None:
    provenance = {"source": "Ourselves", "date": "2026-01-01", "licence": "MIT", "grade": "C"}
    provenance.pop(without, None)
    path = tmp_path / "rule.yaml"
    path.write_text(yaml.safe_dump({} if without == "everything" else {"provenance": provenance}))

    with pytest.raises(InputError, match="provenance"):
        definitions.read(path, definitions.Definition)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_has_a_description_beside_it_that_says_where_it_is_from(path: Path) -> None:
    assert path.with_suffix(".yaml") in YAML


def test_the_folder_is_the_one_that_is_read() -> None:
    assert definitions.folder() == FOLDER
