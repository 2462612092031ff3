"""What is said of a piece of evidence, whatever it is, and whether somebody may say it."""

from dataclasses import dataclass
from datetime import date

from extramile.core.vocabulary import InputError
from extramile.web.evidence import criteria as framework
from extramile.web.evidence.visibility import NEEDS, Sensitivity, levels_for
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a piece of evidence. `organisation` is whose it is; None leaves that as it is."""

    title: str
    sensitivity: str = Sensitivity.PARTNERSHIP
    criteria: tuple[str, ...] = ()
    dated: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    expires: date | None = None
    organisation: int | None = None


def check_about(scope: Scope, about: About, *, standing: Organisation, title_made: bool = False) -> None:
    """Raise InputError or NotAllowedError unless this person may say this; `standing` is whose the evidence is now."""
    if not about.title.strip() and not title_made:
        raise InputError("Enter a title.")
    if about.sensitivity not in Sensitivity.values:
        raise InputError("Choose how sensitive it is from the list.")
    # Who could not see it afterwards cannot answer for it.
    if about.sensitivity not in levels_for(scope):
        scope.check(NEEDS[Sensitivity(about.sensitivity)])
    if about.period_from and about.period_to and about.period_to < about.period_from:
        raise InputError("The period covered ends before it begins.")
    framework.checked(about.criteria)
    organisation_of(scope, about, standing=standing)


def organisation_of(scope: Scope, about: About, *, standing: Organisation) -> Organisation:
    """Return whose evidence it is to be. Only a lead speaks for others."""
    if about.organisation is None or about.organisation == standing.pk:
        return standing
    found = organisations(scope).filter(pk=about.organisation).first()
    if found is None or Role.LEAD not in scope.roles:
        raise InputError(
            "Only a lead can say that evidence is another organisation's.",
            next_step="Leave it as it is, or ask a lead.",
        )
    return found
