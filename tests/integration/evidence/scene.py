"""Two partnerships with somebody in every role, and small files of every kind."""

import io
from datetime import date
from typing import Any

from django.db import transaction

from extramile.web.accounts.models import Person
from extramile.web.audit.actions import SYSTEM
from extramile.web.evidence import actions
from extramile.web.evidence.actions import About
from extramile.web.evidence.models import Item
from extramile.web.partnerships.actions import enrol, found_partnership
from extramile.web.partnerships.models import Organisation, Partnership
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope

PEOPLE = {
    "lead": (Role.LEAD, "council"),
    "contributor": (Role.CONTRIBUTOR, "icb"),
    "data": (Role.DATA_MANAGER, "council"),
    "auditor": (Role.QUALITY_AUDITOR, "council"),
    "forum": (Role.FORUM_MEMBER, "forum"),
    "reader": (Role.READER, "setting"),
    "inspector": (Role.INSPECTOR, "inspectorate"),
}


def make_partnership(slug: str, *, area_code: str = "826") -> dict[str, Scope]:
    """Make a partnership and return the scope of somebody in every role, by the role's name."""
    with transaction.atomic():
        partnership = found_partnership(
            slug=slug,
            name=slug.title(),
            area_code=area_code,
            council=f"{slug} council",
            by=SYSTEM,
            fictional=not area_code,
        )
        for name, (role, kind) in PEOPLE.items():
            organisation, _ = Organisation.objects.get_or_create(name=f"{slug} {kind}", kind=kind)
            enrol(
                partnership=partnership,
                person=Person.objects.create_user(f"{name}@{slug}.example.org", f"{name.title()} of {slug}"),
                organisation=organisation,
                roles=[role],
                by=SYSTEM,
                ends=date(2099, 1, 1) if role is Role.INSPECTOR else None,
            )
    return {name: scope(partnership, name) for name in PEOPLE}


def scope(partnership: Partnership, name: str) -> Scope:
    """Return where somebody stands now."""
    found = scope_of(Person.objects.get(email=f"{name}@{partnership.slug}.example.org"), partnership.slug)
    assert found is not None
    return found


def note(scope: Scope, title: str = "Survey report", text: str = "Families wait for answers.", **more: Any) -> Item:
    """Add a note."""
    space = more.pop("space", "")
    return actions.add_note(scope=scope, about=About(title, **more), text=text, space=space)


def pdf(words: str = "Families wait") -> bytes:
    """Return a small PDF with a line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
    ]
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(str(number).encode() + b" 0 obj\n" + part + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    out.write(b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n" + str(start).encode() + b"\n%%EOF\n")
    return out.getvalue()


def docx(words: str = "Families wait") -> bytes:
    """Return a small Word document."""
    import docx as word

    document, out = word.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()
