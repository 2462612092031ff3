"""Packed files, before anything opens them: how much they hold, counted and not believed."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from extramile.core.returns.recognising import DOCUMENT_PARTS
from extramile.core.vocabulary import DAMAGED_ZIP, InputError

MOST_UNPACKED = 4 * 1024**3
MOST_WORKBOOK = 400 * 1024**2
MOST_FILES = 200
# What a table may be packed to; text of many equal rows reaches about a hundred.
MOST_RATIO = 1000
_CHUNK = 1 << 20
# So many characters of a name are never more than the 255 bytes that a folder holds.
_LONGEST_NAME = 60
# What a zip may hold that is read: tables, or one file that is the whole return.
TABLES, WORKBOOKS = (".csv", ".parquet"), (".xlsx", ".xlsm")


@dataclass(slots=True)
class Allowance:
    """To how many bytes packed files may unpack together, how many they have come to, and which of them was the first."""

    most: int
    taken: int = 0
    first: str = ""

    def take(self, size: int, name: str) -> None:
        """Count what a file unpacks to. Raises InputError where that is too much, with what came before it."""
        self.first = self.first or name
        self.taken += size
        if self.taken > self.most:
            beside = "" if name == self.first else ", together with the files before it"
            raise too_large(name, f" (more than {self.most // 1024**2:,} MB{beside})")


def too_large(name: str, limit: str = "") -> InputError:
    """Return why a packed file was not opened."""
    return InputError(
        f"is far too large when it is unpacked{limit}: it was not opened.",
        where=name,
        next_step="Leave out what is no table of the return.",
    )


def check_packed(path: Path, allowance: Allowance) -> list[str]:
    """Return the names of the files in a zip that is safe to open; refuse it otherwise.

    Every file is unpacked once and counted: what a zip says of itself may be a lie.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            return _counted(packed, path, allowance)
    except DAMAGED_ZIP as error:
        raise InputError(
            "is damaged: it cannot be unpacked.", where=path.name, next_step="Save or download it again."
        ) from error
    except RuntimeError as error:  # what zipfile raises where a password is needed
        raise InputError("is locked with a password.", where=path.name, next_step="Save it without one.") from error


def _counted(packed: zipfile.ZipFile, path: Path, allowance: Allowance) -> list[str]:
    # Not `is_dir`: it cannot bear a file without a name.
    members = [each for each in packed.infolist() if not each.filename.endswith("/")]
    if len(members) > MOST_FILES:
        raise InputError(f"holds more than {MOST_FILES} files.", where=path.name)
    total, size = 0, max(path.stat().st_size, 1)
    for each in members:
        with packed.open(each) as inside:
            while chunk := inside.read(_CHUNK):
                total += len(chunk)
                allowance.take(len(chunk), path.name)
                if total > max(size * MOST_RATIO, _CHUNK):
                    raise too_large(path.name)
    return [each.filename for each in members]


def meant(names: Sequence[str]) -> list[str]:
    """Return the names of the files of a zip that somebody put there: not what a Mac adds, not hidden ones."""
    return [each for each in names if "__MACOSX" not in each and not PurePosixPath(each).name.startswith(".")]


def only_file_in(path: Path, endings: tuple[str, ...]) -> str:
    """Return the name of the one file of a zip that could be a return, if it ends so; "" where it does not, or there are others.

    Looks at names alone: nothing is unpacked.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            names = [each.filename for each in packed.infolist() if not each.filename.endswith("/")]
    except DAMAGED_ZIP:
        return ""
    if any(each.startswith(("xl/", *(begins for begins, _, _ in DOCUMENT_PARTS))) for each in names):
        return ""
    whole = [each for each in meant(names) if each.lower().endswith((*TABLES, *WORKBOOKS, ".xml"))]
    return whole[0] if len(whole) == 1 and whole[0].lower().endswith(endings) else ""


def unpack(path: Path, names: list[str], into: Path) -> list[Path]:
    """Unpack the named files, each into a new folder of its own below `into`, so that none takes the place of another's.

    Folders in a zip, and names that climb out of it, mean nothing here. A file keeps its name, by which refusals call it; of a name
    that is longer than a folder may hold, the end.
    """
    into.mkdir(exist_ok=True)
    found = []
    with zipfile.ZipFile(path) as packed:
        for name in names:
            target = Path(mkdtemp(dir=into)) / PurePosixPath(name.replace(chr(92), "/")).name[-_LONGEST_NAME:]
            with packed.open(name) as inside, target.open("wb") as out:
                while chunk := inside.read(_CHUNK):
                    out.write(chunk)
            found.append(target)
    return found
