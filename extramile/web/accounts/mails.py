"""The mails of a demonstration: none leaves it, so that they are read here. In production there are none to read."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

# Django writes this line after each mail of a file.
BETWEEN = b"-" * 79
ADDRESS = re.compile(r"(https?://[^\s<>]+)")
THIS_MACHINE = {"127.0.0.1", "localhost", "::1", "testserver"}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was sent. `place` is where it is in the folder."""

    place: str
    to: str
    subject: str
    at: datetime
    text: str

    def pieces(self) -> list[tuple[str, str]]:
        """Return the text in pieces, each with the address on this site that it leads to, or ""."""
        return [(words, _way_to(words)) for words in ADDRESS.split(self.text) if words]


def _way_to(words: str) -> str:
    """Return where an address of this installation leads: its path, since the port may be another by now."""
    if not ADDRESS.fullmatch(words):
        return ""
    parts = urlsplit(words)
    return f"{parts.path}?{parts.query}".rstrip("?") if parts.hostname in THIS_MACHINE else ""


def mails() -> list[Mail]:
    """Return every mail that this demonstration sent, newest first; none where it is none."""
    if settings.PRODUCTION or not Path(settings.EMAIL_FILE_PATH).is_dir():
        return []
    found = [mail for file in Path(settings.EMAIL_FILE_PATH).glob("*.log") for mail in _read(file)]
    return sorted(found, key=lambda mail: (mail.at, mail.place), reverse=True)


def _read(file: Path) -> Iterator[Mail]:
    contents = [content for content in file.read_bytes().split(BETWEEN) if content.strip()]
    for number, content in enumerate(contents):
        message = email.message_from_bytes(content.strip(), policy=email.policy.default)
        body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
        yield Mail(
            place=f"{file.stem}-{number}",
            to=str(message["To"]),
            subject=str(message["Subject"]),
            # Django dates mails in UTC and says "-0000".
            at=parsedate_to_datetime(str(message["Date"])).replace(tzinfo=UTC),
            text=body.get_content().strip() if body else "",
        )
