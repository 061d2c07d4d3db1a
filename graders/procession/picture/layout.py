"""Where everything of a diagram is on the page, in pixels: one view of it for a choice of rows."""

from dataclasses import dataclass, field

from procession.picture import rows
from procession.picture.diagram import Arrow, Bar, Diagram, Lane, Mark, Place, Stretch
from procession.picture.rows import Row

ROW = 24
"""Height of a row: enough for a finger."""
_LANES = ((5, 96), (8, 84), (64, 72))  # up to so many lanes, each is so wide
_SAID = 500  # width of the column of words
_MOST_WORDS, _MOST_SOURCE = 60, 74  # characters of it, and of both together


@dataclass(frozen=True)
class Line:
    """One row of the picture: steps, or a place at the end of the run."""

    x: int
    """The middle of the lane that it is about."""
    key: str
    """A step's number, "3-9" for several, "end0" for a place at the end."""
    y: int
    number: str
    lanes: tuple[str, ...]
    """Whose steps it shows."""
    said: str
    source: str
    mark: Mark | None
    broken: bool
    folded: bool


@dataclass(frozen=True)
class Text:
    """A short label in the picture."""

    kind: str
    x: int
    y: int
    anchor: str
    said: str


def lane_width(diagram: Diagram) -> int:
    """The width of a lane: the more there are, the narrower."""
    return next((width for most, width in _LANES if len(diagram.lanes) <= most), _LANES[-1][1])


@dataclass
class View:
    """A diagram with one choice of rows, laid out."""

    diagram: Diagram
    rows: list[Row]
    lane: int = field(init=False)
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        self.lane = lane_width(self.diagram)
        self._columns = {lane.id: self.lane * number + self.lane // 2 for number, lane in enumerate(self.diagram.lanes)}
        self._of_step: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            self._of_step |= dict.fromkeys(range(row.first, row.last + 1), number)
        self.ends = [place for place in self.diagram.places if place.step is None]
        self.lines = [self._line(number, row) for number, row in enumerate(self.rows)]
        self.lines += [self._end(number, place) for number, place in enumerate(self.ends)]
        self.said = self.lane * len(self.diagram.lanes) + 44
        self.width = self.said + _SAID
        self.height = ROW * (len(self.lines) + 1)

    def x(self, lane: str) -> int:
        """The middle of a lane."""
        return self._columns.get(lane, 0)

    def y(self, step: int) -> int:
        """The height of a step; before the first, and after the last, half a row further."""
        if step < 0:
            return ROW // 2
        if step not in self._of_step:
            return self._middle(len(self.rows) + max(0, len(self.ends) - 1)) - (0 if self.ends else ROW // 2)
        return self._middle(self._of_step[step])

    def _middle(self, row: int) -> int:
        return ROW * row + ROW

    def _line(self, number: int, row: Row) -> Line:
        y, diagram = self._middle(number), self.diagram
        if row.folded:
            lanes = tuple(rows.acting(diagram, row))
            said = short(rows.said(diagram, row), _MOST_SOURCE)
            return Line(self.x(lanes[0]), f"{row.first}-{row.last}", y, "…", lanes, said, "", None, False, True)
        mark = diagram.marks[row.first]
        broken = diagram.broken_steps.get(mark.step, "")
        said = short(mark.words, _MOST_WORDS)
        source = f"✗ {broken}" if broken else f"{mark.line} {mark.source}" if mark.file else ""
        source = short(source, max(8, _MOST_SOURCE - len(said)))
        return Line(
            self.x(mark.lane), str(mark.step), y, str(mark.step), (mark.lane,), said, source, mark, bool(broken), False
        )

    def _end(self, number: int, place: Place) -> Line:
        y = self._middle(len(self.rows) + number)
        said = short(place.words, _MOST_SOURCE)
        return Line(self.x(place.lane), f"end{number}", y, "end", (place.lane,), said, "", None, True, False)

    # What lies over the rows.

    def life(self, lane: Lane) -> tuple[int, int]:
        """Where a lane's line begins and ends."""
        return self.y(lane.begin), self.y(self.diagram.until(lane.end))

    def spans(self) -> list[tuple[Stretch, int, int]]:
        """The stretches that can be seen, with their top and bottom; parked is what a plain line says."""
        found = [
            (stretch, self.y(stretch.begin), self.y(self.diagram.until(stretch.end)))
            for stretch in self.diagram.stretches
            if stretch.kind != "parked"
        ]
        return [(stretch, top, bottom) for stretch, top, bottom in found if bottom > top]

    def held(self) -> list[tuple[Bar, int, int, int]]:
        """The bars with their left side, top and height."""
        found = []
        for bar in self.diagram.bars:
            top, bottom = self.y(bar.begin), self.y(self.diagram.until(bar.end))
            if bottom > top:
                found.append((bar, self.x(bar.lane) - 7 - 4 * bar.depth, top, bottom - top))
        return found

    def path(self, arrow: Arrow) -> str:
        """The line of an arrow, or "" where both ends lie in one row; it stops short of the mark."""
        x1, y1, x2, y2 = self.x(arrow.from_lane), self.y(arrow.from_step), self.x(arrow.to_lane), self.y(arrow.to_step)
        if y1 >= y2:
            return ""
        if x1 == x2:
            return f"M {x1 + 7} {y1} C {x1 + 40} {y1}, {x2 + 40} {y2}, {x2 + 9} {y2}"
        dx, dy = x2 - x1, y2 - y1
        length = (dx * dx + dy * dy) ** 0.5
        start, stop = 7 / length, 1 - 9 / length
        return f"M {x1 + dx * start:.0f} {y1 + dy * start:.0f} L {x1 + dx * stop:.0f} {y1 + dy * stop:.0f}"

    def awaited(self) -> list[str]:
        """The lines of arrows from who is stuck to whom it waits for, in the rows at the end."""
        found = []
        for line, place in zip(self.lines[len(self.rows) :], self.ends, strict=True):
            if place.waits_on in self._columns:
                x1, x2 = self.x(place.lane), self.x(place.waits_on)
                found.append(f"M {x1 + (10 if x2 > x1 else -10)} {line.y} H {x2 + (-9 if x2 > x1 else 9)}")
        return found

    def labels(self) -> list[Text]:
        """Short labels, each in the row of a step of its own lane, or in one in which its lane stands still."""
        found = []
        for bar, left, top, _ in self.held():
            found.append(Text("lock", left - 3, top + 4, "end", bar.lock))
        for arrow in self.diagram.arrows:
            if arrow.label and self.path(arrow):
                right = self.x(arrow.to_lane) >= self.x(arrow.from_lane)
                x = self.x(arrow.from_lane) + (11 if right else -11)
                found.append(Text("bytes", x, self.y(arrow.from_step) - 4, "start" if right else "end", arrow.label))
        for line in self.lines:
            if line.mark and line.mark.unread:
                found.append(Text("bytes", line.x + 22, line.y + 4, "start", f"{line.mark.unread} B, unread"))
        for stretch, top, bottom in self.spans():
            row = self._free_row(stretch, top, bottom)
            if row and stretch.label:
                said = stretch.label if stretch.kind == "asleep" else f"waits: {stretch.label}"
                most = self.lane // 6
                said = short(stretch.label, most) if len(said) > most else said
                found.append(Text("wait", self.x(stretch.lane) + 6, row + 4, "start", said))
        return found

    def _free_row(self, stretch: Stretch, top: int, bottom: int) -> int:
        """A row of a stretch in which the lane to the right has no mark that a label would cover; 0 for none."""
        lanes = [lane.id for lane in self.diagram.lanes]
        place = lanes.index(stretch.lane)
        right = lanes[place + 1] if place + 1 < len(lanes) else ""
        first = top // ROW  # the row after the one in which it begins
        for line in self.lines[first : min(first + 4, bottom // ROW - (stretch.end is not None))]:
            if right not in line.lanes and stretch.lane not in line.lanes:
                return line.y
        return 0


def short(text: str, most: int) -> str:
    """At most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
