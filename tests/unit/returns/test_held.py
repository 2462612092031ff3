"""Children's records of a command are gone when it ends, however somebody ends it."""

import os
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from extramile.cli.held import ENDINGS, LEFT_AFTER, PREFIX, held


def _hold_until(ending: signal.Signals, found: list[Path]) -> None:
    with held() as folder:
        found.append(folder)
        (folder / "list_2.parquet").write_bytes(b"a child")
        os.kill(os.getpid(), ending)
        time.sleep(5)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_signal_that_ends_the_command_leaves_nothing_behind(ending: signal.Signals) -> None:
    before = signal.getsignal(ending)

    with pytest.raises(SystemExit) as ended:
        _hold_until(ending, found := [])

    assert ended.value.code == 128 + ending
    assert not found[0].exists()
    assert signal.getsignal(ending) == before


def test_what_a_killed_command_left_goes_after_a_day_and_what_another_holds_stays(
    tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, running = tmp_path / f"{PREFIX}left", tmp_path / f"{PREFIX}running"
    for each in (left, running):
        (each / "tables").mkdir(parents=True)
    os.utime(left, (0, time.time() - LEFT_AFTER - 60))

    with held():
        assert not left.exists()
        assert running.exists()
