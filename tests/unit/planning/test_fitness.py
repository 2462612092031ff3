"""What a plan is asked before others ask it."""

from dataclasses import replace
from datetime import date

from extramile.core.planning import (
    ACTIVITY,
    PLAN,
    Activity,
    Content,
    ContentAction,
    ContentMeasure,
    ContentTheme,
    Fitness,
    fitness,
)

ACTION = ContentAction("Therapists on the moor", "A trust", "Noor Castell", date(2027, 3, 1), frozenset({"health"}))
MEASURE = ContentMeasure("Weeks to therapy", has_baseline=True, has_target=True, experience=False)
HEARD = ContentMeasure("Families who wait know what comes", has_baseline=True, has_target=True, experience=True)
THEME = ContentTheme("Waits", "Children on the moor wait no longer than on the coast", (ACTION,), (MEASURE, HEARD))
WHOLE = Content((THEME,), (), frozenset({"health"}), "The board, every six weeks", "The forum wrote the outcomes")


def wrong(content: Content) -> dict[str, tuple[str, ...]]:
    return {each.asked.id: tuple(one.words for one in each.wrong) for each in fitness(content) if not each.fit}


def test_a_whole_plan_is_fit() -> None:
    assert wrong(WHOLE) == {}


def test_each_thing_that_lacks_is_named() -> None:
    bare = replace(ACTION, owner="", due=None)
    half = replace(MEASURE, has_target=False)
    theme = replace(THEME, outcome=" ", actions=(bare,), measures=(half,))
    found = wrong(Content((theme,), ("Short breaks",), frozenset({"health", "care"}), "", ""))
    assert set(found) == {"covered", "outcomes", "owned", "measured", "shared", "heard", "governed", "co-produced"}
    assert found["owned"] == ("“Therapists on the moor” has not a person or a day.",)
    assert found["measured"] == ("“Weeks to therapy” has no target.",)
    assert found["shared"] == ("No action is of care, which is named in the findings.",)


def test_an_empty_plan_is_not_fit_and_of_most_nobody_can_say() -> None:
    answers = {each.asked.id: each for each in fitness(replace(WHOLE, themes=()))}
    assert answers["outcomes"].state is Fitness.NOT_MET
    for each in ("owned", "measured", "shared", "heard"):
        assert answers[each].state is Fitness.CANNOT_SAY
        assert answers[each].unsaid
        assert not answers[each].fit


def test_what_was_not_found_or_not_named_cannot_be_said() -> None:
    answers = {each.asked.id: each.state for each in fitness(replace(WHOLE, sectors=frozenset(), has_findings=False))}
    assert answers["covered"] is Fitness.CANNOT_SAY
    assert answers["shared"] is Fitness.CANNOT_SAY
    assert answers["governed"] is Fitness.MET


def test_each_thing_says_where_it_is_mended() -> None:
    bare = replace(ACTION, owner="", id=7)
    content = replace(WHOLE, themes=(replace(THEME, actions=(bare,), id=3),), uncovered=("Breaks",), governance="")
    places = {(one.thing, one.id) for each in fitness(content) for one in each.wrong}
    assert places == {("action", 7), ("findings", 0), ("governance", 0)}


def test_every_activity_is_a_state_of_the_table() -> None:
    assert set(ACTIVITY.states) == set(Activity)
    assert PLAN.take("writing", "submit") == "submitted"
