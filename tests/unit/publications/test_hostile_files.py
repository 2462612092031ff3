"""Files that cannot be read: a sentence that names the file and the next step, in bounded time and memory."""

import os
import time

import pytest

from extramile.core.publications import PdfFile, read_report, read_reports
from extramile.core.publications import pages as pages_module
from extramile.core.vocabulary import InputError
from tests.unit.publications import hostile
from tools.example_report import build, wexmoor

FILLER = ["A sentence that says nothing about an inspection of any area."] * 12


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a spreadsheet that was renamed", "is not a PDF file"),
        (b"Area SEND inspection of Wexmoor, as text", "is not a PDF file"),
        (b"%PDF-1.7\n", "damaged or incomplete"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged or incomplete"),
        (hostile.encrypted(), "is encrypted"),
        (hostile.many_pages(81), "has 81 pages"),
        (hostile.many_pages(3), "no text that can be read"),
        (hostile.one_page(b"(" + b"a" * 50_000), "no text that can be read"),
        (hostile.says(*FILLER), "is not a report of an area SEND inspection"),
        (hostile.says("Area SEND monitoring inspection", *FILLER), "monitoring inspection"),
        (hostile.says("Joint local area SEND inspection in Wexmoor", *FILLER), "framework of 2016"),
    ],
    ids=[
        "empty",
        "renamed",
        "text",
        "header",
        "noise",
        "encrypted",
        "pages",
        "blank",
        "broken-text",
        "other",
        "monitoring",
        "letter",
    ],
)
def test_file_that_is_no_report(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        read_report(data, file="given.pdf")
    assert str(caught.value).startswith("given.pdf ")
    assert caught.value.next_step


def test_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "MOST_BYTES", 1000)
    with pytest.raises(InputError, match="MB"):
        read_report(b"%PDF-1.7" + b" " * 1000, file="given.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_report(share: float) -> None:
    whole = build(wexmoor())
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_report(whole[: int(len(whole) * share)], file="given.pdf")


def test_batch_goes_on_and_keeps_the_order() -> None:
    good = build(wexmoor())
    files = [
        PdfFile("a.pdf", b""),
        PdfFile("b.pdf", good),
        PdfFile("c.pdf", hostile.encrypted()),
        PdfFile("d.pdf", good),
    ]
    readings = list(read_reports(files, workers=2))
    assert [reading.file for reading in readings] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [reading.report is not None for reading in readings] == [False, True, False, True]
    assert [str(reading.error).split(" ")[0] for reading in readings if reading.error] == ["a.pdf", "c.pdf"]


def test_page_without_end_costs_bounded_time_and_only_itself() -> None:
    files = [PdfFile("endless.pdf", hostile.endless()), PdfFile("good.pdf", build(wexmoor()))]
    started = time.monotonic()
    endless, good = read_reports(files, workers=1, seconds=3)
    assert time.monotonic() - started < 20
    assert endless.report is None
    assert "endless.pdf" in str(endless.error)
    assert good.report is not None


def test_a_reader_that_breaks_is_replaced() -> None:
    files = [PdfFile("one.pdf", build(wexmoor())), PdfFile("two.pdf", build(wexmoor()))]
    first, second = read_reports(files, tag=_break, workers=1)
    assert "broke the reader" in str(first.error)
    assert "broke the reader" in str(second.error)


def _break(_text: str) -> tuple[()]:
    os._exit(9)
