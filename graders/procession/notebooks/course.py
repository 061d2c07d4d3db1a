"""`procession nbgrader init`: a course for nbgrader, made of the kit's exercises."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from procession.catalog import Exercise, Kit
from procession.engine.errors import ExerciseError, SubmissionError
from procession.judge import Bench, Terms
from procession.language import load_language
from procession.notebooks.making import Task, notebook

Layout = Literal["chapter", "exercise", "notebook"]
CONFIG = "nbgrader_config.py"
_CONFIG = '''\
"""nbgrader's configuration of this course, written by `procession nbgrader init`.

Add what you like. The parts below see to it that students get the stubs of the exercises, that their
programs are graded by the kit's hidden checks in its box, and that no cell of a submission is ever run.
"""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = {course_id!r}

# Where exercises, solutions and hidden checks are; only the instructor's machine needs it.
c.KitPreprocessor.kit = {kit!r}

c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "procession.notebooks.giving.GiveStubs",  # instead of ClearSolutions
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

c.Autograde.exporter_class = "procession.notebooks.taking.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "procession.notebooks.taking.TakeAnswers",  # instead of DeduplicateIds
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "procession.notebooks.grading.GradeInBox",  # instead of Execute
    "procession.notebooks.grading.SaveGrades",  # instead of SaveAutoGrades
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
'''


@dataclass
class CourseMaker:
    """Writes a course: its configuration and its source notebooks."""

    kit: Kit
    folder: Path
    course_id: str
    layout: Layout = "chapter"
    lang: str = "en"
    force: bool = False
    """Whether files that are there already are written again."""
    kept: list[Path] = field(default_factory=list)
    """Files that were there and were left as they are."""

    def make(self, exercises: Sequence[Exercise]) -> dict[str, list[str]]:
        """Write the course; return the notebooks of each assignment. SubmissionError when it can't be written."""
        tasks = self._tasks(exercises)
        assignments: dict[str, list[str]] = {}
        try:
            for assignment, notebooks in self._assignments(tasks).items():
                for name, inside in notebooks.items():
                    self._write(self.folder / "source" / assignment / f"{name}.ipynb", notebook(inside))
                assignments[assignment] = list(notebooks)
            config = _CONFIG.format(course_id=self.course_id, kit=str(self.kit.root.resolve()))
            self._write(self.folder / CONFIG, config)
        except OSError as error:
            raise SubmissionError(f"{error.filename}: {error.strerror}; name a folder that can be written") from None
        return assignments

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not self.force and path.read_text(encoding="utf-8") != text:
            self.kept.append(path)
        else:
            path.write_text(text, encoding="utf-8")

    def _tasks(self, exercises: Sequence[Exercise]) -> list[Task]:
        """The exercises with their hidden checks, which are asked what they are by giving them nothing to judge."""
        with tempfile.TemporaryDirectory() as nothing, Bench(Terms()) as bench:
            found = bench.judge(exercises, Path(nothing), "")
        for result in found:
            if result.had_error or not result.checks:
                evidence = result.checks[0].evidence if result.checks else None
                raise ExerciseError(f"{result.exercise}: {evidence.seen if evidence else 'it has no checks'}")
        language = load_language(self.lang, [folder for exercise in exercises for folder in exercise.told_in])
        return [Task(one, result.checks, language) for one, result in zip(exercises, found, strict=True)]

    def _assignments(self, tasks: Sequence[Task]) -> dict[str, dict[str, list[Task]]]:
        """For each assignment, what is in each of its notebooks."""
        found: dict[str, dict[str, list[Task]]] = {}
        every = [self.kit.exercise(slug).heading.chapter for slug in self.kit.slugs()]
        chapters = list(dict.fromkeys(every))
        for task in tasks:
            slug, chapter = task.exercise.slug, task.exercise.manifest.chapter
            if self.layout != "exercise":
                words = re.sub(r"[^a-z0-9]+", "_", chapter.lower()).strip("_")
                chapter = f"{chapters.index(chapter) + 1:02}_{words}"
            assignment = slug if self.layout == "exercise" else chapter
            name = chapter if self.layout == "notebook" else slug
            found.setdefault(assignment, {}).setdefault(name, []).append(task)
        return found
