"""Changing the key: every kept file is encrypted anew with the first key."""

from collections.abc import Callable, Iterable

from django.utils import timezone

from extramile.web.evidence import store
from extramile.web.evidence.models import Bundle, Kind, Version

# What rooms above this one keep in the same store.
_KEPT_ELSEWHERE: list[Callable[[], Iterable[str]]] = []


def also(kept: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Register a function that returns the hashes of what another room keeps."""
    _KEPT_ELSEWHERE.append(kept)
    return kept


def kept_hashes() -> list[str]:
    """Return the hash of everything that must be in the storage."""
    files = Version.objects.filter(item__kind=Kind.FILE).values_list("sha256", flat=True)
    bundles = Bundle.objects.filter(ends_at__gt=timezone.now()).exclude(sha256="").values_list("sha256", flat=True)
    return sorted({*files, *bundles, *(sha256 for kept in _KEPT_ELSEWHERE for sha256 in kept())})


def rekey() -> tuple[int, int, list[str]]:
    """Encrypt everything with the first key; return how many there are, how many were changed, and which are damaged."""
    changed, damaged, hashes = 0, [], kept_hashes()
    for sha256 in hashes:
        try:
            changed += store.rekey(sha256)
            store.get(sha256)
        except store.DamagedError:
            damaged.append(sha256)
    return len(hashes), changed, damaged
