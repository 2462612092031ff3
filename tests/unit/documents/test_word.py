"""Word: real styles, heading rows, alternative texts, the language; and the same bytes each time."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from extramile.core.documents import Missing, bullets, card, heading, link, numbered, paragraph, table, to_docx
from tests.unit.documents.reading import word, word_text
from tests.unit.documents.samples import SAMPLES, letter, self_evaluation
from tests.unit.documents.test_model import a_document


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_document_is_the_same_file(name: str) -> None:
    assert to_docx(SAMPLES[name]()) == to_docx(SAMPLES[name]())


def test_no_file_in_the_zip_has_a_date() -> None:
    with ZipFile(BytesIO(to_docx(letter()))) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_say_title_author_date_and_language() -> None:
    known = word(to_docx(self_evaluation())).core_properties
    assert known.title == "How well we know and meet needs"
    assert known.author.startswith("Wexmoor")
    assert known.created.replace(tzinfo=None) == datetime(2026, 12, 3)  # noqa: DTZ001
    assert known.language == "en-GB"


def test_styles_carry_the_language() -> None:
    styles = word(to_docx(letter())).styles.element
    assert [each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))] == ["en-GB"]


def test_headings_are_headings() -> None:
    opened = word(to_docx(a_document(heading("One"), heading("Two", 2))))
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 1"] == ["One"]
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 2"] == ["Two"]
    assert [p.text for p in opened.paragraphs if p.style.name == "Title"] == ["T"]


def test_the_first_row_of_a_table_repeats_and_rows_stay_whole() -> None:
    made = word(to_docx(a_document(table("Plans", ["Area", "Share"], [["Wexmoor", "4%"]])))).tables[0]
    assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert made.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)
    assert made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Plans"
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["Area", "Share"], ["Wexmoor", "4%"]]


def test_a_wide_table_stands_on_a_page_turned_on_its_side() -> None:
    years = [str(year) for year in range(2012, 2026)]
    wide = table("Wide", ["Area", *years], [["Wexmoor and its villages", *["43.2%"] * 14]], numeric=range(1, 15))
    sections = word(to_docx(a_document(wide, paragraph("After it.")))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]
    assert all("T" in section.footer.paragraphs[0].text for section in sections)


def test_every_picture_has_words() -> None:
    for make in SAMPLES.values():
        for picture in word(to_docx(make())).inline_shapes:
            assert picture._inline.docPr.get("descr")


def test_a_chart_is_there_as_picture_and_as_table() -> None:
    opened = word(to_docx(self_evaluation()))
    assert len(opened.inline_shapes) == 1
    assert any(cell.text == "58%" for row in opened.tables[1].rows for cell in row.cells)


def test_a_second_numbered_list_starts_again() -> None:
    opened = word(to_docx(a_document(numbered("a", "b"), bullets("x"), numbered("c"))))
    counts = [p._p.pPr.numPr.numId.val for p in opened.paragraphs if p.style.name == "List Number"]
    assert counts[0] == counts[1] != counts[2]


def test_the_foot_says_title_status_and_page() -> None:
    foot = word(to_docx(self_evaluation())).sections[0].footer
    assert foot.paragraphs[0].text.startswith("How well we know and meet needs · Draft for challenge\tPage ")
    fields = [each.get(qn("w:instr")) for each in foot._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_links_and_contents_lead_somewhere() -> None:
    opened = word(to_docx(a_document(heading("One"), paragraph(link("x", "https://a.example/")), contents=True)))
    marks = {each.get(qn("w:name")) for each in opened.element.iter(qn("w:bookmarkStart"))}
    anchors = {each.get(qn("w:anchor")) for each in opened.element.iter(qn("w:hyperlink"))} - {None}
    assert anchors == {"h0_one"} <= marks
    assert any(each.target_ref == "https://a.example/" for each in opened.part.rels.values() if each.is_external)


def test_what_is_missing_is_highlighted() -> None:
    opened = word(to_docx(a_document(paragraph("On ", Missing("date")))))
    run = next(run for each in opened.paragraphs for run in each.runs if "missing" in run.text)
    assert (run.text, run.font.highlight_color is not None) == ("[missing: date]", True)


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    made = to_docx(a_document(paragraph("a\x00b\x0bc\ufffed\ud800e\tf"), card("g\x1fh", "i\x00j"), subtitle="k\x01l"))
    text = word_text(made)
    assert "ab\ncde f" in text
    assert "gh" in text
    assert "ij" in text
    assert "kl" in text


# The order that the schema of WordprocessingML gives to properties; Word may refuse a file that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_properties_stand_in_the_order_of_the_schema(name: str) -> None:
    opened = word(to_docx(SAMPLES[name]()))
    foot = opened.sections[0].footer._element
    for root in (opened.element, opened.styles.element, foot):
        for kind, order in ORDER.items():
            for element in root.iter(qn(f"w:{kind}")):
                found = [order.split().index(child.tag.split("}")[1]) for child in element]
                assert found == sorted(found), (kind, [child.tag.split("}")[1] for child in element])


def test_every_style_that_is_used_is_there() -> None:
    for make in SAMPLES.values():
        opened = word(to_docx(make()))
        known = {style.style_id for style in opened.styles}
        for kind in ("pStyle", "rStyle", "tblStyle"):
            assert {each.get(qn("w:val")) for each in opened.element.iter(qn(f"w:{kind}"))} <= known


def test_settings_are_said_once_and_are_of_today() -> None:
    settings = word(to_docx(letter())).settings.element
    assert len(settings.findall(qn("w:compat"))) == 1
    modes = [each.get(qn("w:val")) for each in settings.iter(qn("w:compatSetting")) if "Mode" in each.get(qn("w:name"))]
    assert modes == ["15"]


def test_bookmarks_are_names_that_word_takes() -> None:
    headings = [heading(f"A very long heading that goes on for much more than forty letters {n}") for n in range(3)]
    marks = word(to_docx(a_document(*headings))).element.iter(qn("w:bookmarkStart"))
    names = [each.get(qn("w:name")) for each in marks]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_large_print_is_larger() -> None:
    assert word(to_docx(letter())).styles["Normal"].font.size.pt == 18
