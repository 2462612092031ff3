"""Published inspection reports: a PDF goes in; dates, outcome, partners and findings come out, each citing its page."""

from extramile.core.publications.dates import Visit
from extramile.core.publications.edition_2023 import Tagger
from extramile.core.publications.front_page import Resolver
from extramile.core.publications.reading import read_report
from extramile.core.publications.report import Finding, Loose, Printed, Report, Section, Tag

__all__ = [
    "Finding",
    "Loose",
    "Printed",
    "Report",
    "Resolver",
    "Section",
    "Tag",
    "Tagger",
    "Visit",
    "read_report",
]
