"""What this room keeps in the evidence store, for a change of its key."""

from extramile.web.evidence.rekeying import also
from extramile.web.returns.models import Load, Measured


@also
def kept() -> list[str]:
    """Return the hashes of snapshots, and of uploads that wait to be read."""
    found = Load.objects.exclude(state=Load.State.DELETED).values_list("upload", "snapshot", "state")
    # The snapshot of a load that is being read is written down before it is there.
    kept = [each for up, snap, state in found for each in (up, snap if state != Load.State.READING else "") if each]
    # The measures of a load as well, once they are there.
    return kept + list(Measured.objects.exclude(made_at=None).values_list("sealed", flat=True))
