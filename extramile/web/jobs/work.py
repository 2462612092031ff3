"""What can be done as a job, and doing it.

A room registers its work under a name: `@work("evidence.bundle")`. The function gets a `Running` and the ids it was
started with, tells its progress, makes what it makes, and writes the outcome inside `running.commit()`: a transaction that is
refused if the job was meanwhile given to another worker.
"""

import contextlib
import importlib
import logging
import smtplib
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.core.mail import EmailMessage
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from extramile.core.vocabulary import InputError
from extramile.web.jobs.models import Job

logger = logging.getLogger(__name__)

# How often a worker says that it lives, after how long of silence it is thought dead, how often a job is begun.
PULSE_SECONDS = 10
DEAD_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 3

NOT_SENT = "The mail was not sent: the mail server did not take it. Send it again later, or tell an administrator."
PERHAPS_SENT = "Work broke off while the mail was being sent, so that it may not have arrived. Ask, or send it again."

Work = Callable[..., str]
_WORKS: dict[str, Work] = {}
_DAILY: dict[str, str] = {}


class Room(NamedTuple):
    """The room that a work belongs to: the name of its address and its words.

    The address takes the partnership, and after it the arguments of the job that `takes` names.
    """

    address: str
    words: str
    takes: tuple[str, ...] = ()


_ROOMS: dict[str, Room] = {}


class LostError(Exception):
    """This worker was thought dead and the job given to another: what it did must not count."""


def work(
    name: str, *, each_day: str = "", room: tuple[str, str] | None = None, takes: tuple[str, ...] = ()
) -> Callable[[Work], Work]:
    """Register a function as the work of that name. It returns the address of the result, or "".

    `room` is where who began it came from, and where the page of the job leads back to (`Room`).

    With a title under `each_day` it is begun once on every day, by whichever worker looks first (`actions.start_daily`).
    """

    def register(function: Work) -> Work:
        if name in _WORKS and _WORKS[name] is not function:
            raise RuntimeError(f"two works are called {name}")
        _WORKS[name] = function
        if each_day:
            _DAILY[name] = each_day
        if room:
            _ROOMS[name] = Room(*room, takes)
        return function

    return register


def find(name: str) -> Work:
    """Return the work of that name; the rooms' `work` modules are imported when the first is asked for."""
    if name not in _WORKS:
        _import_works()
    return _WORKS[name]


def rooms() -> dict[str, Room]:
    """Return the rooms that works belong to, by the names of the works."""
    _import_works()
    return dict(_ROOMS)


def daily() -> dict[str, str]:
    """Return the works that are done once a day, with their titles."""
    _import_works()
    return dict(_DAILY)


def _import_works() -> None:
    for app in apps.get_app_configs():
        # Asked first, so that a fault inside a room's module is told and not taken for a room without one.
        if app.name.startswith("extramile.web.") and module_has_submodule(app.module, "work"):
            importlib.import_module(f"{app.name}.work")


class Running:
    """A job at work, in the hands of one worker."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state=Job.State.RUNNING)

    def progress(self, done: int, total: int, step: str = "") -> None:
        """Tell how far the work is. Raises LostError if the job was given to another worker."""
        if not self._mine().update(done=done, total=total, step=step[:160], alive_at=timezone.now()):
            raise LostError

    @contextlib.contextmanager
    def commit(self, result: str = "", said: str = "") -> Iterator[None]:
        """Write the outcome: what is done inside and the end of the job are one transaction, refused if lost.

        `said` is what came of it, in a sentence without anything personal, where that is not what was hoped for.
        """
        with transaction.atomic():
            if not Job.objects.select_for_update().filter(
                pk=self.job.pk, attempt=self.job.attempt, state=Job.State.RUNNING
            ):
                raise LostError
            yield
            self._mine().update(state=Job.State.DONE, result=result, ended_at=timezone.now(), step=said[:160])

    def send_mail(self, subject: str, text: str, to: str, headers: Mapping[str, str] | None = None) -> None:
        """Send a mail at most once. `headers` are for the programs that carry and show it.

        A mail cannot be taken back, and no database knows whether a mail server took it. So the job says first that it is
        being sent. Whoever finds that mark after a worker died does not send again, but says that nobody knows.
        """
        if not self._mine().filter(sending_at=None).update(sending_at=timezone.now()):
            if self._mine().exists():
                raise InputError(PERHAPS_SENT)
            raise LostError
        try:
            EmailMessage(subject, text, None, [to], headers=headers).send()
        except (smtplib.SMTPException, OSError) as error:
            # The server did not take it: that is known, and it may be tried again.
            logger.error("job %s: the mail server did not take a mail: %s", self.job.pk, type(error).__name__)
            raise InputError(NOT_SENT) from error


def run(job_id: str) -> None:
    """Do a job, if nobody else does. Errors of ours are named by their type alone: their text may hold what nobody should read."""
    job = _take(job_id)
    if job is None:
        return
    running = Running(job)
    stop = threading.Event()
    pulse = threading.Thread(target=_beat, args=(job, stop), daemon=True)
    pulse.start()
    try:
        result = find(job.work)(running, **job.arguments)
        with contextlib.suppress(LostError), running.commit(result):
            pass
    except LostError:
        logger.warning("job %s was given to another worker", job.pk)
    except InputError as error:
        _fail(job, str(error))
    except Exception as error:  # noqa: BLE001 - whatever happened, the job says that it failed
        logger.error("job %s (%s) failed: %s", job.pk, job.work, type(error).__name__)
        _fail(
            job,
            "Something of ours went wrong. Nothing was changed. Try again; if it happens again, tell an administrator.",
        )
    finally:
        stop.set()
        pulse.join()


def run_within(job_id: str) -> None:
    """Do a job within the transaction of whoever asks, and raise what goes wrong.

    Nobody else sees the job before that transaction ends, so that nobody has to be told that its worker lives.
    """
    job = _take(job_id)
    if job is None:
        raise RuntimeError("this job waits for nobody")
    running = Running(job)
    result = find(job.work)(running, **job.arguments)
    with contextlib.suppress(LostError), running.commit(result):
        pass


def _take(job_id: str) -> Job | None:
    """Make a job ours: one that waits, or whose worker is dead."""
    now = timezone.now()
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, alive_at__lt=now - DEAD_AFTER)
    taken = Job.objects.filter(free, pk=job_id, attempt__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING, attempt=F("attempt") + 1, alive_at=now, done=0, total=0
    )
    return Job.objects.get(pk=job_id) if taken else None


def _fail(job: Job, sentence: str) -> None:
    Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING).update(
        state=Job.State.FAILED, problem=sentence[:500], ended_at=timezone.now(), step=""
    )


def _beat(job: Job, stop: threading.Event) -> None:
    """Say every few seconds that the worker lives."""

    def say() -> None:
        Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING).update(alive_at=timezone.now())

    repeat(say, stop, every=PULSE_SECONDS)


def repeat(do: Callable[[], None], stop: threading.Event, *, every: float) -> None:
    """Do something every few seconds until told to stop; for threads. While the database cannot be had, try on."""
    try:
        while not stop.wait(every):
            try:
                do()
            except (DatabaseError, InterfaceError) as error:
                # A connection that broke would never work again: another is made at the next attempt.
                logger.warning("the database could not be had: %s; trying again", type(error).__name__)
                connection.close()
            close_old_connections()
    finally:
        connection.close()
