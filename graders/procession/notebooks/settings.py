"""What the preprocessors for nbgrader have in common, and how the rest gets at nbgrader's own configuration."""

import os
import sys
import warnings
from functools import cached_property
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from procession.catalog import Exercise, Kit, find_kit
from procession.engine.errors import SubmissionError
from procession.notebooks.course import CONFIG


class KitPreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """A preprocessor that knows the kit's exercises."""

    kit = Unicode(help="Folder of the kit, with exercises, solutions and hidden checks.").tag(config=True)

    @cached_property
    def exercises(self) -> Kit:
        """The kit that the configuration names, else the nearest one; SubmissionError when there is none."""
        return find_kit(Path.cwd(), Path(self.kit) if self.kit else None)

    def exercise(self, slug: str) -> Exercise | None:
        """An exercise of the kit, if there is one of that name."""
        return self.exercises.exercise(slug) if slug in self.exercises.slugs() else None


def open_course(folder: Path, results: Path | None = None) -> NbGraderAPI:
    """nbgrader's API for the course in a folder, configured as its own commands are there.

    With `results`, GradeInBox takes from that file what has been judged already. SubmissionError when
    there is no course.
    """
    if not (folder / CONFIG).is_file():
        raise SubmissionError(f"{folder} is no course of nbgrader: it has no {CONFIG} (--course DIR names another)")
    warnings.filterwarnings("ignore", module="nbgrader")  # what SQLAlchemy thinks of its code is no news here
    os.chdir(folder)  # as nbgrader's own commands expect
    # It calls `alembic` by its name, and the environment in which both are need not be activated.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    app = NbGrader()
    app.initialize([], root=str(folder.resolve()))
    app.log.handlers.clear()  # what matters is told by us
    if results is not None:
        app.config.GradeInBox.results = str(results)
    return NbGraderAPI(coursedir=app.coursedir, parent=app)
