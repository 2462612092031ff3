"""Examples of the addresses of `plans` about the plan as a whole: checks, submission, versions, re-visit, board packs."""

from typing import Any

from django.utils import timezone

from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.plans.actions import deciding, freezing, packing
from extramile.web.plans.models import FindingIn, Plan
from extramile.web.plans.queries.packing import packed
from tests.pages.addresses import Room
from tests.pages.plans import _plan as make_plan
from tests.partnership import Place

SEES, BOARDS, LEADS = Permission.SEE_PLANS, Permission.RUN_BOARDS, Permission.LEAD_PLANS


def _board(place: Place) -> dict[str, Any]:
    """Add to the plan of the other examples: a submission that came back, a stocktake, a kept pack, a result, a decision."""
    ids = place.once("plans", make_plan)
    lead, today = place.scope(), timezone.localdate()
    plan = Plan.objects.get(pk=ids["plan"])
    sent = freezing.submit(
        scope=lead, plan=plan, whom="The <inspectorates>", way="Mail", on=today, words="Not <whole> yet"
    )
    freezing.reply(
        scope=lead, snapshot=sent, from_whom="Two <letters>", on=today, verdict="not-fit", words="Health is <missing>"
    )
    plan.refresh_from_db()
    freezing.freeze(scope=lead, plan=plan, kind="stocktake", title="Stocktake of <spring>", held_on=today)
    meeting = packing.meet(scope=lead, plan=plan, day=today, place="Room <1>", agenda="Minutes <of> May")
    # Building is tested in tests/integration/plans: here a pack is a file of a few bytes.
    found = packed(lead, plan, today, meeting)
    pack = packing.keep_pack(scope=lead, meeting=meeting, found=found, files={"pdf": b"%PDF-", "html": b"<p>"})
    place_in = FindingIn.objects.filter(plan=plan, theme__isnull=False).first()
    freezing.note_result(
        scope=lead, place=place_in, on=today, enough=False, result="Not <enough>", source="The letter <of> June"
    )
    asked = deciding.ask(scope=lead, plan=plan, asked="Fewer <forms>?", why="They are <many>")
    deciding.decide(scope=lead, decision=asked, decided="Yes, <two>", on=today, why="Families <said> so")
    return {**ids, "sent": sent.number, "pack": pack.number, "meeting": meeting.pk}


def _room(name: str, path: str, may: Permission = SEES, **more: Any) -> Room:
    where = f"/p/{{slug}}/plan/{{plan}}/{path}"
    return Room(f"plans:{name}", where, may, needs=lambda place: place.once("plan boards", _board), **more)


ROOMS: tuple[Room, ...] = (
    _room("checks", "checks/"),
    _room("submission", "submission/", form=True),
    _room("revisit", "re-visit/", form=True),
    _room("versions", "versions/", form=True),
    _room("version", "versions/{sent}/"),
    _room("version", "versions/{pack}/"),
    _room("compare", "versions/compare/?before={sent}&after=now"),
    _room("compare", "versions/compare/?before=zebra&after=99"),
    _room("reply", "versions/{sent}/reply/", LEADS, only_posted=True, sent={"verdict": "zebra"}),
    _room("packs", "packs/", form=True),
    _room("pack", "packs/{pack}.pdf", page=False),
    _room("pack", "packs/{pack}.html", page=False),
    # A pack that is built is not tried again; one that could not be built is tested in tests/integration/plans.
    _room("unbuilt", "packs/unbuilt/{meeting}/", BOARDS, only_posted=True, sent={"do": "off"}),
    _room("build", "document/", only_posted=True, sent={"form": "pdf"}),
    # A document that nobody had built; building is tested in tests/integration/plans.
    _room("built", "document/0/", page=False, answers=dict.fromkeys(MAY[SEES], 404)),
    _room("decisions", "decisions/", form=True),
    _room("reword", "decisions/1/reword/", BOARDS, form=True),
    _room("reword", "decisions/2/reword/", BOARDS),
)
