"""The files of the invented evidence, as PDF: accessible as everything that is made here."""

from datetime import date

from extramile.web.demonstration.files import FileSection, FileTable, InventedFile, made
from tools.pdf_ua_check import faults


def test_an_invented_file_passes_the_check_of_pdf_ua() -> None:
    rows = FileTable(caption="Plans", headings=("Year", "Plans"), rows=(("2024", 310), ("2025", 342)))
    section = FileSection(
        title="What it says", words=("One.",), points=("Two.",), table=rows, said="So.", said_by="A parent"
    )
    file = InventedFile(name="audit", sections=(section,))
    name, content = made(file, title="Audit of plans", body="Wexmoor Council", dated=date(2026, 1, 2))
    assert name == "audit.pdf"
    assert faults(content) == []
