"""Published inspection reports: a PDF goes in; dates, outcome, partners and findings come out, each citing its page."""

from extramile.core.publications.batch import PdfFile, Reading, pdf_files, read_reports
from extramile.core.publications.dates import Visit
from extramile.core.publications.edition_2023 import Tagger, TagLike
from extramile.core.publications.plain_text import text_of
from extramile.core.publications.reading import Resolver, located, read_report
from extramile.core.publications.report import Finding, Loose, Printed, Report, Section, Tag

__all__ = [
    "Finding",
    "Loose",
    "PdfFile",
    "Printed",
    "Reading",
    "Report",
    "Resolver",
    "Section",
    "Tag",
    "TagLike",
    "Tagger",
    "Visit",
    "located",
    "pdf_files",
    "read_report",
    "read_reports",
    "text_of",
]
