"""Write a page with every chart, to look at: python -m tools.chart_gallery FOLDER

Open FOLDER/gallery.html at 320 and at 1280 px. The figures and places are invented.
"""

import csv
import math
import shutil
import sys
from pathlib import Path

from extramile.web.design.charts import (
    Bar,
    Category,
    Chart,
    Column,
    Dot,
    Interval,
    Kind,
    Part,
    Series,
    Tile,
    bar_chart,
    interval_chart,
    line_chart,
    share_bar,
    sparkline,
    strip_chart,
    tile_map,
    trend_columns,
)

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "extramile/web/design/static"
YEARS = [str(year) for year in range(2016, 2025)]
OUTCOMES = [
    Category("1", "Typically positive experiences and outcomes", "P", "strength"),
    Category("2", "Inconsistent experiences and outcomes", "I", "develop"),
    Category("3", "Widespread and/or systemic failings", "W", "priority"),
]


def _points(*values: float | None) -> list[tuple[str, float | None]]:
    return list(zip(YEARS, values, strict=True))


def _lines() -> list[Chart]:
    place = Series("Ashmouth", _points(72, 75, 76, 86, 63, 82, 92, 66, 43), "place")
    england = Series("England", _points(58.6, 64.9, 60.1, 60.4, 58, 59.9, 49.2, 50.3, 46.4), "england")
    near = Series("Neighbours", _points(80.7, 74.8, 75.8, 81.1, 73.9, 71, 51.5, 51.2, 50.1), "neighbours")
    long = Series("Bournehampton, Christleigh and Stoke", _points(2, 1, None, 4, None, 3, 2.5, 2.2, None), "place")
    return [
        line_chart([place, england, near], unit="%", subject="Plans issued within 20 weeks"),
        line_chart(
            [
                long,
                Series("England", _points(2.1, 2.2, 2.2, 2.4, 2.6, 2.4, 2.3, 2.4, 2.5), "england"),
                Series("South East", _points(2.3, 2.2, 2.1, 2.3, 2.5, 2.5, 2.4, 2.4, 2.5), "region"),
                Series("Neighbours", _points(*[None] * 9), "neighbours"),
            ],
            unit="%",
            decimals=1,
            subject="Appeals to the tribunal",
        ),
        line_chart(
            [
                Series("Ashmouth", [("2021/22", -0.45), ("2022/23", -0.52), ("2023/24", -0.31)], "place"),
                Series("England", [("2021/22", -0.03), ("2022/23", -0.03), ("2023/24", -0.03)], "england"),
            ],
            decimals=2,
            unit="score",
            subject="Progress 8",
        ),
        line_chart([Series("Ashmouth", [("2024", 1234)], "place")], subject="Children with a plan"),
    ]


def _strip() -> Chart:
    dots = [Dot(f"Area {index}", 46 + 38 * math.sin(index * 1.7) * math.cos(index * 0.61)) for index in range(139)]
    dots += [Dot(f"Neighbour {index}", 24 + index * 5.3, "neighbours") for index in range(10)]
    dots += [Dot("Ashmouth", 43, "place"), Dot("Isle of Ash", None)]
    return strip_chart(dots, unit="%", decimals=1, england=46.4, subject="Plans issued within 20 weeks, 2024")


def _maps() -> list[Chart]:
    with (ROOT / "extramile/definitions/tile_map.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = ["1", "2", "2", "2", "3", None]
    outcome, value = [], []
    for index, row in enumerate(rows):
        common = {
            "code": row["code"],
            "name": f"Area {row['code']}",
            "column": int(row["column"]),
            "row": int(row["row"]),
        }
        outcome.append(
            Tile(**common, category=kinds[index * 7 % 6], href=f"/areas/{row['code']}/", here=row["code"] == "826")
        )
        known = 50 + 45 * math.sin(index * 2.3)
        value.append(Tile(**common, value=known if index % 29 else None, href=f"/areas/{row['code']}/"))
    return [
        tile_map(outcome, categories=OUTCOMES, title="Most areas had inconsistent outcomes", none="Not yet inspected"),
        tile_map(value, unit="%", decimals=1, title="Plans issued within 20 weeks, 2024", heading="2024"),
    ]


def charts() -> list[Chart]:
    """Return one or more of each kind of chart."""
    names = ["Bedleigh", "Readham", "Ashmouth", "Bournehampton, Christleigh and Stoke", "Kentish Weald", "Isle of Ash"]
    roles = ["neighbours", "neighbours", "place", "neighbours", "england", "neighbours"]
    values = [74.2, 59.1, 43, 9.3, 33.3, None]
    change = [0.4, -0.3, -0.12, 0.05, 0, -0.6]
    parts = [
        Part("Typically positive", 25, "strength"),
        Part("Inconsistent", 51, "develop"),
        Part("Widespread failings", 21, "priority"),
    ]
    kinds = [
        Kind("Typically positive", "strength"),
        Kind("Inconsistent", "develop"),
        Kind("Widespread failings", "priority"),
    ]
    statement = [Part("Written statement of action required", 24, "priority"), Part("Not required", 21, "strength")]
    return [
        *_lines(),
        sparkline(_points(72, 75, 76, None, 63, 82, 92, 66, 43), subject="Plans issued within 20 weeks", unit="%"),
        _strip(),
        bar_chart(
            [
                Bar(name, value, role, f"/areas/{index}/")
                for index, (name, value, role) in enumerate(zip(names, values, roles, strict=True))
            ],
            unit="%",
            decimals=1,
            title="Ashmouth issued 43.0% of plans within 20 weeks",
        ),
        bar_chart(
            [Bar(name, value, role) for name, value, role in zip(names, change, roles, strict=True)],
            decimals=2,
            title="Progress scores",
        ),
        share_bar(statement, title="24 of 45 areas (53%) had to write a statement of action"),
        share_bar(parts, title="51 of 97 inspections (53%) found inconsistent outcomes", of_what="inspections"),
        trend_columns(
            [
                Column("2023", (6, 12, 8)),
                Column("2024", (7, 16, 6)),
                Column("2025", (9, 20, 5)),
                Column("2026", (3, 3, 2)),
            ],
            kinds,
            title="97 inspections since January 2023",
        ),
        interval_chart(
            [
                Interval("North East", 5, 12, 41.7, 19.3, 68.0),
                Interval("Yorkshire and The Humber", 9, 15, 60, 35.7, 80.2, "place"),
                Interval("London", 10, 33, 30.3, 17.4, 47.3),
                Interval("England", 83, 151, 55, 47, 62.7, "england"),
                Interval("Channel", 0, 0, None, None, None),
            ],
            title="A statement of action was required in 9 of 15 areas of Yorkshire and The Humber",
            heading="Region",
        ),
        *_maps(),
    ]


def main() -> None:
    """Write the gallery and the stylesheets that it needs."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    sheets = ("vendor/govuk-frontend.min.css", "design/extramile.css", "design/charts.css")
    links = "".join(f'<link rel="stylesheet" href="static/{sheet}">' for sheet in sheets)
    sections = "".join(
        f'<section class="x-section"><h2 class="x-h2">{chart.table.caption}</h2>{chart.svg}'
        f"<details><summary>Table</summary>{chart.table.__html__()}</details></section>"
        for chart in charts()
    )
    page = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<title>Charts</title>{links}</head><body><main class="x-room"><h1>Charts</h1>{sections}</main></body></html>'
    )
    (folder / "gallery.html").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
