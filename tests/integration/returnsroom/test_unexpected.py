"""What nobody foresaw, with a child's name in its words, is told by its type and place alone: in log, mail, job and page."""

import copy
import logging
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from extramile.web.config.logs import WithoutWords
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import measured, reading
from extramile.web.returns.actions import loading, measuring
from extramile.web.returns.models import Measured
from extramile.web.returns.presenters import loads as load_words
from extramile.web.returns.presenters import queue as queue_words
from tests.integration.returnsroom.making import make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db
# A child of whom nothing else in these tests speaks.
CANARY = "Zzyzxacanary"


class Lines(logging.Handler):
    """The log as an installation writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(WithoutWords("{levelname} {name} {message}", style="{"))
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # What another formatter made of the error is kept with the record.
        record = copy.copy(record)
        record.exc_text = None
        self.written.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Return the lines that are logged meanwhile."""
    found, root = Lines(), logging.getLogger()
    root.addHandler(found)
    yield found
    root.removeHandler(found)


@pytest.fixture
def scope() -> Any:
    """Return where a data manager stands."""
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def breaks(*args: Any, **kwargs: Any) -> NoReturn:
    """Break as a library does: an error of a library with the value in it, and one of ours because of it."""
    try:
        raise ValueError(f"could not convert “{CANARY}”")
    except ValueError as error:
        raise RuntimeError(CANARY, {"child": CANARY}) from error


def everything(lines: Lines) -> str:
    """Return all that is written anywhere: every table of ours, every line, every mail."""
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values_list()]
    return "\n".join([*rows, *lines.written, *(f"{each.subject} {each.body}" for each in mail.outbox)])


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        *((reading, name) for name in ("make", "check")),
        *((loading, name) for name in ("note_coming", "finish", "tidy")),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_job_that_reads_a_return_tells_nothing_of_it(  # noqa: PLR0917 - what is broken, where
    scope: Any, lines: Lines, client: Client, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    load = loading.load_files(scope=scope, files=[("List_2.csv", b"Unique ID,UPN,Date of birth\n1,A1,2010-05-04\n")])
    monkeypatch.setattr(owner, name, breaks)
    work.run(str(load.job))

    job = Job.objects.get(pk=load.job)
    # Whatever breaks after the outcome was kept: the job is done.
    assert (job.state, job.problem == "") == (("done", True) if name == "tidy" else ("failed", False))
    assert any("failed: RuntimeError" in each for each in lines.written), "it is told that, and of what type"
    assert CANARY not in everything(lines)
    client.force_login(scope.person)
    assert CANARY not in client.get(f"/jobs/{job.pk}/").content.decode()


@pytest.mark.parametrize(
    ("owner", "name"), [(measured, "work_out"), (measuring, "note"), (measuring, "finish")], ids=str
)
def test_a_job_that_measures_tells_nothing_of_it(
    scope: Any, lines: Lines, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    load = make_load(scope, problem())
    measuring.begin(load, scope.person)
    monkeypatch.setattr(measured, "work_out", lambda *args: b"sealed")
    monkeypatch.setattr(owner, name, breaks)
    job = Job.objects.get(pk=Measured.objects.get(load=load).job)
    work.run(str(job.pk))

    job.refresh_from_db()
    assert job.state == "failed"
    assert any("failed: RuntimeError" in each for each in lines.written)
    assert CANARY not in everything(lines)


@pytest.mark.parametrize(
    ("owner", "name", "address"),
    [
        (load_words, "summary", "{load}/"),
        (queue_words, "problem_rows", "{load}/problems/"),
        (queue_words, "problem_page", "{load}/problems/SEN2-P-02/0/"),
        (load_words, "register_words", ""),
        (loading, "delete_load", "{load}/delete/"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_page_that_breaks_tells_nothing_of_it(  # noqa: PLR0917 - what is broken, where
    scope: Any, lines: Lines, client: Client, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, address: str
) -> None:
    load = make_load(scope, problem())
    client.force_login(scope.person)
    client.raise_request_exception = False
    monkeypatch.setattr(owner, name, breaks)
    asked = client.post if name == "delete_load" else client.get
    answer = asked("/p/ashcombe/returns/" + address.format(load=load.pk))

    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert any("RuntimeError" in each and "Traceback" in each for each in lines.written), "and where"
    assert CANARY not in everything(lines)
