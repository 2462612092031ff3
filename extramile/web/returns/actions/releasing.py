"""Letting figures of a load out, and keeping one of them as evidence."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from extramile.core.measures import measured_returns
from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence
from extramile.web.evidence.models import Item
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage.actions.recalling import tell_taken_back
from extramile.web.returns import released
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load, Release, TakenBack
from extramile.web.returns.queries import figures
from extramile.web.returns.queries import released as queries

LONGEST_NOTE = 500


@transaction.atomic
def let_out(*, scope: Scope, load: Load, seen: str, audiences: Collection[str], note: str = "") -> Release:
    """Let the figures of a load out, to each of some audiences what it may be told. Releasing the same again changes nothing.

    `seen` is the hash of the figures that the person looked at. Raises InputError where others stand there now, where measures
    or audiences are declared otherwise since they were worked out, or where the load asks what headings are; store.DamagedError.
    """
    scope.check(Permission.LOAD_RETURNS)
    locked = Load.objects.select_for_update(of=("self",)).get(pk=load.pk)
    if locked.kind not in measured_returns():
        raise InputError("There are no measures of this return.", next_step="Release the figures of a SEN2 return.")
    if why := figures.kept(locked.kind):
        raise InputError("Figures of this return are not released.", next_step=why)
    if locked.asks_first:
        raise InputError(
            "This load asks what some of its headings are, so that what depends on them is not in its figures."
            if locked.asks == Load.Asks.HEADINGS
            else "This load asks whether it is the whole return: children of the load before are missing.",
            next_step="Answer that on the page of the load, or take it as it is, and then release figures.",
        )
    said = queries.preview(scope, locked)
    if said is None:
        raise InputError("The measures of this load are not there.", next_step="Wait until they are worked out.")
    if figures.is_stale(locked):
        raise InputError(
            "Measures, or what others may be told, are declared otherwise since these figures were worked out.",
            next_step="Work the measures out again, then look at what others are told.",
        )
    if seen != released.hash_of(said):
        raise InputError(
            "The figures changed while you looked at them. Nothing was released.",
            next_step="Look at those that stand here now, then release them.",
        )
    _check_told(said, audiences, note)
    said = released.told_to(said, audiences)
    sha256, standing = released.hash_of(said), queries.standing(locked)
    if standing is not None and standing.sha256 == sha256:
        if note.strip() not in ("", standing.note):
            raise InputError(
                "The same figures are released to the same people already. Nothing was changed, and the note was not kept.",
                next_step="To release them with another note, take back what stands first.",
            )
        return standing
    errors, asked = queries.open_in(locked)
    told = {"content": said, "sha256": sha256, "note": note.strip(), "errors": errors, "queries": asked}
    made = Release.objects.create(load=locked, by=scope.person, **told)
    after = {"release": made.pk, "sha256": sha256, "audiences": list(said["audiences"])}
    tell(scope.person, locked, "figures of a return released", after)
    return made


def _check_told(said: Mapping[str, Any], audiences: Collection[str], note: str) -> None:
    if not audiences or not set(audiences) <= said["audiences"].keys():
        raise InputError("Nobody is ticked.", next_step="Tick who is to be told.")
    if released.PARTNERSHIP not in audiences:
        raise InputError(
            "The partnership is told whenever anybody else is: it has to stand by the figures.",
            next_step="Tick the partnership as well.",
        )
    if len(note.strip()) > LONGEST_NOTE:
        raise InputError(f"The note is longer than {LONGEST_NOTE} characters.", next_step="Shorten it.")


@transaction.atomic
def take_back(*, scope: Scope, release: Release, why: str) -> TakenBack:
    """Take a release back: nothing of it is shown from then on; what was frozen from it stays and says so. Raises InputError."""
    scope.check(Permission.LOAD_RETURNS)
    why = why.strip()
    if not why:
        raise InputError("Say why.", next_step="Whoever looks for the figures reads the reason in their place.")
    if len(why) > LONGEST_NOTE:
        raise InputError(f"The reason is longer than {LONGEST_NOTE} characters.", next_step="Shorten it.")
    load = Load.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=release.load_id)
    if TakenBack.objects.filter(release=release).exists():
        raise InputError("It was taken back already.", next_step="Look at its page as it is now.")
    made = TakenBack.objects.create(release=release, why=why, by=scope.person)
    tell_taken_back(partnership=scope.partnership, release=release.pk, by=scope.person)
    tell(scope.person, load, "figures of a return taken back", {"release": release.pk})
    return made


@transaction.atomic
def keep_as_evidence(
    *,
    scope: Scope,
    release: Release,
    measure: str,
    audience: str,
    criteria: tuple[str, ...] = (),
    title: str = "",
    period: str = "",
) -> Item:
    """Keep a released figure as evidence: everybody may see what everybody may be told, the partnership what it may be told.

    It is that of a `period` of `queries.told_times`; without one that of the whole return, or of a year where the whole may not
    be told. Raises InputError where there is none: what is suppressed proves nothing.
    """
    scope.check(Permission.SEE_FIGURES)
    # Whoever takes it back meanwhile waits for this, or this for them.
    Load.objects.select_for_update(of=("self",)).get(pk=release.load_id)
    if TakenBack.objects.filter(release=release).exists():
        raise InputError("These figures were taken back.", next_step="Keep one of those that stand.")
    if audience not in release.content["audiences"] or measure not in release.content["measures"]:
        raise InputError("There is no such figure.", next_step="Choose one from the list.")
    times = queries.told_times(scope, release, measure, audience)
    if not times:
        raise InputError(
            "Nothing of this measure may be told to them, so it would prove nothing.",
            next_step="Keep a figure that may be told.",
        )
    if period and period not in times:
        raise InputError("That figure may not be told, or there is none.", next_step="Choose one from the list.")
    href = reverse("returns:released-figure", args=[scope.name, release.pk, measure])
    data = queries.frozen(scope, release, measure, audience, href, period=period or times[0])
    sensitivity = Sensitivity.PUBLIC if audience == released.PUBLIC else Sensitivity.PARTNERSHIP
    about = evidence.About(title=title.strip()[:200], sensitivity=sensitivity, criteria=criteria)
    return evidence.add_returned(scope=scope, about=about, data=data)
