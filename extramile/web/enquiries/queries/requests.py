"""Requests: who sees and works on which, who may check an answer, finding them, how they stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.utils import timezone

from extramile.core.inspecting import REQUEST, REQUEST_OVER, RequestMeasures, RequestTimes, measure_requests
from extramile.web.enquiries.models import Line, Request, RequestStep
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item, Use, Version
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.partnerships.models import NO_PARTNERS, Grant, Member, Organisation
from extramile.web.partnerships.permissions import MAY, Permission, Role
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope

KIND = "request"
OPEN = tuple(state for state in REQUEST.states if state not in REQUEST_OVER)
# Who took one of these wrote the answer, or a part of it.
WRITING = ("answer", "evidence")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests: whose, in which state, of whom, on which line of enquiry, with which words."""

    words: str = ""
    whose: str = ""
    state: str = ""
    organisation: int | None = None
    line: int | None = None

    @property
    def narrowed(self) -> bool:
        """Say whether requests are left out."""
        return self != Wanted()


def may_see(scope: Scope) -> bool:
    """Say whether this person sees requests: those who work on what inspectors ask, and no inspector or reviewer."""
    return scope.can(Permission.ANSWER_REQUESTS) and Role.INSPECTOR not in scope.roles


def check_sees(scope: Scope) -> None:
    """Raise NotAllowedError, which says who can, if this person does not see requests."""
    if not may_see(scope):
        # An inspector who holds another role as well: the sentence still names who can.
        scope.check(Permission.ANSWER_REQUESTS)
        scope.check(Permission.LEAD_INSPECTION)


def may_work(scope: Scope, found: Request) -> bool:
    """Say whether this person works on a request: who has it, a lead, or anybody while nobody has it."""
    if not may_see(scope):
        return False
    return scope.can(Permission.LEAD_INSPECTION) or found.owner_id in (None, scope.member.pk)


def authors(found: Request) -> set[int]:
    """Return the accounts of all who wrote some of the answer."""
    wrote = RequestStep.objects.filter(request=found, step__in=WRITING).values_list("by", flat=True)
    return {each for each in (*wrote, found.answered_by_id) if each is not None}


def may_check(scope: Scope, found: Request) -> bool:
    """Say whether this person may let the answer leave: it is their task, and they wrote none of it."""
    return may_see(scope) and scope.can(Permission.CHECK_ANSWERS) and scope.person.pk not in authors(found)


def answer_read(found: Request) -> str:
    """Return what names the answer as it stands: the number of its text, and of the newest version of what goes with it."""
    return f"{found.answer_revision}-{_versions(found).aggregate(last=Max('pk'))['last'] or 0}"


def replaced_since_checked(found: Request) -> bool:
    """Say whether a newer version of the evidence stands in the place of the one that was checked."""
    return found.checked_at is not None and _versions(found).filter(at__gt=found.checked_at).exists()


def _versions(found: Request) -> QuerySet[Version]:
    uses = Use.objects.filter(kind=KIND, thing_id=str(found.pk))
    return Version.objects.filter(item__in=uses.values("item"))


def checkers(scope: Scope, found: Request) -> QuerySet[Member]:
    """Return who can check the answer to a request."""
    return _holding(scope, Permission.CHECK_ANSWERS).exclude(person__in=authors(found))


def may_read_answer(scope: Scope, found: Request) -> bool:
    """Say whether this person reads the answer. Until it is said that it holds no personal data, few do."""
    return found.has_personal_data is False or may_work(scope, found) or scope.can(Permission.CHECK_ANSWERS)


def owners(scope: Scope) -> QuerySet[Member]:
    """Return whom a request can be given to: those who work on requests today."""
    return _holding(scope, Permission.ANSWER_REQUESTS)


def _holding(scope: Scope, permission: Permission) -> QuerySet[Member]:
    today = timezone.localdate()
    standing = Grant.objects.filter(Q(ends=None) | Q(ends__gte=today), begins__lte=today)
    mine = present_members(scope).filter(pk__in=standing.filter(role__in=MAY[permission]).values("member"))
    return mine.exclude(pk__in=standing.filter(role=Role.INSPECTOR).values("member"))


def visitors(inspection: Inspection) -> QuerySet[Participant]:
    """Return who can have asked: those who inspect or review."""
    return inspection.participants.filter(side=Side.VISITING)


def lines(inspection: Inspection) -> QuerySet[Line]:
    """Return the lines of enquiry that a request can belong to."""
    return inspection.lines.all()


def requests(scope: Scope, inspection: Inspection, wanted: Wanted | None = None) -> QuerySet[Request]:
    """Return the requests that are wanted: open ones first, each by when it is due."""
    if not may_see(scope):
        return Request.objects.none()
    wanted = wanted or Wanted()
    rows = Request.objects.filter(inspection=inspection, inspection__partnership=scope.partnership)
    if wanted.words:
        number = wanted.words.strip().lstrip("#")
        same = Q(number=int(number)) if number.isdecimal() and len(number) < 6 else Q()
        rows = rows.filter(Q(words__icontains=wanted.words) | same)
    if wanted.whose == "mine":
        rows = rows.filter(owner=scope.member)
    elif wanted.whose == "nobody":
        rows = rows.filter(owner=None)
    if wanted.state == "open":
        rows = rows.filter(state__in=OPEN)
    elif wanted.state == "overdue":
        rows = rows.filter(state__in=OPEN, due__lt=timezone.now())
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.organisation:
        rows = rows.filter(Q(asked_of=wanted.organisation) | Q(owner__organisation=wanted.organisation))
    if wanted.line:
        rows = rows.filter(line=wanted.line)
    over = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    rows = rows.select_related(
        "asked_by", "asked_of", "line", "owner__person", "owner__organisation", "answered_by", "checked_by", "made_by"
    )
    return rows.order_by(over, F("due").asc(nulls_last=True), "number")


def request(scope: Scope, inspection: Inspection, request_id: int) -> Request | None:
    """Return a request of this inspection, or None."""
    return requests(scope, inspection).filter(pk=request_id).first()


def steps(found: Request) -> QuerySet[RequestStep]:
    """Return what happened with a request, in order."""
    return found.steps.select_related("by")


def measures(scope: Scope, inspection: Inspection, now: datetime) -> RequestMeasures:
    """Count the requests of an inspection as they stand."""
    rows = requests(scope, inspection).values_list("state", "asked_at", "due", "sent_at")
    return measure_requests((RequestTimes(*row) for row in rows), now)


def proofs(scope: Scope, found: Request) -> list[Item]:
    """Return the evidence of an answer that this person may see."""
    return evidence.evidence_of(scope, KIND, [found.pk]).get(str(found.pk), [])


def rests_on_personal(found: Request) -> bool:
    """Say whether evidence marked personal goes with the answer, also where this person does not see it."""
    uses = Use.objects.filter(kind=KIND, thing_id=str(found.pk), item__sensitivity=Sensitivity.PERSONAL)
    return uses.exists()


def to_check(scope: Scope, inspection: Inspection) -> list[Request]:
    """Return the answers that wait for this person's check."""
    if not scope.can(Permission.CHECK_ANSWERS):
        return []
    waiting = requests(scope, inspection, Wanted(state="in-check"))
    return [each for each in waiting if scope.person.pk not in authors(each)]


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that can be asked."""
    return organisations(scope).exclude(kind__in=NO_PARTNERS)


def proofs_exist(found: Request) -> bool:
    """Say whether evidence goes with the answer, also where this person does not see it."""
    return Use.objects.filter(kind=KIND, thing_id=str(found.pk)).exists()
