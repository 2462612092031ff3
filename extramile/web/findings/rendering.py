"""From a document of this app to the bytes that somebody takes away."""

from collections.abc import Callable

from django.utils.safestring import SafeString

from extramile.core.documents import Document, to_docx, to_html, to_pdf
from extramile.web.findings.documents import accuracy, report, self_knowledge
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

DOCUMENTS: dict[str, Callable[[Scope, Inspection], Document]] = {
    "report": report,
    "accuracy": accuracy,
    "self-knowledge": self_knowledge,
}
FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
    # To be kept, not shown here: with its styles inside it is no page of ours.
    "html": ("application/octet-stream", lambda document: to_html(document).encode()),
}


def article(scope: Scope, found: Inspection, name: str, *, below: int = 0) -> tuple[SafeString, tuple[str, ...]]:
    """Return a document for a page of ours, under a heading of level `below`, and what is missing in it."""
    made = DOCUMENTS[name](scope, found)
    # Markup of core.documents, which escapes every word that a person wrote.
    return SafeString(to_html(made, fragment=True, below=below)), made.missing()


def rendered(scope: Scope, found: Inspection, name: str, form: str) -> bytes:
    """Return a document as a file."""
    return FORMS[form][1](DOCUMENTS[name](scope, found))
