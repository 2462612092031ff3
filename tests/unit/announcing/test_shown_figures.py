"""A figure of an announcement says of which inspection and days it is, or of which time."""

from extramile.web.announcements.presenters.facts import shown

ACTIVITY = {"visits": 10, "focus_groups": 2, "few_participants": False, "participants": 12}
DAYS = {"first_day": "2022-05-02", "last_day": "2022-05-06"}
COMPARED = {
    "outcome": "statement-of-action-required",
    "share": 0.53,
    "count": 43,
    "inspected": 81,
    "title": "Statements of action since March 2017, as known on 3 December 2018",
}


def test_each_figure_says_of_what_time_it_is() -> None:
    visits, groups, compared = shown({"activity": {**ACTIVITY, **DAYS}, "comparison": COMPARED}, "Inspection of 2022")
    assert visits["more"] == "Inspection of 2022, 2 May 2022 to 6 May 2022"
    assert groups["more"] == "12 people took part. Inspection of 2022, 2 May 2022 to 6 May 2022"
    assert compared["more"] == "43 of 81 areas. Statements of action since March 2017, as known on 3 December 2018"


def test_what_is_not_known_is_not_said() -> None:
    one_day = {**ACTIVITY, **DAYS, "last_day": DAYS["first_day"]}
    assert shown({"activity": one_day})[0]["more"] == "2 May 2022"
    assert shown({"activity": ACTIVITY})[0]["more"] == ""
