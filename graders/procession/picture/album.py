"""Pictures of the runs that failed, kept beside the results: FOLDER/EXERCISE-CHECK.svg.

Several checks often fail by the same run: it is drawn once, for the first of them. A picture is a help and
no part of a verdict: what can't be drawn is left out.
"""

import contextlib
import re
import shutil
import sys
import traceback
from pathlib import Path

from procession.engine.observation import Observation
from procession.picture import figure
from procession.picture.draw import draw

MOST = 2
"""Pictures of one exercise of one student."""


class Album:
    """The pictures of one student's failures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drawn: dict[str, list[Observation]] = {}

    def add(self, exercise: str, check: str, seen: Observation, source: Path, broken: str) -> None:
        """Draw the run in which a check failed, unless it is there already or there are enough."""
        drawn = self._drawn.setdefault(exercise, [])
        if len(drawn) >= MOST or any(one is seen for one in drawn):
            return
        drawn.append(seen)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            svg = figure.render(draw(seen, source, f"{exercise}: {check}", broken), _name(exercise, check))
            path(self.folder, exercise, check).write_text(svg, encoding="utf-8")
        except Exception:
            print(f"no picture of {exercise}/{check}: {traceback.format_exc()}", file=sys.stderr)


def path(folder: Path, exercise: str, check: str) -> Path:
    """Where the picture of a check's failure is, if there is one."""
    return folder / f"{_name(exercise, check)}.svg"


def clear(folder: Path, exercise: str) -> None:
    """Throw away the pictures of an exercise that an earlier grading has left."""
    for found in _of(folder, exercise):
        found.unlink(missing_ok=True)


def copy(source: Path, target: Path, exercise: str) -> None:
    """Make the pictures of an exercise in one folder those that there are in another; none, if it is not there."""
    with contextlib.suppress(OSError):
        clear(target, exercise)
        for found in _of(source, exercise):
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, target / found.name)


def _of(folder: Path, exercise: str) -> list[Path]:
    return list(folder.glob(f"{_name(exercise, '')}*.svg"))


def _name(exercise: str, check: str) -> str:
    return re.sub(r"[^\w-]", "_", f"{exercise}-{check}", flags=re.ASCII)
