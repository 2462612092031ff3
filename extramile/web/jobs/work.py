"""What can be done as a job, and doing it.

A room registers its work under a name: `@work("evidence.bundle")`. The function gets a `Running` and the ids it was
started with, tells its progress, makes what it makes, and writes the outcome inside `running.commit()`: a transaction that is
refused if the job was meanwhile given to another worker.
"""

import contextlib
import importlib
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.jobs.models import Job

logger = logging.getLogger(__name__)

# How often a worker says that it lives, after how long of silence it is thought dead, how often a job is begun.
PULSE_SECONDS = 10
DEAD_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 3

Work = Callable[..., str]
_WORKS: dict[str, Work] = {}


class LostError(Exception):
    """This worker was thought dead and the job given to another: what it did must not count."""


def work(name: str) -> Callable[[Work], Work]:
    """Register a function as the work of that name. It returns the address of the result, or ""."""

    def register(function: Work) -> Work:
        if name in _WORKS and _WORKS[name] is not function:
            raise RuntimeError(f"two works are called {name}")
        _WORKS[name] = function
        return function

    return register


def find(name: str) -> Work:
    """Return the work of that name; the rooms' `jobs` modules are imported when the first is asked for."""
    if name not in _WORKS:
        for app in settings.INSTALLED_APPS:
            if app.startswith("extramile.web."):
                with contextlib.suppress(ModuleNotFoundError):
                    importlib.import_module(f"{app}.work")
    return _WORKS[name]


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
    def commit(self, result: str = "") -> Iterator[None]:
        """Write the outcome: what is done inside and the end of the job are one transaction, refused if lost."""
        with transaction.atomic():
            if not Job.objects.select_for_update().filter(
                pk=self.job.pk, attempt=self.job.attempt, state=Job.State.RUNNING
            ):
                raise LostError
            yield
            self._mine().update(state=Job.State.DONE, result=result, ended_at=timezone.now(), step="")


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
    while not stop.wait(PULSE_SECONDS):
        Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING).update(alive_at=timezone.now())
    close_old_connections()
