"""Folders in which a load lies open while a job works on it: only we can open them, and they are gone afterwards.

A folder is named after its load, so that what a killed worker left is found and cleared by the next attempt, by whoever deletes
the load, and once a day.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

# Where files are read, and where tables are measured.
READING, MEASURING = "reading", "measuring"
# A folder that is younger can be one of a job that began a moment ago.
_YOUNG_SECONDS = 3600


def folder_of(purpose: str, load_id: int) -> Path:
    """Return the folder of a load."""
    return Path(settings.HOME) / purpose / str(load_id)


@contextmanager
def working_folder(purpose: str, load_id: int) -> Iterator[Path]:
    """Give an empty folder for a load; it is gone afterwards."""
    folder = folder_of(purpose, load_id)
    _clear(folder)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        _clear(folder)


def clear(load_id: int) -> None:
    """Take away whatever lies open of a load."""
    for purpose in (READING, MEASURING):
        _clear(folder_of(purpose, load_id))


def old() -> set[int]:
    """Return the loads of which something has lain open for an hour or longer."""
    now = time.time()
    found = (each for purpose in (READING, MEASURING) for each in (Path(settings.HOME) / purpose).glob("[0-9]*"))
    return {int(each.name) for each in found if each.name.isdigit() and now - each.stat().st_mtime > _YOUNG_SECONDS}


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
