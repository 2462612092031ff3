"""Nothing that a person writes is lost or read as something else, in any rendering, whatever it is."""

import html
import re
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.core.documents import (
    Inline,
    address,
    bullets,
    card,
    choices,
    fact,
    facts,
    figure,
    figures,
    heading,
    inline,
    lines,
    note,
    paragraph,
    picture_scale,
    quote,
    signature,
    signatures,
    table,
    to_docx,
    to_html,
    to_pdf,
    to_text,
)
from extramile.core.documents.blocks import Block
from extramile.core.documents.cleaning import clean
from extramile.core.documents.fonts import drawable
from tests.unit.documents.reading import pdf_text, squeezed, tables_in, word, word_text
from tests.unit.documents.test_model import a_document
from tools.pdf_ua_check import faults

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANYTHING = st.text(st.characters(), max_size=60)
# What a line of a PDF gives back letter for letter: left to right, one form for each letter.
LATIN = st.text(
    st.one_of(
        st.sampled_from("#*$[]\\_`<>@~{}/=+-&'\"%^|();:,.!?"),
        st.characters(min_codepoint=0x20, max_codepoint=0x17F, categories=("L", "N", "P", "S", "Zs")),
        st.sampled_from("ПриветЖ€“”‘’–—…•☐→"),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and "\u00ad" not in text)


def everywhere(words: str) -> tuple[list[Block], int]:
    """Return blocks with the words in each place where words can stand, and how many those are."""
    said: Inline = inline(words)
    blocks: list[Block] = [
        heading(("H", said)),
        paragraph(said),
        address(said, said),
        bullets(said),
        table(("C", said), [("D", said)], [[said]]),
        figures(figure(("1", said), said, said)),
        facts(fact(said, ("f", said))),
        card(said, words, points=[said], parts=[fact(said, ("f", said))], footer=[said]),
        quote(said, said, said),
        note(said),
        choices(said, said, hint=said),
        lines(said, 1, hint=said),
        picture_scale(said, said, said, hint=said),
        signatures(("S", said), signature(said, said, said, said)),
    ]
    return blocks, 37


@given(ANYTHING)
@SLOW
def test_any_text_makes_every_rendering(words: str) -> None:
    blocks, _times = everywhere(words)
    document = a_document(*blocks, subtitle=words, status=words)
    made = to_pdf(document)
    assert faults(made) == []
    kept = clean(words)
    assert squeezed(word_text(to_docx(document))).count(squeezed(kept)) >= 1
    assert kept in html.unescape(to_html(document).replace("<br>", "\n"))
    assert kept in to_text(document)


@given(LATIN)
@SLOW
def test_words_come_back_from_every_place_of_every_rendering(words: str) -> None:
    blocks, times = everywhere(words)
    document = a_document(*blocks)
    letters = squeezed(words)
    assert squeezed(pdf_text(to_pdf(document))).count(letters) >= times
    assert squeezed(word_text(to_docx(document))).count(letters) >= times
    bare = html.unescape(re.sub(r"<[^>]*>", "", to_html(document, fragment=True)))
    assert squeezed(bare).count(letters) >= times
    assert squeezed(to_text(document)).count(letters) >= times


@given(st.lists(st.lists(st.text("abc é#*", max_size=8), min_size=3, max_size=3), max_size=6))
@SLOW
def test_tables_keep_their_cells(rows: list[list[str]]) -> None:
    document = a_document(table("Caption", ["One", "Two", "Three"], rows))
    cells = [["One", "Two", "Three"], *rows]
    made = word(to_docx(document)).tables[0]
    assert [[cell.text for cell in row.cells] for row in made.rows] == cells
    assert tables_in(to_pdf(document)) == [[3] * len(cells)]
    found = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", to_html(document))
    assert found == [html.escape(cell) for row in cells for cell in row]


@given(ANYTHING)
@settings(max_examples=120)
def test_cleaning_takes_away_only_what_no_document_can_hold(words: str) -> None:
    kept = clean(words)
    assert clean(kept) == kept
    lost = set(words) - set(kept) - set("\r\t\x0b\x0c\x85\u2028\u2029")
    assert all(unicodedata.category(letter) in {"Cc", "Cs", "Cn"} for letter in lost)


@given(ANYTHING)
@settings(max_examples=100)
def test_a_letter_is_drawn_or_spelt_and_never_dropped(words: str) -> None:
    assert len(drawable(words)) >= len(clean(words))
    assert drawable(drawable(words)) == drawable(words)
