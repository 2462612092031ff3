"""Registers that rules ask: what each is called, and the register of establishments out of the file that somebody hands over."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from extramile.core import definitions
from extramile.core.definitions import Definition, StrictModel
from extramile.core.returns import Noted
from extramile.core.returns.recognising import kind_of
from extramile.core.returns.sheets import Sheet, csv_sheet
from extramile.core.vocabulary import InputError

ESTABLISHMENTS = "establishments"
# Where nothing is recorded of an establishment, nobody knows whether it has a unit: it stands on neither of the lists.
PROVISION_KNOWN, TYPE_KNOWN = "establishments of known provision", "establishments of known type"
SEN_UNITS, RESOURCED, USUAL = "sen units", "resourced provisions", "usual establishments"

_HAND_OVER = (
    "The register of establishments (GIAS, “All establishment data”) is not at hand. An installation is given it with "
    "“extramile returns keep-register”, a check on the command line with --register."
)
_NO_COLUMN = (
    "The register of establishments that was handed over has no column “{column}”. Download “All establishment data”."
)
_OTHERS = {
    "councils": "The list of councils is not at hand.",
    "upn councils": "The list of councils and other bodies that give out UPNs is not at hand: none is published that is whole.",
}
_URN = re.compile(r"[0-9]{5,6}")
_DAY_IN_NAME = re.compile(r"(20[0-9]{6})")


class Whole(StrictModel):
    """What a file has at least, if it is the whole register."""

    least_councils: int
    statuses: tuple[str, ...]
    types: tuple[str, ...]


class Described(Definition):
    """Which columns of the register of establishments are read, and what their values mean."""

    columns: dict[str, str]
    provision: str
    sen_units: tuple[str, ...]
    resourced_provisions: tuple[str, ...]
    unusual_types: tuple[str, ...]
    whole: Whole


@dataclass(frozen=True, slots=True)
class Establishments:
    """The register of establishments: what it is a file of, and the lists of URNs that rules ask, by their names.

    `day` is the one that the name of the file says, None where it says none.
    """

    source: str
    sha256: str
    day: date | None
    lists: Mapping[str, frozenset[str]]

    @property
    def rows(self) -> int:
        """Return how many establishments stand on it."""
        return len(self.lists[ESTABLISHMENTS])


def not_at_hand(register: str, others: Iterable[str] = ()) -> str:
    """Return why a rule cannot ask a register, and what to do about it; `others` are the registers that are there."""
    if register in _OTHERS:
        return _OTHERS[register]
    return _NO_COLUMN.format(column=described().provision) if ESTABLISHMENTS in others else _HAND_OVER


@cache
def described() -> Described:
    """Return how the register of establishments is described."""
    return definitions.read(definitions.folder() / "registers" / "establishments.yaml", Described)


def read_establishments(path: Path) -> Establishments:
    """Read the register of establishments from the CSV file that is published, in UTF-8 or Windows-1252.

    Raises InputError, with row and column, where it is no such register or not the whole of it: by a part, right numbers would
    fail.
    """
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        kind = kind_of(path)
        if kind != "csv":
            step = "Unpack it, and give the CSV file that is inside." if kind == "packed" else _DOWNLOAD
            raise InputError("is no register of establishments: it is no CSV file.", where=path.name, next_step=step)
        lists = _lists(csv_sheet(path, path.name, Noted()))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return Establishments(path.name, sha256, _day_of(path.name), lists)


_DOWNLOAD = "Download “All establishment data” as CSV from Get Information about Schools."


def _day_of(name: str) -> date | None:
    found = _DAY_IN_NAME.search(name)
    try:
        return datetime.strptime(found[1], "%Y%m%d").date() if found else None  # noqa: DTZ007 - a day, and no moment
    except ValueError:
        return None


def _lists(sheet: Sheet) -> dict[str, frozenset[str]]:
    about = described()
    rows = sheet.rows()
    first, headings = next(rows, (1, []))
    places = _places(sheet.name, first, headings)
    urns: set[str] = set()
    seen: dict[str, set[str]] = {"status": set(), "council": set(), "type": set()}
    types: dict[str, set[str]] = {}
    provisions: dict[str, set[str]] = {}
    for number, cells in rows:
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        urn = said["urn"]
        if not _URN.fullmatch(urn):
            # The value is not said: who gives the wrong file may have given one of children.
            raise InputError(
                f"has no URN of five or six digits in row {number:,}, column “{about.columns['urn']}”.",
                where=sheet.name,
                next_step=_DOWNLOAD,
            )
        urns.add(urn)
        for name, values in seen.items():
            values.add(said[name])
        types.setdefault(said["type"], set()).add(urn)
        provisions.setdefault(said.get("provision", ""), set()).add(urn)
    _check_whole(sheet.name, seen)
    found = {
        ESTABLISHMENTS: frozenset(urns),
        TYPE_KNOWN: _but(types, ("",)),
        USUAL: _but(types, ("", *about.unusual_types)),
    }
    if "provision" in places:
        found[PROVISION_KNOWN] = _but(provisions, ("",))
        found[SEN_UNITS] = _of(provisions, about.sen_units)
        found[RESOURCED] = _of(provisions, about.resourced_provisions)
    return found


def _of(by_value: Mapping[str, set[str]], wanted: Sequence[str]) -> frozenset[str]:
    asked = {_plain(each) for each in wanted}
    return frozenset(urn for value, urns in by_value.items() if _plain(value) in asked for urn in urns)


def _but(by_value: Mapping[str, set[str]], unwanted: Sequence[str]) -> frozenset[str]:
    left_out = {_plain(each) for each in unwanted}
    return frozenset(urn for value, urns in by_value.items() if _plain(value) not in left_out for urn in urns)


def _plain(text: str) -> str:
    """Return a text without what people and programs write differently: capitals, spaces, dashes, apostrophes."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _places(name: str, row: int, headings: Sequence[str]) -> dict[str, int]:
    about = described()
    there = {_plain(each): place for place, each in reversed(list(enumerate(headings)))}
    wanted = {**about.columns, "provision": about.provision}
    places = {each: there[_plain(heading)] for each, heading in wanted.items() if _plain(heading) in there}
    lacking = [f"“{heading}”" for each, heading in about.columns.items() if each not in places]
    if lacking:
        columns = "column" if len(lacking) == 1 else "columns"
        raise InputError(
            f"is no register of establishments: row {row:,} has no {columns} {', '.join(lacking)}.",
            where=name,
            next_step=_DOWNLOAD,
        )
    return places


def _check_whole(name: str, seen: Mapping[str, set[str]]) -> None:
    about = described()
    whole = about.whole
    missing = ""
    if len(seen["council"] - {""}) < whole.least_councils:
        missing = f"column “{about.columns['council']}” has fewer than {whole.least_councils} councils"
    for column, wanted in (("status", whole.statuses), ("type", whole.types)):
        there = {_plain(each) for each in seen[column]}
        lacking = [each for each in wanted if _plain(each) not in there]
        if lacking and not missing:
            missing = f"column “{about.columns[column]}” has no “{lacking[0]}”"
    if missing:
        raise InputError(
            f"is not the whole register of establishments: {missing}. By a part of it, right numbers would fail.",
            where=name,
            next_step=_DOWNLOAD,
        )
