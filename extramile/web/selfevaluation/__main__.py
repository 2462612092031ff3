"""Writes how a part moves as a page of the documentation: docs/reference/self-evaluation-parts.md names the command."""

import sys

import django

django.setup()

from extramile.web.selfevaluation.transitions import diagram  # noqa: E402 - models can be read only now

sys.stdout.write(diagram())
