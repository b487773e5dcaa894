"""The rows that `./dev bench` prints: a figure, how it spreads, and its goal where it has one."""

from dataclasses import asdict, dataclass
from typing import Optional


@dataclass
class Row:
    section: str
    what: str
    figure: Optional[float] = None
    unit: str = "×"
    low: Optional[float] = None  # the middle half of the rounds
    high: Optional[float] = None
    rounds: Optional[int] = None
    processor: Optional[float] = None  # the same ratio in processor time
    most: Optional[float] = None  # the goal: at most, or at least, so much
    least: Optional[float] = None
    note: str = ""

    def met(self):
        """Whether the goal is met; None where there is no goal or no figure."""
        if self.figure is None or (self.most is None and self.least is None):
            return None
        return self.figure <= self.most if self.most is not None else self.figure >= self.least


def of_ratio(section, what, wall, cpu=None, **more):
    """A row of a race.Ratio on the clock and, beside it, one on the processor."""
    return Row(section, what, wall.median, low=wall.low, high=wall.high, rounds=wall.rounds, processor=cpu and cpu.median, **more)


def number(value):
    """Three digits that say something."""
    if value is None:
        return ""
    if value >= 1000:
        return f"{value:,.0f}"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f}"


def goal(row):
    if row.most is not None:
        return f"≤ {row.most:g}"
    return f"≥ {row.least:g}" if row.least is not None else ""


def cells(row):
    spread = f"{number(row.low)} – {number(row.high)}" if row.low is not None else ""
    spread = "one round" if row.rounds == 1 else spread
    verdict = {True: "met", False: "missed", None: ""}[row.met()]
    figure = f"{number(row.figure)} {row.unit}" if row.figure is not None else "–"
    return [row.what, figure, spread, number(row.processor), goal(row), verdict, row.note]


HEAD = ["", "figure", "middle half", "processor", "goal", "", "note"]


def lines(title, rows):
    """A Markdown table under its title."""
    table = [[title, *HEAD[1:]], *map(cells, rows)]
    wide = [max(len(row[i]) for row in table) for i in range(len(HEAD))]

    def line(row):
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, wide)) + " |"

    return [line(table[0]), "| " + " | ".join("-" * max(width, 3) for width in wide) + " |", *map(line, table[1:])]


def as_json(row):
    return {**asdict(row), "met": row.met()}
