"""Which steps get a row of their own: in a long run, those at which nothing happens are put together."""

from collections.abc import Iterator
from dataclasses import dataclass

from procession.picture.diagram import Diagram, Mark

_FEWEST = 2  # steps that are worth putting together
_NEAR = 2  # steps around the place where the guarantee broke that are always shown
_TELLING = {"start", "begin", "call", "print", "file", "signal", "signalled", "returned", "raised", "broken", "enter"}


@dataclass(frozen=True)
class Row:
    """One line of the picture: a step, or (first < last) several that are put together, or left out."""

    first: int
    last: int
    left_out: bool = False

    @property
    def folded(self) -> bool:
        """Whether it stands for more than one step."""
        return self.last > self.first


def every(diagram: Diagram) -> list[Row]:
    """A row for each step."""
    return [Row(mark.step, mark.step) for mark in diagram.marks]


def fold(diagram: Diagram) -> list[Row]:
    """A row for each step that tells something, and one for each few in a row that don't."""
    telling = _telling(diagram)
    found: list[Row] = []
    for run in _runs(diagram.length, telling):
        if len(run) < _FEWEST:
            found += [Row(step, step) for step in run]
        else:
            found.append(Row(run[0], run[-1]))
    return found


def at_most(rows: list[Row], most: int) -> list[Row]:
    """The last of the rows, since the end is where a run breaks, with the first few; the rest in one row."""
    if len(rows) <= most:
        return rows
    head = most // 10
    tail = most - head - 1
    return [*rows[:head], Row(rows[head].first, rows[-tail - 1].last, True), *rows[-tail:]]


def acting(diagram: Diagram, row: Row) -> dict[str, int]:
    """How many of a row's steps are whose."""
    counts: dict[str, int] = {}
    for mark in diagram.marks[row.first : row.last + 1]:
        counts[mark.lane] = counts.get(mark.lane, 0) + 1
    return counts


def said(diagram: Diagram, row: Row) -> str:
    """A row of several steps in words."""
    who = ", ".join(f"{diagram.label(lane)} {count}" for lane, count in acting(diagram, row).items())
    count = row.last - row.first + 1
    return f"{count} steps left out: {who}" if row.left_out else f"{count} quiet steps: {who}"


def _runs(length: int, telling: set[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for step in range(length):
        if step in telling:
            if run:
                yield run
            yield [step]
            run = []
        else:
            run.append(step)
    if run:
        yield run


def _telling(diagram: Diagram) -> set[int]:
    """Steps that others could notice, or that a reader would look for."""
    found = {mark.step for mark in diagram.marks if _tells(mark)}
    for arrow in diagram.arrows:
        found |= {arrow.from_step, arrow.to_step}
    for stretch in diagram.stretches:  # who waits in the end, and for which lock
        if stretch.end is None:
            found.add(stretch.begin)
    for bar in diagram.bars:
        if bar.end is None:
            found.add(bar.begin)
    for place in diagram.places:
        at = diagram.length - 1 if place.step is None else place.step
        found |= set(range(at - _NEAR, at + 1 if place.step is None else at + _NEAR + 1))
    last = {mark.lane: mark.step for mark in diagram.marks}
    return {step for step in found | set(last.values()) if 0 <= step < diagram.length}


def _tells(mark: Mark) -> bool:
    return mark.op in _TELLING or mark.unread > 0 or (mark.fired and mark.op not in ("sleep", "spin"))
