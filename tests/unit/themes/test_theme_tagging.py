"""Which themes a text is given, and which of its words are shown for it. All sentences here are invented."""

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.themes import ThemeList, theme_list
from extramile.core.themes.terms import ThemeFile

SOURCE = {"source": "Invented for a test", "date": "2026-01-01", "licence": "MIT", "grade": "C"}


def listing(*themes: dict[str, object], at_most: int = 4) -> ThemeList:
    about = "A theme that stands only in this test."
    whole = [{"title": theme["id"], "about": about, **theme} for theme in themes]
    return ThemeList(ThemeFile.model_validate({"provenance": SOURCE, "at_most": at_most, "themes": whole}))


def tags(text: str, themes: ThemeList | None = None) -> dict[str, tuple[str, ...]]:
    return {tag.theme: tag.words for tag in (themes or theme_list()).tag(text)}


BREAKS = {"id": "breaks", "strong": ["short break", "co-produc*"], "weak": ["club", "holiday"], "not": ["golf club"]}


def test_a_strong_term_is_enough_and_its_words_are_shown_as_they_stand():
    assert tags("The council pays for a Short  Break.", listing(BREAKS)) == {"breaks": ("Short  Break",)}


def test_one_weak_term_is_not_enough():
    assert tags("There is a club.", listing(BREAKS)) == {}
    assert tags("There is a club, and another club.", listing(BREAKS)) == {}


def test_two_weak_terms_are_enough_only_in_one_sentence():
    assert tags("The club opens in each holiday.", listing(BREAKS)) == {"breaks": ("club", "holiday")}
    assert tags("There is a club. It shuts for the holiday.", listing(BREAKS)) == {}


def test_a_phrase_under_not_cancels_what_it_touches():
    assert tags("The golf club shuts for the holiday.", listing(BREAKS)) == {}
    assert tags("The youth club shuts for the holiday.", listing(BREAKS)) == {"breaks": ("club", "holiday")}


def test_plurals_hyphens_and_endings():
    for text in ("short breaks", "short-break", "short\nbreaks", "co-produced", "coproduction", "co producing"):
        assert "breaks" in tags(f"They like {text} here.", listing(BREAKS)), text


def test_plural_of_a_word_in_y():
    therapies = listing({"id": "therapies", "strong": ["therapy"]})
    assert tags("Some therapies help.", therapies) == {"therapies": ("therapies",)}


def test_a_term_is_not_found_inside_a_word_or_over_the_end_of_a_sentence():
    assert tags("A shorter breakfast.", listing(BREAKS)) == {}
    assert tags("The day is short. Break time is long.", listing(BREAKS)) == {}


def test_a_full_stop_in_a_number_ends_no_sentence():
    assert tags("The club costs 3.50 in a holiday.", listing(BREAKS)) == {"breaks": ("club", "holiday")}


def test_curly_and_straight_apostrophes_are_the_same():
    voice = listing({"id": "voice", "strong": ["parents' views", "child's voice"]})
    for text in ("Parents’ views count.", "Parents' views count.", "The child’s voice is heard.", "The child's voice."):
        assert "voice" in tags(text, voice), text


def test_the_longest_term_is_shown_once():
    speech = listing({"id": "speech", "strong": ["speech", "speech and language"]})
    assert tags("Speech and language help.", speech) == {"speech": ("Speech and language",)}


def test_the_strongest_comes_first_and_a_mention_in_passing_is_left_out():
    both = listing({"id": "plans", "strong": ["plan"]}, {"id": "money", "strong": ["money"]})
    assert list(tags("The plan is good. The plan is read. The plan has no money.", both)) == ["plans"]
    assert list(tags("The money is there. A plan follows. A second plan does too.", both)) == ["money", "plans"]


def test_a_strong_term_in_the_first_sentence_is_never_a_mention_in_passing():
    both = listing({"id": "plans", "strong": ["plan"]}, {"id": "money", "strong": ["money"]})
    text = "The plan, the new plan, the whole plan, every plan, has money."
    assert list(tags(text, both)) == ["plans", "money"]


def test_no_more_themes_than_the_list_allows():
    many = [{"id": name, "strong": [name]} for name in ("one", "two", "three", "four", "five")]
    assert list(tags("one two three four five", listing(*many, at_most=3))) == ["one", "two", "three"]


def test_a_text_without_a_theme_and_an_empty_one_have_none():
    assert theme_list().tag("") == ()
    assert theme_list().tag("The sun shone on the pier.") == ()


def test_a_tag_carries_its_title_and_becomes_plain_values():
    tag = theme_list().tag("Families wait too long for an autism assessment.")[0]
    assert tag.title == theme_list().get(tag.theme).title
    assert tag.to_dict() == {"theme": tag.theme, "title": tag.title, "words": tag.words}


def test_the_bundled_list_on_plain_sentences():
    expected = {
        "Too few new EHC plans are issued within 20 weeks of the request.": "ehc-timeliness",
        "The quality of EHC plans is too uneven, and some lack a health contribution.": "ehc-quality",
        "Annual reviews are held, but families seldom see an amended plan.": "annual-reviews",
        "The pathway to an autism diagnosis is not clear to anyone.": "neurodevelopmental",
        "There are too few speech and language therapists in the north of the borough.": "speech-language",
        "Some pupils go without the wheelchair they were promised.": "therapies-equipment",
        "CAMHS sees young people in crisis on the same day.": "mental-health",
        "Health visitors see nearly all two-year-olds.": "community-health",
        "Waiting lists are long, and nobody rings families while they wait.": "waits",
        "Early help workers visit each family every week.": "social-care",
        "Parents ask for more short breaks at weekends.": "short-breaks",
        "Children in residential schools far away are visited often.": "residential",
        "The dynamic support register keeps young people out of hospital.": "dynamic-support",
        "The youth justice service knows which of its young people have SEND.": "youth-justice",
        "Nurseries are helped by the portage team.": "early-years",
        "SENCOs have agreed on one graduated approach.": "inclusion",
        "There are not enough special school places for the children who need them.": "sufficiency",
        "Nobody checks on alternative provision that is not registered.": "alternative-provision",
        "Exclusions of pupils with SEN support have doubled.": "attendance-exclusion",
        "Supported internships lead most young people into paid work.": "preparation-for-adulthood",
        "The transition from primary to secondary school is planned a year ahead.": "transitions",
        "Home-to-school transport comes late on most days.": "transport",
        "The parent carer forum wrote the new strategy together with leaders.": "co-production",
        "The local offer website is out of date.": "information",
        "SENDIASS answers within two days, and mediation settles most disagreements.": "advice-support",
        "Governance is weak, and no board holds leaders to account.": "leadership",
        "Leaders have a data dashboard but do not use it.": "data",
        "Joint commissioning of therapies has not begun.": "commissioning",
        "Vacancies are many, and training for new staff is thin.": "workforce",
        "Families repeat their story because services do not share information.": "joined-up",
        "Early identification of need has improved in reception classes.": "identification",
    }
    assert set(expected.values()) == {theme.id for theme in theme_list().themes}
    for sentence, theme in expected.items():
        assert theme in tags(sentence), (sentence, tags(sentence))


PIECES = """
the of and too long for families children's children’s school ap EHC plan plans annual review waiting wait lists
co-production coproduced SENDIASS speech and language therapy. quality timeliness of ehc plans! “early help” data
Straße İstanbul 20 weeks — ◼ don’t
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@given(TEXTS)
def test_the_words_of_a_tag_stand_in_the_text(text: str):
    for tag in theme_list().tag(text):
        assert tag.words
        assert all(words in text for words in tag.words)


@given(TEXTS)
def test_no_theme_twice_and_no_more_than_allowed(text: str):
    given_themes = [tag.theme for tag in theme_list().tag(text)]
    assert len(given_themes) == len(set(given_themes)) <= theme_list().at_most


@given(TEXTS.filter(str.isascii))
def test_case_does_not_matter(text: str):
    assert list(tags(text.upper())) == list(tags(text)) == list(tags(text.title().replace("'S", "'s")))


@given(TEXTS)
def test_the_kind_of_apostrophe_does_not_matter(text: str):
    assert list(tags(text.replace("'", "’"))) == list(tags(text.replace("’", "'")))


@given(TEXTS)
def test_line_breaks_do_not_matter(text: str):
    assert list(tags(text.replace(" ", "\n"))) == list(tags(text))
