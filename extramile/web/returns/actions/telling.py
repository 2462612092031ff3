"""What the trail says of loads: their numbers and counts, never a name out of their files."""

from extramile.web.audit.actions import Actor, record
from extramile.web.returns.models import Load


def tell(by: Actor, load: Load, verb: str, after: dict[str, object] | None = None, why: str = "") -> None:
    """Say in the trail what was done to a load."""
    record(
        by=by,
        verb=verb,
        kind="return",
        thing_id=load.pk,
        thing=f"return {load.pk}",
        after=after,
        why=why,
        scope=load.partnership.slug,
    )
