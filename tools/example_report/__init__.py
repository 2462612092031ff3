"""Sets fictional inspection reports in the layout of the published ones.

The real reports are Crown copyright and stay outside the repository. These are ours: invented areas, invented words,
nobody's name, and a line on every page that says so. `build(report)` gives a PDF; `wexmoor()` and `harrowmere()` are
the two that are shipped; the parts that vary between real reports are fields, so that tests can vary them.
"""

from tools.example_report.content import ExampleReport, harrowmere, wexmoor
from tools.example_report.setting import build

__all__ = ["ExampleReport", "build", "harrowmere", "wexmoor"]
