"""The worker of `extramile worker`, with two works of its own, and with seconds where it has minutes.

A work tells that it is in the middle by making the file WAITING_AT, and there the first attempt stays.
"""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend

from extramile.web.config import commands


class Dies(EmailBackend):
    """A mail server that takes a mail, whereupon the worker stays until it is killed."""

    def send_messages(self, messages: Any) -> int:
        sent = super().send_messages(messages)
        here("sending", attempt=1)
        return sent


def here(place: str, *, attempt: int) -> None:
    """Stay in the middle of the first attempt, if this is where it is to be killed."""
    if os.environ.get("STAY") == place and attempt == 1:
        Path(os.environ["WAITING_AT"]).touch()
        while Path(os.environ["WAITING_AT"]).exists():
            time.sleep(0.05)


def register() -> None:
    """Register the works."""
    from extramile.web.audit.actions import SYSTEM, record
    from extramile.web.jobs import work

    @work.work("tests.effect")
    def effect(running: work.Running) -> str:
        running.progress(1, 2, "Half")
        here("working", attempt=running.job.attempt)
        with running.commit("/done/"):
            record(by=SYSTEM, verb="done", kind="effect", thing_id=running.job.pk)
            here("writing", attempt=running.job.attempt)
        return "/done/"

    @work.work("tests.mail")
    def mail(running: work.Running) -> str:
        running.send_mail("A question", "Text", "somebody@example.org")
        return ""

    work.PULSE_SECONDS = 0.2
    work.DEAD_AFTER = timedelta(seconds=1)
    commands.RECOVER_SECONDS = 0.3
    commands.RETRY_SECONDS = 0.2


def main(arguments: list[str]) -> None:
    """Start a job, or work."""
    commands.set_up()
    register()
    from django.conf import settings

    settings.EMAIL_BACKEND = "tests.integration.ground.worker.Dies"
    if arguments[0] == "start":
        from extramile.web.jobs.actions import start

        start(name=arguments[1], title="A test", by=None)
    else:
        commands.worker.main(arguments[1:], standalone_mode=False)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
