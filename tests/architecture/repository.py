"""The repository as the tests of it see it."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "extramile" / "web"


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that git keeps, or would keep: not ignored, and still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())


@cache
def text_of(path: Path) -> str | None:
    """Return the text of a file, or None if it is not a text."""
    content = path.read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
