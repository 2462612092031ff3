"""The command that builds the board pack of a plan."""

import os
from pathlib import Path
from typing import Any

import click

from extramile.core.vocabulary import InputError
from extramile.web.config.commands import set_up, typed_day

FORMS = ("pdf", "docx", "html")


@click.command("pack")
@click.argument("plan_id", type=int, metavar="PLAN")
@click.option(
    "--format",
    "shapes",
    type=click.Choice(FORMS),
    multiple=True,
    help="Once for each form that is wanted. [default: all three]",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    show_default=True,
    help="Write the files here.",
)
@click.option("--meeting", "day", metavar="DAY", help="The day of the meeting, as 2027-03-31. It stands on the front.")
@click.option("--by", "address", metavar="MAIL", help="For whom it is built. [default: who began the plan]")
@click.option("--keep", is_flag=True, help="Keep it with the plan, as the button on the plan's page does.")
def pack(
    *, plan_id: int, shapes: tuple[str, ...], folder: Path, day: str | None, address: str | None, keep: bool
) -> None:
    """Build the board pack of a plan.

    PLAN is its number, as in the address of its page. What stands in a pack is what the person for whom it is built may see.
    With --keep it becomes the pack with which the next one is compared, and stays with the plan in all three forms.
    """
    set_up()
    from django.db import DatabaseError, transaction
    from django.utils import timezone

    from extramile.web.plans import rendering
    from extramile.web.plans.actions.packing import keep_pack, meet, opened

    meeting = typed_day("--meeting", day) if day else None
    if keep and meeting is None:
        raise InputError("A pack that is kept is for a meeting.", next_step="Give its day with --meeting.")
    try:
        scope, plan = _found(plan_id, address)
        opened(scope, plan, "board pack")
        with transaction.atomic():
            held = meet(scope=scope, plan=plan, day=meeting) if meeting else None
            found = rendering.pack_content(scope, plan, timezone.localdate(), held)
            wanted = FORMS if keep else shapes or FORMS
            files = {form: rendering.pack_file(scope, found, form) for form in wanted}
            if keep:
                keep_pack(scope=scope, meeting=held, found=found, files=files)
            else:
                # The meeting stood in the document, and in nothing else.
                transaction.set_rollback(True)
    except DatabaseError as error:
        raise InputError(
            "There is no plan here yet: nothing is set up in this place, or its database cannot be reached.",
            next_step="`extramile demo` builds the demonstration; for an installation of your own, check its settings.",
        ) from error
    for form in shapes or FORMS:
        click.echo(_written(folder / f"board-pack-{plan_id}-{found.now.today}.{form}", files[form]))


def _found(plan_id: int, address: str | None) -> tuple[Any, Any]:
    """Return where the person stands for whom it is built, and the plan as they see it."""
    from extramile.web.accounts.models import Person
    from extramile.web.partnerships.queries import scope_of
    from extramile.web.plans.models import Plan
    from extramile.web.plans.queries import plans as queries

    row = Plan.objects.select_related("partnership", "made_by").filter(pk=plan_id).first()
    if row is None:
        raise InputError(f"There is no plan {plan_id}.", next_step="Its number stands in the address of its page.")
    person = Person.objects.filter(email__iexact=address).first() if address else row.made_by
    scope = scope_of(person, row.partnership.slug) if person else None
    plan = queries.plan(scope, plan_id) if scope else None
    if plan is None:
        who = f"“{address}”" if address else "Who began the plan"
        raise InputError(f"{who} does not see plan {plan_id} today.", next_step="Give somebody who does with --by.")
    return scope, plan


def _written(path: Path, content: bytes) -> Path:
    """Write a file aside and swap it in: there is never half a file under its name."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(path)) from error
    return path
