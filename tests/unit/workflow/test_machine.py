"""Tables of states and steps: what can be done when, and tables that do not fit together."""

import pytest

from extramile.core.vocabulary import InputError
from extramile.core.workflow import Machine, State, Step

STATES = (State("open", "Open"), State("sent", "Sent"), State("done", "Done", final=True))
SEND = Step("send", "Send it", ("open",), "sent", "the owner")
BACK = Step("back", "Take it back", ("sent",), "open", "the owner")
CLOSE = Step("close", "Close it", ("open", "sent"), "done", "a lead")
DOOR = Machine("request", STATES, (SEND, BACK, CLOSE))


def test_steps_lead_where_the_table_says() -> None:
    assert DOOR.start == "open"
    assert DOOR.open_steps("open") == (SEND, CLOSE)
    assert DOOR.take("open", "send") == "sent"
    assert DOOR.open_steps("done") == ()


def test_a_step_that_is_not_open_is_refused_with_what_can_be_done() -> None:
    with pytest.raises(InputError, match="“Send it” cannot be done: the request is sent") as error:
        DOOR.take("sent", "send")
    assert error.value.next_step == "What can be done now: “Take it back”, “Close it”."

    with pytest.raises(InputError, match="the request is done") as error:
        DOOR.take("done", "never-heard-of")
    assert error.value.next_step == "Nothing more can be done with it."


def test_a_way_has_the_fewest_steps() -> None:
    assert DOOR.way("open", "done") == (CLOSE,)
    assert DOOR.way("sent", "open") == (BACK,)
    assert DOOR.way("open", "open") == ()
    assert DOOR.way("done", "open") == ()
    states = tuple(State(each, each) for each in "abcd")
    round_it = [Step(a + b, a + b, (a,), b, "anybody") for a, b in ("ab", "bc", "cd", "da", "ca")]
    assert [each.id for each in Machine("wheel", states, tuple(round_it)).way("b", "a")] == ["bc", "ca"]


def test_it_draws_itself() -> None:
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        '    state "Open" as open',
        '    state "Sent" as sent',
        '    state "Done" as done',
        "    open --> sent: Send it",
        "    sent --> open: Take it back",
        "    open --> done: Close it",
        "    sent --> done: Close it",
        "    done --> [*]",
    ]


@pytest.mark.parametrize(
    ("states", "steps", "words"),
    [
        (STATES, (SEND, BACK), "not to be reached|dead end"),
        (STATES, (SEND, BACK, CLOSE, CLOSE), "a name stands twice"),
        ((*STATES, State("done", "Again", final=True)), (SEND, BACK, CLOSE), "a name stands twice"),
        (STATES, (SEND, BACK, CLOSE, Step("x", "X", ("done",), "open", "a lead")), "is final and left"),
        (STATES, (SEND, CLOSE, Step("x", "X", ("nowhere",), "open", "a lead")), "no such state: nowhere"),
        ((*STATES, State("stuck", "Stuck")), (SEND, CLOSE, Step("x", "X", ("open",), "stuck", "a lead")), "dead end"),
        ((*STATES, State("lost", "Lost")), (SEND, CLOSE, Step("x", "X", ("lost",), "open", "a lead")), "reached: lost"),
    ],
)
def test_tables_that_do_not_fit_together(states: tuple[State, ...], steps: tuple[Step, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Machine("request", states, steps)
