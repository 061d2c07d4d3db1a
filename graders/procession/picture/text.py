"""The diagram as text: time runs downwards, a column a lane. For small runs, and for any terminal."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from procession.picture import rows
from procession.picture.diagram import Diagram, Lane, Mark
from procession.picture.rows import Row
from procession.wrapping import wrap

MOST_ROWS = 200
"""Of a longer run the middle is left out: the end is where the guarantee breaks."""
_FOLD = 40
"""Steps from which on those that tell nothing are put together."""
_COLUMN, _NARROW = 5, 3
_MOST_LINES = 3  # that one step may take


@dataclass(frozen=True)
class Signs:
    """What a cell shows."""

    step: str
    able: str
    blocked: str
    holds: str
    holds_blocked: str
    sends: str
    receives: str
    fired: str
    folded: str
    broken: str
    more: str


UNICODE = Signs("●", "│", "┊", "┃", "╏", "○→", "→●", "◷", "⋮", "✗", "…")
ASCII = Signs("*", "|", ":", "#", "%", "o>", ">*", "t", "=", "X", "~")


def render(diagram: Diagram, signs: Signs = UNICODE, width: int = 80, tell: Callable[[str], str] = str) -> str:
    """The whole diagram, its lines at most `width` characters where the number of lanes allows it.

    `tell` says what it is told in the reader's language.
    """
    return "\n".join(line.rstrip() for line in _Text(diagram, signs, max(30, width), tell).lines()) + "\n"


def sketch(diagram: Diagram, signs: Signs = UNICODE, width: int = 80, tell: Callable[[str], str] = str) -> str:
    """The diagram without title, legend and ending, for a place where those are told otherwise."""
    return "\n".join(line.rstrip() for line in _Text(diagram, signs, max(30, width), tell).sketch()) + "\n"


class _Text:
    def __init__(self, diagram: Diagram, signs: Signs, width: int, tell: Callable[[str], str]) -> None:
        self.diagram, self.signs, self.width, self.tell = diagram.told(tell), signs, width, tell
        self.digits = max(4, len(str(diagram.length)))
        self.column = _COLUMN if self.digits + 2 + _COLUMN * len(diagram.lanes) + 34 <= width else _NARROW
        self.room = max(16, width - self.digits - 3 - self.column * len(diagram.lanes))
        files = {mark.file for mark in diagram.marks if mark.file}
        self.file = files.pop() if len(files) == 1 else ""
        self.sends = {arrow.from_step for arrow in diagram.arrows if arrow.kind == "message"}
        self.receives = {arrow.to_step for arrow in diagram.arrows if arrow.kind == "message"}

    def lines(self) -> list[str]:
        """All lines, from the title to the words of what broke."""
        diagram = self.diagram
        lines = [*self._wrapped(diagram.title), ""]
        for number, lane in enumerate(diagram.lanes, 1):
            lines += self._wrapped(f"{number:>3}  {lane.label}", "     ")
        return [*lines, "", *self._legend(), "", *self._body(), *self._ending()]

    def sketch(self) -> list[str]:
        """The lanes' names in a line, and the steps."""
        names = "   ".join(f"{number} {lane.label}" for number, lane in enumerate(self.diagram.lanes, 1))
        return [*self._wrapped(names), *self._body()]

    def _body(self) -> list[str]:
        """A line or more for each step, below the lanes' numbers."""
        diagram = self.diagram
        lines = [
            self._row(self.tell("step"), [str(number + 1) for number in range(len(diagram.lanes))], self._of_file())
        ]
        shown = rows.fold(diagram) if diagram.length > _FOLD else rows.every(diagram)
        for row in rows.at_most(shown, MOST_ROWS):
            lines += self._folded(row) if row.folded else self._step(diagram.marks[row.first])
        ends = {place.lane for place in diagram.places if place.step is None}
        if ends:
            lines.append(self._row("", [self.signs.broken if lane.id in ends else "" for lane in diagram.lanes]))
        return lines

    def _of_file(self) -> str:
        return self.tell(f":line of {self.file}") if self.file else ""

    def _ending(self) -> list[str]:
        diagram = self.diagram
        lines = ["", *self._wrapped(self.tell(f"ending: {diagram.ending}"))]
        for place in diagram.places:
            if place.step is None:
                lines += self._wrapped(f"  {self.signs.broken} {place.words}", "    ")
        for number, line in enumerate(diagram.untold.splitlines()):
            lines += self._wrapped(line if number else self.tell(f"broken: {line}"), "  ")
        return lines

    def _legend(self) -> list[str]:
        signs = self.signs
        parts = (
            f"{signs.step} a step", f"{signs.able} could go on", f"{signs.blocked} can't: waits or sleeps",
            f"{signs.holds} {signs.holds_blocked} the same, with a lock", f"{signs.sends} is read later",
            f"{signs.receives} reads it", f"{signs.fired} a time-out or sleep ends", f"{signs.broken} broken here",
        )  # fmt: skip
        lines = [""]
        for part in map(self.tell, parts):
            if lines[-1].strip() and cell_len(lines[-1]) + 3 + cell_len(part) > self.width:
                lines.append(f"  {part}")
            else:
                lines[-1] += f"   {part}" if lines[-1] else part
        return lines

    def _step(self, mark: Mark) -> list[str]:
        diagram = self.diagram
        signs = [self._sign(lane, mark) for lane in diagram.lanes]
        broken = diagram.broken_steps.get(mark.step)
        lines = self._said(mark)
        found = [self._row(str(mark.step), signs, lines[0])]
        more = lines[1:] + (self._cut(f"{self.signs.broken} {broken}") if broken else [])
        after = [self._still(lane, mark.step + 1) for lane in diagram.lanes]
        return found + [self._row("", after, line) for line in more]

    def _said(self, mark: Mark) -> list[str]:
        """The step in words, and as much of its source line as there is room for."""
        place = f":{mark.line}" if mark.file == self.file else mark.place
        place = place if mark.file else ""
        if cell_len(mark.words) + cell_len(place) + 2 <= self.room:
            return [self._fit(f"{mark.words}  {place} {mark.source}".rstrip())]
        return [*self._cut(mark.words), self._fit(f"  {place} {mark.source}")] if place else self._cut(mark.words)

    def _fit(self, said: str) -> str:
        if cell_len(said) <= self.room:
            return said
        return set_cell_size(said, self.room - 1).rstrip() + self.signs.more

    def _folded(self, row: Row) -> list[str]:
        who = rows.acting(self.diagram, row)
        sign = self.signs.folded
        cells = [sign if lane.id in who else self._still(lane, row.last) for lane in self.diagram.lanes]
        return [self._row("", cells, self._cut(self.tell(f"({row.last - row.first + 1} steps)"))[0])]

    def _sign(self, lane: Lane, mark: Mark) -> str:
        if lane.id != mark.lane:
            return self._still(lane, mark.step)
        if mark.fired:
            return self.signs.fired
        if mark.step in self.sends:
            return self.signs.sends
        return self.signs.receives if mark.step in self.receives else self.signs.step

    def _still(self, lane: Lane, step: int) -> str:
        """What a lane shows at a step of somebody else's."""
        diagram, signs = self.diagram, self.signs
        if not diagram.lives(lane, step):
            return ""
        can_not = diagram.rests(lane.id, step) in ("blocked", "asleep")
        if diagram.holds(lane.id, step):
            return signs.holds_blocked if can_not else signs.holds
        return signs.blocked if can_not else signs.able

    def _row(self, number: str, cells: list[str], said: str = "") -> str:
        return (
            " " * (self.digits - cell_len(number))
            + f"{number}  "
            + "".join(f"{cell:^{self.column}}" for cell in cells)
            + f" {said}"
        )

    def _cut(self, said: str) -> list[str]:
        """What is said beside a row: at most a few lines, none of them too long."""
        lines = self._wrapped(said, "  ", self.room)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], self._fit(lines[_MOST_LINES - 1] + " " * self.room)]
        return lines

    def _wrapped(self, said: str, indent: str = "  ", width: int = 0) -> list[str]:
        """Lines of at most `width` cells; a wide character (of Chinese, say) takes two."""
        width = width or self.width
        if cell_len(said) == len(said):
            return textwrap.wrap(said, width, subsequent_indent=indent) or [""]
        return wrap(said, width, indent)
