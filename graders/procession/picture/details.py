"""What else there is to say of each step: what it waited for, what caused it, and what it causes."""

from procession.picture.diagram import Arrow, Bar, Diagram

_CAUSED = {
    "message": "takes {what} that {who} wrote in step {step}",
    "start": "was started by {who} in step {step}",
    "join": "the last step of {who} was {step}",
    "lock": "{who} gave it back in step {step}",
}
_CAUSES = {
    "message": "{who} reads it in step {step} ({what})",
    "start": "{who} begins in step {step}",
    "join": "{who} notices the end in step {step}",
    "lock": "{who}, who waited for it, gets it in step {step}",
}


def details(diagram: Diagram) -> list[list[str]]:
    """For each step a few sentences, that of what broke first."""
    found: list[list[str]] = [[] for _ in diagram.marks]
    for step, words in diagram.broken_steps.items():
        found[step].append(f"✗ broken here: {words}")
    for mark in diagram.marks:
        if mark.before:
            found[mark.step].append(f"before: {mark.before}")
    for arrow in diagram.arrows:
        found[arrow.to_step].append(_told(_CAUSED, arrow, diagram.label(arrow.from_lane), arrow.from_step))
        found[arrow.from_step].append(_told(_CAUSES, arrow, diagram.label(arrow.to_lane), arrow.to_step))
    for bar in diagram.bars:
        found[bar.begin].append(_held(bar))
    last = {mark.lane: mark.step for mark in diagram.marks}
    for stretch in diagram.stretches:
        if stretch.end is None and stretch.kind != "parked" and stretch.lane in last:
            since = "" if last[stretch.lane] == stretch.begin else f" from step {stretch.begin} on"
            found[last[stretch.lane]].append(f"after it: {stretch.words}{since}, until the end of the run")
    return found


def _told(words: dict[str, str], arrow: Arrow, who: str, step: int) -> str:
    return words[arrow.kind].format(who=who, step=step, what=arrow.what or "a message")


def _held(bar: Bar) -> str:
    return f"holds {bar.lock} from here " + ("until the end of the run" if bar.end is None else f"to step {bar.end}")
