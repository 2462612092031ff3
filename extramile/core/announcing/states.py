"""What may become of an announcement, and of words in quotation marks, as tables."""

from extramile.core.workflow import Machine, State, Step

WRITER, PUBLISHER, SPEAKER = "whoever writes announcements", "whoever publishes", "the person quoted, nobody else"
PROTECTOR = "whoever may take out what tells of a person"

ANNOUNCEMENT = Machine(
    "announcement",
    (
        State("writing", "Being written"),
        State("checked", "Checked"),
        State("scheduled", "Waits for its time"),
        State("published", "Published"),
        State("withdrawn", "Withdrawn"),
        State("dropped", "Dropped"),
    ),
    (
        Step("check", "Check it", ("writing",), "checked", WRITER, "every check passes"),
        # It is taken by itself as well: when a fact, a quotation or a check is no longer what it was.
        Step("reopen", "Write on", ("checked", "scheduled"), "writing", WRITER),
        Step("schedule", "Publish it later", ("checked",), "scheduled", PUBLISHER, "a day and a time ahead"),
        Step("unschedule", "Do not publish it by itself", ("scheduled",), "checked", PUBLISHER),
        Step("publish", "Publish it now", ("checked", "scheduled"), "published", PUBLISHER, "every check still passes"),
        Step("leave", "Leave the figures as they are", ("published",), "published", PUBLISHER, "a reason"),
        Step("withdraw", "Withdraw it", ("published",), "withdrawn", PUBLISHER, "a note that everybody reads"),
        Step("restore", "Publish it again", ("withdrawn",), "published", PUBLISHER, "every check passes; a reason"),
        # Of what was withdrawn to protect somebody only: what was named then may be out by another way.
        Step("clear", "Confirm that it tells of nobody", ("withdrawn",), "withdrawn", PROTECTOR, "a reason"),
        Step("drop", "Drop it", ("writing", "checked"), "dropped", WRITER, "a reason"),
        Step("take-up", "Take it up again", ("dropped",), "writing", WRITER),
    ),
)
# Everybody can see an announcement in these states: the page of one that was withdrawn stays, with its note.
PUBLIC_STATES = frozenset({"published", "withdrawn"})
# Its facts are frozen from here on.
FROZEN_STATES = frozenset({"checked", "scheduled"})

QUOTATION = Machine(
    "quotation",
    (
        State("drafted", "Not sent yet"),
        State("asked", "Waits for the person"),
        State("approved", "Approved"),
        State("declined", "Declined"),
        State("taken-out", "Taken out", final=True),
    ),
    (
        Step("ask", "Send it to the person", ("drafted",), "asked", WRITER),
        Step("approve", "These are my words", ("asked", "approved", "declined"), "approved", SPEAKER),
        Step("decline", "Do not quote me", ("asked", "approved"), "declined", SPEAKER),
        Step("take-out", "Take it out", ("drafted", "asked", "approved", "declined"), "taken-out", WRITER, "a reason"),
    ),
)
# The writer can propose other words in these: what was approved belongs to who approved it.
PROPOSABLE = frozenset({"drafted", "asked"})
