"""`extramile manage rekey_evidence`: encrypt all evidence with the first key of EXTRAMILE_EVIDENCE_KEY, and check it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from extramile.web.evidence.rekeying import rekey


class Command(BaseCommand):
    """Encrypt all evidence with the first key."""

    help = "Encrypt all evidence with the first key of EXTRAMILE_EVIDENCE_KEY, and check that every file is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was found."""
        count, changed, damaged = rekey()
        self.stdout.write(f"{count} files, {changed} encrypted anew.")
        if damaged:
            raise CommandError(
                "These are missing, altered or under a key that is not listed; keep every key and bring them back from a "
                f"backup: {', '.join(damaged)}"
            )
