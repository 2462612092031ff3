"""Letting figures of a load out, and keeping one of them as evidence."""

from django.db import transaction
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence
from extramile.web.evidence.models import Item
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import released
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load, Release
from extramile.web.returns.queries import figures
from extramile.web.returns.queries import released as queries

LONGEST = 300


@transaction.atomic
def let_out(*, scope: Scope, load: Load, seen: str) -> Release:
    """Let the figures of a load out, to each audience what it may be told. Letting out the same again changes nothing.

    `seen` is the hash of the figures that the person looked at. Raises InputError where others stand there now, or where measures
    or audiences are declared otherwise since they were worked out; store.DamagedError.
    """
    scope.check(Permission.LOAD_RETURNS)
    locked = Load.objects.select_for_update().get(pk=load.pk)
    if why := figures.kept(locked.kind):
        raise InputError("Figures of this return are not let out.", next_step=why)
    said = queries.preview(scope, locked)
    if said is None:
        raise InputError("The measures of this load are not there.", next_step="Wait until they are worked out.")
    if figures.is_stale(locked):
        raise InputError(
            "Measures, or what others may be told, are declared otherwise since these figures were worked out.",
            next_step="Work the measures out again, then look at what others are told.",
        )
    sha256, standing = released.hash_of(said), queries.standing(locked)
    if seen != sha256:
        raise InputError(
            "The figures changed while you looked at them. Nothing was let out.",
            next_step="Look at those that stand here now, then let them out.",
        )
    if standing is not None and standing.sha256 == sha256:
        return standing
    made = Release.objects.create(load=locked, content=said, sha256=sha256, by=scope.person)
    tell(scope.person, locked, "figures of a return released", {"release": made.pk, "sha256": sha256})
    return made


@transaction.atomic
def keep_as_evidence(
    *, scope: Scope, release: Release, measure: str, audience: str, criteria: tuple[str, ...] = (), title: str = ""
) -> Item:
    """Keep a released figure as evidence: everybody may see what everybody may be told, the partnership what it may be told."""
    scope.check(Permission.SEE_FIGURES)
    if audience not in release.content["audiences"] or measure not in release.content["measures"]:
        raise InputError("There is no such figure.", next_step="Choose one from the list.")
    href = reverse("returns:released-figure", args=[scope.name, release.pk, measure])
    data = queries.frozen(scope, release, measure, audience, href)
    sensitivity = Sensitivity.PUBLIC if audience == released.PUBLIC else Sensitivity.PARTNERSHIP
    about = evidence.About(title=title.strip()[:200], sensitivity=sensitivity, criteria=criteria)
    return evidence.add_returned(scope=scope, about=about, data=data)
