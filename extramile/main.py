"""The `extramile` command: the one place where the core's commands and the web's meet.

Every command is named in one table and imported when it is called, so that `extramile reports read` starts without
Django and `extramile --help` without either.
"""

import importlib
import sys
from collections.abc import Mapping, Sequence

import click

from extramile import __version__
from extramile.core.vocabulary import InputError

# group → its help and its commands; command → where it is and what the help says. `--help` imports nothing.
Command = tuple[str, str]
GROUPS: dict[str, tuple[str, dict[str, Command]]] = {
    "reports": (
        "Published inspection reports.",
        {
            "read": ("extramile.cli.reports:read", "Read reports (PDF) and print what they say."),
            "load": (
                "extramile.web.config.commands:load_reports",
                "Read reports into the library of this installation.",
            ),
        },
    ),
    "inspections": (
        "The register of inspections.",
        {
            "list": ("extramile.cli.inspections:list_inspections", "List inspections."),
            "summary": ("extramile.cli.inspections:summary", "Count outcomes, with shares and intervals."),
            "questions": ("extramile.cli.inspections:questions", "Answer the saved questions of the definitions."),
        },
    ),
    "indicators": (
        "Published indicators.",
        {
            "list": ("extramile.cli.indicators:list_indicators", "List indicators."),
            "values": ("extramile.cli.indicators:list_values", "All areas, of England or of one region, over time."),
            "compare": ("extramile.cli.indicators:compare", "One area beside its neighbours, region and England."),
        },
    ),
    "returns": (
        "Returns of an area: the SEN2 return, the child lists of an inspection.",
        {
            "check": ("extramile.cli.returns:check_returns", "Check a return, row by row."),
            "measure": ("extramile.cli.returns:measure_return", "Work out the measures of a SEN2 return."),
            "worklist": (
                "extramile.cli.returns_work:worklist_of_return",
                "What falls due in which case, and what is late.",
            ),
            "annex-a": (
                "extramile.cli.returns_lists:annex_a",
                "Make the child lists of an inspection from a SEN2 return.",
            ),
            "forecast": ("extramile.cli.returns_work:forecast_of_return", "What the 20-week figure can still become."),
            "keep-register": (
                "extramile.web.config.commands:keep_register",
                "Keep the register of establishments for this installation.",
            ),
        },
    ),
    "synthetic": (
        "Invented returns from a seed.",
        {
            "sen2": ("extramile.cli.synthetic:sen2", "Make an invented SEN2 return, with faults if you like."),
            "annex-a": ("extramile.cli.synthetic:annex_a", "Make invented child lists, with faults if you like."),
        },
    ),
    "frameworks": (
        "Framework packs: how areas are inspected, as data.",
        {
            "list": ("extramile.cli.frameworks:list_packs", "List the bundled packs."),
            "show": ("extramile.cli.frameworks:show", "Show one pack, each entry with what it rests on."),
            "dates": (
                "extramile.cli.frameworks:dates",
                "Count the dates of an inspection from the day it starts with.",
            ),
            "check": ("extramile.cli.frameworks:check", "Check a pack that somebody wrote or changed."),
        },
    ),
    "reference": (
        "The bundled national facts.",
        {"build": ("extramile.cli.reference:build", "Build them from a folder of published files.")},
    ),
    "partnerships": (
        "Partnerships of this installation.",
        {"found": ("extramile.web.config.commands:found_partnership", "Found one, with its first lead.")},
    ),
    "plans": (
        "Plans of partnerships.",
        {"pack": ("extramile.web.config.packs:pack", "Build the board pack of a plan: PDF, Word, HTML.")},
    ),
    "audit": (
        "The audit trail.",
        {"verify": ("extramile.web.config.commands:verify_audit", "Check that nothing was removed or altered.")},
    ),
    "people": (
        "People with an account.",
        {"add": ("extramile.web.config.commands:add_person", "Give a person an account.")},
    ),
}
COMMANDS: dict[str, Command] = {
    "demo": ("extramile.web.config.commands:demo", "Set up the demonstration and serve it on this machine."),
    "serve": ("extramile.web.config.commands:serve", "Serve the pages of this installation."),
    "worker": ("extramile.web.config.commands:worker", "Do the long work that waits in the database."),
    "story": ("extramile.web.config.telling:story", "Tell the story of an inspection, as facts from the records."),
    "manage": ("extramile.web.config.commands:manage", "Django's own commands, for administrators."),
}

# Exit codes: 0 done; 1 done, and the answer is a "no" (problems were found); 2 the input or the call was wrong.
EXIT_INPUT = 2


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def __init__(self, name: str, about: str, commands: Mapping[str, Command]) -> None:
        super().__init__(name=name, help=about, context_settings={"help_option_names": ["-h", "--help"]})
        self.table = commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command: those of the table, then the groups."""
        return [*self.table, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None if there is none of that name."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        rows = [(name, group.help or "") for name, group in self.commands.items()]
        rows += [(name, about) for name, (_, about) in self.table.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


cli = LazyGroup("extramile", "Extramile: the local area SEND inspection cycle in one system.", COMMANDS)
click.version_option(__version__, prog_name="extramile")(cli)
for _name, (_about, _commands) in GROUPS.items():
    cli.add_command(LazyGroup(_name, _about, _commands))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. A mistake in what a person gave is told in a sentence and ends with exit code 2.

    Errors of our own are not caught: they show where they happened.
    """
    try:
        cli(args=arguments, prog_name="extramile")
    except InputError as error:
        click.echo(f"extramile: {error}", err=True)
        sys.exit(EXIT_INPUT)
