"""How a theme stands: no green without a measure that moved or families' word."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.planning import Activity, Colour, Impact, ImpactStatus, Word, rating

TODAY = date(2026, 11, 2)
SOON, PAST = date(2027, 3, 1), date(2026, 10, 1)
MOVES = ("Plans in 20 weeks", Impact(ImpactStatus.MOVING, ""))
STANDS = ("Plans in 20 weeks", Impact(ImpactStatus.NOT_MOVING, ""))
REACHED = ("Plans in 20 weeks", Impact(ImpactStatus.REACHED, ""))
HEARD = Word("Forum survey", date(2026, 5, 1))


def test_worked_cases() -> None:
    def colour(activities, impacts=(), words=()):
        return rating(activities, impacts, words, TODAY).colour

    assert colour([]) is Colour.NOT_BEGUN
    assert colour([(Activity.NOT_STARTED, SOON)]) is Colour.NOT_BEGUN
    assert colour([(Activity.STOPPED, PAST)]) is Colour.NOT_BEGUN
    assert colour([(Activity.NOT_STARTED, PAST)]) is Colour.RED
    assert colour([(Activity.ON_TRACK, SOON)]) is Colour.AMBER
    assert colour([(Activity.DONE, PAST)], [STANDS]) is Colour.AMBER
    assert colour([(Activity.ON_TRACK, SOON)], [MOVES]) is Colour.GREEN
    assert colour([(Activity.ON_TRACK, SOON)], [STANDS], [HEARD]) is Colour.GREEN
    assert colour([(Activity.DELAYED, SOON)], [MOVES]) is Colour.AMBER
    assert colour([(Activity.ON_TRACK, PAST)], [MOVES]) is Colour.AMBER
    assert colour([(Activity.ON_TRACK, PAST)], [STANDS]) is Colour.RED
    assert colour([(Activity.DONE, PAST)], [REACHED]) is Colour.BLUE
    assert colour([(Activity.DONE, PAST), (Activity.ON_TRACK, SOON)], [REACHED]) is Colour.GREEN


def test_what_families_said_counts_for_a_year() -> None:
    work = [(Activity.ON_TRACK, SOON)]
    assert rating(work, [], [Word("Last year's survey", date(2025, 11, 1))], TODAY).colour is Colour.AMBER
    assert rating(work, [], [Word("A survey to come", date(2026, 11, 3))], TODAY).colour is Colour.AMBER


def test_a_green_names_its_proof() -> None:
    found = rating([(Activity.ON_TRACK, SOON)], [MOVES, STANDS], [HEARD], TODAY)
    assert found.proof == ("Plans in 20 weeks", "Forum survey")


ACTIVITIES = st.lists(st.tuples(st.sampled_from(Activity), st.sampled_from([None, SOON, PAST])), max_size=6)
IMPACTS = st.lists(
    st.tuples(st.just("A measure"), st.sampled_from(ImpactStatus).map(lambda each: Impact(each, ""))), max_size=4
)
WORDS = st.lists(st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(lambda day: Word("Families", day)), max_size=3)


@given(ACTIVITIES, IMPACTS, WORDS)
def test_no_green_without_proof_whatever_happens(activities, impacts, words) -> None:
    found = rating(activities, impacts, words, TODAY)
    assert found.because
    if found.colour in (Colour.GREEN, Colour.BLUE):
        assert found.proof


@given(ACTIVITIES, IMPACTS, WORDS)
def test_more_proof_never_makes_it_worse(activities, impacts, words) -> None:
    order = [Colour.RED, Colour.AMBER, Colour.GREEN, Colour.BLUE]
    before = rating(activities, impacts, words, TODAY).colour
    after = rating(activities, impacts, [*words, HEARD], TODAY).colour
    if Colour.NOT_BEGUN in (before, after):
        assert before is after
    else:
        assert order.index(after) >= order.index(before)
