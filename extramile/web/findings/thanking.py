"""A letter of thanks as a file to take away."""

from django.utils import timezone

from extramile.core.documents import Document, paragraph
from extramile.web.findings.models import Thanks
from extramile.web.findings.rendering import FORMS as ALL_FORMS
from extramile.web.partnerships.scope import Scope

FORMS = {name: ALL_FORMS[name] for name in ("docx", "pdf")}


def rendered(scope: Scope, found: Thanks, form: str) -> tuple[str, bytes]:
    """Return the kind of file and its bytes."""
    made = Document(
        title="Thank you",
        subtitle=found.name,
        author_body=scope.partnership.name,
        date=timezone.localtime(found.sent_at).date() if found.sent_at else timezone.localdate(),
        blocks=tuple(paragraph(each) for each in found.words.split("\n") if each.strip()),
        opening="sheet",
    )
    kind, render = FORMS[form]
    return kind, render(made)
