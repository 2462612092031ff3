"""A dated bundle of evidence: a zip with its index (HTML and CSV), the files and their hashes.

The same evidence on the same day gives the same bytes, so that two people can compare what they hold by one hash.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify

from extramile.core.vocabulary import InputError
from extramile.web.design.downloads import as_csv
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import presenters as words
from extramile.web.evidence import queries, store
from extramile.web.evidence.models import Bundle, Item, Kind, Version
from extramile.web.evidence.queries import Filters
from extramile.web.partnerships.scope import Scope

# It is made in memory, so that nothing of it ever lies unencrypted on a disk.
MOST_BYTES = 300 * 1024 * 1024
COLUMNS = [*words.COLUMNS, "version", "file", "sha256"]


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that was made."""

    data: bytes
    items: int
    needs: list[str]


def make(scope: Scope, bundle: Bundle, progress: Callable[[int, int], None]) -> Made:
    """Return the bundle of what this person may see. Raises InputError where it cannot be made."""
    filters = Filters(criterion=bundle.criterion or bundle.pack)
    table = sorted(queries.table(scope, filters), key=lambda row: row["id"])
    found = queries.listed(scope, [row["id"] for row in table])
    items = [found[row["id"]] for row in table]
    if not items:
        raise InputError("There is no evidence to put into this bundle.", next_step="Choose other criteria.")
    latest = _latest(scope, items)
    if sum(each.size for each in latest.values()) > MOST_BYTES:
        raise InputError(
            "The evidence has more than 300 MB, too much for one bundle.", next_step="Take one criterion at a time."
        )
    files: dict[str, bytes] = {}
    rows = []
    for done, (item, row) in enumerate(zip(items, table, strict=True), 1):
        name, content = _file_of(item, latest[item.pk])
        files[name] = content
        version = latest[item.pk].number
        rows.append({**words.flat(row), "version": version, "file": name, "sha256": _hash(content)})
        progress(done, len(items))
    files["index.csv"] = as_csv("index", COLUMNS, rows).content
    files["index.html"] = _index(scope, bundle, items, rows)
    return Made(_zipped(f"evidence-{scope.name}-{bundle.day}", files, bundle.day), len(items), queries.needs_of(items))


def _index(scope: Scope, bundle: Bundle, items: list[Item], rows: list[dict[str, Any]]) -> bytes:
    """Return the page that leads through a bundle: by criterion, with gaps, and piece by piece."""
    criteria = [bundle.criterion] if bundle.criterion else framework.of_pack(bundle.pack or framework.newest_pack())
    pieces = {name: [(item.pk, item.title) for item in items if name in item.criterion_ids] for name in criteria}
    context = {
        "partnership": scope.partnership.name,
        "fictional": scope.partnership.is_fictional,
        "what": words.bundle_about(bundle),
        "day": bundle.day,
        "by": scope.person.name,
        "rows": [(row, words.item_row(item, bundle.day)) for row, item in zip(rows, items, strict=True)],
        "criteria": [(framework.in_words(name), found) for name, found in pieces.items()],
    }
    return render_to_string("evidence/bundle.html", context).encode("utf-8")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _latest(scope: Scope, items: list[Item]) -> dict[int, Version]:
    found: dict[int, Version] = {}
    for version in queries.latest_versions(scope, [item.pk for item in items]):
        found[version.item_id] = version
    return found


def _file_of(item: Item, version: Version) -> tuple[str, bytes]:
    """Return the name and the bytes of an item in the bundle."""
    start = f"files/{item.pk:05d}-{slugify(item.title)[:60] or 'evidence'}"
    if item.kind == Kind.FILE:
        try:
            return f"{start}.{version.file_name.rpartition('.')[2].lower()}", store.get(version.sha256)
        except store.DamagedError as error:
            raise InputError(
                f"The file of evidence {item.pk} cannot be given: {error}", next_step="Tell an administrator."
            ) from error
    if item.kind in {Kind.SNAPSHOT, Kind.VOICE}:
        return f"{start}.json", json.dumps(version.data, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")
    return f"{start}.txt", f"{version.address}\n{version.text}".strip().encode("utf-8")


def _zipped(folder: str, files: dict[str, bytes], day: date) -> bytes:
    sums = "".join(f"{_hash(files[name])}  {name}\n" for name in sorted(files))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [*sorted(files.items()), ("SHA256SUMS", sums.encode("ascii"))]:
            part = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system, part.external_attr = 3, 0o644 << 16
            archive.writestr(part, content)
    return out.getvalue()
