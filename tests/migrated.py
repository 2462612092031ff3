"""A migrated SQLite database, kept from run to run: bringing one up to date takes longer than most runs.

Its name is made of the migrations and of what they call, so that another migration is another file. `migrate` runs on
the copy as well, and finds nothing to do. On PostgreSQL nothing is kept: a run leaves no database behind on a server.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build"


def _sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        yield from sorted(Path(app.path, "migrations").glob("*.py"))
    yield from sorted((ROOT / "extramile" / "web").glob("**/operations.py"))


def kept_file() -> Path:
    """Return where the database of these migrations is kept."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in _sources():
        digest.update(path.name.encode() + path.read_bytes())
    return FOLDER / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@contextmanager
def laid_out() -> Iterator[Callable[[], None]]:
    """Fill the database of the tests, which is in memory; yield what keeps it as it is when it is set up.

    Two workers that begin at once make it once: the second waits until the first one has kept it.
    """
    FOLDER.mkdir(exist_ok=True)
    kept = kept_file()
    lock = (FOLDER / "migrated.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    # As long as this connection is open, what is in memory stays there.
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True, check_same_thread=False)
    if kept.exists():
        with closing(sqlite3.connect(kept)) as source:
            source.backup(memory)

    def keep() -> None:
        if not kept.exists():
            _write(kept)
        lock.close()

    with closing(lock), closing(memory):
        yield keep


def begin(home: Path) -> None:
    """Let an installation begin with a copy of what is kept, if anything is; where nothing is, it takes longer."""
    kept = kept_file()
    if kept.exists():
        shutil.copyfile(kept, home / "extramile.sqlite3")


def _write(kept: Path) -> None:
    for older in FOLDER.glob("migrated-*"):
        older.unlink()
    aside = kept.with_suffix(".aside")
    with closing(sqlite3.connect(aside)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    aside.rename(kept)
