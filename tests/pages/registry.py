"""Every address of the web with an example, and what each kind of person is answered there.

`test_registry` walks the resolver: a named address without an example here fails. An address may have several examples,
one for each of its states that looks different. `queries` is what making the page for a visitor may cost when nothing
is kept ready; raise it only with a reason.

EXAMPLES are the pages that are not a partnership's, ROOMS those under /p/<slug>/. A new room adds an example to ROOMS and
is tested by that: who may, what a refusal says, that other partnerships, visitors and those whose role has ended find
nothing, and all that a page must be. The apps of an inspection keep theirs in modules beside this one.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from extramile.core.frameworks import pack
from extramile.web.accounts.mails import mails
from extramile.web.evidence import actions as evidence
from extramile.web.evidence.models import Bundle
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from extramile.web.partnerships.queries import invitation_token
from extramile.web.selfevaluation.actions import challenges, claims, evaluations, questions, statement, versions
from extramile.web.voices import actions as survey_actions
from extramile.web.voices import gathering, importing
from tests.pages import (
    announcements,
    enquiries,
    findings,
    inspections,
    knowing,
    letters,
    plan_boards,
    plan_views,
    plans,
    public_pages,
    return_figures,
    returns,
    thread,
    timetable,
)
from tests.pages.addresses import Example, Room
from tests.pages.addresses import factor as _factor
from tests.pages.addresses import file as _file
from tests.pages.addresses import only_posted as _only_posted
from tests.pages.addresses import own as _own
from tests.partnership import Place, invite

# What the small library of tests/library.py holds. Milton Keynes and Bexley are in the register, Wexmoor is invented.
INSPECTION = "2023-826-2024-03"
FICTIONAL = "wexmoor-2024-06-03"
# Corrected by an editor in tests/pages/conftest.py, so that its page shows the correction.
CORRECTED = f"{INSPECTION}-improve-1"
PRIORITY = "2023-303-2023-12-priority-action-1"
QUESTION = "statements-since-march-2017"
INDICATOR = "sen-ehc-excpt-20wks"
INDICATOR_CODE = "SEN_EHC_Excpt_20wks"

DEADLINE = pack("send-2023").deadlines[0].id


EXAMPLES = (
    Example("library:home", "/", queries=4),
    Example("library:inspections", "/inspections/", queries=2),
    Example("library:inspections", "/inspections/?framework=2016&region=London&started_from=2017-03-01", queries=2),
    Example("library:inspections", "/inspections/?started_from=2031-01-01", queries=2),
    Example("library:inspections", "/inspections/?started_from=soon&region=Nowhere", queries=2),
    _file("library:inspections-download", "/inspections.csv"),
    _file("library:inspections-download", "/inspections.json?framework=2016"),
    Example("library:inspection", f"/inspections/{INSPECTION}/", queries=6),
    Example("library:inspection", f"/inspections/{FICTIONAL}/", queries=6),
    Example("library:inspection", "/inspections/2016-826/", queries=2),
    Example(
        "library:correct-report", f"/inspections/{INSPECTION}/correct/", visitor=302, reader=403, queries=0, form=True
    ),
    Example("library:add-finding", f"/inspections/{INSPECTION}/add/", visitor=302, reader=403, queries=0, form=True),
    _only_posted("library:undo-report", f"/inspections/{INSPECTION}/corrections/{{correction}}/undo/"),
    _file("library:inspection-json", f"/inspections/{INSPECTION}.json", queries=2),
    Example("library:questions", "/questions/"),
    Example("library:question", f"/questions/{QUESTION}/"),
    Example("library:question", "/questions/outcomes-2024/"),
    Example("library:findings", "/findings/", queries=8),
    Example("library:findings", "/findings/?words=reviews&kind=improve&theme=annual-reviews&near=826", queries=10),
    Example("library:findings", "/findings/?words=zebra&area=Nowhere&started_to=never", queries=8),
    _file("library:findings-download", "/findings.csv", queries=5),
    _file("library:findings-download", "/findings.json?words=reviews", queries=5),
    Example("library:finding", f"/findings/{CORRECTED}/", queries=10),
    Example("library:finding", f"/findings/{PRIORITY}/", queries=10),
    Example("library:finding", f"/findings/{FICTIONAL}-effective-1/", queries=10),
    Example("library:correct", f"/findings/{CORRECTED}/correct/", visitor=302, reader=403, queries=0, form=True),
    Example("library:split", f"/findings/{CORRECTED}/split/", visitor=302, reader=403, queries=0, form=True),
    _only_posted("library:undo", f"/findings/{CORRECTED}/corrections/{{correction}}/undo/"),
    Example("library:areas", "/areas/"),
    Example("library:areas", "/areas/?q=Bristl", 404, 404, 404, queries=2),
    Example("library:areas", "/areas/?q=Bristol", 302, 302, 302),
    Example("library:area", "/areas/826/", queries=6),
    Example("library:area", "/areas/909/", queries=3),
    Example("library:profile", "/areas/826/profile/"),
    Example("library:profile", "/areas/303/profile/?i=SEN_TotStat&q=absence"),
    Example("library:profile", "/areas/826/profile/?i=unknown&q=zebra"),
    _file("library:profile-download", "/areas/826/profile.csv"),
    _file("library:profile-download", "/areas/826/profile.json"),
    Example("library:indicators", "/indicators/"),
    Example("library:indicators", "/indicators/?q=absence&area=826"),
    Example("library:indicators", "/indicators/?q=zebra"),
    Example("library:indicator", "/indicators/sen-totstat/"),
    Example("library:indicator", f"/indicators/{INDICATOR}/?area=826"),
    Example("library:indicator", f"/indicators/{INDICATOR}/?area=Bristl&period=1066"),
    _file("library:indicator-download", f"/indicators/{INDICATOR}.csv"),
    _file("library:indicator-download", f"/indicators/{INDICATOR}.json"),
    Example("library:read", "/read/", queries=0, form=True),
    _only_posted("library:keep", "/read/keep/"),
    Example("library:about", "/about/data/"),
    Example("library:about", "/about/accessibility/"),
    Example("library:about", "/about/privacy/"),
    Example("library:help", "/help/"),
    Example("library:help-page", "/help/outcomes/"),
    Example("library:help-page", "/help/shares/"),
    Example("library:help-page", "/help/comparisons/"),
    Example("library:help-page", "/help/findings/"),
    Example("library:api", "/api/"),
    _file("library:sitemap", "/sitemap.xml"),
    _file("library:robots", "/robots.txt", queries=0),
    _file("library:healthy", "/healthy/", queries=1),
    # One question: who the demonstration's invented people are.
    Example("account_login", "/sign-in/", reader=302, editor=302, queries=1, form=True),
    Example("account_logout", "/sign-out/", visitor=302, queries=0, form=True),
    _only_posted("accounts:as-persona", "/sign-in/as/"),
    Example("accounts:mails", "/demonstration/mails/", queries=0),
    Example("accounts:mail", "/demonstration/mails/{mail}/", queries=0, referrer="strict-origin"),
    Example("accounts:mail", "/demonstration/mails/never-sent/", 404, 404, 404, queries=0),
    _own("accounts:account", "/account/", form=False),
    Example("account_inactive", "/account/closed/", queries=0),
    Example("account_signup", "/account/new/", reader=302, editor=302, queries=0, form=True),
    _own("account_reauthenticate", "/account/again/"),
    _own("account_change_password", "/account/password/"),
    # For accounts without a password, which these are not: they are sent to change the one they have.
    _own("account_set_password", "/account/password/set/", 302),
    Example("account_reset_password", "/account/password/forgotten/", queries=0, form=True),
    Example("account_reset_password_done", "/account/password/forgotten/sent/", queries=0),
    Example("account_reset_password_from_key", "/account/password/new/1-abc/", queries=1, form=True),
    Example("account_reset_password_from_key_done", "/account/password/changed/", queries=0),
    _own("mfa_index", "/account/second-factor/", form=False),
    Example(
        "mfa_authenticate", "/account/second-factor/authenticate/", 302, 302, 302, page=False, queries=0, form=True
    ),
    # Who has just signed in is not asked for another proof: each of these is a page for who has what it is about.
    _factor("mfa_reauthenticate", "reauthenticate/", 302, 200),
    _factor("mfa_activate_totp", "totp/activate/", 200, 302),
    _factor("mfa_deactivate_totp", "totp/deactivate/", 404, 200),
    _factor("mfa_view_recovery_codes", "recovery-codes/", 404, 200),
    _factor("mfa_generate_recovery_codes", "recovery-codes/generate/", 200, 200),
    _factor("mfa_download_recovery_codes", "recovery-codes/download/", 404, 200),
    _factor("mfa_list_webauthn", "webauthn/", 200, 200, form=False),
    _factor("mfa_add_webauthn", "webauthn/add/", 200, 200),
    _factor("mfa_reauthenticate_webauthn", "webauthn/reauthenticate/", 302, 200),
    _factor("mfa_remove_webauthn", "webauthn/keys/{key}/remove/", 404, 200),
    _factor("mfa_edit_webauthn", "webauthn/keys/{key}/edit/", 404, 200),
    Example(
        "mfa_login_webauthn", "/account/second-factor/webauthn/login/", 302, 302, 302, page=False, queries=0, form=True
    ),
    _own("usersessions_list", "/account/sessions/"),
    Example("socialaccount_login_cancelled", "/account/organisation/login/cancelled/", queries=0),
    Example("socialaccount_login_error", "/account/organisation/login/error/", 401, 401, 401, queries=0),
    Example("socialaccount_signup", "/account/organisation/signup/", 302, 302, 302, page=False, queries=0, form=True),
    _own("socialaccount_connections", "/account/organisation/"),
    Example("openid_connect_login", "/account/organisation/oidc/organisation/login/", 404, 404, 404, form=True),
    Example(
        "openid_connect_callback", "/account/organisation/oidc/organisation/login/callback/", 404, 404, 404, queries=1
    ),
    Example("jobs:job", "/jobs/00000000-0000-4000-8000-000000000000/", 302, 404, 404, page=False, queries=0),
    _own("partnerships:mine", "/p/", form=False),
    Example(
        "partnerships:invitation",
        "/invitations/{invitation}/{token}/",
        queries=2,
        form=True,
        referrer="strict-origin",
    ),
    Example("partnerships:invitation", "/invitations/{invitation}/wrong/", 404, 404, 404, queries=1, form=True),
    _file("api:openapi-json", "/api/v1/openapi.json", queries=0),
    # There is no page of documentation that would load scripts from elsewhere: /api/ explains instead.
    Example("api:api-root", "/api/v1/", 404, 404, 404, queries=0),
    _file("api:inspections", "/api/v1/inspections?framework=2016", queries=0),
    _file("api:inspection", f"/api/v1/inspections/{INSPECTION}", queries=1),
    _file("api:findings", "/api/v1/findings?words=reviews", queries=4),
    _file("api:finding", f"/api/v1/findings/{CORRECTED}", queries=3),
    _file("api:areas", "/api/v1/areas", queries=0),
    _file("api:area", "/api/v1/areas/bristol", queries=0),
    _file("api:indicators", "/api/v1/indicators", queries=0),
    _file("api:values", "/api/v1/indicators/values?indicator=SEN_EHC_Excpt_20wks&region=London", queries=0),
    _file("api:compare", "/api/v1/compare?indicator=SEN_EHC_Excpt_20wks&area=826", queries=0),
    Example("frameworks:packs", "/frameworks/"),
    Example("frameworks:pack", "/frameworks/send-2023/"),
    Example("frameworks:pack", "/frameworks/send-2016/"),
    Example("frameworks:pack", "/frameworks/zebra/", 404, 404, 404),
    # A link that nobody was given; answering itself is tested in tests/integration/selfevaluation.
    Example("selfevaluation:answer-by-link", "/answers/1/wrong/", 404, 404, 404, form=True),
    # A link that nobody was given; answering itself is tested in tests/integration/selfevaluation.
    Example("selfevaluation:answer-by-link", "/answers/1/wrong/", 404, 404, 404, form=True),
    # A link that nobody was given; answering itself is tested in tests/integration/voices.
    Example("voices:answer", "/answer/{code}/", queries=2, form=True, referrer="strict-origin"),
    Example("voices:thanks", "/answer/{code}/thanks/", queries=1),
    Example("voices:resume", "/answer/{code}/{secret}/", queries=3, form=True, referrer="strict-origin"),
    Example("voices:public", "/voices/ashcombe/", queries=1),
    Example("voices:answer", "/answer/nothing/", 404, 404, 404, form=True),
    Example("voices:thanks", "/answer/nothing/thanks/", 404, 404, 404),
    Example("voices:resume", "/answer/nothing/secret/", 404, 404, 404, form=True),
    Example("voices:public", "/voices/nowhere/", 404, 404, 404),
    *timetable.EXAMPLES,
    *enquiries.EXAMPLES,
    *findings.EXAMPLES,
    *announcements.EXAMPLES,
    *public_pages.EXAMPLES,
)


def invitation_of(place: Place) -> dict[str, Any]:
    """Return an open invitation to a place, and the secret part of its link."""
    found = place.once("invitation", lambda place: invite(place.scope(), f"invited@{place.slug}.example.org"))
    return {"invitation": found.pk, "token": invitation_token(found)}


def _member(place: Place) -> dict[str, Any]:
    return {"member": place.members[PartnershipRole.READER].pk}


def _evidence(place: Place) -> dict[str, Any]:
    """Return a file with a use and a search word in it, a measure snapshot, and a bundle of the lead's."""

    def make(place: Place) -> dict[str, Any]:
        scope = place.scope()
        about = evidence.About("Minutes & <notes>", criteria=("send-2023:I1",))
        item = evidence.add_file(scope=scope, about=about, file_name="a.txt", data=b"Families & <news> wait.")
        evidence.attach(scope=scope, item=item, kind="claim", thing_id=1, words="We <know> it", href="/")
        about = evidence.About("Case notes", sensitivity="restricted")
        restricted = evidence.add_file(scope=scope, about=about, file_name="b.txt", data=b"Restricted words.")
        about = evidence.About("", criteria=("send-2023:I2",))
        snapshot = evidence.add_snapshot(scope=scope, about=about, indicator=INDICATOR_CODE)
        evidence.ask_for_bundle(scope=scope)
        bundle = Bundle.objects.get(made_by=scope.person)
        evidence.finish_bundle(scope=scope, bundle=bundle, data=b"PK", items=2, needs=["partnership"])
        return {"item": item.pk, "restricted": restricted.pk, "snapshot": snapshot.pk, "bundle": bundle.pk}

    return place.once("evidence", make)


def _evaluation(place: Place) -> dict[str, Any]:
    """Make a self-evaluation with a claim, a challenge, a voice, questions, a version and a signature."""
    return place.once("evaluation", _make_evaluation)


def _make_evaluation(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = evaluations.make_evaluation(scope=lead, pack_id="send-2023", title="We <know>", period="2026")
    texts = {"polarity": "gap", "judgement": "Families & <news> wait.", "confidence": "low", "service": "health"}
    claim = claims.write_claim(scope=lead, evaluation=found, criterion="I1", texts=texts)
    challenge = challenges.challenge_claim(scope=lead, claim=claim, text="Is it <so>?")
    said = {"words": "We <wait>.", "who": "A parent", "audience": "families", "said_on": date(2026, 6, 1)}
    quote = challenges.add_quote(scope=lead, claim=claim, **said)
    question = questions.ask(
        scope=lead, evaluation=found, criterion="I1", words="Why <so>?", due=date(2099, 1, 1), members=[lead.member]
    )
    asked = questions.answer(asked=question.asked.get(), words="Because <it> is.", scope=lead)
    statement.choose_claims(scope=lead, evaluation=found, claim_ids=[claim.pk])
    version = versions.freeze_version(scope=lead, evaluation=found)
    signature = versions.sign_off(scope=lead, version=version)
    return {
        "evaluation": found.pk,
        "claim": claim.pk,
        "part": found.parts.get(covers="I1").pk,
        "challenge": challenge.pk,
        "quote": quote.pk,
        "question": question.pk,
        "asked": asked.pk,
        "signature": signature.pk,
        "line": found.statement.get().pk,
    }


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that the addresses of EXAMPLES name, made in a place."""
    return {
        "mail": _mail(),
        **invitation_of(place),
        **voices_of(place),
        **timetable.made_for_examples(place),
        **enquiries.made_for_examples(place),
        **findings.made_for_examples(place),
        **announcements.made_for_examples(place),
        **public_pages.shown_of(place),
    }


def _mail() -> str:
    """Keep a mail as a demonstration keeps it; return its place."""
    text = f"Dear <Reader> & all,\n\n{settings.SITE_ADDRESS}/help/\n\nhttps://example.org/elsewhere"
    shutil.rmtree(settings.EMAIL_FILE_PATH, ignore_errors=True)
    folder = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage("A question & <its> link", text, None, ["reader@example.org"], connection=folder).send()
    return mails()[0].place


# What is being written is not for inspectors and reviewers.
_NOT_YET = {PartnershipRole.INSPECTOR: 404}
# Everybody but the lead, who alone was asked, or alone had it built.
_OF_THE_LEAD = {role: 404 for role in PartnershipRole if role is not PartnershipRole.LEAD}


def _know(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    answers = {"answers": _NOT_YET} if may is Permission.SEE_ROOMS else {}
    within = f"/p/{{slug}}/know/{{evaluation}}/{path}"
    return Room(f"selfevaluation:{name}", within, may, needs=_evaluation, **{**answers, **more})


def _know_posted(name: str, path: str, may: Permission, **more: Any) -> Room:
    return _know(name, path, may, only_posted=True, **more)


def voices_of(place: Place) -> dict[str, Any]:
    """Make a survey with answers, a session with a quote, and an entry of the loop."""
    return place.once("voices", _make_voices)


def _make_voices(place: Place) -> dict[str, Any]:
    scope, today = place.scope(), date(2026, 6, 1)
    survey = survey_actions.make_survey(scope=scope, template="children", title="", audience="", space="partnership")
    question = survey.questions.get(kind="long", position=5)
    draft = survey_actions.make_survey(scope=scope, template="parents", title="Begun", audience="", space="partnership")
    survey_actions.open_survey(scope=scope, survey=survey)
    survey.refresh_from_db()
    for _ in range(6):
        survey_actions.send_answers(survey=survey, raw={f"q{question.pk}": "Annual reviews come late."})
    answer = question.answers.first()
    session = gathering.write_session(
        scope=scope, title="Coffee", kind="focus", held_on=today, place="", space="partnership", notes="", themes=[]
    )
    quote = gathering.add_quote(
        scope=scope, session=session, words="Heard.", said_by="a parent", consent="none", consent_until=None
    )
    stages = {f"{stage}{end}": None if end == "_on" else "" for stage in gathering.STAGES for end in ("", "_by", "_on")}
    entry = gathering.write_loop(
        scope=scope, said="Reviews are late.", said_by="parents", said_on=today, theme="", space="partnership", **stages
    )
    forum = place.scope(PartnershipRole.FORUM_MEMBER)
    survey_actions.release(scope=forum, thing=entry, kind="loop entry")
    secret = survey_actions.keep_draft(survey=survey, secret="", raw={f"q{question.pk}": "Annual <reviews>"})
    people = {"organisation": None, "role": "Parents", "invited": 9, "accepted": 7, "attended": 6, "names": ""}
    line = gathering.add_roster_line(scope=scope, session=session, **people)
    held = importing.hold_table(scope=scope, survey=survey, content=b"What should change?\nTime\n", name="The file")
    return {
        "survey": survey.pk,
        "draft": draft.pk,
        "question": draft.questions.first().pk,
        "answer": answer.pk,
        "session": session.pk,
        "quote": quote.pk,
        "entry": entry.pk,
        "held": held.pk,
        "line": line.pk,
        "code": survey.code,
        "secret": secret,
    }


def _voice(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    return Room(f"voices:{name}", f"/p/{{slug}}/voices/{path}", may, needs=voices_of, **more)


ROOMS = (
    Room("partnerships:today", "/p/{slug}/"),
    Room("partnerships:people", "/p/{slug}/people/", needs=invitation_of),
    Room("partnerships:roles", "/p/{slug}/people/roles/"),
    Room("partnerships:invite", "/p/{slug}/people/invite/", Permission.MANAGE_PEOPLE, form=True),
    Room(
        "partnerships:add-organisation",
        "/p/{slug}/people/organisations/add/",
        Permission.MANAGE_PARTNERS,
        form=True,
    ),
    Room("partnerships:member", "/p/{slug}/people/{member}/", Permission.MANAGE_PEOPLE, needs=_member, form=True),
    Room(
        "partnerships:end",
        "/p/{slug}/people/{member}/end/",
        Permission.MANAGE_PEOPLE,
        needs=_member,
        only_posted=True,
    ),
    Room(
        "partnerships:withdraw",
        "/p/{slug}/people/invitations/{invitation}/withdraw/",
        Permission.MANAGE_PEOPLE,
        needs=invitation_of,
        only_posted=True,
    ),
    Room(
        "partnerships:send-again",
        "/p/{slug}/people/invitations/{invitation}/send/",
        Permission.MANAGE_PEOPLE,
        needs=invitation_of,
        only_posted=True,
    ),
    Room("partnerships:audit", "/p/{slug}/audit/", Permission.READ_AUDIT),
    Room("partnerships:audit", "/p/{slug}/audit/?kind=member&page=9", Permission.READ_AUDIT),
    Room("partnerships:audit-download", "/p/{slug}/audit.csv", Permission.READ_AUDIT, page=False),
    Room("evidence:items", "/p/{slug}/evidence/", needs=_evidence),
    Room("evidence:items", "/p/{slug}/evidence/?words=wait&criterion=send-2023&kind=file", needs=_evidence),
    Room("evidence:items", "/p/{slug}/evidence/?words=zebra&kind=nothing&page=x&organisation=0"),
    Room("evidence:items-download", "/p/{slug}/evidence.csv", page=False, needs=_evidence),
    Room("evidence:index", "/p/{slug}/evidence/criteria/", needs=_evidence),
    Room("evidence:index", "/p/{slug}/evidence/criteria/?pack=send-2016"),
    Room("evidence:index-download", "/p/{slug}/evidence/criteria.csv?pack=zebra", page=False),
    Room("evidence:bundles", "/p/{slug}/evidence/bundles/", Permission.TAKE_BUNDLE, needs=_evidence, form=True),
    Room(
        "evidence:bundle",
        "/p/{slug}/evidence/bundles/{bundle}.zip",
        Permission.TAKE_BUNDLE,
        needs=_evidence,
        only_posted=True,
    ),
    Room("evidence:add", "/p/{slug}/evidence/add/?criterion=send-2023:I1", Permission.ADD_EVIDENCE),
    Room("evidence:add-kind", "/p/{slug}/evidence/add/file/", Permission.ADD_EVIDENCE, form=True),
    Room("evidence:add-kind", "/p/{slug}/evidence/add/link/", Permission.ADD_EVIDENCE, form=True),
    Room("evidence:add-kind", "/p/{slug}/evidence/add/note/", Permission.ADD_EVIDENCE, form=True),
    Room("evidence:add-kind", "/p/{slug}/evidence/add/snapshot/", Permission.ADD_EVIDENCE, form=True),
    Room("evidence:item", "/p/{slug}/evidence/{item}/", needs=_evidence),
    Room("evidence:item", "/p/{slug}/evidence/{snapshot}/", needs=_evidence),
    Room("evidence:change", "/p/{slug}/evidence/{item}/change/", Permission.ADD_EVIDENCE, needs=_evidence, form=True),
    Room("evidence:replace", "/p/{slug}/evidence/{item}/replace/", Permission.ADD_EVIDENCE, needs=_evidence, form=True),
    Room(
        "evidence:refresh",
        "/p/{slug}/evidence/{snapshot}/refresh/",
        Permission.ADD_EVIDENCE,
        needs=_evidence,
        only_posted=True,
    ),
    Room(
        "evidence:withdraw", "/p/{slug}/evidence/{item}/withdraw/", Permission.ADD_EVIDENCE, needs=_evidence, form=True
    ),
    Room(
        "evidence:release",
        "/p/{slug}/evidence/{item}/release/",
        Permission.RELEASE_FROM_FORUM,
        needs=_evidence,
        only_posted=True,
    ),
    Room("evidence:item", "/p/{slug}/evidence/{item}/?version=1", needs=_evidence),
    Room(
        "evidence:restore",
        "/p/{slug}/evidence/{item}/restore/",
        Permission.ADD_EVIDENCE,
        needs=_evidence,
        only_posted=True,
    ),
    Room("evidence:download", "/p/{slug}/evidence/{item}/versions/1/", page=False, needs=_evidence),
    Room(
        "evidence:download",
        "/p/{slug}/evidence/{restricted}/versions/1/",
        needs=_evidence,
        form=True,
        answers={role: 404 for role in PartnershipRole if role not in MAY[Permission.SEE_RESTRICTED]},
    ),
    Room("evidence:add-kind", "/p/{slug}/evidence/add/voice/", Permission.ADD_EVIDENCE, form=True),
    Room("frameworks:deadlines", "/p/{slug}/know/deadlines/send-2023/"),
    Room(
        "frameworks:deadline",
        f"/p/{{slug}}/know/deadlines/send-2023/{DEADLINE}/",
        Permission.OVERRIDE_DEADLINES,
        form=True,
    ),
    Room(
        "frameworks:back",
        f"/p/{{slug}}/know/deadlines/send-2023/{DEADLINE}/back/",
        Permission.OVERRIDE_DEADLINES,
        only_posted=True,
    ),
    Room("selfevaluation:evaluations", "/p/{slug}/know/"),
    Room("selfevaluation:evaluations", "/p/{slug}/know/", needs=_evaluation),
    Room("selfevaluation:new", "/p/{slug}/know/new/", Permission.LEAD_EVALUATION, form=True),
    _know("evaluation", ""),
    _know_posted("agree", "agree/", Permission.LEAD_EVALUATION),
    _know_posted("reopen", "reopen/", Permission.LEAD_EVALUATION),
    _know_posted("put-aside", "put-aside/", Permission.LEAD_EVALUATION),
    _know("criterion", "criteria/I1/"),
    _know("criterion", "criteria/L6/"),
    _know("add", "criteria/I1/add/", Permission.WRITE_CLAIMS, form=True),
    _know_posted("drop-draft", "criteria/I1/draft/drop/", Permission.WRITE_CLAIMS),
    _know("ask", "criteria/I1/ask/", Permission.LEAD_EVALUATION, form=True),
    _know("claims", "claims/"),
    _know("claims", "claims/?words=zebra&polarity=gap"),
    _know("claims-csv", "claims.csv", page=False),
    _know("claim", "claims/{claim}/"),
    _know("change", "claims/{claim}/change/", Permission.WRITE_CLAIMS, form=True),
    _know_posted("confirm", "claims/{claim}/confirm/", Permission.WRITE_CLAIMS),
    _know_posted("take-out", "claims/{claim}/take-out/", Permission.WRITE_CLAIMS),
    _know_posted("challenge", "claims/{claim}/challenge/", Permission.CHALLENGE_CLAIMS),
    _know_posted("answer-challenge", "claims/{claim}/challenges/{challenge}/answer/", Permission.WRITE_CLAIMS),
    _know("voice", "claims/{claim}/voice/", Permission.WRITE_CLAIMS, form=True),
    _know_posted("drop-voice", "claims/{claim}/voice/{quote}/remove/", Permission.WRITE_CLAIMS),
    _know_posted("theme", "claims/{claim}/theme/", Permission.WRITE_CLAIMS),
    _know_posted("drop-theme", "claims/{claim}/theme/1/remove/", Permission.WRITE_CLAIMS),
    _know("evidence", "claims/{claim}/evidence/", Permission.WRITE_CLAIMS, form=True),
    _know("evidence", "claims/{claim}/evidence/?words=zebra", Permission.WRITE_CLAIMS),
    _know("part", "parts/{part}/", form=True),
    _know_posted("move-part", "parts/{part}/submit/", Permission.WRITE_CLAIMS),
    _know("coverage", "coverage/"),
    _know("versions", "versions/"),
    _know_posted("freeze", "versions/freeze/", Permission.LEAD_EVALUATION),
    _know("version", "versions/1/"),
    _know_posted("sign", "versions/1/sign/", Permission.SIGN_OFF),
    _know_posted("unsign", "sign-offs/{signature}/withdraw/", Permission.SIGN_OFF),
    _know("questions", "questions/", Permission.LEAD_EVALUATION),
    _know_posted("remind", "questions/{question}/remind/", Permission.LEAD_EVALUATION),
    _know("place", "answers/{asked}/", Permission.LEAD_EVALUATION, form=True),
    _know_posted("no-longer", "answers/{asked}/no-longer/", Permission.LEAD_EVALUATION),
    Room(
        "selfevaluation:answer",
        "/p/{slug}/know/questions/{asked}/",
        needs=_evaluation,
        form=True,
        answers=_OF_THE_LEAD,
    ),
    _know("statement", "statement/", form=True),
    _know_posted("stand-by", "statement/{line}/stand-by/", Permission.LEAD_EVALUATION),
    _know("document", "document/"),
    _know("download", "self-evaluation.docx", page=False),
    _know("download", "position-statement.pdf", page=False),
    _know("download", "self-evaluation.html", page=False),
    # A document that nobody had built; building is tested in tests/integration/selfevaluation.
    _know("built", "built/0/", page=False, answers=dict.fromkeys(PartnershipRole, 404)),
    _know("carry", "carry/", Permission.LEAD_EVALUATION, form=True),
    _know("carry", "carry/?to=send-2023", Permission.LEAD_EVALUATION),
    _know_posted("undo-carry", "carry/undo/", Permission.LEAD_EVALUATION),
    _voice("home", ""),
    _voice("heard", "heard/"),
    _voice("heard", "heard/?first=1 May 2020&last=1 May 2030"),
    _voice("heard-csv", "heard.csv?first=1 May 2020&last=1 May 2030", page=False),
    _voice("search", "search/?words=reviews"),
    _voice("search", "search/?words=zebra"),
    _voice("survey-new", "surveys/new/", Permission.RUN_SURVEYS, form=True),
    _voice("survey", "surveys/{survey}/"),
    _voice("survey", "surveys/{draft}/"),
    _voice("survey-edit", "surveys/{survey}/edit/", Permission.RUN_SURVEYS, form=True),
    # Which step may be taken by whom depends on the step: tested in tests/integration/voices.
    _voice("survey-step", "surveys/{survey}/step/", Permission.RUN_SURVEYS, only_posted=True, sent={"do": "close"}),
    _voice("paper", "surveys/{survey}/paper.pdf", Permission.RUN_SURVEYS, page=False),
    _voice("large-print", "surveys/{survey}/large-print.pdf", Permission.RUN_SURVEYS, page=False),
    _voice("enter", "surveys/{survey}/enter/", Permission.RUN_SURVEYS, form=True),
    _voice("question-add", "surveys/{draft}/questions/add/", Permission.RUN_SURVEYS, form=True),
    _voice("question", "surveys/{draft}/questions/{question}/", Permission.RUN_SURVEYS, form=True),
    _voice(
        "question-do",
        "surveys/{draft}/questions/{question}/do/",
        Permission.RUN_SURVEYS,
        only_posted=True,
        sent={"do": "down"},
    ),
    _voice("results", "surveys/{survey}/results/"),
    _voice("results-csv", "surveys/{survey}/results.csv", page=False),
    _voice("reach-csv", "surveys/{survey}/reach.csv", page=False),
    _voice("texts", "surveys/{survey}/texts/", Permission.READ_ANSWERS),
    _voice("texts", "surveys/{survey}/texts/?words=reviews", Permission.READ_ANSWERS),
    _voice("texts-csv", "surveys/{survey}/texts.csv", Permission.READ_ANSWERS, only_posted=True),
    _voice("contacts", "surveys/{survey}/contacts/", Permission.READ_ANSWERS, form=True),
    _voice("import-new", "surveys/{survey}/import/", Permission.RUN_SURVEYS, form=True),
    _voice("import", "imports/{held}/", Permission.RUN_SURVEYS, form=True),
    _voice("population", "population/need/", Permission.RUN_SURVEYS, form=True),
    _voice("coding", "coding/", Permission.CODE_ANSWERS),
    _voice("agreement", "coding/agreement/", Permission.CODE_ANSWERS),
    _voice("book", "coding/book/", form=True),
    _voice("code", "said/answer/{answer}/code/", Permission.CODE_ANSWERS, form=True),
    _voice("settle", "said/answer/{answer}/settle/", Permission.CODE_ANSWERS, only_posted=True),
    _voice("redact", "said/answer/{answer}/redact/", Permission.READ_ANSWERS, form=True),
    _voice("theme", "themes/leadership/", form=True),
    _voice("sessions-csv", "sessions.csv", page=False),
    _voice("session-new", "sessions/new/", Permission.RUN_SURVEYS, form=True),
    _voice("session", "sessions/{session}/", form=True),
    _voice("session-edit", "sessions/{session}/edit/", Permission.RUN_SURVEYS, form=True),
    _voice("roster-line", "sessions/{session}/roster/{line}/", Permission.RUN_SURVEYS, form=True),
    _voice("consent-withdraw", "quotes/{quote}/withdraw/", Permission.RUN_SURVEYS, only_posted=True),
    _voice("loop", "loop/"),
    _voice("loop", "loop/?words=reviews"),
    _voice("loop-csv", "loop.csv", page=False),
    _voice("loop-new", "loop/new/", Permission.TELL_THE_LOOP, form=True),
    _voice("loop-edit", "loop/{entry}/", Permission.TELL_THE_LOOP, form=True),
    _voice("loop-release", "loop/{entry}/release/", Permission.RELEASE_FROM_FORUM, only_posted=True),
    *inspections.ROOMS,
    *letters.ROOMS,
    *timetable.ROOMS,
    *enquiries.ROOMS,
    *findings.ROOMS,
    *knowing.ROOMS,
    *plans.ROOMS,
    *plan_boards.ROOMS,
    *plan_views.ROOMS,
    *announcements.ROOMS,
    *thread.ROOMS,
    *public_pages.ROOMS,
    *return_figures.ROOMS,
    *returns.ROOMS,
)


def named_addresses(patterns: list, namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield every address of the resolver as (name with its namespace, pattern); a nameless one has the name ""."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from named_addresses(each.url_patterns, inner)
        else:
            yield f"{namespace}{each.name}" if each.name else "", str(each.pattern)
