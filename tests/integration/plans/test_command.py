"""`extramile plans pack`: files for whoever calls it, a kept pack with --keep, and sentences for what is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extramile.core.vocabulary import InputError
from extramile.main import cli
from extramile.web.plans.models import Meeting, PackFile, Snapshot
from tests.integration.plans.making import Ground, make_action, make_ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db: None) -> Ground:
    found = make_ground()
    make_action(found)
    return found


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["plans", "pack", *arguments])


def refusal(*arguments: str) -> str:
    found = run(*arguments)
    assert isinstance(found.exception, InputError), found.output
    return str(found.exception)


def test_it_writes_the_forms_that_are_asked_for_and_keeps_nothing(ground: Ground, tmp_path: Path) -> None:
    found = run(str(ground.plan.pk), "--folder", str(tmp_path / "new"), "--format", "html", "--meeting", "2026-12-04")
    assert found.exit_code == 0, found.output
    [made] = (tmp_path / "new").iterdir()
    assert found.output.strip() == str(made)
    assert made.suffix == ".html"
    said = made.read_text("utf-8")
    assert "One record for each family" in said
    assert "4 December 2026" in said
    assert not Snapshot.objects.exists()
    assert not Meeting.objects.exists()


def test_with_keep_it_is_the_pack_that_the_next_one_is_compared_with(ground: Ground, tmp_path: Path) -> None:
    at = (str(ground.plan.pk), "--folder", str(tmp_path), "--format", "html")
    assert run(*at, "--keep", "--meeting", "2026-12-04").exit_code == 0
    # All three are kept, whichever is wanted here.
    assert PackFile.objects.count() == 3
    assert [each.suffix for each in tmp_path.iterdir()] == [".html"]
    assert run(*at).exit_code == 0
    [made] = tmp_path.iterdir()
    assert "Nothing is different." in made.read_text("utf-8")


def test_what_is_wrong_is_said_with_what_to_do(ground: Ground, tmp_path: Path) -> None:
    number = str(ground.plan.pk)
    assert "There is no plan 4711. Its number stands in the address of its page." in refusal("4711")
    assert "Write it as 2018-12-03." in refusal(number, "--meeting", "soon")
    assert "Give its day with --meeting." in refusal(number, "--keep")
    assert "“x@example.org” does not see plan" in refusal(number, "--by", "x@example.org")
    file = tmp_path / "file"
    file.write_text("")
    assert "cannot be written" in refusal(number, "--format", "html", "--folder", str(file / "below"))


def test_nobody_gets_by_it_what_they_may_not_see(db: None, tmp_path: Path) -> None:
    ground = make_ground(published=False)
    at = (str(ground.plan.pk), "--folder", str(tmp_path), "--format", "html")
    assert "does not see plan" in refusal(*at, "--by", ground.worker.person.email)
    assert run(*at, "--by", ground.lead.person.email).exit_code == 0
    assert "Under embargo" in next(tmp_path.iterdir()).read_text("utf-8")
