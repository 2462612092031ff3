"""Sealed files: several parts as one zip, so that the evidence store keeps all of it or nothing, and each part is read alone."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

# Always the same: the same content must make the same file, so that a second attempt finds what the first one kept.
_MADE = (1980, 1, 1, 0, 0, 0)


def seal(files: Mapping[str, bytes]) -> bytes:
    """Return parts, each under its name, as one file."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, _MADE), data, compress_type=zipfile.ZIP_DEFLATED)
    return into.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part. Raises KeyError."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def names(data: bytes) -> set[str]:
    """Return the names of the parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return set(packed.namelist())


def as_json(content: Any) -> bytes:
    """Return content as a part."""
    return json.dumps(content, ensure_ascii=False).encode()
