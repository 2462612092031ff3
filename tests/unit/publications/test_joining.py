"""Words divided at the ends of lines: the document's own spelling decides."""

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.publications.joining import Joiner, tidy
from extramile.core.publications.pages import DIVIDED
from tests.unit.publications.lines import column, line


def joined(*texts: str, elsewhere: str = "") -> str:
    lines = column(*texts)
    return Joiner([*lines, line(elsewhere)]).join(lines)


def test_hyphen_stays_where_the_document_writes_it() -> None:
    assert joined(f"a multi{DIVIDED}", "agency team", elsewhere="multi-agency work") == "a multi-agency team"


def test_hyphen_goes_where_the_document_writes_one_word() -> None:
    assert joined(f"some chil{DIVIDED}", "dren", elsewhere="All children are") == "some children"


def test_document_outweighs_a_prefix() -> None:
    assert joined(f"annual re{DIVIDED}", "views", elsewhere="the reviews") == "annual reviews"


def test_hyphen_stays_between_two_words_that_stand_alone() -> None:
    assert joined(f"a city{DIVIDED}", "wide plan", elsewhere="the city is wide") == "a city-wide plan"


def test_a_word_seen_nowhere_else_follows_the_habit_of_the_document() -> None:
    assert joined(f"the quor{DIVIDED}", "blity") == "the quor-blity"
    lines = column(f"some chil{DIVIDED}", "dren met. The quor", "")
    lines = [*column(f"some chil{DIVIDED}", "dren. Children saw", f"the quor{DIVIDED}", "blity")]
    assert Joiner(lines).join(lines) == "some children. Children saw the quorblity"


def test_hyphen_before_a_page_break_and_between_figures() -> None:
    assert joined("was co-", "produced with") == "was co-produced with"
    assert joined(f"ages 0{DIVIDED}", "25 years") == "ages 0-25 years"


def test_suspended_hyphen_keeps_its_space() -> None:
    assert joined("short- ", "and long-term") == "short- and long-term"


def test_alternatives_divided_at_the_stroke_have_no_space() -> None:
    assert joined("parents and/", "or carers") == "parents and/or carers"


def test_raised_letters_join_their_number() -> None:
    lines = [line("On 1", y=500), line("st", y=504, size=8), line("July 2022", y=500)]
    assert Joiner(lines).join(lines) == "On 1st July 2022"


@given(st.lists(st.text("abc é’\u00a0\u200b\t-", min_size=1, max_size=12), min_size=1, max_size=5))
def test_tidy_is_idempotent_and_leaves_no_odd_spaces(texts: list[str]) -> None:
    text = tidy("\n".join(texts))
    assert tidy(text) == text
    assert "  " not in text
    assert "\u200b" not in text
