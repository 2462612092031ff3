"""From a document to the bytes that somebody takes away, and whether that is quick enough to wait for."""

from django.utils.safestring import SafeString

from extramile.core.documents import Document, to_docx, to_html, to_pdf
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.documents import self_evaluation
from extramile.web.selfevaluation.models import Evaluation
from extramile.web.selfevaluation.position import position_statement
from extramile.web.selfevaluation.queries.evaluations import claims

DOCUMENTS = {"self-evaluation": self_evaluation, "position-statement": position_statement}
FORMS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
    # To be kept, not shown here: with its styles inside it is no page of ours.
    "html": ("application/octet-stream", lambda document: to_html(document).encode()),
}
# With more claims than this a file is built as a job: nobody should look at a page that does not answer.
WAITED_FOR = 120


def document(scope: Scope, found: Evaluation, name: str) -> Document:
    """Return a document by its name."""
    return DOCUMENTS[name](scope, found)


def article(scope: Scope, found: Evaluation, name: str, *, below: int = 0) -> tuple[SafeString, tuple[str, ...]]:
    """Return a document for a page of ours, under a heading of level `below`, and what is missing in it."""
    made = document(scope, found, name)
    # Markup of core.documents, which escapes every word that a person wrote.
    return SafeString(to_html(made, fragment=True, below=below)), made.missing()


def rendered(scope: Scope, found: Evaluation, name: str, form: str) -> bytes:
    """Return a document as a file."""
    return FORMS[form][1](document(scope, found, name))


def takes_long(scope: Scope, found: Evaluation, name: str) -> bool:
    """Say whether a file of this document should be built as a job."""
    return name == "self-evaluation" and claims(scope, found).count() > WAITED_FOR
