"""Children's records of one command, on this disk for as long as it runs."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

PREFIX = "extramile-return-"
# Signals by which somebody ends a command and that would end it on the spot.
ENDINGS = (signal.SIGTERM, signal.SIGHUP)
# What a command that was killed outright left lying goes when another begins, this many seconds after.
LEFT_AFTER = 24 * 3600


@contextmanager
def held() -> Iterator[Path]:
    """Hold a folder that only we can see, and that is gone when the command ends: well, badly, or by a signal that says so."""
    _clear_what_was_left()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    before = {each: signal.signal(each, _end) for each in ENDINGS}
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _clear_what_was_left() -> None:
    for each in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            told = each.lstat()
        except FileNotFoundError:
            continue
        if told.st_uid == os.getuid() and time.time() - told.st_mtime > LEFT_AFTER:
            shutil.rmtree(each, ignore_errors=True)
