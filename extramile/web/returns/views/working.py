"""Doing something about problems that are ticked, from whatever page they stand on."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest

from extramile.web.design.errors import errors_of, told
from extramile.web.returns.actions import working
from extramile.web.returns.actions.seen import check_seen
from extramile.web.returns.forms import WorkForm
from extramile.web.returns.presenters import queue as words
from extramile.web.returns.queries.queue import Place

# The name under which a session keeps what was assigned or settled last.
UNDO = "returns-assigned"
# Where a page says what was done: at the head of its list, so that nobody is set back to the top of a long page.
DONE = "#done"
_PICK = re.compile(r"([\w-]{1,80})\.([0-9]{1,7})", re.ASCII)


def ticked(request: HttpRequest, load: Any) -> list[str]:
    """Return what stays ticked on the page of a load: nothing, once the files were read again and places are of other rows."""
    return [f"{rule}.{place}" for rule, place in _picks(request)] if _seen(request) == load.snapshot else []


def _seen(request: HttpRequest) -> str:
    return request.POST.get("seen", "")


def _picks(request: HttpRequest, name: str = "pick") -> list[Place]:
    found = (_PICK.fullmatch(each) for each in request.POST.getlist(name))
    return [(each[1], int(each[2])) for each in found if each]


def act(
    request: HttpRequest, scope: Any, load: Any, all_of_them: Callable[[], Sequence[Place]]
) -> list[tuple[str, str]]:
    """Do what a form asks about the problems that are ticked, or about all; return what is wrong. Raises store.DamagedError."""
    if problem := told(check_seen, load=load, seen=_seen(request)):
        return [("ticks", problem)]
    form = WorkForm(request.POST)
    if errors := errors_of(form):
        return [("id_words" if field == "id_do" else field, sentence) for field, sentence in errors]
    sent = form.cleaned_data
    given = {"scope": scope, "load": load, "seen": _seen(request)}
    which = sent["which"]
    given["places"] = all_of_them() if which == "all" else _picks(request, "here" if which == "page" else "pick")
    do, batch = sent["do"], uuid4()
    if do == "assign":
        action, field, more = working.assign, "id_owner", {"owner": sent["owner"], "due": sent["due"]}
    elif do in {"accept", "explain"}:
        action, field, more = (
            working.settle,
            "id_words",
            {"accept": do == "accept", "words": sent["words"], "batch": batch},
        )
    else:
        action = working.comment if do == "comment" else working.reopen
        field, more = "id_words", {"words": sent["words"]}
    many = []
    problem = told(lambda **arguments: many.append(action(**arguments)), **given, **more)
    if problem:
        return [("ticks" if "ticked" in problem else field, problem)]
    if do == "assign":
        request.session[UNDO] = {"load": load.pk, "batch": str(many[0].batch), "do": do}
        messages.success(request, words.assigned(many[0]))
        return []
    left = 0
    if do in {"accept", "explain"}:
        request.session[UNDO] = {"load": load.pk, "batch": str(batch), "do": do}
        left = len(set(given["places"])) - many[0]
    messages.success(request, words.told(do, many[0], left))
    return []


def undo_of(request: HttpRequest, load: Any) -> dict[str, str]:
    """Return what was done and can be set back on the page that follows it, with its words; nothing on any other."""
    if request.method == "POST":
        return {}
    last = request.session.pop(UNDO, None)
    if not last or last["load"] != load.pk:
        return {}
    assigned = last.get("do", "assign") == "assign"
    return {"batch": last["batch"], "words": "Set it back to whose they were" if assigned else "Open them again"}


def undone(request: HttpRequest, scope: Any, load: Any) -> str:
    """Set back what was assigned, accepted or explained, and return what came of it in a sentence."""
    try:
        batch = UUID(request.POST.get("batch", ""))
    except ValueError:
        return "There is nothing to set back."
    many: list[working.SetBack] = []
    problem = told(lambda: many.append(working.set_back(scope=scope, load=load, batch=batch)))
    return problem or words.set_back(many[0])
