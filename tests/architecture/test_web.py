"""Lists that must be complete: fields classified, migrations made, templates with their blocks."""

import re
from io import StringIO
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.core.management import call_command

from tests.architecture.repository import ROOT, WEB

# Every field of every table of ours. Personal: it says something about a person who can be named, an account's owner
# included. A new field fails until it is here; a personal one needs a reason to be kept, and an end.
PERSONAL = {
    "accounts.Person": (
        "id email name about password is_active is_editor is_superuser joined_at last_login groups user_permissions"
    ),
    # Who did what stays as long as the partnership's trail does: that is what it is for.
    "audit.Event": "by_id by_name thing before after why",
    "jobs.Job": "by",
    "partnerships.Member": "id partnership person organisation post joined_at left_at",
    "partnerships.Grant": "id member role begins ends",
    "partnerships.Invitation": (
        "id partnership email name organisation post roles role_ends invited_by sent_at expires_at accepted_at withdrawn_at"
    ),
    # Evidence may be about people, and says so by its sensitivity. It stays while the partnership needs it as proof.
    "evidence.Item": "title owner withdrawn_by withdrawn_why changed_by",
    "evidence.Version": "file_name address text data why by",
    "evidence.ItemText": "text",
    "evidence.Use": "words by",
    "evidence.Bundle": "made_by",
    "returns.Load": "made_by taken_by",
    "returns.Heading": "said_by",
    # What people said of problems with children's records, and the digests by which these are known again: gone with the
    # last load that has the problem. Words may lead to a child although they must not name one.
    "returns.Item": "digest owner why settled_by",
    "returns.Step": "by to was_to words",
    "returns.Release": "by note",
    "returns.TakenBack": "by why",
    "library.Report": "loaded_by",
    "library.Correction": "by undone_by why",
    # What people said may lead to them although nobody is named: single answers are read by few, and words can be taken out.
    "voices.Survey": "released_by made_by",
    "voices.Session": "released_by made_by notes",
    "voices.LoopEntry": "released_by made_by",
    "voices.Draft": "secret_hash content",
    "voices.Import": "rows made_by",
    "voices.Response": "entered_by name contact",
    "voices.Answer": "value text",
    "voices.Quote": "words said_by",
    "voices.RosterLine": "names",
    "voices.Coding": "by",
    "voices.ThemeRelease": "released_by",
    "voices.Unfinished": "person content",
    "frameworks.DeadlineOverride": "by",
    "selfevaluation.Asked": "id answer answered_at audience email member name nonce post question reminded_at withdrawn_at",
    "selfevaluation.Built": "person",
    "selfevaluation.Challenge": "challenger answered_by",
    "selfevaluation.Claim": "author confirmed_by",
    "selfevaluation.ClaimText": "by",
    "selfevaluation.Draft": "person",
    "selfevaluation.Evaluation": "made_by",
    "selfevaluation.HeardTheme": "placed_by",
    "selfevaluation.Part": "member moved_by",
    "selfevaluation.Question": "asked_by",
    "selfevaluation.Quote": "who placed_by",
    "selfevaluation.SignOff": "person",
    "selfevaluation.StatementLine": "chosen_by",
    "selfevaluation.Version": "made_by",
    # Who inspects and is inspected, what they said, and cases by label: kept with the inspection; a case is emptied by itself.
    "inspections.Inspection": "made_by",
    "inspections.EventDay": "by",
    "inspections.Participant": (
        "id inspection side name role post organisation member managed_by email phone nonce tries_from tries revision "
        "left_at"
    ),
    "inspections.Task": "owner note settled_by",
    "inspections.InCircle": "id inspection member why let_in_by at put_out_at put_out_by put_out_why",
    "inspections.LetterText": "title words by",
    "inspections.LetterSent": "way content by",
    "inspections.BuiltPack": "person content",
    "timetable.Session": "asks_to_see debrief made_by",
    "timetable.Going": "id session participant answer came",
    "timetable.Change": "participant words",
    "timetable.CalendarMail": "participant by",
    "enquiries.Line": "title raised_by reading closed_why made_by",
    "enquiries.Turn": "words by",
    "enquiries.Request": "words mail asked_by owner answer answered_by checked_by made_by",
    "enquiries.RequestStep": "words by",
    "enquiries.AskedSetting": "name email words asked_by answer",
    "enquiries.Case": "id inspection number age_band need setting consent consent_on named_on delete_on deleted_at",
    "enquiries.Note": "words made_by",
    "enquiries.NoteText": "words by",
    "findings.Finding": "words author written_by moderated_by",
    "findings.FindingText": "words by",
    "findings.FindingStep": "words by",
    "findings.Judgement": "why proposed_by agreed_by",
    "findings.JudgementStep": "words by",
    "findings.Publication": "by",
    "findings.Thanks": "name part words written_by",
    "findings.ThanksText": "words by",
    "findings.SectionText": "words by",
    "findings.BuiltFile": "person content",
    "findings.ReadReport": "content said sent_by",
    "findings.Proposal": "words left_out_why decided_by",
    "findings.PublicationCorrection": "by",
    "findings.AccuracyPoint": "says should_say proof answer made_by",
    "findings.PointText": "says should_say proof answer by",
    "findings.Pair": "decided_by",
    "findings.Recognition": "who email words said_by made_by",
    # Who answers for what in a plan, and who changed it: kept as long as the plan.
    "plans.Plan": "made_by",
    "plans.PartText": "by",
    "plans.FindingIn": "by",
    "plans.Action": "owner made_by",
    "plans.Measure": "owner",
    "plans.Reading": "by",
    "plans.FamilyWord": "words by",
    "plans.Change": "before after why by",
    "plans.Snapshot": "content by",
    "plans.Reply": "words by",
    "plans.Result": "words by",
    "plans.BoardDecision": "made_by decided_by",
    "plans.Meeting": "by chair",
    "plans.PackFile": "content",
    "plans.SheetIn": "by differences problems",
    "plans.BuiltFile": "person content",
    # Who is told once in a week what of theirs is due, and who does not want to be: gone with the membership.
    "plans.WeeklyMail": "member",
    "plans.NoWeeklyMail": "member",
    # Leaders speak under their own name, by their role, and approve it; who writes and publishes stands with each text.
    "announcements.Announcement": "scheduled_by made_by",
    "announcements.AnnouncementText": "by",
    "announcements.AnnouncementStep": "by",
    "announcements.Quotation": "role name organisation email member words asked_by note",
    "announcements.QuotationText": "words note by",
    # What was taken out because it told of a person: for few, and kept so that it can be seen what was said.
    "announcements.Correction": "was now why by",
    "announcements.Picture": "content added_by",
    # An address that follows a public page is forgotten when it leaves, and after three days if nobody confirmed it.
    "publicpage.Page": "changed_by",
    "publicpage.ShownTheme": "released_by",
    "publicpage.ShownDocument": "released_by",
    "publicpage.Update": "by",
    "publicpage.Redaction": "by",
    # What a theme said of a person, for few, so that it does not come back.
    "publicpage.PrivateWords": "told clear why by",
    "publicpage.Subscriber": "id page email nonce asked_at confirmed_at left_at reminded_at told tries_from tries",
}
NOT_PERSONAL = {
    "announcements.Announcement": (
        "id partnership inspection plan slug headline standfirst meaning strengths to_improve next_steps contact comparison "
        "revision state facts publish_at published_at changed_at withdrawn_note withdrawn_for_privacy privacy_parts told_facts "
        "left_facts made_at"
    ),
    "announcements.AnnouncementText": "id announcement revision texts at",
    "announcements.AnnouncementStep": "id announcement step reached words for_privacy at",
    # Its nonce is worth nothing without the installation's key.
    "announcements.Quotation": (
        "id announcement position state revision nonce asked_at until reminded_at answered_at receipt tries tries_from "
        "for_privacy"
    ),
    "announcements.QuotationText": "id quotation step at",
    "announcements.Correction": "id announcement field for_privacy revision at",
    "announcements.Picture": "id announcement media_type width height alternative decorative added_at removed_at",
    "publicpage.Page": "contact id introduction opened_at partnership revision",
    "publicpage.ShownDocument": "id item page released_at title",
    "publicpage.ShownTheme": (
        "actions for_privacy found id measures outcome released_at taken_back_at taken_back_why theme title"
    ),
    "publicpage.Update": "about at id part partnership words",
    "publicpage.Redaction": "at id update",
    "publicpage.PrivateWords": "at id shown step",
    "plans.Action": (
        "begins body confidence cost cost_words due id made_at needs others partnership revision risk "
        "risk_words sectors settled_at state words"
    ),
    "plans.ActionIn": "action id position theme",
    "plans.BoardDecision": (
        "action asked decided decided_on decided_why dropped_why id made_at number plan revision wanted_by why"
    ),
    "plans.BuiltFile": "at form id name plan",
    "plans.Change": "at id kind partnership plan thing_id verb",
    "plans.FamilyWord": "at evidence id loop said_on theme title withdrawn_at withdrawn_why",
    "plans.FindingIn": "at finding id plan theme why_not",
    "plans.Measure": (
        "baseline baseline_on decimals definition every_months good id kind out_at out_why position revision "
        "source source_ref source_words target target_by theme title tolerance unit waypoints"
    ),
    "plans.Meeting": "agenda at begins day id place plan snapshot",
    "plans.Milestone": "action actual due expected id months reached_on revision",
    "plans.PackFile": "form id sha256 snapshot",
    "plans.PartText": "at id part plan revision words",
    "plans.Plan": "begins board id inspection kind made_at pack partnership revision state title",
    "plans.Reading": "at day denominator evidence id measure note numerator release source state value",
    "plans.Reply": "at from_whom id on snapshot verdict",
    "plans.Result": "at enough id inspection on place result said_in source",
    "plans.SheetIn": "at file_hash id plan taken_at",
    "plans.Snapshot": "at due held_on id kind number plan sha256 title way whom words",
    "plans.NoWeeklyMail": "at id",
    "plans.WeeklyMail": "at id room sent_at week",
    "plans.Theme": "id out_at out_why outcome plan position revision title",
    "frameworks.DeadlineOverride": "at deadline ended_at id pack partnership reason unit value",
    "selfevaluation.Built": "at content evaluation form id name revision",
    "selfevaluation.Challenge": "answer answered_at at claim id organisation text",
    "selfevaluation.Claim": (
        "confidence confidence_why criterion difference evaluation how_we_know id judgement last_confirmed made_at "
        "organisation origin polarity revision service taken_out_at taken_out_why what_next what_we_do"
    ),
    "selfevaluation.ClaimText": "at claim id revision texts",
    "selfevaluation.Draft": "at claim criterion evaluation id seen texts",
    "selfevaluation.Evaluation": "id made_at origin pack partnership period revision state title",
    "selfevaluation.HeardTheme": "claim id placed_at theme title",
    "selfevaluation.Part": "covers criteria due evaluation id moved_at organisation position reason state",
    "selfevaluation.Question": "asked_at criterion due evaluation id words",
    "selfevaluation.Quote": "answer audience claim id placed_at said_on source words",
    "selfevaluation.SignOff": "at id organisation version withdrawn_at withdrawn_why",
    "selfevaluation.StatementLine": "chosen_at claim evaluation id position revision",
    "selfevaluation.Version": "content evaluation id made_at note number revision sha256",
    "audit.Chain": "id scope length last_hash",
    # Numbers, hashes and the names of rules: what is of children is in the encrypted snapshot.
    "returns.Load": (
        "id partnership made_at state job upload snapshot kind year as_of reader_version sources compared_with ends_on "
        "deleted_at held_until coming stale asks again said_year said_day taken_at"
    ),
    # Worth nothing without the installation's key.
    "returns.DigestKey": "id partnership secret",
    "returns.Heading": "id partnership kind table digest column said_at",
    "returns.Item": "id partnership rule severity state due settled_at",
    "returns.ItemIn": "id item load place",
    "returns.Step": "id item verb at due batch was_due",
    "returns.Measured": "id load job sealed snapshot declared made_at",
    # Figures as disclosure control lets them out: no number in them leads to a child.
    "returns.Release": "id load content sha256 errors queries at",
    "returns.TakenBack": "id release at",
    "returns.Leaving": "id sha256",
    "returns.EstablishmentRegister": "id source file_sha256 lists day rows at",
    "returns.LoadedTable": "id load table rows",
    "returns.RuleCount": "id load rule severity family state failures judged new gone same untold",
    "audit.Event": "id scope number at verb kind thing_id previous_hash hash",
    "jobs.Job": (
        "id work arguments title scope state done total step result problem attempt made_at alive_at ended_at "
        "sending_at"
    ),
    "partnerships.Organisation": "id name kind",
    "partnerships.Partnership": "id slug name area_code is_fictional organisations made_at",
    "partnerships.Partner": "id partnership organisation",
    "evidence.Item": (
        "id partnership kind organisation dated period_from period_to sensitivity space expires old_from withdrawn_at "
        "revision made_at changed_at"
    ),
    "evidence.ItemCriterion": "id item criterion",
    "evidence.Version": "id item number sensitivity space sha256 size media_type at",
    "evidence.ItemText": "id item",
    "evidence.Use": "id item kind thing_id href space at",
    "evidence.Bundle": "id partnership asked_at day pack criterion needs items sha256 size ends_at",
    # Worth nothing without the installation's key.
    "partnerships.Invitation": "nonce",
    "library.Report": (
        "id slug in_register is_fictional framework area_code area_name region started ended published outcome reading "
        "facts_as_read file_name file_hash loaded_at"
    ),
    "library.Finding": "id key report kind position text text_as_read themes_as_read origin withdrawn responsible page",
    "library.FindingTheme": "id finding theme words position",
    "library.Correction": "id report finding field before after at undone_at",
    "library.LibraryState": "id version",
    "voices.Survey": (
        "id partnership space released_on made_at version title audience introduction next opens closes anonymous one_page "
        "second_share state code batch answers_revision readings_revision"
    ),
    # Released counts: what every page shows, and nothing of single answers.
    "voices.ReadyCounts": "id partnership survey name key content",
    "voices.Question": "id survey position section kind words hint options other about required",
    "voices.Draft": "id survey saved_on",
    "voices.Import": "id survey file_hash headings numbers mapping made_at imported_at undone_at taken known",
    "voices.Response": "id survey answered_on way batch source row_key",
    "voices.Answer": "id response question redacted",
    "voices.Session": "id partnership space released_on made_at version title kind held_on place themes",
    "voices.RosterLine": "id session organisation role invited accepted attended",
    "voices.Quote": "id session consent consent_until redacted",
    "voices.OwnCode": "id partnership slug title about retired",
    "voices.Coding": "id answer quote part codes at",
    "voices.ThemeRelease": "id partnership theme summary people released_on",
    "voices.Population": "id partnership group source as_of counts",
    "voices.Unfinished": "id partnership form thing_id saved_on",
    "voices.LoopEntry": (
        "id partnership space released_on made_at version said said_by said_on theme decided decided_by decided_on done "
        "done_by done_on difference difference_by difference_on not_done not_done_by not_done_on"
    ),
    "inspections.Inspection": (
        "id partnership pack kind purpose title called_at evaluation follows outcome outcome_why published_on "
        "ended_at ended_why made_at"
    ),
    "inspections.EventDay": "id inspection event day at",
    "inspections.LetterText": "id inspection letter revision at",
    "inspections.LetterSent": "id inspection letter at",
    "inspections.BuiltPack": "id inspection at",
    "inspections.Task": (
        "id inspection kind key group words position unverified organisation due state revision settled_at"
    ),
    "timetable.Place": (
        "id partnership kind name building address organisation phase seats offers opens closes retired_at"
    ),
    "timetable.Travel": "id partnership one other minutes",
    "timetable.Holiday": "id partnership name first last",
    "timetable.Session": (
        "id inspection type title starts ends place link expected needs arranged staff_group with_pupils revision "
        "called_off_at called_off_why made_at"
    ),
    "timetable.RosterLine": "id session organisation role phase invited accepted attended",
    "timetable.Change": "id session at job told_at",
    "timetable.CalendarMail": "id job at sent_at",
    "enquiries.Line": "id inspection criteria raised_on revision closed_on made_at",
    "enquiries.Turn": "id line verb at",
    "enquiries.Request": (
        "id inspection number asked_of asked_at line criteria due state has_personal_data answer_revision checked_revision "
        "checked_at sent_at sent_by_way revision made_at"
    ),
    "enquiries.RequestStep": "id request step reached at",
    "enquiries.AskedSetting": (
        "id request organisation setting due nonce asked_at reminded_at item receipt answered_at taken_at withdrawn_at "
        "tries_from tries"
    ),
    "enquiries.CasePaper": "id case organisation kind due came_at handed_on_at not_held",
    "enquiries.Note": "id inspection kind held_at criteria revision made_at",
    "enquiries.NoteText": "id note revision at",
    "findings.Finding": (
        "id inspection kind criteria position state reason note session source page revision made_at corrected_at "
        "moderated_at responsible"
    ),
    "findings.FindingText": "id finding revision kind criteria responsible note session why at",
    "findings.FindingStep": "id finding step reached at",
    "findings.Judgement": "id inspection outcome state revision proposed_at agreed_at",
    "findings.JudgementStep": "id judgement step reached outcome at",
    "findings.Publication": "id inspection address at",
    "findings.Thanks": "id inspection revision sent_at sent_by_way",
    "findings.ThanksText": "id thanks revision at",
    "findings.SectionText": "id inspection section revision at",
    "findings.BuiltFile": "id inspection name form at",
    "findings.ReadReport": "id inspection problem read_at at",
    "findings.Proposal": "id reading source kind responsible page position finding decided_at",
    "findings.AccuracyPoint": "id inspection number kind place finding state answered_on revision made_at",
    "findings.PointText": "id point revision kind place finding state at",
    "findings.PublicationCorrection": "id publication number on_before on address_before address why at",
    "findings.Pair": "id inspection finding claim decision why decided_at",
    "findings.Recognition": "id inspection session organisation consent consent_on thanked_at shared_at made_at",
}
TEMPLATES = sorted(path for path in WEB.rglob("jinja2/**/*.html"))
FRAME = "design/layout.html"
EXTENDS = re.compile(r"""{%-? extends ["']([^"']+)["'] %}""")
# Where the libraries that we use keep their templates: one of ours with the same name is used in its place.
LIBRARIES = Path(django.__file__).parents[1]


def fields() -> set[str]:
    """Return every field of every table of ours as app.Model.field."""
    return {
        f"{model._meta.label}.{field.name}"
        for config in apps.get_app_configs()
        if config.name.startswith("extramile.")
        for model in config.get_models(include_auto_created=False)
        for field in [*model._meta.fields, *model._meta.many_to_many]
    }


def listed(table: dict[str, str]) -> set[str]:
    """Return a table of fields as app.Model.field."""
    return {f"{model}.{field}" for model, names in table.items() for field in names.split()}


def test_every_field_is_classified() -> None:
    assert fields() - listed(PERSONAL) - listed(NOT_PERSONAL) == set(), "say whether the field is personal"


def test_no_field_is_classified_twice_or_gone() -> None:
    assert listed(PERSONAL) & listed(NOT_PERSONAL) == set()
    assert listed(PERSONAL) | listed(NOT_PERSONAL) == fields()


def test_what_points_at_a_person_is_personal() -> None:
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("extramile.")
        for field in model._meta.fields
        if field.related_model and field.related_model._meta.label == "accounts.Person"
    }

    assert pointing
    assert pointing <= listed(PERSONAL)


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_migrations_can_be_taken_back(db: None) -> None:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    irreversible = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if migration.__module__.startswith("extramile.")
        for operation in migration.operations
        if not operation.reversible
    ]

    assert irreversible == []


def name_of(path: Path) -> str:
    """Return the name by which a template is asked for."""
    return path.as_posix().rpartition("/jinja2/")[2]


BY_NAME = {name_of(path): path.read_text("utf-8") for path in TEMPLATES}
EXTENDED = {found[1] for template in BY_NAME.values() if (found := EXTENDS.search(template))}
# A template that others extend is a frame of pages, not a page.
PAGES = [name for name, template in BY_NAME.items() if EXTENDS.search(template) and name not in EXTENDED]


def chain(name: str) -> list[str]:
    """Return a template and those that it extends, the frame of all pages last."""
    extended = EXTENDS.search(BY_NAME[name])
    return [name, *chain(extended[1])] if extended else [name]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_a_description_and_the_frame(name: str) -> None:
    *own, frame = chain(name)

    assert frame == FRAME
    for block in ("title", "description"):
        words = re.search(rf"{{% block {block} %}}(.*?){{% endblock", "".join(BY_NAME[each] for each in own), re.DOTALL)
        assert words, block
        assert words[1].strip(), block


def test_each_template_is_used() -> None:
    """A page by a view, by the name of an explanation or in place of a library's; a part by a page."""
    used = "".join(path.read_text("utf-8") for path in WEB.rglob("*.py")) + "".join(BY_NAME.values())
    unused = [
        name
        for name in BY_NAME
        if f'"{name}"' not in used
        and not name.startswith(("library/help/", "library/about/"))
        and not any(LIBRARIES.glob(f"*/templates/{name}"))
        and not any(LIBRARIES.glob(f"*/*/templates/{name}"))
    ]

    assert unused == []


def test_templates_escape() -> None:
    """No template marks anything as safe: markup that is safe is made in Python, in places that can be counted."""
    assert [path.name for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8"))] == []


def test_what_is_marked_safe_is_counted() -> None:
    """Each place escapes first. A new one is looked at before it is added here."""
    counted = {
        str(path.relative_to(ROOT)): count
        for path in WEB.rglob("*.py")
        if (count := len(re.findall(r"\bmark_safe\(", path.read_text("utf-8"))))
    }

    assert counted == {
        "extramile/web/accounts/adapters.py": 1,
        "extramile/web/library/presenters/findings.py": 2,
        "extramile/web/search/queries.py": 1,
    }
