"""The import contracts hold, and would notice."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.repository import ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_the_import_contracts_are_kept() -> None:
    said = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout
    assert "0 broken" in said.stdout


def test_a_contract_that_is_broken_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "sample"
    (package / "core").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "web.py").touch()
    (package / "core" / "__init__.py").write_text("import sample.web\n")
    contract = "[importlinter:contract:a]\nname = a\ntype = layers\ncontainers = sample\nlayers =\n    web\n    core\n"
    (tmp_path / ".importlinter").write_text(f"[importlinter]\nroot_package = sample\n{contract}")

    said = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert said.returncode == 1, said.stdout


def test_the_command_line_starts_without_the_web() -> None:
    """`extramile --help` and the reading of reports do not wait for Django."""
    code = (
        "import sys; from extramile.main import main\n"
        "try: main(['reports', 'read', '--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('django', 'ninja', 'jinja2') if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.splitlines()[-1] == "[]"


def test_the_web_starts_without_the_libraries_of_returns() -> None:
    """Pages do not wait for what reads and judges returns: it is imported where it runs."""
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'extramile.web.config.settings'\n"
        "import django, importlib; django.setup()\n"
        "from django.conf import settings; importlib.import_module(settings.ROOT_URLCONF)\n"
        "heavy = ('ibis', 'pyarrow', 'duckdb', 'pyspark', 'pandas')\n"
        "print([name for name in heavy if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.splitlines()[-1] == "[]"
