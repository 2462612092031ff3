"""An installation of its own: a folder, a database, and commands that are run in processes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).parents[3]
# Seconds; a busy machine takes several times as long as a quiet one.
PATIENCE = 300


@dataclass
class Installation:
    """Where it is, and what its commands find in their environment."""

    home: Path
    database: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of its commands."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        found = {"EXTRAMILE_HOME": str(self.home), "PYTHONPATH": str(ROOT), "DATABASE_URL": self.database}
        return {**kept, **{name: value for name, value in found.items() if value}}

    def begin(self, module: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a module of ours as a process."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env={**self.environment, **environment},
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.processes.append(process)
        return process

    def run(self, module: str, *arguments: str, **environment: str) -> str:
        """Run a module to its end, which must be a good one; return what it said."""
        process = self.begin(module, *arguments, **environment)
        said = process.communicate(timeout=PATIENCE)[0]
        assert process.returncode == 0, said
        return said

    def ask(self, what: str) -> str:
        """Return what an expression is in this installation."""
        return self.run("tests.integration.ground.within", what).strip()

    def end(self) -> None:
        """End what was started and still runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()


@contextmanager
def installation(folder: Path, by: str = "") -> Iterator[Installation]:
    """Make an installation, on PostgreSQL where the tests run on it; its database is laid out, by a module if one is named."""
    address = os.environ.get("DATABASE_URL", "")
    name = f"ground_{uuid4().hex[:12]}"
    found = Installation(folder, _other(address, name) if address else "")
    if address:
        _tell(address, f"CREATE DATABASE {name}")
    try:
        found.run(*([by] if by else ["extramile", "manage", "migrate", "--verbosity", "0"]))
        yield found
    finally:
        found.end()
        if address:
            _tell(address, f"DROP DATABASE {name} WITH (FORCE)")


def _other(address: str, name: str) -> str:
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def _tell(address: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql)


def wait_until(true: Callable[[], Any], what: str) -> None:
    """Wait until something is so; it is a fault if it never is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)
