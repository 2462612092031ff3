"""`make bench`: every measure, or those named: reports, pages, search, evidence, selfevaluation, findings, plans,
publicpage, voices, timetable, returns, install."""

import importlib
import os
import sys
import tempfile

NAMES = (
    "report_reading",
    "pages",
    "search",
    "evidence",
    "selfevaluation",
    "findings",
    "plans",
    "publicpage",
    "voices",
    "timetable",
    "returns",
    "install",
)


def main(wanted: list[str]) -> None:
    # A folder of their own for database and static files, made before Django reads its settings.
    os.environ["EXTRAMILE_HOME"] = tempfile.mkdtemp(prefix="extramile-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.web.config.settings"
    missed = 0
    for name in NAMES:
        if wanted and not any(each in name for each in wanted):
            continue
        print(f"— {name.replace('_', ' ')}", flush=True)
        for measurement in importlib.import_module(f"benchmarks.{name}").measure():
            print(f"  {measurement.line()}", flush=True)
            missed += measurement.ok is False
    print(f"{missed} target{'' if missed == 1 else 's'} not met")


main(sys.argv[1:])
