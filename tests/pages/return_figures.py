"""Examples of the addresses of measures, worklist and released figures: of a load that was measured, and of one that was not."""

from typing import Any

from extramile.web.jobs import work
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.returns.models import Load, Measured
from extramile.web.returns.queries import figures
from tests.integration.returnsroom.loading import let_out, list_one, measured
from tests.pages.addresses import Room
from tests.pages.returns import loads_of
from tests.partnership import Place

SEE, LOAD, READ = Permission.SEE_RETURNS, Permission.LOAD_RETURNS, Permission.SEE_FIGURES
RETURN, OUT = "/p/{slug}/returns/{load}/", "/p/{slug}/figures/{release}/"


def figures_of(place: Place) -> dict[str, Any]:
    """Return the ids of loads, of a case of one and of what was released from it."""
    return place.once("figures", _make)


def _make(place: Place) -> dict[str, Any]:
    scope, ids = place.scope(Role.DATA_MANAGER), loads_of(place)
    found = Load.objects.get(pk=ids["load"])
    work.run(str(Measured.objects.get(load=found).job))
    case = next(each for each in figures.cases(scope, found) if each.events)
    lists = measured(scope, list_one({"unique_id": "1", "birth_date": "04/05/2015"}), "List_1.csv")
    return {**ids, "lists": lists.pk, "case": case.key, "release": let_out(scope, found).pk}


def _room(name: str, path: str, may: Permission = SEE, **more: Any) -> Room:
    return Room(f"returns:{name}", path, may, needs=figures_of, **more)


def _posted(name: str, path: str, may: Permission = SEE, **more: Any) -> Room:
    return _room(name, path, may, page=False, form=True, only_posted=True, **more)


ROOMS: tuple[Room, ...] = (
    _room("figures", f"{RETURN}measures/"),
    _room("figures", "/p/{slug}/returns/{earlier_load}/measures/"),
    _room("figures", "/p/{slug}/returns/{deleted_load}/measures/"),
    _room("figures", "/p/{slug}/returns/{lists}/measures/"),
    _room("figure", "/p/{slug}/returns/{lists}/measures/listed-reviews-in-12-months/"),
    _posted("measure-again", f"{RETURN}measures/again/", LOAD),
    _room("figure", f"{RETURN}measures/plans-in-20-weeks/"),
    _room("figure", f"{RETURN}measures/personal-budgets/"),
    _room("figure-rows", f"{RETURN}measures/plans-in-20-weeks/rows/?which=no&page=x"),
    _posted("take-rows", f"{RETURN}measures/plans-in-20-weeks/rows/take/"),
    _room("work", f"{RETURN}worklist/?group=late&on=today&page=x", form=True),
    _posted("take-work", f"{RETURN}worklist/take/"),
    _room("case", f"{RETURN}worklist/{{case}}/"),
    _room("forecast", f"{RETURN}forecast/?on=today"),
    _room("audiences", f"{RETURN}audiences/?audience=public"),
    _room("let-out", f"{RETURN}audiences/let-out/", LOAD, form=True),
    _room("released-list", "/p/{slug}/figures/", READ),
    _room("released", OUT, READ),
    _room("take-back", f"{OUT}take-back/", LOAD, form=True),
    _room("released-figure", f"{OUT}plans-in-20-weeks/?audience=board", READ),
    _room("released-file", f"{OUT}public.csv", READ, page=False),
    _posted("keep-figure", f"{OUT}requests-refused/keep/", Permission.ADD_EVIDENCE, sent={"audience": "public"}),
)
