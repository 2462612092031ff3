"""The papers of the first day as documents: each letter, the contact sheet, the role sheets; and all of them as one file."""

import io
import zipfile
from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from extramile.core.documents import (
    Block,
    Document,
    Missing,
    Words,
    heading,
    note,
    paragraph,
    table,
    to_docx,
    to_html,
    to_pdf,
)
from extramile.core.letters import compose
from extramile.web.design.downloads import as_csv
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.presenters import people as words
from extramile.web.inspections.queries import letters as queries
from extramile.web.inspections.queries import people as people_queries
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

CONTACTS, ROLES = "contact-sheet", "role-sheets"
FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    # To be kept, not shown here: with its styles inside it is no page of ours.
    "html": ("application/octet-stream", lambda document: to_html(document).encode()),
}
FORM_NAMES = {"pdf": "PDF", "docx": "Word", "html": "HTML"}


def status_of(scope: Scope, inspection: Inspection) -> str:
    """Return what stands on every page where it must: invented area, rehearsal. A letter that goes out has none."""
    states = ["Fictional area"] if scope.partnership.is_fictional else []
    if inspection.is_rehearsal:
        states.append("Rehearsal: do not send")
    return ", ".join(states)


def letter_document(
    scope: Scope, inspection: Inspection, letter: queries.Letter, known: Mapping[str, str | None] | None = None
) -> Document:
    """Return a letter as it stands, its blanks filled by what is `known`, asked for if it is not given."""
    body = compose(letter.title, letter.text, queries.known(scope, inspection) if known is None else known)
    return Document(
        title=body.title,
        author_body=scope.partnership.name,
        date=timezone.localdate(),
        blocks=body.blocks,
        status=status_of(scope, inspection),
        # A letter is read if it is one page; one in large print has the room that it needs.
        opening="sheet" if letter.template.easy else "page",
        large_print=letter.template.easy,
    )


def contact_sheet(scope: Scope, inspection: Inspection) -> Document:
    """Return who has a part, on both sides, and how they are reached."""
    sides = words.groups(people_queries.people(inspection), framework_of(inspection))
    heads = ["Who", "Role", "Reached by"]
    blocks: list[Block] = []
    for title, those in sides:
        cells: list[list[Words]] = [
            [
                "\n".join(filter(None, (each.name, ", ".join(filter(None, (each.post, each.organisation)))))),
                each.role or "none of the framework",
                "\n".join(filter(None, (each.phone, each.email))) or Missing("how they are reached"),
            ]
            for each in those
        ]
        blocks.append(table(title, heads, cells))
    return _sheet(
        scope,
        inspection,
        "Contact sheet",
        blocks or [paragraph(Missing("who has a part in this inspection"))],
        "For those who take part in these days. Give it to nobody else, and take it in when they are over.",
    )


def role_sheets(scope: Scope, inspection: Inspection) -> Document:
    """Return what each role does, and who has it."""
    sides = words.role_sheets(people_queries.roles_held(inspection), framework_of(inspection))
    blocks: list[Block] = []
    for title, sheets in sides:
        if sheets:
            blocks.append(heading(title))
        for each in sheets:
            blocks.append(heading(f"{each.name}{' (unverified)' if each.unverified else ''}", 2))
            if each.duty:
                blocks.append(paragraph(each.duty))
            held = "; ".join(", ".join(filter(None, (one.name, one.organisation))) for one in each.people)
            blocks.append(paragraph(held or Missing("who has this role")))
            blocks.append(note(f"{each.source}.{f' {each.note}' if each.note else ''}"))
    return _sheet(scope, inspection, "What each role does", blocks)


def _sheet(scope: Scope, inspection: Inspection, title: str, blocks: list[Block], first: str = "") -> Document:
    return Document(
        title=title,
        subtitle=inspection.title,
        author_body=scope.partnership.name,
        date=timezone.localdate(),
        blocks=(*([paragraph(first, lead=True)] if first else []), *blocks),
        status=status_of(scope, inspection),
        opening="sheet",
    )


def document(scope: Scope, inspection: Inspection, name: str) -> Document | None:
    """Return a paper of the pack by its name: the id of a letter, or one of the sheets."""
    if name == CONTACTS:
        return contact_sheet(scope, inspection)
    if name == ROLES:
        return role_sheets(scope, inspection)
    found = queries.letter(inspection, name)
    return letter_document(scope, inspection, found) if found else None


def article(scope: Scope, inspection: Inspection, letter: queries.Letter) -> tuple[SafeString, tuple[str, ...]]:
    """Return a letter for a page of ours, and what is missing in it."""
    made = letter_document(scope, inspection, letter)
    # Markup of core.documents, which escapes every word that a person wrote.
    return SafeString(to_html(made, fragment=True, below=1)), made.missing()


def missing_in(
    scope: Scope, inspection: Inspection, letter: queries.Letter, known: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Return what is missing in a letter."""
    return letter_document(scope, inspection, letter, known).missing()


def packed(scope: Scope, inspection: Inspection, told: Callable[[int, int, str], None]) -> bytes:
    """Return every paper of the first day as one file; `told` hears how many are made, of how many, and which is next."""
    papers = [
        (each.template.id, each.template.audience, f"letters/{each.template.order}-{each.template.id}")
        for each in queries.letters(inspection)
    ]
    papers += [(CONTACTS, "Contact sheet", f"people/{CONTACTS}"), (ROLES, "Role sheets", f"people/{ROLES}")]
    top = f"day-zero-{scope.name}-{inspection.pk}"
    total = len(papers) * len(FORMS)
    contents = [f"Day-zero pack: {inspection.title}", f"Made on {date_format(timezone.localdate(), 'j F Y')}", ""]
    out, done = io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, called, path in papers:
            made = document(scope, inspection, name)
            if made is None:
                continue
            contents.append(f"{path}: {made.title}")
            contents += [f"    missing: {each}" for each in made.missing()]
            for form, (_, render) in FORMS.items():
                told(done, total, f"{called}, {FORM_NAMES[form]}")
                archive.writestr(f"{top}/{path}.{form}", render(made))
                done += 1
        archive.writestr(f"{top}/people/{CONTACTS}.csv", _contacts_csv(inspection))
        archive.writestr(f"{top}/contents.txt", "\n".join(contents) + "\n")
    told(total, total, "")
    return out.getvalue()


def _contacts_csv(inspection: Inspection) -> bytes:
    sides = words.groups(people_queries.people(inspection), framework_of(inspection))
    rows = [words.columns(each) for _, those in sides for each in those]
    return as_csv(CONTACTS, words.COLUMNS, rows).content
