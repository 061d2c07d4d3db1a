"""What a class repository's workflow runs: grading a checkout, and telling only what its student may see.

With the instructor's kit the hidden checks judge, without it the public ones. Only exercises that were begun are
judged: whose program is not as it was given out.
"""

import concurrent.futures
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from procession import __version__
from procession.catalog import MARK, Exercise, Kit, course_kit, find_kit
from procession.engine.box import resolve_kind
from procession.engine.errors import GraderError, SubmissionError
from procession.intake import locate
from procession.judge import Bench, Terms
from procession.reports import html, junit
from procession.reports.common import reached, worst
from procession.reports.markdown import feedback
from procession.reports.view import View
from procession.reports.writing import pictures, pictures_of, replace
from procession.results import ExerciseResult, Results, dump


@dataclass(frozen=True)
class Checkout:
    """A student's repository, and by whose checks it is judged."""

    root: Path
    kit: Kit
    hidden: bool
    """Whether the kit is the instructor's, with hidden checks."""

    def exercises(self, slugs: Sequence[str] = ()) -> list[Exercise]:
        """Those named; else all that are there and were begun."""
        if slugs:
            return [self.kit.exercise(slug) for slug in slugs]
        return [one for one in map(self.kit.exercise, self.kit.slugs()) if begun(self.root, one)]

    def not_begun(self) -> list[str]:
        """The exercises that are there as they were given out."""
        every = map(self.kit.exercise, self.kit.slugs())
        return [one.slug for one in every if (self.root / one.slug).is_dir() and not begun(self.root, one)]


def checkout(root: Path, kit: Path | None) -> Checkout:
    """Look at a repository; `kit` is the instructor's, if there is one here. SubmissionError if either is none."""
    if not root.is_dir():
        raise SubmissionError(f"{root} is not a folder")
    root = root.resolve()
    if kit is not None:
        found = find_kit(root, kit)
        missing = [slug for slug in found.slugs() if not found.exercise(slug).hidden_checks.is_file()]
        if missing or not found.slugs():
            raise SubmissionError(f"the graders' folder has no hidden checks of {', '.join(missing) or 'anything'}")
        return Checkout(root, found, hidden=True)
    return Checkout(root, course_kit(root) if (root / MARK).is_file() else find_kit(root), hidden=False)


def begun(root: Path, exercise: Exercise) -> bool:
    """Whether a program is there that is not the one that was given out."""
    place = locate(root, exercise)
    program = place / f"{exercise.module}.py" if place and place.is_dir() else place
    try:
        return program is not None and program.read_bytes() != exercise.stub.read_bytes()
    except OSError:
        return place is not None and place.is_symlink()  # it will be told why that can't be read


def must_be_held(mode: str, box: str, asked_mode: str, asked_box: str) -> None:
    """GraderError where hidden checks would run beside code that could read them, unless just that was asked for."""
    if mode == "sampled" and asked_mode != "sampled":
        raise GraderError("hidden checks need controlled mode, and that can't be had here: see `procession doctor`")
    if mode == "controlled" and resolve_kind(box) == "bare" and asked_box != "bare":
        raise GraderError("hidden checks need a container around the work, and there is none: see `procession doctor`")


def judge(
    found: Checkout, exercises: Sequence[Exercise], terms: Terms, jobs: int, folder: Path
) -> list[ExerciseResult]:
    """Judge, several exercises at a time; pictures go into `folder`."""
    with Bench(terms) as bench, concurrent.futures.ThreadPoolExecutor(jobs) as pool:

        def one(exercise: Exercise) -> ExerciseResult:
            return bench.judge([exercise], found.root, "", pictures=pictures_of(folder, ""))[0]

        try:
            return list(pool.map(one, exercises))
        except BaseException:
            bench.stop()
            raise


def write(out: Path, found: Sequence[ExerciseResult], view: View, folder: Path, hidden: bool) -> None:
    """What the student may see: results.json, junit.xml, feedback.md, feedback.html."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        replace(
            out / "results.json",
            dump(Results(kit_version=__version__, complete=True, submissions=seen(found, view, hidden))).decode(),
        )
        replace(out / "junit.xml", junit.render(found, view))
        replace(out / "feedback.md", feedback("you", found, view))
        replace(out / "feedback.html", html.student_page("you", found, view, pictures(folder, "", found, view)))
    except OSError as error:
        raise SubmissionError(f"{out}: {error.strerror}; name a folder that can be written with --out") from None


def seen(found: Sequence[ExerciseResult], view: View, hidden: bool) -> list[ExerciseResult]:
    """The results without what the student may not see; of our own faults nothing but that they are.

    A stored schedule has all of a check's input: of hidden ones it stays here.
    """
    replaced = msgspec.structs.replace
    told = []
    for result in found:
        checks = []
        for check in view.allowed(result):
            ours = check.verdict == "grader error"
            evidence, schedule = (None if ours else check.evidence), (None if ours or hidden else check.schedule)
            checks.append(replaced(check, evidence=evidence, schedule=schedule))
        told.append(replaced(result, checks=checks))
    return told


def lines(found: Sequence[ExerciseResult], not_begun: Sequence[str]) -> list[str]:
    """The log: a line an exercise."""
    width = max([len(result.exercise) for result in found], default=0)
    told = [
        f"{result.exercise:<{width}}  {reached([result])}: "
        + ("the grader itself failed" if result.had_error else _in_words(result))
        for result in found
    ]
    return told + ([f"not begun: {', '.join(not_begun)}"] if not_begun else [])


def _in_words(result: ExerciseResult) -> str:
    return "passed" if result.score >= result.max_score and worst(result) == "passed" else "to be mended"
