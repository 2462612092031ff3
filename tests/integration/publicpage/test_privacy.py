"""What is taken back from the public page to protect somebody is named no more: in its list, its feed, or its mails."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.publicpage.actions import redacting, releasing
from extramile.web.publicpage.models import Page, PrivateWords, ShownTheme, Update
from extramile.web.publicpage.queries import released
from tests.integration.plans.making import Ground, client_of, make_action, make_ground
from tests.integration.publicpage.following import opened, tell_follower

CANARY = "Heronsgate"
WHY = "It named one family"


def show(ground: Ground, **more: Any) -> None:
    said = {"title": f"Waiting at {CANARY}", "found": "They wait.", "outcome": "", "actions": [], "measures": {}}
    releasing.release_theme(scope=ground.lead, theme=ground.theme, **{**said, **more})


def leaflet(ground: Ground) -> Any:
    about = evidence.About(title="Leaflet", sensitivity="public")
    return evidence.add_note(scope=ground.lead, text="For everybody", about=about)


def everything() -> str:
    paths = ("", "changes/", "changes.atom")
    return " ".join(Client().get(f"/local/ashcombe/{each}").content.decode() for each in paths)


def mailed() -> str:
    tell_follower()
    return " ".join(each.body for each in mail.outbox)


@pytest.mark.django_db
def test_a_theme_and_a_document_that_told_of_somebody_are_named_no_more() -> None:
    ground = opened()
    show(ground)
    show(ground, correction=f"it was {CANARY} alone")
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why=f"As {CANARY} is written anew")
    show(ground)
    shown = releasing.show_document(scope=ground.lead, item_id=leaflet(ground).pk, title=f"Leaflet of {CANARY}")
    assert CANARY in everything()
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why=WHY, private=True, parts=["title"])
    assert "Leaflet of" in everything(), "nothing else is taken"
    releasing.take_back_document(scope=ground.lead, document_id=shown.pk, why=WHY, private=True)

    for words in (everything(), mailed()):
        assert CANARY not in words
        assert WHY not in words
        assert "A theme was taken back to protect somebody’s privacy." in words
        assert "A document was taken back to protect somebody’s privacy." in words
        assert "of which no more is said, to protect somebody’s privacy" in words
    assert Update.objects.filter(words__contains=CANARY).exists(), "what was said is kept inside"
    # A program that keeps what the feed said takes the entry anew.
    first = Update.objects.filter(words__contains=CANARY).order_by("pk")[0]
    [entry] = released.changes(Page.objects.get(), [first])
    assert entry.said_at == first.redaction.at > first.at


@pytest.mark.django_db
def test_what_is_said_after_it_was_mended_is_told_again() -> None:
    ground = opened()
    show(ground)
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why=WHY, private=True, parts=["title"])
    show(ground, title="Their turn")
    words = everything()
    assert "“Their turn”" in words
    assert CANARY not in words


@pytest.mark.django_db
def test_what_is_taken_back_otherwise_says_so_by_its_title() -> None:
    ground = opened()
    show(ground, title="Waiting")
    browser = client_of(ground.lead)
    address = f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/"
    browser.post(address, {"do": "take-back", "why": "It is written anew"})
    assert "“Waiting” was taken back: It is written anew" in everything()
    show(ground, title="Waiting")
    refused = browser.post(address, {"do": "take-back", "private": "yes"})
    assert "nobody outside reads it" in refused.content.decode()
    unsaid = browser.post(address, {"do": "take-back", "private": "yes", "why": WHY})
    assert "Choose what tells of the person" in unsaid.content.decode()
    browser.post(address, {"do": "take-back", "why": WHY, "private": "yes", "parts": ["title"]})
    assert "“Waiting”" not in everything()


@pytest.mark.django_db
def test_a_document_is_taken_off_to_protect_somebody_on_the_page() -> None:
    ground = opened()
    item = leaflet(ground)
    shown = releasing.show_document(scope=ground.lead, item_id=item.pk, title=f"Leaflet of {CANARY}")
    with pytest.raises(InputError, match="Say why"):
        releasing.take_back_document(scope=ground.lead, document_id=shown.pk, private=True)
    sent = {"do": "take-back", "item": shown.pk, "why": WHY, "private": "yes"}
    browser, address = client_of(ground.lead), "/p/ashcombe/tell/page/documents/"
    assert browser.post(address, sent).status_code == 302
    assert CANARY not in everything()
    assert "to protect somebody’s privacy: it, or what it was called" in browser.get(address).content.decode()
    again = {"item": item.pk, "title": "Leaflet of the service"}
    assert "say how it is known" in browser.post(address, again).content.decode()
    assert "Leaflet of" not in everything()
    assert browser.post(address, {**again, "confirm": "It is written anew"}).status_code == 302
    assert "Leaflet of the service" in everything()
    assert "written anew" not in everything()


@pytest.mark.django_db
def test_the_oldest_line_that_everybody_reads_can_be_found_and_redacted() -> None:
    ground = opened()
    about = {"partnership": ground.lead.partnership, "part": "changes", "by": ground.lead.person}
    oldest = Update.objects.order_by("at", "pk")[0]
    Update.objects.bulk_create([Update(words=f"Change {number}", **about) for number in range(210)])
    browser = client_of(ground.lead)
    address = "/p/ashcombe/tell/page/changes/"
    assert f'value="{oldest.pk}"' not in browser.get(address).content.decode()
    last = browser.get(f"{address}?page=5").content.decode()
    assert f'name="line" value="{oldest.pk}"' in last
    sent = browser.post(f"{address}?page=5", {"line": oldest.pk, "why": WHY})
    assert sent.headers["Location"] == f"{address}?page=5"
    assert oldest.words not in browser.get(f"{address}?page=5").content.decode()


@pytest.mark.django_db
def test_a_line_of_what_is_long_gone_is_said_no_more() -> None:
    ground = opened()
    show(ground)
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why="It is written anew")
    browser = client_of(ground.lead)
    address = "/p/ashcombe/tell/page/changes/"
    for found in Update.objects.filter(words__contains=CANARY):
        assert CANARY in everything()
        refused = browser.post(address, {"line": found.pk, "why": " "})
        assert refused.status_code == 422
        assert f'href="#why-{found.pk}"' in refused.content.decode()
        assert browser.post(address, {"line": found.pk, "why": WHY}).status_code == 302
    assert CANARY not in everything()
    assert CANARY not in browser.get(address).content.decode()
    assert browser.post(address, {"line": 10**9, "why": WHY}).status_code == 422
    other = make_ground("birch")
    with pytest.raises(InputError, match="no such line"):
        redacting.redact_one(scope=other.lead, update_id=Update.objects.filter(redaction=None)[0].pk, why=WHY)
    with pytest.raises(NotAllowedError):
        redacting.redact_one(scope=ground.worker, update_id=found.pk, why=WHY)


HEADING = "Short breaks on the moor, as Mrs Pell of Heronsgate asked"
BREAKS = "Short breaks on the moor"


def address_of(ground: Ground) -> str:
    return f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/"


@pytest.mark.django_db
def test_what_was_taken_back_to_protect_somebody_does_not_come_back_with_one_press() -> None:
    ground = opened()
    show(ground, title=BREAKS)
    action = make_action(ground, "A club at Heronsgate")
    show(ground, title=HEADING, actions=[action.pk])
    browser, address = client_of(ground.lead), address_of(ground)
    sent = {"do": "take-back", "private": "yes", "parts": ["title"], "words": "Mrs Pell of Heronsgate", "why": WHY}
    refused = browser.post(address, {**sent, "words": "Mrs Pell of Heronsgate\nDerwent"}).content.decode()
    assert "stand in one of the parts" in refused
    assert browser.post(address, sent).status_code == 302
    words = everything()
    assert CANARY not in words
    assert f"“{BREAKS}”: what was found" in words, "a line that tells of nobody is left"

    form = browser.get(address).content.decode()
    assert "Taken back to protect somebody" in form
    assert ground.lead.person.name in form
    assert "What told of a person: heading." in form
    assert 'name="title" type="text" value=""' in form
    assert "They wait." in form, "what told of nobody is filled in"
    assert "not filled in or ticked either: action: A club at Heronsgate." in form
    assert f'value="{action.pk}" checked' not in form
    for title, found in (
        (HEADING, "They wait."),
        (BREAKS, "They wait in HERONSGATE."),
        ("As Pell asked", "They wait."),
    ):
        refused = browser.post(address, {"title": title, "found": found})
        assert refused.status_code == 422
        assert 'href="#id_confirm"' in refused.content.decode()
        assert 'name="confirm"' in refused.content.decode()
    assert CANARY not in everything()
    assert browser.post(address, {"title": BREAKS, "found": "They wait."}).status_code == 302
    assert f"“{BREAKS}”: what was found" in everything()
    assert "Taken back to protect somebody" not in browser.get(address).content.decode()
    assert browser.post(address, {"title": HEADING, "found": "They wait."}).status_code == 422, "nor later"

    confirmed = {"title": "As Mr Pell asked", "found": "They wait.", "confirm": "Mr Pell is the minister"}
    assert browser.post(address, confirmed).status_code == 302
    assert "As Mr Pell asked" in everything()
    assert "minister" not in everything()
    assert browser.post(address, {**confirmed, "title": "As Mrs Pell asked", "confirm": ""}).status_code == 422
    assert [each.step for each in PrivateWords.objects.order_by("pk")] == ["taken-back", "confirmed"]


@pytest.mark.django_db
def test_a_heading_that_is_written_otherwise_to_protect_somebody_silences_what_it_said() -> None:
    ground = opened()
    show(ground, title=BREAKS)
    show(ground, title=HEADING, correction="it was for Mrs Pell")
    browser, address = client_of(ground.lead), address_of(ground)
    sent = {"title": BREAKS, "found": "They wait.", "private": "yes"}
    assert "nobody outside reads it" in browser.post(address, sent).content.decode()
    assert browser.post(address, {**sent, "correction": WHY}).status_code == 302
    words = everything()
    assert CANARY not in words
    assert "Pell" not in words
    assert WHY not in words
    assert "A passage was taken out of a theme to protect somebody’s privacy." in words
    assert f"“{BREAKS}”: what was found" in words, "a line that tells of nobody is left"
    assert browser.post(address, {"title": HEADING, "found": "They wait."}).status_code == 422


@pytest.mark.django_db
def test_a_silenced_line_leads_nowhere_and_several_of_a_day_are_one() -> None:
    ground = opened()
    show(ground)
    show(ground, found="They wait long.")
    show(ground, found="They wait too long.")
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why=WHY, private=True, parts=["title"])
    for path in ("", "changes/"):
        page = Client().get(f"/local/ashcombe/{path}").content.decode()
        assert "<dd>3 changes of which no more is said, to protect somebody’s privacy</dd>" in page
        assert "#theme-" not in page
    assert "#theme-" not in Client().get("/local/ashcombe/changes.atom").content.decode()
    changes = Client().get("/local/ashcombe/changes/").content.decode()
    assert changes.index("Get a mail when something changes") < changes.index("changes of which no more")


@pytest.mark.django_db
def test_what_was_taken_back_before_parts_were_named_comes_back_in_no_part() -> None:
    ground = opened()
    show(ground)
    theme = ShownTheme.objects.filter(theme=ground.theme)
    about = {"partnership": ground.lead.partnership, "about": f"theme-{ground.theme.pk}", "by": ground.lead.person}
    Update.objects.create(words="A theme was taken back to protect somebody’s privacy.", part="about", **about)
    theme.update(taken_back_at=timezone.now(), taken_back_why=WHY)
    migration = import_module("extramile.web.publicpage.migrations.0006_what_was_taken_back_before")
    migration.keep_from_coming_back(apps, None)
    assert theme.get().for_privacy
    assert PrivateWords.objects.get().told == {"title": f"Waiting at {CANARY}", "found": "They wait."}
    with pytest.raises(InputError, match="heading, what was found"):
        show(ground)
