"""People, their roles, organisations, invitations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.accounts.actions import sign_in
from extramile.web.accounts.queries import account_of, has_account
from extramile.web.design.errors import errors_of, told
from extramile.web.design.secret_links import untold
from extramile.web.partnerships import actions, queries
from extramile.web.partnerships import presenters as words
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.forms import InvitationForm, JoinForm, MemberForm, OrganisationForm, ReasonForm
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.standing import ChangedMeanwhileError, standing_of


@room()
def people(request: HttpRequest, scope) -> HttpResponse:
    """Everybody in the partnership, by organisation, and who was invited."""
    members = list(queries.members(scope))
    context = {
        "here": "people",
        "scope": scope,
        "groups": words.organisation_groups(
            queries.organisations(scope), [each for each in members if not each.left_at]
        ),
        "left": [words.person_row(each) for each in members if each.left_at],
        "invitations": _invitations(scope) if scope.can(Permission.MANAGE_PEOPLE) else [],
        "can_manage": scope.can(Permission.MANAGE_PEOPLE),
        "can_partner": scope.can(Permission.MANAGE_PARTNERS),
    }
    return render(request, "partnerships/people.html", context)


def _invitations(scope) -> list[words.InvitationRow]:
    mails = queries.invitation_mails(scope)
    return [words.invitation_row(each, mails.get(each.pk)) for each in queries.open_invitations(scope)]


@room()
def roles(request: HttpRequest, scope) -> HttpResponse:
    """Who may do what."""
    context = {"here": "people", "scope": scope, "roles": words.role_lines(), "table": words.permission_table()}
    return render(request, "partnerships/roles.html", context)


@room(Permission.MANAGE_PEOPLE)
def invite(request: HttpRequest, scope) -> HttpResponse:
    """Invite somebody."""
    form = InvitationForm(request.POST or None, scope=scope)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            data = form.cleaned_data
            problem = told(actions.invite, scope=scope, **data)
            if not problem:
                return redirect("partnerships:people", slug=scope.name)
            errors = [("id_email", problem)]
    context = {
        "here": "people",
        "scope": scope,
        "form": form,
        "errors": errors,
        "organisations": queries.organisations(scope),
    }
    return render(request, "partnerships/invite.html", context, status=422 if errors else 200)


@room(Permission.MANAGE_PEOPLE)
def member(request: HttpRequest, scope, member_id: int) -> HttpResponse:
    """Change a member's organisation, post and roles."""
    found = queries.member(scope, member_id)
    if found is None:
        raise Http404
    form = MemberForm.of(standing_of(found), scope=scope, data=request.POST or None)
    errors: list[tuple[str, str]] = []
    met: list[words.MetRow] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            try:
                problem = told(actions.change_member, scope=scope, member=found, **form.cleaned_data)
            except ChangedMeanwhileError as meanwhile:
                problem, met = str(meanwhile), words.met_rows(meanwhile.met, queries.organisations(scope))
                form = MemberForm.of(meanwhile.proposal, scope=scope, seen=meanwhile.now, why=form.cleaned_data["why"])
            if not problem:
                return redirect("partnerships:people", slug=scope.name)
            errors = [("met" if met else "id_roles", problem)]
    context = {
        "here": "people",
        "scope": scope,
        "person": words.person_row(found),
        "form": form,
        "errors": errors,
        "met": met,
        "organisations": queries.organisations(scope),
    }
    return render(request, "partnerships/member.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.MANAGE_PEOPLE)
def end(request: HttpRequest, scope, member_id: int) -> HttpResponse:
    """End a membership."""
    found = queries.member(scope, member_id)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST)
    problem = (
        told(actions.end_membership, scope=scope, member=found, why=form.cleaned_data["why"])
        if form.is_valid()
        else errors_of(form)[0][1]
    )
    if problem:
        return render(
            request, "design/error.html", {"heading": "The membership goes on", "advice": problem}, status=422
        )
    return redirect("partnerships:people", slug=scope.name)


@require_POST
@room(Permission.MANAGE_PEOPLE)
def withdraw(request: HttpRequest, scope, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    found = queries.open_invitations(scope).filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    actions.withdraw_invitation(scope=scope, invitation=found)
    return redirect("partnerships:people", slug=scope.name)


@require_POST
@room(Permission.MANAGE_PEOPLE)
def send_again(request: HttpRequest, scope, invitation_id: int) -> HttpResponse:
    """Send the mail of an invitation once more."""
    found = queries.open_invitations(scope).filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    actions.send_again(scope=scope, invitation=found)
    return redirect("partnerships:people", slug=scope.name)


@room(Permission.MANAGE_PARTNERS)
def add_organisation(request: HttpRequest, scope) -> HttpResponse:
    """Bring an organisation in."""
    form = OrganisationForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.add_organisation, scope=scope, **form.cleaned_data)
            if not problem:
                return redirect("partnerships:people", slug=scope.name)
            errors = [("id_name", problem)]
    context = {
        "here": "people",
        "scope": scope,
        "form": form,
        "errors": errors,
        "known": queries.known_organisations().values_list("name", flat=True),
    }
    return render(request, "partnerships/organisation.html", context, status=422 if errors else 200)


def invitation(request: HttpRequest, invitation_id: int, token: str) -> HttpResponse:
    """Somebody follows the link of their invitation: they join with their account, or make one."""
    found = queries.invitation_for(invitation_id, token)
    if found is None:
        context = {
            "heading": "This invitation is no longer open",
            "advice": "It was used, withdrawn or is more than two weeks old. Ask the person who invited you for a new one.",
        }
        return render(request, "design/error.html", context, status=404)
    signed_in = request.user.is_authenticated
    has = has_account(found.email)
    form = JoinForm(request.POST or None, initial={"name": found.name})
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and signed_in:
        problem = told(actions.accept_invitation, invitation=found, person=request.user)
        if not problem:
            return redirect("partnerships:today", slug=found.partnership.slug)
        errors = [("main-content", problem)]
    elif request.method == "POST" and not has:
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.join, invitation=found, **form.cleaned_data)
            if not problem:
                person = account_of(found.email)
                sign_in(request, person, proof="password")
                return redirect("partnerships:today", slug=found.partnership.slug)
            errors = [("id_password", problem)]
    context = {
        "invitation": found,
        "form": form,
        "errors": errors,
        "has_account": has,
        "roles": dict(words.role_lines()),
    }
    return untold(render(request, "partnerships/invitation.html", context, status=422 if errors else 200))
