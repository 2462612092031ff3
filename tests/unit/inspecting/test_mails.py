"""A mail that asks for something, pasted in: who, when, and each request in its own words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.inspecting import is_in, read_mail
from extramile.core.vocabulary import InputError

ASKED = """Dear Bo,

thank you for this morning. Before we meet again, please let us have:

1. The numbers of children who wait for speech and language therapy,
   by age.
2. Minutes of the partnership board for the spring – café meetings too.
3) Who decides about short breaks?

Kind regards
Ada Lane
"""


def test_the_entries_of_a_list_are_requests_in_their_own_words() -> None:
    found = read_mail("From: Ada Lane <ada@inspectorate.example>\nDate: Tue, 10 Nov 2026 08:45:00 +0000\n"
                      f"To: bo@council.example\nSubject: What we need\n\n{ASKED}")  # fmt: skip
    assert (found.name, found.address, found.subject) == ("Ada Lane", "ada@inspectorate.example", "What we need")
    assert found.at == datetime(2026, 11, 10, 8, 45, tzinfo=UTC)
    assert found.asked == (
        "The numbers of children who wait for speech and language therapy,\nby age.",
        "Minutes of the partnership board for the spring – café meetings too.",
        "Who decides about short breaks?",
    )
    assert all(is_in(each, found.body) for each in found.asked)


def test_a_mail_as_a_program_shows_it() -> None:
    found = read_mail(
        "From: Lane, Ada\nSent: Tuesday, 10 November 2026 08:45\nTo: Bo\nSubject: Plans\n\nCould we see ten plans?\n"
    )
    assert (found.name, found.address) == ("Lane, Ada", "")
    assert found.at == datetime(2026, 11, 10, 8, 45, tzinfo=UTC)
    assert found.asked == ("Could we see ten plans?",)


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("Hello Bo,\n\nWe met the forum.\n\nPlease send its report.\n\nCan we see you at ten?\n\nThanks\nAda",
         ("Please send its report.", "Can we see you at ten?")),
        ("The list of schools", ("The list of schools",)),
        ("Please send the list.\n\n-----Original Message-----\nFrom: Bo\n\nPlease tell us what you need.",
         ("Please send the list.",)),
        ("Please send the list.\n\nOn Tue, 10 Nov 2026 at 08:00, Bo wrote:\n> Could you say more?",
         ("Please send the list.",)),
        ("Please send the list.\n-- \nAda Lane\nCan be reached by day", ("Please send the list.",)),
    ],
)  # fmt: skip
def test_paragraphs_that_ask_and_nothing_of_an_earlier_mail(body: str, asked: tuple[str, ...]) -> None:
    assert read_mail(body).asked == asked


def test_a_mail_from_its_source_is_decoded() -> None:
    found = read_mail(
        "From: =?utf-8?q?Ren=C3=A9?= Lane <rene@inspectorate.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<style>p {}</style><p>Please:</p><ul><li>The caf=C3=A9 list</li>"
        "<li>The rota</li></ul>\n--b--\n"
    )
    assert found.name == "René Lane"
    assert found.asked == ("The café list", "The rota")


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(InputError, match="nothing in the mail"):
        read_mail(" \n")
    with pytest.raises(InputError, match="more than 100,000"):
        read_mail("a" * 100_001)


@given(st.text(min_size=1, max_size=400), st.booleans())
def test_whatever_is_pasted_is_read_and_its_words_stand_in_it(text: str, headed: bool) -> None:
    try:
        found = read_mail(f"From: {text}\n{text}" if headed else text)
    except InputError:
        return
    assert all(is_in(each, found.body) for each in found.asked)
