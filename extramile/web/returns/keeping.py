"""What this room keeps in the evidence store, for a change of its key."""

from extramile.web.evidence.rekeying import also
from extramile.web.returns.models import EstablishmentRegister, Load, Measured


@also
def kept() -> list[str]:
    """Return the hashes of snapshots, of uploads that wait to be read or for an answer, and of registers."""
    # What is still coming is not there yet, and what is stale goes: neither has to be encrypted anew.
    found = Load.objects.exclude(state=Load.State.DELETED).values_list("upload", "snapshot")
    # The measures of a load as well, once they are there.
    measured = Measured.objects.exclude(made_at=None).values_list("sealed", flat=True)
    registers = EstablishmentRegister.objects.values_list("lists", flat=True)
    return [each for pair in found for each in pair if each] + list(measured) + list(registers)
