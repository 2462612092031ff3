"""Nobody is shown early what is under embargo, and nobody who may not what belongs to a case: no role, route, file or log.

Every guarded text of the models gets a word of its own (`planting`); then everybody asks for every address of the registry,
and each word that comes back must be for who asked (`guarded.may_read`). That those who may do find each word keeps the
test from passing by not looking.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from extramile.core.frameworks import pack
from extramile.main import cli
from extramile.web.audit.models import Event
from extramile.web.enquiries.models import Case, CasePaper
from extramile.web.findings.actions.publication import correct
from extramile.web.findings.models import AccuracyPoint, BuiltFile, Finding, Judgement, Pair, Publication
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import Role
from tests.library import make_library, make_person
from tests.pages.guarded import APPS, GUARDED, LISTED, Guard, may_read, text_fields
from tests.pages.inspections import inspection_of
from tests.pages.looking import every_value, kept_in_database, said_in, text_of
from tests.pages.planting import (
    CHOICES,
    Acts,
    challenged,
    know_cases,
    let_one_pass,
    note_of,
    plant,
    read,
    rows_for_what_is_read_from_outside,
    share_praise,
)
from tests.pages.registry import EXAMPLES, ROOMS, made_for_examples
from tests.partnership import Place, make_member, make_place

# What is asked is who may see, and the answer is in no database: what searches find there is tested with them.
pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.one_database]

# Those who ask after publication, and those who are kept from all that is guarded in a real inspection, whatever is chosen in it.
AFTERWARDS = ("circle", "contributor", "reader", "inspector")
KEPT_OUT = ("reader", "inspector")
CASE_WORDS = re.compile("|".join(f"{each}inwords" for each in CHOICES.values()))
# What changes from one answer to the next, whoever asks.
TOKENS = re.compile(r'[A-Za-z0-9]{64}|value="[^"]{40,}"')
# Which tables may hold the words of which: those of the notes nowhere but with the notes.
HOMES = {Guard.NOTE: ("enquiries_note.", "enquiries_notetext.")}


@dataclass
class Actor:
    """Somebody who asks; `role` is None for who is not in the partnership."""

    name: str
    role: Role | None
    member: Any
    client: Client


@dataclass
class Seen:
    """What came back: of whom, from which address, which planted words; and how often was asked."""

    words: dict[tuple[str, str], set[tuple[int, Guard, str]]] = field(default_factory=dict)
    cases: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    pages: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: int = 0

    def ask_all(self, actors: list[Actor], paths: list[str]) -> None:
        """Let everybody ask for every address."""
        for actor in actors:
            for path in paths:
                self.ask(actor, path)

    def ask(self, actor: Actor, path: str) -> None:
        """Ask for an address, and keep which planted words came back."""
        caches["pages"].clear()
        said = said_in(actor.client.get(path))
        self.asked += 1
        if words := read(said):
            self.words[actor.name, path] = words
        if found := set(CASE_WORDS.findall(said)):
            self.cases[actor.name, path] = found
        if actor.name in KEPT_OUT:
            self.pages[actor.name, path] = TOKENS.sub("", said)


@dataclass
class World:
    """All that was made, planted and seen before publication and after it."""

    planted: set[str]
    held: Seen
    changed: Seen
    published: Seen
    rights: dict[bool, dict[tuple[str, int, Guard], bool]]
    kept: dict[str, set[tuple[int, Guard, str]]]
    jobs: list[str]
    mails: list[str]
    built: dict[str, set[tuple[int, Guard, str]]]
    logs: str
    stories: list[str]


class Heard(logging.Handler):
    """Keeps every line as the installation writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def world(db: None) -> World:
    return _world()


@cache
def _world() -> World:
    """Make it once for all tests; what was made in the database is taken back."""
    heard = Heard()
    heard.setFormatter(_formatter())
    logging.getLogger().addHandler(heard)
    try:
        with pytest.MonkeyPatch.context() as patch, transaction.atomic():
            know_cases(patch)
            # Every line, whatever the installation would leave out.
            patch.setattr(logging.getLogger(), "level", logging.DEBUG)
            made = _made(heard)
            transaction.set_rollback(True)
    finally:
        logging.getLogger().removeHandler(heard)
    return made


def _made(heard: Heard) -> World:
    make_library()
    place, there = make_place(), make_place("brackwater")
    ids = made_for_examples(place)
    rooms = dict.fromkeys(room.at(place) for room in ROOMS if not room.only_posted)
    knowing = Inspection.objects.get(pk=place.made["knowing"]["knowing"])
    Acts(place, knowing).all()
    Acts(place, Inspection.objects.get(pk=inspection_of(place)["inspection"])).debrief()
    for job in Job.objects.filter(state=Job.State.WAITING, scope=place.slug):
        run(str(job.pk))
    acted = {
        "kept": kept_in_database(),
        "jobs": [
            str(row) for row in Job.objects.values_list("work", "arguments", "title", "step", "result", "problem")
        ],
        "mails": [f"{each.to} {each.subject}\n{each.body}" for each in mail.outbox],
        "built": {
            f"{each.name}.{each.form}": read(text_of(bytes(each.content)))
            for each in BuiltFile.objects.filter(inspection=knowing)
        },
    }

    peers = challenged(place)
    other = Inspection.objects.get(pk=place.made["findings"]["inspection"])
    rows_for_what_is_read_from_outside(knowing, other, place.scope().person)
    share_praise(knowing)
    told = Finding.objects.get(pk=place.made["published"]["told"])
    correct(scope=place.scope(), finding=told, words="Other words.", why="A slip.", seen=told.revision)
    planted = plant()
    actors = _actors(place, there)
    paths = [*_of_peers(place, peers), *_acted(place, knowing, other), *(_searched(path) for path in rooms)]
    # Signing out would end the asking.
    outside = {example.path.format(correction=1, key=1, **ids) for example in EXAMPLES} - {"/sign-out/"}
    held, rights = Seen(), {False: _rights(actors)}
    near, far = ([path for path in paths if _is_near(path) is near] for near in (True, False))
    held.ask_all(actors, near)
    _ask_far(held, actors, far)
    held.ask_all([each for each in actors if each.name in ("nobody", "lead")], sorted(outside))
    stories = _stories(place)

    changed, published = Seen(), Seen()
    with transaction.atomic():
        _choose_otherwise()
        changed.ask_all([each for each in actors if each.name in KEPT_OUT], near)
        transaction.set_rollback(True)
    _publish_all(place)
    plant()
    published.ask_all([each for each in actors if each.name in AFTERWARDS], near)
    rights[True] = _rights(actors)
    seen = {"held": held, "changed": changed, "published": published}
    return World(planted=planted, rights=rights, logs="\n".join(heard.lines), stories=stories, **seen, **acted)


def _is_near(path: str) -> bool:
    """Say whether a page is of an inspection, of the thread, or one of the first of a room."""
    return "/inspect/" in path or "/thread/" in path or path.count("/") < 5


def _ask_far(seen: Seen, actors: list[Actor], paths: list[str]) -> None:
    """Ask for pages of rooms that stand beside inspections: who sees most and who sees least for each, the others in turn."""
    always = [each for each in actors if each.name in ("lead", "circle", *KEPT_OUT)]
    others = [each for each in actors if each not in always]
    for number, path in enumerate(paths):
        for actor in (*always, others[number % len(others)]):
            seen.ask(actor, path)


def _publish_all(place: Place) -> None:
    """Publish every real inspection, with a finding that passed."""
    for each in Inspection.objects.filter(published_on=None, purpose="inspection"):
        let_one_pass(each, place.scope(Role.QUALITY_AUDITOR).person)
        outcome = pack(each.pack).outcomes_for(each.kind)[0].id
        Inspection.objects.filter(pk=each.pk).update(published_on=timezone.localdate(), outcome=outcome)
        Publication.objects.create(inspection=each, by=each.made_by)


def _actors(place: Place, there: Place) -> list[Actor]:
    """Return everybody: outside, elsewhere, in every role, in the circle."""
    inner = make_member(place.partnership, Role.READER, email="inner@ashcombe.example.org", name="Inner Example")
    for each in Inspection.objects.filter(purpose="inspection"):
        InCircle.objects.create(inspection=each, member=inner, why="Reads", let_in_by=place.scope().person)
    root = make_person("root@example.org", "Root Example", editor=True)
    root.is_superuser = root.is_staff = True
    root.save()
    found = [
        Actor("nobody", None, None, Client()),
        Actor("site", None, None, Client()),
        Actor("elsewhere", None, None, Client()),
        Actor("gone", None, None, Client()),
        Actor("circle", Role.READER, inner, Client()),
        *(Actor(role.value, role, member, Client()) for role, member in place.members.items()),
    ]
    people = [None, root, there.members[Role.LEAD].person, place.gone.person]
    for actor, person in zip(found, [*people, *(each.member.person for each in found[4:])], strict=True):
        if person is not None:
            actor.client.force_login(person)
    return found


def _of_peers(place: Place, peers: Inspection) -> Iterator[str]:
    home = f"/p/{place.slug}/inspect/{peers.pk}/"
    yield from (f"{home}{path}" for path in ("", "findings/", "findings.csv", "report/", "notes/?words=zq"))
    yield f"{home}notes/{note_of(peers).pk}/"
    yield f"{home}findings/{peers.findings.get().pk}/"


def _acted(place: Place, knowing: Inspection, other: Inspection) -> Iterator[str]:
    """Yield the addresses of what was made beside the examples of the registry."""
    home = f"/p/{place.slug}/inspect"
    yield f"{home}/{other.pk}/outside/"
    yield f"{home}/{knowing.pk}/cases/"
    yield from (f"{home}/{knowing.pk}/cases/{each.pk}/" for each in knowing.cases.all())
    yield from (f"{home}/{knowing.pk}/findings/{each.pk}/" for each in knowing.findings.all())


def _searched(path: str) -> str:
    """Let a search look for the beginning of every planted word: the page repeats what is looked for."""
    return re.sub(r"words=[^&]*", "words=zq", path)


def _stories(place: Place) -> list[str]:
    """Return what the command tells of every inspection."""
    return [
        CliRunner().invoke(cli, ["story", "--inspection", str(each), "--format", shape]).output
        for each in Inspection.objects.filter(published_on=None, purpose="inspection").values_list("pk", flat=True)
        for shape in ("text", "json")
    ]


def _rights(actors: list[Actor]) -> dict[tuple[str, int, Guard], bool]:
    return {
        (actor.name, each.pk, guard): may_read(guard, actor.role, actor.member, each)
        for actor in actors
        for each in Inspection.objects.all()
        for guard in Guard
    }


def _choose_otherwise() -> None:
    """Choose and count otherwise whatever is chosen and counted under embargo."""
    other = {"outcome": "typically-positive", "state": "proposed", "agreed_by": None, "agreed_at": None}
    real = {"inspection__published_on": None, "inspection__purpose": "inspection"}
    Judgement.objects.filter(**real).update(**other)
    held = Finding.objects.filter(**real)
    held.update(kind="improve", criteria=["L6"], state="dropped", moderated_by=None, moderated_at=None)
    for each in held:
        held.model.objects.create(
            inspection=each.inspection, kind="effective", words="More.", position=9, author=each.author
        )
    AccuracyPoint.objects.filter(**real).update(kind="name", state="open", answered_on=None)
    Pair.objects.filter(**real).delete()
    CasePaper.objects.update(came_at=timezone.now())
    Case.objects.update(age_band="0-4", need="semh", setting="home")


def _shown_wrongly(world: World, seen: Seen, *, published: bool) -> dict[str, list[str]]:
    wrong = defaultdict(list)
    for (actor, path), words in seen.words.items():
        for number, guard, name in sorted(words):
            by_link = path.startswith("/asked/") and name.startswith("askedsetting")
            if not by_link and not world.rights[published][actor, number, guard]:
                wrong[f"{name}, {guard}"].append(f"{actor} at {path}")
    return dict(wrong)


def test_every_text_says_what_it_is() -> None:
    fields = text_fields()
    new = {f'add to FIELDS of tests/pages/guarded.py: "{name}"' for name in fields.keys() - LISTED.keys()}

    assert not new
    assert not LISTED.keys() - fields.keys(), "these fields are no more"
    assert {name.partition(".")[0] for name in LISTED} == set(APPS)


def test_every_guarded_text_is_planted(world: World) -> None:
    secret = {name for name, guard in GUARDED.items() if guard == Guard.SECRET}

    assert GUARDED.keys() - world.planted == secret


def test_before_publication_nobody_is_shown_what_is_not_theirs(world: World) -> None:
    assert world.held.asked > 2_000
    assert _shown_wrongly(world, world.held, published=False) == {}


def test_after_publication_what_was_confidential_stays_so(world: World) -> None:
    assert _shown_wrongly(world, world.published, published=True) == {}


# Kept of a row and told nowhere: who reads the row is not shown them.
TOLD_NOWHERE = {
    "enquiries.AskedSetting.email",
    "findings.Recognition.email",
    # The file itself is emptied once it is read.
    "findings.ReadReport.content",
}


def test_those_who_may_find_every_word(world: World) -> None:
    names = {re.sub("[^a-z]", "", name.lower().partition(".")[2]).replace("z", ""): name for name in GUARDED}
    found = {names[name] for (actor, _), words in world.held.words.items() if actor == "lead" for _, _, name in words}
    secret = {name for name, guard in GUARDED.items() if guard == Guard.SECRET}

    assert GUARDED.keys() - found - secret == TOLD_NOWHERE


@pytest.mark.parametrize(
    ("actor", "guard"), [("circle", Guard.DRAFT), ("circle", Guard.NOTE), ("inspector", Guard.ASKED)]
)
def test_others_who_may_are_shown_it(world: World, actor: str, guard: Guard) -> None:
    assert any(who == actor and guard in {each[1] for each in words} for (who, _), words in world.held.words.items())


def test_publication_shows_what_it_lifts_to_everybody(world: World) -> None:
    for who in ("reader", "inspector", "contributor"):
        shown = {
            name
            for (actor, _), words in world.published.words.items()
            if actor == who
            for _, guard, name in words
            # What was found is then everybody's: it stands on the public page too.
            if guard in (Guard.EMBARGOED, Guard.OPEN)
        }
        assert shown >= {"findingwords", "recognitionwords", "judgementwhy", "sectiontextwords", "pairwhy"}, who


def test_what_stands_beside_a_case_is_shown_to_those_who_may_alone(world: World) -> None:
    seen = {actor for seen in (world.held, world.published) for actor, _ in seen.cases}
    words = {word for (actor, _), found in world.held.cases.items() if actor == "data manager" for word in found}

    assert seen == {"lead", "data manager", "quality auditor"}
    assert words == {f"{each}inwords" for each in CHOICES.values()}


def test_choices_under_embargo_change_nothing_that_others_see(world: World) -> None:
    """Also how many findings there are, of which kind, which outcome is agreed and what stands beside a case."""
    differ = {key for key, page in world.changed.pages.items() if page != world.held.pages[key]}

    assert len(world.changed.pages) > 200
    assert differ == set()


def test_no_other_table_holds_a_guarded_word(world: World) -> None:
    """Neither the trail nor jobs, sessions, versions, notices or an index of words."""
    wrong = defaultdict(set)
    for column, words in world.kept.items():
        for _, guard, name in words:
            homes = HOMES.get(guard, tuple({f"{each}_" for each in APPS}))
            if not column.startswith(homes) or (guard != Guard.NOTE and column.startswith(HOMES[Guard.NOTE])):
                wrong[column].add(f"{name}, {guard}")

    assert dict(wrong) == {}
    assert len(world.kept) > 20


def test_jobs_and_stories_tell_nothing_guarded(world: World) -> None:
    assert len(world.jobs) > 5
    assert [each for each in world.jobs if read(each)] == []
    assert len(world.stories) > 3
    assert all("visits" in each for each in world.stories)
    assert [each for each in world.stories if read(each)] == []


def test_a_mail_tells_a_setting_what_it_is_asked_and_no_more(world: World) -> None:
    told = {name for each in world.mails for _, _, name in read(each)}

    assert told == {"askedsettingname", "askedsettingwords"}


def test_documents_hold_the_words_of_their_own(world: World) -> None:
    """What the search for words finds in Word, PDF and HTML files: so that it would find them elsewhere."""
    assert world.built.keys() == {"report.docx", "report.pdf", "report.html", "accuracy.docx", "self-knowledge.docx"}
    for name in ("report.docx", "report.pdf", "report.html"):
        assert "sectiontextwords" in {each for _, _, each in world.built[name]}, name
    assert {guard for words in world.built.values() for _, guard, _ in words} <= {Guard.EMBARGOED, Guard.DRAFT}


def test_no_line_of_the_log_holds_a_guarded_word(world: World) -> None:
    assert "Forbidden" in world.logs
    assert read(world.logs) == set()


def test_an_error_tells_nobody_what_was_written(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the page nor the log: an error of a database or a parser holds in its text the words that led to it."""
    place = make_place()
    inspection = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    said = Acts(place, inspection).word("enquiries.Note.words")

    def broken(**given: Any) -> None:
        try:
            int(given["words"])
        except ValueError as error:
            raise IntegrityError(f"DETAIL: failing row contains ({given['words']})") from error

    monkeypatch.setattr("extramile.web.enquiries.actions.notes.write", broken)
    heard = Heard()
    heard.setFormatter(_formatter())
    client = Client(raise_request_exception=False)
    client.force_login(place.members[Role.LEAD].person)
    logging.getLogger("django.request").addHandler(heard)
    try:
        sent = {"kind": "feedback", "day": "1 June 2026", "hour": "10:00", "words": said}
        response = client.post(f"/p/{place.slug}/inspect/{inspection.pk}/notes/new/", sent)
    finally:
        logging.getLogger("django.request").removeHandler(heard)

    assert response.status_code == 500
    assert "ValueError" in heard.lines[-1]
    assert "IntegrityError" in heard.lines[-1]
    assert "in broken" in heard.lines[-1]
    assert read(said_in(response) + "".join(heard.lines)) == set()


def _formatter() -> logging.Formatter:
    """Return how this installation writes its lines: of every handler that it has."""
    handlers, formatters = settings.LOGGING["handlers"], settings.LOGGING["formatters"]
    (name,) = {each["formatter"] for each in handlers.values()}
    plain = formatters[name]
    made: logging.Formatter = import_string(plain["class"])(plain["format"], style=plain["style"])
    return made


def test_a_case_that_is_emptied_has_gone_from_everywhere(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    know_cases(monkeypatch)
    place = make_place()
    inspection = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    found = Acts(place, inspection).case()
    there = {column for column, value in every_value() if re.search("|".join(CHOICES.values()), value)}
    assert there == {f"enquiries_{each}" for each in ("case.age_band", "case.need", "case.setting", "casepaper.kind")}

    Case.objects.update(delete_on=timezone.localdate())
    job = Job.objects.create(work="enquiries.empty_cases", title="Emptying")
    run(str(job.pk))

    found.refresh_from_db()
    assert [column for column, value in every_value() if re.search("|".join(CHOICES.values()), value)] == []
    assert not CasePaper.objects.filter(case=found).exists()
    assert (found.consent, found.consent_on, bool(found.deleted_at)) == ("not-asked", None, True)
    told = Event.objects.filter(kind="case", thing_id=str(found.pk))
    assert {(each.before, each.after, each.why) for each in told} == {(None, None, "")}
    assert {each.thing for each in told} == {f"Case {found.number}"}
    # What could keep more of a case must be emptied with it.
    assert [each.related_model for each in Case._meta.related_objects] == [CasePaper]
