"""Examples of the addresses of requests: new, in hand, waiting for a check, ready to send."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.enquiries.actions import settings, steps, working
from extramile.web.enquiries.actions.entering import enter
from extramile.web.enquiries.models import AskedSetting, Request
from extramile.web.enquiries.queries.asked import token
from extramile.web.evidence import actions as evidence
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission, Role
from tests.pages.addresses import Example, Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place

NOT_OWNERS = dict.fromkeys((Role.CONTRIBUTOR, Role.DATA_MANAGER, Role.QUALITY_AUDITOR), 403)


def requests_of(place: Place) -> dict[str, Any]:
    """Return the ids of requests in the inspection of a place."""
    return {**inspection_of(place), **place.once("requests", _make)}


def _make(place: Place) -> dict[str, Any]:
    found, lead = Inspection.objects.get(pk=inspection_of(place)["inspection"]), place.scope()
    given = {"asked_by": None, "asked_of": None, "due": None, "line": None, "criteria": ["I1"]}
    given |= {"asked_at": found.called_at, "owner": lead.member}
    words = ["The <waiting> times\nby age", "Who decides?", "The minutes", "A plan", "The survey"]
    rows = enter(scope=lead, inspection=found, words=words, given=given)

    def take(row: Any, step: str, words: str = "") -> Any:
        return steps.take_step(scope=lead, request=row, step=step, words=words)

    for row, personal in ((rows[1], None), (rows[2], True), (rows[3], False)):
        held = take(row, "take-in-hand")
        working.write_answer(scope=lead, request=held, words="Ten <weeks>.", personal=personal, seen=held.revision)
    item = evidence.add_note(scope=lead, about=evidence.About("A <list>"), text="Kept.")
    working.link_evidence(scope=lead, request=rows[1], item_id=item.pk)
    take(rows[2], "hand-in")
    take(rows[3], "no-check")
    working.correct(scope=lead, request=rows[0], words="In <weeks>")
    take(rows[4], "ask-back", "Which <year>?")
    names = ("request", "held_request", "checked_request", "ready_request", "asked_back")
    return {name: row.pk for name, row in zip(names, rows, strict=True)}


def _setting(place: Place, row: Any, email: str) -> AskedSetting:
    values = {"setting": "Oak & <Field>", "name": "Jo", "email": email, "organisation": None}
    values |= {"words": "How <many>?", "due": timezone.now() + timedelta(days=1)}
    return settings.ask(scope=place.scope(), request=row, values=values)


def links_of(place: Place) -> dict[str, Any]:
    """Return links of settings: one to answer, one that was answered, one that was withdrawn."""
    return place.once("links of settings", _make_links)


def _make_links(place: Place) -> dict[str, Any]:
    row = Request.objects.get(pk=requests_of(place)["held_request"])
    waits, came, ended = (_setting(place, row, f"{name}@oakfield.example") for name in ("a", "b", "c"))
    settings.answer(asked=came, words="Twelve <wait>", file_name="list.txt", data=b"Twelve wait.")
    settings.withdraw(scope=place.scope(), asked=ended)
    links = {"asked_link": waits, "answered_link": came, "ended_link": ended}
    return {"asked_setting": waits.pk} | {name: f"{each.pk}/{token(each)}" for name, each in links.items()}


def _asked(place: Place) -> dict[str, Any]:
    return {**requests_of(place), **links_of(place)}


def _requests(name: str, path: str, may: Permission = Permission.ANSWER_REQUESTS, **more: Any) -> Room:
    return Room(f"enquiries:{name}", f"/p/{{slug}}/inspect/{{inspection}}/{path}", may, needs=requests_of, **more)


def _posted(name: str, path: str, sent: dict[str, Any], **more: Any) -> Room:
    return _requests(name, path, only_posted=True, sent=sent, **more)


EXAMPLES: tuple[Example, ...] = (
    Example("enquiries:answer-by-link", "/asked/{asked_link}/", queries=2, form=True, referrer="strict-origin"),
    Example("enquiries:answer-by-link", "/asked/{answered_link}/", queries=2, form=True, referrer="strict-origin"),
    Example("enquiries:answer-by-link", "/asked/{ended_link}/", queries=2, form=True, referrer="strict-origin"),
    Example("enquiries:answer-by-link", "/asked/1/wrong/", 404, 404, 404, form=True, referrer="strict-origin"),
)
ROOMS: tuple[Room, ...] = (
    Room(
        "enquiries:requests",
        "/p/{slug}/inspect/{inspection}/requests/",
        Permission.ANSWER_REQUESTS,
        needs=inspection_of,
    ),
    _requests("requests", "requests/"),
    _requests("requests", "requests/?state=overdue&whose=mine&words=x"),
    _requests("requests-csv", "requests.csv", page=False),
    _requests("new-request", "requests/new/", form=True),
    _requests("new-request", "requests/new/?by=hand", form=True),
    _requests("request", "requests/{request}/"),
    _requests("request", "requests/{held_request}/"),
    _requests("request", "requests/{checked_request}/"),
    _requests("request", "requests/{ready_request}/"),
    _requests("request", "requests/{asked_back}/"),
    _requests("request-history", "requests/{held_request}/history/"),
    _requests("request-history", "requests/{ready_request}/history/"),
    _requests("request-evidence", "requests/{held_request}/evidence/", form=True, answers=NOT_OWNERS),
    _posted("request-step", "requests/{ready_request}/step/", {"step": "take-back"}, answers=NOT_OWNERS),
    _posted("request-change", "requests/{request}/change/", {"due_when": "none"}, answers=NOT_OWNERS),
    _posted("request-correct", "requests/{request}/correct/", {"correction": "By need"}, answers=NOT_OWNERS),
    _posted("request-answer", "requests/{held_request}/answer/", {"answer": "12.", "personal": ""}, answers=NOT_OWNERS),
    _requests("ask-setting", "requests/{held_request}/ask/", form=True, answers=NOT_OWNERS),
    Room(
        "enquiries:request",
        "/p/{slug}/inspect/{inspection}/requests/{held_request}/",
        Permission.ANSWER_REQUESTS,
        needs=_asked,
    ),
    Room(
        "enquiries:asked-setting",
        "/p/{slug}/inspect/{inspection}/requests/{held_request}/asked/{asked_setting}/",
        Permission.ANSWER_REQUESTS,
        needs=_asked,
        only_posted=True,
        sent={"do": "remind"},
        answers=NOT_OWNERS,
    ),
)
