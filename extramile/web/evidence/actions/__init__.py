"""Changing evidence. Each action is one transaction with its audit event."""

from extramile.web.evidence.about import About
from extramile.web.evidence.actions.adding import (
    add_file,
    add_link,
    add_note,
    add_returned,
    add_snapshot,
    add_theme,
    add_voice_theme,
)
from extramile.web.evidence.actions.bundles import ask_for_bundle, clear_bundles, finish_bundle, taken_bundle
from extramile.web.evidence.actions.changing import change, release, restore, withdraw
from extramile.web.evidence.actions.finding import ChangedMeanwhileError
from extramile.web.evidence.actions.replacing import (
    refresh_snapshot,
    refresh_theme,
    replace_file,
    replace_link,
    replace_note,
    replace_voice_theme,
)
from extramile.web.evidence.actions.using import attach, check_stands, detach, let_go, taken

__all__ = [
    "About",
    "ChangedMeanwhileError",
    "add_file",
    "add_link",
    "add_note",
    "add_returned",
    "add_snapshot",
    "add_theme",
    "add_voice_theme",
    "ask_for_bundle",
    "attach",
    "change",
    "check_stands",
    "clear_bundles",
    "detach",
    "finish_bundle",
    "let_go",
    "refresh_snapshot",
    "refresh_theme",
    "release",
    "replace_file",
    "replace_link",
    "replace_note",
    "replace_voice_theme",
    "restore",
    "taken",
    "taken_bundle",
    "withdraw",
]
