"""Lay a database out by every migration, as Django does: `python -m tests.integration.ground.step_by_step`."""

from extramile.web.config.commands import set_up

if __name__ == "__main__":
    set_up()
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command

    call_command(Command(), verbosity=0, interactive=False)
