"""The commands as people call them: in processes and folders of their own, on SQLite."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import extramile

pytestmark = [pytest.mark.long, pytest.mark.one_database]

EXAMPLES = Path(extramile.__file__).parent / "examples"
# Nothing of this test run's own settings reaches the commands.
OWN = ("EXTRAMILE_", "DATABASE_URL", "DJANGO_")


# The invented people of the demonstration are no accounts that anybody made.
REAL = "WHERE email NOT LIKE '%@wexmoor.example'"


def run(home: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Call `extramile` in an empty folder, with everything that it keeps in `home`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    return subprocess.run(
        [sys.executable, "-m", "extramile", *arguments],
        capture_output=True,
        text=True,
        cwd=home,
        env={**inherited, "EXTRAMILE_HOME": str(home / "kept"), **environment},
        input=stdin,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """An installation made by `extramile demo --prepare-only` in an empty folder, and what the command said."""
    home = tmp_path_factory.mktemp("installation")
    return home, run(home, "demo", "--prepare-only")


@pytest.fixture
def installation(prepared: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(prepared[0], tmp_path / "installation"))


def asked(home: Path, sql: str) -> list[tuple]:
    """Ask an installation's database."""
    connection = sqlite3.connect(home / "kept" / "extramile.sqlite3")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def contents(home: Path) -> list[list[tuple]]:
    """Return everything that loading reports may change."""
    tables = ("report", "finding", "findingtheme", "librarystate")
    return [asked(home, f"SELECT * FROM library_{table} ORDER BY id") for table in tables]


def test_the_demonstration_is_set_up_in_an_empty_folder(
    prepared: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    home, said = prepared

    assert said.returncode == 0, said.stderr
    assert said.stderr == ""
    assert f"Extramile keeps everything of this installation in {home / 'kept'}" in said.stdout
    for step in (
        "Preparing the database",
        "Preparing styles",
        "Opening the national facts",
        "Reading the example reports",
        "Building the invented partnerships",
    ):
        assert f"{step}" in said.stdout
    assert "Ready." in said.stdout
    examples = len(list(EXAMPLES.glob("*.pdf")))
    assert asked(home, "SELECT count(*), sum(is_fictional), sum(in_register) FROM library_report") == [
        (examples, examples, 0)
    ]
    assert asked(home, "SELECT count(*) > 20 FROM library_finding") == [(1,)]
    # The demonstration in its real size.
    assert asked(home, "SELECT count(*) > 60 FROM evidence_item") == [(1,)]
    assert asked(home, "SELECT count(*) > 400 FROM voices_response") == [(1,)]
    assert asked(home, "SELECT count(*) > 30 FROM selfevaluation_claim") == [(1,)]
    assert sorted(each.name for each in home.iterdir()) == ["kept"], "nothing beside its own folder"


def test_the_secret_key_is_its_owners_only(prepared: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    key = prepared[0] / "kept" / "secret.key"

    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_text()) > 60


def test_setting_up_again_is_quick_and_changes_nothing(
    prepared: tuple[Path, subprocess.CompletedProcess[str]], installation: Path
) -> None:
    first = sum(map(float, re.findall(r"done \((\d+\.\d) s\)", prepared[1].stdout)))
    before, key = contents(installation), (installation / "kept" / "secret.key").read_text()
    started = time.monotonic()

    again = run(installation, "demo", "--prepare-only")

    assert again.returncode == 0, again.stderr
    assert time.monotonic() - started < first / 4
    assert contents(installation) == before
    assert (installation / "kept" / "secret.key").read_text() == key


def test_styles_and_scripts_are_collected_under_hashed_names(
    prepared: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    static = prepared[0] / "kept" / "static"

    assert len(list(static.glob("design/extramile.????????????.css"))) == 1
    script = next(static.glob("design/start.????????????.js")).read_text()
    assert (static / "vendor" / script.split("../vendor/")[1].split('"')[0]).is_file()


def test_loading_reports_twice_changes_nothing(installation: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(EXAMPLES / "wexmoor-2024.pdf", folder / "a-published-16-july-2024.pdf")
    (folder / "broken.pdf").write_bytes(b"no report")

    first = run(installation, "reports", "load", str(folder))
    loaded = contents(installation)
    second = run(installation, "reports", "load", str(folder))

    assert (first.returncode, second.returncode) == (2, 2)
    assert "1 new or changed, 0 already there, 1 not read." in first.stdout
    assert "0 new or changed, 1 already there, 1 not read." in second.stdout
    assert "broken.pdf" in first.stderr
    assert "Traceback" not in first.stderr + second.stderr
    assert contents(installation) == loaded


def test_loading_what_is_not_there(installation: Path) -> None:
    said = run(installation, "reports", "load", "no-such-folder")

    assert said.returncode == 2
    assert "no-such-folder" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_person_is_given_an_account(installation: Path) -> None:
    said = run(
        installation,
        "people",
        "add",
        "Ana@Example.org",
        "--name",
        "Ana",
        "--editor",
        "--password",
        "long enough, and odd",
    )

    assert said.returncode == 0, said.stderr
    assert "Ana can sign in and is an editor of the library." in said.stdout
    assert asked(installation, f"SELECT email, name, is_editor FROM accounts_person {REAL}") == [
        ("Ana@example.org", "Ana", 1)
    ]
    assert "long enough" not in str(asked(installation, f"SELECT password FROM accounts_person {REAL}"))

    again = run(
        installation, "people", "add", "ana@EXAMPLE.org", "--name", "Other", "--password", "long enough, and odd"
    )
    assert again.returncode == 2
    assert "Traceback" not in again.stderr
    assert asked(installation, f"SELECT count(*) FROM accounts_person {REAL}") == [(1,)]


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("b@example.org", "short", "at least 12 characters"),
        ("b@example.org", "password1234", "too common"),
        ("nobody", "long enough, and odd", "valid email"),
    ],
)
def test_an_account_that_cannot_be_made_is_told(installation: Path, email: str, password: str, sentence: str) -> None:
    said = run(installation, "people", "add", email, "--name", "B", "--password", password)

    assert said.returncode == 2
    assert sentence in said.stderr
    assert "Traceback" not in said.stderr
    assert asked(installation, f"SELECT count(*) FROM accounts_person {REAL}") == [(0,)]


def test_a_port_that_is_used_is_told(installation: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = run(installation, "serve", "--port", str(port))

    assert said.returncode == 2
    assert f"Port {port} cannot be used" in said.stderr
    assert "choose another with --port" in said.stderr
    assert "Traceback" not in said.stderr


def test_it_serves_pages_and_hashed_files_and_logs_no_words(installation: Path) -> None:
    """Over a real connection: what the tests of pages switch off, hashed names and the web server, is on here."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "extramile", "serve", "--port", str(port)],
        cwd=installation,
        env={**inherited, "EXTRAMILE_HOME": str(installation / "kept")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        page = _get(port, "/", wait=True)
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        answers = [
            page,
            _get(port, style),
            _get(port, "/findings/?words=zzyzxacanary"),
            _get(port, "/nothing/?zzyzxacanary"),
        ]
    finally:
        server.terminate()
        said = server.communicate(timeout=20)[0]

    assert all(each.startswith("HTTP/1.1 200") for each in answers[:3])
    assert "immutable" in answers[1].partition("\r\n\r\n")[0]
    assert answers[3].startswith("HTTP/1.1 404")
    assert "Server:" not in answers[0].partition("\r\n\r\n")[0]
    assert f"Serving at http://127.0.0.1:{port}" in said
    assert "zzyzxacanary" not in said


def _get(port: int, address: str, *, wait: bool = False) -> str:
    """Ask for an address; wait for the server to be there if it was just started."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
                connection.sendall(
                    f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
                )
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")
        except ConnectionRefusedError:
            if not wait or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


PRODUCTION = {
    "EXTRAMILE_MODE": "production",
    "EXTRAMILE_SECRET_KEY": "0123456789-abcdefghij" * 4,
    "EXTRAMILE_HOSTS": "library.example.org",
    "EXTRAMILE_EVIDENCE_KEY": "evidence-0123456789-abcdefghij" * 2,
}


@pytest.mark.parametrize("lacking", ["EXTRAMILE_SECRET_KEY", "EXTRAMILE_HOSTS", "EXTRAMILE_EVIDENCE_KEY"])
def test_production_does_not_start_without(tmp_path: Path, lacking: str) -> None:
    said = run(tmp_path, "manage", "check", **{name: value for name, value in PRODUCTION.items() if name != lacking})

    assert said.returncode != 0
    assert f"Set {lacking} in the environment" in said.stderr


def test_production_is_sealed(tmp_path: Path) -> None:
    code = (
        "from extramile.web.config import settings as s; "
        "print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_HSTS_SECONDS > 3e7, s.ALLOWED_HOSTS)"
    )
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**inherited, **PRODUCTION, "EXTRAMILE_HOME": str(tmp_path)},
        check=True,
    )

    assert said.stdout.strip() == "False True True True True ['library.example.org']"
    assert list(tmp_path.glob("secret.key")) == []


def test_production_passes_the_checks_of_the_framework(tmp_path: Path) -> None:
    said = run(tmp_path, "manage", "check", "--deploy", **PRODUCTION)

    assert said.returncode == 0, said.stderr
    # W021: whether a council's domain is put on the browsers' own list is the council's decision.
    assert set(re.findall(r"\(([a-z_]+\.[A-Z]\d+)\)", said.stderr)) == {"security.W021"}


def test_the_demonstration_does_not_run_in_production(tmp_path: Path) -> None:
    said = run(tmp_path, "demo", "--prepare-only", **PRODUCTION)

    assert said.returncode == 2
    assert "does not run in production" in said.stderr


def test_a_mode_that_is_none_is_told(tmp_path: Path) -> None:
    said = run(tmp_path, "manage", "check", EXTRAMILE_MODE="staging")

    assert said.returncode != 0
    assert "It must be demo or production" in said.stderr


def test_the_story_is_told_where_something_is_set_up(prepared: tuple[Path, object], tmp_path: Path) -> None:
    told = run(prepared[0], "story")
    assert told.returncode == 0, told.stderr
    assert "Ten visits to schools and other settings were held." in told.stdout

    nothing = run(tmp_path, "story", "--format", "json")
    assert nothing.returncode == 2
    assert nothing.stdout == ""
    assert "no story here yet" in nothing.stderr
    assert "Traceback" not in nothing.stderr
