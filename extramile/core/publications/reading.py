"""Reads one report: opens the file, takes the running lines off, and hands it to the edition that knows it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from extramile.core.publications import edition_2023
from extramile.core.publications.edition_2023 import Tagger
from extramile.core.publications.footers import without_running_lines
from extramile.core.publications.headings import fold
from extramile.core.publications.pages import Line, Page, open_pages
from extramile.core.publications.report import Report
from extramile.core.vocabulary import InputError

# An area's name as printed → its 3-digit code and our name for it, or None if there is no such area.
Resolver = Callable[[str], tuple[str, str] | None]


class Edition(Protocol):
    """What a module must offer to read an edition of the template."""

    def recognises(self, lines: Sequence[Line], /) -> bool:
        """Say whether the lines are of a report of this edition."""
        ...

    def read(
        self,
        pages: Sequence[Page],
        body: Sequence[Line],
        running: Sequence[Line],
        *,
        file: str,
        tag: Tagger | None,
    ) -> Report:
        """Read the report."""
        ...


# Newest first. An edition recognises its own reports and reads them.
EDITIONS: tuple[Edition, ...] = (edition_2023,)


def read_report(data: bytes, *, file: str, resolve: Resolver | None = None, tag: Tagger | None = None) -> Report:
    """Read a published report.

    `file` names it in messages. `resolve` turns an area's printed name into its code and name; `tag` turns a finding's
    text into themes. Raises InputError, naming the file and the next step, if it cannot be read or is no report of the
    series. A file from an unknown hand is better read with `read_reports`, which bounds time and memory.
    """
    with open_pages(data, file=file) as pages:
        body, running = without_running_lines(pages)
        for edition in EDITIONS:
            if edition.recognises(body):
                report = edition.read(pages, body, running, file=file, tag=tag)
                return located(report, resolve) if resolve else report
    raise _stranger(body, file)


def located(report: Report, resolve: Resolver) -> Report:
    """Return the report with the code of its area; if the area is in no list, with a warning that says so."""
    if report.area is None:
        return report
    found = resolve(report.area)
    if found:
        code, name = found
        return replace(report, la_code=code, area=name if report.area.isupper() else report.area)
    warning = f"“{report.area}” is not in the list of local areas, so the report has no area code."
    return replace(report, warnings=(*report.warnings, warning))


def _stranger(body: list[Line], file: str) -> InputError:
    """Say what the file is, as far as can be seen, when it is no report that is read."""
    folded = fold(" ".join(line.text for line in body[:200]))
    if "monitoringinspection" in folded and "areasend" in folded:
        what = "is a report of a monitoring inspection, which is not read yet."
    elif "jointlocalarea" in folded or "writtenstatementofaction" in folded:
        what = "is a letter of the framework of 2016, which is not read yet."
    else:
        what = "is not a report of an area SEND inspection."
    return InputError(what, where=file, next_step="Give a report of an area SEND full inspection (2023 framework).")
