"""A letter and a report against results that were looked at, in every form they go out in.

After a change on purpose: `python -m tests.unit.reporting.test_goldens` writes them anew; look at the pictures and at the
difference before it is committed.
"""

from pathlib import Path

import pytest

from extramile.core.documents import to_docx, to_html, to_pdf, to_text
from tests.unit.documents.reading import pages, tag_tree, word_outline
from tests.unit.reporting.samples import SAMPLES
from tools.pdf_ua_check import faults

GOLDEN = Path(__file__).parent / "golden"


def results(name: str) -> dict[str, str]:
    """Return the golden files of a sample: name and content."""
    document = SAMPLES[name]()
    pdf = to_pdf(document)
    assert faults(pdf) == []
    return {
        f"{name}.html": to_html(document, fragment=True) + "\n",
        f"{name}.txt": to_text(document),
        f"{name}.word.txt": "\n".join(word_outline(to_docx(document))) + "\n",
        f"{name}.pdf.txt": "\n".join([f"{pages(pdf)} pages", *tag_tree(pdf)]) + "\n",
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_is_as_reviewed(name: str) -> None:
    for file, made in results(name).items():
        assert made == (GOLDEN / file).read_text(encoding="utf-8"), file


def test_what_is_missing_is_missing_in_every_form() -> None:
    made = results("report")
    for file in ("report.html", "report.txt", "report.word.txt"):
        assert "how many people came to focus groups" in made[file], file


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for sample in SAMPLES:
        for file, made in results(sample).items():
            (GOLDEN / file).write_text(made, encoding="utf-8")
