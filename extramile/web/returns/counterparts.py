"""What is published beside a measure, as the Library has it: an indicator, or a share that is made of published counts."""

from collections.abc import Callable
from dataclasses import dataclass

from extramile.core.measures import Published, published
from extramile.core.national import Figure
from extramile.web.library import asking


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A published series beside a measure: what is said of it, its name, its periods, a figure of it by place and period."""

    said: Published
    title: str
    unit: str
    periods: tuple[str, ...]
    figure: Callable[[str, str], Figure]

    @property
    def latest(self) -> str:
        """Return its latest period."""
        return self.periods[-1]

    def england(self, period: str) -> float | None:
        """Return England's figure."""
        return self.figure(asking.ENGLAND, period).value


def counterpart(measure: str) -> Counterpart | None:
    """Return what is published beside a measure; None where nothing is known to be."""
    said = published(measure)
    if said is None:
        return None
    if said.indicator:
        series = asking.series(said.indicator)
        return Counterpart(said, series.info.title, series.info.unit, series.info.periods, series.figure)
    share = asking.share(said.counted, said.of)
    return Counterpart(said, said.title, "%", share.periods, share.figure)
