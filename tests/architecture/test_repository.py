"""What stands in the repository: locks without hosts, copies as they were made, no traces of a machine."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, WEB, text_of, tracked

VENDOR = WEB / "design" / "static" / "vendor"
TEXTS = [path for path in tracked() if text_of(path) is not None]
LOCKS = [
    *sorted((ROOT / "requirements").glob("*.txt")),
    ROOT / "frontend" / "package-lock.json",
    ROOT / "frontend" / ".npmrc",
]
# Written so that this file does not hold what it looks for.
MACHINE = re.compile(
    "/" + r"work/|/home/\w+/|/" + r"root/|" + "help" + r"er-\w|" + "sub" + r"agent|C:\\Users", re.IGNORECASE
)
# Nobody reads a text longer than this; data is another matter.
LONGEST_TEXT = 400_000
LONGEST_MODULE = 600
# A table is as long as what it lists.
TABLES = {"tests/pages/registry.py"}


def name(path: Path) -> str:
    """Return the path of a file from the repository's folder."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", LOCKS, ids=name)
def test_a_lock_names_no_host(path: Path) -> None:
    found = re.findall(
        r"https?://\S+|--(?:extra-)?index-url\S*|--find-links\S*|--trusted-host\S*", path.read_text("utf-8")
    )

    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=name)
def test_every_requirement_is_pinned_with_hashes(path: Path) -> None:
    requirements = [
        each for each in re.split(r"\n(?=\S)", path.read_text("utf-8")) if each and not each.startswith("#")
    ]

    assert len(requirements) > 15
    assert [
        each
        for each in requirements
        if not re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+.*--hash=sha256:[0-9a-f]{64}", each, re.DOTALL)
    ] == []


def test_what_is_declared_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements" / "base.txt").read_text("utf-8").lower()

    declared = [re.match(r"[A-Za-z0-9._-]+", each)[0].lower() for each in project["dependencies"]]
    assert [each for each in declared if f"\n{each}==" not in f"\n{locked}"] == []


def test_each_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    named = [
        line for line in lines if re.match(r'  "[A-Za-z]', line) and ("=" in line or "types-" in line or '"uv"' in line)
    ]

    assert len(named) > 30
    assert [line for line in named if not re.search(r'",\s+# .*\(.+\)$', line)] == []


def test_vendored_files_are_as_they_were_copied() -> None:
    recorded = json.loads((VENDOR / "vendored.json").read_text("utf-8"))["sha256"]
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "vendored.json"
    }

    assert found == recorded


def test_vendored_packages_are_those_of_the_lock() -> None:
    recorded = json.loads((VENDOR / "vendored.json").read_text("utf-8"))["packages"]
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]

    assert {each: packages[f"node_modules/{each}"]["version"] for each in recorded} == recorded
    assert all(packages[f"node_modules/{each}"]["integrity"].startswith("sha512-") for each in recorded)


def test_each_vendored_thing_has_its_licence() -> None:
    assert {path.name for path in VENDOR.glob("*LICENSE*")} == {
        "govuk-frontend.LICENSE.txt",
        "atkinson-hyperlegible-next.LICENSE.txt",
    }


def test_nothing_of_ours_is_loaded_from_elsewhere() -> None:
    asked = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?https?://", re.IGNORECASE)
    ours = [
        path
        for path in TEXTS
        if path.is_relative_to(WEB) and path.suffix in {".html", ".css", ".js"} and VENDOR not in path.parents
    ]

    assert len(ours) > 25
    assert [name(path) for path in ours if asked.search(text_of(path))] == []


def test_no_text_holds_a_path_of_a_machine_or_a_word_of_the_workshop() -> None:
    assert {name(path): found[0] for path in TEXTS if (found := MACHINE.search(text_of(path)))} == {}


def test_such_a_path_would_be_noticed() -> None:
    for planted in ("/" + "work/main/x", "/home/" + "ana/x", "by help" + "er-3", "a sub" + "agent"):
        assert MACHINE.search(planted)


def test_no_text_is_longer_than_anybody_reads() -> None:
    long = {name(path): len(text_of(path)) for path in TEXTS if len(text_of(path)) > LONGEST_TEXT}
    modules = {
        name(path): lines
        for path in TEXTS
        if path.suffix == ".py"
        and name(path) not in TABLES
        and path.parent.name != "migrations"  # written by Django
        and (lines := text_of(path).count("\n")) > LONGEST_MODULE
    }

    assert long == {}
    assert modules == {}


def test_texts_end_with_a_line_and_have_plain_line_ends() -> None:
    ours = [path for path in TEXTS if VENDOR not in path.parents and path.stat().st_size]

    assert [name(path) for path in ours if "\r\n" in text_of(path)] == []
    assert [name(path) for path in ours if not text_of(path).endswith("\n")] == []


def test_the_commands_that_the_readme_names_exist() -> None:
    """Both in the Makefile, and both in the README."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text("utf-8")))

    assert {"demo", "test"} <= told
    assert told <= targets


def test_the_makefile_says_what_it_can_do() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()

    assert [
        each
        for each in phony
        if f"make {each}" not in makefile.partition("\n.DEFAULT_GOAL")[0] and each not in {"help", "clean"}
    ] == []


def test_decisions_are_numbered_and_say_their_status() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert [name(path) for path in records if "Status: " not in text_of(path)] == []
