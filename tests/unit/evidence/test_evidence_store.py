"""Bytes by their hash, encrypted: what lies there says nothing, and what comes back is what was kept."""

from pathlib import Path
from typing import Any

import pytest

from extramile.web.evidence import store

OLD, NEW = "an old key " * 5, "a new key " * 5


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EVIDENCE_KEYS = [OLD]
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {"BACKEND": "extramile.web.evidence.store.Folder", "OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_lies_there_says_nothing_of_what_it_is(folder: Path) -> None:
    sha256 = store.put(b"Families wait")

    (path,) = kept(folder)
    assert path.name == sha256
    assert b"Families" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert store.get(sha256) == b"Families wait"


def test_the_same_bytes_are_kept_once_and_nothing_is_left_aside(folder: Path) -> None:
    assert store.put(b"a") == store.put(b"a")
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("place", [0, 5, 15, 30, -1])
def test_what_was_altered_is_not_given(folder: Path, place: int) -> None:
    sha256 = store.put(b"Families wait")
    (path,) = kept(folder)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    with pytest.raises(store.DamagedError):
        store.get(sha256)


def test_a_file_cannot_be_put_in_anothers_place(folder: Path) -> None:
    one, two = store.put(b"one"), store.put(b"two")
    paths = {path.name: path for path in kept(folder)}
    paths[one].write_bytes(paths[two].read_bytes())

    with pytest.raises(store.DamagedError):
        store.get(one)


def test_what_is_gone_is_said_to_be(folder: Path) -> None:
    with pytest.raises(store.DamagedError, match="not in the storage"):
        store.get("0" * 64)


def test_a_key_is_changed_by_putting_a_new_one_in_front(folder: Path, settings: Any) -> None:
    sha256 = store.put(b"Families wait")
    settings.EVIDENCE_KEYS = [NEW, OLD]
    assert store.get(sha256) == b"Families wait"

    assert store.rekey(sha256) is True
    assert store.rekey(sha256) is False

    settings.EVIDENCE_KEYS = [NEW]
    assert store.get(sha256) == b"Families wait"
    settings.EVIDENCE_KEYS = [OLD]
    with pytest.raises(store.DamagedError, match="a key that this installation does not have"):
        store.get(sha256)


def test_s3_is_a_setting(tmp_path: Path) -> None:
    """The settings name the storage; nothing is asked of a network."""
    import os
    import subprocess
    import sys

    code = (
        "import django; django.setup(); from django.core.files.storage import storages as s; "
        "b = s['evidence']; print(type(b).__name__, b.bucket_name, b.endpoint_url, b.region_name, b.file_overwrite, b.default_acl)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "extramile.web.config.settings",
        "EXTRAMILE_HOME": str(tmp_path),
        "EXTRAMILE_EVIDENCE_BUCKET": "evidence",
        "EXTRAMILE_EVIDENCE_S3_ADDRESS": "https://s3.example.org",
        "EXTRAMILE_EVIDENCE_S3_REGION": "eu-west-2",
    }
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["S3Storage", "evidence", "https://s3.example.org", "eu-west-2", "True", "None"]
