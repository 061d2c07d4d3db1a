"""The diagram as text: time runs downwards, a column a lane. For small runs, and for any terminal."""

from dataclasses import dataclass

from procession.picture.diagram import Arrow, Diagram, Lane

MOST_STEPS = 200
"""A longer run is shown from its end backwards: that is where the guarantee breaks."""
_COLUMN = 5


@dataclass(frozen=True)
class Signs:
    """What a cell shows: a step, alive, alive with a lock, a message's two ends, stuck at the end."""

    step: str
    alive: str
    holds: str
    sends: str
    receives: str
    fired: str
    stuck: str


UNICODE = Signs("●", "│", "┃", "○→", "→●", "◷", "✗")
ASCII = Signs("*", ".", "|", "o>", ">*", "t", "X")


def render(diagram: Diagram, signs: Signs = UNICODE, width: int = 80) -> str:
    """The whole diagram, its lines at most `width` characters where the number of lanes allows it."""
    lanes = {lane.id: number for number, lane in enumerate(diagram.lanes)}
    first = max(0, diagram.length - MOST_STEPS)
    lines = [diagram.title, ""]
    lines += [f"{number + 1:>3}  {lane.label}" for number, lane in enumerate(diagram.lanes)]
    lines += ["", _legend(signs), ""]
    heads = "".join(f"{number + 1:^{_COLUMN}}" for number in range(len(lanes)))
    lines.append(f"step  {heads}".rstrip())
    if first:
        lines.append(f"      ({first} steps before these are left out)")
    for mark in diagram.marks[first:]:
        cells = "".join(_cell(diagram, lane, mark.lane, mark.step, mark.fired, signs) for lane in diagram.lanes)
        said = f"{mark.words}" + (f"  {mark.place}" if mark.place else "")
        room = max(20, width - 6 - len(cells) - 1)
        lines.append(f"{mark.step:>4}  {cells} {_short(said, room)}".rstrip())
    if any(lane.stuck for lane in diagram.lanes):
        lines.append(
            "      " + "".join(f"{signs.stuck if lane.stuck else '':^{_COLUMN}}" for lane in diagram.lanes).rstrip()
        )
    lines += ["", f"ending: {diagram.ending}"]
    lines += [f"  {lane.stuck}" for lane in diagram.lanes if lane.stuck]
    if diagram.broken:
        lines.append(f"broken: {diagram.broken}")
    return "\n".join(lines) + "\n"


def _legend(signs: Signs) -> str:
    return (
        f"{signs.step} a step   {signs.sends} what it writes is read later   {signs.receives} reads it   "
        f"{signs.holds} holds a lock   {signs.fired} a time-out or sleep ends   {signs.stuck} stuck for ever"
    )


def _cell(diagram: Diagram, lane: Lane, acts: str, step: int, fired: bool, signs: Signs) -> str:
    if lane.id == acts:
        sign = signs.fired if fired else _end_of(diagram.arrows, lane.id, step, signs)
    elif not diagram.lives(lane, step):
        sign = ""
    else:
        sign = signs.holds if diagram.holds(lane.id, step) else signs.alive
    return f"{sign:^{_COLUMN}}"


def _end_of(arrows: tuple[Arrow, ...], lane: str, step: int, signs: Signs) -> str:
    if any(arrow.from_lane == lane and arrow.from_step == step and arrow.kind == "message" for arrow in arrows):
        return signs.sends
    if any(arrow.to_lane == lane and arrow.to_step == step and arrow.kind == "message" for arrow in arrows):
        return signs.receives
    return signs.step


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
