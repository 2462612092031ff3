"""Reading a mail in which inspectors ask for something: who wrote it, when, and what it asks for, one by one.

What is read is a proposal that a person confirms. Nothing is reworded: each request stands in the mail as it is returned.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from extramile.core.vocabulary import InputError

LONGEST = 100_000
HERE = ZoneInfo("Europe/London")
HEADER = re.compile(
    r"(from|to|cc|sent|date|subject|reply-to|received|return-path|delivered-to|message-id|mime-version|importance"
    r"|content-type|content-transfer-encoding|x-[\w-]+):",
    re.IGNORECASE,
)
# Mail programs write "Sent:" each in their own way where they show a mail.
SHOWN_DATES = ("%d %B %Y %H:%M", "%d %B %Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d %b %Y %H:%M", "%Y-%m-%d %H:%M")
DAY_NAME = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+", re.IGNORECASE)
EARLIER = re.compile(r"-{2,}\s*(original|forwarded) message\s*-{2,}|on .{6,80} wrote:|_{20,}", re.IGNORECASE)
ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[-*•–·])\s+(?=\S)")
ASKS = re.compile(
    r"\?|\b(please|could|can|would|may|we (need|would like|ask)|request|send|provide|share)\b", re.IGNORECASE
)
GREETING = re.compile(r"(dear|hello|hi|good (morning|afternoon|evening))\b.{0,60}$", re.IGNORECASE)
PARTING = re.compile(
    r"(kind|best|warm|many)?\s*(regards|wishes|thanks|thank you)\b.{0,40}$|yours (sincerely|faithfully)|sent from my",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read. `asked` are its requests, in its own words."""

    name: str
    address: str
    at: datetime | None
    subject: str
    body: str
    asked: tuple[str, ...]


def read_mail(text: str) -> Mail:
    """Read a mail that was pasted in, with its headers or without. Raises InputError where there is nothing to read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n \t").rstrip()
    if not text:
        raise InputError("There is nothing in the mail.", next_step="Paste the mail, or write the request yourself.")
    if len(text) > LONGEST:
        raise InputError(f"The mail has more than {LONGEST:,} characters.", next_step="Paste the part that asks.")
    if not HEADER.match(text):
        return Mail("", "", None, "", text, _asked(text))
    message = message_from_string(text, _class=EmailMessage, policy=policy.default)
    name, address = parseaddr(_header(message, "From"))
    if "@" not in address:
        # A mail program that shows a name alone.
        name, address = _header(message, "From").strip(), ""
    body = _body(message).strip()
    return Mail(name, address, _date(message), _header(message, "Subject").strip(), body, _asked(body))


def is_in(words: str, body: str) -> bool:
    """Say whether these words stand in the mail as they are; lines may be broken elsewhere."""
    return " ".join(words.split()) in " ".join(body.split())


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (LookupError, ValueError, TypeError, AttributeError):
        # A header so broken that the library gives up on it.
        return ""


def _date(message: EmailMessage) -> datetime | None:
    written = _header(message, "Date") or _header(message, "Sent")
    try:
        found = parsedate_to_datetime(written)
        return found if found.tzinfo else found.replace(tzinfo=HERE)
    except (ValueError, TypeError, IndexError):
        pass
    plain = DAY_NAME.sub("", " ".join(written.split()))
    for form in SHOWN_DATES:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=HERE)
        except ValueError:
            continue
    return None


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html")) if message.is_multipart() else message
    if part is None:
        return ""
    if part.get("Content-Transfer-Encoding", "").lower() in {"base64", "quoted-printable"}:
        try:
            content = str(part.get_content())
        except (LookupError, ValueError):
            content = str(part.get_payload())
    else:
        # It was pasted as text: decoding it again would lose what is not ASCII.
        content = str(part.get_payload())
    return _words_of(content) if part.get_content_type() == "text/html" else content


class _Words(HTMLParser):
    """The words of a page; what begins a block begins a line."""

    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "ul", "ol", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins; leave out what is not read."""
        self.hidden += tag in {"style", "script", "head"}
        if tag in self.BLOCKS:
            self.found.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block with an empty line."""
        self.hidden -= tag in {"style", "script", "head"}
        if tag == "p":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if self.hidden <= 0:
            self.found.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def _words_of(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return "".join(reader.found)


def _asked(body: str) -> tuple[str, ...]:
    """Return what a mail asks for: the entries of its list, else the paragraphs that ask, else all of it."""
    lines = list(_own(body.split("\n")))
    items = _items(lines)
    if len(items) > 1:
        return tuple(items)
    paragraphs = [each.strip() for each in re.split(r"\n\s*\n", "\n".join(lines))]
    paragraphs = [each for each in paragraphs if each and not GREETING.match(each) and not PARTING.match(each)]
    asking = [each for each in paragraphs if ASKS.search(each)]
    return tuple(asking or ["\n\n".join(paragraphs)] if paragraphs else ())


def _own(lines: Iterable[str]) -> Iterable[str]:
    """Give the lines of the mail itself, without what it answers to and without its signature."""
    for line in lines:
        if line.rstrip(" ") == "--" or EARLIER.match(line.strip()):
            return
        if GREETING.match(line.strip()) or PARTING.match(line.strip()):
            yield ""
        elif not line.startswith(">"):
            yield line


def _items(lines: list[str]) -> list[str]:
    """Return the entries of lists, each to the next entry or to an empty line."""
    found: list[list[str]] = []
    within = False
    for line in lines:
        mark = ITEM.match(line)
        if mark:
            found.append([line[mark.end() :].rstrip()])
        elif within and line.strip():
            found[-1].append(line.strip())
        within = bool(line.strip()) and (within or bool(mark))
    return ["\n".join(each) for each in found]
