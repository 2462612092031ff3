"""The register of establishments that this installation keeps for the rules that ask it. It is public: no child stands on it."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extramile.core.rules import Establishments
from extramile.web.evidence import store
from extramile.web.returns import sealing
from extramile.web.returns.models import EstablishmentRegister

logger = logging.getLogger(__name__)
_LISTS = "lists.json"


@dataclass(frozen=True, slots=True)
class AtHand:
    """The lists that rules may ask, and what a snapshot says of the register that they are from; nothing where none is kept."""

    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    about: Mapping[str, Any] | None = None


def pack(found: Establishments) -> bytes:
    """Return the lists of a register as one file; the same lists make the same file."""
    return sealing.seal({_LISTS: sealing.as_json({name: sorted(urns) for name, urns in sorted(found.lists.items())})})


def newest() -> EstablishmentRegister | None:
    """Return the register that is asked, if one is kept."""
    return EstablishmentRegister.objects.first()


def is_damaged(kept: EstablishmentRegister) -> bool:
    """Say whether the lists of a register cannot be opened, so that no rule asks it."""
    try:
        store.get(kept.lists)
    except store.DamagedError:
        return True
    return False


def at_hand() -> AtHand:
    """Return the lists of the register that is kept. One that cannot be opened is none: its rules are not run, and say so."""
    kept = newest()
    if kept is None:
        return AtHand()
    try:
        lists = json.loads(sealing.part(store.get(kept.lists), _LISTS))
    except store.DamagedError:
        logger.error("register of establishments %s cannot be opened; its rules are not run", kept.pk)
        return AtHand()
    about = {"source": kept.source, "day": kept.day.isoformat(), "rows": kept.rows, "sha256": kept.file_sha256}
    return AtHand({name: frozenset(urns) for name, urns in lists.items()}, about)
