"""Sets the example reports that are shipped: `python -m tools.example_report`."""

from pathlib import Path

from tools.example_report import build, harrowmere, wexmoor

FOLDER = Path(__file__).parents[2] / "extramile" / "examples"
SHIPPED = {"wexmoor-2024.pdf": wexmoor, "harrowmere-2023.pdf": harrowmere}


def main() -> None:
    """Write each shipped report."""
    FOLDER.mkdir(exist_ok=True)
    for name, report in SHIPPED.items():
        (FOLDER / name).write_bytes(build(report()))
        print(f"extramile/examples/{name}")


if __name__ == "__main__":
    main()
