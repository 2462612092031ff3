"""Who has been asked over all sessions, by organisation, role and phase, and who is missing."""

from collections import defaultdict
from dataclasses import dataclass

from extramile.web.inspections.models import Inspection, Side
from extramile.web.partnerships.models import NO_PARTNERS
from extramile.web.timetable.models import Answer, Phase
from extramile.web.timetable.queries.rosters import with_rosters


@dataclass(slots=True)
class Group:
    """People of one sort: how many were invited, accepted, came; `unknown` counts rows of which nobody has said who came."""

    invited: int = 0
    accepted: int = 0
    came: int = 0
    unknown: int = 0

    def add(self, invited: int, accepted: int, came: int | None) -> None:
        """Add some people."""
        self.invited, self.accepted = self.invited + invited, self.accepted + accepted
        self.came, self.unknown = self.came + (came or 0), self.unknown + (came is None)


@dataclass(frozen=True, slots=True)
class Balance:
    """The groups, with "" for people of whom it was not said, and the organisations and phases that nobody is of."""

    organisations: dict[str, Group]
    roles: dict[str, Group]
    phases: dict[str, Group]
    no_organisations: tuple[str, ...]
    no_phases: tuple[str, ...]


def balance(found: Inspection) -> Balance:
    """Return who was asked to the sessions of an inspection that are not called off; people may be in several."""
    groups: tuple[dict[str, Group], ...] = tuple(defaultdict(Group) for _ in range(3))
    for session in with_rosters(found).filter(called_off_at=None):
        place = session.place.phase if session.place else ""
        for going in session.goings.all():
            person = going.participant
            if person.side == Side.LOCAL:
                # Who declined did not come, whether or not anybody wrote it down.
                came = int(bool(going.came)) if going.came is not None or going.answer == Answer.DECLINED else None
                numbers = (1, int(going.answer == Answer.ACCEPTED), came)
                _add(groups, (person.organisation, person.post, place), numbers)
        for line in session.roster.all():
            _add(
                groups,
                (line.organisation, line.role, line.phase or place),
                (line.invited, line.accepted, line.attended),
            )
    by_organisation, by_role, by_phase = groups
    partners = found.partnership.organisations.exclude(kind__in=NO_PARTNERS).order_by("name")
    return Balance(
        organisations=_in_order(by_organisation),
        roles=_in_order(by_role),
        phases=_in_order(by_phase),
        no_organisations=tuple(each.name for each in partners if each.name not in by_organisation),
        no_phases=tuple(each.label for each in Phase if each != Phase.OTHER and each.label not in by_phase),
    )


def _in_order(groups: dict[str, Group]) -> dict[str, Group]:
    """Return groups by name; those of whom it was not said come last."""
    return dict(sorted(groups.items(), key=lambda each: (not each[0], each[0])))


def _add(groups: tuple[dict[str, Group], ...], of: tuple, numbers: tuple[int, int, int | None]) -> None:
    organisation, role, phase = of
    names = (organisation.name if organisation else "", role, Phase(phase).label if phase else "")
    for group, name in zip(groups, names, strict=True):
        group[name].add(*numbers)
