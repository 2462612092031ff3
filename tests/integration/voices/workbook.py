"""A workbook as Excel writes it: shared strings, numbers and dates as numbers with a style, merged cells, formulas."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Form1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """Return a workbook with these rows in its first sheet."""
    strings: list[str] = []
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{chr(65 + n)}{number}", value, strings) for n, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    joined = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    merge = f'<mergeCells count="{len(merged)}">{joined}</mergeCells>' if merged else ""
    shared = "".join(f'<si><t xml:space="preserve">{escape(each)}</t></si>' for each in strings)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>{"".join(lines)}</sheetData>{merge}</worksheet>',
        )
        archive.writestr("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{SHEET}">{shared}</sst>')
    return made.getvalue()


EPOCH = datetime(1899, 12, 30, tzinfo=UTC)


def _cell(place: str, value: object, strings: list[str]) -> str:
    match value:
        case None:
            return ""
        case datetime():
            kind, found = 's="2"', str((value - EPOCH) / timedelta(days=1))
        case date():
            kind, found = 's="1"', str((value - EPOCH.date()).days)
        case int() | float():
            kind, found = "", str(value)
        case _:
            strings.append(str(value))
            kind, found = 't="s"', str(len(strings) - 1)
    return f'<c r="{place}" {kind}><v>{found}</v></c>'
