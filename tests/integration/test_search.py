"""What people type means the same on both databases."""

import pytest
from django.db import connection
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from extramile.web.library.actions import correct_finding, keep_reading, undo_correction
from extramile.web.library.models import Finding, Report
from extramile.web.search.operations import config_name, index_name
from extramile.web.search.queries import has_words, marked, matching
from tests.library import item, make_editor, make_reading

TEXTS = {
    "late": "Annual reviews are late and families wait.",
    "plans": "Leaders plan together. Planning is joint; the plan is read.",
    "health": "Health/care partners co-produce with the parent carer forum.",
    "young": "Young people aged 18-25 move on to adulthood well.",
    "waiting": "Children's waits for speech and language therapy are too long.",
    "autism": "Waits for autism assessments are long: up to 120 weeks (2.5 years).",
    "the": "To be or not to be is the question.",
    "tag": "A <b>bold</b> plan & a reviewer’s “quote”.",
}
INDEX = index_name("library_finding", "text")


@pytest.fixture
def texts(db: None) -> None:
    """A report whose findings are the texts."""
    make_texts()


def make_texts() -> None:
    """Keep a report whose findings are the texts."""
    keep_reading(reading=make_reading(improve=[item(text) for text in TEXTS.values()]), file_hash="a" * 64)


def found(typed: str) -> set[str]:
    """Return the names of the texts that are found."""
    names = {text: name for name, text in TEXTS.items()}
    return {names[each.text] for each in matching(Finding.objects.all(), "text", typed)}


EVERYTHING = set(TEXTS)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        # all words must occur, wherever they stand, in any case
        ("waits", {"late", "waiting", "autism"}),
        ("waits long", {"waiting", "autism"}),
        ("LONG Waits", {"waiting", "autism"}),
        ("waits zebra", set()),
        # in any form
        ("planning", {"plans", "tag"}),
        ("plans", {"plans", "tag"}),
        ("review", {"late", "tag"}),
        ("reviews", {"late", "tag"}),
        ("assessment", {"autism"}),
        ("famil", set()),
        # words in quotes stand together
        ('"annual reviews"', {"late"}),
        ('"reviews annual"', set()),
        ('"language therapy" long', {"waiting"}),
        ('"annual reviews', {"late"}),
        # or takes either, between its two neighbours only
        ("autism or speech", {"waiting", "autism"}),
        ("autism OR speech", {"waiting", "autism"}),
        ("long autism or speech", {"waiting", "autism"}),
        ("weeks autism or speech", {"autism"}),
        ('zebra or "annual reviews"', {"late"}),
        ("autism or speech or annual", {"waiting", "autism", "late"}),
        ("or autism", {"autism"}),
        ("autism or", {"autism"}),
        # a minus leaves out
        ("waits -autism", {"late", "waiting"}),
        ("waits -autism -annual", {"waiting"}),
        ('long -"speech and language"', {"autism"}),
        ("autism or -speech", {"autism"}),
        # common words are words
        ("the question", {"the"}),
        ('"to be or not"', {"the"}),
        ("is", {"plans", "the"}),
        # signs part words
        ("health", {"health"}),
        ("care", {"health"}),
        ("health/care", {"health"}),
        ("co-produce", {"health"}),
        ("produce", {"health"}),
        ("18-25", {"young"}),
        ("25", {"young"}),
        ("2.5", {"autism"}),
        ("children's", {"waiting"}),
        ("children’s", {"waiting"}),
        ("reviewer’s", {"tag"}),
        ("weeks)", {"autism"}),
        ("(120", {"autism"}),
        # nothing to look for is everything
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("*", EVERYTHING),
        ("-", EVERYTHING),
        ('"', EVERYTHING),
        ('""', EVERYTHING),
        ("or", EVERYTHING),
        ("-autism", EVERYTHING),
        # words of the databases' own languages are words
        ("AND", {"late", "waiting"}),
        ("waits AND", {"late", "waiting"}),
        ("NOT", {"the"}),
        ("waits NEAR autism", set()),
        ("text:waits", set()),
        ("wait*", {"late", "waiting", "autism"}),
        ("waits & autism", {"autism"}),
        ("!waits", {"late", "waiting", "autism"}),
    ],
)
def test_what_is_typed_finds(texts: None, typed: str, names: set[str]) -> None:
    assert found(typed) == names


@pytest.mark.parametrize(("typed", "has"), [("plan", True), ("-plan", False), ("or", False), ('"', False), ("é", True)])
def test_it_is_known_whether_anything_was_typed(typed: str, has: bool) -> None:
    assert has_words(typed) is has


@pytest.mark.parametrize(
    ("typed", "name", "html"),
    [
        ("reviews", "late", "Annual <mark>reviews</mark> are late and families wait."),
        (
            "plan",
            "plans",
            "Leaders <mark>plan</mark> together. <mark>Planning</mark> is joint; the <mark>plan</mark> is read.",
        ),
        ("bold", "tag", "A &lt;b&gt;<mark>bold</mark>&lt;/b&gt; plan &amp; a reviewer’s “quote”."),
        ("b", "tag", "A &lt;<mark>b</mark>&gt;bold&lt;/<mark>b</mark>&gt; plan &amp; a reviewer’s “quote”."),
        ("care", "health", "Health/<mark>care</mark> partners co-produce with the parent carer forum."),
        (
            "autism -speech",
            "autism",
            "Waits for <mark>autism</mark> assessments are long: up to 120 weeks (2.5 years).",
        ),
        ("", "tag", "A &lt;b&gt;bold&lt;/b&gt; plan &amp; a reviewer’s “quote”."),
    ],
)
def test_words_that_were_found_are_marked_and_the_rest_is_escaped(
    texts: None, typed: str, name: str, html: str
) -> None:
    finding = Finding.objects.get(text=TEXTS[name])

    assert marked(Finding.objects.all(), "text", typed, [finding.pk]) == {finding.pk: html}


def test_marks_are_asked_for_nothing(texts: None) -> None:
    assert marked(Finding.objects.all(), "text", "plan", []) == {}


def test_a_text_that_holds_the_markers_cannot_make_marks_of_its_own(db: None) -> None:
    """Whoever loads a report cannot get an unbalanced mark, or anything else, into a page."""
    keep_reading(reading=make_reading(improve=[item("A \x02plan\x03 and <script>.")]), file_hash="b" * 64)
    finding = Finding.objects.get()

    html = marked(Finding.objects.all(), "text", "plan", [finding.pk])[finding.pk]

    assert "<script>" not in html
    assert html.count("<mark>") == html.count("</mark>")


class TestAnythingTyped(TestCase):
    """One library for all the examples: hypothesis takes each back on its own."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the texts once."""
        make_texts()

    @settings(max_examples=150, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
    def test_never_fails_and_shows_only_marks(self, typed: str) -> None:
        rows = list(matching(Finding.objects.all(), "text", typed))

        for text in marked(Finding.objects.all(), "text", typed, [row.pk for row in rows]).values():
            plain = text.replace("<mark>", "").replace("</mark>", "")
            assert plain in {escape(each) for each in TEXTS.values()}

    @settings(max_examples=100, deadline=None)
    @given(
        st.lists(
            st.sampled_from(["waits", "long", "or", "-", '"', "plan", "the", "-autism", "/", "AND", "("]), max_size=7
        )
    )
    def test_is_understood_in_any_order(self, parts: list[str]) -> None:
        for joint in (" ", ""):
            assert found(joint.join(parts)) <= EVERYTHING

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(sorted(TEXTS)), st.data())
    def test_any_words_of_a_text_find_it(self, name: str, data: st.DataObject) -> None:
        words = TEXTS[name].split()
        start = data.draw(st.integers(0, len(words) - 1))
        phrase = " ".join(words[start : start + 4]).replace('"', "")

        assert name in found(f'"{phrase}"')


def test_the_index_follows_every_change(texts: None) -> None:
    editor = make_editor()
    finding = Finding.objects.get(text=TEXTS["late"])

    Finding.objects.filter(pk=finding.pk).update(text="Zebras are late.")
    assert {each.pk for each in matching(Finding.objects.all(), "text", "zebra")} == {finding.pk}
    assert finding.pk not in {each.pk for each in matching(Finding.objects.all(), "text", "annual")}

    correct_finding(
        finding=finding, text="Giraffes are late.", themes=["leadership"], why="It was a giraffe", by=editor
    )
    assert not matching(Finding.objects.all(), "text", "zebra").exists()
    assert matching(Finding.objects.all(), "text", "giraffe").exists()

    undo_correction(correction=finding.corrections.get(), by=editor)
    assert not matching(Finding.objects.all(), "text", "giraffe").exists()
    assert matching(Finding.objects.all(), "text", "annual reviews").exists()

    Finding.objects.filter(pk=finding.pk).delete()
    assert not matching(Finding.objects.all(), "text", "annual reviews").exists()

    Report.objects.all().delete()
    assert not matching(Finding.objects.all(), "text", "plan").exists()


def test_search_index(db: None) -> None:
    """Django forgets triggers when it makes a table of SQLite anew: then `SearchIndex` must be repeated."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM information_schema.columns WHERE column_name = %s AND is_generated = 'ALWAYS'",
                [INDEX],
            )
            assert cursor.fetchone() == (1,)
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = %s", [f"{INDEX}_gin"])
            assert cursor.fetchone() == (f"{INDEX}_gin",)
            cursor.execute("SELECT cfgname FROM pg_ts_config WHERE cfgname = %s", [config_name(INDEX)])
            assert cursor.fetchone() == (config_name(INDEX),)
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'library_finding'")
            assert {name for (name,) in cursor.fetchall()} == {
                f"{INDEX}_{event}" for event in ("insert", "update", "delete")
            }
            # FTS5 compares itself with the table, and raises if they differ.
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)")
