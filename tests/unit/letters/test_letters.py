"""The bundled letters on every occasion that there is, the text that people mend, and mistakes in either."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from extramile.core.definitions import folder
from extramile.core.documents import Facts, Heading, List, Missing, Paragraph, plain
from extramile.core.frameworks import packs
from extramile.core.letters import (
    BLANKS,
    LetterTemplate,
    blanks_of,
    check_text,
    compose,
    load_letters,
    occasions,
    templates,
    text_of,
)
from extramile.core.vocabulary import InputError

KINDS = [(pack.id, kind.id) for pack in packs() for kind in pack.kinds]
OCCASIONS = [
    (pack, kind, purpose) for (pack, kind), purpose in product(KINDS, ("inspection", "rehearsal", "challenge"))
]
ALL = {name: f"the {name}" for name in BLANKS}


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.id)
@pytest.mark.parametrize("occasion", OCCASIONS, ids="-".join)
def test_every_letter_stands_on_every_occasion(template: LetterTemplate, occasion: tuple[str, str, str]) -> None:
    title, text = text_of(template, occasions(*occasion))
    check_text(text)
    assert len(title) <= 160
    made = compose(title, text, ALL)
    assert "{" not in str(made)
    headings = [plain(each.words) for each in made.blocks if isinstance(each, Heading)]
    assert headings
    assert len(headings) == len(set(headings))
    # A heading never stands over nothing.
    for block, following in zip(made.blocks, made.blocks[1:], strict=False):
        assert not (isinstance(block, Heading) and isinstance(following, Heading))
    said = text.lower()
    if occasion[2] == "challenge":
        assert "inspectors" not in said.replace("more than inspectors", "")


@pytest.mark.parametrize("occasion", OCCASIONS, ids="-".join)
def test_no_two_purposes_send_families_the_same(occasion: tuple[str, str, str]) -> None:
    families = next(each for each in templates() if each.id == "families")
    purposes = ("inspection", "rehearsal", "challenge")
    texts = {text_of(families, occasions(*occasion[:2], purpose)) for purpose in purposes}
    assert len(texts) == len(purposes)


def test_the_letter_in_easy_words_has_short_sentences() -> None:
    easy = next(each for each in templates() if each.easy)
    for occasion in OCCASIONS:
        _, text = text_of(easy, occasions(*occasion))
        for line in text.splitlines():
            for sentence in line.replace("?", ".").split(". "):
                assert len(sentence.split()) <= 17, sentence


def test_a_text_becomes_headings_points_facts_and_paragraphs() -> None:
    text = "Dear all,\n\n# When\n+ First day: {first_day}\n+ Note: at 9:30\n- One\n- Two\n\nYours\n{contact}"
    made = compose("In {area}", text, {"area": "Wexmoor", "first_day": None})
    assert made.title == "In Wexmoor"
    assert [type(each) for each in made.blocks] == [Paragraph, Heading, Facts, List, Paragraph]
    facts = made.blocks[2]
    assert isinstance(facts, Facts)
    assert facts.facts[0].words[0] == Missing("the first day")
    assert plain(facts.facts[1].words) == "at 9:30"
    assert blanks_of(text) == ("first_day", "contact")


def test_a_person_s_braces_and_markup_stay_words() -> None:
    made = compose("A", "<b>{area}</b>", {"area": "{contact} <i>"})
    assert plain(made.blocks[0].words) == "<b>{contact} <i></b>"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dear {you}", "Line 1: there is no blank {you}"),
        ("a\nb {area", "Line 2: a brace has no other half"),
        ("+ nothing", "a fact needs a name"),
        ("#", "a heading has no words"),
    ],
)
def test_a_mistake_in_a_text_names_its_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match="Line") as raised:
        check_text(text)
    assert says in str(raised.value)
    assert raised.value.next_step


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"parts": [{"words": "Dear {you}"}]}, "there is no blank {you}"),
        ({"parts": [{"words": "a", "heading": "b"}]}, "exactly one of heading, words, points and facts"),
        ({"parts": [{"words": "a", "only_if": ["send-2031"]}]}, "there is no occasion 'send-2031'"),
        ({"titles": [{"words": "Hello", "only_if": ["rehearsal"]}]}, "the last title must hold always"),
        ({"colour": "red"}, "colour"),
        ({"parts": []}, "parts"),
    ],
)
def test_a_mistake_in_a_template_names_the_file_and_the_field(tmp_path: Path, change: dict, says: str) -> None:
    content = yaml.safe_load((folder() / "letters" / "staff.yaml").read_text("utf-8"))
    (tmp_path / "staff.yaml").write_text(yaml.safe_dump({**content, **change}))
    with pytest.raises(InputError) as raised:
        load_letters(tmp_path)
    assert "staff.yaml" in str(raised.value)
    assert says in str(raised.value)


def test_two_letters_never_share_an_id(tmp_path: Path) -> None:
    content = (folder() / "letters" / "staff.yaml").read_text("utf-8")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match="two letters have the id “staff”"):
        load_letters(tmp_path)
