"""Adding, replacing, changing, withdrawing: what is kept, and what the trail says of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.queries import verify
from extramile.web.evidence import actions, queries, snapshots
from extramile.web.evidence.actions import About, ChangedMeanwhileError
from extramile.web.evidence.models import Item, ItemText, Version
from extramile.web.evidence.presenters import item as item_words
from extramile.web.evidence.queries import Filters
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.evidence.scene import docx, make_partnership, note, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor")


def found(scope: Scope, words: str) -> list[str]:
    return [each.title for each in queries.items(scope, Filters(words=words))]


def history(scope: Scope, item: Item) -> list[str]:
    return [event.verb for event, _ in queries.history(scope, item)]


@pytest.mark.parametrize(("name", "content"), [("report.pdf", pdf()), ("report.docx", docx())], ids=["pdf", "docx"])
def test_a_file_is_kept_found_and_given_back(people: dict[str, Scope], name: str, content: bytes) -> None:
    item = actions.add_file(scope=people["lead"], about=About("Report"), file_name=name, data=content)

    assert found(people["reader"], "families waiting") == ["Report"]
    version = queries.version(people["reader"], item.pk)
    assert version is not None
    assert (version.number, version.file_name, version.size) == (1, name, len(content))
    assert actions.taken(scope=people["reader"], version=version) == content


def test_replacing_keeps_versions(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    item = actions.add_file(scope=lead, about=About("Report"), file_name="a.pdf", data=pdf("first words"))

    actions.replace_file(scope=lead, item=item, file_name="b.pdf", data=pdf("later words"), why="The final one")

    assert [each.file_name for each in queries.versions(lead, item)] == ["b.pdf", "a.pdf"]
    first = queries.version(lead, item.pk, 1)
    assert actions.taken(scope=lead, version=first) == pdf("first words")
    assert (found(lead, "later"), found(lead, "first")) == (["Report"], [])
    assert history(lead, item) == ["evidence added", "evidence replaced"]
    assert verify(lead.name)[1] == []


def test_the_same_file_again_is_no_new_version(people: dict[str, Scope]) -> None:
    item = actions.add_file(scope=people["lead"], about=About("Report"), file_name="a.pdf", data=pdf())

    with pytest.raises(InputError, match="what is there already"):
        actions.replace_file(scope=people["lead"], item=item, file_name="a.pdf", data=pdf(), why="Again")
    assert Version.objects.count() == 1


def test_the_second_of_two_sees_what_changed(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    item = note(lead, "A title")
    actions.change(scope=lead, item=item, about=About("Changed first"), seen=item.revision)

    with pytest.raises(ChangedMeanwhileError) as caught:
        actions.change(scope=lead, item=item, about=About("Changed second"), seen=item.revision)
    assert caught.value.item.title == "Changed first"

    actions.change(scope=lead, item=item, about=About("Changed second"), seen=caught.value.item.revision)
    assert queries.item(lead, item.pk).title == "Changed second"


def test_personal_words_are_never_indexed(people: dict[str, Scope]) -> None:
    data = people["data"]
    item = note(data, "Case of a child", "A name in it", sensitivity="personal")
    assert ItemText.objects.count() == 0

    about = About("Case of a child", sensitivity="restricted")
    item = actions.change(scope=data, item=item, about=about, seen=1, why="The name was taken out")
    assert found(data, "name") == ["Case of a child"]

    actions.change(scope=data, item=item, about=About("Case", sensitivity="personal"), seen=2)
    assert ItemText.objects.count() == 0


def test_who_is_let_in_later_sees_the_latest_version_alone(people: dict[str, Scope]) -> None:
    """Names are taken out by replacing, then the item is opened: what was replaced stays closed, and so does what was said."""
    lead, reader = people["lead"], people["reader"]
    item = note(lead, "Case of Ada", "Ada waits", sensitivity="restricted")
    actions.replace_note(scope=lead, item=item, text="A child waits", why="Without Ada's name")
    actions.change(
        scope=lead, item=item, about=About("A case", sensitivity="public"), seen=2, why="Ada's name was taken out"
    )

    assert [each.number for each in queries.versions(reader, item)] == [2]
    assert queries.version(reader, item.pk, 1) is None
    assert [each.number for each in queries.versions(lead, item)] == [2, 1]
    told = [item_words.history_row(*each) for each in queries.history(reader, item)]
    assert "Ada" not in str(told)
    assert [each.what for each in told] == ["evidence added", "evidence replaced", "evidence changed"]
    assert "Ada" in str([item_words.history_row(*each) for each in queries.history(lead, item)])

    actions.change(scope=lead, item=item, about=About("A case", sensitivity="restricted"), seen=3)
    actions.change(scope=lead, item=item, about=About("A case", sensitivity="public"), seen=4, why="Again")
    assert [each.number for each in queries.versions(reader, item)] == [2]


def test_the_forum_releases_the_latest_version_alone(people: dict[str, Scope]) -> None:
    forum, lead = people["forum"], people["lead"]
    item = note(forum, "What parents said", "Ada's mother said", space="forum")
    actions.replace_note(scope=forum, item=item, text="A mother said", why="No names")

    actions.release(scope=forum, item=item)

    assert [each.text for each in queries.versions(lead, item)] == ["A mother said"]
    assert len(queries.versions(forum, item)) == 2


def test_what_was_withdrawn_can_be_brought_back(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    item = note(lead)
    actions.attach(scope=lead, item=item, kind="claim", thing_id=1, words="Claim 1")
    actions.withdraw(scope=lead, item=item, why="A mistake")
    with pytest.raises(InputError, match="evidence of wexmoor council"):
        actions.restore(scope=people["contributor"], item=item)

    actions.restore(scope=lead, item=item, why="It was none")

    assert queries.evidence_of(lead, "claim") == {"1": [item]}
    assert found(lead, "families") == ["Survey report"]
    assert history(lead, item)[-2:] == ["evidence withdrawn", "evidence brought back"]
    with pytest.raises(InputError, match="in use already"):
        actions.restore(scope=lead, item=item)


def test_lowering_the_sensitivity_needs_a_reason(people: dict[str, Scope]) -> None:
    item = note(people["lead"], sensitivity="restricted")

    with pytest.raises(InputError, match="More people will see it"):
        actions.change(scope=people["lead"], item=item, about=About("Survey report"), seen=1)


def test_nobody_gives_a_sensitivity_that_they_may_not_see(people: dict[str, Scope]) -> None:
    with pytest.raises(NotAllowedError, match="data manager or a quality auditor can see evidence marked personal"):
        note(people["lead"], sensitivity="personal")


def test_the_trail_holds_no_words_of_what_its_readers_may_not_see(people: dict[str, Scope]) -> None:
    personal = note(people["data"], "Secret child", sensitivity="personal")
    actions.withdraw(scope=people["data"], item=personal, why="Secret child left")
    forum = note(people["forum"], "Secret plan", space="forum")
    actions.attach(scope=people["forum"], item=forum, kind="claim", thing_id=1, words="Secret claim", space="forum")

    trail = [
        str([each.thing, each.before, each.after, each.why])
        for item in (personal, forum)
        for each, _ in queries.history(people["lead"], item)
    ]
    assert len(trail) == 4
    assert [each for each in trail if "Secret" in each] == []


def test_the_forum_releases_what_is_its_own(people: dict[str, Scope]) -> None:
    item = note(people["forum"], "What parents said", space="forum")
    assert queries.item(people["lead"], item.pk) is None
    with pytest.raises(NotAllowedError):
        actions.release(scope=people["lead"], item=item)

    actions.release(scope=people["forum"], item=item, why="Agreed at our meeting")

    assert queries.item(people["lead"], item.pk) == item
    assert history(people["lead"], item)[-1] == "evidence released by the forum"


def test_one_item_serves_many_things(people: dict[str, Scope]) -> None:
    lead, forum = people["lead"], people["forum"]
    item = note(lead)
    for thing in (1, 2):
        actions.attach(scope=lead, item=item, kind="claim", thing_id=thing, words=f"Claim {thing}", href="/claims/")
    actions.attach(scope=lead, item=item, kind="claim", thing_id=2, words="Claim 2, reworded")
    actions.attach(scope=forum, item=item, kind="request", thing_id=7, words="Our own", space="forum")

    assert [each.words for each in queries.uses(lead, item)] == ["Claim 1", "Claim 2, reworded"]
    assert [each.words for each in queries.uses(forum, item)] == ["Claim 1", "Claim 2, reworded", "Our own"]
    assert queries.evidence_of(lead, "claim", [1, 2, 3]) == {"1": [item], "2": [item]}

    actions.detach(scope=lead, item=item, kind="claim", thing_id=1)
    assert queries.evidence_of(lead, "claim") == {"2": [item]}
    actions.withdraw(scope=lead, item=item, why="Out of date")
    assert queries.evidence_of(lead, "claim") == {}


def test_others_evidence_is_changed_by_a_lead_or_its_own_people(people: dict[str, Scope]) -> None:
    item = note(people["data"])

    with pytest.raises(InputError, match="Ask Data of wexmoor or a lead"):
        actions.withdraw(scope=people["contributor"], item=item, why="I may not")
    actions.withdraw(scope=people["lead"], item=item, why="I may")
    with pytest.raises(InputError, match="was withdrawn"):
        actions.change(scope=people["lead"], item=item, about=About("Anew"), seen=2)


def test_the_index_shows_gaps_and_what_is_old(people: dict[str, Scope]) -> None:
    lead, today = people["lead"], timezone.localdate()
    note(lead, "Old", criteria=("send-2023:I1",), expires=today - timedelta(days=1))
    note(lead, "Old too", criteria=("send-2023:I2",), period_to=date(2019, 8, 31))
    note(lead, "Fresh", criteria=("send-2023:I2", "send-2016:2016-A"), expires=today)
    note(people["data"], "Not for all", criteria=("send-2023:I3",), sensitivity="personal")

    lines = {
        each.name.partition(":")[2]: (each.count, each.old, each.state)
        for each in queries.index(lead, "send-2023", today)
    }
    assert (lines["I1"], lines["I2"], lines["I3"]) == ((1, 1, "old"), (2, 1, "fresh"), (0, 0, "none"))
    assert len(lines) == 12
    assert [each.title for each in queries.items(lead, Filters(freshness="old"))] == ["Old too", "Old"]
    assert queries.items(lead, Filters(criterion="send-2016")).count() == 1


def test_an_unknown_criterion_is_refused(people: dict[str, Scope]) -> None:
    with pytest.raises(InputError, match="No framework has the criterion"):
        note(people["lead"], criteria=("send-2023:X9",))


def test_a_snapshot_is_frozen_and_refreshed_only_when_the_library_has_other_figures(
    people: dict[str, Scope], monkeypatch: Any
) -> None:
    lead = people["lead"]
    item = actions.add_snapshot(scope=lead, about=About(""), indicator="SEN_EHC_Excpt_20wks")
    data = queries.version(lead, item.pk).data
    assert data["area"]["name"] == "Milton Keynes"
    assert data["taken"] == timezone.localdate().isoformat()
    assert data["source"]["publication"]
    assert item.title.startswith(data["title"])

    with pytest.raises(InputError, match="the same figures still"):
        actions.refresh_snapshot(scope=lead, item=item)

    # A figure is as old as what it speaks of, not as the day on which it was taken.
    assert item.period_to == date(int(data["period"]), 12, 31)
    assert item.old_from == date(int(data["period"]) + 2, 6, 30)

    frozen = snapshots.frozen
    monkeypatch.setattr(snapshots, "frozen", lambda **given: {**frozen(**given), "change": 12.5, "period": "2031/32"})
    assert actions.refresh_snapshot(scope=lead, item=item).number == 2
    item.refresh_from_db()
    assert item.period_to == date(2032, 8, 31)


def test_a_fictional_partnership_has_no_figures_of_its_own() -> None:
    lead = make_partnership("nowhere", area_code="")["lead"]

    with pytest.raises(InputError, match="fictional"):
        actions.add_snapshot(scope=lead, about=About(""), indicator="SEN_EHC_Excpt_20wks")
    item = actions.add_snapshot(scope=lead, about=About(""), indicator="SEN_EHC_Excpt_20wks", area="Bexley")
    assert "Bexley" in item.title
