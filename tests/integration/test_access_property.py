"""Whatever anybody does, nobody sees a piece of evidence that they may not see.

Two partnerships with somebody in every role do real things to evidence in any order; then people look at every page that
could mention it. Each title and each version carries a mark that stands nowhere else, so that what is seen can be told from
the bytes of a page. Who may see which mark is said here once more, apart from the product's own rules.
"""

import contextlib
import io
import itertools
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle as Things
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, multiple, rule, run_state_machine_as_test

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions, bundling, queries
from extramile.web.evidence.actions import About
from extramile.web.evidence.models import Bundle, Item
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions import linking, versions
from tests.integration.evidence.scene import PEOPLE, make_partnership, scope
from tests.integration.selfevaluation.scene import begin, write

PLACES = ("wexmoor", "ashcombe")
CRITERION = "send-2023:I1"
LEVELS = ["public", "partnership", "restricted", "personal"]
OPEN_TO_ALL = {"public", "partnership"}
MAY = {
    "lead": {*OPEN_TO_ALL, "restricted"},
    "contributor": {*OPEN_TO_ALL, "restricted"},
    "data": {*OPEN_TO_ALL, "restricted", "personal"},
    "auditor": {*OPEN_TO_ALL, "restricted", "personal"},
    "forum": OPEN_TO_ALL,
    "reader": OPEN_TO_ALL,
    "inspector": OPEN_TO_ALL,
}
MARK = re.compile(rb"mark\d+x")
# Everybody else may see as much as one of these.
KINDS_OF_READERS = ("reader", "forum", "lead", "data")
# What stands in every note and file, so that one search finds them all.
COMMON = "families"

State = tuple[str, str]


@dataclass
class Piece:
    """A piece of evidence as this test knows it: every state it was in, every title and version, and from which state on."""

    pk: int
    place: str
    item: Item
    states: list[State]
    # A title, and the states between which a sentence of the trail names it.
    titles: list[tuple[str, set[State]]] = field(default_factory=list)
    # A version's mark, and since which state there is a newer one (None while it is the latest).
    versions: list[tuple[str, int | None]] = field(default_factory=list)


def may_see(role: str, state: State) -> bool:
    """Whether a role may see evidence in this state."""
    sensitivity, space = state
    return sensitivity in MAY[role] and (space == "" or role == "forum")


def open_marks(piece: Piece, place: str, role: str) -> set[str]:
    """Return the marks of a piece that somebody may see: none at all unless they may see it now."""
    if piece.place != place or not may_see(role, piece.states[-1]):
        return set()
    found = {piece.titles[-1][0]}
    found |= {mark for mark, said in piece.titles if all(may_see(role, state) for state in said)}
    for mark, since in piece.versions:
        states = piece.states[-1:] if since is None else piece.states[since:]
        if all(may_see(role, state) for state in states):
            found.add(mark)
    return found


def told_marks(piece: Piece, place: str, role: str) -> set[str]:
    """Return the titles that the audit trail may hold for a reader of it: what was said while nobody of them was shut out."""
    if piece.place != place or role not in {"lead", "auditor"}:
        return set()
    return {mark for mark, said in piece.titles if any(state[0] != "personal" and state[1] == "" for state in said)}


def doer(who: int | str, piece: Piece) -> str:
    """Return the role of somebody who does something to a piece: the one named, or one of those who may change it."""
    if isinstance(who, str):
        return who
    by = piece.item.owner.name.partition(" ")[0].lower()
    able = [role for role in dict.fromkeys(["lead", by]) if may_see(role, piece.states[-1])] or [by]
    return able[who % len(able)]


class World:
    """The two partnerships, made once: people, their browsers, a self-evaluation with a claim in each."""

    def __init__(self) -> None:
        self.scopes: dict[tuple[str, str], Scope] = {}
        self.clients: dict[tuple[str, str], Client] = {}
        self.evaluations, self.claims = {}, {}
        for place in PLACES:
            for role, found in make_partnership(place).items():
                self.scopes[place, role] = found
                self.clients[place, role] = Client()
                self.clients[place, role].force_login(found.person)
            lead = self.scopes[place, "lead"]
            self.evaluations[place] = begin(lead)
            self.claims[place] = write(lead, self.evaluations[place])


def marks_in(content: bytes) -> set[str]:
    """Return the marks in a page, a table, a file or a zip."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return {each.decode() for each in MARK.findall(content)}


def machine_in(world: World) -> type[RuleBasedStateMachine]:
    """Return the machine that does things in these partnerships."""
    people = st.tuples(st.sampled_from(PLACES), st.sampled_from(list(PEOPLE)))
    # Who does something to a piece of their own partnership: mostly somebody who may (the number says which of them).
    doers = st.one_of(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.sampled_from(list(PEOPLE)))
    levels = st.sampled_from(LEVELS)

    class Access(RuleBasedStateMachine):
        pieces = Things("pieces")

        def __init__(self) -> None:
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            self.known: list[Piece] = []
            self.frozen = dict.fromkeys(PLACES, 0)
            self.marks = (f"mark{number}x" for number in itertools.count(1))

        def teardown(self) -> None:
            try:
                self.rest_a_claim_on_everything("wexmoor")
                for role in KINDS_OF_READERS:
                    self.look_everywhere(("wexmoor", role))
                self.try_as_a_stranger(("ashcombe", "forum"), self.known[-1 if len(self.known) % 2 else 0])
                for piece in self.known:
                    self.download(("wexmoor", "lead"), piece)
                    self.download(("ashcombe", "data"), piece)
            finally:
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)

        def attempt(self, person: tuple[str, str], piece: Piece, action: Any, **given: Any) -> bool:
            """Do something to a piece; whoever could do it was somebody who saw it."""
            before = piece.states[-1]
            try:
                action(scope=world.scopes[person], item=piece.item, **given)
            except (InputError, NotAllowedError):
                return False
            assert piece.place == person[0]
            assert may_see(person[1], before)
            now = Item.objects.get(pk=piece.pk)
            if (now.sensitivity, now.space) != piece.states[-1]:
                piece.states.append((now.sensitivity, now.space))
            return True

        @initialize(target=pieces)
        def begin(self) -> Any:
            """Something that not everybody may see is there already."""
            closed = [("lead", "restricted", ""), ("data", "personal", ""), ("forum", "partnership", "forum")]
            return multiple(*(self.added(("wexmoor", role), level, space, "note") for role, level, space in closed))

        @rule(
            target=pieces,
            person=people,
            level=levels,
            space=st.sampled_from(["", "", "forum"]),
            kind=st.sampled_from(["note", "file"]),
        )
        def add(self, person: tuple[str, str], level: str, space: str, kind: str) -> Any:
            try:
                return self.added(person, level, space, kind)
            except NotAllowedError:
                return multiple()

        def added(self, person: tuple[str, str], level: str, space: str, kind: str) -> Piece:
            title, words = next(self.marks), next(self.marks)
            given = {"scope": world.scopes[person], "space": space}
            about = About(f"{title} of {COMMON}", sensitivity=level, criteria=(CRITERION,))
            text = f"{words} {COMMON} wait"
            if kind == "file":
                item = actions.add_file(about=about, file_name="a.txt", data=text.encode(), **given)
            else:
                item = actions.add_note(about=about, text=text, **given)
            state = (level, space)
            piece = Piece(item.pk, person[0], item, [state], [(title, {state})], [(words, None)])
            self.known.append(piece)
            return piece

        @rule(who=doers, piece=pieces, then=st.lists(levels, min_size=1, max_size=2))
        def change(self, who: int | str, piece: Piece, then: list[str]) -> None:
            for level in then:
                self.changed(doer(who, piece), piece, level)

        def changed(self, role: str, piece: Piece, level: str) -> None:
            title, before = next(self.marks), piece.states[-1]
            seen = Item.objects.get(pk=piece.pk).revision
            about = About(f"{title} of {COMMON}", sensitivity=level, criteria=(CRITERION,))
            given = {"about": about, "seen": seen, "why": f"Reason {title}"}
            if self.attempt((piece.place, role), piece, actions.change, **given):
                said = {before, piece.states[-1]}
                # A sentence of the trail names the old title beside the new one.
                piece.titles += [(piece.titles[-1][0], said), (title, said)]

        @rule(who=doers, piece=pieces, then=st.lists(levels, max_size=2))
        def replace(self, who: int | str, piece: Piece, then: list[str]) -> None:
            """Replace it, and perhaps let others see it then: so names are taken out before something is opened."""
            role = doer(who, piece)
            words = next(self.marks)
            text = f"{words} {COMMON} wait"
            if piece.item.kind == "file":
                action, given = actions.replace_file, {"file_name": "b.txt", "data": text.encode()}
            else:
                action, given = actions.replace_note, {"text": text}
            if self.attempt((piece.place, role), piece, action, why="Newer", **given):
                mark, _ = piece.versions[-1]
                piece.versions[-1] = (mark, len(piece.states) - 1)
                piece.versions.append((words, None))
            for level in then:
                self.changed(doer(who, piece), piece, level)

        @rule(who=doers, piece=pieces, what=st.sampled_from(["release", "withdraw", "restore", "restore"]))
        def move(self, who: int | str, piece: Piece, what: str) -> None:
            person, before = (piece.place, doer(who, piece)), piece.states[-1]
            if what == "withdraw":
                self.attempt(person, piece, actions.withdraw, why="A mistake")
            elif what == "restore":
                self.attempt(person, piece, actions.restore)
            elif self.attempt((piece.place, "forum"), piece, actions.release, why="Agreed"):
                piece.titles.append((piece.titles[-1][0], {before, piece.states[-1]}))

        @rule(place=st.sampled_from(PLACES))
        def rest_a_claim_on_everything(self, place: str) -> None:
            """The lead lets a claim rest on all that they see, and freezes the self-evaluation for everybody to read."""
            lead, claim = world.scopes[place, "lead"], world.claims[place]
            for piece in self.known:
                with contextlib.suppress(InputError):
                    linking.link_evidence(scope=lead, claim=claim, item_id=piece.pk)
            with contextlib.suppress(InputError):
                versions.freeze_version(scope=lead, evaluation=world.evaluations[place], note="As it stands")
                self.frozen[place] += 1

        def try_as_a_stranger(self, person: tuple[str, str], piece: Piece) -> None:
            """Somebody of the other partnership tries everything with a number that they know."""
            if piece.place == person[0]:
                return
            about, seen = About("Mine now", sensitivity="public"), Item.objects.get(pk=piece.pk).revision
            for action, given in (
                (actions.change, {"about": about, "seen": seen, "why": "I want to"}),
                (actions.replace_note, {"text": "Mine now", "why": "I want to"}),
                (actions.withdraw, {"why": "I want to"}),
                (actions.restore, {}),
                (actions.release, {}),
            ):
                assert not self.attempt(person, piece, action, **given)
            with pytest.raises((InputError, NotAllowedError)):
                linking.link_evidence(scope=world.scopes[person], claim=world.claims[person[0]], item_id=piece.pk)

        def download(self, person: tuple[str, str], piece: Piece) -> None:
            """Ask for the file of each version."""
            for number, (mark, _) in enumerate(piece.versions, 1):
                response = world.clients[person].post(f"/p/{person[0]}/evidence/{piece.pk}/versions/{number}/")
                allowed = mark in open_marks(piece, *person) and piece.item.kind == "file"
                assert response.status_code == (200 if allowed else 404)
                assert marks_in(response.content) == ({mark} if allowed else set())

        @rule(person=people, pages=st.sets(st.integers(0, 30), min_size=3, max_size=3))
        def look(self, person: tuple[str, str], pages: set[int]) -> None:
            addresses = self.addresses(person)
            self.seen_at(person, *(addresses[page % len(addresses)] for page in pages))

        @invariant()
        def the_question_of_a_list_is_answered_exactly(self) -> None:
            for person in (*(("wexmoor", role) for role in KINDS_OF_READERS), ("ashcombe", "data")):
                allowed = {piece.pk for piece in self.known if open_marks(piece, *person)}
                visible = Item.objects.visible_to(world.scopes[person])
                assert set(visible.values_list("pk", flat=True)) == allowed

        def addresses(self, person: tuple[str, str]) -> list[str]:
            """Return every page that could mention evidence, those of the other partnership too."""
            place, other = person[0], next(each for each in PLACES if each != person[0])
            here, know = f"/p/{place}/evidence/", f"/p/{place}/know/{world.evaluations[place].pk}/"
            return [
                here,
                f"{here}?withdrawn=yes",
                f"{here}?words={COMMON}",
                f"{here}criteria/",
                f"/p/{place}/evidence/criteria.csv",
                f"{here}bundles/",
                *(f"{here}{piece.pk}/" for piece in self.known),
                f"/p/{other}/evidence/",
                *(f"/p/{other}/evidence/{piece.pk}/" for piece in self.known),
                f"/p/{place}/",
                know,
                f"{know}coverage/",
                f"{know}criteria/I1/",
                f"{know}claims/{world.claims[place].pk}/evidence/",
                f"{know}versions/",
                *(f"{know}versions/{number}/" for number in range(1, self.frozen[place] + 1)),
                f"{know}document/",
                f"/p/{place}/voices/",
            ]

        def seen_at(self, person: tuple[str, str], *addresses: str) -> set[str]:
            """Open pages as somebody; return the marks on them, all of which they may see."""
            allowed = set().union(*(open_marks(piece, *person) for piece in self.known))
            found: set[str] = set()
            for address in addresses:
                response = world.clients[person].get(address)
                assert response.status_code in {200, 403, 404}, address
                seen = marks_in(response.content)
                assert seen <= allowed, (person, address, seen - allowed)
                found |= seen
            return found

        def look_everywhere(self, person: tuple[str, str]) -> None:
            """Open what is most likely to say too much, and see that nothing is missing that this person may see."""
            place = person[0]
            here, claims = f"/p/{place}/evidence", f"/p/{place}/know/{world.evaluations[place].pk}/claims"
            listed = self.seen_at(person, f"{here}.csv", f"{here}.csv?withdrawn=yes")
            # A rule that hides everything would pass otherwise.
            assert listed == {piece.titles[-1][0] for piece in self.known if open_marks(piece, *person)}
            pieces = [piece.pk for piece in self.known if piece.place == place]
            self.seen_at(person, f"{claims}/{world.claims[place].pk}/", *(f"{here}/{pk}/?version=1" for pk in pieces))
            told = set().union(*(told_marks(piece, *person) for piece in self.known))
            assert marks_in(world.clients[person].get(f"/p/{place}/audit.csv").content) <= told
            self.take_a_bundle(person)

        def take_a_bundle(self, person: tuple[str, str]) -> None:
            """What a bundle holds is what this person may see, and the latest of each piece in use is there."""
            allowed = set().union(*(open_marks(piece, *person) for piece in self.known))
            asking = scope(world.scopes[person].partnership, person[1])
            bundle = Bundle(partnership=asking.partnership, made_by=asking.person, day=asking.member.joined_at.date())
            with contextlib.suppress(InputError):
                seen = marks_in(bundling.make(asking, bundle, lambda count, total: None).data)
                assert seen <= allowed
                in_use = {each.pk for each in queries.items(asking)}
                latest = {piece.versions[-1][0] for piece in self.known if piece.pk in in_use}
                assert latest <= seen

    return Access


@pytest.mark.django_db
@pytest.mark.one_database
def test_no_sequence_of_actions_shows_anybody_what_they_may_not_see() -> None:
    run_state_machine_as_test(
        machine_in(World()),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
