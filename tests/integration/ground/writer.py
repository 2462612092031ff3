"""Writes events of one trail, as fast as it can: `python -m tests.integration.ground.writer COUNT`."""

import sys

from extramile.web.config.commands import set_up

if __name__ == "__main__":
    set_up()
    from django.db import transaction

    from extramile.web.audit.actions import SYSTEM, record

    for number in range(int(sys.argv[1])):
        with transaction.atomic():
            record(by=SYSTEM, verb="tried", kind="thing", thing_id=number, scope="everybody")
