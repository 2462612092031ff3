"""Where bytes are kept: by their hash, encrypted, outside the web's folders; and given back only as they were taken.

Which storage holds them is Django's `STORAGES["evidence"]`: a folder, or anything S3-compatible. It holds ciphertext alone.
The keys come from `EVIDENCE_KEYS`: the first encrypts, all can decrypt, so a key is changed by putting a new one in front
and running `extramile manage rekey_evidence`.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

# What every kept file begins with: our mark, which key (its name, never the key), the nonce.
MARK = b"XME1"
KEY_NAME_BYTES = 8
NONCE_BYTES = 12


class DamagedError(Exception):
    """What is stored is gone, altered, or encrypted with a key that we do not have."""


class Folder(FileSystemStorage):
    """A folder in which a file appears whole or not at all: it is written aside, then renamed."""

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Take the name as it is: the same name is the same content."""
        return name


def _derived(text: str, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, None, b"extramile evidence " + purpose).derive(text.encode("utf-8"))


def _keys() -> dict[bytes, bytes]:
    """Return the keys by their names, the one that encrypts first."""
    return {_derived(text, b"name", KEY_NAME_BYTES): _derived(text, b"key", 32) for text in settings.EVIDENCE_KEYS}


def _sealed(name: str, data: bytes) -> bytes:
    key_name, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    # The name is bound in, so that one kept file cannot be put in another's place.
    return MARK + key_name + nonce + AESGCM(key).encrypt(nonce, data, name.encode("ascii"))


def _opened(name: str, kept: bytes) -> bytes:
    head = len(MARK) + KEY_NAME_BYTES
    key = _keys().get(kept[len(MARK) : head])
    if not kept.startswith(MARK) or key is None:
        raise DamagedError("It is encrypted with a key that this installation does not have.")
    try:
        return AESGCM(key).decrypt(kept[head : head + NONCE_BYTES], kept[head + NONCE_BYTES :], name.encode("ascii"))
    except InvalidTag as error:
        raise DamagedError("What is stored is not what was kept.") from error


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def put(data: bytes) -> str:
    """Keep bytes; return their hash. What is there already, and whole, is not written again."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        get(sha256)
    except DamagedError:
        name = _name(sha256)
        storages["evidence"].save(name, ContentFile(_sealed(name, data)))
    return sha256


def get(sha256: str) -> bytes:
    """Return the bytes with this hash. Raises DamagedError where they are not there, or not the same."""
    name = _name(sha256)
    data = _opened(name, _read(name))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedError("What is stored is not what was kept.")
    return data


def _read(name: str) -> bytes:
    storage = storages["evidence"]
    if not storage.exists(name):
        raise DamagedError("It is not in the storage.")
    with storage.open(name) as file:
        return file.read()


def remove(sha256: str) -> None:
    """Take bytes out of the storage for good. The caller knows that nothing needs them."""
    storages["evidence"].delete(_name(sha256))


def rekey(sha256: str) -> bool:
    """Encrypt kept bytes with the first key; return whether they were under another one."""
    name = _name(sha256)
    kept = _read(name)
    if kept[len(MARK) : len(MARK) + KEY_NAME_BYTES] == next(iter(_keys())):
        return False
    data = _opened(name, kept)
    storages["evidence"].save(name, ContentFile(_sealed(name, data)))
    return True
