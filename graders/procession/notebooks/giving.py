"""What students are given: the version that `nbgrader generate_assignment` makes has the stubs."""

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions

from procession.engine.errors import ExerciseError
from procession.notebooks.making import stub_cell
from procession.notebooks.naming import SOLUTION, slug_and_part
from procession.notebooks.settings import KitPreprocessor


class GiveStubs(KitPreprocessor, ClearSolutions):  # type: ignore[misc]
    """Puts the stub in the place of the solution; in cells that are not the kit's, does what ClearSolutions does.

    Without it (another configuration), ClearSolutions still takes out what is between its marks: a
    solution is never given out.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, object], cell_index: int
    ) -> tuple[NotebookNode, dict[str, object]]:
        """Replace the source of one cell."""
        slug, part = slug_and_part(str(cell.metadata.get("nbgrader", {}).get("grade_id", "")))
        if part != SOLUTION:
            found: tuple[NotebookNode, dict[str, object]] = super().preprocess_cell(cell, resources, cell_index)
            return found
        exercise = self.exercise(slug)
        if exercise is None:
            raise ExerciseError(f"there is no exercise called {slug} in the kit (c.KitPreprocessor.kit)")
        cell.source = stub_cell(exercise)
        return cell, resources
