"""The check of PDF/UA finds what is wrong with files that are wrong, one thing at a time, and nothing in those that are right.

The faulty files are made by Typst without its own check, or by changing bytes of a good one to others of the same length.
"""

from pathlib import Path

import pytest
import typst

from extramile.core.documents import to_pdf
from extramile.core.documents.fonts import typefaces
from tests.unit.documents.samples import self_evaluation
from tools import pdf_ua_check
from tools.pdf_objects import Name, Operator, Pdf, Ref, Scanner, text_of
from tools.pdf_ua_check import faults

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
GOOD = f"""
#set document(title: "Title")
#set text(font: "Atkinson Hyperlegible Next", lang: "en")
= One
== Two
Words and #link("https://a.example/")[a link].
#table(columns: 2, table.header([A], [B]), [1], [2])
#image(bytes({SVG!r}), format: "svg", alt: "A square")
"""


def source(svg: str = SVG) -> str:
    """Return the good source, the drawing as a string of Typst."""
    return GOOD.replace(repr(SVG), '"' + svg.replace('"', '\\"') + '"')


def make(text: str, **settings: object) -> bytes:
    fonts, _families = typefaces()
    result = typst.Compiler(text.encode(), font_paths=fonts).compile(format="pdf", timestamp=0, **settings)  # type: ignore[arg-type]
    assert isinstance(result, bytes)
    return result


@pytest.fixture(scope="module")
def good() -> bytes:
    return make(source(), pdf_standards=["ua-1"])


def test_a_good_file_has_no_fault(good: bytes) -> None:
    assert faults(good) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"/Marked true", b"/Marked null", "does not say that it is tagged"),
        (b"/Suspects false", b"/Suspects true ", "not to be trusted"),
        (b"/Lang(en)/StructTreeRoot", b"/Lung(en)/StructTreeRoot", "no language"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle null", "name of the file"),
        (b"pdfuaid:part", b"pdfuaid:port", "does not say that it is PDF/UA-1"),
        (b"<dc:title>", b"<dc:titel>", "metadata has no title"),
        (b"/StructTreeRoot", b"/StructTreeRood", "no tags"),
        (b"/Alt(A square)", b"/Alt(        )", "no alternative text"),
        (b"/S/H2", b"/S/H4", "a level is left out"),
        (b"/ToUnicode", b"/ToUnicorn", "does not say which letters"),
        (b"/FontFile2", b"/FontFile9", "not inside the file"),
        (b"/Tabs/S", b"/Tabs/R", "tab key"),
        (b"/StructParent ", b"/StructPirate ", "not in the tags"),
    ],
)
def test_each_fault_is_found(good: bytes, before: bytes, after: bytes, said: str) -> None:
    spoilt = good.replace(before, after)
    assert len(before) == len(after)
    assert spoilt != good, "the good file has no such bytes"
    assert any(said in fault for fault in faults(spoilt)), faults(spoilt)


def test_an_untagged_file_is_found() -> None:
    assert "There are no tags (structure tree)." in faults(make(source(), pdf_tags=False))


def test_what_typst_lets_pass_without_the_standard_is_found() -> None:
    found = faults(make(source().replace(', alt: "A square"', "").replace("== Two", "=== Two")))
    assert "A figure has no alternative text." in found
    assert any("a level is left out" in fault for fault in found)
    assert "The file does not say that it is PDF/UA-1." in found


def test_a_table_without_headings_is_found() -> None:
    assert "A table has no heading cells." in faults(make(source().replace("table.header([A], [B]),", "[A], [B],")))


def test_headings_of_a_table_say_what_they_head_or_are_named(good: bytes) -> None:
    without_scope = good.replace(b"/Scope/Column", b"/Scape/Column")
    assert faults(without_scope) == []
    unnamed = without_scope.replace(b"/Headers", b"/Haeders")
    assert any("does not say what it heads" in fault for fault in faults(unnamed))
    renamed = good.replace(b"/Headers[(U1", b"/Headers[(V1")
    assert renamed != good
    assert any("a heading that is not there" in fault for fault in faults(renamed))


def test_content_outside_the_tags_is_found(good: bytes) -> None:
    pdf = Pdf(good)
    page = {"Resources": {}}
    assert list(pdf_ua_check._content(pdf, page, b"BT (x) Tj ET", set())) == [
        "Something is drawn (Tj) that is neither tagged nor an artefact."
    ]
    assert list(pdf_ua_check._content(pdf, page, b"/P <</MCID 3>> BDC (x) Tj EMC", set())) == [
        "Marked content 3 is in no tag."
    ]
    assert list(pdf_ua_check._content(pdf, page, b"/Artifact BMC (x) Tj /P <</MCID 3>> BDC EMC EMC", {3})) == [
        "Tagged content is inside an artefact."
    ]
    assert list(pdf_ua_check._content(pdf, page, b"/Artifact BMC 0 0 m S EMC /P <</MCID 3>> BDC (x) Tj EMC", {3})) == []


def test_the_command_says_the_faults_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.pdf").write_bytes(to_pdf(self_evaluation()))
    (tmp_path / "bad.pdf").write_bytes(make(source(), pdf_tags=False))
    monkeypatch.setattr("sys.argv", ["pdf_ua_check", str(tmp_path / "good.pdf")])
    assert pdf_ua_check.main() == 0
    monkeypatch.setattr("sys.argv", ["pdf_ua_check", str(tmp_path / "bad.pdf")])
    assert pdf_ua_check.main() == 1
    assert "There are no tags" in capsys.readouterr().out


def test_values_of_pdf_are_read() -> None:
    assert Scanner(b"<</A 1/B<</C(x)>> >>").value() == {"A": 1, "B": {"C": b"x"}}
    assert Scanner(rb"[1.5 -2 .5 true null 3 0 R]").value() == [1.5, -2, 0.5, True, None, Ref(3)]
    assert Scanner(rb"(a\(b\)(c)\101)").value() == b"a(b)(c)A"
    assert Scanner(b"<41 42 4>").value() == b"AB@"
    assert Scanner(b"/F#20G").value() == Name("F G")
    assert Scanner(b"% words\nTj").value() == Operator("Tj")
    assert text_of(b"\xfe\xff\x00A") == "A"
    assert text_of(b"\xef\xbb\xbfA") == text_of(b"A") == "A"


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PDF file"):
        faults(b"hello")
