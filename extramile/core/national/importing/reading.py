"""Opens every file of a folder and sorts what is in it by kind. What cannot be used is named and passed over."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from extramile.core.national.importing.lists import checked_list, name_columns, refuse_repeats
from extramile.core.national.importing.recognising import Kind, candidates, kind_of
from extramile.core.national.importing.sheets import Problems, Sheet, read_text, read_workbook
from extramile.core.vocabulary import InputError

# How many files are named, with what is wrong with them, where none can be used.
_REASONS = 5


@dataclass
class Found:
    """What a folder holds. Of the large indicator file the table itself; of the others headings and rows of text."""

    sheets: dict[Kind, list[Sheet]] = field(default_factory=dict)
    indicators: list[tuple[str, pl.DataFrame]] = field(default_factory=list)

    def first(self, kind: Kind, problems: Problems) -> Sheet | None:
        """Return the one file of a kind; of several the first by name, saying so."""
        sheets = self.sheets.get(kind, [])
        for other in sheets[1:]:
            problems.add("file_repeated", f"{sheets[0].file} is of the same kind ({kind}) and is used.", other.file)
        return sheets[0] if sheets else None

    @property
    def nothing(self) -> bool:
        """Say whether no file was recognised."""
        return not self.sheets and not self.indicators


def read_folder(folder: Path, problems: Problems) -> Found:
    """Read every table in the folder."""
    if not folder.is_dir():
        raise InputError("There is no such folder.", where=str(folder))
    found = Found()
    for path in candidates(folder):
        name = path.relative_to(folder).as_posix()
        try:
            _read_file(path, name, found, problems)
        except InputError as error:
            problems.add("file_left_out", f"The file {error.message} It was left out.", error.where or name)
        except OSError as error:
            problems.add("file_left_out", f"The file cannot be read ({error.strerror}). It was left out.", name)
    if found.nothing:
        files = [each for each in problems.listed() if each.code.startswith("file_")]
        reasons = "".join(f" {each.file}: {each.message}" for each in files[:_REASONS])
        raise InputError(
            f"No published file that we know was found here.{reasons}",
            where=str(folder),
            next_step="Give the folder that holds the registers, the indicator file, the code list or EHC plan files.",
        )
    return found


def _read_file(path: Path, name: str, found: Found, problems: Problems) -> None:
    if not path.is_file():
        raise InputError("is a link to a folder or to nothing, or no file of data.", where=name)
    if path.suffix.lower() == ".parquet":
        table = _parquet(path, name)
        if kind_of(table.columns) == "indicators":
            refuse_repeats([each.strip() for each in table.columns], name)
            name_columns("indicators", table.columns, name, problems)
            found.indicators.append((name, table))
        else:
            problems.add("file_unknown", "The headings are not those of a file that we know; it was left out.", name)
        return
    sheets = [read_text(path, name, problems)] if path.suffix.lower() == ".csv" else read_workbook(path, name)
    known = [(kind, sheet) for sheet in sheets if (kind := kind_of(sheet.headings)) is not None]
    if not known:
        problems.add("file_unknown", "The headings are not those of a file that we know; it was left out.", name)
    for kind, sheet in known:
        checked = checked_list(kind, sheet, problems)
        if kind == "indicators":
            found.indicators.append((name, pl.DataFrame(checked.rows, schema=list(checked.headings), orient="row")))
        else:
            found.sheets.setdefault(kind, []).append(checked)


def _parquet(path: Path, name: str) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise InputError("is not a readable Parquet file.", where=name) from error
