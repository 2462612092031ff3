"""An announcement as a document for the press office: Word and plain text, with its state on every page until it is published."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone

from extramile.core.announcing import Piece
from extramile.core.documents import (
    Block,
    Document,
    Text,
    bullets,
    figure,
    figures,
    heading,
    link,
    note,
    paragraph,
    quote,
    table,
    to_docx,
    to_text,
)
from extramile.web.announcements.models import Announcement
from extramile.web.announcements.presenters.page import Shown
from extramile.web.announcements.queries.announcements import under_embargo
from extramile.web.library.words import OUTCOMES

FORMS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "txt": ("text/plain; charset=utf-8", lambda document: to_text(document).encode()),
}


def rendered(found: Announcement, page: Shown, form: str) -> tuple[bytes, str]:
    """Return an announcement as a file, and its media type."""
    media_type, render = FORMS[form]
    return render(document(found, page)), media_type


def document(found: Announcement, page: Shown) -> Document:
    """Return an announcement as a document, with everything that stands on its page."""
    day: date = timezone.localtime(found.published_at or found.publish_at or timezone.now()).date()
    return Document(
        # The headline of what was withdrawn is not said again.
        title="An announcement that was withdrawn" if page.withdrawn else page.headline,
        author_body=found.partnership.name,
        date=day,
        subtitle="This area is fictional: nothing of it is real." if found.partnership.is_fictional else "",
        status=_status(found),
        opening="sheet",
        blocks=tuple(_blocks(page)),
    )


def _status(found: Announcement) -> str:
    if found.state == "withdrawn":
        return "Withdrawn"
    if found.state == "published":
        return ""
    return "Under embargo: not to be passed on" if under_embargo(found) else "Draft: not published"


def _blocks(page: Shown) -> list[Block]:
    if page.withdrawn:
        return [paragraph("This announcement was withdrawn. ", page.withdrawn, lead=True)]
    blocks: list[Block] = [paragraph(*map(_run, each), lead=True) for each in page.standfirst]
    if page.figures:
        blocks.append(figures(*(figure(each["value"], each["label"], each["more"]) for each in page.figures)))
    if page.activity:
        blocks.append(note(page.activity))
    blocks += _part("What it means for families", _decision(page), page.meaning)
    for words, points in (("What is strong", page.strengths), ("What must improve", page.to_improve)):
        if points:
            blocks += [heading(words), bullets(*([_run(piece) for piece in each] for each in points))]
    if page.quotations:
        blocks.append(heading("In their own words"))
        blocks += [
            quote(
                each["words"], each["who"], each["role"] if each["approved"] else f"{each['role']} (not approved yet)"
            )
            for each in page.quotations
        ]
    blocks += _comparison(page)
    blocks += _part("What happens next", [], page.next_steps)
    blocks += _part("Contact", [], page.contact)
    if page.corrections:
        blocks.append(heading("Corrections"))
        blocks += [paragraph(_corrected(each)) for each in page.corrections]
    return blocks


def _corrected(found: dict[str, str]) -> str:
    if not found["of"]:
        return f"{found['on']}. {found['why']}"
    said = f" It said: “{found['was']}”." if found["was"] else ""
    return f"{found['on']}, {found['of']}. {found['why'].rstrip('.')}.{said}"


def _decision(page: Shown) -> list[Block]:
    found = page.decision
    if not found:
        return []
    return [paragraph(f"{found['name']}. {found['statement']}".strip())]


def _part(words: str, first: Sequence[Block], lines: list[list[Piece]]) -> list[Block]:
    if not first and not lines:
        return []
    return [heading(words), *first, *(paragraph(*map(_run, each)) for each in lines)]


def _comparison(page: Shown) -> list[Block]:
    found = page.comparison
    if not found:
        return []
    rows = [(OUTCOMES[name].words, f"{count:,}") for name, count in found["outcomes"].items()]
    return [
        heading("How it compares"),
        paragraph(found["sentence"]),
        table(found["title"], ["Outcome", "Areas"], rows, numeric={1}),
        note("How it was counted: ", found["reading"]),
    ]


def _run(piece: Piece) -> Text:
    if not piece.address:
        return Text(piece.words)
    whole = f"{settings.SITE_ADDRESS}{piece.address}" if piece.address.startswith("/") else piece.address
    return link(piece.words, whole)
