"""Loads made without reading files: the problems are said, the snapshot is real. For tests of what people do about them."""

import io
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.workbooks import Marked, StreamedSheet, write_streamed
from extramile.web.evidence import store
from extramile.web.returns import snapshots
from extramile.web.returns.actions import carrying
from extramile.web.returns.models import Load, RuleCount

QUERY, ERROR = "SEN2-P-02", "SEN2-P-01"


def problem(rule: str = QUERY, key: str = "A123456789012", value: str = "2010-05-04", **more: Any) -> dict[str, Any]:
    """Return a problem as a snapshot has it."""
    return {
        "rule": rule,
        "severity": "error" if rule == ERROR else "query",
        "table": "person",
        "row": 12,
        "key": key,
        "field": "Date of birth",
        "value": value,
        "message": "It is a day in the past. Look it up.",
        "table_title": "Children and young people",
        **more,
    }


def workbook() -> bytes:
    """Return a workbook with a sheet of problems among others, as reading writes it."""
    into = io.BytesIO()
    sheets = [
        StreamedSheet("About", ["Made by Extramile"], []),
        StreamedSheet("Problems", ["Rule"], [["gone"]]),
        StreamedSheet("Rules", ["Id"], [[Marked("stays", ["so"])]]),
    ]
    write_streamed(into, sheets)
    return into.getvalue()


def make_load(
    scope: Any,
    *problems: dict[str, Any],
    year: int | None = 2026,
    kind: str = "sen2",
    questions: Any = (),
    compared: Any = None,
) -> Load:
    """Return a checked load that has these problems; where it has questions about headings its files wait for an answer.

    `compared` is what its snapshot says of the load before.
    """
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for each in problems:
        by_rule.setdefault(each["rule"], []).append(each)
    today = timezone.localdate()
    said = {"kind": kind, "year": year, "questions": list(questions), "answered": [], "sources": []}
    manifest = {**said, "states": {}, "reasons": {}}
    with transaction.atomic():
        load = Load.objects.create(
            partnership=scope.partnership, made_by=scope.person, ends_on=today + timedelta(days=400), as_of=today
        )
        load.snapshot = store.put(snapshots.pack({"load": load.pk, **manifest}, by_rule, workbook(), {}, compared))
        load.state, load.kind, load.year = Load.State.CHECKED, kind, year
        if questions:
            load.asks, load.upload, load.held_until = Load.Asks.HEADINGS, store.put(b"files %d" % load.pk), today
        load.save()
        for rule, rows in by_rule.items():
            RuleCount.objects.create(
                load=load, rule=rule, severity=rows[0]["severity"], family="range", state="failed", failures=len(rows)
            )
        carrying.carry(carrying.lock(scope.partnership), load, by_rule)
    return load
