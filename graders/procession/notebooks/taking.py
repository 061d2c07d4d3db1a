"""Taking a submission in: a notebook that is whole again, whatever a student has done to it.

All that was given out comes from nbgrader's gradebook, in the student's order; of the student's own are
the programs, and cells of no name. So no edited metadata can stop the grading, of this student or of others.
"""

import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from procession.escaping import clean
from procession.notebooks.answers import Cell, Found, find_program
from procession.notebooks.naming import PUBLIC, SOLUTION, STATEMENT, slug_and_part
from procession.notebooks.settings import KitPreprocessor

MAX_BYTES = 64 << 20
_MAKERS = {
    "code": nbformat.v4.new_code_cell,
    "markdown": nbformat.v4.new_markdown_cell,
    "raw": nbformat.v4.new_raw_cell,
}
Resources = dict[str, Any]


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Reads any file as a notebook: one that is none becomes an empty one that says so."""

    def from_filename(self, filename: str, resources: Resources | None = None, **more: Any) -> tuple[str, Resources]:
        """Read and convert a notebook."""
        nb = read_notebook(Path(filename))
        resources = {} if resources is None else resources
        resources["metadata"] = {"name": Path(filename).stem, "path": str(Path(filename).parent)}
        found: tuple[str, Resources] = self.from_notebook_node(nb, resources, **more)
        return found


def read_notebook(path: Path) -> NotebookNode:
    """A notebook in which every cell is well formed, without outputs. Never raises for what is in the file."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return _unreadable("it is no regular file")
        if status.st_size > MAX_BYTES:
            return _unreadable(f"it is bigger than {MAX_BYTES >> 20} MiB")
        cells = _cells(path.read_text(encoding="utf-8"))
        return nbformat.v4.new_notebook(cells=[cell for cell in map(_whole, cells) if cell is not None])
    except Exception as error:  # nbformat's converters meet what they do not expect; deep nesting recurses
        return _unreadable(clean(str(error)).split("\n")[0][:120] or type(error).__name__)


def _cells(text: str) -> list[Any]:
    """The cells of a notebook as they are. What is not in nbformat 4 is converted; else nothing is validated."""
    try:
        whole = json.loads(text)
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error})") from None
    if isinstance(whole, dict) and whole.get("nbformat") == 4 and isinstance(whole.get("cells"), list):
        return list(whole["cells"])
    return list(nbformat.reads(text, as_version=4)["cells"])


def _unreadable(reason: str) -> NotebookNode:
    return nbformat.v4.new_notebook(metadata={"procession": {"unreadable": f"the notebook can't be read: {reason}"}})


def _whole(cell: Any) -> NotebookNode | None:
    """A cell of which only known things of the right type are left."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in _MAKERS:
        return None
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    made: NotebookNode = _MAKERS[cell["cell_type"]](source=_encodable(source))
    metadata = cell.get("metadata")
    for room in ("nbgrader", "procession"):
        inside = metadata.get(room) if isinstance(metadata, dict) else None
        if isinstance(inside, dict):
            flat = {str(key): value for key, value in inside.items() if isinstance(value, str | int | float)}
            made.metadata[room] = {key: _encodable(v) if isinstance(v, str) else v for key, v in flat.items()}
    return made


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True)
class Given:
    """A cell as it was given out."""

    name: str
    kind: str
    source: str
    nbgrader: dict[str, Any]

    @property
    def is_solution(self) -> bool:
        """Whether the student's own text is what counts."""
        return bool(self.nbgrader["solution"])

    def cell(self, source: str | None = None, notes: tuple[str, ...] = (), missing: bool = False) -> NotebookNode:
        """The cell, with its own text or with the student's."""
        made: NotebookNode = _MAKERS[self.kind](source=self.source if source is None else source)
        made.metadata["nbgrader"] = dict(self.nbgrader)
        if notes or missing:
            made.metadata["procession"] = {"notes": "\n".join(notes), "missing": missing}
        return made


class TakeAnswers(KitPreprocessor):
    """Makes the notebook whole: each given cell once, with the program wherever it was found."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Replace the cells of a submitted notebook."""
        of_nbgrader = resources["nbgrader"]
        with Gradebook(of_nbgrader["db_url"]) as gradebook:
            given = given_cells(gradebook, of_nbgrader["notebook"], of_nbgrader["assignment"])
        unreadable = nb.metadata.get("procession", {}).get("unreadable")
        nb.cells = take(nb.cells, given, unreadable)
        nb.metadata = NotebookNode()
        return nb, resources


def given_cells(gradebook: Gradebook, notebook: str, assignment: str) -> dict[str, Given]:
    """The cells of a notebook that were given out with a name, as the gradebook has them."""
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in [*found.grade_cells, *found.task_cells]}
    tasks = {cell.name for cell in found.task_cells}
    solutions = {cell.name for cell in found.solution_cells}
    given = {}
    for cell in found.source_cells:
        of_nbgrader = {
            "schema_version": 3,
            "grade_id": cell.name,
            "grade": cell.name in points and cell.name not in tasks,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
            "locked": bool(cell.locked),
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
        }
        of_nbgrader |= {"points": points[cell.name]} if cell.name in points else {}
        given[cell.name] = Given(cell.name, cell.cell_type, cell.source or "", of_nbgrader)
    return given


def take(cells: list[NotebookNode], given: dict[str, Given], unreadable: str | None = None) -> list[NotebookNode]:
    """The cells of a whole notebook, from those of a submission."""
    plain = [plain_cell(cell) for cell in cells]
    solutions = {name: find_solution(plain, one, unreadable) for name, one in given.items() if one.is_solution}
    chosen = {found.index: (given[name], found) for name, found in solutions.items() if found.index is not None}
    made, seen = [], set()
    for index, cell in enumerate(plain):
        if index in chosen:
            one, found = chosen[index]
            made.append(one.cell(cell.source, found.notes))
            seen.add(one.name)
        elif cell.name in given and not given[cell.name].is_solution:
            if cell.name not in seen:
                made.append(given[cell.name].cell())
            seen.add(cell.name)
        else:
            made.append(_MAKERS[cell.kind](source=cell.source))
    for name in sorted(set(given) - seen, key=_place):
        missing = solutions.get(name)
        made.append(given[name].cell("", missing.notes, missing=True) if missing else given[name].cell())
    return made


def plain_cell(cell: NotebookNode) -> Cell:
    """What matters of a cell."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return Cell(cell.cell_type, cell.source, name if isinstance(name, str) else "")


def find_solution(cells: list[Cell], one: Given, unreadable: str | None) -> Found:
    """Where the student's text for a cell is; of a notebook that can't be read, why not."""
    if unreadable:
        return Found(None, (unreadable,))
    slug, part = slug_and_part(one.name)
    if part == SOLUTION:
        return find_program(cells, one.name, slug)
    named = [index for index, cell in enumerate(cells) if cell.name == one.name]
    return Found(named[-1] if named else None)


def _place(name: str) -> tuple[str, int, str]:
    """Where a cell stands that was deleted: below all others, in the order of the source notebook."""
    slug, part = slug_and_part(name)
    parts = (STATEMENT, SOLUTION, PUBLIC)
    return (slug, parts.index(part) if part in parts else len(parts), part)
