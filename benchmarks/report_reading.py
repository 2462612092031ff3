"""Reading reports against extracting the text of the same pages, in the same run.

Both get the same bytes and alternate, so that a busy machine slows both. The yardstick is the least that can be done
with the library: open the file, and take each page's text.
"""

import gc
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pypdfium2

from benchmarks import Measurement
from benchmarks.timing import median
from extramile.cli.reports import resolve_area, tag_finding
from extramile.core.publications import PdfFile, read_report, read_reports

PUBLISHED = Path(__file__).parents[1].parent / "shared" / "reports" / "development"
ROUNDS = 7
MOST = 1.5


def measure() -> list[Measurement]:
    """Measure one report alone, with and without themes, and a batch on one and on two processes."""
    reports = _reports()
    resolve_area("Bury")  # what is read once is read before the clock starts
    tag_finding("waiting")
    gc.freeze()  # as the processes that read a batch do
    bare, read, full = _alternately(
        lambda: _extract(reports),
        lambda: [read_report(data, file=name) for name, data in reports],
        lambda: [read_report(data, file=name, resolve=resolve_area, tag=tag_finding) for name, data in reports],
    )
    pdfs = [PdfFile(name, data) for name, data in reports]
    one, two = _alternately(
        lambda: list(read_reports(pdfs, tag=tag_finding, workers=1)),
        lambda: list(read_reports(pdfs, tag=tag_finding, workers=2)),
    )
    text_only, where = "bare text extraction of the same pages", f"{len(reports)} reports"
    return [
        Measurement(f"bare text extraction of {where}", bare / len(reports), "ms a report"),
        Measurement("reading", read / len(reports), "ms a report"),
        Measurement("reading, times bare", read / bare, "times", text_only, f"at most {MOST}", read / bare <= MOST),
        Measurement(
            "reading with themes, times bare", full / bare, "times", text_only, f"at most {MOST}", full / bare <= MOST
        ),
        Measurement("batch in one process", one, "ms"),
        Measurement("batch in two processes", two, "ms", "the same in one"),
    ]


def _reports() -> list[tuple[str, bytes]]:
    """Return the published reports beside the checkout, or else the examples that are shipped."""
    if PUBLISHED.is_dir():
        return [(path.name, path.read_bytes()) for path in sorted(PUBLISHED.glob("*.pdf"))]
    shipped = files("extramile").joinpath("examples")
    return [(each.name, each.read_bytes()) for each in shipped.iterdir() if each.name.endswith(".pdf")]


def _extract(reports: list[tuple[str, bytes]]) -> None:
    for _, data in reports:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_bounded()
        document.close()


def _alternately(*actions: Callable[[], object]) -> list[float]:
    """Return the median time of each action in milliseconds, taken in turn, after a round that does not count."""
    found: list[list[float]] = [[] for _ in actions]
    for round_number in range(ROUNDS + 1):
        for taken, action in zip(found, actions, strict=True):
            started = time.perf_counter()
            action()
            if round_number:
                taken.append(1000 * (time.perf_counter() - started))
    return [median(taken) for taken in found]
