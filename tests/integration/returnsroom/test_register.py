"""The register of establishments of an installation: kept by a command, asked by the next load, told on the pages."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.core.rules import read_establishments
from extramile.core.vocabulary import InputError
from extramile.main import main
from extramile.web.audit.models import Event
from extramile.web.evidence import store
from extramile.web.evidence.rekeying import kept_hashes
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import registers, snapshots
from extramile.web.returns.actions.registering import keep_register
from extramile.web.returns.models import EstablishmentRegister
from extramile.web.returns.presenters.loads import register_words
from tests.integration.returnsroom.loading import loaded, xml
from tests.partnership import make_member, make_partnership, scope_for
from tests.registers import MANY, write_register

pytestmark = pytest.mark.django_db


def test_a_load_asks_the_register_that_is_kept(tmp_path: Path, client: Client) -> None:
    scope = scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))
    client.force_login(scope.person)
    home = reverse("returns:home", args=[scope.name])
    assert "none is kept here yet" in client.get(home).content.decode()
    before = loaded(scope, xml(children=30, faults=0))
    keep_register(found=read_establishments(write_register(tmp_path)))
    load = loaded(scope, xml(children=30, faults=0))

    assert "register of establishments of 2 November 2026 (120 establishments" in client.get(home).content.decode()
    states = [snapshots.manifest_of(store.get(each.snapshot)) for each in (before, load)]
    assert [each["states"]["SEN2-L-05b"] for each in states] == ["not run", "failed"]
    assert "keep-register" in states[0]["reasons"]["SEN2-L-05b"]
    assert states[1]["states"]["SEN2-P-11"] == "not run"
    page = client.get(reverse("returns:load", args=[scope.name, load.pk])).content.decode()
    assert "asked the register of establishments of 2 November 2026 (edubasealldata20261102.csv)" in page


def test_the_command_keeps_it_and_the_trail_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    path = write_register(tmp_path)
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main(["returns", "keep-register", str(path)])
        assert not ended.value.code

    assert "The register of 2 November 2026 is kept: 120 establishments." in capsys.readouterr().out
    kept = EstablishmentRegister.objects.get()
    event = Event.objects.get(verb="register of establishments kept")
    assert (event.scope, event.by_name, event.after["rows"]) == ("", "Extramile", MANY)
    assert kept.lists in kept_hashes(), "a change of the key reaches it"
    assert registers.at_hand().about == {
        "source": path.name,
        "day": "2026-11-02",
        "rows": MANY,
        "sha256": kept.file_sha256,
    }


def test_a_register_of_no_day_of_one_to_come_or_older_is_refused(tmp_path: Path) -> None:
    found = read_establishments(write_register(tmp_path).rename(tmp_path / "register.csv"))
    with pytest.raises(InputError, match="does not say of which day"):
        keep_register(found=found)
    with pytest.raises(InputError, match="to come"):
        keep_register(found=found, day=timezone.localdate() + timedelta(days=1))
    keep_register(found=found, day=date(2026, 11, 2))
    with pytest.raises(InputError, match="older than the register that is kept, of 2 November 2026"):
        keep_register(found=found, day=date(2026, 11, 1))
    assert EstablishmentRegister.objects.count() == 1


def test_a_register_that_cannot_be_opened_is_none_and_is_told_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = read_establishments(write_register(tmp_path))
    kept = keep_register(found=found)
    assert "ask the register of establishments of 2 November 2026" in register_words()[0]
    store.remove(kept.lists)

    assert registers.at_hand() == registers.AtHand()
    assert f"register of establishments {kept.pk} cannot be opened" in caplog.text
    words, command = register_words()
    assert "are not run: the register of 2 November 2026 that is kept here cannot be opened" in words
    assert "keep-register" in command
    assert keep_register(found=found) == kept
    assert registers.at_hand().about, "kept again it is asked again"
