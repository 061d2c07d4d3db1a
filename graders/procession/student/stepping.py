"""Stepping through a run, forwards and backwards, process by process, beside the lines of the program."""

from dataclasses import dataclass, field
from pathlib import Path

import readchar
from rich.cells import set_cell_size
from rich.console import Console
from rich.live import Live
from rich.text import Text

from procession.cells import cell_len
from procession.engine.observation import Observation, Step
from procession.escaping import clean
from procession.language import Language
from procession.words import source_lines, waits, words
from procession.wrapping import wrap

_FORWARD = {readchar.key.RIGHT, readchar.key.DOWN, " ", "j"}
_BACK = {readchar.key.LEFT, readchar.key.UP, "k"}
# Terminals differ in what these two keys send.
_FIRST = {readchar.key.HOME, "\x1b[1~", "\x1bOH", "g"}
_LAST = {readchar.key.END, "\x1b[4~", "\x1bOF", "G"}
_QUIT = {"q", readchar.key.ESC}
_AROUND = 4
"""Lines of the program shown before and after the one that is running."""


@dataclass
class Stepper:
    """Where in the run one is. `at` counts from 0, before the first step, to the number of steps."""

    seen: Observation
    folder: Path
    title: str
    language: Language
    at: int = 0
    threads: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.threads = list(dict.fromkeys(step.thread for step in self.seen.steps))

    @property
    def length(self) -> int:
        """How many steps there are."""
        return len(self.seen.steps)

    def press(self, key: str) -> bool:
        """Do what a key says; False if it says to quit. A key that means nothing does nothing."""
        if key in _QUIT:
            return False
        if key in _FORWARD:
            self.at = min(self.length, self.at + 1)
        elif key in _BACK:
            self.at = max(0, self.at - 1)
        elif key in _FIRST:
            self.at = 0
        elif key in _LAST:
            self.at = self.length
        elif key.isdigit() and 0 < int(key) <= len(self.threads):
            self._go_to_next_of(self.threads[int(key) - 1])
        return True

    def _go_to_next_of(self, thread: str) -> None:
        for step in self.seen.steps[self.at :]:
            if step.thread == thread:
                self.at = step.index + 1
                return

    def lines(self, width: int, height: int) -> list[tuple[str, str]]:
        """What is shown: lines of at most `width` cells, each with its style; at most `height` of them if may be."""
        say = self.language.say
        place = say("before the first step") if not self.at else say("step {n} of {all}", n=self.at, all=self.length)
        shown = [*((line, "bold") for line in wrap(self.title, width)), (place, "dim"), ("", "")]
        names = [self.language.told(self.seen.names.get(thread, thread)) for thread in self.threads]
        column = min(max(map(cell_len, names), default=0), width * 2 // 5)
        fitted = [name + " " * (column - cell_len(name)) for name in (_cut(name, column) for name in names)]
        shown += [self._lane(number, *one) for number, one in enumerate(zip(self.threads, fitted, strict=True), 1)]
        ending = self._ending(width) if self.at == self.length else []
        keys = say("→ forward · ← back · q quit · 1-9 next step of that process · home/end")
        legend = [(line, "dim") for line in wrap(keys, width)]
        room = height - len(shown) - len(ending) - 3 - len(legend)
        around = max(1, min(_AROUND, (room - 1) // 2))
        shown += [("", ""), *self._source(around), *ending, ("", ""), *legend]
        return [(_cut(clean(text), width), style) for text, style in shown]

    def _current(self) -> Step | None:
        return self.seen.steps[self.at - 1] if self.at else None

    def _lane(self, number: int, thread: str, name: str) -> tuple[str, str]:
        """A thread: what it does now, waits for, or did last."""
        current = self._current()
        mine = [step for step in self.seen.steps[: self.at] if step.thread == thread]
        blocked = next(
            (one for one in self.seen.blocked if one.thread == thread and self._during(one.begun, one.ended)), None
        )
        acts = current is not None and current.thread == thread
        if acts and current is not None:
            text, spot, style = self.language.told(words(current, self.seen)), current.spot, "bold"
            if blocked is not None:  # as it will for ever, if this is the last step
                waiting = self.language.told(waits(blocked, self.seen))
                text = self.language.say("{does}, then {waits}", does=text, waits=waiting)
        elif blocked is not None:
            text, spot, style = self.language.told(waits(blocked, self.seen)), blocked.spot, "yellow"
        elif mine:
            text, spot, style = "", mine[-1].spot, "dim"
        else:
            return f"  {number} {name}  {self.language.say('(not there yet)')}", "dim"
        place = f"  {spot}" if spot else ""
        return f"{'▶' if acts else ' '} {number} {name}  {text}{place}", style

    def _during(self, begun: int, ended: int | None) -> bool:
        return begun <= self.at and (ended is None or self.at < ended)

    def _source(self, around: int) -> list[tuple[str, str]]:
        """The program around the line that runs; in the margin the numbers of the processes that are there."""
        current = self._current()
        if current is None or current.spot is None:
            return []
        file, line = current.spot.file, current.spot.line
        program = source_lines(file, self.folder)
        there: dict[int, str] = {}
        for number, thread in enumerate(self.threads, 1):
            spot = next((s.spot for s in reversed(self.seen.steps[: self.at]) if s.thread == thread), None)
            if spot is not None and spot.file == file:
                there[spot.line] = there.get(spot.line, "") + str(number)
        found = []
        for number in range(max(1, line - around), min(len(program), line + around) + 1):
            mark = "▶" if number == line else " "
            text = f"  {there.get(number, ''):>4} {mark} {number:>3} {program[number - 1]}"
            found.append((text, "bold" if number == line else ""))
        return found

    def _ending(self, width: int) -> list[tuple[str, str]]:
        """How the run ended, and where everybody is who did not; wrapped, as the reasons matter most."""
        told = self.language.told
        reason = f" ({told(self.seen.reason)})" if self.seen.reason else ""
        lines = [("", ""), (f"{told(self.seen.ending)}{reason}", "bold" if self.seen.ending == "ended" else "bold red")]
        lines += [(f"- {told(str(waiting))}", "red") for waiting in self.seen.waiting]
        return [(piece, style) for text, style in lines for piece in wrap(clean(text), width, "  ")]


def step_through(stepper: Stepper, console: Console) -> None:
    """Let a person step through a run on a terminal, until they quit."""
    with Live(console=console, screen=True, auto_refresh=False) as live:
        while True:
            live.update(_text(stepper, console), refresh=True)
            try:
                if not stepper.press(readchar.readkey()):
                    return
            except KeyboardInterrupt:
                return


def _text(stepper: Stepper, console: Console) -> Text:
    width, height = console.size
    return Text("\n", no_wrap=True).join(Text(text, style=style) for text, style in stepper.lines(width, height))


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"
