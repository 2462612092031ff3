"""What headings were said to be, and what is still asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.web.evidence import store
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import digests, snapshots
from extramile.web.returns.models import Heading, Load


@dataclass(frozen=True, slots=True)
class Remembered:
    """A heading that somebody explained; its text where a load still has it."""

    heading: Heading
    text: str


def remembered(scope: Scope) -> list[Remembered]:
    """Return what was said of headings. Their texts are looked for in the newest load of each return."""
    scope.check(Permission.SEE_RETURNS)
    rows = list(Heading.objects.filter(partnership=scope.partnership).select_related("said_by"))
    texts = _texts(scope, {each.kind for each in rows})
    return [Remembered(each, texts.get((each.kind, each.digest), "")) for each in rows]


def _texts(scope: Scope, kinds: set[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    digest = digests.digest_for(scope.partnership) if kinds else None
    for kind in sorted(kinds):
        load = newest(scope, kind)
        if load is None or digest is None:
            continue
        try:
            manifest = snapshots.manifest_of(snapshots.opened(load.snapshot))
        except store.DamagedError:
            continue
        for each in (*manifest["answered"], *manifest["questions"]):
            found[kind, digests.heading_digest(digest, each["heading"])] = each["heading"]
    return found


def newest(scope: Scope, kind: str) -> Load | None:
    """Return the newest load of a return that was checked."""
    rows: Sequence[Load] = Load.objects.filter(partnership=scope.partnership, state=Load.State.CHECKED, kind=kind)
    return rows.order_by("-pk").first()
