"""Turns an example report into a PDF with Typst."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from tools.example_report.content import ExampleReport

TEMPLATE = Path(__file__).with_name("report.typ")


def build(report: ExampleReport) -> bytes:
    """Set the report. The same report always gives the same bytes: no clock, no fonts of this machine."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    pdf: bytes = typst.compile(
        TEMPLATE, font_paths=fonts, sys_inputs={"report": json.dumps(asdict(report))}, timestamp=0
    )
    return pdf
