"""What may become of a line of enquiry."""

from extramile.core.workflow import Machine, State, Step

LINE = Machine(
    "line of enquiry",
    (State("open", "Open"), State("closed", "Closed")),
    (
        Step("close", "Close it", ("open",), "closed", "a lead", "a reason"),
        Step("reopen", "Open it again", ("closed",), "open", "a lead", "a reason"),
    ),
)
