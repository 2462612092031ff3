"""Copy the design system and the typeface from npm's packages into the project: `python -m tools.vendor_frontend`.

Run after `npm ci` in `frontend/`. The compiled files are committed, so that nobody needs npm to run Extramile. Two
things are taken out of the stylesheet: GOV.UK's own typeface, which is not ours to use, and the pointer to a source
map. `vendored.json` keeps the hash of each copy; a test compares.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "frontend" / "node_modules"
TARGET = ROOT / "extramile" / "web" / "design" / "static" / "vendor"
# The package carries no licence file of its own; its package.json says MIT.
GOVUK_LICENCE = "GOV.UK Frontend. MIT licence. Copyright (c) Crown copyright (Government Digital Service).\n"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"


def main() -> None:
    """Copy, clean and record."""
    TARGET.mkdir(parents=True, exist_ok=True)
    govuk = MODULES / "govuk-frontend" / "dist" / "govuk"
    css = (govuk / "govuk-frontend.min.css").read_text("utf-8")
    css = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css = re.sub(r"font-family:GDS Transport,arial,sans-serif", "font-family:inherit", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    (TARGET / "govuk-frontend.min.css").write_text(css.rstrip() + "\n", "utf-8")
    script = re.sub(r"//# sourceMappingURL=.*", "", (govuk / "govuk-frontend.min.js").read_text("utf-8"))
    (TARGET / "govuk-frontend.min.js").write_text(script.rstrip() + "\n", "utf-8")
    (TARGET / "govuk-frontend.LICENSE.txt").write_text(GOVUK_LICENCE, "utf-8")
    shutil.copy(MODULES / FONT / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2", TARGET)
    shutil.copy(MODULES / FONT / "LICENSE", TARGET / "atkinson-hyperlegible-next.LICENSE.txt")
    packages = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))["dependencies"]
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(TARGET.iterdir())
        if path.name != "vendored.json"
    }
    record = {"packages": packages, "sha256": hashes}
    (TARGET / "vendored.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
