"""Every kind of PDF that we make is read by the check of PDF/UA in a test: a new maker must be added here, with its test."""

import ast

import pytest

from tests.architecture.repository import ROOT

# The module in which a PDF begins, and the file whose tests read it with `tools.pdf_ua_check`.
MAKERS = {
    "extramile/web/findings/rendering.py": "tests/integration/findings/test_documents.py",
    "extramile/web/findings/thanking.py": "tests/integration/findings/test_documents.py",
    "extramile/web/inspections/letter_documents.py": "tests/integration/inspections/test_letters.py",
    "extramile/web/plans/rendering.py": "tests/integration/plans/test_documents.py",
    "extramile/web/selfevaluation/rendering.py": "tests/integration/selfevaluation/test_pdf_ua.py",
    "extramile/web/voices/presenters/paper.py": "tests/integration/voices/test_answering.py",
    "extramile/web/demonstration/files.py": "tests/integration/demonstration/test_files.py",
}


def makers() -> set[str]:
    """Return the modules outside of the core that take `to_pdf`, or the forms in which it is, from another."""
    found = set()
    for path in (ROOT / "extramile").rglob("*.py"):
        if "core" in path.relative_to(ROOT).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            taken = node.names if isinstance(node, ast.ImportFrom) else []
            forms = isinstance(node, ast.ImportFrom) and node.module == "extramile.web.findings.rendering"
            if any(each.name == "to_pdf" or (forms and each.name == "FORMS") for each in taken):
                found.add(path.relative_to(ROOT).as_posix())
    return found


def test_every_maker_of_pdf_is_known() -> None:
    assert makers() == set(MAKERS)


@pytest.mark.parametrize("test", sorted(set(MAKERS.values())))
def test_its_pdf_is_read_by_the_check(test: str) -> None:
    tree = ast.parse((ROOT / test).read_text("utf-8"))
    taken = {
        (node.module, each.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert ("tools.pdf_ua_check", "faults") in taken
    assert "faults" in called
