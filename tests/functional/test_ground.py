"""People of a partnership: invited, joined, given a role, refused with a sentence, safe with a second factor."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured

from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Role
from tests.functional.person import Person
from tests.library import PASSWORD
from tests.partnership import make_member, make_partnership

pytestmark = pytest.mark.browser
NEW_PASSWORD = "four other words 8"


@pytest.fixture
def lead(settings: Any, transactional_db: None) -> Member:
    """The lead of a partnership whose mails are kept as a demonstration keeps them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    shutil.rmtree(configured.EMAIL_FILE_PATH, ignore_errors=True)
    return make_member(make_partnership(), Role.LEAD)


@pytest.fixture
def newcomer(browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody with a browser of their own."""
    person = Person(browser, live_server.url)
    yield person
    person.leaves()


def sign_in(somebody: Person, member: Member, password: str = PASSWORD, to: str = "/p/ashcombe/") -> None:
    somebody.opens(f"/sign-in/?next={to}")
    somebody.writes("E-mail address", member.person.email)
    somebody.page.locator("#id_password").fill(password)
    somebody.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def is_refused(somebody: Person, path: str, sentence: str) -> None:
    somebody.opens(path)
    somebody.sees(sentence)
    somebody.finds_the_page_usable()
    assert [each for each in somebody.complaints if "status of 403" not in each] == []
    somebody.complaints.clear()


def test_a_lead_invites_somebody_who_joins_and_is_given_a_role(
    somebody: Person, newcomer: Person, lead: Member
) -> None:
    sign_in(somebody, lead)
    somebody.follows("People", within="nav[aria-label=Partnership]")
    somebody.presses("Invite somebody")
    somebody.writes("Name", "Ada O'New")
    somebody.writes("E-mail address", "ada@example.org")
    somebody.chooses("Organisation they speak for", "ashcombe council")
    somebody.page.get_by_role("checkbox", name=re.compile("^Reader")).check()
    somebody.presses("Send the invitation")
    somebody.is_at("/p/ashcombe/people/")
    somebody.sees("Mail on its way")
    work.run(str(Job.objects.get().pk))
    somebody.opens("/p/ashcombe/people/")
    somebody.sees("Mail sent")
    somebody.finds_the_page_usable()

    newcomer.opens("/demonstration/mails/")
    newcomer.finds_the_page_usable()
    newcomer.follows("Join Ashcombe partnership")
    newcomer.finds_the_page_usable()
    newcomer.follows("http", within=".x-mail")
    newcomer.finds_the_page_usable()
    newcomer.page.locator("#id_password").fill(PASSWORD)
    newcomer.presses("Make the account and join")
    newcomer.is_at("/p/ashcombe/")
    newcomer.sees("What waits for you, Ada O'New.")
    is_refused(
        newcomer,
        "/p/ashcombe/audit/",
        "Only a lead or a quality auditor can read the audit trail. Ask Lead Ashcombe.",
    )

    somebody.opens("/p/ashcombe/people/")
    somebody.follows("Change Ada O'New")
    somebody.finds_the_page_usable()
    somebody.page.get_by_role("checkbox", name=re.compile("^Quality auditor")).check()
    somebody.writes("Why", "She checks what we write")
    somebody.presses("Save")
    somebody.is_at("/p/ashcombe/people/")

    newcomer.opens("/p/ashcombe/audit/")
    newcomer.sees("She checks what we write")
    newcomer.sees("Whole")
    newcomer.finds_the_page_usable()


def test_two_leads_change_one_member_and_the_second_sees_what_the_first_did(
    somebody: Person, newcomer: Person, lead: Member
) -> None:
    somebody.expects_refusal = True
    other = make_member(lead.partnership, Role.LEAD, email="other@example.org", name="Other Lead")
    path = f"/p/ashcombe/people/{make_member(lead.partnership, Role.READER).pk}/"
    somebody.is_signed_in(lead.person)
    newcomer.is_signed_in(other.person)
    somebody.opens(path)
    newcomer.opens(path)
    newcomer.writes("Post (optional)", "Analyst")
    newcomer.writes("Why", "Her post")
    newcomer.presses("Save")
    newcomer.is_at("/p/ashcombe/people/")

    somebody.page.get_by_role("checkbox", name=re.compile("^Contributor")).check()
    somebody.writes("Post (optional)", "Officer")
    somebody.writes("Why", "More to do")
    somebody.presses("Save")
    somebody.sees("Other Lead changed this while you wrote.")
    somebody.sees("Theirs: Analyst")
    somebody.finds_the_page_usable()
    somebody.presses("Save")
    somebody.is_at("/p/ashcombe/people/")
    somebody.sees("Officer")


def test_without_scripts_a_forgotten_password_is_chosen_anew(somebody_without_scripts: Person, lead: Member) -> None:
    somebody = somebody_without_scripts
    somebody.opens("/sign-in/")
    somebody.follows("Forgotten your password?")
    somebody.page.locator("input[type=email]").fill(lead.person.email)
    somebody.presses("Send me a link")
    somebody.follows("read it here")
    somebody.follows("A new password for Extramile")
    somebody.follows("http", within=".x-mail")
    somebody.sees("Choose a new password")
    for field in ("#id_password1", "#id_password2"):
        somebody.page.locator(field).fill(NEW_PASSWORD)
    somebody.presses("Change it")
    somebody.sees("Your password is changed")

    sign_in(somebody, lead, NEW_PASSWORD)
    somebody.is_at("/p/ashcombe/")


def test_with_the_keyboard_alone_somebody_signs_in_and_invites(somebody: Person, lead: Member) -> None:
    keys = somebody.page.keyboard

    def reaches(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            now = somebody.focused
            # The ring of a tick box is drawn around the picture of it.
            assert now["ring"] or now["name"] == "roles", f"no focus to be seen on {now}"
            if name in {now["name"], now["words"].strip()}:
                return
        pytest.fail(f"{name} is not reached")

    somebody.opens("/sign-in/?next=/p/ashcombe/people/invite/")
    reaches("login")
    keys.type(lead.person.email)
    reaches("password")
    keys.type(PASSWORD)
    keys.press("Enter")
    somebody.is_at("/p/ashcombe/people/invite/")
    reaches("name")
    keys.type("Key Board")
    reaches("email")
    keys.type("keys@example.org")
    reaches("organisation")
    keys.press("ArrowDown")
    for _ in range(6):
        reaches("roles")
    keys.press("Space")
    reaches("Send the invitation")
    keys.press("Enter")
    somebody.is_at("/p/ashcombe/people/")
    somebody.sees("Key Board")


def test_a_passkey_is_added_and_lets_in(somebody: Person, lead: Member) -> None:
    devtools = somebody.context.new_cdp_session(somebody.page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(somebody, lead, to="/account/second-factor/")
    somebody.finds_the_page_usable()
    somebody.presses("Add one")
    somebody.finds_the_page_usable()
    somebody.page.locator("#id_name").fill("My laptop")
    somebody.ticks("Let it sign me in without my password")
    somebody.presses("Add it")
    somebody.sees("10 of 10 are left.")
    somebody.finds_the_page_usable()

    somebody.opens("/account/second-factor/webauthn/")
    somebody.sees("My laptop")
    somebody.finds_the_page_usable()
    somebody.follows("Rename")
    somebody.finds_the_page_usable()
    somebody.presses("Sign out")
    somebody.is_at("/")
    somebody.opens("/sign-in/?next=/account/")
    somebody.presses("Use a passkey")
    somebody.is_at("/account/")


def test_an_authenticator_app_is_switched_on_by_its_picture_or_its_key(somebody: Person, lead: Member) -> None:
    from tests.integration.ground.test_signing_in import code_of

    sign_in(somebody, lead, to="/account/second-factor/totp/activate/")
    somebody.finds_the_page_usable()
    box = somebody.page.locator(".x-qr svg").bounding_box()
    assert box["width"] > 150, "a phone can read it"
    secret = somebody.page.locator("main strong", has_text=re.compile("^[A-Z2-7]{16,}$")).inner_text()
    somebody.page.locator("#id_code").fill(code_of(secret))
    somebody.presses("Switch it on")
    somebody.sees("10 of 10 are left.")

    for path in ("totp/deactivate/", "recovery-codes/generate/", "reauthenticate/"):
        somebody.opens(f"/account/second-factor/{path}")
        somebody.finds_the_page_usable()
    somebody.opens("/account/sessions/")
    somebody.finds_the_page_usable()
