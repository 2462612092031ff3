"""The commands that need the web: demonstration, serving, loading reports, people."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import click

from extramile.core.vocabulary import InputError

EXAMPLES = Path(__file__).parents[2] / "examples"
THREADS = 8
RECOVER_SECONDS = 15
RETRY_SECONDS = 5


def set_up() -> None:
    """Make Django ready; its settings come from the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extramile.web.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise InputError(str(error)) from error


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    click.echo(f"{words} … ", nl=False)
    started = time.monotonic()
    yield
    click.echo(f"done ({time.monotonic() - started:.1f} s)")


def prepare() -> None:
    """Bring the database and the static files up to date. Doing it again costs little and changes nothing."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        with step("Preparing the database"):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        # The driver's own text may name user and host; what it is about is enough.
        raise InputError(
            "The database cannot be reached or does not let us in.",
            next_step="Check DATABASE_URL: name, user, password, host and port.",
        ) from error
    with step("Preparing styles and typeface"):
        call_command("collectstatic", verbosity=0, interactive=False)


def typed_day(option: str, typed: str) -> date:
    """Return the day that somebody typed for an option. Raises InputError."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise InputError(f"{option}: “{typed}” is not a date.", next_step="Write it as 2018-12-03.") from error


def shown(done: int, of: int) -> None:
    """Show on a terminal how far a long step is; elsewhere nothing, so that what is kept of the output stays short."""
    if sys.stdout.isatty() and (done % 10 == 0 or done == of):
        words = f"{done} of {of}"
        click.echo(words + "\b" * len(words), nl=False)


@click.command()
@click.option("--prepare-only", is_flag=True, help="Do all but serve.")
@click.option("--port", default=8000, show_default=True, help="Serve on this port of this machine.")
def demo(prepare_only: bool, port: int) -> None:
    """Set up the demonstration and serve it on this machine."""
    if os.environ.get("EXTRAMILE_MODE", "demo") != "demo":
        raise InputError("The demonstration does not run in production.", next_step="Unset EXTRAMILE_MODE.")
    # For links in mails; the worker beside finds it in its environment.
    os.environ["EXTRAMILE_ADDRESS"] = f"http://127.0.0.1:{port}"
    set_up()
    from django.conf import settings

    click.echo(f"Extramile keeps everything of this installation in {settings.HOME}")
    prepare()
    from extramile.web.library.asking import totals

    with step("Opening the national facts"):
        inspections, areas, indicators = totals()
    click.echo(f"  {inspections} inspections, {areas} local areas, {indicators} indicators")
    with step("Reading the example reports"):
        load_folder([EXAMPLES], fictional=True, quiet=True)
    from extramile.web.demonstration.building import build

    with step("Building the invented partnerships, people, evidence, surveys, self-evaluations and inspections"):
        steps = build(tell=shown)
    click.echo(f"  {steps} things done by invented people" if steps else "  they are there")
    if prepare_only:
        click.echo("Ready. Serve it with: make demo")
        return
    with worker_beside():
        run_server(port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--worker/--no-worker", default=True, help="Do long work as well, in a process beside.", show_default=True
)
def serve(host: str, port: int, worker: bool) -> None:
    """Serve the pages of this installation."""
    # For links in mails of a demonstration; the worker beside finds it in its environment.
    os.environ.setdefault("EXTRAMILE_ADDRESS", f"http://127.0.0.1:{port}")
    set_up()
    prepare()
    with worker_beside() if worker else nullcontext():
        run_server(port, host)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run a worker in a process of its own for as long as pages are served."""
    # Being told to stop must end the worker too, so it is turned into an ordinary exit.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    process = subprocess.Popen([sys.executable, "-m", "extramile", "worker", "--beside"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def run_server(port: int, host: str = "127.0.0.1") -> None:
    """Serve until interrupted."""
    import waitress
    from django.conf import settings

    from extramile.web.config.wsgi import application

    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            trusted_proxy=settings.PROXY,
            trusted_proxy_headers={"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"},
            clear_untrusted_proxy_headers=True,
            max_request_body_size=settings.RECEIVED_MAX_BYTES,
        )
    except OSError as error:
        raise InputError(
            f"Port {port} cannot be used ({error.strerror or error}).",
            next_step="Another program may be using it: choose another with --port.",
        ) from error
    click.echo(f"Serving at http://{host}:{port} (stop with Ctrl+C)")
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("Stopped.")


def load_folder(paths: list[Path], *, fictional: bool = False, quiet: bool = False) -> tuple[int, int, list[str]]:
    """Read reports into the library: how many are new or changed, how many were there, what could not be read."""
    from extramile.core.publications import pdf_files, read_reports
    from extramile.web.library.actions import keep_reading
    from extramile.web.library.reading import resolve
    from extramile.web.library.tagging import tag

    files = pdf_files(paths)
    changed, same, problems = 0, 0, []
    readings = read_reports(files, resolve=None if fictional else resolve, tag=tag)
    with click.progressbar(readings, length=len(files), label="Reading", hidden=quiet, file=sys.stderr) as bar:
        for file, reading in zip(files, bar, strict=True):
            if reading.report is None:
                problems.append(str(reading.error))
                continue
            if not reading.report.area or not reading.report.inspection:
                problems.append(f"{file.name}: its area or the days of its inspection could not be read.")
                continue
            file_hash = hashlib.sha256(file.read()).hexdigest()
            _, new = keep_reading(reading=reading.report.to_dict(), file_hash=file_hash, fictional=fictional)
            changed, same = changed + new, same + (not new)
    return changed, same, problems


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
def load_reports(paths: tuple[Path, ...]) -> None:
    """Read reports (PDF files or folders) into the library of this installation.

    The same reports again change nothing. Corrections that people made are kept. The publication date is taken from the
    register, or from a file name that ends like “published-16-may-2023.pdf”.
    """
    set_up()
    prepare()
    changed, same, problems = load_folder(list(paths))
    click.echo(f"{changed} new or changed, {same} already there, {len(problems)} not read.")
    for problem in problems:
        click.echo(f"extramile: {problem}", err=True)
    if problems:
        sys.exit(2)


@click.command()
@click.argument("email")
@click.option("--name", prompt="Their name", help="How their name is shown.")
@click.option("--editor", is_flag=True, help="They may correct the library.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters.")
def add_person(email: str, name: str, editor: bool, password: str) -> None:
    """Give a person an account."""
    set_up()
    prepare()
    from extramile.web.accounts.actions import add_person as add

    person = add(email=email, name=name, password=password, is_editor=editor)
    click.echo(f"{person.name} can sign in{' and is an editor of the library' if editor else ''}.")


@click.command("keep-register")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="CSV")
@click.option("--day", help="The day of the register, as 2026-11-02, where the name of the file does not say it.")
def keep_register(path: Path, day: str | None) -> None:
    """Keep the register of establishments for the returns that are loaded into this installation.

    It is “All establishment data” of Get Information about Schools, as CSV. Returns that were loaded before stay as they were
    checked.
    """
    from extramile.core.rules import read_establishments

    of = typed_day("--day", day) if day else None
    found = read_establishments(path)
    set_up()
    prepare()
    from extramile.web.returns.actions.registering import keep_register as keep

    kept = keep(found=found, day=of)
    click.echo(f"The register of {kept.day:%-d %B %Y} is kept: {kept.rows:,} establishments.")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, for administrators."""
    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["extramile manage", *arguments])


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
@click.option("--beside", is_flag=True, hidden=True, help="Stop when the process that started this one is gone.")
def worker(once: bool, beside: bool) -> None:
    """Do the long work that waits in the database; run one beside `extramile serve`."""
    set_up()
    from django.core.management import call_command

    def work() -> None:
        call_command("db_worker", interval=1, batch=once, startup_delay=False, reload=False, verbosity=0)

    stop = threading.Event()
    look_after(stop, parent=os.getppid() if beside else None)
    try:
        if once:
            work()
        else:
            through_breaks(work, stop)
    finally:
        stop.set()


def through_breaks(work: Callable[[], None], stop: threading.Event) -> None:
    """Work on after the database could not be had for a while, such as while it was started again."""
    from django.db import InterfaceError, OperationalError, connection

    while not stop.is_set():
        try:
            work()
        except (OperationalError, InterfaceError) as error:
            # By its type alone: the driver's text may name user and host.
            click.echo(f"extramile: the database could not be had ({type(error).__name__}); trying again", err=True)
            connection.close()
            stop.wait(RETRY_SECONDS)
        else:
            return


def look_after(stop: threading.Event, parent: int | None) -> None:
    """Every few seconds until told to stop: begin what is done once a day, put back the jobs of workers that died.

    Go when the `parent` is gone.
    """
    from extramile.web.jobs.actions import recover, start_daily
    from extramile.web.jobs.work import repeat

    def look() -> None:
        if parent is not None and os.getppid() != parent:
            stop.set()
            os.kill(os.getpid(), signal.SIGTERM)
            return
        start_daily()
        recover()

    start_daily()
    recover()
    threading.Thread(target=repeat, args=(look, stop), kwargs={"every": RECOVER_SECONDS}, daemon=True).start()


@click.command("verify")
@click.option("--partnership", help="The trail of one partnership, by its short name; all without it.")
@click.option(
    "--seal", multiple=True, help="A seal noted earlier, which must still be true. May be given several times."
)
def verify_audit(partnership: str | None, seal: tuple[str, ...]) -> None:
    """Check that no event of the audit trail was removed or altered, and print a seal for each trail.

    Note the seals somewhere else: who may change everything in the database could write a whole trail anew, and a seal
    of before would not be true of it.
    """
    set_up()
    from extramile.web.audit.queries import seal_faults, seals, verify

    count, faults = verify(partnership)
    faults += seal_faults(seal)
    for line in seals(partnership):
        click.echo(f"Seal: {line}")
    for fault in faults:
        click.echo(f"{fault.scope or 'installation'}, event {fault.number}: {fault.what}", err=True)
    click.echo(f"{count} events checked, {len(faults)} fault{'' if len(faults) == 1 else 's'}.")
    if faults:
        sys.exit(1)


@click.command("found")
@click.argument("slug")
@click.option("--name", required=True, help="How the partnership is called.")
@click.option("--area", required=True, help="Its local area, by name or 3-digit code.")
@click.option("--council", required=True, help="The council's name.")
@click.option("--lead", required=True, help="The address of the first lead, who has an account.")
def found_partnership(slug: str, name: str, area: str, council: str, lead: str) -> None:
    """Found a partnership with its council and its first lead, who invites the others.

    SLUG is its short name in addresses, such as milton-keynes.
    """
    set_up()
    prepare()
    from extramile.web.partnerships.actions import found_with_lead

    partnership = found_with_lead(slug=slug, name=name, area=area, council=council, lead=lead)
    click.echo(f"{partnership.name} is founded. {lead} is its lead.")
