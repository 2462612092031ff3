"""What may become of a finding and of an outcome: nobody lets their own words pass."""

from extramile.core.workflow import Machine, State, Step

WRITER, SECOND, LEAD = "whoever may write findings", "somebody else than who wrote it", "a lead"

FINDING = Machine(
    "finding",
    (
        State("draft", "Draft"),
        State("proposed", "Waits for a second person"),
        State("returned", "Returned"),
        State("moderated", "Moderated"),
        State("dropped", "Dropped"),
    ),
    (
        Step("offer", "Offer it to a second person", ("draft", "returned"), "proposed", WRITER),
        Step("take-back", "Write on", ("proposed",), "draft", WRITER),
        Step("return", "Return it", ("proposed",), "returned", SECOND, "what is missing"),
        Step("moderate", "Let it pass", ("proposed",), "moderated", SECOND),
        Step("reopen", "Open it again", ("moderated",), "draft", WRITER, "a reason"),
        Step("drop", "Drop it", ("draft", "proposed", "returned", "moderated"), "dropped", WRITER, "a reason"),
        Step("restore", "Take it up again", ("dropped",), "draft", WRITER),
    ),
)
# Its words can be changed in these states only: what waits or has passed stays as it was read.
CHANGEABLE = frozenset({"draft", "returned"})
# A finding stands in the way of publication unless it is in one of these.
SETTLED = frozenset({"moderated", "dropped"})

OUTCOME = Machine(
    "outcome",
    (
        State("none", "Not proposed yet"),
        State("proposed", "Waits for a second person"),
        State("returned", "Returned"),
        State("agreed", "Agreed"),
    ),
    (
        Step("propose", "Propose it", ("none", "proposed", "returned"), "proposed", WRITER, "an outcome and why"),
        Step("return", "Return it", ("proposed",), "returned", SECOND, "what is missing"),
        Step("agree", "Agree to it", ("proposed",), "agreed", SECOND),
        Step("reopen", "Open it again", ("agreed",), "returned", LEAD, "a reason"),
    ),
)

POINT = Machine(
    "point",
    (
        State("open", "Open"),
        State("accepted", "Accepted"),
        State("partly", "Accepted in part"),
        State("not-accepted", "Not accepted"),
        State("withdrawn", "Withdrawn"),
    ),
    (
        Step("accept", "Accepted", ("open",), "accepted", WRITER),
        Step("accept-in-part", "Accepted in part", ("open",), "partly", WRITER, "what was accepted and what was not"),
        Step("refuse", "Not accepted", ("open",), "not-accepted", WRITER, "the answer"),
        Step("withdraw", "Withdraw it", ("open",), "withdrawn", WRITER, "a reason"),
        Step("reopen", "Open it again", ("accepted", "partly", "not-accepted", "withdrawn"), "open", WRITER),
    ),
)
