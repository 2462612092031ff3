"""A killed worker loses no job and doubles none; a mail is sent once at most, and said to be perhaps lost."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.ground.installation import Installation, wait_until

pytestmark = pytest.mark.long

WORKER = "tests.integration.ground.worker"


@pytest.fixture
def middle(tmp_path: Path) -> Iterator[Path]:
    """The file that is there while a worker is in the middle of its job."""
    file = tmp_path / "middle"
    yield file
    file.unlink(missing_ok=True)


def latest(place: Installation, what: str) -> str:
    return place.ask(f"Job.objects.filter(work__startswith='tests.').order_by('-made_at').values_list({what}).first()")


def effects(place: Installation) -> str:
    """Return how often the latest job took effect, by the trail, and whether that is whole."""
    job = "Job.objects.filter(work__startswith='tests.').order_by('-made_at').first().pk"
    return place.ask(f"(Event.objects.filter(kind='effect', thing_id=str({job})).count(), verify()[1])")


@pytest.mark.parametrize("at", ["working", "writing"])
def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    place: Installation, middle: Path, at: str
) -> None:
    place.run(WORKER, "start", "tests.effect")
    first = place.begin(WORKER, "worker", STAY=at, WAITING_AT=str(middle))
    wait_until(middle.exists, "the worker takes the job")
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(1.1)

    place.run(WORKER, "worker", "--once")

    assert latest(place, "'state', 'attempt', 'result'") == "('done', 2, '/done/')"
    assert effects(place) == "(1, [])"


def test_a_worker_that_slept_through_its_own_death_changes_nothing_any_more(place: Installation, middle: Path) -> None:
    place.run(WORKER, "start", "tests.effect")
    first = place.begin(WORKER, "worker", "--once", STAY="working", WAITING_AT=str(middle))
    wait_until(middle.exists, "the worker takes the job")
    os.kill(first.pid, signal.SIGSTOP)
    time.sleep(1.1)
    place.run(WORKER, "worker", "--once")
    assert effects(place) == "(1, [])"

    middle.unlink()
    os.kill(first.pid, signal.SIGCONT)
    said = first.communicate(timeout=30)[0]

    assert "was given to another worker" in said
    assert latest(place, "'state', 'attempt'") == "('done', 2)"
    assert effects(place) == "(1, [])"


def test_a_mail_whose_worker_died_is_not_sent_twice_and_not_said_to_be_sent(place: Installation, middle: Path) -> None:
    place.run(WORKER, "start", "tests.mail")
    first = place.begin(WORKER, "worker", STAY="sending", WAITING_AT=str(middle))
    wait_until(middle.exists, "the mail is sent")
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(1.1)

    place.run(WORKER, "worker", "--once")

    assert len(list((place.home / "mail").glob("*.log"))) == 1
    assert "('failed', 'Work broke off while the mail was being sent" in latest(place, "'state', 'problem'")
