"""Actions out as a workbook and back in: seen first, taken over whole, nobody's work overwritten, everything in the history."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import Role
from extramile.web.plans.actions import doing, planning, sheeting
from extramile.web.plans.models import Action, Change, SheetIn
from extramile.web.plans.presenters.sheets import held, workbook
from extramile.web.plans.queries.sheets import actions_for_sheet, themes_by_action
from tests.integration.plans.making import Ground, make_action, make_ground
from tests.integration.plans.test_pages import at, client_of, words
from tests.partnership import make_member, scope_for

DUE = timezone.localdate() + timedelta(days=60)


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def out(ground: Ground) -> bytes:
    """Return the workbook as it is downloaded."""
    rows = actions_for_sheet(ground.worker, ground.plan)
    return workbook(ground.worker, ground.plan, rows, themes_by_action(ground.plan), False)


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Return a workbook after somebody worked in it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def cells(action: Action, **values: Any) -> Callable[[Workbook], None]:
    """Return a change of cells of an action, by headings with underscores; its reason is given unless it is None."""
    values = {"Why_it_changes": "Agreed", **values}

    def change(book: Workbook) -> None:
        page = book["Actions"]
        headings = {cell.value: cell.column for cell in page[1]}
        row = next(row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == action.pk)
        for name, value in values.items():
            page.cell(row, headings[name.replace("_", " ")]).value = value

    return change


def sent(ground: Ground, content: bytes) -> SheetIn:
    return sheeting.hold_sheet(scope=ground.worker, plan=ground.plan, content=content)


def fields(sheet: SheetIn) -> dict[int, list[str]]:
    return {each["action"]: [one["field"] for one in each["changes"]] for each in sheet.differences}


def test_what_is_not_changed_is_no_difference_even_if_others_work_on(ground: Ground) -> None:
    one = make_action(ground, "=cmd|'/C calc'!A0", due=DUE, owner=ground.worker.member, cost="12000.50")
    two = make_action(ground, "Train  staff", risk="high", risk_words="-Nobody comes")
    content = out(ground)
    assert sent(ground, content).differences == []
    doing.step(scope=ground.worker, action=two, do="begin", why="The post is filled")
    doing.change_action(scope=ground.worker, action=one, given={"due": DUE + timedelta(days=7)}, seen=1, why="Later")
    again = sent(ground, content)
    assert (again.differences, again.problems) == ([], [])


def test_differences_are_seen_and_then_taken_over_with_their_reasons(ground: Ground) -> None:
    action = make_action(ground, due=DUE)
    later = DUE + timedelta(days=30)
    content = changed(
        out(ground),
        cells(
            action, Due=later, How_far="Delayed", Owner="Contributor Ashcombe, ashcombe council", Why_it_changes="Ill"
        ),
    )
    sheet = sent(ground, content)
    assert fields(sheet) == {action.pk: ["owner", "due", "state"]}
    action.refresh_from_db()
    assert (action.due, action.state, action.owner) == (DUE, "not-started", None)
    assert Change.objects.filter(kind="action").exclude(verb="made").count() == 0

    assert sheeting.take_over(scope=ground.worker, sheet=sheet)
    action.refresh_from_db()
    assert (action.due, action.state, action.owner) == (later, "delayed", ground.worker.member)
    verbs = (
        Change.objects.filter(kind="action", thing_id=action.pk).order_by("pk").values_list("verb", "why", "by__name")
    )
    assert list(verbs)[1:] == [("changed", "Ill", "Contributor Ashcombe"), ("delay", "Ill", "Contributor Ashcombe")]
    assert Event.objects.filter(verb="many actions changed", thing_id=str(ground.plan.pk)).count() == 1
    with pytest.raises(InputError, match="taken over already"):
        sheeting.take_over(scope=ground.worker, sheet=sheet)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"Due": date(2031, 1, 1), "Why_it_changes": None}, "Say why the day is another one."),
        ({"How_far": "Delayed", "Why_it_changes": None}, "Say why."),
        ({"Action": "Another word", "Why_it_changes": " "}, "Say why it is changed."),
        ({"How_far": "Stopped", "Why_it_changes": "Enough"}, "Only a lead can"),
        ({"Action": None}, "Enter what is done."),
        ({"Risk": "High"}, "Say in words what could go wrong."),
        ({"Begins": date(2031, 1, 1)}, "It cannot be due before it begins."),
        ({"Cost": 1.005}, "Enter the cost in pounds and pence."),
        ({"Cost": -4}, "Enter the cost in pounds, as a number that is not negative."),
        ({"Due": "1 June 2031"}, "It holds a day as text."),
        ({"Action": "=1+1"}, "It holds a formula."),
        ({"How_far": "Nearly"}, "Choose one of: Not started;"),
        ({"Version": 7}, "Leave the version as it was downloaded."),
        ({"Version": None}, "Leave the version as it was downloaded."),
        ({"Number": 999_999}, "There is no action 999999 in this plan."),
        ({"Number": None}, "It names no action."),
        ({"Why_it_changes": "x" * 501, "Action": "Other"}, "That is too long"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_place_and_the_others_are_taken(
    ground: Ground, values: dict[str, Any], sentence: str
) -> None:
    action, other = make_action(ground, due=DUE), make_action(ground, "Train staff")
    content = changed(out(ground), cells(other, Action="Train all staff"))
    sheet = sent(ground, changed(content, cells(action, **values)))
    assert fields(sheet) == {other.pk: ["words"]}
    (problem,) = sheet.problems
    assert sentence in problem["message"]
    assert (problem["file"], problem["row"]) == ("Actions", 2)
    assert sheeting.take_over(scope=ground.worker, sheet=sheet)
    action.refresh_from_db()
    assert (action.words, action.revision) == ("One record for each family", 1)


def test_a_row_without_a_reason_names_every_cell_that_is_wanting(ground: Ground) -> None:
    action = make_action(ground, due=DUE)
    sheet = sent(ground, changed(out(ground), cells(action, Risk="High", Why_it_changes=None)))
    assert [(each["column"], each["message"]) for each in sheet.problems] == [
        ("What could go wrong", "Say in words what could go wrong."),
        ("Why it changes", "Say why it is changed."),
    ]
    page = words(client_of(ground.worker).get(at(ground, "sheet", sheet_id=sheet.pk)))
    assert "row 2, column “What could go wrong”" in page
    reason_alone = sent(ground, changed(out(ground), cells(action, Action="Other", Why_it_changes=None)))
    assert [each["column"] for each in reason_alone.problems] == ["Why it changes"]


def test_what_somebody_else_changed_is_told_and_not_overwritten(ground: Ground) -> None:
    action = make_action(ground, due=DUE)
    content = changed(
        out(ground), cells(action, Due=DUE + timedelta(days=30), Action="One record", Why_it_changes="Later")
    )
    theirs = DUE + timedelta(days=7)
    doing.change_action(scope=ground.lead, action=action, given={"due": theirs}, seen=1, why="Agreed")
    sheet = sent(ground, content)
    (found,) = sheet.differences
    assert [each["field"] for each in found["changes"]] == ["words"]
    assert found["met"] == [
        {
            "field": "due",
            "base": DUE.isoformat(),
            "theirs": theirs.isoformat(),
            "mine": (DUE + timedelta(days=30)).isoformat(),
        }
    ]
    assert found["who"] == "Lead Ashcombe"
    page = words(client_of(ground.worker).get(at(ground, "sheet", sheet_id=sheet.pk)))
    assert "Changed since you read it" in page
    assert "Last changed by Lead Ashcombe" in page
    assert sheeting.take_over(scope=ground.worker, sheet=sheet)
    action.refresh_from_db()
    assert (action.due, action.words) == (theirs, "One record")


def test_without_a_history_that_reaches_back_nothing_is_overwritten(ground: Ground) -> None:
    action = make_action(ground)
    content = changed(out(ground), cells(action, Action="Mine"))
    Action.objects.filter(pk=action.pk).update(revision=3, words="Theirs")
    sheet = sent(ground, content)
    assert fields(sheet) == {action.pk: []}
    with pytest.raises(InputError, match="nothing in it to take over"):
        sheeting.take_over(scope=ground.worker, sheet=sheet)


def test_a_change_between_the_two_presses_takes_nothing_and_shows_it_anew(ground: Ground) -> None:
    action, other = make_action(ground), make_action(ground, "Train staff")
    content = changed(out(ground), cells(action, Action="One record"))
    sheet = sent(ground, changed(content, cells(other, Action="Train all staff")))
    doing.change_action(scope=ground.lead, action=action, given={"words": "A record"}, seen=1, why="Shorter")
    client = client_of(ground.worker)
    answer = client.post(at(ground, "take-sheet", sheet_id=sheet.pk))
    assert answer.status_code == 422
    assert "Somebody changed one of these actions while you looked" in words(answer)
    other.refresh_from_db()
    assert other.words == "Train staff"
    sheet.refresh_from_db()
    assert fields(sheet) == {action.pk: [], other.pk: ["words"]}
    answer = client.post(at(ground, "take-sheet", sheet_id=sheet.pk))
    assert answer.status_code == 302
    action.refresh_from_db()
    other.refresh_from_db()
    assert (action.words, other.words) == ("A record", "Train all staff")


def test_all_is_taken_over_or_nothing(ground: Ground) -> None:
    action, other = make_action(ground), make_action(ground, "Train staff")
    content = changed(out(ground), cells(action, Action="One record"))
    sheet = sent(ground, changed(content, cells(other, Action="Train all staff")))
    # As if the second had become impossible after it was seen.
    sheet.differences[1]["changes"][0]["after"] = ""
    sheet.save()
    with pytest.raises(InputError, match="Enter what is done"):
        sheeting.take_over(scope=ground.worker, sheet=sheet)
    assert not Action.objects.filter(words="One record").exists()
    assert Change.objects.filter(kind="action", verb="changed").count() == 0


def test_what_was_taken_over_can_be_set_back_by_a_further_change(ground: Ground) -> None:
    action, other = make_action(ground, due=DUE), make_action(ground, "Train staff")
    content = changed(out(ground), cells(action, Due=DUE + timedelta(days=30), Why_it_changes="Later"))
    sheet = sent(ground, changed(content, cells(other, Action="Train all staff")))
    sheeting.take_over(scope=ground.worker, sheet=sheet)
    other.refresh_from_db()
    doing.change_action(
        scope=ground.lead, action=other, given={"words": "Train everybody"}, seen=other.revision, why="All of them"
    )
    client = client_of(ground.worker)
    assert "Say why." in words(client.post(at(ground, "set-back", sheet_id=sheet.pk), {"why": " "}))
    answer = client.post(at(ground, "set-back", sheet_id=sheet.pk), {"why": "The wrong sheet"})
    back = SheetIn.objects.exclude(pk=sheet.pk).get()
    assert "A set-back of" in words(client.get(at(ground, "sheets")))
    assert "Ticked actions" not in words(client.get(at(ground, "sheets")))
    assert answer.headers["Location"] == at(ground, "sheet", sheet_id=back.pk)
    assert fields(back) == {action.pk: ["due"], other.pk: []}
    before = words(client.get(at(ground, "sheet", sheet_id=back.pk)))
    for said in ("What setting back changes", "To be set back: 1 action", "Set back 1 action"):
        assert said in before
    assert "What would change" not in before
    assert sheeting.take_over(scope=ground.worker, sheet=back)
    after = words(client.get(at(ground, "sheet", sheet_id=back.pk)))
    for said in ("What was set back", "Set back: 1 action"):
        assert said in after
    action.refresh_from_db()
    other.refresh_from_db()
    assert (action.due, other.words) == (DUE, "Train everybody")
    # What was set back says so, and is not offered to be set back again.
    page = words(client.get(at(ground, "sheet", sheet_id=sheet.pk)))
    assert "It was set back" in page
    assert "It can be set back" not in page
    history = Change.objects.filter(kind="action", thing_id=action.pk).order_by("pk").values_list("verb", "why")
    assert list(history)[1:] == [("changed", "Later"), ("changed", "Set back: The wrong sheet")]


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("not-started", "on-track", ["unbegin"]),
        ("delayed", "done", ["reopen", "delay"]),
        ("not-started", "stopped", ["reopen", "unbegin"]),
    ],
)
def test_how_far_actions_were_is_set_back_whatever_it_was(
    ground: Ground, before: str, after: str, way: list[str]
) -> None:
    action = make_action(ground)
    if before == "delayed":
        doing.step(scope=ground.lead, action=action, do="delay", why="A strike")
    given = {"actions": [action], "given": {"state": after}, "why": "The wrong rows"}
    sheet = sheeting.hold_ticked(scope=ground.lead, plan=ground.plan, **given)
    assert sheeting.take_over(scope=ground.lead, sheet=sheet)
    sheet.refresh_from_db()
    back = sheeting.set_back(scope=ground.lead, sheet=sheet, why="They were others")
    assert (fields(back), back.problems) == ({action.pk: ["state"]}, [])
    assert sheeting.take_over(scope=ground.lead, sheet=back)
    action.refresh_from_db()
    assert (action.state, action.settled_at) == (before, None)
    rows = Change.objects.filter(why="Set back: They were others").order_by("pk")
    assert [each.verb for each in rows] == way


def test_many_actions_change_by_ticking_them(ground: Ground) -> None:
    first, second = make_action(ground, due=DUE), make_action(ground, "Train staff")
    client = client_of(ground.worker)
    page = words(client.get(at(ground, "many")))
    assert "All 2 that stand here" in page
    answer = client.post(at(ground, "many"), {"why": "x"})
    assert answer.status_code == 422
    assert "Tick the actions that change" in words(answer)
    assert "Say what changes" in words(answer)
    answer = client.post(
        at(ground, "many"), {"actions": [first.pk, second.pk], "later": 2, "state": "on-track", "why": "Summer"}
    )
    sheet = SheetIn.objects.get()
    assert answer.headers["Location"] == at(ground, "sheet", sheet_id=sheet.pk)
    page = words(client.get(answer.headers["Location"]))
    assert "“Train staff” has no day that could be moved." in page
    assert "Change 2 actions" in page
    client.post(at(ground, "take-sheet", sheet_id=sheet.pk))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.due, first.state) == (DUE + timedelta(weeks=2), "on-track")
    assert (second.due, second.state) == (None, "on-track")


def test_all_that_were_found_can_change_and_no_other(ground: Ground) -> None:
    first, second = make_action(ground), make_action(ground, "Train staff")
    address = f"{at(ground, 'many')}?words=train"
    client_of(ground.worker).post(address, {"all": "on", "owner": ground.lead.member.pk, "why": "They lead it"})
    assert fields(SheetIn.objects.get()) == {second.pk: ["owner"]}
    answer = client_of(ground.worker).post(address, {"actions": [first.pk], "state": "done", "why": "x"})
    assert "Tick actions that stand on the page" in words(answer)


def test_only_who_sent_a_sheet_sees_it(ground: Ground) -> None:
    action = make_action(ground)
    sheet = sent(ground, changed(out(ground), cells(action, Action="One record")))
    for name in ("sheet", "take-sheet", "set-back"):
        answer = client_of(ground.lead).post(at(ground, name, sheet_id=sheet.pk))
        assert answer.status_code == 404


def test_who_reads_takes_the_sheet_away_and_sends_none_back(ground: Ground) -> None:
    make_action(ground)
    reader = client_of(scope_for(make_member(ground.partnership, Role.READER)))
    answer = reader.get(at(ground, "sheet-out"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="actions-ashcombe-{ground.plan.pk}.xlsx"'
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["Actions", "How to fill it in", "Choices"]
    assert reader.get(at(ground, "sheets")).status_code == 403


def test_a_sheet_is_sent_back_on_the_page(ground: Ground) -> None:
    action = make_action(ground)
    client = client_of(ground.worker)
    assert "Choose the workbook that you filled in" in words(client.post(at(ground, "sheets")))
    bad = client.post(at(ground, "sheets"), {"sheet": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")})
    assert bad.status_code == 422
    assert "The workbook: is not a readable Excel workbook." in words(bad)
    content = changed(out(ground), cells(action, Action="One record <b>"))
    answer = client.post(at(ground, "sheets"), {"sheet": SimpleUploadedFile("a.xlsx", content)})
    page = words(client.get(answer.headers["Location"]))
    assert "Row 2: " in page
    assert "&lt;b&gt;" in page
    assert "Change 1 action" in page


def test_a_closed_plan_takes_no_sheet(ground: Ground) -> None:
    action = make_action(ground)
    content = changed(out(ground), cells(action, Action="One record"))
    sheet = sent(ground, content)
    for do, why in (("adopt", "The board"), ("close", "Over")):
        planning.step(scope=ground.lead, plan=ground.plan, do=do, why=why)
    with pytest.raises(InputError, match="This plan is closed"):
        sent(ground, content)
    with pytest.raises(InputError, match="This plan is closed"):
        sheeting.take_over(scope=ground.worker, sheet=sheet)


def test_what_nobody_took_over_is_forgotten_after_a_day(ground: Ground) -> None:
    action = make_action(ground)
    sheet = sent(ground, changed(out(ground), cells(action, Action="One record")))
    taken = sent(ground, changed(out(ground), cells(action, Action="A record")))
    sheeting.take_over(scope=ground.worker, sheet=taken)
    assert sheeting.forget(timezone.now() + timedelta(hours=23)) == 0
    sheeting.forget(timezone.now() + timedelta(hours=25))
    assert list(SheetIn.objects.values_list("pk", flat=True)) == [taken.pk]
    sheeting.forget(timezone.now() + timedelta(days=31))
    assert not SheetIn.objects.filter(pk__in=[sheet.pk, taken.pk]).exists()


def test_a_person_who_left_stays_owner_until_somebody_is_chosen(ground: Ground) -> None:
    gone = make_member(ground.partnership, Role.CONTRIBUTOR, email="gone@ashcombe.example.org", name="Gone Person")
    action = make_action(ground, owner=gone)
    gone.left_at = timezone.now()
    gone.save()
    sheet = sent(ground, changed(out(ground), cells(action, Action="One record")))
    assert fields(sheet) == {action.pk: ["words"]}
    assert held(ground.worker, sheet)["rows"][0]["words"] == "One record for each family"


def test_whose_action_it_is_stands_with_each_difference_and_a_cost_is_in_pounds(ground: Ground) -> None:
    other = make_member(ground.partnership, Role.CONTRIBUTOR, email="other@ashcombe.example.org", name="Other Person")
    mine = make_action(ground, owner=ground.worker.member, body=ground.worker.member.organisation)
    theirs = make_action(ground, "Train staff", owner=other)
    nobodys = make_action(ground, "Nobody does it")
    content = out(ground)
    for each in (mine, theirs, nobodys):
        content = changed(content, cells(each, Cost=5200, Why_it_changes="A new price"))
    page = words(client_of(ground.worker).get(at(ground, "sheet", sheet_id=sent(ground, content).pk)))
    assert "£5,200" in page
    assert "5200.00" not in page
    assert page.count(">not yours</span>") == 2
    assert "2 of these actions are not yours." in page
    assert "Other Person" in page
    assert page.index("2 of these actions are not yours.") < page.index("Change 3 actions")


def test_a_file_that_is_much_too_large_is_not_taken_for_none(ground: Ground, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    sent = {"sheet": SimpleUploadedFile("actions.xlsx", b"a" * 2000)}
    answer = client_of(ground.worker).post(at(ground, "sheets"), sent)
    assert answer.status_code == 422
    assert "The workbook is larger than 5 MB" in words(answer)
