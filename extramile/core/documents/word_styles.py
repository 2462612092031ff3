"""The dress of a Word document: real styles, so that whoever gets the file can restyle and navigate it.

Arial, not our own typeface: a Word file is there to be worked on by others, and a font that they do not have is
replaced by one that nobody chose.
"""

from typing import cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from extramile.core.documents.word_xml import Element, borders, element

FONT = "Arial"
INK, MUTED, TEAL, HAIR = "17202A", "4D5966", "0B5563", "B9C2CB"
TONES = {"strength": "1B6E4B", "develop": "7A4300", "priority": "8F1D26", "info": TEAL, "quiet": "3C4650"}
# Name, its size in points, space before and after, bold, colour.
_DRESS: tuple[tuple[str, float, int, int, bool, str], ...] = (
    ("Normal", 12, 0, 8, False, INK),
    ("Title", 26, 0, 6, True, INK),
    ("Subtitle", 15, 0, 8, False, INK),
    ("Heading 1", 18, 22, 8, True, INK),
    ("Heading 2", 14, 16, 6, True, INK),
    ("Heading 3", 12, 12, 4, True, INK),
    ("Heading 4", 12, 10, 4, False, INK),
    ("Caption", 12, 14, 5, True, INK),
    ("Quote", 13, 8, 2, False, INK),
    ("List Bullet", 12, 0, 4, False, INK),
    ("List Number", 12, 0, 4, False, INK),
)
# Ours, each on top of Normal.
_OWN: tuple[tuple[str, float, int, int, bool, str], ...] = (
    ("Author", 12, 0, 10, False, MUTED),
    ("Lead", 14, 0, 10, False, INK),
    ("Note", 10, 2, 10, False, MUTED),
    ("Fact", 11, 0, 4, False, INK),
    ("Card", 12, 0, 4, False, INK),
    ("Card Footer", 10, 2, 14, False, MUTED),
    ("Quote Source", 11, 0, 14, False, MUTED),
    ("Table Text", 10.5, 3, 3, False, INK),
    ("Table Text Small", 8, 3, 3, False, INK),
    ("Figure Number", 22, 0, 0, True, INK),
    ("Question", 12, 18, 4, True, INK),
    ("Choice", 12, 3, 3, False, INK),
    ("Writing Line", 12, 0, 0, False, INK),
    ("Contents 1", 12, 6, 2, True, INK),
    ("Contents 2", 12, 0, 2, False, INK),
)


def dress(word: WordDocument, language: str, scale: float, *, close: bool = False) -> None:
    """Set the page and the styles: letters `scale` times 12 points; `close` leaves less room around and between."""
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(1.7 if close else 2.3)
    air = 0.7 if close else 1.0
    for name, size, before, after, bold, colour in _DRESS:
        _dress(
            cast(ParagraphStyle, word.styles[name]), size * scale, before * air, after * air, bold=bold, colour=colour
        )
    for name, size, before, after, bold, colour in _OWN:
        style = cast(ParagraphStyle, word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = word.styles["Normal"]
        _dress(style, size * scale, before * air, after * air, bold=bold, colour=colour)
    _own_layout(word)
    _table_style(word)
    _language(word, language)


def _dress(style: ParagraphStyle, size: float, before: float, after: float, *, bold: bool, colour: str) -> None:
    style.font.size = Pt(size)
    # Word's own styles are told to be plain; ours leave it open, so that a table can make its first column bold.
    style.font.bold = bold or (None if style.base_style or style.name == "Normal" else False)
    style.font.italic = style.name == "Heading 4"
    style.font.color.rgb = RGBColor.from_string(colour)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.15 if size < 14 else 1.05
    layout.keep_with_next = style.name.startswith(("Heading", "Caption", "Question")) if style.name else False
    layout.widow_control = True
    properties = style.element.get_or_add_rPr()
    for theme in properties.findall(qn("w:rFonts")):
        properties.remove(theme)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    for drawn in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(drawn)
    for spaced in properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern")):
        properties.remove(spaced)


def _own_layout(word: WordDocument) -> None:
    styles = word.styles
    for name in ("Card", "Card Footer", "Quote", "Quote Source"):
        cast(ParagraphStyle, styles[name]).paragraph_format.left_indent = Cm(0.6)
    cast(ParagraphStyle, styles["Card"]).paragraph_format.keep_with_next = True
    cast(ParagraphStyle, styles["Quote"]).paragraph_format.keep_with_next = True
    fact = cast(ParagraphStyle, styles["Fact"]).paragraph_format
    fact.left_indent, fact.first_line_indent = Cm(5), Cm(-5)
    choice = cast(ParagraphStyle, styles["Choice"]).paragraph_format
    choice.left_indent, choice.first_line_indent = Cm(1), Cm(-1)
    cast(ParagraphStyle, styles["Contents 2"]).paragraph_format.left_indent = Cm(0.8)
    line = cast(ParagraphStyle, styles["Writing Line"])
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.line_spacing = Pt(30)
    # Neighbours with the same border are one box to Word: `between` draws the lines inside it.
    _insert(line.element, borders("pBdr", bottom=(6, "7B8794"), between=(6, "7B8794")))
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(TEAL), True


def _insert(style: Element, drawn: Element) -> None:
    style.get_or_add_pPr().insert_element_before(drawn, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table_style(word: WordDocument) -> None:
    """Make the style of tables: hairlines between rows, a firm line under the headings, the first column in bold."""
    style = word.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE).element
    table = element("tblPr")
    table.append(element("tblInd", w=0, type="dxa"))
    table.append(borders("tblBorders", bottom=(4, HAIR), insideH=(4, HAIR)))
    margins = element("tblCellMar")
    margins.append(element("left", w=60, type="dxa"))
    margins.append(element("right", w=60, type="dxa"))
    table.append(margins)
    style.append(table)
    for part in ("firstRow", "firstCol"):
        conditional, letters = element("tblStylePr", type=part), element("rPr")
        letters.append(element("b"))
        conditional.append(letters)
        if part == "firstRow":
            cell = element("tcPr")
            cell.append(borders("tcBorders", bottom=(10, INK)))
            conditional.append(cell)
        style.append(conditional)


def _language(word: WordDocument, language: str) -> None:
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for spoken in defaults.findall(qn("w:lang")):
        defaults.remove(spoken)
    defaults.append(element("lang", val=language, eastAsia=language))
    settings = word.settings.element
    for theme in settings.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), language)
    # The template is of 2010, and Word would open the file in a mode for such files.
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
