"""The diagram as one HTML page: an SVG, the step under the cursor in words, and a table of the same.

Needs no network. Told apart by shape and dash as well as by colour; every step can be reached with
the keyboard; a screen reader reads the table. What came from the submission is escaped by the template.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from procession.picture.diagram import Arrow, Bar, Diagram, Lane

if TYPE_CHECKING:
    from jinja2 import Template

_STEP, _LANE, _LEFT, _TOP = 20, 150, 70, 40  # pixels


@cache
def _template() -> "Template":
    import jinja2  # here, since most who can draw a page never do

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("page.html.j2")


def render(diagram: Diagram) -> str:
    """The whole page as text."""
    plan = _Plan(diagram)
    return _template().render(diagram=diagram, plan=plan, names={lane.id: lane.label for lane in diagram.lanes})


class _Plan:
    """Where things are on the page, in pixels."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.columns = {lane.id: _LEFT + _LANE * number + _LANE // 2 for number, lane in enumerate(diagram.lanes)}
        self.width = _LEFT + _LANE * len(diagram.lanes) + 20
        self.height = _TOP + _STEP * (diagram.length + 3)

    def x(self, lane: str) -> int:
        """The middle of a lane."""
        return self.columns[lane]

    def y(self, step: int) -> int:
        """The height of a step."""
        return _TOP + _STEP * step + _STEP // 2

    def life(self, lane: Lane) -> tuple[int, int]:
        """Where a lane's line begins and ends."""
        return self.y(lane.begun), self.y(self.diagram.until(lane.ended))

    def bar(self, bar: Bar) -> tuple[int, int]:
        """The top of a lock's bar, and its height."""
        return self.y(bar.begin), self.y(self.diagram.until(bar.end)) - self.y(bar.begin)

    def path(self, arrow: Arrow) -> str:
        """The line of an arrow; it stops short of the mark at which it points."""
        x1, y1, x2, y2 = self.x(arrow.from_lane), self.y(arrow.from_step), self.x(arrow.to_lane), self.y(arrow.to_step)
        if x1 == x2:
            return f"M {x1} {y1} C {x1 + 50} {y1}, {x2 + 50} {y2}, {x2 + 8} {y2}"
        side = -8 if x2 > x1 else 8
        return f"M {x1} {y1} L {x2 + side} {y2}"
