"""The wheel builds, and what is installed from it stands on its own."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, tracked

# Run in a foreign folder with only the installed package (and its dependencies) to be found.
TRIAL = """
import extramile, pathlib, sys
from extramile.core.national import compare, open_reference
from extramile.core.publications import PdfFile, read_reports
from extramile.core.themes import theme_list

here = pathlib.Path(extramile.__file__).parent
assert str(here).startswith(sys.argv[1]), here
reference = open_reference()
assert reference.areas.find("Bristol").code == "801"
assert compare(reference, "SEN_TotStat", "Bristol").area.value > 0
example = next((here / "examples").glob("*.pdf"))
reading = next(read_reports([PdfFile(example.name, example.read_bytes())], workers=1))
assert len(reading.report.effective) > 0
assert len(theme_list().themes) > 20
print("works")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        check=True,
    )
    return next(folder.glob("extramile-*.whl"))


def test_the_wheel_carries_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "extramile"
    ours = {str(path.relative_to(ROOT)) for path in tracked() if path.is_relative_to(package)}
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert {name for name in carried if "__pycache__" not in name} == ours
    for folder in ("definitions", "reference", "examples", "web/library/jinja2", "web/design/static"):
        assert any(name.startswith(f"extramile/{folder}/") for name in carried), folder


def test_what_is_installed_works_in_a_foreign_folder(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("EXTRAMILE_", "DATABASE_URL"))
    }

    said = subprocess.run(
        [sys.executable, "-c", TRIAL, str(target)],
        capture_output=True,
        text=True,
        cwd=foreign,
        env={**environment, "PYTHONPATH": str(target)},
        check=False,
    )

    assert (said.returncode, said.stdout) == (0, "works\n"), said.stderr
    assert list(foreign.iterdir()) == []


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    scripts = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/entry_points.txt"))

    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata
    assert "extramile=extramile.main:main" in scripts.replace(" ", "")
    assert wheel.stat().st_size < 15_000_000
