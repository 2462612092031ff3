"""Measures how well the theme tagger agrees with a reader, and writes the reference page about it.

    python -m tools.theme_agreement [--reports DIR] [--page FILE]

The sample (`tests/golden/theme_sample.csv`) names findings of published reports by file, kind and position, with the
themes a reader gave them. The sentences are not ours to commit: they are read from the PDF files in DIR.
"""

import argparse
import csv
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from extramile.core.publications import read_report
from extramile.core.themes import theme_list

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "golden" / "theme_sample.csv"
REPORTS = ROOT.parent / "shared" / "reports" / "development"
PAGE = ROOT / "docs" / "reference" / "theme-agreement.md"
KINDS = {
    "effective": "effective",
    "improve": "to do better",
    "priority_actions": "priority action",
    "areas_for_improvement": "area for improvement",
}
# Below this many findings a theme's own figure says little, and the page says so.
FEW = 5
# How many of the tuning part were first drawn, and measured, as a test of their own.
EARLIER_TEST = 64


@dataclass(frozen=True)
class Case:
    """A finding of the sample: the themes a reader gave it, and those the tagger gives it."""

    file: str
    part: str
    kind: str
    reader: frozenset[str]
    tagger: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """How well the two agree over some findings. A pair is one theme on one finding."""

    findings: int
    both: int
    tagger_only: int
    reader_only: int
    same_set: int
    one_in_common: int

    @property
    def precision(self) -> float:
        """Of the tags the tagger gave, the share the reader gave too."""
        return self.both / (self.both + self.tagger_only or 1)

    @property
    def recall(self) -> float:
        """Of the tags the reader gave, the share the tagger gave too."""
        return self.both / (self.both + self.reader_only or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (2 * self.both + self.tagger_only + self.reader_only or 1)


@cache
def findings_of(path: Path) -> dict[str, list[str]]:
    """Return the texts of the findings of the report at `path`, by kind."""
    report = read_report(path.read_bytes(), file=path.name)
    return {kind: [finding.text for finding in findings] for kind, findings in report.findings().items()}


def cases(reports: Path, sample: Path = SAMPLE) -> list[Case]:
    """Return the sample, each finding read from its report in `reports` and tagged."""
    themes = theme_list()
    found = []
    with sample.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = findings_of(reports / row["file"])[row["kind"]][int(row["position"]) - 1]
            given = frozenset(tag.theme for tag in themes.tag(text))
            found.append(Case(row["file"], row["part"], row["kind"], frozenset(row["themes"].split()), given))
    return found


def agreement(over: Sequence[Case]) -> Agreement:
    """Return how well reader and tagger agree over these findings."""
    return Agreement(
        findings=len(over),
        both=sum(len(case.reader & case.tagger) for case in over),
        tagger_only=sum(len(case.tagger - case.reader) for case in over),
        reader_only=sum(len(case.reader - case.tagger) for case in over),
        same_set=sum(case.reader == case.tagger for case in over),
        one_in_common=sum(bool(case.reader & case.tagger) for case in over),
    )


def interval(over: Sequence[Case], measure: Callable[[Agreement], float], rounds: int = 2000) -> tuple[float, float]:
    """Return the 95% bootstrap interval of a measure: findings drawn again and again, with a fixed seed."""
    draw = random.Random(2023)  # noqa: S311 (a statistic, not a secret)
    values = sorted(measure(agreement(draw.choices(over, k=len(over)))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds)]


def kappa(over: Sequence[Case], theme: str) -> float | None:
    """Return Cohen's kappa for one theme: agreement beyond chance. None if neither ever gave it."""
    total = len(over)
    reader = sum(theme in case.reader for case in over) / total
    tagger = sum(theme in case.tagger for case in over) / total
    chance = reader * tagger + (1 - reader) * (1 - tagger)
    observed = sum((theme in case.reader) == (theme in case.tagger) for case in over) / total
    return None if chance == 1 else (observed - chance) / (1 - chance)


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table, its first column words and the others numbers."""
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def summary_rows(parts: dict[str, list[Case]]) -> list[list[str]]:
    """Return the rows of the summary table, one column for each part."""
    measured = {part: agreement(over) for part, over in parts.items()}

    def row(name: str, show: Callable[[Agreement], str]) -> list[str]:
        return [name, *[show(each) for each in measured.values()]]

    return [
        row("Findings", lambda each: str(each.findings)),
        row("Tags by the reader", lambda each: str(each.both + each.reader_only)),
        row("Tags by the tagger", lambda each: str(each.both + each.tagger_only)),
        row("Precision", lambda each: f"{each.precision:.2f}"),
        row("Recall", lambda each: f"{each.recall:.2f}"),
        row("F1", lambda each: f"{each.f1:.3f}"),
        row("Exactly the same themes", lambda each: f"{each.same_set / each.findings:.0%}"),
        row("At least one in common", lambda each: f"{each.one_in_common / each.findings:.0%}"),
    ]


def theme_rows(over: Sequence[Case]) -> list[list[object]]:
    """Return one row for each theme: how often each gave it, how often both, and kappa."""
    rows: list[list[object]] = []
    for theme in theme_list().themes:
        reader = sum(theme.id in case.reader for case in over)
        tagger = sum(theme.id in case.tagger for case in over)
        both = sum(theme.id in case.reader & case.tagger for case in over)
        value = kappa(over, theme.id)
        shown = "–" if value is None else f"{value:.2f}" + (" (few)" if reader < FEW else "")
        rows.append([theme.title, reader, tagger, both, shown])
    return rows


PAGE_TEXT = """\
# How well the themes agree with a reader

Written by `python -m tools.theme_agreement`; do not edit by hand.

Themes are given to findings by a list of terms (`extramile/definitions/themes/themes.yaml`) and a short rule. This page
says how often that agrees with a reader of the findings. Use the themes to find and to count roughly; read the finding
before you quote it. Each tag shows the words that gave it.

## The rule

A theme is found in a text by one of its strong terms, or by two different weak ones in one sentence. A strong
word counts two and a weak one counts one, three times that in the first sentence. Six, as of one strong
word in the first sentence, is always enough; with less, a theme not half as strong as the strongest is a mention
in passing and not given. A text carries at most {at_most} themes.

## Method

- {sampled} findings of {reports} published reports (2023 framework), drawn at random with fixed seeds, so many
  of each kind.
- One reader gave each of them one to three themes from the list (a fourth where a finding names four services
  side by side), by reading it and before seeing what the tagger says.
- The terms were written and mended on {tuned} of them (tuned on). {earlier} of these were first drawn as a test
  of their own: the terms as they then were reached an F1 of 0.75 there.
- The terms were then left alone. Another {held} findings were drawn from the rest, tagged by the reader, and
  measured (held out). Nothing was changed after that to suit them; one theme, “Travel to school and college”,
  was added because the list had no place for it, and the held-out findings kept the tags they had.
- The sample is `tests/golden/theme_sample.csv`: file, kind, position, themes, and no sentence of any report.

## Result

{summary}

The 95% interval of the held-out F1 is {low:.2f} to {high:.2f} (bootstrap over findings). The tuned-on figures
flatter: the held-out ones are what to expect of a report not seen before.

{kinds}

## By theme, held out

Cohen's kappa is agreement beyond chance: 1 is always, 0 is no better than chance. Its mean is {kappa_all:.2f}
over all themes that occur, {kappa_enough:.2f} over those the reader gave at least {few} times; the others are
marked, and say little.

{themes}

## Limits

- One reader, from the project, who also wrote the terms. No panel of practitioners has tagged the sample, and
  how far two readers would agree with each other is not known.
- All reports are of one family and of the years 2023 to 2025. What families write uses other words; it was not
  measured.
- The tagger sees words, not meaning. It does not know praise from criticism (the kind of the finding says
  that), nor the subject from an example. It finds the first theme better than the second and third.
- A finding that says something without its usual words gets no theme, or too few. “Identifying needs early”,
  “Joined-up working” and “Leadership” are the hardest: reports speak of them in many ways.
"""


def page(found: Sequence[Case]) -> str:
    """Return the reference page, in Markdown."""
    tuned = [case for case in found if case.part == "tune"]
    held = [case for case in found if case.part == "hold"]
    low, high = interval(held, lambda each: each.f1)
    kappas = {theme.id: kappa(held, theme.id) for theme in theme_list().themes}
    given = Counter(theme for case in held for theme in case.reader)
    by_kind = [(name, agreement([case for case in held if case.kind == kind])) for kind, name in KINDS.items()]
    return PAGE_TEXT.format(
        at_most=theme_list().at_most,
        sampled=len(found),
        reports=len({case.file for case in found}),
        tuned=len(tuned),
        earlier=EARLIER_TEST,
        held=len(held),
        summary=table(["", "Held out", "Tuned on"], summary_rows({"hold": held, "tune": tuned})),
        low=low,
        high=high,
        kinds=table(
            ["Kind, held out", "Findings", "Precision", "Recall", "F1"],
            [
                [name, each.findings, *map("{:.2f}".format, (each.precision, each.recall, each.f1))]
                for name, each in by_kind
            ],
        ),
        kappa_all=mean(value for value in kappas.values() if value is not None),
        kappa_enough=mean(value for theme, value in kappas.items() if value is not None and given[theme] >= FEW),
        few=FEW,
        themes=table(["Theme", "Reader", "Tagger", "Both", "Kappa"], theme_rows(held)),
    )


def main() -> None:
    """Print the agreement and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=REPORTS, help="the folder with the published reports")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    options = parser.parse_args()
    text = page(cases(options.reports))
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
