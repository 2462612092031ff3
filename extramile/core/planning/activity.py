"""What may become of a plan and of an action, as tables. Every step has a reason, which stays in the history."""

from enum import StrEnum

from extramile.core.workflow import Machine, State, Step

LEAD, OWNER = "a lead", "whoever works on plans"


class Activity(StrEnum):
    """How far the work on an action is. What it changed for children is another question (`impact`)."""

    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    DELAYED = "delayed"
    DONE = "done"
    STOPPED = "stopped"


SETTLED = frozenset({Activity.DONE, Activity.STOPPED})
"""Nothing more is expected of an action that is in one of these."""

ACTIVITY = Machine(
    "action",
    (
        State("not-started", "Not started"),
        State("on-track", "On track"),
        State("delayed", "Delayed"),
        State("done", "Done"),
        State("stopped", "Stopped"),
    ),
    (
        Step("begin", "It is under way", ("not-started",), "on-track", OWNER, "what has begun"),
        Step("delay", "It is delayed", ("not-started", "on-track"), "delayed", OWNER, "a reason"),
        Step("recover", "It is on track again", ("delayed",), "on-track", OWNER, "a reason"),
        Step("finish", "It is done", ("not-started", "on-track", "delayed"), "done", OWNER, "what was done"),
        Step("stop", "Stop it", ("not-started", "on-track", "delayed"), "stopped", LEAD, "a reason"),
        Step("reopen", "Take it up again", ("done", "stopped"), "on-track", OWNER, "a reason"),
        Step("unbegin", "It has not begun after all", ("on-track", "delayed"), "not-started", OWNER, "a reason"),
    ),
)

PLAN = Machine(
    "plan",
    (
        State("writing", "Being written"),
        State("submitted", "Submitted"),
        State("returned", "Returned"),
        State("agreed", "Being carried out"),
        State("closed", "Closed"),
    ),
    (
        Step("submit", "Submit it", ("writing", "returned"), "submitted", LEAD, "to whom"),
        Step("return", "It was returned", ("submitted",), "returned", LEAD, "what they said"),
        Step("agree", "It was agreed", ("submitted",), "agreed", LEAD, "what they said"),
        # A strategic plan is asked for and judged by nobody before the next inspection.
        Step("adopt", "Adopt it without submission", ("writing", "returned"), "agreed", LEAD, "who adopted it"),
        Step("revise", "Write it anew", ("agreed",), "writing", LEAD, "a reason"),
        Step("close", "Close it", ("agreed",), "closed", LEAD, "a reason"),
        Step("reopen", "Open it again", ("closed",), "agreed", LEAD, "a reason"),
    ),
)
