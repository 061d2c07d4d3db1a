"""From a whole notebook to files that can be judged: what `procession grade` would have been given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from procession.catalog import Exercise
from procession.notebooks.answers import helpers_in, program_in
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


def hand_in(cells: Sequence[NotebookNode], exercises: Sequence[Exercise], folder: Path) -> Handed:
    """Write the programs in `cells`, and modules that other cells would write for them, to a new folder.

    Files beside the notebook are left alone: nbgrader follows links when it copies them, so there might be
    anything in them that the instructor can read.
    """
    handed = Handed(folder)
    plain = [plain_cell(cell) for cell in cells]
    mine = {f"{exercise.module}.py" for exercise in exercises}
    others = helpers_in(plain)
    for exercise in exercises:
        target = folder / exercise.slug
        target.mkdir(parents=True)
        for name, text in others.items():
            if name not in mine:
                (target / name).write_text(text, encoding="utf-8")
        wanted = cell_name(exercise.slug, SOLUTION)
        cell = next((cell for cell in cells if plain_cell(cell).name == wanted), None)
        said = cell.metadata.get("procession", {}) if cell is not None else {}
        notes = [note for note in str(said.get("notes", "")).split("\n") if note]
        if cell is None or said.get("missing"):
            handed.missing.add(exercise.slug)
        else:
            program, more = program_in(cell.source, exercise.module)
            notes += more
            (target / f"{exercise.module}.py").write_bytes(program.encode())
        handed.notes[exercise.slug] = notes
    return handed
