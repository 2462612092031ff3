"""What a published symbol means: `definitions/symbols.yaml`, by publication and release.

x and z mean the opposite in two publications of one department, so a symbol is never read without knowing the release.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import isfinite

from pydantic import Field

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.national.figures import LETTERS, State
from extramile.core.national.importing.sheets import Problems

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_WITH_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
# What a column of flags says. "recruiting" is the answer between yes and no.
FLAGS = frozenset({"yes", "no", "recruiting"})


class SymbolsEntry(StrictModel):
    """The symbols of some releases of a publication. Without `releases` they hold for all others of it."""

    publication: str
    releases: tuple[str, ...] = ()
    symbols: dict[str, State] = Field(min_length=1)
    source: str


class SymbolsFile(Definition):
    """The whole file."""

    entries: tuple[SymbolsEntry, ...]


@dataclass(frozen=True)
class SymbolTable:
    """What the symbols of one release mean, as letters of states."""

    publication: str
    release: str
    letters: dict[str, str]


@cache
def _file() -> SymbolsFile:
    return read(folder() / "symbols.yaml", SymbolsFile)


def symbols_of(publication: str, release: str = "") -> SymbolTable:
    """Return the symbols of a release: its own entry if there is one, else the publication's general one."""
    fitting = [each for each in _file().entries if each.publication == publication]
    own = [each for each in fitting if release in each.releases] or [each for each in fitting if not each.releases]
    letters = {symbol.casefold(): LETTERS[state] for symbol, state in own[0].symbols.items()}
    return SymbolTable(publication, release, letters)


@cache
def _all_symbols() -> frozenset[str]:
    return FLAGS | {symbol.casefold() for each in _file().entries for symbol in each.symbols}


def is_figure(cell: str) -> bool:
    """Say whether a cell could stand in a column of figures of any publication: a number, a symbol or a flag."""
    bare = cell.removesuffix("%").strip()
    return bool(_NUMBER.fullmatch(bare) or _WITH_COMMAS.fullmatch(bare)) or cell.casefold() in _all_symbols()


def read_flag(
    text: str, symbols: SymbolTable, problems: Problems, file: str, *, row: int, column: str
) -> tuple[str | None, str]:
    """Return the word that a cell of a column of flags holds, or the letter of the reason why it holds none."""
    plain = text.strip()
    letter = symbols.letters.get(plain.casefold())
    if plain and letter is None:
        return plain, LETTERS["text"]
    if letter is None:
        problems.add("value_unreadable", "The cell is empty; kept as unreadable.", file, row=row, column=column)
    return None, letter or LETTERS["unreadable"]


def read_number(
    text: str, symbols: SymbolTable, problems: Problems, file: str, *, row: int, column: str
) -> tuple[float | None, str]:
    """Return the number that a cell holds, or the letter of the reason why it holds none."""
    plain = text.strip()
    if _NUMBER.fullmatch(plain) and isfinite(float(plain)):
        return float(plain), LETTERS["value"]
    letter = symbols.letters.get(plain.casefold())
    if letter is not None:
        return None, letter
    bare = plain.removesuffix("%").strip()
    if _WITH_COMMAS.fullmatch(bare) or (bare != plain and _NUMBER.fullmatch(bare)):
        message = f"“{plain}” is written for reading, not as a number; it was read as {bare.replace(',', '')}."
        problems.add("number_decorated", message, file, row=row, column=column)
        return float(bare.replace(",", "")), LETTERS["value"]
    what = f"“{plain}” is neither a number nor a symbol of this release" if plain else "The cell is empty"
    problems.add("value_unreadable", f"{what}; kept as unreadable, not as 0.", file, row=row, column=column)
    return None, LETTERS["unreadable"]
