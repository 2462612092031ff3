"""Who has been heard; surveys to begin with; tables of answers."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.listening import Heard, groups, reach, read_table, survey_templates
from extramile.core.vocabulary import InputError


def test_each_group_is_set_beside_its_share() -> None:
    answered, population = {"a": 10, "b": 0, "c": 90, "d": 5}, {"a": 500, "b": 100, "c": 400}
    rows = [reach(answered, population, group, 105) for group in "abcd"]

    assert [row.heard for row in rows] == [Heard.LESS, Heard.NOT_HEARD, Heard.MORE, Heard.CANNOT_TELL]


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 99)),
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 99)),
)
def test_shares_add_up_or_are_not_there(answered: dict, population: dict) -> None:
    rows = [reach(answered, population, group, sum(answered.values())) for group in "abc"]

    shares = [row.answered_share for row in rows]
    assert shares == [None] * 3 or sum(shares) == pytest.approx(1)


def test_the_surveys_to_begin_with_ask_about_known_groups() -> None:
    known = {group.id for group in groups()}
    templates = survey_templates()

    assert set(templates) == {"youngest", "children", "parents", "practitioners"}
    assert {q.about for each in templates.values() for q in each.questions if q.about} <= known


def test_a_table_keeps_the_row_numbers_people_see() -> None:
    table = read_table("\ufeffQ1;Q2\n\nyes;no, never\n".encode(), "t.csv")

    assert table.headings == ("Q1", "Q2")
    assert (table.rows, table.numbers) == ((("yes", "no, never"),), (3,))


@pytest.mark.parametrize(
    "content", [b"", b"Q1,Q2\n", b"\x00\x01", b"PK\x03\x04 nothing", b"PK\x03\x04" + b"\x00" * 400, b'Q\n"open\n']
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError):
        read_table(content, "t")


def test_a_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/{number}.xml", b"0" * 80 * 1024 * 1024)

    with pytest.raises(InputError, match="too large"):
        read_table(packed.getvalue(), "t.xlsx")


def test_a_title_above_the_headings_is_no_heading() -> None:
    table = read_table(b"Families 2026\n\nQ1,Q2\nyes,no\nonly,\n", "t.csv")

    assert table.headings == ("Q1", "Q2")
    assert table.rows == (("yes", "no"), ("only", ""))
    assert read_table(b"Q1\nyes\nno\n", "t.csv").headings == ("Q1",)
