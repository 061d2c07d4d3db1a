"""From a whole notebook to files that can be judged: what `procession grade` would have been given."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from procession.catalog import Exercise
from procession.intake import MAX_FILE_BYTES
from procession.notebooks.answers import MAX_HELPERS, helpers_in, program_in
from procession.notebooks.naming import SOLUTION, cell_name
from procession.notebooks.taking import plain_cell


@dataclass
class Handed:
    """A student's folder, and what is to be said of how it came to be."""

    folder: Path
    notes: dict[str, list[str]] = field(default_factory=dict)
    """Of each exercise."""
    missing: set[str] = field(default_factory=set)
    """Exercises of which there is no program; the notes say why."""


def hand_in(cells: Sequence[NotebookNode], exercises: Sequence[Exercise], beside: Path, folder: Path) -> Handed:
    """Write the programs in `cells`, and modules of the student's own that they may import, to a new folder.

    Such modules are those that cells of their own would write, and the files `beside` the notebook.
    """
    handed = Handed(folder)
    plain = [plain_cell(cell) for cell in cells]
    mine = {f"{exercise.module}.py" for exercise in exercises}
    others = _files(beside) | {name: text.encode() for name, text in helpers_in(plain).items()}
    for exercise in exercises:
        target = folder / exercise.slug
        target.mkdir(parents=True)
        for name, data in others.items():
            if name not in mine:
                (target / name).write_bytes(data)
        wanted = cell_name(exercise.slug, SOLUTION)
        cell = next((cell for cell in cells if plain_cell(cell).name == wanted), None)
        said = cell.metadata.get("procession", {}) if cell is not None else {}
        notes = [note for note in str(said.get("notes", "")).split("\n") if note]
        if cell is None or said.get("missing"):
            handed.missing.add(exercise.slug)
        else:
            program, more = program_in(cell.source, exercise.module)
            notes += more
            (target / f"{exercise.module}.py").write_bytes(program.encode("utf-8", "replace"))
        handed.notes[exercise.slug] = notes
    return handed


def _files(folder: Path) -> dict[str, bytes]:
    """The small Python files in a folder."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.py")):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES and len(found) < MAX_HELPERS:
            found[path.name] = path.read_bytes()
    return found
