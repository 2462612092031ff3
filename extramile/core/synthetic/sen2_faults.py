"""What breaks each rule of the SEN2 return: a table by rule. Rules that nothing here breaks are named with the reason.

Faults that few children can have stand first, so that the others leave these children to them.
"""

import copy
from collections.abc import Callable

from extramile.core.synthetic.cases import Case, Value, When, again, do, drop, put
from extramile.core.synthetic.planting import Fault, Plant, Shared
from extramile.core.synthetic.record import ELSEWHERE, Record, Year, lettered, moved

_NO_REGISTER = "No register of it is at hand, so that the rule is not run."
# Invented URNs are no real ones on purpose.
NO_URN = (
    "With a register of establishments every invented URN fails, as none is on it; without one the rule is not run."
)
_NO_UNIT = "It judges establishments of a register alone, and no invented URN is on one."
_NO_CODES = "The codes were not seen, so that the rule is not run."
_WHOLE = "It judges the whole return and fails once or not at all."
_HEADER = "It judges the one row of the header, by which all else is judged."
_NO_COUNCIL = "It needs the number of the council, and the header of an invented return names none."
# Rules that are broken by nothing here, and why.
NOT_PLANTED = {
    **dict.fromkeys(("SEN2-H-01", "SEN2-H-01b", "SEN2-H-02", "SEN2-H-03", "SEN2-X-00"), _HEADER),
    **dict.fromkeys(("SEN2-A-09", "SEN2-N-09", "SEN2-R-09", "SEN2-L-14"), _WHOLE),
    **dict.fromkeys(("SEN2-R-13b", "SEN2-V-02b"), _NO_COUNCIL),
    **dict.fromkeys(("SEN2-N-14", "SEN2-N-15", "SEN2-L-17", "SEN2-L-18"), _NO_CODES),
    "SEN2-P-11": _NO_REGISTER,
    **dict.fromkeys(("SEN2-D-05b", "SEN2-L-05b"), NO_URN),
    **dict.fromkeys(("SEN2-D-07", "SEN2-D-08", "SEN2-D-09", "SEN2-L-07", "SEN2-L-08", "SEN2-L-09"), _NO_UNIT),
}


def _assessed(request_outcome: str, outcome: str) -> When:
    def when(case: Case) -> bool:
        assessment = case.assessment
        return (
            case.request.says(request_outcome=request_outcome)
            and assessment is not None
            and assessment.says(assessment_outcome=outcome)
            # Decided in the reporting year, so that nothing else rests on how the assessment ended.
            and (request_outcome == "H" or case.request.values["request_outcome_date"] >= case.year.from_start(0))
        )

    return when


def _any(_case: Case) -> bool:
    return True


def _waits(case: Case) -> bool:
    return case.request.says(request_outcome="A")


def _refused(case: Case) -> bool:
    return case.request.says(request_outcome="N", request_mediation="0", request_tribunal="0") and not case.assessment


_under_way, _no_plan = _assessed("Y", "A"), _assessed("Y", "N")


def _issued(case: Case) -> bool:
    return case.plan is not None and case.request.says(request_outcome="Y")


def _ended(case: Case) -> bool:
    return case.plan is not None and "cease_date" in case.plan.values


def _older(case: Case) -> bool:
    """Say whether it has a plan from before the year that goes on, and came from no other council."""
    here = case.active is not None and "transfer_la" not in case.active.values
    return here and case.request.says(request_outcome="H") and not _ended(case)


def _goes_on(case: Case) -> bool:
    return _older(case) or _issued(case)


def _kept(case: Case) -> bool:
    """Say whether a review decided to keep the plan. The return of 2023 has the day of the decision alone."""
    if case.active is None or not _older(case):
        return False
    return case.active.says(review_outcome="M") if case.year.year > 2023 else "last_review" in case.active.values


def _amended(case: Case) -> bool:
    return case.active is not None and case.active.says(review_outcome="A")


def _meets_again(case: Case) -> bool:
    active = case.active
    return active is not None and "review_meeting" in active.values and "review_outcome" not in active.values


def _transferred(case: Case) -> bool:
    return case.active is not None and "phase_transfer_final_date" in case.active.values


def _one_placement(case: Case) -> bool:
    return _goes_on(case) and case.active is not None and len(list(case.active.all("placement_detail"))) == 1


def _one_need(case: Case) -> bool:
    return case.active is not None and len(list(case.active.all("sen_need"))) == 1


def _on(table: str, name: str, after: int) -> Callable[[Case], str]:
    """Return what gives the day so many days after the one in a column of a part."""
    return lambda case: getattr(case, table).day(name, after)


def _census(after: int) -> Callable[[Case], str]:
    return lambda case: case.year.from_census(after)


def _start(after: int) -> Callable[[Case], str]:
    return lambda case: case.year.from_start(after)


def _older_by(years: int) -> Callable[[Case], str]:
    return lambda case: f"{case.year.year - 1 - years}-03-01"


def _has(*names: str, lacks: tuple[str, ...] = ()) -> When:
    """Return whether a child has all of some items and none of others."""
    return lambda case: (
        all(case.person.values.get(each) for each in names) and not any(case.person.values.get(each) for each in lacks)
    )


def _both(*conditions: When) -> When:
    return lambda case: all(each(case) for each in conditions)


def _aged(low: int, high: int) -> When:
    return lambda case: low <= case.age <= high


def _upn(change: Callable[[str], str]) -> Plant:
    return put("person", _has("upn"), upn=lambda case: change(case.person.values["upn"]))


def _no_request(person: Record, _year: Year) -> bool:
    person.inside.clear()
    return True


def _asked_twice(case: Case) -> None:
    case.person.inside.append(copy.deepcopy(case.request))


def _assess(case: Case) -> None:
    case.request.inside.append(Record("assessment", {"assessment_outcome": "A"}))


def _give_active(case: Case) -> None:
    placement = {"sen_setting": "OLA", "placement_rank": "1", "entry_date": case.year.from_start(0)}
    need = Record("sen_need", {"sen_type": "ASD", "sen_type_rank": "1"})
    case.request.inside.append(Record("active_plans", {}, [Record("placement_detail", placement), need]))


def _without_active(person: Record, year: Year) -> bool:
    for request in person.inside:
        if _older(Case(person, request, year)):
            request.inside = [each for each in request.inside if each.table != "active_plans"]
            return True
    return False


def _unreviewed(case: Case) -> None:
    for name in ("review_meeting", "review_outcome", "last_review"):
        _values(case.active).pop(name, None)


def _values(record: Record | None) -> dict[str, str]:
    return record.values if record else {}


def _lives_at_home(case: Case) -> bool:
    return case.placement is not None and "res" not in case.placement.values


def _in_time(case: Case) -> bool:
    return _issued(case) and _values(case.assessment).get("week20") == "0"


def _unknown(reason: str) -> dict[str, Value]:
    """Return what takes the numbers of a child away, and gives the reason."""
    return {"upn": "", "uln": "", "upn_unknown": reason}


def _soon_issued(case: Case) -> bool:
    """Say whether a plan was issued so soon that the day would do for a refusal as well."""
    issued = _values(case.plan).get("start_date", "")
    return _issued(case) and moved(case.request.values["received_date"], 112) >= issued


def _late(days: int) -> dict[str, Value]:
    """Return when a request came in that was decided in time, where its assessment took so many days."""
    name = "assessment_outcome_date"
    return {"received_date": _on("assessment", name, -days), "request_outcome_date": _on("assessment", name, 30 - days)}


FAULTS: tuple[Fault | Shared, ...] = (
    # Plans that ended.
    Fault("SEN2-S-03", again("plan", "assessment", _ended)),
    Fault("SEN2-S-06", drop("active", "placement_detail", _ended)),
    Fault("SEN2-N-06", put("plan", _ended, cease_reason="12")),
    Fault("SEN2-N-08", put("plan", _both(_ended, _aged(0, 17)), cease_reason="1")),
    Fault("SEN2-N-08b", put("plan", _both(_ended, _aged(0, 15)), cease_reason="4")),
    Fault("SEN2-N-11", put("plan", _ended, plan_res="C")),
    Fault("SEN2-X-04", put("plan", _ended, cease_date="soon")),
    Fault("SEN2-K-04", again("plan", "request", _ended)),
    Fault("SEN2-L-11", put("past_placement", _any, entry_date="")),
    Fault("SEN2-L-11b", put("past_placement", _any, entry_date=_on("past_placement", "leaving_date", 10))),
    Fault("SEN2-L-12", put("past_placement", _older, leaving_date=_start(-30))),
    Fault("SEN2-L-16", put("past_placement", _any, res="C")),
    Fault("SEN2-X-06", put("past_placement", _any, entry_date="soon")),
    # Assessments that led to no plan.
    Fault("SEN2-A-02", put("assessment", _no_plan, assessment_outcome_date="")),
    Fault(
        "SEN2-A-03",
        put("assessment", _no_plan, assessment_outcome_date=_on("request", "received_date", -5)),
        also={"SEN2-A-04": 1},
    ),
    Fault("SEN2-A-04", put("assessment", _no_plan, assessment_outcome_date=_on("request", "request_outcome_date", -1))),
    Fault("SEN2-A-08", put("request", _assessed("Y", "N"), **_late(120))),
    Fault("SEN2-X-03", put("assessment", _no_plan, assessment_outcome_date="soon")),
    # Plans that came from another council, phase transfers, second settings, reviews that wait for their decision.
    Fault("SEN2-V-02", put("active", lambda case: "transfer_la" in _values(case.active), transfer_la="000")),
    Fault("SEN2-V-13", put("active", _transferred, phase_transfer_due_date="")),
    Fault(
        "SEN2-V-14", put("active", _transferred, phase_transfer_final_date=_on("active", "phase_transfer_due_date", 10))
    ),
    Fault("SEN2-V-08", put("active", _meets_again, review_meeting=_census(5))),
    Fault("SEN2-D-04", put("second_detail", _any, placement_rank="")),
    Fault("SEN2-D-04c", put("second_detail", _any, placement_rank="3")),
    Fault("SEN2-D-04d", put("second_detail", _any, placement_rank="1"), failures=2, also={"SEN2-D-04b": 1}),
    Fault("SEN2-L-04", put("second_placement", _goes_on, placement_rank="")),
    Fault("SEN2-L-04c", put("second_placement", _goes_on, placement_rank="3")),
    Fault("SEN2-L-04d", again("second_placement", "active", _goes_on), failures=2),
    Fault("SEN2-L-11c", put("second_placement", _goes_on, entry_date=_census(20))),
    # Assessments under way, requests that wait, refusals.
    Fault("SEN2-S-02", again("assessment", "request", _under_way)),
    Fault("SEN2-A-01", put("assessment", _under_way, assessment_outcome="")),
    Fault("SEN2-A-01b", put("assessment", _under_way, assessment_outcome="Q")),
    Fault("SEN2-A-05", put("assessment", _under_way, assessment_outcome="H")),
    Fault("SEN2-R-01", put("request", _waits, request_outcome="")),
    Fault("SEN2-R-01b", put("request", _waits, request_outcome="Q")),
    Fault("SEN2-R-03", put("request", _waits, request_outcome_date=_on("request", "received_date", 0))),
    Fault("SEN2-R-04", put("request", _waits, received_date="")),
    Fault("SEN2-R-10", do(_waits, _assess)),
    Fault("SEN2-R-14", do(_waits, _asked_twice), failures=2),
    Fault("SEN2-X-02", put("request", _waits, received_date="soon")),
    Fault("SEN2-P-02b", put("person", _both(_waits, _has("upn")), birth_date=_census(30)), also={"SEN2-P-03": 1}),
    Fault("SEN2-P-03", put("person", _both(_waits, _has("upn")), birth_date=_older_by(26))),
    Fault("SEN2-R-02", put("request", _refused, request_outcome_date="")),
    Fault("SEN2-R-05", put("request", _refused, received_date=_on("request", "request_outcome_date", 1))),
    Fault("SEN2-R-06", put("request", _refused, received_date=_start(-90), request_outcome_date=_start(-60))),
    Fault("SEN2-R-07", put("request", _refused, received_date=_start(33), request_outcome_date=_start(153))),
    Fault("SEN2-R-08", put("request", _refused, request_source="9")),
    Fault("SEN2-R-08b", put("request", _refused, request_source="")),
    Fault("SEN2-R-11", do(_refused, _assess), also={"SEN2-R-10": 1}),
    Fault("SEN2-R-12", put("request", _refused, rya="maybe")),
    Fault("SEN2-R-13", put("request", _refused, exported="000")),
    Fault("SEN2-K-02", again("request", "request", _refused)),
    # Plans of the year.
    Fault("SEN2-A-05b", put("assessment", _soon_issued, assessment_outcome="N")),
    Fault("SEN2-A-06", put("assessment", _issued, week20="")),
    Fault("SEN2-A-07", put("request", _in_time, **_late(150))),
    Fault("SEN2-A-11", put("assessment", _issued, week20="maybe")),
    Fault("SEN2-N-02", put("plan", _issued, start_date=_on("assessment", "assessment_outcome_date", -1))),
    Fault("SEN2-V-03", put("active", _issued, transfer_la=ELSEWHERE[0])),
    # Plans from before the year.
    Fault("SEN2-A-10", put("assessment", _older, assessment_outcome="W", assessment_mediation="1")),
    Fault("SEN2-N-01", put("plan", _kept, start_date="")),
    Fault("SEN2-N-01b", put("plan", _kept, start_date=_census(30))),
    Fault("SEN2-N-03", put("plan", _kept, start_date=_on("person", "birth_date", -30))),
    Fault("SEN2-N-04", put("plan", _older, start_date=_start(353), cease_date=_start(334), cease_reason="2")),
    Fault("SEN2-N-05", put("plan", _older, cease_reason="2")),
    Fault("SEN2-N-07", put("plan", _older, cease_date=_start(-20), cease_reason="2")),
    Fault("SEN2-V-01", _without_active),
    Fault("SEN2-V-18", do(_older, _asked_twice), failures=2),
    Fault("SEN2-V-01b", do(_refused, _give_active)),
    Fault("SEN2-V-04", put("active", _kept, review_meeting="")),
    Fault("SEN2-V-05", put("active", _kept, review_outcome="K")),
    Fault("SEN2-V-06", put("active", _kept, last_review="")),
    Fault("SEN2-V-06b", put("active", _kept, review_outcome="")),
    Fault("SEN2-V-07", put("active", _kept, last_review=_on("active", "review_meeting", -10))),
    Fault("SEN2-V-08b", put("active", _kept, review_meeting=_census(-10), last_review=_census(5))),
    Fault("SEN2-V-09", do(_kept, _unreviewed)),
    Fault("SEN2-V-09b", do(_kept, _unreviewed)),
    Fault("SEN2-V-10", put("active", _kept, review_meeting=_start(60), last_review=_start(100))),
    Fault("SEN2-V-11", put("active", _amended, review_draft=_on("active", "review_meeting", 40))),
    Fault("SEN2-V-12", put("active", _kept, review_draft=_on("active", "last_review", 0))),
    Fault("SEN2-X-05", put("active", _kept, review_meeting="soon")),
    Fault("SEN2-X-05b", put("active", _kept, last_review="soon"), also={"SEN2-V-09b": 1}),
    Fault("SEN2-X-05c", put("active", _kept, review_meeting="soon")),
    # Plans that go on, their settings and needs.
    Fault("SEN2-S-04", drop("plan", "plan_detail", _goes_on)),
    Fault("SEN2-S-05", again("active", "request", _older)),
    Fault("SEN2-S-07", drop("active", "sen_need", _goes_on)),
    Fault("SEN2-K-03", again("assessment", "person", _under_way)),
    Fault("SEN2-K-05", again("detail", "assessment", _goes_on)),
    Fault("SEN2-K-06", again("placement", "request", _goes_on)),
    Fault("SEN2-K-07", again("active", "assessment", _goes_on)),
    Fault("SEN2-K-08", again("need", "request", _goes_on)),
    Fault("SEN2-N-10", put("plan", _goes_on, pb="0", oa="1")),
    Fault("SEN2-N-10b", put("plan", _goes_on, pb="1", oa="0")),
    Fault("SEN2-N-12", put("plan", _both(_goes_on, _lives_at_home), plan_res="A")),
    Fault("SEN2-N-13", put("plan", _goes_on, pb="maybe", oa="0")),
    Fault("SEN2-D-01", put("detail", _goes_on, urn="")),
    Fault("SEN2-D-02", put("detail", _goes_on, sen_setting="XYZ")),
    Fault("SEN2-D-03", put("detail", _goes_on, sen_setting="NIEO")),
    Fault("SEN2-D-04b", put("detail", _both(_goes_on, lambda case: case.second_detail is None), placement_rank="2")),
    Fault("SEN2-D-05", put("detail", _goes_on, urn="99")),
    Fault("SEN2-D-06", put("detail", _goes_on, sen_unit_indicator="")),
    Fault("SEN2-D-06b", put("detail", _goes_on, sen_unit_indicator="1", resourced_provision_indicator="1")),
    Fault("SEN2-D-10", put("detail", _both(_goes_on, _aged(6, 15)), sen_setting="NEET")),
    Fault("SEN2-D-10b", put("detail", _both(_goes_on, _aged(6, 25)), sen_setting="EYP")),
    Fault("SEN2-D-15", put("detail", _goes_on, sen_unit_indicator="maybe")),
    Fault("SEN2-L-01", put("placement", _goes_on, urn="")),
    Fault("SEN2-L-02", put("placement", _goes_on, sen_setting="XYZ")),
    Fault("SEN2-L-03", put("placement", _goes_on, sen_setting="NIEO")),
    Fault("SEN2-L-04b", put("placement", _one_placement, placement_rank="2")),
    Fault("SEN2-L-05", put("placement", _goes_on, urn="99")),
    Fault("SEN2-L-06", put("placement", _goes_on, resourced_provision_indicator="")),
    Fault("SEN2-L-06b", put("placement", _goes_on, sen_unit_indicator="1", resourced_provision_indicator="1")),
    Fault("SEN2-L-10", put("placement", _both(_goes_on, _aged(6, 15)), sen_setting="NEET")),
    Fault("SEN2-L-10b", put("placement", _both(_goes_on, _aged(6, 25)), sen_setting="EYP")),
    Fault("SEN2-L-15", put("placement", _goes_on, sen_unit_indicator="maybe")),
    Fault("SEN2-L-11d", put("placement", _one_placement, leaving_date=_census(20))),
    Fault("SEN2-L-13", put("placement", _one_placement, leaving_date=_start(330))),
    Fault("SEN2-V-15", put("need", _goes_on, sen_type="NSA")),
    Fault("SEN2-V-16", put("second_need", _goes_on, sen_type_rank="")),
    Fault("SEN2-V-16b", put("need", _both(_goes_on, _one_need), sen_type_rank="2")),
    Fault("SEN2-V-16c", put("second_need", _goes_on, sen_type_rank="3")),
    Fault("SEN2-V-16d", put("second_need", _goes_on, sen_type_rank="1"), failures=2, also={"SEN2-V-16b": 1}),
    Fault("SEN2-V-16e", put("second_need", _goes_on, sen_type=lambda case: _values(case.need)["sen_type"]), failures=2),
    Fault("SEN2-V-17", put("need", _goes_on, sen_type="")),
    # Children and young people.
    Fault("SEN2-P-14", put("person", _has("uln"), uln="0123456789")),
    Fault("SEN2-P-08", put("person", _aged(6, 15), **_unknown("UN1"))),
    Fault("SEN2-P-08b", put("person", _aged(0, 14), **_unknown("UN9"))),
    Fault("SEN2-P-15", put("person", _any, **_unknown("UN4"))),
    Fault("SEN2-P-06", put("person", _any, **_unknown(""))),
    Fault("SEN2-P-07", put("person", _has("upn"), upn_unknown="UN8")),
    Shared("SEN2-P-09", "upn"),
    Fault("SEN2-P-10", _upn(lambda upn: lettered(upn[1:], beside=1))),
    Fault("SEN2-P-11b", _upn(lambda upn: f"{upn[:2]}X{upn[3:]}")),
    Fault("SEN2-P-12", _upn(lambda upn: f"{upn[:6]}X{upn[7:]}")),
    Fault("SEN2-P-13", _upn(lambda upn: f"{upn[:12]}I")),
    Fault("SEN2-P-16", _upn(lambda upn: upn[:-1])),
    Fault("SEN2-P-01", put("person", _any, surname="")),
    Fault("SEN2-P-01b", put("person", _any, sex="")),
    Fault("SEN2-P-01c", put("person", _any, gender_current="")),
    Fault("SEN2-P-02", put("person", _any, birth_date="unknown")),
    Fault("SEN2-P-04", put("person", _any, sex="X")),
    Fault("SEN2-P-04b", put("person", _any, gender_current="5")),
    Fault("SEN2-P-05", put("person", _any, ethnicity="WHITE")),
    Fault("SEN2-S-01", _no_request),
)
