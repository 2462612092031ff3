"""How large an installation is, and how long the demonstration takes from a fresh clone and on a second call."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Measurement

ROOT = Path(__file__).parents[1]


def size(folder: Path) -> float:
    """Return the size of a folder's files in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def measure() -> Iterator[Measurement]:
    """Clone what is committed into an empty folder and call `make demo ARGS=--prepare-only` twice."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "extramile"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("EXTRAMILE", "DJANGO"))}
        for name in ("first call, with downloads", "second call"):
            started = time.perf_counter()
            command = ["make", "demo", "ARGS=--prepare-only", f"PYTHON={sys.executable}"]
            subprocess.run(command, cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
            yield Measurement(f"make demo, {name}", time.perf_counter() - started, "s")
        yield Measurement("what is installed (.venv)", size(clone / ".venv"), "MB")
        yield Measurement("the package itself", size(clone / "extramile"), "MB")
        yield Measurement("bundled national facts", size(clone / "extramile" / "reference"), "MB")
