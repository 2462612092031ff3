"""Who may do what in a partnership: one table.

Read it from the top: what there is to do, which role may, and how a refusal is said. Roles are held per partnership; some
things depend also on the organisation a person speaks for (the forum's own space belongs to the forum). The documentation's
table is generated from here.
"""

from enum import StrEnum

from extramile.core.vocabulary import listed


class Role(StrEnum):
    """What a person is in a partnership."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    DATA_MANAGER = "data manager"
    QUALITY_AUDITOR = "quality auditor"
    FORUM_MEMBER = "forum member"
    READER = "reader"
    INSPECTOR = "inspector"
    PRESS_OFFICER = "press officer"
    BOARD_CHAIR = "board chair"


ROLE_ABOUT = {
    Role.LEAD: "Leads the partnership's work: invites people, assigns parts, sees everything but the forum's own space",
    Role.CONTRIBUTOR: "Writes claims, adds evidence, answers questions for their organisation",
    Role.DATA_MANAGER: "Looks after figures and returns; may see evidence marked personal",
    Role.QUALITY_AUDITOR: "Checks and challenges what others wrote; reads the audit trail",
    Role.FORUM_MEMBER: "Works in the parent carer forum's own space and decides what leaves it",
    Role.READER: "Reads what the partnership shares within itself",
    Role.INSPECTOR: "Inspector or peer reviewer: reads what is shared, for a stated time",
    Role.PRESS_OFFICER: "Writes announcements and publishes them once every check has passed",
    Role.BOARD_CHAIR: "Chairs the board that oversees a plan: builds its packs, and notes what it decides",
}


class Permission(StrEnum):
    """Something that can be done; the words complete "Only … can"."""

    SEE_ROOMS = "see the rooms of this partnership"
    MANAGE_PEOPLE = "invite people and change their roles"
    MANAGE_PARTNERS = "change the partnership's organisations"
    READ_AUDIT = "read the audit trail"
    SEE_RESTRICTED = "see evidence marked restricted"
    SEE_PERSONAL = "see evidence marked personal"
    ADD_EVIDENCE = "add evidence"
    TAKE_BUNDLE = "take a bundle of evidence away"
    WRITE_CLAIMS = "write claims"
    CHALLENGE_CLAIMS = "challenge a claim"
    LEAD_EVALUATION = "assign parts, ask questions and agree claims"
    SIGN_OFF = "sign off for an organisation"
    OVERRIDE_DEADLINES = "change a deadline of the framework for this area"
    RUN_SURVEYS = "make surveys and sessions"
    READ_ANSWERS = "read single answers of a survey"
    CODE_ANSWERS = "code answers to themes"
    USE_FORUM_SPACE = "work in the forum's own space"
    RELEASE_FROM_FORUM = "release something from the forum's own space"
    TELL_THE_LOOP = "write what was decided, done and changed"
    LEAD_INSPECTION = "run an inspection"
    EDIT_TIMETABLE = "change the timetable of an inspection"
    ANSWER_REQUESTS = "work on what inspectors ask"
    CHECK_ANSWERS = "let an answer with personal data leave"
    SEE_CASES = "see all tracked cases"
    SEE_INSPECTORS_ROOM = "see the room of those who inspect"
    SEE_EMBARGOED = "read what is under embargo"
    WRITE_FINDINGS = "write and moderate findings"
    SEE_PLANS = "see plans"
    WORK_ON_PLANS = "work on plans"
    RUN_BOARDS = "build board packs, ask a board and note what it decided"
    HEAR_OF_BOARDS = "be told of all that waits for a board"
    LEAD_PLANS = "begin, submit and close plans"
    SEE_ANNOUNCEMENTS = "see announcements before they are published"
    WRITE_ANNOUNCEMENTS = "write announcements"
    PUBLISH = "publish announcements and change the public page"
    PROTECT_PEOPLE = "take what tells of a person out of what everybody reads, and see what it said"
    SEE_RETURNS = "see returns, which hold records of children"
    LOAD_RETURNS = "load and delete returns"
    WORK_ON_RETURNS = "assign and settle problems of returns"
    SEE_FIGURES = "see figures that were released from returns"


P, R = Permission, Role

MAY: dict[Permission, frozenset[Role]] = {
    P.SEE_ROOMS: frozenset(R),
    P.MANAGE_PEOPLE: frozenset({R.LEAD}),
    P.MANAGE_PARTNERS: frozenset({R.LEAD}),
    P.READ_AUDIT: frozenset({R.LEAD, R.QUALITY_AUDITOR}),
    P.SEE_RESTRICTED: frozenset({R.LEAD, R.DATA_MANAGER, R.QUALITY_AUDITOR, R.CONTRIBUTOR}),
    P.SEE_PERSONAL: frozenset({R.DATA_MANAGER, R.QUALITY_AUDITOR}),
    P.ADD_EVIDENCE: frozenset({R.LEAD, R.CONTRIBUTOR, R.DATA_MANAGER, R.QUALITY_AUDITOR, R.FORUM_MEMBER}),
    P.TAKE_BUNDLE: frozenset({R.LEAD, R.DATA_MANAGER, R.QUALITY_AUDITOR, R.INSPECTOR}),
    P.WRITE_CLAIMS: frozenset({R.LEAD, R.CONTRIBUTOR, R.FORUM_MEMBER}),
    P.CHALLENGE_CLAIMS: frozenset({R.LEAD, R.CONTRIBUTOR, R.QUALITY_AUDITOR, R.FORUM_MEMBER}),
    P.LEAD_EVALUATION: frozenset({R.LEAD}),
    P.SIGN_OFF: frozenset({R.LEAD, R.CONTRIBUTOR, R.FORUM_MEMBER}),
    P.OVERRIDE_DEADLINES: frozenset({R.LEAD}),
    P.RUN_SURVEYS: frozenset({R.LEAD, R.FORUM_MEMBER}),
    P.READ_ANSWERS: frozenset({R.LEAD, R.QUALITY_AUDITOR, R.FORUM_MEMBER}),
    P.CODE_ANSWERS: frozenset({R.LEAD, R.QUALITY_AUDITOR, R.FORUM_MEMBER}),
    P.USE_FORUM_SPACE: frozenset({R.FORUM_MEMBER}),
    P.RELEASE_FROM_FORUM: frozenset({R.FORUM_MEMBER}),
    P.TELL_THE_LOOP: frozenset({R.LEAD, R.CONTRIBUTOR, R.FORUM_MEMBER}),
    P.LEAD_INSPECTION: frozenset({R.LEAD}),
    P.EDIT_TIMETABLE: frozenset({R.LEAD, R.CONTRIBUTOR}),
    P.ANSWER_REQUESTS: frozenset({R.LEAD, R.CONTRIBUTOR, R.DATA_MANAGER, R.QUALITY_AUDITOR}),
    P.CHECK_ANSWERS: frozenset({R.LEAD, R.DATA_MANAGER, R.QUALITY_AUDITOR}),
    P.SEE_CASES: frozenset({R.LEAD, R.DATA_MANAGER, R.QUALITY_AUDITOR}),
    # A lead sees it as inspectors do.
    P.SEE_INSPECTORS_ROOM: frozenset({R.LEAD, R.INSPECTOR}),
    # Beside those whom a lead let into the circle of an inspection (inspections.embargo).
    P.SEE_EMBARGOED: frozenset({R.LEAD}),
    # Reviewers write findings in rehearsals and peer challenges only (findings.queries).
    P.WRITE_FINDINGS: frozenset({R.LEAD, R.QUALITY_AUDITOR, R.INSPECTOR}),
    P.SEE_PLANS: frozenset(R) - {R.INSPECTOR},
    P.WORK_ON_PLANS: frozenset({R.LEAD, R.CONTRIBUTOR, R.DATA_MANAGER, R.FORUM_MEMBER}),
    P.RUN_BOARDS: frozenset({R.LEAD, R.CONTRIBUTOR, R.DATA_MANAGER, R.FORUM_MEMBER, R.BOARD_CHAIR}),
    # Others are told of what is about an action of theirs.
    P.HEAR_OF_BOARDS: frozenset({R.LEAD, R.BOARD_CHAIR}),
    P.LEAD_PLANS: frozenset({R.LEAD}),
    P.SEE_ANNOUNCEMENTS: frozenset({R.LEAD, R.CONTRIBUTOR, R.QUALITY_AUDITOR, R.FORUM_MEMBER, R.PRESS_OFFICER}),
    P.WRITE_ANNOUNCEMENTS: frozenset({R.LEAD, R.PRESS_OFFICER}),
    P.PUBLISH: frozenset({R.LEAD, R.PRESS_OFFICER}),
    # Whoever finds such a passage must not have to look for somebody who may take it out.
    P.PROTECT_PEOPLE: frozenset({R.LEAD, R.PRESS_OFFICER, R.QUALITY_AUDITOR}),
    # Records of single children: for those who work on them, and for nobody else by default.
    P.SEE_RETURNS: frozenset({R.DATA_MANAGER}),
    P.LOAD_RETURNS: frozenset({R.DATA_MANAGER}),
    P.WORK_ON_RETURNS: frozenset({R.DATA_MANAGER}),
    # What disclosure control lets the partnership be told; reviewers see what is shared with them as evidence.
    P.SEE_FIGURES: frozenset(R) - {R.INSPECTOR},
}

# A forum member speaks for the forum: these need the role and the organisation.
FORUM_ONLY = frozenset({P.USE_FORUM_SPACE, P.RELEASE_FROM_FORUM})


def who_may(permission: Permission) -> str:
    """Return who may, in words: "a lead or a quality auditor"."""
    named = [_with_article(role) for role in Role if role in MAY[permission]]
    words = listed(named, "or")
    return f"{words} of the parent carer forum" if permission in FORUM_ONLY else words


def _with_article(role: Role) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value}"


class NotAllowedError(Exception):
    """This person may not do this here. The text is a sentence that says who can."""

    def __init__(self, permission: Permission, ask: str = "") -> None:
        self.permission = permission
        sentence = f"Only {who_may(permission)} can {permission.value}."
        super().__init__(f"{sentence} {ask}".strip())
